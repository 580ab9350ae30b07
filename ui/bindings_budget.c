/* The budget has the chart's keys; left and right go from figure to figure there.
 */
#include "config.h"

#include "planek/i18n.h"
#include "ui/keys.h"

const struct ui_binding ui_bindings_budget[] = {
    { UI_IN_BUDGET, "v", "explain", NULL, N_("explain"), 3 },
    { UI_IN_BUDGET, "F3", "explain", NULL, NULL, 0 },
    { UI_IN_BUDGET, "b", "budget", NULL, N_("another view"), 4 },
    { UI_IN_BUDGET, "Left", "left", N_("Figure or month to the left"), NULL, 0 },
    { UI_IN_BUDGET, "h", "left", N_("Figure or month to the left"), NULL, 0 },
    { UI_IN_BUDGET, "Right", "right", N_("Figure or month to the right"), NULL, 0 },
    { UI_IN_BUDGET, "l", "right", N_("Figure or month to the right"), NULL, 0 },

    { UI_IN_EXPLAIN, "v", "explain", N_("The next figure of the row"), N_("next figure"), 4 },
    { UI_IN_EXPLAIN, "F3", "explain", N_("The next figure of the row"), NULL, 0 },
    { UI_IN_EXPLAIN, "Enter", "choose", N_("To the activity"), N_("to the activity"), 3 },
    { 0 },
};
