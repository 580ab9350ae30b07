/* minuteswords.c: what has changed of an activity, in words.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/meeting.h"
#include "planek/mem.h"
#include "planek/minutes.h"
#include "planek/progress.h"
#include "planek/value.h"

enum { REST = 63 /* the bit of all columns that the schema does not know */ };

static void add_value(struct pk_buf *out, const struct pk_wording *wording,
                      const struct pk_field *field, const char *text)
{
    if (!*text && field->type == PK_TYPE_CHOICE && field->empty_choice >= 0) {
        pk_buf_str(out, _(field->choices[field->empty_choice].label));
    } else if (!*text) {
        pk_buf_str(out, _("nothing"));
    } else {
        pk_value_name(out, wording->plan, field, text, wording->year);
        pk_buf_str(out, field->type == PK_TYPE_MONEY ? " Kč" : "");
    }
}

static void add_sides(struct pk_buf *out, const struct pk_wording *wording, struct pk_buf *was,
                      struct pk_buf *now)
{
    pk_buf_printf(out, wording->plain ? _("%s, now %s") : "%s → %s", pk_buf_text(was),
                  pk_buf_text(now));
    pk_buf_dispose(was);
    pk_buf_dispose(now);
}

static void add_ticks(struct pk_buf *out, const struct pk_wording *wording, const char *was,
                      const char *now)
{
    int done_then, all_then, done, all;
    struct pk_buf before = { 0 }, after = { 0 };
    pk_progress_checklist(was, &done_then, &all_then);
    pk_progress_checklist(now, &done, &all);
    if (done_then == done) {
        pk_buf_str(out, _("rewritten"));
        return;
    }
    pk_buf_printf(&before, "%d", done_then);
    pk_buf_printf(&after, _("%d of %d"), done, all);
    pk_buf_str(out, _("ticked"));
    pk_buf_char(out, ' ');
    add_sides(out, wording, &before, &after);
}

/* The lines that were added, without their day; else only that it is another text. */
static void add_note(struct pk_buf *out, const char *label, const char *was, const char *now)
{
    size_t length = strlen(was);
    const char *between = "";
    if (strncmp(was, now, length) != 0 || !now[length]) {
        pk_buf_str(out, *now ? _("note rewritten") : _("note removed"));
        return;
    }
    pk_buf_printf(out, "%s ", label);
    for (now += length; *now;) {
        size_t cells = strcspn(now, "\n"), left = cells;
        char *line = pk_strndup(now, cells);
        pk_day day;
        const char *text = pk_note_before(line, INT32_MAX, &day, &left);
        if (cells) {
            pk_buf_printf(out, _("%s\"%.*s\""), between, (int)left, text ? text : line);
            between = ", ";
        }
        now += cells + (now[cells] == '\n');
        free(line);
    }
}

static void add_field(struct pk_buf *out, const struct pk_wording *wording, int number,
                      const char *was, const char *now)
{
    const struct pk_field *field = pk_schema_field(PK_ACTIVITIES, number);
    struct pk_buf before = { 0 }, after = { 0 };
    if (number == PK_ACTIVITY_NOTE) {
        add_note(out, _(field->label), was, now);
        return;
    }
    pk_buf_printf(out, "%s ", _(field->label));
    if (field->type == PK_TYPE_LINES) {
        add_ticks(out, wording, was, now);
    } else {
        add_value(&before, wording, field, was);
        add_value(&after, wording, field, now);
        add_sides(out, wording, &before, &after);
    }
}

void pk_minutes_words(struct pk_buf *out, const struct pk_wording *wording,
                      const struct pk_activity *then, const struct pk_activity *now,
                      uint64_t fields)
{
    const char *between = "";
    for (int field = 0; field < PK_ACTIVITY_FIELDS; field++) {
        if (fields >> field & 1) {
            pk_buf_str(out, between);
            add_field(out, wording, field, then->record.text[field], now->record.text[field]);
            between = "; ";
        }
    }
    if (fields >> REST & 1) {
        pk_buf_printf(out, "%s%s", between, _("other columns"));
    }
}
