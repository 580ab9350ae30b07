/* The palette's entries under their topics, a few lines down from the top of the screen to the
 * bottom; typing narrows them, and then the best ones come first without headings.
 *
 *     ── Menu ──────────────────────────────────────────
 *      The row
 *      › Edit the row            Enter     edit
 */
#include "config.h"

#include "ui/menu.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/commands.h"

enum { WIDTH_MOST = 110 };

void ui_menu_open(struct ui_app *app)
{
    if (ui_app_pane(app) != &ui_pane_menu) {
        ui_palette_collect(app);
        ui_lineedit_set(&app->palette.typed, "");
    }
    ui_app_open(app, &ui_pane_menu);
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    (void)app;
    pk_buf_str(out, _("Menu"));
}

static void size(const struct ui_app *app, int *width, int *height)
{
    (void)app, (void)height;
    *width = *width < WIDTH_MOST ? *width : WIDTH_MOST;
}

static const struct ui_entry *entry_at(const struct ui_palette *palette, size_t place)
{
    return &palette->entries[palette->hits[place].index];
}

/* Whether a heading stands above the hit: where nothing is typed, as the entries have topics. */
static bool begins_topic(const struct ui_palette *palette, size_t place)
{
    if (palette->typed.text.len) {
        return false;
    }
    return place == 0 ||
           strcmp(entry_at(palette, place)->topic, entry_at(palette, place - 1)->topic) != 0;
}

/* Lines that the hits from one to another take with their headings. */
static size_t lines_between(const struct ui_palette *palette, size_t from, size_t to)
{
    size_t lines = 0;
    for (size_t i = from; i < to; i++) {
        lines += 1 + begins_topic(palette, i);
    }
    return lines;
}

/* The first hit shown such that the one under the cursor is shown, too. */
static void fit(struct ui_palette *palette, size_t height)
{
    struct ui_list *list = &palette->list;
    ui_list_fit(list, height);
    while (list->top < list->cursor &&
           lines_between(palette, list->top, list->cursor + 1) > height) {
        list->top++;
    }
    while (list->top > 0 &&
           lines_between(palette, list->top - 1, list->count) <= height) {
        list->top--;
    }
}

static void draw_hits(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_palette *palette = &app->palette;
    int y = rect.y, end = rect.y + rect.height;
    for (size_t i = palette->list.top; i < palette->list.count && y < end; i++) {
        if (begins_topic(palette, i)) {
            pk_grid_put_cut(grid, rect.x + 1, y++, rect.width - 2, PK_ROLE_GOAL,
                            entry_at(palette, i)->topic);
        }
        if (y < end) {
            struct pk_rect line = { rect.x, y++, rect.width, 1 };
            ui_palette_draw_item(app, grid, line, i);
            ui_mouse_row(app, line, &palette->list, i);
        }
    }
    if (palette->list.count == 0) {
        pk_grid_put_cut(grid, rect.x + 3, y, rect.width - 4, PK_ROLE_DIM,
                        _("Nothing here is called that; Backspace takes it back."));
    }
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_palette *palette = &app->palette;
    ui_lineedit_draw(&palette->typed, grid,
                     (struct pk_rect){ rect.x + 3, rect.y, rect.width - 4, 1 }, PK_ROLE_FIELD,
                     true);
    pk_grid_put(grid, rect.x + 1, rect.y, 1, PK_ROLE_KEY, "/");
    rect.y++;
    rect.height--;
    fit(palette, (size_t)rect.height);
    draw_hits(app, grid, rect);
}

static bool key(struct ui_app *app, const struct ui_key *pressed, unsigned *stale)
{
    struct ui_palette *palette = &app->palette;
    bool edits = ui_key_types(pressed) || ui_key_is(pressed, UI_KEY_BACKSPACE, 0);
    if (!edits || !ui_lineedit_key(&palette->typed, pressed)) {
        return false;
    }
    ui_palette_narrow(palette, pk_buf_text(&palette->typed.text));
    *stale |= UI_DRAW;
    return true;
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->palette.list, motion);
    return UI_DRAW;
}

/* What waits for an argument is written down first. */
static unsigned choose(struct ui_app *app)
{
    const struct ui_entry *entry = ui_palette_entry(&app->palette);
    if (!entry) {
        return UI_FRESH;
    }
    char *line = pk_strdup(entry->line);
    bool open = entry->open;
    unsigned stale = UI_DRAW;
    ui_app_close(app);
    if (open) {
        ui_prompt_open(app, UI_ASK_COMMAND, line);
    } else {
        stale |= ui_command_run(app, line);
    }
    free(line);
    return stale;
}

const struct ui_pane ui_pane_menu = {
    .context = UI_IN_PICKER,
    .title = title,
    .size = size,
    .draw = draw,
    .key = key,
    .move = move,
    .choose = choose,
};
