/* history.c: what was changed, when, by whom and why, as text, JSON or CSV.
 *
 *     12. 6. 2024 10:15  jana  Webové stránky: termín 31. 5. → 30. 6.  (usnesení č. 12)
 *
 * In the order of time, which a history that git merged does not have.  A filter leaves of a change
 * only the cells that match.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/report.h"
#include "planek/text.h"
#include "planek/value.h"
#include "planek/when.h"
#include "report/csvline.h"
#include "report/doc.h"
#include "report/json.h"

enum { DETAIL_INDENT = 4, NAMED_FIELDS = 2 };

struct listing {
    const struct pk_report *report;
    const struct pk_history *history;
    const struct pk_historyfilter *filter;
    const struct pk_change **changes; /* oldest first */
    struct pk_cell *cells;            /* those of a change that match */
    size_t count, capacity;
};

/* Sorting keeps the file's order within a second by the place in memory. */
static int by_time(const void *a, const void *b)
{
    const struct pk_change *one = *(const struct pk_change *const *)a;
    const struct pk_change *other = *(const struct pk_change *const *)b;
    int order = (one->when > other->when) - (one->when < other->when);
    return order ? order : (one > other) - (one < other);
}

static void begin(struct listing *listing, const struct pk_report *report,
                  const struct pk_history *history, const struct pk_historyfilter *filter)
{
    *listing = (struct listing){ .report = report, .history = history, .filter = filter };
    listing->changes = pk_new(history->count + 1, sizeof *listing->changes);
    for (size_t i = 0; i < history->count; i++) {
        listing->changes[i] = &history->items[i];
    }
    qsort(listing->changes, history->count, sizeof *listing->changes, by_time);
}

static void end(struct listing *listing)
{
    free(listing->changes);
    free(listing->cells);
}

/* False when nothing of the change is wanted. */
static bool take_cells(struct listing *listing, const struct pk_change *change)
{
    listing->count = 0;
    pk_historyfilter_cells(listing->filter, change, &listing->cells, &listing->count,
                           &listing->capacity);
    return listing->count > 0;
}

/* ---- text ---- */

static void add_moment(struct pk_buf *out, int64_t when)
{
    time_t seconds = (time_t)when;
    struct tm local;
    if (localtime_r(&seconds, &local)) {
        pk_day_format(out, pk_day_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday),
                      PK_DAY_FULL);
        pk_buf_printf(out, " %d:%02d", local.tm_hour, local.tm_min);
    }
}

static const struct pk_field *known_field(const struct pk_cell *cell)
{
    bool known = cell->field >= 0 && cell->field < pk_schema(cell->table)->field_count;
    return known ? pk_schema_field(cell->table, cell->field) : NULL;
}

static void add_value(struct pk_buf *out, const struct pk_plan *plan, const struct pk_cell *cell,
                      const char *text)
{
    const struct pk_field *field = known_field(cell);
    if (!*text) {
        pk_buf_str(out, _("nothing"));
    } else if (field) {
        pk_value_name(out, plan, field, text, pk_plan_settings(plan)->year);
    } else {
        pk_buf_str(out, text);
    }
}

/* One side alone where the other is the record not being there. */
static void tell_cell(struct pk_doc *doc, const struct pk_plan *plan, const struct pk_cell *cell,
                      bool added, bool removed)
{
    struct pk_buf line = { 0 };
    const struct pk_field *field = known_field(cell);
    pk_buf_printf(&line, "%s: ",
                  field ? _(field->label) : pk_plan_field_name(plan, cell->table, cell->field));
    if (!added) {
        add_value(&line, plan, cell, cell->was);
    }
    pk_buf_str(&line, added || removed ? "" : " → ");
    if (!removed) {
        add_value(&line, plan, cell, cell->now);
    }
    pk_doc_paragraph(doc, DETAIL_INDENT, DETAIL_INDENT + 2, pk_buf_text(&line));
    pk_buf_dispose(&line);
}

/* So many cells from there on are about the same record. */
static size_t run_of(const struct pk_cell *cells, size_t count)
{
    size_t run = 1;
    while (run < count && cells[run].table == cells->table
           && strcmp(cells[run].id, cells->id) == 0) {
        run++;
    }
    return run;
}

