/* pastlines.h: what was given to a prompt in this session, to be called back.
 */
#ifndef PLANEK_UI_PASTLINES_H
#define PLANEK_UI_PASTLINES_H

#include <stddef.h>

struct ui_pastlines {
    char **items; /* the latest last, none twice */
    size_t count, capacity;
    size_t at;   /* which one is shown; count: what is being typed */
    char *typed; /* that, while another one is shown */
};

void ui_pastlines_dispose(struct ui_pastlines *past);

/* Keeps a line that is not blank, as the latest. */
void ui_pastlines_keep(struct ui_pastlines *past, const char *line);
/* Begins at what is being typed. */
void ui_pastlines_begin(struct ui_pastlines *past);
/* The line one step back (-1) or forth (+1) from `shown`, borrowed until the next call; NULL when
 * there is none. */
const char *ui_pastlines_step(struct ui_pastlines *past, int direction, const char *shown);

#endif
