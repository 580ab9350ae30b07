#include "config.h"

#include "ui/picker.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/commands.h"

void ui_picker_dispose(struct ui_picker *picker)
{
    free(picker->title);
    free(picker->all);
    free(picker->shown);
    pk_arena_dispose(&picker->texts);
    ui_lineedit_dispose(&picker->typed);
    *picker = (struct ui_picker){ 0 };
}

void ui_picker_begin(struct ui_app *app, const char *title)
{
    ui_picker_dispose(&app->picker);
    app->picker.title = pk_strdup(title);
}

void ui_picker_add(struct ui_app *app, const char *label, const char *line)
{
    struct ui_picker *picker = &app->picker;
    picker->all =
        pk_reserve(picker->all, &picker->capacity, picker->count + 1, sizeof *picker->all);
    picker->all[picker->count++] =
        (struct ui_pick){ pk_arena_text(&picker->texts, label, strlen(label)),
                          pk_arena_text(&picker->texts, line, strlen(line)) };
}

static void narrow(struct ui_picker *picker)
{
    struct pk_buf folded = { 0 };
    pk_text_fold(&folded, pk_buf_text(&picker->typed.text), picker->typed.text.len);
    picker->list = (struct ui_list){ .height = picker->list.height };
    for (size_t i = 0; i < picker->count; i++) {
        if (pk_text_contains(picker->all[i].label, pk_buf_text(&folded))) {
            picker->shown[picker->list.count++] = picker->all[i];
        }
    }
    pk_buf_dispose(&folded);
}

void ui_picker_open(struct ui_app *app, const char *current)
{
    struct ui_picker *picker = &app->picker;
    if (picker->count == 0) {
        ui_say(app, "%s", _("there is nothing to choose from here"));
        return;
    }
    picker->shown = pk_new(picker->count, sizeof *picker->shown);
    ui_lineedit_set(&picker->typed, "");
    narrow(picker);
    for (size_t i = 0; current && i < picker->count; i++) {
        if (strcmp(picker->all[i].line, current) == 0) {
            picker->list.cursor = i;
        }
    }
    ui_app_open(app, &ui_pane_picker);
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    pk_buf_str(out, app->picker.title);
}

/* All labels and a line to type in; few rows stay few, whatever is typed. */
static void size(const struct ui_app *app, int *width, int *height)
{
    enum { WIDTH_LEAST = 36, MARGINS = 5 };
    const struct ui_picker *picker = &app->picker;
    int widest = pk_text_width(picker->title, strlen(picker->title));
    for (size_t i = 0; i < picker->count; i++) {
        int cells = pk_text_width(picker->all[i].label, strlen(picker->all[i].label));
        widest = cells > widest ? cells : widest;
    }
    widest = widest + MARGINS < WIDTH_LEAST ? WIDTH_LEAST : widest + MARGINS;
    *width = widest < *width ? widest : *width;
    *height = picker->count + 1 < (size_t)*height ? (int)picker->count + 1 : *height;
}

static bool key(struct ui_app *app, const struct ui_key *pressed, unsigned *stale)
{
    struct ui_picker *picker = &app->picker;
    bool edits = ui_key_types(pressed) || ui_key_is(pressed, UI_KEY_BACKSPACE, 0);
    if (!edits || !ui_lineedit_key(&picker->typed, pressed)) {
        return false;
    }
    narrow(picker);
    *stale |= UI_DRAW;
    return true;
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->picker.list, motion);
    return UI_DRAW;
}

static unsigned choose(struct ui_app *app)
{
    struct ui_picker *picker = &app->picker;
    if (picker->list.count == 0) {
        return UI_FRESH;
    }
    char *line = pk_strdup(picker->shown[picker->list.cursor].line);
    ui_app_close(app);
    unsigned stale = UI_DRAW | ui_command_run(app, line);
    free(line);
    return stale;
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_picker *picker = &app->picker;
    struct pk_rect typed = { rect.x + 1, rect.y, rect.width - 2, 1 };
    ui_lineedit_draw(&picker->typed, grid, typed, PK_ROLE_FIELD, true);
    if (picker->list.count == 0) {
        pk_grid_put_cut(grid, rect.x + 3, rect.y + 1, rect.width - 4, PK_ROLE_DIM,
                        _("Nothing here is called that; Backspace takes it back."));
    }
    ui_list_fit(&picker->list, (size_t)(rect.height - 1));
    ui_mouse_rows(app, (struct pk_rect){ rect.x, rect.y + 1, rect.width, rect.height - 1 },
                  &picker->list);
    for (size_t i = 0; i < picker->list.height && picker->list.top + i < picker->list.count;
         i++) {
        size_t at = picker->list.top + i;
        bool lit = at == picker->list.cursor;
        int y = rect.y + 1 + (int)i;
        if (lit) {
            pk_grid_glyph(grid, rect.x + 1, y, PK_ROLE_SELECTED, "›", '>');
        }
        pk_grid_put_cut(grid, rect.x + 3, y, rect.width - 4,
                        lit ? PK_ROLE_SELECTED : PK_ROLE_TEXT, picker->shown[at].label);
    }
}

const struct ui_pane ui_pane_picker = {
    .context = UI_IN_PICKER,
    .title = title,
    .size = size,
    .draw = draw,
    .key = key,
    .move = move,
    .choose = choose,
};
