#include "config.h"

#include "ui/table.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/fieldtext.h"

static const char *const abouts[PK_TABLES] = {
    [PK_GOALS] = N_("What the plan is to achieve; each activity belongs to a goal."),
    [PK_ACTIVITIES] = N_("What is to be done, by whom, until when and for how much."),
    [PK_SOURCES] = N_("Where the money comes from and how much of it there is."),
    [PK_SPENDING] = N_("What was ordered and paid; it lowers what is left of a source."),
    [PK_MEETINGS] = N_("The meetings of the team and who was present."),
    [PK_DECISIONS] = N_("What a meeting decided: who is to do what, until when."),
    [PK_INDICATORS] = N_("What shows whether the campaign works, and what is aimed at."),
    [PK_MEASUREMENTS] = N_("The figures of the indicators, each with its day."),
    [PK_EVALUATION] = N_("How an activity or a goal turned out and what comes next year."),
    [PK_GLOSSARY] = N_("Abbreviations and terms that not everybody knows."),
};

const char *ui_table_about(enum pk_table table)
{
    return abouts[table] ? _(abouts[table]) : "";
}

void ui_table_dispose(struct ui_table *table)
{
    free(table->at);
    free(table->rows);
    ui_marks_dispose(&table->marks);
    ui_lineedit_dispose(&table->typed);
}

bool ui_table_shown(const struct ui_app *app)
{
    return ui_app_has(app, &ui_pane_table);
}

const struct pk_record *ui_table_record(const struct ui_app *app)
{
    const struct ui_table *table = &app->table;
    return table->at ? pk_plan_find(app->plan, table->table, table->at) : NULL;
}

const struct pk_record *ui_table_at(const struct ui_app *app, size_t line)
{
    const struct ui_table *table = &app->table;
    return table->rows ? table->rows[line] : pk_plan_at(app->plan, table->table, line);
}

/* The record under the cursor is remembered by its id: records do not outlive a change. */
static void hold(struct ui_app *app)
{
    struct ui_table *table = &app->table;
    free(table->at);
    table->at = table->list.cursor < table->list.count
                    ? pk_strdup(ui_table_at(app, table->list.cursor)->text[0])
                    : NULL;
}

/* As the chart shows them. */
static void order_activities(struct ui_app *app)
{
    struct ui_table *table = &app->table;
    const struct pk_group *groups;
    size_t count = pk_plan_groups(app->plan, &groups), at = 0;
    table->rows = pk_new(table->list.count + 1, sizeof *table->rows);
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < groups[g].count; i++) {
            table->rows[at++] = &groups[g].activities[i]->record;
        }
    }
    table->list.count = at;
}

static size_t line_of(const struct ui_table *table, const struct pk_record *record)
{
    size_t line = record->place;
    if (table->rows) {
        for (line = 0; line < table->list.count && table->rows[line] != record; line++) {
        }
    }
    return line;
}

void ui_table_sync(struct ui_app *app)
{
    struct ui_table *table = &app->table;
    if (!table->stale) {
        return;
    }
    struct ui_list *list = &table->list;
    size_t below_top = list->cursor - list->top;
    table->stale = false;
    free(table->rows);
    table->rows = NULL;
    list->count = pk_plan_count(app->plan, table->table);
    if (table->table == PK_ACTIVITIES) {
        order_activities(app);
    }
    const struct pk_record *record = ui_table_record(app);
    if (record) {
        list->cursor = line_of(table, record);
        list->top = list->cursor > below_top ? list->cursor - below_top : 0;
    } else {
        list->cursor = list->cursor < list->count ? list->cursor
                       : list->count             ? list->count - 1
                                                 : 0;
        hold(app);
    }
}

void ui_table_open(struct ui_app *app, enum pk_table name)
{
    struct ui_table *table = &app->table;
    if (table->table != name) {
        ui_marks_dispose(&table->marks);
    }
    if (table->table != name || !table->at) {
        free(table->at);
        table->at = NULL;
        table->list = (struct ui_list){ 0 };
        table->table = name;
    }
    table->searching = false;
    table->stale = true;
    ui_table_sync(app);
    ui_app_open(app, &ui_pane_table);
}

void ui_table_pick(struct ui_app *app)
{
    struct pk_buf label = { 0 }, line = { 0 };
    ui_picker_begin(app, _("Tables"));
    for (int table = 0; table < PK_TABLES; table++) {
        const struct pk_table_schema *schema = pk_schema((enum pk_table)table);
        if (!abouts[table]) {
            continue;
        }
        pk_buf_cut(&label, 0);
        pk_buf_cut(&line, 0);
        pk_buf_printf(&label, "%s (%zu)", _(schema->label),
                      pk_plan_count(app->plan, (enum pk_table)table));
        pk_buf_printf(&line, "table %s", schema->name);
        ui_picker_add(app, pk_buf_text(&label), pk_buf_text(&line));
    }
    pk_buf_cut(&line, 0);
    pk_buf_printf(&line, "table %s", pk_schema(app->table.table)->name);
    ui_picker_open(app, pk_buf_text(&line));
    pk_buf_dispose(&label);
    pk_buf_dispose(&line);
}

void ui_table_mark(struct ui_app *app)
{
    ui_table_sync(app);
    const struct pk_record *record = ui_table_record(app);
    if (record) {
        ui_marks_set(app, record->text[0], !ui_marks_has(ui_marks_front(app), record->text[0]));
        ui_list_move(&app->table.list, UI_MOVE_DOWN);
        hold(app);
    }
}

