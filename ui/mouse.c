#include "config.h"

#include "ui/mouse.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "ui/app.h"
#include "ui/commands.h"

enum { WHEEL_ROWS = 3 };

void ui_mouse_dispose(struct ui_mouse_state *mouse)
{
    free(mouse->places);
    free(mouse->drag.id);
    *mouse = (struct ui_mouse_state){ .on = false };
}

/* ---- what stands where ---- */

void ui_mouse_cover(struct ui_app *app)
{
    app->mouse.count = 0;
}

static void add(struct ui_app *app, struct ui_place place)
{
    struct ui_mouse_state *mouse = &app->mouse;
    if (mouse->on) {
        mouse->places = pk_reserve(mouse->places, &mouse->capacity, mouse->count + 1,
                                   sizeof *mouse->places);
        mouse->places[mouse->count++] = place;
    }
}

void ui_mouse_rows(struct ui_app *app, struct pk_rect rect, struct ui_list *list)
{
    for (int i = 0; i < rect.height && list->top + (size_t)i < list->count; i++) {
        ui_mouse_row(app, (struct pk_rect){ rect.x, rect.y + i, rect.width, 1 }, list,
                     list->top + (size_t)i);
    }
}

void ui_mouse_row(struct ui_app *app, struct pk_rect rect, struct ui_list *list, size_t index)
{
    add(app, (struct ui_place){ .rect = rect, .list = list, .index = index });
}

void ui_mouse_at(struct ui_app *app, struct pk_rect rect, int *at, size_t index)
{
    add(app, (struct ui_place){ .rect = rect, .at = at, .index = index });
}

void ui_mouse_press(struct ui_app *app, struct pk_rect rect, const char *key)
{
    add(app, (struct ui_place){ .rect = rect, .key = key });
}

