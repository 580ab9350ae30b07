/*      Title         Webové stránky
 *      Deadline      31.6.                    × June has only 30 days
 *      Detail        several lines, as wide as there is room
 *
 * Beside a field stands what is wrong with it, else how it is read and what it would do: as much
 * of it as there is room for, cut between clauses.  What is cut of the field with the cursor is on
 * the lowest lines in full.
 */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/field.h"
#include "ui/form.h"
#include "ui/formtotals.h"
#include "ui/wrap.h"

enum { LABEL_MOST = 22, AREA_LEAST = 6, LOW_LINES = 2, SHORT_CELLS = 22 };

struct columns {
    int label, value, value_cells, note, note_cells;
    int area_most; /* rows of a text of several lines */
};

static struct columns columns_of(const struct pk_grid *grid, const struct ui_form *form,
                                 struct pk_rect rect)
{
    int label = 0;
    for (int i = 0; i < ui_form_shown(form); i++) {
        int width = pk_grid_width(grid, ui_field_label(&form->fields[i]));
        label = width > label ? width : label;
    }
    label = label > LABEL_MOST ? LABEL_MOST : label;
    struct columns columns = { .label = rect.x + 1, .value = rect.x + label + 4,
                               .area_most = AREA_LEAST };
    int room = rect.x + rect.width - columns.value - 1;
    columns.value_cells = room / 2 < 72 ? room / 2 : 72;
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
    return rows < columns->area_most ? rows : columns->area_most;
}

static void put_fault_mark(struct pk_grid *grid, int x, int y, const struct ui_formfield *field)
{
    if (field->severity == PK_WARNING) {
        pk_grid_put(grid, x, y, 1, PK_ROLE_FAULT, "!");
    } else {
        pk_grid_glyph(grid, x, y, PK_ROLE_FAULT, "×", 'x');
    }
}

/* "= Sat 31 Aug 2024, in 80 days": both, or the one that matters where that is too long. */
static void tell(struct pk_buf *out, const struct pk_grid *grid,
                 const struct ui_formfield *field, int cells)
{
    const char *hint = pk_buf_text(&field->hint);
    if (field->meaning.len) {
        pk_buf_printf(out, "= %s", pk_buf_text(&field->meaning));
    }
    if (field->hint.len) {
        pk_buf_printf(out, "%s%s", out->len ? ", " : "", hint);
    }
    if (field->meaning.len && field->hint.len && pk_grid_width(grid, pk_buf_text(out)) > cells) {
        pk_buf_cut(out, 0);
        pk_buf_printf(out, field->alarming ? "%s" : "= %s",
                      field->alarming ? hint : pk_buf_text(&field->meaning));
    }
}

/* A comma within a number is none between clauses. */
static bool ends_clause(const char *text, size_t at)
{
    return strchr(",;:(", text[at]) && (text[at] == '(' || text[at + 1] == ' ');
}

/* Where the sentence does not fit, its clauses that do. */
static void put_short(struct pk_grid *grid, int x, int y, int cells, enum pk_role role,
                      const char *text)
{
    struct pk_buf cut = { 0 };
    size_t end = strlen(text);
    bool whole = pk_grid_width(grid, text) <= cells;
    pk_buf_str(&cut, text);
    while (!whole && end > 0 && pk_grid_width(grid, pk_buf_text(&cut)) > cells) {
        while (--end > 0 && !ends_clause(text, end)) {
        }
        pk_buf_cut(&cut, end);
    }
    pk_grid_put_cut(grid, x, y, cells, role, cut.len ? pk_buf_text(&cut) : text);
    pk_buf_dispose(&cut);
}

/* Days, amounts and numbers are short, and much is to be said of them. */
static struct columns columns_for(const struct ui_formfield *field, const struct columns *columns)
{
    struct columns own = *columns;
    int spare = columns->value_cells - SHORT_CELLS;
    if (spare > 0 && ui_field_is_short(field)) {
        own.value_cells -= spare;
        own.note -= spare;
        own.note_cells += spare;
    }
    return own;
}