void ui_table_follow(struct ui_app *app, const struct pk_change *change)
{
    struct ui_table *table = &app->table;
    if (pk_change_several(change, 1u << table->table)) {
        return;
    }
    for (size_t i = 0; i < change->count && ui_table_shown(app); i++) {
        const struct pk_cell *cell = &change->cells[i];
        if (cell->table == table->table && pk_plan_find(app->plan, cell->table, cell->id)) {
            free(table->at);
            table->at = pk_strdup(cell->id);
            table->stale = true;
            return;
        }
    }
}

/* ---- searching ---- */

static bool contains(const struct pk_record *record, const char *needle)
{
    const struct pk_table_schema *schema = pk_schema((enum pk_table)record->table);
    for (int field = 0; field < schema->field_count; field++) {
        if (*record->text[field] && pk_text_contains(record->text[field], needle)) {
            return true;
        }
    }
    return false;
}

/* Puts the cursor on the first hit from a line on, going round; false when there is none. */
static bool find(struct ui_app *app, size_t from, int direction)
{
    struct ui_table *table = &app->table;
    struct pk_buf needle = { 0 };
    bool found = false;
    size_t count = table->list.count;
    pk_text_fold(&needle, pk_buf_text(&table->typed.text), table->typed.text.len);
    for (size_t i = 0; i < count && !found; i++) {
        size_t line = direction > 0 ? (from + i) % count : (from + count - i) % count;
        found = contains(ui_table_at(app, line), pk_buf_text(&needle));
        table->list.cursor = found ? line : table->list.cursor;
    }
    pk_buf_dispose(&needle);
    hold(app);
    return found;
}

void ui_table_search(struct ui_app *app)
{
    struct ui_table *table = &app->table;
    ui_table_sync(app);
    ui_lineedit_set(&table->typed, "");
    table->searching = true;
    table->origin = table->list.cursor;
}

void ui_table_search_on(struct ui_app *app, int direction)
{
    struct ui_table *table = &app->table;
    ui_table_sync(app);
    size_t count = table->list.count;
    const char *typed = pk_buf_text(&table->typed.text);
    if (!*typed) {
        ui_say(app, "%s", _("nothing was searched for yet; / searches"));
    } else if (!count || !find(app, (table->list.cursor + (direction > 0 ? 1 : count - 1)) % count,
                               direction)) {
        ui_say(app, _("\"%s\" is not among the rows shown"), typed);
    }
}

static void search_typed(struct ui_app *app)
{
    struct ui_table *table = &app->table;
    if (!table->typed.text.len) {
        table->list.cursor = table->origin;
        hold(app);
    } else if (!find(app, table->origin, 1)) {
        ui_say(app, "%s", _("not found"));
    }
}

static bool key(struct ui_app *app, const struct ui_key *pressed, unsigned *stale)
{
    struct ui_table *table = &app->table;
    ui_table_sync(app);
    if (!table->searching) {
        return false;
    }
    *stale |= UI_DRAW;
    if (ui_key_is(pressed, UI_KEY_ENTER, 0)) {
        table->searching = false;
    } else if (ui_key_is(pressed, UI_KEY_ESC, 0)) {
        table->searching = false;
        table->list.cursor = table->origin;
        hold(app);
    } else if (ui_lineedit_key(&table->typed, pressed)) {
        search_typed(app);
    } else {
        table->searching = false;
        return false;
    }
    return true;
}

/* ---- the pane ---- */

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_table_sync(app);
    ui_list_move(&app->table.list, motion);
    hold(app);
    return UI_DRAW;
}

/* A click selects, a second one edits, the wheel scrolls. */
static bool mouse(struct ui_app *app, const struct ui_key *pressed, unsigned *stale)
{
    struct ui_list *list = &app->table.list;
    size_t line = list->top + (size_t)(pressed->y - app->layout.front.y - 1);
    if (pressed->mouse == UI_MOUSE_WHEEL_UP || pressed->mouse == UI_MOUSE_WHEEL_DOWN) {
        *stale |= move(app, pressed->mouse == UI_MOUSE_WHEEL_UP ? UI_MOVE_UP : UI_MOVE_DOWN);
        return true;
    }
    bool hit = pressed->y > app->layout.front.y && line < list->count &&
               line < list->top + list->height;
    if (!hit || (pressed->mouse != UI_MOUSE_PRESS && pressed->mouse != UI_MOUSE_DOUBLE)) {
        return false;
    }
    list->cursor = line;
    hold(app);
    *stale |= UI_DRAW | (pressed->mouse == UI_MOUSE_DOUBLE ? ui_command_run(app, "edit") : 0);
    return true;
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    size_t count = pk_plan_count(app->plan, app->table.table), marked = ui_marks_count(app);
    pk_buf_printf(out, "%s · ", _(pk_schema(app->table.table)->label));
    pk_buf_printf(out, ngettext("%zu record", "%zu records", count), count);
    if (marked) {
        pk_buf_str(out, " · ");
        pk_buf_printf(out, _("marked: %zu"), marked);
    }
}

const struct ui_pane ui_pane_table = {
    .context = UI_IN_TABLE,
    .title = title,
    .draw = ui_table_draw,
    .key = key,
    .mouse = mouse,
    .move = move,
};
