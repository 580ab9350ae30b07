/* A line a change; the one under the cursor stands below in full, with its reason. */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "planek/value.h"
#include "ui/app.h"
#include "ui/field.h"
#include "ui/history.h"
#include "ui/moment.h"
#include "ui/pager.h"
#include "ui/wrap.h"

enum { DETAIL_LINES = 3, WHO_NARROW = 10, WHO_WIDE = 18, WHY_LEAST = 12 };

static void title(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_history *history = &app->history;
    const struct pk_record *record =
        history->id ? pk_plan_find(app->plan, history->table, history->id) : NULL;
    pk_buf_str(out, _("History"));
    pk_buf_str(out, ": ");
    if (record) {
        ui_record_label(out, app->plan, record);
    } else {
        pk_buf_str(out, history->id ? history->id : _("the whole plan"));
    }
}

static void put_change(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                       const struct pk_change *change, bool lit)
{
    struct pk_buf when = { 0 }, what = { 0 };
    enum pk_role role = lit ? PK_ROLE_SELECTED : PK_ROLE_TEXT;
    int who_cells = line.width < UI_WIDE ? WHO_NARROW : WHO_WIDE;
    int x = line.x + 3 + UI_MOMENT_CELLS + 2, end = line.x + line.width - 1;
    const char *why = ui_history_why(&app->history, change);
    if (lit) {
        pk_grid_glyph(grid, line.x + 1, line.y, PK_ROLE_TEXT, "›", '>');
    }
    ui_moment_short(&when, change->when, app->options->today);
    ui_history_describe(&what, app, change);
    pk_grid_put_right(grid, line.x + 3, line.y, UI_MOMENT_CELLS, PK_ROLE_DIM,
                      pk_buf_text(&when));
    pk_grid_put_cut(grid, x, line.y, who_cells, PK_ROLE_TEXT,
                    pk_who_shown(change->who));
    x += who_cells + 2;
    x += pk_grid_put_cut(grid, x, line.y, end - x, role, pk_buf_text(&what));
    if (*why && end - x > WHY_LEAST) {
        pk_grid_put_cut(grid, x + 2, line.y, end - x - 2, PK_ROLE_DIM, why);
    }
    pk_buf_dispose(&when);
    pk_buf_dispose(&what);
}

static void put_detail(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect,
                       const struct pk_change *change)
{
    struct pk_buf text = { 0 };
    const char *why = ui_history_why(&app->history, change);
    ui_history_describe(&text, app, change);
    if (*why) {
        pk_buf_char(&text, '\n');
        pk_buf_printf(&text, _("reason: %s"), why);
    }
    ui_text_put(grid, rect, PK_ROLE_TEXT, pk_buf_text(&text), 0);
    pk_buf_dispose(&text);
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_list *list = &app->history.list;
    if (list->count == 0) {
        pk_grid_put_cut(grid, rect.x + 1, rect.y, rect.width - 2, PK_ROLE_TEXT,
                        _("nothing has been changed yet"));
        return;
    }
    ui_list_fit(list, (size_t)(rect.height - DETAIL_LINES - 1));
    ui_mouse_rows(app, (struct pk_rect){ rect.x, rect.y, rect.width, (int)list->height }, list);
    for (size_t i = 0; i < list->height && list->top + i < list->count; i++) {
        struct pk_rect line = { rect.x, rect.y + (int)i, rect.width, 1 };
        put_change(app, grid, line, ui_history_change(&app->history, list->top + i),
                   list->top + i == list->cursor);
    }
    struct pk_rect low = { rect.x + 3, rect.y + rect.height - DETAIL_LINES, rect.width - 4,
                           DETAIL_LINES };
    pk_grid_run(grid, rect.x, low.y - 1, rect.width, PK_ROLE_RULE, "─", '-');
    put_detail(app, grid, low, ui_history_change(&app->history, list->cursor));
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->history.list, motion);
    return UI_DRAW;
}

/* ---- one change in full ---- */

static void add_value(struct pk_buf *out, const struct pk_plan *plan, const struct pk_cell *cell,
                      const char *text)
{
    const struct pk_table_schema *schema = pk_schema(cell->table);
    if (!*text) {
        pk_buf_str(out, _("(empty)"));
    } else if (cell->field >= 0 && cell->field < schema->field_count) {
        ui_value_show(out, plan, &schema->fields[cell->field], text, 0);
    } else {
        pk_buf_str(out, text);
    }
    pk_buf_char(out, '\n');
}

