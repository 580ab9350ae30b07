/* One point and the list of all: what is done about a point is the same in both.  The list takes
 * its keys from the point (keymap.c), but for what leads from one to the other.
 */
#include "config.h"

#include "planek/i18n.h"
#include "ui/keys.h"

const struct ui_binding ui_bindings_meeting[] = {
    { UI_IN_MEETING, "x", "meeting-done", NULL, N_("done"), 2 },
    { UI_IN_MEETING, "t", "meeting-due", NULL, N_("new deadline"), 2 },
    { UI_IN_MEETING, "c", "count +1", N_("One more done"), N_("count"), 4 },
    { UI_IN_MEETING, "d", "count -1", N_("One less done"), NULL, 0 },
    { UI_IN_MEETING, "k", "meeting-decision", NULL, N_("decision"), 3 },
    { UI_IN_MEETING, "n", "meeting-note", NULL, N_("note"), 4 },
    { UI_IN_MEETING, "Space", "meeting-next", NULL, N_("go on"), 1 },
    { UI_IN_MEETING, ".", "shift +1d", N_("Deadline a day later"), NULL, 0 },
    { UI_IN_MEETING, ",", "shift -1d", N_("Deadline a day earlier"), NULL, 0 },
    { UI_IN_MEETING, "w", "shift +1w", N_("Deadline a week later"), NULL, 0 },
    { UI_IN_MEETING, "s", "shift -1w", N_("Deadline a week earlier"), NULL, 0 },
    { UI_IN_MEETING, "a", "meeting-approve", NULL, NULL, 0 },
    { UI_IN_MEETING, "F8", "meeting-reject", NULL, NULL, 0 },
    { UI_IN_MEETING, "Del", "meeting-reject", NULL, NULL, 0 },
    { UI_IN_MEETING, "u", "undo", NULL, N_("undo"), 6 },
    { UI_IN_MEETING, "r", "redo", NULL, NULL, 0 },
    { UI_IN_MEETING, "Ctrl-R", "redo", NULL, NULL, 0 },
    { UI_IN_MEETING, "Enter", "choose", N_("Edit what the point is about"), N_("edit"), 7 },
    { UI_IN_MEETING, "p", "meeting-present", NULL, N_("present"), 9 },
    { UI_IN_MEETING, "e", "minutes", NULL, N_("minutes"), 5 },
    { UI_IN_MEETING, "PgDn", "page-down", N_("Next point"), NULL, 0 },

    { UI_IN_AGENDA, "Enter", "choose", N_("Open the point"), N_("open it"), 1 },
    { UI_IN_AGENDA, "Space", "meeting-next", N_("Next open point"), N_("go on"), 3 },
    { UI_IN_AGENDA, "e", "minutes", NULL, N_("minutes"), 2 },
    { UI_IN_AGENDA, "PgDn", "page-down", NULL, NULL, 0 },

    { UI_IN_PRESENT, "Space", "meeting-tick", NULL, N_("tick"), 1 },
    { UI_IN_PRESENT, "Enter", "choose", N_("On with the meeting"), N_("begin"), 1 },
    { UI_IN_PRESENT, "F2", "choose", N_("On with the meeting"), NULL, 0 },

    { UI_IN_MINUTES, "F2", "minutes-save", NULL, N_("save to a file"), 1 },
    { UI_IN_MINUTES, "PgUp", "page-up", NULL, N_("up"), 4 },
    { UI_IN_MINUTES, "PgDn", "page-down", NULL, N_("down"), 3 },
    { 0 },
};
