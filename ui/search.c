#include "config.h"

#include "ui/search.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/text.h"
#include "ui/outline.h"

enum { NUMBER_BYTES = 20 };

static void texts_dispose(struct ui_searchtexts *texts)
{
    pk_buf_dispose(&texts->bytes);
    free(texts->starts);
    *texts = (struct ui_searchtexts){ .made = false };
}

void ui_search_unlight(struct ui_search *search)
{
    free(search->lit);
    search->lit = NULL;
}

void ui_search_dispose(struct ui_search *search)
{
    ui_search_unlight(search);
    texts_dispose(&search->titles);
    texts_dispose(&search->others);
    pk_buf_dispose(&search->needle);
    free(search->hits);
    *search = (struct ui_search){ .looked = false };
}

void ui_search_forget(struct ui_search *search)
{
    if (search->titles.made || search->others.made || search->looked) {
        char *lit = search->lit;
        search->lit = NULL;
        ui_search_dispose(search);
        search->lit = lit;
    }
}

static void add_title(struct pk_buf *out, const struct pk_record *record)
{
    const char *title = pk_record_title(record);
    pk_text_fold(out, title, strlen(title));
}

/* What is not the title. */
static void add_others(struct pk_buf *out, const struct pk_record *record)
{
    if (record->table != PK_ACTIVITIES) {
        return;
    }
    static const enum pk_activity_field fields[] = { PK_ACTIVITY_RESPONSIBLE, PK_ACTIVITY_NOTE,
                                                     PK_ACTIVITY_DETAIL, PK_ACTIVITY_AUDIENCE };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const char *text = record->text[fields[i]];
        pk_text_fold(out, text, strlen(text));
        pk_buf_char(out, '\n');
    }
}

static void make_texts(struct ui_searchtexts *texts, const struct ui_outline *outline,
                       void (*add)(struct pk_buf *out, const struct pk_record *record))
{
    if (texts->made) {
        return;
    }
    size_t count = outline->list.count;
    texts->made = true;
    texts->starts = pk_new(count + 1, sizeof *texts->starts);
    for (size_t row = 0; row < count; row++) {
        const struct pk_record *record = ui_outline_record_at(outline, row);
        texts->starts[row] = texts->bytes.len;
        if (record) {
            add(&texts->bytes, record);
        }
        pk_buf_char(&texts->bytes, '\0');
    }
    texts->starts[count] = texts->bytes.len;
}

static void add_hit(struct ui_search *search, size_t row)
{
    search->hits = pk_reserve(search->hits, &search->capacity, search->count + 1,
                              sizeof *search->hits);
    search->hits[search->count++] = row;
}

/* The row whose text the byte is of, not before `from`. */
static size_t row_of(const struct ui_searchtexts *texts, size_t from, size_t count, size_t at)
{
    size_t to = count;
    while (from + 1 < to) {
        size_t middle = from + (to - from) / 2;
        if (texts->starts[middle] <= at) {
            from = middle;
        } else {
            to = middle;
        }
    }
    return from;
}

static void look_in(struct ui_search *search, const struct ui_searchtexts *texts, size_t count)
{
    const struct pk_buf *needle = &search->needle;
    size_t at = 0, row = 0;
    while (row < count) {
        const char *hit = memmem(texts->bytes.data + at, texts->bytes.len - at, needle->data,
                                 needle->len);
        if (!hit) {
            return;
        }
        row = row_of(texts, row, count, (size_t)(hit - texts->bytes.data));
        add_hit(search, row);
        at = texts->starts[++row];
    }
}

/* Of the hits only those that hold the needle, which goes on from what they are hits of. */
static void narrow(struct ui_search *search, const struct ui_searchtexts *texts)
{
    const struct pk_buf *needle = &search->needle;
    size_t kept = 0;
    for (size_t i = 0; i < search->count; i++) {
        size_t from = texts->starts[search->hits[i]], to = texts->starts[search->hits[i] + 1];
        if (memmem(texts->bytes.data + from, to - from, needle->data, needle->len)) {
            search->hits[kept++] = search->hits[i];
        }
    }
    search->count = kept;
}

/* "4" is a goal, "4.1" an activity: 0 stands for no activity.  False: no number. */
static bool read_number(const char *text, unsigned long *group, unsigned long *position)
{
    char *end;
    size_t digits = strspn(text, "0123456789.");
    if (digits == 0 || text[digits] || *text == '.' || digits > NUMBER_BYTES) {
        return false;
    }
    *group = strtoul(text, &end, 10);
    *position = *end == '.' ? strtoul(end + 1, &end, 10) : 0;
    return !*end;
}

