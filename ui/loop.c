#include "config.h"

#include "ui/loop.h"

enum {
    KEYS_A_FRAME = 32 /* keys that are there already are handled before drawing, up to so many */
};

void ui_loop(struct ui_app *app, struct ui_term *term)
{
    struct pk_grid grid;
    app->term = term;
    pk_grid_init(&grid, 0, 0, app->ascii);
    grid.keeps = app->options->ascii ? NULL : ui_term_keeps(term);
    ui_term_esc_wait(term, app->options->config ? app->options->config->escdelay : -1);
    unsigned stale = UI_DRAW | UI_REPAINT;
    int keys = 0;
    while (!(stale & UI_QUIT)) {
        struct ui_key key = { .code = UI_KEY_IDLE };
        if (!stale) {
            ui_term_read(term, &key, ui_live_timeout(app), ui_live_fd(app));
        } else if (keys && keys < KEYS_A_FRAME) {
            ui_term_read(term, &key, 0, -1);
        }
        if (stale && key.code == UI_KEY_IDLE) {
            ui_draw(app, &grid, ui_term_width(term), ui_term_height(term));
            ui_term_wear(term, app->theme);
            ui_term_mouse(term, app->mouse.on);
            ui_term_draw(term, &grid, stale & UI_REPAINT);
            stale = UI_FRESH;
            keys = 0;
            continue;
        }
        keys++;
        if (stale && key.code == UI_KEY_MOUSE) { /* what it meant is what would be there now */
            ui_draw(app, &grid, ui_term_width(term), ui_term_height(term));
        }
        stale |= ui_app_key(app, &key);
    }
    app->term = NULL;
    pk_grid_dispose(&grid);
}

void ui_dump(FILE *out, const struct pk_grid *grid, unsigned stale)
{
    static const char letters[PK_ROLES + 1] = " bhGSdLTD.-KFX";
    struct pk_buf text = { 0 };
    if (stale & UI_DUMP) {
        pk_grid_text(grid, &text);
    }
    for (int y = 0; stale & UI_DUMP_ROLES && y < grid->height; y++) {
        size_t end = text.len;
        for (int x = 0; x < grid->width; x++) {
            pk_buf_char(&text, letters[grid->cells[y * grid->width + x].role]);
            if (text.data[text.len - 1] != ' ') {
                end = text.len;
            }
        }
        pk_buf_cut(&text, end);
        pk_buf_char(&text, '\n');
    }
    if (text.len) {
        fwrite(text.data, 1, text.len, out);
    }
    pk_buf_dispose(&text);
}
