#include "config.h"

#include "ui/help.h"

#include "planek/i18n.h"
#include "ui/keylist.h"
#include "ui/legend.h"
#include "ui/pager.h"

enum { KEY_CELLS = 28 };

/* What can be done where the person is stands first. */
void ui_help_open(struct ui_app *app)
{
    struct pk_buf text = { 0 };
    bool prompting = app->prompt.kind != UI_NO_PROMPT;
    ui_keylist_text(&text, &app->keymap, prompting ? UI_IN_PROMPT : ui_app_pane(app)->context,
                    KEY_CELLS);
    ui_keylist_commands(&text, KEY_CELLS);
    pk_buf_printf(&text, "\n%s\n", _("Marks and bars"));
    ui_legend_text(app, &text);
    pk_buf_str(&text, _("    Alt with a digit, or Esc and then a digit, is an F-key.\n"));
    pk_buf_str(&text, _("    Digits before a key: 3j three rows down, 5. five days later, 12G "
                        "row 12.\n"));
    ui_prompt_sleep(app);
    ui_pager_open_help(app, _("Help"), &text, KEY_CELLS);
}
