/* What waits for a decision as a list, and below it, large, the item under the cursor: what was,
 * what stands against it, and beside each side the key that takes it.
 *
 *      4.1 Webové stránky · Termín
 *
 *        Před tím      30. 6. 2024
 *      m V plánu       15. 7. 2024
 *      t petr          20. 7. 2024
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/waiting.h"
#include "planek/when.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/field.h"
#include "ui/moment.h"
#include "ui/rowtext.h"
#include "ui/wrap.h"

enum { DETAIL_LINES = 12, LIST_LEAST = 3, LABEL_CELLS = 22, VALUE_LINES = 3 };
enum { WHO_CELLS = 14, LINE_MOST = 120 };

static void title(const struct ui_app *app, struct pk_buf *out)
{
    size_t count = app->waiting.list.count;
    pk_buf_printf(out, ngettext("%zu waits for a decision", "%zu wait for a decision", count),
                  count);
}

static void put_item(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                     const struct ui_waiting_item *item, bool lit)
{
    const struct pk_record *record = ui_waiting_row(app, item);
    enum pk_role role = lit ? PK_ROLE_SELECTED : PK_ROLE_TEXT;
    struct pk_buf text = { 0 }, when = { 0 };
    int64_t moment;
    if (lit) {
        pk_grid_glyph(grid, line.x + 1, line.y, PK_ROLE_TEXT, "›", '>');
    }
    bool conflict = item->table == PK_CONFLICTS;
    pk_grid_put(grid, line.x + 3, line.y, 1, conflict && !lit ? PK_ROLE_LATE : role,
                conflict ? "!" : "?");
    ui_waiting_subject(&text, app, record);
    int width = line.width < LINE_MOST ? line.width : LINE_MOST;
    int right = line.x + width - UI_MOMENT_CELLS - WHO_CELLS - 3;
    pk_grid_put_cut(grid, line.x + 5, line.y, right - line.x - 6, role, pk_buf_text(&text));
    const char *who = item->table == PK_ACTIVITIES ? item->who : record->text[PK_PENDING_WHO];
    pk_grid_put_cut(grid, right, line.y, WHO_CELLS, PK_ROLE_DIM, pk_who_shown(who));
    if (pk_when_parse(&moment, item->when)) {
        ui_moment_short(&when, moment, app->options->today);
        pk_grid_put_right(grid, right + WHO_CELLS + 1, line.y, UI_MOMENT_CELLS, PK_ROLE_DIM,
                          pk_buf_text(&when));
    }
    pk_buf_dispose(&text);
    pk_buf_dispose(&when);
}

/* A line of the detail: key, label, value; returns the lines that it took. */
static int put_value(struct pk_grid *grid, struct pk_rect rect, const char *key,
                     const char *label, struct pk_buf *value, enum pk_role role)
{
    const char *text = pk_buf_text(value);
    struct pk_rect place = { rect.x + 5 + LABEL_CELLS, rect.y, rect.width - 6 - LABEL_CELLS, 0 };
    int lines = ui_text_lines(text, place.width);
    place.height = lines < VALUE_LINES ? lines : VALUE_LINES;
    place.height = place.height < rect.height ? place.height : rect.height;
    if (place.height > 0) {
        pk_grid_put(grid, rect.x + 3, rect.y, 1, PK_ROLE_KEY, key);
        pk_grid_put_cut(grid, rect.x + 5, rect.y, LABEL_CELLS - 1, PK_ROLE_HEADING, label);
        ui_text_put(grid, place, role, text, 0);
    }
    pk_buf_dispose(value);
    return place.height > 0 ? place.height : 1;
}

static void shrink(struct pk_rect *rect, int lines)
{
    rect->y += lines;
    rect->height -= lines;
}

static void put_side(struct pk_grid *grid, struct pk_rect *rect, const char *key,
                     const char *label, struct pk_buf *value, enum pk_role role)
{
    bool roomy = rect->height >= 5;
    shrink(rect, put_value(grid, *rect, key, label, value, role));
    shrink(rect, roomy ? 1 : 0);
}

/* What both sides began with, where that says something that neither of them does. */
static void put_base(const struct ui_app *app, struct pk_grid *grid, struct pk_rect *rect,
                     const struct pk_pending *row, const struct pk_buf *plan)
{
    struct pk_buf base = { 0 };
    ui_waiting_value(&base, app->plan, row, row->base);
    bool removal = strcmp(row->field, pk_schema_field(PK_ACTIVITIES, 0)->name) == 0;
    if (!removal && strcmp(pk_buf_text(&base), pk_buf_text(plan)) != 0) {
        put_side(grid, rect, "", _("Before"), &base, PK_ROLE_TEXT);
    }
    pk_buf_dispose(&base);
}

