/* The screen from top to bottom:
 *
 *     title            1
 *     chart            its headings and what the others leave
 *     rule             1
 *     budget│activity  a fifth, 3 to 12 lines, more when wanted
 *     bar              1
 */
#include "config.h"

#include "ui/layout.h"

static int clamp(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void divide_below(struct ui_layout *layout, struct pk_rect below)
{
    layout->budget = layout->activity = below;
    if (!layout->wide) {
        return;
    }
    int left = clamp(below.width / 2 + 2, 62, 84);
    layout->budget.width = left;
    layout->activity.x = left + 1;
    layout->activity.width = below.width - left - 1;
}

struct ui_layout ui_layout_of(int width, int height, int wanted)
{
    struct ui_layout layout = {
        .too_small = width < UI_LEAST_WIDTH || height < UI_LEAST_HEIGHT,
        .wide = width >= UI_WIDE,
        .title = { 0, 0, width, 1 },
        .bar = { 0, height - 1, width, 1 },
        .whole = { 0, 1, width, height - 2 },
    };
    int usual = clamp(height / 5, 3, 12);
    int lines = clamp(wanted, usual, height / 2 > usual ? height / 2 : usual);
    if (wanted == UI_NOTHING_BELOW) {
        lines = -1; /* and no rule */
    }
    int chart = height - 3 - lines;
    layout.chart = (struct pk_rect){ 0, 1, width, chart };
    if (lines > 0) {
        layout.rule = (struct pk_rect){ 0, 1 + chart, width, 1 };
        divide_below(&layout, (struct pk_rect){ 0, 2 + chart, width, lines });
    }
    return layout;
}