static bool holds(struct pk_rect rect, int x, int y)
{
    return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

/* The one on top; NULL when there is none. */
static const struct ui_place *place_of(const struct ui_app *app, const struct ui_key *key)
{
    for (size_t i = app->mouse.count; i-- > 0;) {
        if (holds(app->mouse.places[i].rect, key->x, key->y)) {
            return &app->mouse.places[i];
        }
    }
    return NULL;
}

/* The pane under the mouse; NULL where there is none, or it cannot be reached. */
static const struct ui_pane *pane_of(const struct ui_app *app, const struct ui_key *key)
{
    const struct ui_layout *layout = &app->layout;
    if (ui_app_covered(app)) {
        return holds(layout->front, key->x, key->y) ? ui_app_pane(app) : NULL;
    }
    if (holds(layout->chart, key->x, key->y)) {
        return &ui_pane_chart;
    }
    if (holds(layout->activity, key->x, key->y) && (layout->wide || app->below.activity_shown)) {
        return &ui_pane_activity;
    }
    return holds(layout->budget, key->x, key->y) ? &ui_pane_budget : NULL;
}

/* ---- clicks ---- */

static void focus_on(struct ui_app *app, const struct ui_pane *pane)
{
    if (pane == &ui_pane_chart) {
        app->below.focus = UI_ON_CHART;
    } else if (pane == &ui_pane_budget) {
        app->below.focus = UI_ON_BUDGET;
    } else if (pane == &ui_pane_activity && app->layout.wide) {
        app->below.focus = UI_ON_ACTIVITY;
    }
}

static unsigned press_key(struct ui_app *app, const char *name, int64_t when)
{
    struct ui_key key;
    if (!ui_key_parse(&key, name)) {
        return UI_FRESH;
    }
    key.when = when;
    return ui_app_key(app, &key);
}

/* A heading sorts by its column; clicked again it gives the plan's order back. */
static unsigned sort(struct ui_app *app, int x)
{
    const struct pk_chart *chart = &app->chart;
    enum pk_order order = app->outline.order;
    if (x >= chart->line_x) {
        return UI_DRAW;
    }
    if (x < chart->title_x) {
        order = PK_ORDER_STATUS;
    } else if (x >= chart->due_x && x < chart->due_x + chart->due_cells) {
        order = PK_ORDER_DUE;
    } else if (x >= chart->cost_x && x < chart->cost_x + chart->cost_cells) {
        order = PK_ORDER_COST;
    }
    bool again = order == app->outline.order;
    const char *const lines[] = { [PK_ORDER_DUE] = "sort due",
                                  [PK_ORDER_COST] = "sort cost",
                                  [PK_ORDER_STATUS] = "sort status" };
    bool known = !again && (size_t)order < sizeof lines / sizeof lines[0] && lines[order];
    return UI_DRAW | ui_command_run(app, known ? lines[order] : "sort plan");
}

/* Left of its name a goal folds; the end of a bar is taken hold of. */
static unsigned click_chart_row(struct ui_app *app, int x)
{
    const struct ui_row *row = ui_outline_row(&app->outline);
    const struct pk_chart *chart = &app->chart;
    if (row && !row->activity && x < chart->title_x) {
        return UI_DRAW | ui_command_run(app, "fold");
    }
    if (row && row->activity && x >= chart->line_x) {
        ui_drag_begin(app, x);
    }
    return UI_DRAW;
}

/* The line below the headings. */
static int first_row(const struct ui_app *app)
{
    const struct pk_rect *chart = &app->layout.chart;
    return chart->y + chart->height - (int)app->outline.list.height;
}

static unsigned click(struct ui_app *app, const struct ui_key *key)
{
    const struct ui_place *place = place_of(app, key);
    const struct ui_pane *pane = pane_of(app, key);
    if (place && place->key) {
        return press_key(app, place->key, key->when);
    }
    if (pane == &ui_pane_chart && key->y < first_row(app)) {
        return sort(app, key->x);
    }
    focus_on(app, pane);
    if (place && place->at) {
        *place->at = (int)place->index;
    }
    if (place && place->list) {
        bool of_chart = place->list == &app->outline.list;
        place->list->cursor = place->index;
        app->palette.moved = app->palette.moved || place->list == &app->palette.list;
        return of_chart ? click_chart_row(app, key->x) : UI_DRAW;
    }
    return UI_DRAW;
}

/* The first click has chosen the row already. */
static unsigned double_click(struct ui_app *app, const struct ui_key *key)
{
    const struct ui_place *place = place_of(app, key);
    if (!place || place->key) {
        return click(app, key);
    }
    bool chosen = place->list ? place->list->cursor == place->index
                              : *place->at == (int)place->index;
    return chosen ? press_key(app, "Enter", key->when) : click(app, key);
}

/* ---- the wheel ---- */

/* What is shown moves, and the cursor only where it would be left behind. */
static void roll(struct ui_list *list, bool up)
{
    size_t last = list->count > list->height ? list->count - list->height : 0;
    if (up) {
        list->top = list->top > WHEEL_ROWS ? list->top - WHEEL_ROWS : 0;
    } else {
        list->top = list->top + WHEEL_ROWS < last ? list->top + WHEEL_ROWS : last;
    }
    if (list->cursor < list->top) {
        list->cursor = list->top;
    } else if (list->height && list->cursor >= list->top + list->height) {
        list->cursor = list->top + list->height - 1;
    }
}

static unsigned wheel(struct ui_app *app, const struct ui_key *key)
{
    bool up = key->mouse == UI_MOUSE_WHEEL_UP;
    const struct ui_place *place = place_of(app, key);
    const struct ui_pane *pane = pane_of(app, key);
    if (place && place->list && place->list->height) {
        roll(place->list, up);
        return UI_DRAW;
    }
    unsigned stale = UI_FRESH;
    for (int i = 0; pane && pane->move && i < WHEEL_ROWS; i++) {
        stale |= pane->move(app, up ? UI_MOVE_UP : UI_MOVE_DOWN);
    }
    return stale;
}

/* ---- what the mouse sent ---- */

static unsigned acted(struct ui_app *app, const struct ui_key *key)
{
    const struct ui_pane *pane = pane_of(app, key);
    unsigned stale = UI_DRAW;
    bool prompting = app->prompt.kind != UI_NO_PROMPT;
    app->live.pressed = key->when;
    ui_forms_pressed(app, key->when);
    app->quit_warned = false;
    ui_mouse_cancel(app);
    pk_buf_cut(&app->message.text, 0);
    if (!prompting && pane && pane->mouse && pane->mouse(app, key, &stale)) {
        return stale;
    }
    if (prompting && !place_of(app, key)) {
        return UI_DRAW;
    }
    switch (key->mouse) {
    case UI_MOUSE_PRESS: return stale | click(app, key);
    case UI_MOUSE_DOUBLE: return stale | double_click(app, key);
    case UI_MOUSE_WHEEL_UP:
    case UI_MOUSE_WHEEL_DOWN: return stale | wheel(app, key);
    case UI_MOUSE_DRAG:
    case UI_MOUSE_RELEASE: break;
    }
    return stale;
}

unsigned ui_mouse_key(struct ui_app *app, const struct ui_key *key)
{
    if (!app->mouse.on || app->layout.too_small) {
        return UI_FRESH;
    }
    bool dragging = app->mouse.drag.what != UI_NO_DRAG;
    if (key->mouse == UI_MOUSE_DRAG) {
        return dragging ? ui_drag_to(app, key->x) : UI_FRESH;
    }
    if (key->mouse == UI_MOUSE_RELEASE) {
        return dragging ? ui_drag_end(app) : UI_FRESH;
    }
    return acted(app, key);
}
