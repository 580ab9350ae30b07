#include "config.h"

#include "cli/filter.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"

/* What stands behind "filter:" or "filtr:"; NULL where the word is another one. */
static const char *name_in(const char *word)
{
    static const char *const keys[] = { "filter:", "filter=", "filtr:", "filtr=" };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        size_t length = strlen(keys[i]);
        if (strncmp(word, keys[i], length) == 0) {
            return word + length;
        }
    }
    return NULL;
}

static enum pk_err say_unknown(const struct pk_config *config, const char *name,
                               struct pk_diag *diag)
{
    size_t count = config ? config->filter_count : 0;
    const char **names = pk_new(count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = config->filters[i].name;
    }
    const char *nearest = pk_text_nearest(name, names);
    struct pk_quote shown = pk_text_quote(name);
    free(names);
    if (nearest) {
        return pk_fail(diag, PK_ERR_USAGE,
                       _("%s: no filter in planek.ini is called that; did you mean %s?"),
                       shown.text, nearest);
    }
    return pk_fail(diag, PK_ERR_USAGE,
                   _("%s: no filter in planek.ini is called that; section [filters] names them"),
                   shown.text);
}

static enum pk_err add_named(struct pk_query *query, const struct pk_session *session,
                             const char *name, struct pk_diag *diag)
{
    const struct pk_config *config = session->options->config;
    const struct pk_config_entry *entry = config ? pk_config_filter(config, name) : NULL;
    struct pk_query *other;
    struct pk_diag why = { .text = "" };
    if (!entry) {
        return say_unknown(config, name, diag);
    }
    enum pk_err err = pk_query_parse_line(&other, entry->value, session->plan,
                                          session->options->today, &why);
    if (err) {
        return pk_fail_at(diag, err, config->file ? config->file : "planek.ini", entry->line,
                          "%s", why.text);
    }
    pk_query_join(query, other);
    return PK_OK;
}

enum pk_err pk_cli_filter(struct pk_query **out, const struct pk_session *session,
                          struct pk_diag *diag)
{
    size_t count = 0;
    const char **words = pk_new((size_t)session->argc + 1, sizeof *words);
    for (int i = 0; i < session->argc; i++) {
        if (!name_in(session->argv[i])) {
            words[count++] = session->argv[i];
        }
    }
    enum pk_err err = pk_query_parse(out, words, count, session->plan, session->options->today,
                                     diag);
    for (int i = 0; i < session->argc && !err; i++) {
        const char *name = name_in(session->argv[i]);
        err = name ? add_named(*out, session, name, diag) : PK_OK;
    }
    if (err) {
        pk_query_free(*out);
        *out = NULL;
    }
    free(words);
    return err;
}
