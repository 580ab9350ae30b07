/* Where moving is all the same, a context takes it from the one it is based on (keymap.c).
 */
#include "config.h"

#include "planek/i18n.h"
#include "ui/keys.h"

const struct ui_binding ui_bindings_lists[] = {
    { UI_IN_LIST, "k", "up", NULL, NULL, 0 },
    { UI_IN_LIST, "j", "down", NULL, NULL, 0 },
    { UI_IN_LIST, "PgUp", "page-up", NULL, N_("up"), 5 },
    { UI_IN_LIST, "PgDn", "page-down", NULL, N_("down"), 3 },
    { UI_IN_LIST, "Space", "page-down", NULL, NULL, 0 },
    { UI_IN_LIST, "Enter", "choose", NULL, N_("choose"), 4 },
    { UI_IN_LIST, "q", "back", NULL, NULL, 0 },
    { UI_IN_LIST, "G", "row", NULL, NULL, 0 },
    { UI_IN_LIST, ":", "command", NULL, NULL, 0 },
    { UI_IN_LIST, "F9", "menu", NULL, NULL, 0 },
    { UI_IN_LIST, "?", "help", NULL, NULL, 0 },

    { UI_IN_WAITING, "m", "mine", NULL, N_("mine"), 3 },
    { UI_IN_WAITING, "t", "theirs", NULL, N_("theirs"), 3 },
    { UI_IN_WAITING, "a", "approve", NULL, N_("accept"), 4 },
    { UI_IN_WAITING, "Enter", "choose", NULL, NULL, 0 },
    { UI_IN_WAITING, "x", "reject", NULL, N_("reject"), 4 },
    { UI_IN_WAITING, "u", "undo", NULL, N_("undo"), 6 },

    { UI_IN_HISTORY, "Enter", "choose", N_("All of this change"), N_("in full"), 3 },
    { UI_IN_HISTORY, "r", "take-back", NULL, N_("take back"), 4 },
    { UI_IN_HISTORY, "w", "why", N_("Reason for this change"), N_("reason"), 5 },

    { UI_IN_TABLE, "Enter", "edit", NULL, N_("edit"), 2 },
    { UI_IN_TABLE, "F4", "edit", NULL, NULL, 0 },
    { UI_IN_TABLE, "e", "edit", NULL, NULL, 0 },
    { UI_IN_TABLE, "a", "add", N_("Add a record"), N_("add"), 3 },
    { UI_IN_TABLE, "x", "table-done", NULL, NULL, 0 },
    { UI_IN_TABLE, "F8", "remove", NULL, N_("delete"), 5 },
    { UI_IN_TABLE, "Del", "remove", NULL, NULL, 0 },
    { UI_IN_TABLE, "F6", "move", NULL, NULL, 0 },
    { UI_IN_TABLE, "V", "mark", NULL, NULL, 0 },
    { UI_IN_TABLE, "Ins", "mark", NULL, NULL, 0 },
    { UI_IN_TABLE, "Ctrl-T", "mark", NULL, NULL, 0 },
    { UI_IN_TABLE, "E", "change", NULL, N_("change all"), 3, UI_WHEN_MARKED },
    { UI_IN_TABLE, "/", "table-search", NULL, N_("search"), 6 },
    { UI_IN_TABLE, "F7", "table-search", NULL, NULL, 0 },
    { UI_IN_TABLE, "n", "table-next", NULL, NULL, 0 },
    { UI_IN_TABLE, "N", "table-previous", NULL, NULL, 0 },
    { UI_IN_TABLE, "K", "step up", N_("Move the row up"), NULL, 0 },
    { UI_IN_TABLE, "Shift-Up", "step up", N_("Move the row up"), NULL, 0 },
    { UI_IN_TABLE, "Ctrl-Up", "step up", N_("Move the row up"), NULL, 0 },
    { UI_IN_TABLE, "J", "step down", N_("Move the row down"), NULL, 0 },
    { UI_IN_TABLE, "Shift-Down", "step down", N_("Move the row down"), NULL, 0 },
    { UI_IN_TABLE, "Ctrl-Down", "step down", N_("Move the row down"), NULL, 0 },
    { UI_IN_TABLE, "u", "undo", NULL, N_("undo"), 7 },
    { UI_IN_TABLE, "r", "redo", NULL, NULL, 0 },
    { UI_IN_TABLE, "Ctrl-R", "redo", NULL, NULL, 0 },
    { UI_IN_TABLE, ";", "history", NULL, NULL, 0 },
    { UI_IN_TABLE, "F11", "history", NULL, NULL, 0 },
    { UI_IN_TABLE, "T", "table", NULL, N_("tables"), 4 },

    { UI_IN_CHOICES, "Enter", "choose", NULL, N_("choose"), 3 },

    { UI_IN_PICKER, "Enter", "choose", NULL, N_("choose"), 3 },

    { UI_IN_PREVIEW, "Enter", "choose", N_("Change all of them"), N_("change"), 3 },

    { UI_MOVING, "Up", "up", NULL, N_("row up"), 14 },
    { UI_MOVING, "Down", "down", NULL, N_("row down"), 14 },
    { UI_MOVING, "PgUp", "page-up", NULL, N_("up"), 15 },
    { UI_MOVING, "PgDn", "page-down", NULL, N_("down"), 15 },
    { UI_MOVING, "Home", "first", NULL, N_("to the start"), 16 },
    { UI_MOVING, "End", "last", NULL, N_("to the end"), 16 },
    { 0 },
};
