/* The rows of a change that is not made yet; below them, in full, the one under the cursor.
 *
 *       Preview: 3 rows change, 1 is not possible
 *     › × 2.1   "Webináře" is only proposed; change its status first
 *         4.1   Webové stránky: Deadline 30 Jun → 1 Jul
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/app.h"
#include "ui/edit.h"
#include "ui/fieldtext.h"
#include "ui/wrap.h"

enum { DETAIL_LINES = 3, NUMBER_CELLS = 7 };

static void title(const struct ui_app *app, struct pk_buf *out)
{
    const struct pk_bulk *bulk = &app->bulk.bulk;
    size_t same = bulk->count - bulk->changed - bulk->refused;
    if (bulk->changed) {
        pk_buf_printf(out, ngettext("Preview: %zu row changes", "Preview: %zu rows change",
                                    bulk->changed),
                      bulk->changed);
    } else {
        pk_buf_str(out, _("Preview: nothing changes"));
    }
    if (bulk->refused) {
        pk_buf_str(out, ", ");
        pk_buf_printf(out, ngettext("%zu is not possible", "%zu are not possible", bulk->refused),
                      bulk->refused);
    }
    if (same) {
        pk_buf_str(out, ", ");
        pk_buf_printf(out, ngettext("%zu stays as it is", "%zu stay as they are", same), same);
    }
    if (*app->bulk.note) {
        pk_buf_printf(out, "; %s", app->bulk.note);
    }
}

/* With the title, which a sentence about it mostly names itself. */
static void add_refusal(struct pk_buf *out, const struct ui_app *app,
                        const struct pk_bulk_row *row)
{
    const struct pk_record *record = pk_plan_find(app->plan, row->table, row->id);
    struct pk_buf name = { 0 };
    if (record) {
        pk_record_name(&name, app->plan, record);
    }
    if (name.len && !strstr(row->refusal, pk_text_quote(pk_buf_text(&name)).text)) {
        pk_buf_printf(out, "%s: ", pk_buf_text(&name));
    }
    pk_buf_str(out, row->refusal);
    pk_buf_dispose(&name);
}

/* What becomes of the row, in words. */
static void add_words(struct pk_buf *out, const struct ui_app *app,
                      const struct pk_bulk_row *row)
{
    const struct pk_change *change = &app->bulk.bulk.change;
    if (row->refusal) {
        add_refusal(out, app, row);
        return;
    }
    struct pk_change part = *change;
    part.cells = change->cells + row->first;
    part.count = row->count;
    pk_change_describe(out, app->plan, &part);
}

/* Where not all has room, what is to become keeps half of it. */
static void put_words(struct pk_grid *grid, struct pk_rect line, enum pk_role role,
                      const char *text)
{
    static const char arrow[] = " → ";
    const char *at = strstr(text, arrow);
    if (!at || strstr(at + 1, arrow) || pk_grid_width(grid, text) <= line.width) {
        pk_grid_put_cut(grid, line.x, line.y, line.width, role, text);
        return;
    }
    int half = line.width / 2, after = pk_grid_width(grid, at);
    after = after < half ? after : half;
    char *before = pk_strndup(text, (size_t)(at - text));
    int used = pk_grid_put_cut(grid, line.x, line.y, line.width - after, role, before);
    pk_grid_put_cut(grid, line.x + used, line.y, line.width - used, role, at);
    free(before);
}

static bool is_numbered(const struct pk_bulk_row *row)
{
    return row->table == PK_ACTIVITIES || row->table == PK_GOALS;
}

static void put_row(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                    const struct pk_bulk_row *row, bool lit)
{
    const struct pk_record *record = pk_plan_find(app->plan, row->table, row->id);
    int number_cells = is_numbered(&app->bulk.bulk.rows[0]) ? NUMBER_CELLS : 0;
    enum pk_role role = lit ? PK_ROLE_SELECTED : PK_ROLE_TEXT;
    struct pk_buf text = { 0 };
    if (lit) {
        pk_grid_glyph(grid, line.x + 1, line.y, PK_ROLE_TEXT, "›", '>');
    }
    if (row->refusal) {
        pk_grid_glyph(grid, line.x + 3, line.y, PK_ROLE_FAULT, "×", 'x');
    }
    if (record && is_numbered(row)) {
        ui_record_number(&text, app->plan, record);
        pk_grid_put_cut(grid, line.x + 5, line.y, NUMBER_CELLS - 1, role, pk_buf_text(&text));
        pk_buf_cut(&text, 0);
    }
    add_words(&text, app, row);
    line.width -= 6 + number_cells;
    line.x += 5 + number_cells;
    put_words(grid, line, role, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static void put_detail(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect,
                       const struct pk_bulk_row *row)
{
    struct pk_buf text = { 0 };
    pk_grid_run(grid, rect.x, rect.y, rect.width, PK_ROLE_RULE, "─", '-');
    add_words(&text, app, row);
    struct pk_rect inner = { rect.x + 5, rect.y + 1, rect.width - 6, rect.height - 1 };
    ui_text_put(grid, inner, row->refusal ? PK_ROLE_FAULT : PK_ROLE_TEXT, pk_buf_text(&text), 0);
    pk_buf_dispose(&text);
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_bulk *bulk = &app->bulk;
    struct ui_list *list = &bulk->list;
    int lines = rect.height - DETAIL_LINES - 1;
    lines = lines < 1 ? rect.height : lines;
    ui_list_fit(list, (size_t)lines);
    for (size_t i = 0; i < list->height && list->top + i < list->count; i++) {
        struct pk_rect line = { rect.x, rect.y + (int)i, rect.width, 1 };
        put_row(app, grid, line, &bulk->bulk.rows[bulk->shown[list->top + i]],
                list->top + i == list->cursor);
    }
    if (lines < rect.height && list->count) {
        struct pk_rect below = { rect.x, rect.y + lines, rect.width, rect.height - lines };
        put_detail(app, grid, below, &bulk->bulk.rows[bulk->shown[list->cursor]]);
    }
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->bulk.list, motion);
    return UI_DRAW;
}

static unsigned choose(struct ui_app *app)
{
    const struct pk_bulk *bulk = &app->bulk.bulk;
    struct pk_change change = bulk->change;
    if (change.count == 0) {
        ui_say(app, "%s", _("none of these is possible; Esc goes back"));
        return UI_DRAW;
    }
    if (!ui_app_writable(app, bulk->rows[0].table)) {
        return UI_DRAW;
    }
    pk_change_init(&app->bulk.bulk.change);
    ui_app_close(app);
    ui_commit(app, &change);
    pk_change_dispose(&change);
    return UI_DRAW;
}

static void closed(struct ui_app *app)
{
    ui_bulk_dispose(&app->bulk);
}

const struct ui_pane ui_pane_bulk = {
    .context = UI_IN_PREVIEW,
    .title = title,
    .draw = draw,
    .move = move,
    .choose = choose,
    .closed = closed,
};
