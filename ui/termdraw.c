/* Rows that changed are put straight into ncurses' picture of the next screen, since a window of
 * our own would only be copied there once more.
 */
#include "config.h"

#include "ui/term.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "ui/glyph.h"
#include "ui/termscreen.h"

enum { GAP = 16 /* cells; moving over as many costs as much as writing them */ };

static attr_t attributes_of(unsigned bits)
{
    attr_t attributes = A_NORMAL;
    if (bits & UI_BOLD) {
        attributes |= A_BOLD;
    }
    if (bits & UI_DIM) {
        attributes |= A_DIM;
    }
    if (bits & UI_UNDERLINE) {
        attributes |= A_UNDERLINE;
    }
    if (bits & UI_REVERSE) {
        attributes |= A_REVERSE;
    }
    return attributes;
}

/* A theme's colour as this terminal has it, -1 for its own; a bright one of eight is bold. */
static short color_of(short color, short fine, attr_t *attributes)
{
    enum { EIGHT = 8, SIXTEEN = 16, MANY = 256 };
    if (fine && COLORS >= MANY) {
        return (short)(fine - 1);
    }
    if (color > EIGHT && COLORS < SIXTEEN) {
        *attributes |= A_BOLD;
        color -= EIGHT;
    }
    return (short)(color - 1);
}

/* The pair of two colours: roles that look the same share one, so that going from one to the
 * other sends nothing. */
static short pair_of(struct ui_term *term, short color, short ground)
{
    for (short i = 0; i < term->pair_count; i++) {
        if (term->made[i].color == color && term->made[i].ground == ground) {
            return (short)(i + 1);
        }
    }
    term->made[term->pair_count].color = color;
    term->made[term->pair_count].ground = ground;
    term->pair_count++;
    init_pair(term->pair_count, color, ground);
    return term->pair_count;
}

static void wear_role(struct ui_term *term, int role, bool colored)
{
    const struct ui_style *style = &term->theme->styles[role];
    attr_t none;
    term->attributes[role] = attributes_of(style->attributes);
    term->inks[role] = (style->attributes & (UI_UNDERLINE | UI_REVERSE)) != 0;
    term->pairs[role] = 0;
    if (colored && (style->color || term->theme->ground)) {
        short color = color_of(style->color, style->fine, &term->attributes[role]);
        term->pairs[role] = pair_of(term, color, color_of(term->theme->ground, 0, &none));
    }
}

void ui_term_wear(struct ui_term *term, const struct ui_theme *theme)
{
    bool colored = term->color != PK_COLOR_NEVER && has_colors();
    theme = colored ? theme : ui_theme_mono();
    if (theme == term->theme) {
        return;
    }
    if (colored && !term->theme) { /* in this order; the other way round the screen is searched */
        use_default_colors();
        start_color();
    }
    term->stale = term->stale || term->theme || theme->ground;
    term->theme = theme;
    term->pair_count = 0;
    for (int role = 0; role < PK_ROLES; role++) {
        wear_role(term, role, colored);
    }
    cchar_t blank;
    setcchar(&blank, L" ", A_NORMAL, term->pairs[PK_ROLE_TEXT], NULL);
    wbkgrndset(newscr, &blank);
}

static bool is_blank(const struct pk_gridcell *cell)
{
    return cell->glyph[0] == ' ' && cell->glyph[1] == '\0';
}

