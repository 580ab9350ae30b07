#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "ui/app.h"
#include "ui/rowtext.h"
#include "ui/wrap.h"

/* Another row's text begins at its top. */
static void note_row(struct ui_app *app)
{
    struct ui_below *below = &app->below;
    const struct pk_record *record = ui_outline_record(&app->outline);
    const char *id = record ? record->text[0] : "";
    if (below->text_of && strcmp(below->text_of, id) == 0) {
        return;
    }
    free(below->text_of);
    below->text_of = pk_strdup(id);
    below->text.top = 0;
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct pk_rect inner = { rect.x + 1, rect.y, rect.width - 2, rect.height };
    struct ui_list *list = &app->below.text;
    struct pk_buf text = { 0 };
    note_row(app);
    ui_text_of_row(app, &text);
    list->count = (size_t)ui_text_lines(pk_buf_text(&text), inner.width);
    list->height = (size_t)inner.height;
    ui_list_scroll(list, UI_MOVE_LEFT);
    ui_text_put(grid, inner, PK_ROLE_TEXT, pk_buf_text(&text), (int)list->top);
    if (list->top + list->height < list->count) {
        pk_grid_glyph(grid, rect.x + rect.width - 1, rect.y + rect.height - 1, PK_ROLE_KEY, "↓",
                      'v');
    }
    pk_buf_dispose(&text);
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    ui_text_title(app, out);
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_scroll(&app->below.text, motion);
    return UI_DRAW;
}

const struct ui_pane ui_pane_activity = {
    .context = UI_IN_CHART,
    .title = title,
    .draw = draw,
    .move = move,
};
