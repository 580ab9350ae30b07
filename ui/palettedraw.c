/* An entry as a line, above the prompt, where its name is what is written, and in the menu:
 *
 *     › shift +1d                    Deadline a day later                             .
 *       undo                         Undo · there is nothing to undo
 *
 *     › Deadline a day later                    .         shift +1d
 *       Undo                                    u         there is nothing to undo
 */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/commands.h"

enum { KEY_CELLS = 10, NAME_LEAST = 26, NAME_MOST = 40, LABEL_LEAST = 28, LABEL_MOST = 48 };

/* The text with the letters that were typed in the role of keys. */
static void put_hit(struct pk_grid *grid, struct pk_rect place, enum pk_role role,
                    const char *text, uint64_t cells)
{
    int used = pk_grid_put_cut(grid, place.x, place.y, place.width, role, text);
    for (int i = 0; i < used && i < 64 && role == PK_ROLE_TEXT; i++) {
        if (cells >> i & 1) {
            pk_grid_paint(grid, (struct pk_rect){ place.x + i, place.y, 1, 1 }, PK_ROLE_KEY);
        }
    }
}

static void put_key(struct pk_grid *grid, struct pk_rect line, const struct ui_binding *binding)
{
    struct pk_buf key = { 0 };
    if (binding) {
        ui_binding_label(&key, binding);
        pk_grid_put_right(grid, line.x + line.width - KEY_CELLS - 1, line.y, KEY_CELLS,
                          PK_ROLE_KEY, pk_buf_text(&key));
    }
    pk_buf_dispose(&key);
}

static void put_mark(struct pk_grid *grid, struct pk_rect line, bool lit)
{
    if (lit) {
        pk_grid_glyph(grid, line.x + 1, line.y, PK_ROLE_SELECTED, "›", '>');
    }
}

/* What it is; where it cannot be done now, why: up to the first half of that sentence. */
static void put_label(struct pk_grid *grid, struct pk_rect place, const char *label,
                      const struct pk_buf *why, uint64_t cells)
{
    struct pk_buf text = { 0 };
    if (why->len) {
        pk_buf_printf(&text, "%s · ", label);
        pk_buf_add(&text, pk_buf_text(why), strcspn(pk_buf_text(why), ";"));
        put_hit(grid, place, PK_ROLE_DIM, pk_buf_text(&text), 0);
    } else {
        put_hit(grid, place, PK_ROLE_TEXT, label, cells);
    }
    pk_buf_dispose(&text);
}

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static enum pk_role role_of(bool lit, bool possible)
{
    return lit ? PK_ROLE_SELECTED : possible ? PK_ROLE_TEXT : PK_ROLE_DIM;
}

void ui_palette_draw_hit(struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                         size_t place)
{
    const struct ui_palette *palette = &app->palette;
    const struct ui_hit *hit = &palette->hits[place];
    const struct ui_entry *entry = palette->arguments ? NULL : &palette->entries[hit->index];
    const struct ui_offer *offer = entry ? NULL : &palette->offers.items[hit->index];
    struct pk_buf why = { 0 };
    bool lit = place == palette->list.cursor;
    bool possible = !entry || ui_command_possible(app, entry->command, &why);
    int name_cells = clamp(line.width / 3, NAME_LEAST, NAME_MOST);
    struct pk_rect name = { line.x + 3, line.y, name_cells, 1 };
    struct pk_rect label = { name.x + name_cells + 1, line.y, 0, 1 };
    bool keyed = entry && entry->binding && possible;
    label.width = line.x + line.width - label.x - 1 - (keyed ? KEY_CELLS + 1 : 0);
    put_mark(grid, line, lit);
    put_hit(grid, name, role_of(lit, possible), entry ? entry->name : offer->text,
            hit->name_cells);
    put_label(grid, label, entry ? entry->label : offer->label, &why, hit->label_cells);
    if (keyed) {
        put_key(grid, line, entry->binding);
    }
    pk_buf_dispose(&why);
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
            entry->label, hit->label_cells);
    if (entry->binding) {
        ui_binding_label(&key, entry->binding);
        pk_grid_put_cut(grid, line.x + 4 + cells, line.y, KEY_CELLS - 1, PK_ROLE_KEY,
                        pk_buf_text(&key));
    }
    if (!possible) {
        pk_buf_cut(&why, strcspn(pk_buf_text(&why), ";"));
    }
    pk_grid_put_cut(grid, rest.x, rest.y, rest.width, PK_ROLE_DIM,
                    possible ? entry->name : pk_buf_text(&why));
    pk_buf_dispose(&key);
    pk_buf_dispose(&why);
}
