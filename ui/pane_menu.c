/* All commands that need no arguments, and the bindings that give some. */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/commands.h"

enum { LABEL_CELLS = 40 };

/* A binding is the menu's entry when it is the first one in the chart for its line. */
static bool is_entry(const struct ui_keymap *map, size_t index)
{
    const struct ui_binding *binding = ui_keymap_at(map, index);
    if (ui_keymap_of(map, binding->line) != binding) {
        return false;
    }
    size_t length = strcspn(binding->line, " ");
    const struct ui_command *command;
    for (size_t i = 0; (command = ui_command_at(i)); i++) {
        if (strncmp(command->name, binding->line, length) == 0 && !command->name[length]) {
            return !(command->needs & UI_SILENT) || strcmp(command->name, "command") == 0;
        }
    }
    return false;
}

static const struct ui_binding *entry_at(const struct ui_keymap *map, size_t number)
{
    for (size_t i = 0; i < ui_keymap_count(map); i++) {
        if (is_entry(map, i) && number-- == 0) {
            return ui_keymap_at(map, i);
        }
    }
    return NULL;
}

static size_t count_entries(const struct ui_keymap *map)
{
    size_t count = 0;
    for (size_t i = 0; i < ui_keymap_count(map); i++) {
        count += is_entry(map, i);
    }
    return count;
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    (void)app;
    pk_buf_str(out, _("Menu"));
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_list *list = &app->menu;
    list->count = count_entries(&app->keymap);
    ui_list_fit(list, (size_t)rect.height);
    for (size_t i = 0; i < list->height && list->top + i < list->count; i++) {
        const struct ui_binding *entry = entry_at(&app->keymap, list->top + i);
        bool lit = list->top + i == list->cursor;
        int y = rect.y + (int)i;
        struct pk_buf key = { 0 };
        ui_binding_label(&key, entry);
        if (lit) {
            pk_grid_glyph(grid, rect.x + 1, y, PK_ROLE_SELECTED, "›", '>');
        }
        pk_grid_put_cut(grid, rect.x + 3, y, LABEL_CELLS, lit ? PK_ROLE_SELECTED : PK_ROLE_TEXT,
                        ui_binding_help(entry));
        pk_grid_put_cut(grid, rect.x + 4 + LABEL_CELLS, y, rect.width - 5 - LABEL_CELLS,
                        PK_ROLE_KEY, pk_buf_text(&key));
        pk_buf_dispose(&key);
    }
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->menu, motion);
    return UI_DRAW;
}

static unsigned choose(struct ui_app *app)
{
    const struct ui_binding *entry = entry_at(&app->keymap, app->menu.cursor);
    ui_app_close(app);
    return entry ? UI_DRAW | ui_command_run(app, entry->line) : UI_DRAW;
}

const struct ui_pane ui_pane_menu = {
    .context = UI_IN_LIST,
    .title = title,
    .draw = draw,
    .move = move,
    .choose = choose,
};
