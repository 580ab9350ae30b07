/* layout.h: how the screen is divided: a pure function of its size and of what is open.
 */
#ifndef PLANEK_UI_LAYOUT_H
#define PLANEK_UI_LAYOUT_H

#include <stdbool.h>

#include "planek/grid.h"

enum { UI_LEAST_WIDTH = 60, UI_LEAST_HEIGHT = 15, UI_WIDE = 120 };
enum { UI_NOTHING_BELOW = -1 };

struct ui_layout {
    bool too_small; /* only a line that says so */
    bool wide;      /* budget and activity stand side by side */
    struct pk_rect title;
    struct pk_rect chart; /* its first line holds the headings */
    struct pk_rect rule;  /* between chart and the panes below */
    struct pk_rect budget, activity; /* narrow: both the same place */
    struct pk_rect whole;            /* for what covers all of them */
    struct pk_rect front;            /* what the pane in front was drawn into */
    struct pk_rect bar;
};

/* wanted: lines that the pane below would like to have (0: as usual); it gets them up to half of
 * the screen.  UI_NOTHING_BELOW: the chart has all of it. */
struct ui_layout ui_layout_of(int width, int height, int wanted);

#endif
