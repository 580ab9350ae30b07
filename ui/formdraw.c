/*      Title         Webové stránky
 *      Deadline      31.6.                    × June has only 30 days
 *      Detail        several lines, as wide as there is room
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/field.h"
#include "ui/form.h"
#include "ui/wrap.h"

enum { LABEL_MOST = 22, AREA_MOST = 6, LOW_LINES = 2 };

struct columns {
    int label, value, value_cells, note, note_cells;
};

static struct columns columns_of(const struct pk_grid *grid, const struct ui_form *form,
                                 struct pk_rect rect)
{
    int label = 0;
    for (int i = 0; i < form->count; i++) {
        int width = pk_grid_width(grid, ui_field_label(&form->fields[i]));
        label = width > label ? width : label;
    }
    label = label > LABEL_MOST ? LABEL_MOST : label;
    struct columns columns = { .label = rect.x + 1, .value = rect.x + label + 4 };
    int room = rect.x + rect.width - columns.value - 1;
    columns.value_cells = room * 11 / 20 < 72 ? room * 11 / 20 : 72;
    columns.note = columns.value + columns.value_cells + 1;
    columns.note_cells = rect.x + rect.width - columns.note;
    return columns;
}

static int area_cells(const struct columns *columns)
{
    int all = columns->value_cells + columns->note_cells;
    return all < 100 ? all : 100;
}

static int rows_of(const struct ui_formfield *field, const struct columns *columns)
{
    int rows = ui_lineedit_rows(&field->edit, area_cells(columns));
    return rows < AREA_MOST ? rows : AREA_MOST;
}

static void put_fault_mark(struct pk_grid *grid, int x, int y, const struct ui_formfield *field)
{
    if (field->severity == PK_WARNING) {
        pk_grid_put(grid, x, y, 1, PK_ROLE_FAULT, "!");
    } else {
        pk_grid_glyph(grid, x, y, PK_ROLE_FAULT, "×", 'x');
    }
}

static void put_note(const struct ui_formfield *field, struct pk_grid *grid, int y,
                     const struct columns *columns)
{
    if (*field->fault.text) {
        put_fault_mark(grid, columns->note, y, field);
        pk_grid_put_cut(grid, columns->note + 2, y, columns->note_cells - 2, PK_ROLE_FAULT,
                        field->fault.text);
        return;
    }
    if (field->alarming) {
        pk_grid_put(grid, columns->note, y, 1, PK_ROLE_LATE, "!");
    }
    pk_grid_put_cut(grid, columns->note + 2, y, columns->note_cells - 2,
                    field->alarming ? PK_ROLE_LATE : PK_ROLE_DIM, pk_buf_text(&field->hint));
}

static void put_choice(struct ui_app *app, const struct ui_formfield *field,
                       struct pk_grid *grid, struct pk_rect rect, bool focus)
{
    struct pk_buf text = { 0 };
    enum pk_role role = focus ? PK_ROLE_SELECTED : PK_ROLE_FIELD;
    ui_field_show(&text, app->plan, field);
    pk_grid_fill(grid, rect, role);
    pk_grid_put_cut(grid, rect.x, rect.y, rect.width - 2, role, pk_buf_text(&text));
    pk_grid_glyph(grid, rect.x + rect.width - 1, rect.y, role, "▼", 'v');
    pk_buf_dispose(&text);
}

static void put_fixed(struct ui_app *app, const struct ui_formfield *field, struct pk_grid *grid,
                      struct pk_rect rect, bool focus)
{
    struct pk_buf text = { 0 };
    ui_field_show(&text, app->plan, field);
    pk_grid_put_cut(grid, rect.x, rect.y, rect.width, focus ? PK_ROLE_SELECTED : PK_ROLE_DIM,
                    pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static void put_field(struct ui_app *app, struct ui_form *form, int index, struct pk_grid *grid,
                      int y, const struct columns *columns, int rows)
{
    struct ui_formfield *field = &form->fields[index];
    bool focus = index == form->at, alone = !*field->fault.text && !field->hint.len;
    bool typed = field->kind == UI_FIELD_LINE || field->kind == UI_FIELD_AREA;
    int cells = typed && alone ? area_cells(columns) : columns->value_cells;
    struct pk_rect value = { columns->value, y, cells, 1 };
    pk_grid_put_cut(grid, columns->label, y, columns->value - columns->label - 2,
                    focus ? PK_ROLE_KEY : PK_ROLE_TEXT, ui_field_label(field));
    if (ui_field_changed(field)) {
        pk_grid_put(grid, columns->value - 2, y, 1, PK_ROLE_KEY, "*");
    }
    switch (field->kind) {
    case UI_FIELD_AREA:
        value.width = area_cells(columns);
        value.height = rows;
        ui_lineedit_draw(&field->edit, grid, value, PK_ROLE_FIELD, focus);
        return;
    case UI_FIELD_LINE: ui_lineedit_draw(&field->edit, grid, value, PK_ROLE_FIELD, focus); break;
    case UI_FIELD_CHOICE:
    case UI_FIELD_REF: put_choice(app, field, grid, value, focus); break;
    case UI_FIELD_FIXED: put_fixed(app, field, grid, value, focus); break;
    }
    put_note(field, grid, y, columns);
}

/* The first field shown, so that the one with the cursor is. */
static void scroll(struct ui_form *form, const struct columns *columns, int height)
{
    if (form->top > form->at) {
        form->top = form->at;
    }
    int lines = 0;
    for (int i = form->at; i >= form->top; i--) {
        lines += rows_of(&form->fields[i], columns);
        if (lines > height) {
            form->top = i < form->at ? i + 1 : form->at;
            return;
        }
    }
}

/* What does not fit beside the field with the cursor stands in full on the lowest lines. */
static int put_low(struct pk_grid *grid, struct pk_rect rect, const struct ui_form *form,
                   const struct columns *columns)
{
    const struct ui_formfield *field = ui_form_field(form);
    bool fault = *field->fault.text != '\0';
    const char *text = fault ? field->fault.text : pk_buf_text(&field->hint);
    enum pk_role role = fault ? PK_ROLE_FAULT : field->alarming ? PK_ROLE_LATE : PK_ROLE_TEXT;
    bool beside = field->kind != UI_FIELD_AREA &&
                  pk_grid_width(grid, text) <= columns->note_cells - 2;
    if (!*text || beside) {
        return 0;
    }
    int lines = ui_text_lines(text, rect.width - 4);
    lines = lines < LOW_LINES ? lines : LOW_LINES;
    struct pk_rect low = { rect.x + 3, rect.y + rect.height - lines, rect.width - 4, lines };
    if (fault) {
        put_fault_mark(grid, rect.x + 1, low.y, field);
    } else if (field->alarming) {
        pk_grid_put(grid, rect.x + 1, low.y, 1, role, "!");
    }
    ui_text_put(grid, low, role, text, 0);
    return lines;
}

void ui_form_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_form *form = app->forms.open;
    struct columns columns = columns_of(grid, form, rect);
    int height = rect.height - put_low(grid, rect, form, &columns);
    scroll(form, &columns, height);
    int y = rect.y, end = rect.y + height;
    for (int i = form->top; i < form->count && y < end; i++) {
        int rows = rows_of(&form->fields[i], &columns);
        rows = rows < end - y ? rows : end - y;
        put_field(app, form, i, grid, y, &columns, rows);
        y += rows;
    }
}
