/* termoutput.h: the bytes that go to a terminal: what ncurses writes is caught, shortened
 * (termwire.h) and sent as one piece.  A terminal that takes no bytes holds up nothing but the
 * frame; one that is gone is noticed.
 */
#ifndef PLANEK_UI_TERMOUTPUT_H
#define PLANEK_UI_TERMOUTPUT_H

#include <stdbool.h>

#include "planek/buf.h"
#include "ui/terminput.h"
#include "ui/termwire.h"

struct ui_termoutput {
    int usual;    /* the standard output, while that is caught */
    int terminal; /* the same, without waiting */
    int memory;   /* what catches it; -1: nothing does */
    bool catching;
    unsigned ways; /* what the terminal can, see termwire.h */
    bool fresh;    /* nothing was sent yet, or somebody else had the terminal */
    bool gone;     /* it takes no more */
    struct ui_wire_pen pen; /* what it draws with */
    struct pk_buf caught, bytes;
};

/* Where nothing can be caught, everything goes the usual way. */
void ui_termoutput_begin(struct ui_termoutput *output, unsigned ways);
void ui_termoutput_end(struct ui_termoutput *output);

/* Between them what is written to the standard output is caught; then it is sent, unless a signal
 * to end comes while the terminal takes nothing. */
void ui_termoutput_catch(struct ui_termoutput *output);
void ui_termoutput_send(struct ui_termoutput *output, struct ui_terminput *input);

#endif