/* A row of what waits for a decision: its change is told by what it is about. */
static bool is_row(const struct pk_cell *cell)
{
    return cell->table == PK_PROPOSALS || cell->table == PK_CONFLICTS;
}

/* What the line of the change does not say. */
static void tell_cells(struct pk_doc *doc, const struct listing *listing)
{
    const struct pk_plan *plan = listing->report->plan;
    const struct pk_cell *cells = listing->cells, *id = NULL;
    size_t fields = 0;
    for (size_t i = 0; i < listing->count; i++) {
        id = cells[i].field == 0 ? &cells[i] : id;
        fields += cells[i].field > 0;
    }
    if (is_row(&cells[0]) || (!id && fields <= NAMED_FIELDS)) {
        return;
    }
    bool added = id && *id->now, removed = id && !*id->now;
    for (size_t i = 0; i < listing->count; i++) {
        const struct pk_cell *cell = &cells[removed ? listing->count - 1 - i : i];
        if (cell->field > 0) {
            tell_cell(doc, plan, cell, added, removed);
        }
    }
}

/* A row that is settled says nothing beside what was decided. */
static bool is_settled(const struct pk_cell *cell)
{
    return is_row(cell) && !*cell->now;
}

/* Whether the change settles one row, which its line tells in full. */
static bool settles_one(const struct listing *listing)
{
    size_t settled = 0, others = 0;
    for (size_t at = 0; at < listing->count;) {
        bool row = is_settled(&listing->cells[at]);
        settled += row;
        others += !row;
        at += run_of(listing->cells + at, listing->count - at);
    }
    return settled == 1 && others <= 1;
}

static void tell_records(struct pk_doc *doc, const struct listing *listing)
{
    struct pk_cell *cells = listing->cells;
    if (settles_one(listing)) {
        return;
    }
    for (size_t at = 0; at < listing->count;) {
        struct pk_buf line = { 0 };
        size_t run = run_of(cells + at, listing->count - at);
        struct pk_change part = { .cells = cells + at, .count = run };
        if (!is_settled(&cells[at])) {
            pk_change_describe(&line, listing->report->plan, &part);
            pk_doc_paragraph(doc, DETAIL_INDENT, DETAIL_INDENT + 2, pk_buf_text(&line));
        }
        pk_buf_dispose(&line);
        at += run;
    }
}

/* A reason that was given later stands with its change too, but who gave it and when only here. */
static void describe_reason(struct pk_buf *out, const struct listing *listing)
{
    const struct pk_cell *cell = &listing->cells[0];
    const struct pk_change *about = pk_history_find(listing->history, cell->id);
    struct pk_buf what = { 0 };
    if (about) {
        pk_change_describe(&what, listing->report->plan, about);
    } else {
        pk_buf_str(&what, cell->id);
    }
    pk_buf_printf(out, _("the reason of \"%s\" is: %s"), pk_buf_text(&what),
                  *cell->now ? cell->now : _("nothing"));
    pk_buf_dispose(&what);
}

static void tell_change(struct pk_doc *doc, const struct listing *listing,
                        const struct pk_change *change)
{
    struct pk_buf line = { 0 };
    struct pk_change part = { .cells = listing->cells, .count = listing->count };
    bool reason = listing->cells[0].table == PK_HISTORY;
    const char *why = pk_history_why(listing->history, change);
    add_moment(&line, change->when);
    pk_buf_printf(&line, "  %s  ", pk_who_shown(change->who));
    if (reason) {
        describe_reason(&line, listing);
    } else {
        pk_change_describe(&line, listing->report->plan, &part);
    }
    if (*why) {
        pk_buf_printf(&line, "  (%s)", why);
    }
    pk_doc_paragraph(doc, 0, DETAIL_INDENT, pk_buf_text(&line));
    if (!reason && run_of(listing->cells, listing->count) < listing->count) {
        tell_records(doc, listing);
    } else if (!reason) {
        tell_cells(doc, listing);
    }
    pk_buf_dispose(&line);
}

