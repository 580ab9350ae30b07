/* grid.h: a rectangle of cells that everything is drawn into.
 *
 * The screen's panes and the printed snapshot both fill such a grid; it prints as text, and
 * ui/term.c copies it to the terminal.  Knows no terminal and no plan.  What is put into it is
 * made safe first: no control character can come out.
 */
#ifndef PLANEK_GRID_H
#define PLANEK_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/buf.h"

/* What a cell means; a theme gives it a colour, a monochrome one an attribute. */
enum pk_role {
    PK_ROLE_TEXT,
    PK_ROLE_BAR,      /* title and key bar */
    PK_ROLE_HEADING,  /* column and month headings */
    PK_ROLE_GOAL,
    PK_ROLE_SELECTED,
    PK_ROLE_DIM,      /* proposed, dropped, hints */
    PK_ROLE_LATE,
    PK_ROLE_TODAY,
    PK_ROLE_DONE,
    PK_ROLE_LEFT,     /* what is left of a bar */
    PK_ROLE_RULE,     /* where panes meet */
    PK_ROLE_KEY,      /* a key's name in bars and help */
    PK_ROLE_FIELD,    /* an editable field */
    PK_ROLE_FAULT,    /* a message of what is wrong */
    PK_ROLES
};

#define PK_GLYPH_BYTES 14

struct pk_gridcell {
    char glyph[PK_GLYPH_BYTES]; /* one grapheme, NUL-terminated; "" right of a wide one */
    uint8_t width;              /* 1 or 2; 0 right of a wide one */
    uint8_t role;
};

struct pk_grid {
    int width, height;
    bool ascii; /* everything put is transliterated */
    bool (*keeps)(uint32_t character); /* but not these; NULL: all of it */
    struct pk_gridcell *cells;
    int cursor_x, cursor_y; /* where a terminal's cursor belongs; -1 hides it */
};

/* A part of a grid; drawing is clipped to it.  Coordinates are the grid's. */
struct pk_rect {
    int x, y, width, height;
};

void pk_grid_init(struct pk_grid *grid, int width, int height, bool ascii);
void pk_grid_dispose(struct pk_grid *grid);
/* All blanks in PK_ROLE_TEXT, cursor hidden; sizes change if they differ. */
void pk_grid_reset(struct pk_grid *grid, int width, int height);

/* Puts text from (x, y), at most `cells` wide, clipped to the grid; returns how many cells from x
 * on are used, also those left of the grid.  Zero-width characters join the character before them
 * in the text.  Of a wide character that an edge or another text cuts, the other half is blank. */
int pk_grid_put(struct pk_grid *grid, int x, int y, int cells, enum pk_role role,
                const char *text);
/* As pk_grid_put, but a text that does not fit ends in an ellipsis (… or, in ASCII, ~). */
int pk_grid_put_cut(struct pk_grid *grid, int x, int y, int cells, enum pk_role role,
                    const char *text);
/* As pk_grid_put_cut, ending at x + cells. */
void pk_grid_put_right(struct pk_grid *grid, int x, int y, int cells, enum pk_role role,
                       const char *text);
/* One glyph, a sign of the program's own and never data; ascii_form is used in an ASCII grid. */
void pk_grid_glyph(struct pk_grid *grid, int x, int y, enum pk_role role, const char *glyph,
                   char ascii_form);
/* The same sign, one cell wide, in so many cells. */
void pk_grid_run(struct pk_grid *grid, int x, int y, int cells, enum pk_role role,
                 const char *glyph, char ascii_form);
/* Fills a rectangle with blanks of the role. */
void pk_grid_fill(struct pk_grid *grid, struct pk_rect rect, enum pk_role role);
/* Gives the cells of a rectangle another role, keeping what they show. */
void pk_grid_paint(struct pk_grid *grid, struct pk_rect rect, enum pk_role role);

/* Cells that the text takes in this grid (transliterated when it is ASCII). */
int pk_grid_width(const struct pk_grid *grid, const char *text);

/* Appends line y as text without blanks at its end, without a line break. */
void pk_grid_line(const struct pk_grid *grid, int y, struct pk_buf *out);
/* All lines, each with a line break. */
void pk_grid_text(const struct pk_grid *grid, struct pk_buf *out);

#endif
