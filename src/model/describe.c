/* describe.c: a change in words, for the status line and for the history.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/change.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "planek/value.h"
#include "planek/waiting.h"

/* What the cell's record is called; of one that is not there, as the change has it. */
static void add_title(struct pk_buf *out, const struct pk_plan *plan,
                      const struct pk_change *change, const struct pk_cell *cell)
{
    const struct pk_record *record = pk_plan_find(plan, cell->table, cell->id);
    int fields = pk_schema(cell->table)->field_count;
    if (record) {
        pk_record_name(out, plan, record);
        return;
    }
    const char **texts = pk_new((size_t)fields, sizeof *texts);
    for (int field = 0; field < fields; field++) {
        texts[field] = field ? "" : cell->id;
    }
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *other = &change->cells[i];
        if (other->table == cell->table && other->field > 0 && other->field < fields &&
            strcmp(other->id, cell->id) == 0) {
            texts[other->field] = *other->now ? other->now : other->was;
        }
    }
    pk_name_add(out, plan, cell->table, texts);
    free(texts);
}

/* NULL for a column of the file's own. */
static const struct pk_field *known_field(const struct pk_cell *cell)
{
    bool known = cell->field < pk_schema(cell->table)->field_count;
    return known ? pk_schema_field(cell->table, cell->field) : NULL;
}

static void add_value(struct pk_buf *out, const struct pk_plan *plan, const struct pk_cell *cell,
                      const char *text)
{
    const struct pk_field *field = known_field(cell);
    bool choice = field && field->type == PK_TYPE_CHOICE && field->empty_choice >= 0;
    if (!*text && choice) {
        pk_buf_str(out, _(field->choices[field->empty_choice].label));
    } else if (!*text) {
        pk_buf_str(out, _("nothing"));
    } else if (field) {
        pk_value_name(out, plan, field, text, pk_plan_settings(plan)->year);
    } else {
        pk_buf_str(out, text);
    }
}

static const char *label_of(const struct pk_plan *plan, const struct pk_cell *cell)
{
    const struct pk_field *field = known_field(cell);
    int known = pk_schema(cell->table)->field_count;
    return field ? _(field->label)
                 : pk_plan_extra_name(plan, cell->table, cell->field - known);
}

static bool is_note(const struct pk_field *field)
{
    return field && field->type == PK_TYPE_LINES && strcmp(field->name, "note") == 0;
}

/* A note mostly gets a line more. */
static const char *note_words(const struct pk_cell *cell)
{
    size_t length = strlen(cell->was);
    bool longer = strncmp(cell->now, cell->was, length) == 0 && cell->now[length];
    return !*cell->now ? _("note removed") : longer ? _("note added") : _("note rewritten");
}

static void describe_cell(struct pk_buf *out, const struct pk_plan *plan,
                          const struct pk_cell *cell)
{
    const struct pk_field *field = known_field(cell);
    if (is_note(field)) {
        pk_buf_str(out, note_words(cell));
        return;
    }
    pk_buf_printf(out, "%s ", label_of(plan, cell));
    if (field && field->type == PK_TYPE_LINES) {
        pk_buf_str(out, _("rewritten"));
        return;
    }
    add_value(out, plan, cell, cell->was);
    pk_buf_str(out, " → ");
    add_value(out, plan, cell, cell->now);
}

/* The number of records a change touches, and the cell that tells most about the first. */
static size_t count_records(const struct pk_change *change)
{
    size_t records = 0;
    for (size_t i = 0; i < change->count; i++) {
        bool seen = false;
        for (size_t k = 0; k < i && !seen && i < 1000; k++) {
            seen = change->cells[k].table == change->cells[i].table &&
                   strcmp(change->cells[k].id, change->cells[i].id) == 0;
        }
        records += !seen;
    }
    return records;
}

