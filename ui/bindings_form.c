#include "config.h"

#include "planek/i18n.h"
#include "ui/keys.h"

const struct ui_binding ui_bindings_form[] = {
    { UI_IN_FORM, "F2", "form-save", NULL, N_("save"), 1 },
    { UI_IN_FORM, "Tab", "next-field", NULL, N_("next"), 3 },
    { UI_IN_FORM, "Down", "next-field", NULL, NULL, 0 },
    { UI_IN_FORM, "Enter", "next-field", NULL, NULL, 0 },
    { UI_IN_FORM, "Shift-Tab", "previous-field", NULL, NULL, 0 },
    { UI_IN_FORM, "Up", "previous-field", NULL, NULL, 0 },
    { UI_IN_FORM, "PgUp", "first", N_("To the first field"), NULL, 0 },
    { UI_IN_FORM, "PgDn", "last", N_("To the last field"), NULL, 0 },
    { UI_IN_FORM, "F4", "choices", NULL, N_("choices"), 4 },
    { UI_IN_FORM, "Ctrl-X", "tick", N_("Tick the line of a text"), NULL, 0 },
    { UI_IN_FORM, "F8", "revert", NULL, N_("as before"), 5 },
    { UI_IN_FORM, "Ctrl-U", "line cut-before", N_("Delete what is before the cursor"), NULL,
      0 },
    { UI_IN_FORM, "Ctrl-K", "line cut-behind", N_("Delete what is behind the cursor"), NULL, 0 },
    { UI_IN_FORM, "Ctrl-W", "line cut-word-before", N_("Delete the word before the cursor"), NULL,
      0 },
    { UI_IN_FORM, "Alt-d", "line cut-word-behind", N_("Delete the word behind the cursor"), NULL,
      0 },
    { UI_IN_FORM, "Ctrl-Y", "line put-back", N_("Put in what was deleted last"), NULL, 0 },
    { UI_IN_FORM, "Ctrl-_", "line undo", N_("Take back what was typed last"), NULL, 0 },
    { UI_IN_FORM, "Ctrl-A", "line start", N_("To the start of the line"), NULL, 0 },
    { UI_IN_FORM, "Ctrl-E", "line end", N_("To the end of the line"), NULL, 0 },
    { UI_IN_FORM, "Alt-b", "line word-back", N_("A word back"), NULL, 0 },
    { UI_IN_FORM, "Alt-f", "line word-on", N_("A word on"), NULL, 0 },
    { UI_IN_FORM, "Ctrl-T", "line swap", N_("Swap two characters"), NULL, 0 },

    { UI_IN_CHOICES, "Tab", "choose", NULL, NULL, 0 },
    { UI_IN_CHOICES, "Ins", "tick", N_("Add or remove, and go on"), N_("more of them"), 4 },

    { UI_IN_CALENDAR, "Enter", "choose", N_("Take the day"), N_("take"), 1 },
    { UI_IN_CALENDAR, "Left", "left", N_("A day earlier"), NULL, 0 },
    { UI_IN_CALENDAR, "Right", "right", N_("A day later"), NULL, 0 },
    { UI_IN_CALENDAR, "PgUp", "page-up", N_("A month earlier"), NULL, 0 },
    { UI_IN_CALENDAR, "PgDn", "page-down", N_("A month later"), N_("month on"), 4 },
    { UI_IN_CALENDAR, "t", "calendar today", N_("To today"), N_("today"), 3 },
    { UI_IN_CALENDAR, "m", "calendar month", N_("Take the whole month"), N_("all month"), 5 },
    { UI_IN_CALENDAR, "k", "calendar quarter", N_("Take the whole quarter"), N_("quarter"), 6 },

    { UI_IN_PROMPT, "Enter", "accept", NULL, N_("save"), 1 },
    { UI_IN_PROMPT, "Tab", "complete", NULL, NULL, 0 },
    { UI_IN_PROMPT, "Up", "up", NULL, NULL, 0 },
    { UI_IN_PROMPT, "Down", "down", NULL, NULL, 0 },
    { UI_IN_PROMPT, "PgUp", "page-up", NULL, NULL, 0 },
    { UI_IN_PROMPT, "PgDn", "page-down", NULL, NULL, 0 },
    { UI_IN_PROMPT, "Ctrl-P", "recall back", N_("What was typed before"), NULL, 0 },
    { UI_IN_PROMPT, "Ctrl-N", "recall forth", N_("What was typed after that"), NULL, 0 },
    { 0 },
};
