#include "config.h"

#include "ui/loading.h"

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/live.h"
#include "ui/terminal.h"

enum { PATIENCE_MS = 300, STEP_MS = 50 /* between two looks at the keys */ };
enum { BAR_CELLS = 40, BAR_LEAST = 10 };

void ui_loading_begin(struct ui_loading *loading, const struct pk_options *options,
                      struct ui_term *term)
{
    *loading = (struct ui_loading){ .options = options,
                                    .what = _("Reading the plan…"),
                                    .esc = _("ends"),
                                    .term = term,
                                    .silent = options->script != NULL,
                                    .next = ui_live_now() + PATIENCE_MS,
                                    .percent = -1 };
    if (term) {
        ui_term_hold(term, true);
    }
}

void ui_loading_begin_in(struct ui_loading *loading, const struct ui_app *app, const char *what)
{
    ui_loading_begin(loading, app->options, app->term);
    loading->what = what;
    loading->esc = _("stops");
    loading->silent = loading->silent || !app->term;
}

static void drop_keys(struct ui_term *term)
{
    struct ui_key key;
    do {
        ui_term_read(term, &key, 0, -1);
    } while (key.code != UI_KEY_IDLE && key.code != UI_KEY_HANGUP);
}

void ui_loading_end(struct ui_loading *loading)
{
    if (loading->term) {
        ui_term_hold(loading->term, false);
    }
    if (loading->term && loading->stopped) {
        drop_keys(loading->term);
    }
}

void ui_loading_draw(const struct ui_loading *loading, struct pk_grid *grid, int width, int height)
{
    int percent = loading->percent;
    struct pk_buf text = { 0 };
    int cells = width - 6 < BAR_CELLS ? width - 6 : BAR_CELLS;
    int x = cells >= BAR_LEAST ? 3 : 0, y = height / 3;
    pk_grid_reset(grid, width, height);
    pk_buf_printf(&text, "%s %d %%", loading->what, percent);
    pk_grid_put(grid, x, y, width, PK_ROLE_TEXT, pk_buf_text(&text));
    if (cells >= BAR_LEAST) {
        int done = cells * percent / 100;
        pk_grid_run(grid, x, y + 1, done, PK_ROLE_DONE, "█", '#');
        pk_grid_run(grid, x + done, y + 1, cells - done, PK_ROLE_LEFT, "░", '.');
    }
    int key = pk_grid_put(grid, x, y + 3, width, PK_ROLE_KEY, "Esc");
    pk_grid_put(grid, x + key + 1, y + 3, width, PK_ROLE_DIM, loading->esc);
    pk_buf_dispose(&text);
}

static void show(struct ui_loading *loading, bool repaint)
{
    struct pk_grid grid;
    struct ui_term *term = loading->term;
    ui_terminal_grid(term, loading->options, &grid);
    ui_loading_draw(loading, &grid, ui_term_width(term), ui_term_height(term));
    ui_term_draw(term, &grid, repaint);
    pk_grid_dispose(&grid);
}

static bool ends(const struct ui_key *key)
{
    return key->code == UI_KEY_HANGUP || ui_key_is(key, UI_KEY_ESC, 0) ||
           ui_key_is(key, UI_KEY_F1 + 9, 0) || ui_key_is(key, 'c', UI_CTRL);
}

/* Looks at the keys that are there already; an Esc needs a moment to be known as one. */
static bool goes_on(struct ui_loading *loading)
{
    struct ui_key key;
    do {
        ui_term_read(loading->term, &key, 1, -1);
        if (ends(&key)) {
            return false;
        }
        if (key.code == UI_KEY_RESIZE || key.code == UI_KEY_RESUME) {
            show(loading, true);
        }
    } while (key.code != UI_KEY_IDLE);
    return true;
}

bool ui_loading_progress(size_t done, size_t total, void *user)
{
    struct ui_loading *loading = user;
    struct pk_diag told_later;
    int64_t now = ui_live_now();
    if (loading->silent || now < loading->next) {
        return true;
    }
    loading->next = now + STEP_MS;
    if (!loading->term) {
        if (ui_terminal_open(&loading->term, loading->options, &told_later)) {
            loading->silent = true;
            return true;
        }
        ui_term_hold(loading->term, true);
    }
    int percent = total ? (int)(100.0 * (double)done / (double)total) : 0;
    bool first = loading->percent < 0;
    if (percent != loading->percent) {
        loading->percent = percent;
        show(loading, first);
    }
    loading->stopped = !goes_on(loading);
    return !loading->stopped;
}