static void describe_fields(struct pk_buf *out, const struct pk_plan *plan,
                            const struct pk_change *change)
{
    enum { NAMED = 2 };
    const struct pk_cell *cells[NAMED] = { NULL };
    size_t fields = 0;
    for (size_t i = 0; i < change->count; i++) {
        if (change->cells[i].field != PK_FIELD_PLACE && fields++ < NAMED) {
            cells[fields - 1] = &change->cells[i];
        }
    }
    add_title(out, plan, change, &change->cells[0]);
    pk_buf_str(out, ": ");
    if (fields == 0) {
        pk_buf_str(out, _("moved"));
    } else if (fields <= NAMED) {
        for (size_t i = 0; i < fields; i++) {
            pk_buf_str(out, i ? "; " : "");
            describe_cell(out, plan, cells[i]);
        }
    } else {
        pk_buf_printf(out, ngettext("%zu field changed", "%zu fields changed", fields), fields);
    }
}

static bool is_pending(const struct pk_cell *cell)
{
    return cell->table == PK_PROPOSALS || cell->table == PK_CONFLICTS;
}

/* What a row that waits for a decision holds, or held before the change took it away. */
static const char *pending_text(const struct pk_change *change, const struct pk_plan *plan,
                                const struct pk_cell *row, int field)
{
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        if (cell->table == row->table && cell->field == field && strcmp(cell->id, row->id) == 0) {
            return *cell->now ? cell->now : cell->was;
        }
    }
    const struct pk_record *record = pk_plan_find(plan, row->table, row->id);
    return record ? record->text[field] : "";
}

/* A row that waits for a decision, as the change and the plan tell of it. */
struct pending {
    const struct pk_cell *row;  /* a cell of it: its id's if that is there */
    struct pk_cell about;       /* its cell, from what stood there to what is wanted */
    const struct pk_cell *done; /* what the change does to that cell, or NULL */
    bool known;                 /* there is such a cell */
    bool removed;
};

/* Whether the change is about one such row, and about nothing else than its record. */
static bool find_pending(struct pending *out, const struct pk_plan *plan,
                         const struct pk_change *change)
{
    *out = (struct pending){ .row = NULL };
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        if (!is_pending(cell)) {
            continue;
        }
        if (out->row && strcmp(cell->id, out->row->id) != 0) {
            return false;
        }
        out->row = out->row && cell->field != PK_PENDING_ID ? out->row : cell;
    }
    if (!out->row) {
        return false;
    }
    out->removed = out->row->field == PK_PENDING_ID && !*out->row->now;
    struct pk_pending named = {
        .table = pending_text(change, plan, out->row, PK_PENDING_TABLE),
        .of = pending_text(change, plan, out->row, PK_PENDING_RECORD),
        .field = pending_text(change, plan, out->row, PK_PENDING_FIELD),
    };
    int field, table = pk_schema_find_table(named.table);
    (void)pk_waiting_record(plan, &named, &field);
    out->known = table >= 0 && field >= 0;
    out->about = (struct pk_cell){ out->known ? (enum pk_table)table : PK_GOALS, field, named.of,
                                   pending_text(change, plan, out->row, PK_PENDING_OURS),
                                   pending_text(change, plan, out->row, PK_PENDING_THEIRS) };
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        bool same = out->known && cell->table == out->about.table &&
                    strcmp(cell->id, named.of) == 0;
        if (!is_pending(cell) && !same) {
            return false;
        }
        out->done = same && cell->field == field ? cell : out->done;
    }
    return true;
}

/* The cell that the row is about, and what holds or is wanted there. */
static void add_about(struct pk_buf *out, const struct pk_plan *plan,
                      const struct pk_change *change, const struct pending *pending,
                      const char *value)
{
    const struct pk_cell *about = &pending->about;
    if (!pending->known) {
        pk_buf_printf(out, "%s%s%s", about->id, *about->id ? ": " : "", value);
        return;
    }
    add_title(out, plan, change, about);
    if (about->field == 0) {
        pk_buf_printf(out, "%s%s", pending->removed ? "" : ": ",
                      pending->removed ? "" : _("removed or changed"));
        return;
    }
    const struct pk_field *field = known_field(about);
    pk_buf_printf(out, ": %s ", label_of(plan, about));
    if (field && field->type == PK_TYPE_LINES) {
        pk_buf_str(out, _("rewritten"));
    } else {
        add_value(out, plan, about, value);
    }
}