static bool same_cell(const struct pk_gridcell *a, const struct pk_gridcell *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* How many blanks from x on look the same when drawn like what stands before and behind them,
 * which spares the terminal two changes of its attributes. */
static int bridge_from(const struct ui_term *term, const struct pk_gridcell *row, int width, int x)
{
    int to = x;
    if (x == 0 || is_blank(&row[x - 1])) {
        return 0;
    }
    while (to < width && to - x < GAP && is_blank(&row[to]) && !term->inks[row[to].role]) {
        to++;
    }
    int before = row[x - 1].role, behind = to < width ? row[to].role : before;
    bool bridges = to < width && !is_blank(&row[to]) && !term->inks[behind] &&
                   term->attributes[before] == term->attributes[behind] &&
                   term->pairs[before] == term->pairs[behind];
    return bridges ? to - x : 0;
}

/* Adds what a cell shows to the line. */
static int add_cell(struct ui_term *term, int count, const struct pk_gridcell *cell, int role)
{
    wchar_t text[CCHARW_MAX + 1];
    int cells = ui_glyph_widen(text, CCHARW_MAX, cell);
    for (int i = 0; i < cell->width; i += cells) {
        setcchar(&term->line[count++], text, term->attributes[role], term->pairs[role], NULL);
    }
    return count;
}

/* Fills the line with what a part of the row shows; returns its length. */
static int fill_line(struct ui_term *term, const struct pk_gridcell *row, int width, int from,
                     int to)
{
    int count = 0, role = 0;
    for (int x = from, bridged = from; x < to; x++) {
        bool again = x > from && x != bridged && same_cell(&row[x], &row[x - 1]);
        if (again && row[x].width == 1) {
            term->line[count] = term->line[count - 1];
            count++;
            continue;
        }
        if (x >= bridged) {
            bridged = is_blank(&row[x]) ? x + bridge_from(term, row, width, x) : x;
            role = row[bridged > x ? x - 1 : x].role;
        }
        count = add_cell(term, count, &row[x], role);
    }
    return count;
}

/* Where the cells that changed end, with gaps between them that are not worth a move. */
static int end_of_part(const struct pk_gridcell *shown, const struct pk_gridcell *row, int width,
                       int from)
{
    int end = from + 1;
    for (int x = end; x < width && x - end < GAP; x++) {
        if (!same_cell(&shown[x], &row[x])) {
            end = x + 1;
        }
    }
    return end;
}

static void draw_row(struct ui_term *term, const struct pk_grid *grid, int y)
{
    int width = grid->width;
    struct pk_gridcell *shown = term->shown.cells + (size_t)y * (size_t)width;
    const struct pk_gridcell *row = grid->cells + (size_t)y * (size_t)width;
    if (memcmp(shown, row, (size_t)width * sizeof *row) == 0) {
        return;
    }
    for (int x = 0, end; x < width; x = end) {
        end = x + 1;
        if (same_cell(&shown[x], &row[x])) {
            continue;
        }
        end = end_of_part(shown, row, width, x);
        int from = x > 0 && row[x].width == 0 ? x - 1 : x;
        mvwadd_wchnstr(newscr, y, from, term->line, fill_line(term, row, width, from, end));
    }
    memcpy(shown, row, (size_t)width * sizeof *row);
}

static void forget_shown(struct ui_term *term, const struct pk_grid *grid)
{
    bool first = !term->line;
    free(term->line);
    term->line = pk_new((size_t)grid->width + 1, sizeof *term->line);
    pk_grid_reset(&term->shown, grid->width, grid->height);
    if (!first || term->stale) {
        werase(newscr);
        clearok(curscr, TRUE);
    }
    term->stale = false;
}

void ui_term_draw(struct ui_term *term, const struct pk_grid *grid, bool repaint)
{
    bool other_size = term->shown.width != grid->width || term->shown.height != grid->height;
    if (repaint || other_size || term->stale) {
        forget_shown(term, grid);
    }
    for (int y = 0; y < grid->height; y++) {
        draw_row(term, grid, y);
    }
    bool cursor = grid->cursor_x >= 0 && grid->cursor_y >= 0;
    ui_termoutput_catch(&term->output);
    curs_set(cursor ? 1 : 0);
    if (cursor) {
        wmove(newscr, grid->cursor_y, grid->cursor_x);
    }
    leaveok(newscr, !cursor); /* hidden, it may be anywhere */
    doupdate();
    ui_termoutput_send(&term->output, &term->input);
}