static void put_note(const struct ui_formfield *field, struct pk_grid *grid, int y,
                     const struct columns *columns)
{
    int x = columns->note + 2, cells = columns->note_cells - 2;
    if (*field->fault.text) {
        put_fault_mark(grid, columns->note, y, field);
        put_short(grid, x, y, cells, PK_ROLE_FAULT, field->fault.text);
        return;
    }
    if (field->alarming) {
        pk_grid_put(grid, columns->note, y, 1, PK_ROLE_LATE, "!");
    }
    struct pk_buf text = { 0 };
    tell(&text, grid, field, cells);
    put_short(grid, x, y, cells, field->alarming ? PK_ROLE_LATE : PK_ROLE_DIM,
              pk_buf_text(&text));
    pk_buf_dispose(&text);
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

static void put_list(struct ui_app *app, const struct ui_formfield *field, struct pk_grid *grid,
                     struct pk_rect rect, bool focus)
{
    struct pk_buf text = { 0 };
    ui_field_show(&text, app->plan, field);
    pk_grid_fill(grid, rect, PK_ROLE_FIELD);
    int cells = pk_grid_put_cut(grid, rect.x, rect.y, rect.width,
                                focus ? PK_ROLE_SELECTED : PK_ROLE_FIELD, pk_buf_text(&text));
    if (focus) {
        grid->cursor_x = rect.x + (cells < rect.width ? cells : rect.width - 1);
        grid->cursor_y = rect.y;
    }
    pk_buf_dispose(&text);
}

/* Names of what an id means are told by the field itself until something is typed in it. */
static bool tells_itself(const struct ui_formfield *field, bool focus)
{
    return (!focus || field->edit.selected) && ui_field_is_list(field) && !*field->fault.text;
}

static void put_value(struct ui_app *app, struct ui_formfield *field, struct pk_grid *grid,
                      struct pk_rect value, bool focus)
{
    if (!focus) {
        pk_buf_cut(&field->edit.ghost, 0);
        field->edit.selected = false;
    }
    switch (field->kind) {
    case UI_FIELD_LINE:
        if (tells_itself(field, focus)) {
            put_list(app, field, grid, value, focus);
            break;
        }
        ui_lineedit_draw(&field->edit, grid, value, PK_ROLE_FIELD, focus);
        break;
    case UI_FIELD_AREA: ui_lineedit_draw(&field->edit, grid, value, PK_ROLE_FIELD, focus); break;
    case UI_FIELD_CHOICE:
    case UI_FIELD_REF: put_choice(app, field, grid, value, focus); break;
    case UI_FIELD_FIXED: put_fixed(app, field, grid, value, focus); break;
    }
}

/* As wide as the area where nothing stands beside it and it would be cut otherwise. */
static int value_cells(const struct ui_app *app, const struct pk_grid *grid,
                       const struct ui_formfield *field, const struct columns *columns, bool quiet)
{
    struct pk_buf text = { 0 };
    if (field->kind == UI_FIELD_AREA) {
        return area_cells(columns);
    }
    if (field->kind == UI_FIELD_LINE || !quiet) {
        return quiet ? area_cells(columns) : columns->value_cells;
    }
    ui_field_show(&text, app->plan, field);
    bool fits = pk_grid_width(grid, pk_buf_text(&text)) <= columns->value_cells - 2;
    pk_buf_dispose(&text);
    return fits ? columns->value_cells : area_cells(columns);
}

static void put_field(struct ui_app *app, struct ui_form *form, int index, struct pk_grid *grid,
                      int y, const struct columns *all, int rows)
{
    struct ui_formfield *field = &form->fields[index];
    const struct columns own = columns_for(field, all), *columns = &own;
    bool focus = index == form->at, itself = tells_itself(field, focus);
    bool quiet = !*field->fault.text && !field->hint.len && (itself || !field->meaning.len);
    struct pk_rect value = { columns->value, y, value_cells(app, grid, field, columns, quiet),
                             field->kind == UI_FIELD_AREA ? rows : 1 };
    pk_grid_put_cut(grid, columns->label, y, columns->value - columns->label - 2,
                    focus ? PK_ROLE_KEY : PK_ROLE_TEXT, ui_field_label(field));
    if (ui_field_changed(field)) {
        pk_grid_glyph(grid, columns->value - 2, y, PK_ROLE_KEY, "●", '~');
    }
    put_value(app, field, grid, value, focus);
    if (!quiet && field->kind != UI_FIELD_AREA) {
        put_note(field, grid, y, columns);
    }
}

/* Long texts have the rows that the other fields leave. */
static void share_rows(const struct ui_form *form, struct columns *columns, int height)
{
    int taken = 0, areas = 0;
    for (int i = 0; i < ui_form_shown(form); i++) {
        int rows = rows_of(&form->fields[i], columns);
        bool cut = rows == columns->area_most;
        taken += cut ? 0 : rows;
        areas += cut;
    }
    int share = areas ? (height - taken) / areas : 0;
    columns->area_most = share > AREA_LEAST ? share : AREA_LEAST;
}

/* The first field from which all the rest fits. */
static int lowest_top(const struct ui_form *form, const struct columns *columns, int height)
{
    int top = ui_form_shown(form), lines = 0;
    while (top > 0) {
        lines += rows_of(&form->fields[top - 1], columns);
        if (lines > height) {
            break;
        }
        top--;
    }
    return top;
}

/* The first field shown, so that the one with the cursor is, and below the last one no room is
 * left that those above could have. */
static void scroll(struct ui_form *form, const struct columns *columns, int height)
{
    int lowest = lowest_top(form, columns, height);
    form->top = form->top < lowest ? form->top : lowest;
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

/* What the lowest lines say of the field with the cursor: what does not fit beside it (true), else
 * which keys are worth knowing there, or nothing. */
static bool tell_low(struct pk_buf *out, const struct pk_grid *grid,
                     const struct ui_formfield *field, const struct columns *all)
{
    const struct columns columns = columns_for(field, all);
    if (*field->fault.text) {
        pk_buf_str(out, field->fault.text);
    } else {
        tell(out, grid, field, INT_MAX);
    }
    bool beside = field->kind != UI_FIELD_AREA &&
                  pk_grid_width(grid, pk_buf_text(out)) <= columns.note_cells - 2;
    if (out->len && !beside) {
        return true;
    }
    pk_buf_cut(out, 0);
    if (field->kind == UI_FIELD_AREA) {
        pk_buf_str(out, _("Enter begins a line, Ctrl-X ticks it, Tab goes on"));
    } else if (field->edit.selected) {
        pk_buf_str(out, _("typing replaces this, arrows edit it, Ctrl-U empties it"));
    }
    return false;
}

static int put_low(struct pk_grid *grid, struct pk_rect rect, const struct ui_form *form,
                   const struct columns *columns)
{
    const struct ui_formfield *field = ui_form_field(form);
    struct pk_buf text = { 0 };
    bool told = tell_low(&text, grid, field, columns);
    bool fault = told && *field->fault.text, alarming = told && field->alarming;
    enum pk_role role = fault ? PK_ROLE_FAULT : alarming ? PK_ROLE_LATE
                        : told ? PK_ROLE_TEXT : PK_ROLE_DIM;
    int lines = text.len ? ui_text_lines(pk_buf_text(&text), rect.width - 4) : 0;
    lines = lines < LOW_LINES ? lines : LOW_LINES;
    struct pk_rect low = { rect.x + 3, rect.y + rect.height - lines, rect.width - 4, lines };
    if (lines && fault) {
        put_fault_mark(grid, rect.x + 1, low.y, field);
    } else if (lines && alarming) {
        pk_grid_put(grid, rect.x + 1, low.y, 1, role, "!");
    }
    if (lines) {
        ui_text_put(grid, low, role, pk_buf_text(&text), 0);
    }
    pk_buf_dispose(&text);
    return lines;
}

/* What saving would do to the totals, below everything. */
static int put_totals(struct ui_app *app, const struct ui_form *form, struct pk_grid *grid,
                      struct pk_rect rect)
{
    int rows = ui_formtotals_rows(app, form);
    if (rows <= 0 || rows > rect.height / 2) {
        return 0;
    }
    struct pk_rect low = { rect.x, rect.y + rect.height - rows, rect.width, rows };
    ui_formtotals_draw(app, form, grid, low);
    return rows;
}

/* That there are fields above or below those shown. */
static void put_more(struct pk_grid *grid, struct pk_rect rect, bool above, bool below)
{
    int x = rect.x + rect.width - 1;
    if (above) {
        pk_grid_glyph(grid, x, rect.y, PK_ROLE_KEY, "↑", '^');
    }
    if (below) {
        pk_grid_glyph(grid, x, rect.y + rect.height - 1, PK_ROLE_KEY, "↓", 'v');
    }
}

void ui_form_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_form *form = app->forms.open;
    struct columns columns = columns_of(grid, form, rect);
    rect.height -= put_totals(app, form, grid, rect);
    int height = rect.height - put_low(grid, rect, form, &columns);
    share_rows(form, &columns, height);
    scroll(form, &columns, height);
    int y = rect.y, end = rect.y + height, i = form->top;
    for (; i < ui_form_shown(form) && y < end; i++) {
        int rows = rows_of(&form->fields[i], &columns);
        rows = rows < end - y ? rows : end - y;
        put_field(app, form, i, grid, y, &columns, rows);
        ui_mouse_at(app, (struct pk_rect){ rect.x, y, rect.width, rows }, &form->at, (size_t)i);
        y += rows;
    }
    struct pk_rect shown = { rect.x, rect.y, rect.width, height };
    put_more(grid, shown, form->top > 0, i < ui_form_shown(form));
}
