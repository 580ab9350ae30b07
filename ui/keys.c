/* What has to be reachable without Shift and AltGr on Czech and on English keyboards is on letters
 * (not y and z, which trade places), comma and period, Space and the named keys; what needs more
 * is only a second way.  A week later and earlier are w and s, one above the other, as the day's
 * comma and period stand side by side; up and down are Shift with the vi letters.  Nothing that
 * removes anything is on a letter.  The history is on the semicolon, which needs no Shift on
 * either.
 */
#include "config.h"

#include "ui/keys.h"

#include <string.h>

#include "planek/i18n.h"

#define CHART UI_IN_CHART
#define LIST UI_IN_LIST
#define FORM UI_IN_FORM
#define CHOICES UI_IN_CHOICES
#define PROMPT UI_IN_PROMPT
#define WAITING UI_IN_WAITING
#define HISTORY UI_IN_HISTORY

static const struct ui_binding bindings[] = {
    { CHART, "Enter", "edit", NULL, N_("edit"), 2 },
    { CHART, "F4", "edit", NULL, NULL, 0 },
    { CHART, "e", "edit", NULL, NULL, 0 },
    { CHART, "a", "add", NULL, N_("add"), 3 },
    { CHART, "A", "add goals", N_("Add a goal"), NULL, 0 },
    { CHART, "x", "done", NULL, N_("done"), 4 },
    { CHART, "c", "count +1", N_("One more done"), NULL, 0 },
    { CHART, "d", "count -1", N_("One less done"), NULL, 0 },
    { CHART, ".", "shift +1d", N_("Deadline a day later"), NULL, 0 },
    { CHART, ",", "shift -1d", N_("Deadline a day earlier"), NULL, 0 },
    { CHART, "w", "shift +1w", N_("Deadline a week later"), NULL, 0 },
    { CHART, "Alt-.", "shift +1w", N_("Deadline a week later"), NULL, 0 },
    { CHART, "s", "shift -1w", N_("Deadline a week sooner"), NULL, 0 },
    { CHART, "Alt-,", "shift -1w", N_("Deadline a week sooner"), NULL, 0 },
    { CHART, "K", "step up", N_("Move the row up"), NULL, 0 },
    { CHART, "Shift-Up", "step up", N_("Move the row up"), NULL, 0 },
    { CHART, "Ctrl-Up", "step up", N_("Move the row up"), NULL, 0 },
    { CHART, "J", "step down", N_("Move the row down"), NULL, 0 },
    { CHART, "Shift-Down", "step down", N_("Move the row down"), NULL, 0 },
    { CHART, "Ctrl-Down", "step down", N_("Move the row down"), NULL, 0 },
    { CHART, "F6", "command \"move after \"", N_("Move behind another row"), NULL, 0 },
    { CHART, "F8", "remove", NULL, NULL, 0 },
    { CHART, "Del", "remove", NULL, NULL, 0 },
    { CHART, "/", "search", NULL, N_("search"), 5 },
    { CHART, "F7", "search", NULL, NULL, 0 },
    { CHART, "n", "search-next", NULL, NULL, 0 },
    { CHART, "N", "search-previous", NULL, NULL, 0 },
    { CHART, "f", "filter", NULL, N_("filter"), 9 },
    { CHART, "u", "undo", NULL, N_("undo"), 6 },
    { CHART, "r", "redo", NULL, NULL, 0 },
    { CHART, "Ctrl-R", "redo", NULL, NULL, 0 },
    { CHART, "b", "budget", NULL, N_("budget"), 10 },
    { CHART, "Tab", "pane", NULL, N_("pane"), 7 },
    { CHART, "v", "view", NULL, NULL, 0 },
    { CHART, "F3", "view", NULL, NULL, 0 },
    { CHART, "p", "snapshot", NULL, N_("print"), 11 },
    { CHART, "i", "faults", NULL, NULL, 0 },
    { CHART, "+", "zoom in", N_("Timeline closer"), NULL, 0 },
    { CHART, "=", "zoom in", N_("Timeline closer"), NULL, 0 },
    { CHART, "-", "zoom out", N_("Timeline wider"), NULL, 0 },
    { CHART, "t", "today", NULL, NULL, 0 },
    { CHART, "g", "go", NULL, NULL, 0 },
    { CHART, "Up", "up", NULL, NULL, 0 },
    { CHART, "k", "up", NULL, NULL, 0 },
    { CHART, "Down", "down", NULL, NULL, 0 },
    { CHART, "j", "down", NULL, NULL, 0 },
    { CHART, "PgUp", "page-up", NULL, NULL, 0 },
    { CHART, "PgDn", "page-down", NULL, NULL, 0 },
    { CHART, "Home", "first", NULL, NULL, 0 },
    { CHART, "End", "last", NULL, NULL, 0 },
    { CHART, "Left", "left", N_("Fold; zoomed: earlier"), NULL, 0 },
    { CHART, "h", "left", N_("Fold; zoomed: earlier"), NULL, 0 },
    { CHART, "Right", "right", N_("Unfold; zoomed: later"), NULL, 0 },
    { CHART, "l", "right", N_("Unfold; zoomed: later"), NULL, 0 },
    { CHART, "Space", "fold", NULL, NULL, 0 },
    { CHART, "o", "fold-all", NULL, NULL, 0 },
    { CHART, ";", "history", NULL, NULL, 0 },
    { CHART, "F11", "history", NULL, NULL, 0 },
    { CHART, "H", "history-plan", NULL, NULL, 0 },
    { CHART, "F12", "waiting", NULL, NULL, 0 },
    { CHART, "W", "waiting", NULL, NULL, 0 },
    { CHART, "", "why", NULL, NULL, 0 },
    { CHART, "", "command \"as-of \"", N_("The plan as it stood on a day"), NULL, 0 },
    { CHART, "F2", "save", NULL, NULL, 0 },
    { CHART, "", "command \"save-as \"", N_("Save the plan in another folder"), NULL, 0 },
    { CHART, "F5", "reload", NULL, NULL, 0 },
    { CHART, ":", "command", NULL, NULL, 0 },
    { CHART, "F9", "menu", NULL, N_("menu"), 12 },
    { CHART, "?", "help", NULL, NULL, 0 },
    { CHART, "q", "quit", NULL, NULL, 0 },

    { LIST, "Up", "up", NULL, NULL, 0 },
    { LIST, "k", "up", NULL, NULL, 0 },
    { LIST, "Down", "down", NULL, NULL, 0 },
    { LIST, "j", "down", NULL, NULL, 0 },
    { LIST, "PgUp", "page-up", NULL, NULL, 0 },
    { LIST, "PgDn", "page-down", NULL, N_("down"), 3 },
    { LIST, "Space", "page-down", NULL, NULL, 0 },
    { LIST, "Home", "first", NULL, NULL, 0 },
    { LIST, "End", "last", NULL, NULL, 0 },
    { LIST, "Enter", "choose", NULL, N_("choose"), 4 },
    { LIST, "q", "back", NULL, NULL, 0 },

    { WAITING, "Up", "up", NULL, NULL, 0 },
    { WAITING, "k", "up", NULL, NULL, 0 },
    { WAITING, "Down", "down", NULL, NULL, 0 },
    { WAITING, "j", "down", NULL, NULL, 0 },
    { WAITING, "PgUp", "page-up", NULL, NULL, 0 },
    { WAITING, "PgDn", "page-down", NULL, NULL, 0 },
    { WAITING, "Home", "first", NULL, NULL, 0 },
    { WAITING, "End", "last", NULL, NULL, 0 },
    { WAITING, "m", "mine", NULL, N_("mine"), 3 },
    { WAITING, "t", "theirs", NULL, N_("theirs"), 3 },
    { WAITING, "a", "approve", NULL, N_("accept"), 4 },
    { WAITING, "Enter", "choose", NULL, NULL, 0 },
    { WAITING, "x", "reject", NULL, N_("reject"), 4 },
    { WAITING, "u", "undo", NULL, N_("undo"), 6 },
    { WAITING, "q", "back", NULL, NULL, 0 },

    { HISTORY, "Up", "up", NULL, NULL, 0 },
    { HISTORY, "k", "up", NULL, NULL, 0 },
    { HISTORY, "Down", "down", NULL, NULL, 0 },
    { HISTORY, "j", "down", NULL, NULL, 0 },
    { HISTORY, "PgUp", "page-up", NULL, NULL, 0 },
    { HISTORY, "PgDn", "page-down", NULL, NULL, 0 },
    { HISTORY, "Space", "page-down", NULL, NULL, 0 },
    { HISTORY, "Home", "first", NULL, NULL, 0 },
    { HISTORY, "End", "last", NULL, NULL, 0 },
    { HISTORY, "Enter", "choose", N_("All of this change"), N_("in full"), 3 },
    { HISTORY, "r", "take-back", NULL, N_("take back"), 4 },
    { HISTORY, "w", "why", N_("Reason for this change"), N_("reason"), 5 },
    { HISTORY, "q", "back", NULL, NULL, 0 },

    { FORM, "F2", "form-save", NULL, N_("save"), 1 },
    { FORM, "Tab", "next-field", NULL, N_("next"), 3 },
    { FORM, "Down", "next-field", NULL, NULL, 0 },
    { FORM, "Enter", "next-field", NULL, NULL, 0 },
    { FORM, "Shift-Tab", "previous-field", NULL, NULL, 0 },
    { FORM, "Up", "previous-field", NULL, NULL, 0 },
    { FORM, "PgUp", "first", N_("To the first field"), NULL, 0 },
    { FORM, "PgDn", "last", N_("To the last field"), NULL, 0 },
    { FORM, "F4", "choices", NULL, N_("choices"), 4 },
    { FORM, "F8", "revert", NULL, N_("as before"), 5 },

    { CHOICES, "Up", "up", NULL, NULL, 0 },
    { CHOICES, "Down", "down", NULL, NULL, 0 },
    { CHOICES, "PgUp", "page-up", NULL, NULL, 0 },
    { CHOICES, "PgDn", "page-down", NULL, NULL, 0 },
    { CHOICES, "Home", "first", NULL, NULL, 0 },
    { CHOICES, "End", "last", NULL, NULL, 0 },
    { CHOICES, "Enter", "choose", NULL, N_("choose"), 3 },

    { PROMPT, "Enter", "accept", NULL, NULL, 0 },
    { PROMPT, "Tab", "complete", NULL, NULL, 0 },
    { PROMPT, "Up", "up", NULL, NULL, 0 },
    { PROMPT, "Down", "down", NULL, NULL, 0 },

    { UI_ANYWHERE, "Esc", "back", NULL, N_("back"), 2 },
    { UI_ANYWHERE, "F1", "help", NULL, N_("help"), 1 },
    { UI_ANYWHERE, "F10", "quit", NULL, N_("quit"), 8 },
    { UI_ANYWHERE, "Ctrl-C", "cancel", NULL, NULL, 0 },
    { UI_ANYWHERE, "Ctrl-L", "redraw", NULL, NULL, 0 },
};

