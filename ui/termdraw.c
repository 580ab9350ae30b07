/* Rows that changed are put straight into ncurses' picture of the next screen, since a window of
 * our own would only be copied there once more.
 */
#include "config.h"

#include "ui/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "ui/glyph.h"
#include "ui/termscreen.h"

enum {
    GAP = 16,    /* cells; moving over as many costs as much as writing them */
    REPEATED = 4 /* the column of a cursor behind one character and two more */
};

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
    setcchar(&term->blanks[role], L" ", term->attributes[role], term->pairs[role], NULL);
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

/* Adds what a cell shows to the line; ASCII, which is nearly all of it, without asking ncurses. */
static int add_cell(struct ui_term *term, int count, const struct pk_gridcell *cell, int role)
{
    wchar_t text[CCHARW_MAX + 1];
    if (cell->width == 1 && (unsigned char)cell->glyph[0] < 0x80 && !cell->glyph[1]) {
        term->line[count] = term->blanks[role];
        term->line[count].chars[0] = (wchar_t)cell->glyph[0];
        return count + 1;
    }
    int cells = ui_glyph_widen(text, CCHARW_MAX, cell);
    for (int i = 0; i < cell->width; i += cells) {
        setcchar(&term->line[count++], text, term->attributes[role], term->pairs[role], NULL);
    }
    return count;
}

/* Cells of one width that are the same, from x on. */
static int run_from(const struct pk_gridcell *row, int x, int to)
{
    int end = x + 1;
    while (end < to && row[x].width == 1 && same_cell(&row[end], &row[x])) {
        end++;
    }
    return end - x;
}

/* What is in the line goes to where it began. */
static void flush_line(const struct ui_term *term, int y, int x, int count)
{
    if (count) {
        mvwadd_wchnstr(newscr, y, x, term->line, count);
    }
}

/* Puts a part of the row into the picture; many cells that are the same all at once. */
static void draw_part(struct ui_term *term, const struct pk_gridcell *row, int width, int y,
                      int from, int to)
{
    enum { MANY = 6 };
    int count = 0, began = from, role = 0;
    for (int x = from, bridged = from, cells; x < to; x += cells) {
        if (x >= bridged) {
            bridged = is_blank(&row[x]) ? x + bridge_from(term, row, width, x) : x;
            role = row[bridged > x ? x - 1 : x].role;
        }
        cells = run_from(row, x, bridged > x && bridged < to ? bridged : to);
        if (cells >= MANY) {
            flush_line(term, y, began, count);
            add_cell(term, 0, &row[x], role);
            wmove(newscr, y, x);
            whline_set(newscr, term->line, cells);
            began = x + cells;
            count = 0;
            continue;
        }
        count = add_cell(term, count, &row[x], role);
        for (int i = 1; i < cells; i++, count++) {
            term->line[count] = term->line[count - 1];
        }
    }
    flush_line(term, y, began, count);
}

/* The first cell from x on that is not what is shown; many that are the same are passed at once. */
static int next_changed(const struct pk_gridcell *shown, const struct pk_gridcell *row, int width,
                        int x)
{
    enum { STEP = 8 };
    while (x + STEP <= width && memcmp(&shown[x], &row[x], STEP * sizeof *row) == 0) {
        x += STEP;
    }
    while (x < width && same_cell(&shown[x], &row[x])) {
        x++;
    }
    return x;
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
    int x = next_changed(shown, row, width, 0);
    if (x == width) {
        return;
    }
    for (int end; x < width; x = next_changed(shown, row, width, end)) {
        end = end_of_part(shown, row, width, x);
        draw_part(term, row, width, y, x > 0 && row[x].width == 0 ? x - 1 : x, end);
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

/* Where is the cursor when one character was repeated twice?  Asked before the first frame clears
 * the screen; the cursor's mode, set before, sent what begins it.  On the first line the answer
 * would be a key. */
static void ask(struct ui_term *term, const struct pk_grid *grid)
{
    term->asks = false;
    if (grid->height > 1 && grid->width > 4 && !grid->ascii) {
        putp("\033[2H\xE2\x94\x80\033[2b\033[6n");
        fflush(stdout);
        ui_terminput_asked(&term->input);
    }
}

void ui_term_draw(struct ui_term *term, const struct pk_grid *grid, bool repaint)
{
    bool other_size = term->shown.width != grid->width || term->shown.height != grid->height;
    bool anew = repaint || other_size || term->stale;
    if (anew) {
        forget_shown(term, grid);
    }
    for (int y = 0; y < grid->height; y++) {
        draw_row(term, grid, y);
    }
    bool cursor = grid->cursor_x >= 0 && grid->cursor_y >= 0;
    ui_termoutput_catch(&term->output);
    if (anew) {
        ui_term_unset_margins();
    }
    curs_set(cursor ? 1 : 0);
    if (term->asks) {
        ask(term, grid);
    }
    if (cursor) {
        wmove(newscr, grid->cursor_y, grid->cursor_x);
    }
    leaveok(newscr, !cursor); /* hidden, it may be anywhere */
    doupdate();
    term->output.ways |= term->input.keys.column == REPEATED ? UI_WIRE_REPEATS : 0u;
    ui_termoutput_send(&term->output, &term->input);
}
