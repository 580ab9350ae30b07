#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/edit.h"

static unsigned save(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (pk_store_unsaved(app->store) && !ui_save(app)) {
        ui_complain(app, &app->unsaved);
    } else if (ui_forms_draft(app)) {
        ui_forms_list(app);
    } else if (ui_live_write_tables(app)) {
        ui_say(app, "%s", _("everything is saved; planek saves each change by itself"));
    }
    return UI_DRAW;
}

static unsigned reload(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_reload(app);
    return UI_DRAW;
}

static unsigned save_as(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc;
    if (pk_store_suggests(app->store)) {
        ui_say(app, "%s", _("whoever proposes cannot write anywhere else"));
    } else {
        ui_save_as(app, argv[0]);
    }
    return UI_DRAW;
}

/* Of a copy that is gone with the program nothing can be kept. */
static bool keeps(struct ui_app *app)
{
    return !app->sample && !app->options->demo && ui_forms_store(app, false);
}

static void tell_draft(struct ui_app *app, const struct ui_form *draft)
{
    struct pk_buf name = { 0 };
    size_t count = ui_forms_unsaved(app);
    ui_form_name(&name, app, draft);
    if (count > 1) {
        ui_say(app, ngettext("%zu record is not saved: F2 shows it, quit again drops it",
                             "%zu records are not saved: F2 shows them, quit again drops them",
                             count), count);
    } else if (draft == app->forms.open) {
        ui_say(app, _("what you typed about \"%s\" is not saved; F2 saves it, quit again drops it"),
               pk_buf_text(&name));
    } else {
        ui_say(app, _("what you typed about \"%s\" is not saved; F2 opens it, quit again drops it"),
               pk_buf_text(&name));
    }
    pk_buf_dispose(&name);
}

/* Ends at once, since all is saved or kept; where it is not, only when asked twice in a row. */
static unsigned quit(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    const struct ui_form *draft = ui_forms_draft(app);
    bool unsaved = pk_store_unsaved(app->store) && !ui_save(app) && !ui_saved_elsewhere(app);
    if (app->quit_warned || (!unsaved && (!draft || keeps(app)))) {
        return UI_QUIT;
    }
    app->quit_warned = true;
    if (unsaved) {
        ui_say(app, _("%s; quit again loses the last changes, save-as FOLDER keeps them elsewhere"),
               app->unsaved.text);
    } else {
        tell_draft(app, draft);
    }
    app->message.fault = unsaved;
    return UI_DRAW;
}

static unsigned command(struct ui_app *app, int argc, const char *const *argv)
{
    ui_prompt_open(app, UI_ASK_COMMAND, argc ? argv[0] : "");
    return UI_DRAW;
}

static unsigned recall(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc;
    return ui_prompt_recall(app, strcmp(argv[0], "back") == 0 ? -1 : 1);
}

/* Marks go before the list that they are in. */
static bool ends_marks(const struct ui_app *app)
{
    return app->prompt.kind == UI_NO_PROMPT && ui_app_pane(app) == &ui_pane_table &&
           ui_marks_count(app) > 0;
}

static unsigned back(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (ends_marks(app)) {
        ui_marks_clear(app);
    } else {
        ui_app_close(app);
    }
    return UI_DRAW;
}

static unsigned choose(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    const struct ui_pane *pane = ui_app_pane(app);
    return pane->choose ? pane->choose(app) : UI_FRESH;
}

static unsigned cancel(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (app->prompt.kind != UI_NO_PROMPT) {
        ui_prompt_cancel(app);
    } else if (ui_app_covered(app)) {
        ui_say(app, "%s", _("Esc goes back"));
    } else if (pk_store_unsaved(app->store)) {
        ui_say(app, "%s", _("F10 ends planek; the last changes are not saved yet"));
    } else {
        ui_say(app, "%s", _("F10 ends planek; everything is saved"));
    }
    return UI_DRAW;
}

static unsigned redraw(struct ui_app *app, int argc, const char *const *argv)
{
    (void)app, (void)argc, (void)argv;
    return UI_REPAINT | UI_DRAW;
}

static unsigned dump(struct ui_app *app, unsigned what)
{
    if (app->dump) {
        return UI_DRAW | what;
    }
    ui_say(app, "%s", _("this is for scripts: planek --script FILE"));
    return UI_DRAW;
}

static unsigned dump_screen(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return dump(app, UI_DUMP);
}

static unsigned dump_roles(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return dump(app, UI_DUMP_ROLES);
}

const struct ui_command ui_commands_app[] = {
    { "save", "", N_("Try again to save"), 0, 0, 0, save },
    { "save-as", N_("FOLDER"), N_("Save the plan in another folder"), 0, 1, 1, save_as },
    { "reload", "", N_("Look whether the files have changed"), 0, 0, 0, reload },
    { "command", N_("[TEXT]"), N_("Write a command"), UI_SILENT, 0, 1, command },
    { "recall", "back|forth", N_("What was typed before"), UI_SILENT, 1, 1, recall },
    { "back", "", N_("Back"), UI_SILENT, 0, 0, back },
    { "choose", "", N_("Choose"), UI_SILENT, 0, 0, choose },
    { "cancel", "", N_("Cancel"), UI_SILENT, 0, 0, cancel },
    { "redraw", "", N_("Draw the screen again"), 0, 0, 0, redraw },
    { "dump-screen", "", N_("Print the screen (scripts)"), UI_SILENT | UI_UNCOUNTED, 0, 0,
      dump_screen },
    { "dump-roles", "", N_("Print the screen's roles (scripts)"), UI_SILENT | UI_UNCOUNTED, 0, 0,
      dump_roles },
    { "quit", "", N_("Quit"), 0, 0, 0, quit },
    { 0 },
};
