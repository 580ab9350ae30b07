/* query.c: words to terms.  A word is `key:value`, a key that stands alone, or text to be found;
 * all terms must match.
 */
#include "config.h"

#include "planek/query.h"

#include <stdlib.h>
#include <string.h>

#include "model/queryterm.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"

struct pk_query {
    struct pk_queryterm *terms;
    size_t count, capacity;
    char *text;
};

/* Where `key<relation>value` parts; key_length 0 when the word is no such thing. */
struct parts {
    size_t key_length;
    enum pk_relation relation;
    const char *value;
};

static struct parts take_apart(const char *word)
{
    static const struct {
        const char *sign;
        enum pk_relation relation;
    } signs[] = {
        { "<=", PK_UNTIL }, { ">=", PK_SINCE }, { "<", PK_BEFORE },
        { ">", PK_AFTER },  { ":", PK_IS },     { "=", PK_IS },
    };
    size_t length = strcspn(word, "<>:=");
    bool letters = length > 0 && strcspn(word, "0123456789 \t\n.,;/()\"-") >= length;
    for (size_t i = 0; letters && i < sizeof(signs) / sizeof(signs[0]); i++) {
        size_t sign_length = strlen(signs[i].sign);
        if (strncmp(word + length, signs[i].sign, sign_length) == 0) {
            return (struct parts){ length, signs[i].relation, word + length + sign_length };
        }
    }
    return (struct parts){ 0 };
}

static enum pk_err say_unknown_key(const char *word, const char *folded, struct pk_diag *diag)
{
    const char *names[PK_QUERYKEYS * 2 + 1] = { NULL };
    for (int i = 0; i < PK_QUERYKEYS; i++) {
        names[i] = pk_querykeys[i].name;
        names[PK_QUERYKEYS + i] = pk_querykeys[i].alias;
    }
    const char *nearest = pk_text_nearest(folded, names);
    struct pk_quote shown = pk_text_quote(word);
    if (nearest) {
        return pk_fail(diag, PK_ERR_USAGE, _("%s: there is no such filter; did you mean %s?"),
                       shown.text, nearest);
    }
    return pk_fail(diag, PK_ERR_USAGE,
                   _("%s: there is no such filter; there are goal: status: source: role: before: "
                     "after: due: late next: unfinished no:"),
                   shown.text);
}

static enum pk_err parse_key(struct pk_queryterm *term, struct pk_asked *asked,
                             const struct pk_querykey *key, struct pk_diag *diag)
{
    struct pk_quote shown = pk_text_quote(asked->word);
    int length = (int)strcspn(asked->word, "<>:=");
    if (key->lonely && *asked->value) {
        return pk_fail(diag, PK_ERR_USAGE, _("%s: %.*s stands alone, without a value"),
                       shown.text, length, asked->word);
    }
    if (!key->bare[0] && !*asked->value) {
        return pk_fail(diag, PK_ERR_USAGE, _("%s: a value is missing"), shown.text);
    }
    if (!key->compares) {
        if (asked->relation != PK_IS) {
            return pk_fail(diag, PK_ERR_USAGE,
                           _("%s: only due can be compared; write %.*s:VALUE"), shown.text,
                           length, asked->word);
        }
        asked->relation = key->relation;
    }
    return key->parse(term, asked, diag);
}

static bool match_text(const struct pk_queryterm *term, const struct pk_activity *activity)
{
    const char *needle = pk_buf_text(&term->needle);
    return pk_text_contains(activity->title, needle) ||
           pk_text_contains(activity->responsible, needle) ||
           pk_text_contains(activity->note, needle) || pk_text_contains(activity->id, needle);
}

static enum pk_err parse_text(struct pk_queryterm *term, const char *word)
{
    size_t length = strlen(word);
    word = pk_text_trim(word, &length);
    term->match = match_text;
    pk_text_fold(&term->needle, word, length);
    return PK_OK;
}

static enum pk_err parse_word(struct pk_queryterm *term, struct pk_asked *asked,
                              struct pk_diag *diag)
{
    struct parts parts = take_apart(asked->word);
    size_t key_length = parts.key_length ? parts.key_length : strlen(asked->word);
    struct pk_buf folded = { 0 }, value = { 0 };
    pk_text_fold(&folded, asked->word, key_length);
    if (parts.key_length) {
        size_t length = strlen(parts.value);
        const char *trimmed = pk_text_trim(parts.value, &length);
        pk_buf_add(&value, trimmed, length);
    }
    const struct pk_querykey *key = NULL;
    for (int i = 0; i < PK_QUERYKEYS && !key; i++) {
        bool named = parts.key_length
                         ? pk_querykey_named(&pk_querykeys[i], pk_buf_text(&folded))
                         : pk_querykey_bare(&pk_querykeys[i], pk_buf_text(&folded));
        key = named ? &pk_querykeys[i] : NULL;
    }
    asked->relation = parts.relation;
    asked->value = pk_buf_text(&value);
    enum pk_err err = key                ? parse_key(term, asked, key, diag)
                      : parts.key_length ? say_unknown_key(asked->word, pk_buf_text(&folded), diag)
                                         : parse_text(term, asked->word);
    pk_buf_dispose(&folded);
    pk_buf_dispose(&value);
    return err;
}

