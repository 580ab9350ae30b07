/* From the right: how it stands with saving, what has moved since the point of comparison, what
 * waits for a decision, who else is here, the day; each takes its place while enough is left for
 * the title.
 */
#include "config.h"

#include "ui/titlebar.h"

#include <stdio.h>
#include <string.h>

#include "planek/i18n.h"

enum { TITLE_LEAST = 20, GAP = 3, WORDS_FROM = 160 };

/* The table whose file is not understood and stays as it is, or -1. */
static int refused_table(const struct ui_app *app)
{
    for (int table = 0; table < PK_TABLES; table++) {
        if (pk_plan_broken(app->plan, (enum pk_table)table)) {
            return table;
        }
    }
    return -1;
}

static void add_mode(const struct ui_app *app, struct pk_buf *out)
{
    const char *suggests = pk_store_suggests(app->store);
    if (ui_app_past(app)) {
        struct pk_buf day = { 0 };
        pk_day_format(&day, app->options->as_of, PK_DAY_FULL);
        pk_buf_printf(out, _("as of %s, read-only"), pk_buf_text(&day));
        pk_buf_dispose(&day);
    } else if (pk_store_read_only(app->store)) {
        pk_buf_str(out, _("read-only"));
    } else if (suggests) {
        pk_buf_printf(out, _("proposals: %s"), suggests);
    } else if (app->live.lagging && pk_store_behind(app->store)) {
        pk_buf_str(out, _("saved in the history"));
    } else {
        pk_buf_str(out, app->sample ? _("a copy to try") : _("saved"));
    }
}

static void add_saved(const struct ui_app *app, struct pk_buf *out)
{
    int refused = refused_table(app);
    if (pk_store_unsaved(app->store)) {
        pk_buf_printf(out, "! %s%s%s", _("NOT SAVED, F2 tries again"),
                      *app->unsaved.text ? ": " : "", app->unsaved.text);
    } else if (refused >= 0 && !pk_store_read_only(app->store)) {
        pk_buf_printf(out, "! %s %s", pk_schema((enum pk_table)refused)->file, _("read-only"));
    } else {
        add_mode(app, out);
    }
}

/* The plan's title and year, unless the title names it already. */
static void add_title(const struct ui_app *app, struct pk_buf *out)
{
    const struct pk_settings *settings = pk_plan_settings(app->plan);
    char year[16];
    snprintf(year, sizeof year, "%d", settings->year);
    pk_buf_str(out, settings->title);
    if (settings->year && !strstr(settings->title, year)) {
        pk_buf_printf(out, "%s%s", out->len ? " " : "", year);
    }
    if (*settings->region) {
        pk_buf_printf(out, " · %s", settings->region);
    }
}

static void add_waiting(const struct ui_app *app, bool wide, struct pk_buf *out)
{
    size_t count = app->waiting.list.count;
    if (ui_app_past(app)) {
        return;
    }
    if (count && wide) {
        pk_buf_printf(out, ngettext("F12: %zu waits for a decision",
                                    "F12: %zu wait for a decision", count), count);
    } else if (count) {
        pk_buf_printf(out, "F12: %zu", count);
    }
}

/* Puts a part to the left of what ends at *end, where there is room for it. */
static void put_part(struct pk_grid *grid, int y, int *end, enum pk_role role,
                     struct pk_buf *part)
{
    int cells = pk_grid_width(grid, pk_buf_text(part));
    if (cells > 0 && *end - GAP - cells - GAP > TITLE_LEAST) {
        *end -= GAP + cells;
        pk_grid_put(grid, *end, y, cells, role, pk_buf_text(part));
    }
    pk_buf_dispose(part);
}

void ui_titlebar_add(struct pk_grid *grid, struct pk_rect rect, const char *text)
{
    int cells = pk_grid_width(grid, text), from = rect.x, best = rect.x, most = 0;
    for (int x = rect.x; x < rect.x + rect.width; x++) {
        if (grid->cells[rect.y * grid->width + x].glyph[0] != ' ') {
            from = x + 1;
        } else if (x + 1 - from > most) {
            best = from;
            most = x + 1 - from;
        }
    }
    if (cells + 2 * GAP <= most) {
        pk_grid_put(grid, best + GAP, rect.y, cells, PK_ROLE_KEY, text);
    }
}

/* Why something is not saved is worth more than the rest, and than most of the title. */
void ui_titlebar_draw(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct pk_buf title = { 0 }, day = { 0 }, saved = { 0 }, waiting = { 0 }, others = { 0 };
    struct pk_buf since = { 0 };
    bool unsaved = pk_store_unsaved(app->store);
    add_title(app, &title);
    add_saved(app, &saved);
    add_waiting(app, rect.width >= UI_WIDE, &waiting);
    ui_live_others(app, rect.width < UI_WIDE, &others);
    if (app->since.shown) {
        ui_since_banner(app, &since, rect.width < WORDS_FROM);
    }
    pk_day_format(&day, app->options->today, PK_DAY_WEEKDAY);
    pk_grid_fill(grid, rect, PK_ROLE_BAR);
    int cells = pk_grid_width(grid, pk_buf_text(&saved)), most = rect.width - TITLE_LEAST - 4;
    cells = cells < most ? cells : most;
    int end = rect.width - 1 - cells;
    pk_grid_put_cut(grid, end, rect.y, cells, unsaved ? PK_ROLE_FAULT : PK_ROLE_BAR,
                    pk_buf_text(&saved));
    put_part(grid, rect.y, &end, PK_ROLE_KEY, &since);
    put_part(grid, rect.y, &end, PK_ROLE_KEY, &waiting);
    put_part(grid, rect.y, &end, PK_ROLE_BAR, &others);
    put_part(grid, rect.y, &end, PK_ROLE_BAR, &day);
    pk_grid_put_cut(grid, 1, rect.y, end - 4, PK_ROLE_BAR, pk_buf_text(&title));
    pk_buf_dispose(&title);
    pk_buf_dispose(&saved);
}