static void add_side(struct pk_buf *out, const struct ui_app *app, const char *label,
                     const struct pk_pending *row, const char *text)
{
    pk_buf_printf(out, "    %s: ", label);
    ui_waiting_value(out, app->plan, row, text);
    pk_buf_char(out, '\n');
}

/* In the words of the pane where it is decided. */
static void add_row(struct pk_buf *out, const struct ui_app *app, const struct pk_change *change,
                    const struct pk_cell *cell)
{
    const char *texts[PK_PENDING_FIELDS] = { NULL };
    struct pk_buf wanted = { 0 };
    for (int field = 0; field < PK_PENDING_FIELDS; field++) {
        texts[field] = ui_history_row(&app->history, change, cell, field);
    }
    struct pk_pending row = { .record = { .table = (uint8_t)cell->table, .text = texts },
                              .table = texts[PK_PENDING_TABLE],
                              .of = texts[PK_PENDING_RECORD],
                              .field = texts[PK_PENDING_FIELD],
                              .who = texts[PK_PENDING_WHO] };
    ui_waiting_wanted(&wanted, app, &row);
    pk_buf_char(out, '\n');
    ui_waiting_subject(out, app, &row.record);
    pk_buf_char(out, '\n');
    if (strcmp(texts[PK_PENDING_BASE], texts[PK_PENDING_OURS]) != 0) {
        add_side(out, app, _("Before"), &row, texts[PK_PENDING_BASE]);
    }
    add_side(out, app, _("In the plan"), &row, texts[PK_PENDING_OURS]);
    add_side(out, app, pk_buf_text(&wanted), &row, texts[PK_PENDING_THEIRS]);
    pk_buf_dispose(&wanted);
}

/* Whether a cell of the same row stands before it. */
static bool is_told(const struct pk_change *change, size_t at)
{
    const struct pk_cell *cell = &change->cells[at];
    return at > 0 && cell[-1].table == cell->table && strcmp(cell[-1].id, cell->id) == 0;
}

static void add_cell(struct pk_buf *out, const struct ui_app *app, const struct pk_cell *cell)
{
    const struct pk_table_schema *schema = pk_schema(cell->table);
    const struct pk_record *record =
        schema->in_plan ? pk_plan_find(app->plan, cell->table, cell->id) : NULL;
    pk_buf_printf(out, "\n%s: ", _(schema->label));
    if (record) {
        ui_record_label(out, app->plan, record);
    } else {
        pk_buf_str(out, cell->id);
    }
    pk_buf_printf(out, " · %s\n", ui_cell_label(app->plan, cell));
    pk_buf_printf(out, "    %s: ", _("Before"));
    add_value(out, app->plan, cell, cell->was);
    pk_buf_printf(out, "    %s: ", _("After"));
    add_value(out, app->plan, cell, cell->now);
}

static void view(struct ui_app *app, const struct pk_change *change)
{
    struct pk_buf text = { 0 }, title = { 0 };
    const char *why = ui_history_why(&app->history, change);
    ui_moment_full(&title, change->when);
    pk_buf_printf(&title, "  %s", pk_who_shown(change->who));
    if (*why) {
        pk_buf_printf(&text, _("reason: %s"), why);
        pk_buf_char(&text, '\n');
    }
    for (size_t i = 0; i < change->count; i++) {
        if (!ui_history_waits(&change->cells[i])) {
            add_cell(&text, app, &change->cells[i]);
        } else if (!is_told(change, i)) {
            add_row(&text, app, change, &change->cells[i]);
        }
    }
    ui_pager_open(app, pk_buf_text(&title), &text);
    pk_buf_dispose(&title);
}

static unsigned choose(struct ui_app *app)
{
    const struct pk_change *change =
        ui_history_change(&app->history, app->history.list.cursor);
    if (change) {
        view(app, change);
    }
    return UI_DRAW;
}

static void closed(struct ui_app *app)
{
    ui_history_dispose(&app->history);
}

const struct ui_pane ui_pane_history = {
    .context = UI_IN_HISTORY,
    .title = title,
    .draw = draw,
    .move = move,
    .choose = choose,
    .closed = closed,
};
