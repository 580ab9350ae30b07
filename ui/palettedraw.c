/* A command as a line of the menu and above the prompt: what it does first, its name last.  What
 * can be written as an argument stands first, for that is what is looked for:
 *
 *     › Deadline a day later                    .         shift +1d
 *       Undo                                    u         there is nothing to undo
 *
 *     › status=done                  done
 */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/commands.h"

enum { KEY_CELLS = 10, NAME_LEAST = 26, NAME_MOST = 40, LABEL_LEAST = 28, LABEL_MOST = 48 };

/* The text with the letters that were typed in the role of keys, unless all of it is lit. */
static void put_hit(struct pk_grid *grid, struct pk_rect place, enum pk_role role,
                    const char *text, uint64_t cells)
{
    int used = pk_grid_put_cut(grid, place.x, place.y, place.width, role, text);
    for (int i = 0; i < used && i < 64 && role != PK_ROLE_SELECTED; i++) {
        if (cells >> i & 1) {
            pk_grid_paint(grid, (struct pk_rect){ place.x + i, place.y, 1, 1 }, PK_ROLE_KEY);
        }
    }
}

static void put_mark(struct pk_grid *grid, struct pk_rect line, bool lit)
{
    if (lit) {
        pk_grid_glyph(grid, line.x + 1, line.y, PK_ROLE_SELECTED, "›", '>');
    }
}

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static enum pk_role role_of(bool lit, bool possible)
{
    return lit ? PK_ROLE_SELECTED : possible ? PK_ROLE_TEXT : PK_ROLE_DIM;
}

void ui_palette_draw_item(struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                          size_t place)
{
    const struct ui_hit *hit = &app->palette.hits[place];
    const struct ui_entry *entry = &app->palette.entries[hit->index];
    struct pk_buf key = { 0 }, why = { 0 };
    bool lit = place == app->palette.list.cursor;
    bool possible = ui_command_possible(app, entry->command, &why);
    int cells = clamp(line.width / 2, LABEL_LEAST, LABEL_MOST);
    struct pk_rect rest = { line.x + 4 + cells + KEY_CELLS, line.y, 0, 1 };
    rest.width = line.x + line.width - rest.x - 1;
    put_mark(grid, line, lit);
    put_hit(grid, (struct pk_rect){ line.x + 3, line.y, cells, 1 }, role_of(lit, possible),
            entry->label, possible ? hit->label_cells : 0);
    if (entry->binding) {
        ui_binding_label(&key, entry->binding);
        pk_grid_put_cut(grid, line.x + 4 + cells, line.y, KEY_CELLS - 1, PK_ROLE_KEY,
                        pk_buf_text(&key));
    }
    pk_buf_cut(&why, strcspn(pk_buf_text(&why), ";"));
    put_hit(grid, rest, PK_ROLE_DIM, possible ? entry->name : pk_buf_text(&why),
            possible ? hit->name_cells : 0);
    pk_buf_dispose(&key);
    pk_buf_dispose(&why);
}

static void draw_offer(struct ui_app *app, struct pk_grid *grid, struct pk_rect line, size_t place)
{
    const struct ui_hit *hit = &app->palette.hits[place];
    const struct ui_offer *offer = &app->palette.offers.items[hit->index];
    int cells = clamp(line.width / 3, NAME_LEAST, NAME_MOST);
    struct pk_rect text = { line.x + 3, line.y, cells, 1 };
    struct pk_rect label = { text.x + cells + 1, line.y, line.width - cells - 5, 1 };
    bool lit = place == app->palette.list.cursor;
    put_mark(grid, line, lit);
    put_hit(grid, text, role_of(lit, true), offer->text, hit->name_cells);
    put_hit(grid, label, PK_ROLE_TEXT, offer->label, hit->label_cells);
}

void ui_palette_draw_hit(struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                         size_t place)
{
    if (app->palette.arguments) {
        draw_offer(app, grid, line, place);
    } else {
        ui_palette_draw_item(app, grid, line, place);
    }
}