static bool is_blank(const char *word)
{
    size_t length = strlen(word);
    (void)pk_text_trim(word, &length);
    return length == 0;
}

/* plain: text to be found, whatever it looks like. */
static enum pk_err add_word(struct pk_query *query, struct pk_asked *asked, bool plain,
                            struct pk_diag *diag)
{
    if (is_blank(asked->word)) {
        return PK_OK;
    }
    query->terms = pk_reserve(query->terms, &query->capacity, query->count + 1,
                              sizeof(*query->terms));
    struct pk_queryterm *term = &query->terms[query->count++];
    *term = (struct pk_queryterm){ 0 };
    return plain ? parse_text(term, asked->word) : parse_word(term, asked, diag);
}

/* A query without terms in *out; on a failure it is taken back. */
static enum pk_err finish(struct pk_query **out, enum pk_err err)
{
    if (err != PK_OK) {
        pk_query_free(*out);
        *out = NULL;
    }
    return err;
}

/* The word such that pk_query_parse_line takes it as one. */
static void quote_word(struct pk_buf *out, const char *word)
{
    if (!strpbrk(word, " \t\n")) {
        pk_buf_str(out, word);
        return;
    }
    struct parts parts = take_apart(word);
    size_t head = parts.key_length ? (size_t)(parts.value - word) : 0;
    pk_buf_add(out, word, head);
    pk_buf_printf(out, "\"%s\"", word + head);
}

enum pk_err pk_query_parse(struct pk_query **out, const char *const *words, size_t count,
                           const struct pk_plan *plan, pk_day today, struct pk_diag *diag)
{
    struct pk_buf text = { 0 };
    enum pk_err err = PK_OK;
    *out = pk_new(1, sizeof(**out));
    for (size_t i = 0; i < count && err == PK_OK; i++) {
        struct pk_asked asked = { .plan = plan, .today = today, .word = words[i] };
        err = add_word(*out, &asked, false, diag);
        if (!is_blank(words[i])) {
            pk_buf_str(&text, text.len ? " " : "");
            quote_word(&text, words[i]);
        }
    }
    (*out)->text = pk_buf_take(&text);
    return finish(out, err);
}

/* Takes the next word off the line; false at the end.  A word that begins with a quote is plain;
 * a quote that is not closed holds all to the end together. */
static bool next_word(struct pk_buf *word, bool *plain, const char **line)
{
    const char *at = *line + strspn(*line, " \t\n");
    bool quoted = false;
    pk_buf_cut(word, 0);
    *plain = *at == '"';
    if (!*at) {
        return false;
    }
    for (; *at && (quoted || !strchr(" \t\n", *at)); at++) {
        if (*at == '"') {
            quoted = !quoted;
        } else {
            pk_buf_char(word, *at);
        }
    }
    *line = at;
    return true;
}

enum pk_err pk_query_parse_line(struct pk_query **out, const char *line,
                                const struct pk_plan *plan, pk_day today, struct pk_diag *diag)
{
    struct pk_buf word = { 0 };
    enum pk_err err = PK_OK;
    bool plain;
    size_t length = strlen(line);
    const char *trimmed = pk_text_trim(line, &length);
    *out = pk_new(1, sizeof(**out));
    (*out)->text = pk_strndup(trimmed, length);
    while (err == PK_OK && next_word(&word, &plain, &line)) {
        struct pk_asked asked = { .plan = plan, .today = today, .word = pk_buf_text(&word) };
        err = add_word(*out, &asked, plain, diag);
    }
    pk_buf_dispose(&word);
    return finish(out, err);
}

struct pk_query *pk_query_of_ids(const char *const *ids, size_t count, const char *text)
{
    struct pk_query *query = pk_new(1, sizeof(*query));
    query->terms = pk_new(1, sizeof(*query->terms));
    query->count = query->capacity = 1;
    query->text = pk_strdup(text);
    pk_queryterm_of_ids(&query->terms[0], ids, count);
    return query;
}

void pk_query_join(struct pk_query *query, struct pk_query *taken)
{
    query->terms = pk_reserve(query->terms, &query->capacity, query->count + taken->count,
                              sizeof(*query->terms));
    for (size_t i = 0; i < taken->count; i++) {
        query->terms[query->count++] = taken->terms[i];
    }
    const char *first = pk_query_text(query), *second = pk_query_text(taken);
    struct pk_buf text = { 0 };
    pk_buf_printf(&text, "%s%s%s", first, *first && *second ? " " : "", second);
    free(query->text);
    query->text = pk_buf_take(&text);
    taken->count = 0;
    pk_query_free(taken);
}

void pk_query_free(struct pk_query *query)
{
    if (!query) {
        return;
    }
    for (size_t i = 0; i < query->count; i++) {
        pk_queryterm_dispose(&query->terms[i]);
    }
    free(query->terms);
    free(query->text);
    free(query);
}

bool pk_query_all(const struct pk_query *query)
{
    return !query || query->count == 0;
}

bool pk_query_match(const struct pk_query *query, const struct pk_activity *activity)
{
    for (size_t i = 0; query && i < query->count; i++) {
        if (!query->terms[i].match(&query->terms[i], activity)) {
            return false;
        }
    }
    return true;
}

const char *pk_query_text(const struct pk_query *query)
{
    return query && query->text ? query->text : "";
}