/* Puts the row of that number among the hits. */
static void add_numbered(struct ui_search *search, const struct ui_outline *outline)
{
    unsigned long group, position;
    if (!read_number(pk_buf_text(&search->needle), &group, &position)) {
        return;
    }
    for (size_t row = 0; row < outline->list.count; row++) {
        const struct ui_row *at = &outline->rows[row];
        unsigned long stands = at->activity ? at->activity->position + 1ul : 0;
        unsigned long of = outline->groups[at->group].goal ? at->group + 1ul : 0;
        if (of != group || stands != position || ui_search_rank(search, row)) {
            continue;
        }
        size_t place = search->count;
        add_hit(search, row);
        for (; place > 0 && search->hits[place - 1] > row; place--) {
            search->hits[place] = search->hits[place - 1];
        }
        search->hits[place] = row;
        return;
    }
}

static void look(struct ui_search *search, const struct ui_outline *outline, bool goes_on)
{
    size_t rows = outline->list.count;
    bool in_others = goes_on && search->in_others;
    if (!goes_on) {
        search->count = 0;
        make_texts(&search->titles, outline, add_title);
        look_in(search, &search->titles, rows);
    } else {
        narrow(search, in_others ? &search->others : &search->titles);
    }
    add_numbered(search, outline);
    search->in_others = in_others;
    if (search->count == 0 && !in_others) {
        make_texts(&search->others, outline, add_others);
        look_in(search, &search->others, rows);
        search->in_others = search->count > 0;
    }
}

void ui_search_look(struct ui_search *search, const struct ui_outline *outline,
                    const char *needle)
{
    struct pk_buf folded = { 0 };
    pk_text_fold(&folded, needle, strlen(needle));
    const char *now = pk_buf_text(&folded), *was = pk_buf_text(&search->needle);
    bool same = search->looked && strcmp(now, was) == 0;
    bool goes_on = search->looked && *was && search->count && strncmp(now, was, strlen(was)) == 0;
    ui_search_unlight(search);
    search->lit = folded.len ? pk_strdup(now) : NULL;
    if (same) {
        pk_buf_dispose(&folded);
        return;
    }
    pk_buf_dispose(&search->needle);
    search->needle = folded;
    search->looked = true;
    if (folded.len == 0 || outline->list.count == 0) {
        search->count = 0;
        return;
    }
    look(search, outline, goes_on);
}

/* The first hit that is not before the row; count where there is none. */
static size_t hit_from(const struct ui_search *search, size_t row)
{
    size_t from = 0, to = search->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (search->hits[middle] < row) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

bool ui_search_next(const struct ui_search *search, size_t from, int direction, size_t *row)
{
    if (search->count == 0) {
        return false;
    }
    size_t hit = hit_from(search, from);
    bool exact = hit < search->count && search->hits[hit] == from;
    if (direction < 0 && !exact) {
        hit = hit ? hit - 1 : search->count - 1;
    }
    *row = search->hits[hit < search->count ? hit : 0];
    return true;
}

size_t ui_search_rank(const struct ui_search *search, size_t row)
{
    size_t hit = hit_from(search, row);
    return hit < search->count && search->hits[hit] == row ? hit + 1 : 0;
}

/* How many bytes the first `length` bytes of the text are folded. */
static size_t folded_length(const char *text, size_t length)
{
    struct pk_buf folded = { 0 };
    pk_text_fold(&folded, text, length);
    size_t result = folded.len;
    pk_buf_dispose(&folded);
    return result;
}

static size_t next_character(const char *text, size_t at)
{
    at += text[at] != '\0';
    while (((unsigned char)text[at] & 0xC0) == 0x80) {
        at++;
    }
    return at;
}

bool ui_search_lit(const struct ui_search *search, const char *text, size_t *from, size_t *to)
{
    struct pk_buf folded = { 0 };
    if (!search->lit) {
        return false;
    }
    pk_text_fold(&folded, text, strlen(text));
    const char *hit = strstr(pk_buf_text(&folded), search->lit);
    size_t begin = hit ? (size_t)(hit - folded.data) : 0, end = begin + strlen(search->lit);
    pk_buf_dispose(&folded);
    *from = *to = 0;
    for (size_t at = 0; hit && text[at]; at = next_character(text, at)) {
        size_t before = folded_length(text, at);
        *from = before <= begin ? at : *from;
        *to = before < end ? next_character(text, at) : *to;
    }
    return hit;
}
