#include "config.h"

#include "planek/i18n.h"
#include "ui/keys.h"

const struct ui_binding ui_bindings_anywhere[] = {
    { UI_ANYWHERE, "Esc", "back", NULL, N_("back"), 2 },
    { UI_ANYWHERE, "F1", "help", NULL, N_("help"), 1 },
    { UI_ANYWHERE, "F10", "quit", NULL, N_("quit"), 10 },
    { UI_ANYWHERE, "Ctrl-C", "cancel", NULL, NULL, 0 },
    { UI_ANYWHERE, "Ctrl-L", "redraw", NULL, NULL, 0 },
    { 0 },
};