static void history_text(struct pk_buf *out, struct listing *listing)
{
    struct pk_doc doc;
    pk_doc_init(&doc, listing->report);
    for (size_t i = 0; i < listing->history->count; i++) {
        if (take_cells(listing, listing->changes[i])) {
            tell_change(&doc, listing, listing->changes[i]);
        }
    }
    if (!doc.count) {
        pk_doc_paragraph(&doc, 0, 0, pk_historyfilter_all(listing->filter)
                                         ? _("Nothing has been changed yet.")
                                         : _("No change matches."));
    }
    pk_doc_print(out, &doc, false, "");
    pk_doc_dispose(&doc);
}

/* ---- data ---- */

/* What the columns hold, left apart. */
enum { TEXT_COLUMNS = 9 };

static void fill_columns(const char **texts, struct pk_buf *when, const struct pk_plan *plan,
                         const struct pk_change *change, const struct pk_cell *cell)
{
    pk_buf_cut(when, 0);
    pk_when_format(when, change->when);
    const char *filled[TEXT_COLUMNS] = { change->txn,
                                         pk_buf_text(when),
                                         change->who,
                                         change->why,
                                         pk_schema(cell->table)->name,
                                         cell->id,
                                         pk_plan_field_name(plan, cell->table, cell->field),
                                         cell->was,
                                         cell->now };
    memcpy(texts, filled, sizeof filled);
}

/* Rows of the change that follow the cell in the file; *at is where to look for it, the cells
 * being asked for in their order. */
static long long left_behind(const struct pk_change *change, const struct pk_cell *cell,
                             size_t *at)
{
    while (memcmp(&change->cells[*at], cell, sizeof *cell) != 0) {
        ++*at;
    }
    return (long long)(change->count - 1 - (*at)++);
}

static void history_json(struct pk_buf *out, struct listing *listing)
{
    struct pk_json json = { .out = out };
    struct pk_buf when = { 0 };
    const char *texts[TEXT_COLUMNS];
    pk_json_open(&json, NULL, '[');
    for (size_t i = 0; i < listing->history->count; i++) {
        const struct pk_change *change = listing->changes[i];
        size_t at = 0;
        take_cells(listing, change);
        for (size_t k = 0; k < listing->count; k++) {
            const struct pk_cell *cell = &listing->cells[k];
            fill_columns(texts, &when, listing->report->plan, change, cell);
            pk_json_open(&json, NULL, '{');
            for (int column = 0; column < TEXT_COLUMNS; column++) {
                pk_json_cell(&json, pk_schema_field(PK_HISTORY, column)->name, texts[column]);
            }
            pk_json_integer(&json, pk_schema_field(PK_HISTORY, TEXT_COLUMNS)->name,
                            left_behind(change, cell, &at));
            pk_json_close(&json, '}');
        }
    }
    pk_json_close(&json, ']');
    pk_json_end(&json);
    pk_buf_dispose(&when);
}

static void history_csv(struct pk_buf *out, struct listing *listing)
{
    struct pk_csvline line = { .out = out };
    struct pk_buf when = { 0 };
    const char *texts[TEXT_COLUMNS];
    for (int column = 0; column <= TEXT_COLUMNS; column++) {
        pk_csvline_text(&line, pk_schema_field(PK_HISTORY, column)->name);
    }
    pk_csvline_end(&line);
    for (size_t i = 0; i < listing->history->count; i++) {
        const struct pk_change *change = listing->changes[i];
        size_t at = 0;
        take_cells(listing, change);
        for (size_t k = 0; k < listing->count; k++) {
            const struct pk_cell *cell = &listing->cells[k];
            fill_columns(texts, &when, listing->report->plan, change, cell);
            for (int column = 0; column < TEXT_COLUMNS; column++) {
                pk_csvline_text(&line, texts[column]);
            }
            pk_csvline_integer(&line, left_behind(change, cell, &at));
            pk_csvline_end(&line);
        }
    }
    pk_buf_dispose(&when);
}

void pk_report_history(struct pk_buf *out, const struct pk_report *report,
                       const struct pk_history *history, const struct pk_historyfilter *filter,
                       enum pk_format format)
{
    struct listing listing;
    begin(&listing, report, history, filter);
    switch (format) {
    case PK_FORMAT_TEXT:
        history_text(out, &listing);
        break;
    case PK_FORMAT_JSON:
        history_json(out, &listing);
        break;
    case PK_FORMAT_CSV:
        history_csv(out, &listing);
        break;
    }
    end(&listing);
}
