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
    { UI_IN_FORM, "F8", "revert", NULL, N_("as before"), 5 },

    { UI_IN_PROMPT, "Enter", "accept", NULL, NULL, 0 },
    { UI_IN_PROMPT, "Tab", "complete", NULL, NULL, 0 },
    { UI_IN_PROMPT, "Up", "up", NULL, NULL, 0 },
    { UI_IN_PROMPT, "Down", "down", NULL, NULL, 0 },
    { 0 },
};
