/* search.h: finding rows by what stands in them, without regard to case and diacritics.
 *
 * The rows' texts are folded once, when something is looked for; typing on only looks through
 * those, and where more is typed of the same only through the hits.  Titles count, and a row's
 * number; where no title holds it, roles and notes do.
 */
#ifndef PLANEK_UI_SEARCH_H
#define PLANEK_UI_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"

struct ui_outline;

/* Folded texts of the rows, each with a NUL behind it. */
struct ui_searchtexts {
    struct pk_buf bytes;
    size_t *starts; /* by row */
    bool made;
};

struct ui_search {
    struct ui_searchtexts titles, others;
    struct pk_buf needle; /* folded; what the hits are of */
    bool looked;
    bool in_others; /* no title has it */
    size_t *hits;   /* rows, in their order */
    size_t count, capacity;
    char *lit; /* what is lit in titles, folded, until ui_search_unlight; NULL: nothing */
};

void ui_search_dispose(struct ui_search *search);
/* The rows are others; what is lit stays. */
void ui_search_forget(struct ui_search *search);

/* The hits of a needle in the outline's rows. */
void ui_search_look(struct ui_search *search, const struct ui_outline *outline,
                    const char *needle);
/* The hit at the row or the next one in that direction (1, -1), going round; false: none. */
bool ui_search_next(const struct ui_search *search, size_t from, int direction, size_t *row);
/* Which hit the row is, from 1; 0: none. */
size_t ui_search_rank(const struct ui_search *search, size_t row);

/* The bytes [*from, *to) of a text that are what is lit; false where it holds none. */
bool ui_search_lit(const struct ui_search *search, const char *text, size_t *from, size_t *to);
void ui_search_unlight(struct ui_search *search);

#endif
