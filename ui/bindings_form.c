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

    { UI_IN_CHOICES, "Ins", "tick", N_("Add or remove, and go on"), N_("more of them"), 4 },

    { UI_IN_CALENDAR, "Enter", "choose", N_("Take the day"), N_("take"), 1 },
    { UI_IN_CALENDAR, "Left", "left", N_("A day earlier"), NULL, 0 },
    { UI_IN_CALENDAR, "Right", "right", N_("A day later"), NULL, 0 },
    { UI_IN_CALENDAR, "PgUp", "page-up", N_("A month earlier"), NULL, 0 },
    { UI_IN_CALENDAR, "PgDn", "page-down", N_("A month later"), N_("month on"), 4 },
    { UI_IN_CALENDAR, "t", "calendar today", N_("To today"), N_("today"), 3 },
    { UI_IN_CALENDAR, "m", "calendar month", N_("Take the whole month"), N_("all month"), 5 },
    { UI_IN_CALENDAR, "k", "calendar quarter", N_("Take the whole quarter"), N_("quarter"), 6 },

    { UI_IN_PROMPT, "Enter", "accept", NULL, NULL, 0 },
    { UI_IN_PROMPT, "Tab", "complete", NULL, NULL, 0 },
    { UI_IN_PROMPT, "Up", "up", NULL, NULL, 0 },
    { UI_IN_PROMPT, "Down", "down", NULL, NULL, 0 },
    { UI_IN_PROMPT, "PgUp", "page-up", NULL, NULL, 0 },
    { UI_IN_PROMPT, "PgDn", "page-down", NULL, NULL, 0 },
    { UI_IN_PROMPT, "Ctrl-P", "recall back", N_("What was typed before"), NULL, 0 },
    { UI_IN_PROMPT, "Ctrl-N", "recall forth", N_("What was typed after that"), NULL, 0 },
    { 0 },
};