size_t ui_binding_count(void)
{
    return sizeof bindings / sizeof bindings[0];
}

const struct ui_binding *ui_binding_at(size_t index)
{
    return &bindings[index];
}

const struct ui_binding *ui_binding_find(enum ui_context context, const struct ui_key *key)
{
    for (size_t i = 0; i < ui_binding_count(); i++) {
        struct ui_key bound;
        if (bindings[i].context == context && ui_key_parse(&bound, bindings[i].key) &&
            ui_key_same(&bound, key)) {
            return &bindings[i];
        }
    }
    return NULL;
}

const struct ui_binding *ui_binding_of(const char *line)
{
    for (size_t i = 0; i < ui_binding_count(); i++) {
        enum ui_context context = bindings[i].context;
        if ((context == UI_IN_CHART || context == UI_ANYWHERE) &&
            strcmp(bindings[i].line, line) == 0) {
            return &bindings[i];
        }
    }
    return NULL;
}

enum pk_err ui_bindings_check(struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    for (size_t i = 0; i < ui_binding_count() && !err; i++) {
        struct ui_key key;
        struct ui_line line;
        struct pk_diag why;
        if (*bindings[i].key && !ui_key_parse(&key, bindings[i].key)) {
            return pk_fail(diag, PK_ERR_USAGE, _("\"%s\" is no key"), bindings[i].key);
        }
        err = ui_line_parse(&line, bindings[i].line, &why);
        ui_line_dispose(&line);
        if (err) {
            err = pk_fail(diag, err, "%s: %s", bindings[i].key, why.text);
        }
    }
    return err;
}

void ui_binding_label(struct pk_buf *out, const struct ui_binding *binding)
{
    struct ui_key key;
    if (ui_key_parse(&key, binding->key)) {
        ui_key_label(out, &key);
    }
}

const char *ui_binding_help(const struct ui_binding *binding)
{
    if (binding->label) {
        return _(binding->label);
    }
    size_t length = strcspn(binding->line, " ");
    const struct ui_command *command;
    for (size_t i = 0; (command = ui_command_at(i)); i++) {
        if (strncmp(command->name, binding->line, length) == 0 && !command->name[length]) {
            return _(command->label);
        }
    }
    return "";
}