static void describe_pending(struct pk_buf *out, const struct pk_plan *plan,
                             const struct pk_change *change, const struct pending *pending)
{
    bool proposal = pending->row->table == PK_PROPOSALS;
    struct pk_buf title = { 0 };
    add_title(&title, plan, change, &pending->about);
    if (pending->removed && pending->done && pending->about.field == 0) {
        pk_buf_printf(out, _("accepted: %s removed"), pk_buf_text(&title));
    } else if (pending->removed && pending->done) {
        pk_buf_printf(out, "%s: %s: ", _("accepted"), pk_buf_text(&title));
        describe_cell(out, plan, pending->done);
    } else if (pending->removed) {
        pk_buf_printf(out, "%s: ", proposal ? _("rejected") : _("kept"));
        add_about(out, plan, change, pending,
                  proposal ? pending->about.now : pending->about.was);
    } else {
        pk_buf_printf(out, "%s: ", proposal ? _("proposed") : _("in conflict"));
        add_about(out, plan, change, pending, pending->about.now);
    }
    pk_buf_dispose(&title);
}

/* What was decided about an activity that was only proposed; NULL where nothing was. */
static const char *decision_of(const struct pk_change *change)
{
    const struct pk_field *field = pk_schema_field(PK_ACTIVITIES, PK_ACTIVITY_STATUS);
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        if (cell->table == PK_ACTIVITIES && cell->field == PK_ACTIVITY_STATUS &&
            strcmp(cell->was, field->choices[PK_PROPOSED].name) == 0) {
            return strcmp(cell->now, field->choices[PK_PLANNED].name) == 0 ? _("accepted")
                   : !*cell->now || strcmp(cell->now, field->choices[PK_DROPPED].name) == 0
                       ? _("rejected")
                       : NULL;
        }
    }
    return NULL;
}

/* Where a change settles something and does something else, too, that tells what it does. */
static struct pk_change without_pending(const struct pk_change *change)
{
    struct pk_change part = *change;
    size_t kept = 0;
    part.cells = pk_new(change->count + 1, sizeof *part.cells);
    for (size_t i = 0; i < change->count; i++) {
        if (!is_pending(&change->cells[i])) {
            part.cells[kept++] = change->cells[i];
        }
    }
    part.count = kept ? kept : change->count;
    if (!kept && change->count) {
        memcpy(part.cells, change->cells, change->count * sizeof *part.cells);
    }
    return part;
}

/* Of a change of one record. */
static void describe_record(struct pk_buf *out, const struct pk_plan *plan,
                            const struct pk_change *change)
{
    const struct pk_cell *id = NULL;
    for (size_t i = 0; i < change->count && !id; i++) {
        id = change->cells[i].field == 0 ? &change->cells[i] : NULL;
    }
    const char *decision = id || change->count == 1 ? decision_of(change) : NULL;
    struct pk_buf title = { 0 };
    if (decision || id) {
        add_title(&title, plan, change, decision ? &change->cells[0] : id);
    }
    if (decision) {
        pk_buf_printf(out, "%s: %s", decision, pk_buf_text(&title));
    } else if (id) {
        pk_buf_printf(out, *id->now ? _("added: %s") : _("removed: %s"), pk_buf_text(&title));
    } else {
        describe_fields(out, plan, change);
    }
    pk_buf_dispose(&title);
}

void pk_change_describe(struct pk_buf *out, const struct pk_plan *plan,
                        const struct pk_change *whole)
{
    struct pk_change part = without_pending(whole);
    struct pk_buf text = { 0 };
    struct pending pending;
    size_t records = count_records(&part);
    bool only_row = find_pending(&pending, plan, whole);
    if (records == 0) {
        pk_buf_str(&text, _("nothing changed"));
    } else if (part.cells[0].table == PK_HISTORY) {
        const char *why = part.cells[0].now;
        pk_buf_printf(&text, _("reason: %s"), *why ? why : _("nothing"));
    } else if (only_row && (is_pending(&part.cells[0]) || (pending.removed && pending.done))) {
        describe_pending(&text, plan, whole, &pending);
    } else if (records > 1) {
        pk_buf_printf(&text, ngettext("%zu record changed", "%zu records changed", records),
                      records);
    } else {
        describe_record(&text, plan, &part);
    }
    pk_text_safe(out, pk_buf_text(&text), text.len);
    pk_buf_dispose(&text);
    free(part.cells);
}

const char *pk_who_shown(const char *who)
{
    return strcmp(who, PK_OUTSIDE) == 0 ? _("outside") : who;
}