static void put_conflict(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect,
                         const struct pk_pending *row)
{
    struct pk_buf plan = { 0 }, wanted = { 0 }, label = { 0 };
    bool me = ui_waiting_mine(app, row);
    ui_waiting_now(&plan, app->plan, row);
    ui_waiting_value(&wanted, app->plan, row, row->theirs);
    ui_waiting_wanted(&label, app, row);
    put_base(app, grid, &rect, row, &plan);
    put_side(grid, &rect, "m", me ? pk_buf_text(&label) : _("In the plan"),
             me ? &wanted : &plan, PK_ROLE_GOAL);
    put_side(grid, &rect, "t", me ? _("Theirs (in the plan)") : pk_buf_text(&label),
             me ? &plan : &wanted, PK_ROLE_GOAL);
    pk_buf_dispose(&label);
}

static void put_proposal(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect,
                         const struct pk_pending *row)
{
    struct pk_buf plan = { 0 }, wanted = { 0 }, label = { 0 };
    ui_waiting_now(&plan, app->plan, row);
    ui_waiting_value(&wanted, app->plan, row, row->theirs);
    ui_waiting_wanted(&label, app, row);
    put_base(app, grid, &rect, row, &plan);
    put_side(grid, &rect, "x", _("In the plan"), &plan, PK_ROLE_TEXT);
    put_side(grid, &rect, "a", pk_buf_text(&label), &wanted, PK_ROLE_GOAL);
    pk_buf_dispose(&label);
}

static void put_activity(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect,
                         const struct pk_activity *activity)
{
    struct pk_buf text = { 0 };
    struct pk_rect inner = { rect.x + 5, rect.y, rect.width - 6, rect.height };
    ui_text_of_activity(app, activity, &text);
    ui_text_put(grid, inner, PK_ROLE_TEXT, pk_buf_text(&text), 0);
    pk_buf_dispose(&text);
}

static void put_detail(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect,
                       const struct ui_waiting_item *item)
{
    const struct pk_record *record = ui_waiting_row(app, item);
    struct pk_buf subject = { 0 };
    pk_grid_run(grid, rect.x, rect.y, rect.width, PK_ROLE_RULE, "─", '-');
    ui_waiting_subject(&subject, app, record);
    pk_grid_put_cut(grid, rect.x + 3, rect.y + 1, rect.width - 4, PK_ROLE_GOAL,
                    pk_buf_text(&subject));
    pk_buf_dispose(&subject);
    shrink(&rect, 3);
    switch (item->table) {
    case PK_CONFLICTS:
        put_conflict(app, grid, rect, (const struct pk_pending *)record);
        break;
    case PK_PROPOSALS:
        put_proposal(app, grid, rect, (const struct pk_pending *)record);
        break;
    default: put_activity(app, grid, rect, (const struct pk_activity *)record); break;
    }
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_list *list = &app->waiting.list;
    if (list->count == 0) {
        pk_grid_put_cut(grid, rect.x + 1, rect.y, rect.width - 2, PK_ROLE_TEXT,
                        _("nothing waits for a decision"));
        return;
    }
    int lines = rect.height - DETAIL_LINES;
    lines = lines < LIST_LEAST ? LIST_LEAST : lines;
    lines = (size_t)lines > list->count ? (int)list->count : lines;
    ui_list_fit(list, (size_t)lines);
    ui_mouse_rows(app, (struct pk_rect){ rect.x, rect.y, rect.width, lines }, list);
    for (size_t i = 0; i < list->height && list->top + i < list->count; i++) {
        struct pk_rect line = { rect.x, rect.y + (int)i, rect.width, 1 };
        put_item(app, grid, line, &app->waiting.items[list->top + i],
                 list->top + i == list->cursor);
    }
    shrink(&rect, lines);
    put_detail(app, grid, rect, ui_waiting_item(&app->waiting));
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->waiting.list, motion);
    return UI_DRAW;
}

/* What is decided here has keys of its own: Enter, which opens or goes on elsewhere, only names
 * them. */
static unsigned choose(struct ui_app *app)
{
    const struct ui_waiting_item *item = ui_waiting_item(&app->waiting);
    if (item) {
        ui_say(app, "%s", item->table == PK_CONFLICTS
                              ? ui_waiting_choice(app)
                              : _("a accepts what is proposed, x rejects it"));
    }
    return UI_DRAW;
}

const struct ui_pane ui_pane_waiting = {
    .context = UI_IN_WAITING,
    .title = title,
    .draw = draw,
    .move = move,
    .choose = choose,
};
