#include "config.h"

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/commands.h"

/* Only a form that is in front. */
static bool in_form(const struct ui_app *app)
{
    return ui_app_pane(app) == &ui_pane_form;
}

static unsigned save(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (in_form(app)) {
        ui_form_save(app);
    }
    return UI_DRAW;
}

static unsigned next_field(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return in_form(app) ? ui_pane_form.move(app, UI_MOVE_DOWN) : UI_FRESH;
}

static unsigned previous_field(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return in_form(app) ? ui_pane_form.move(app, UI_MOVE_UP) : UI_FRESH;
}

static unsigned choices(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (in_form(app)) {
        ui_choices_open(app, "");
    }
    return UI_DRAW;
}

static unsigned revert(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (in_form(app)) {
        ui_form_revert(app);
    }
    return UI_DRAW;
}

static unsigned accept(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return app->prompt.kind != UI_NO_PROMPT ? ui_prompt_accept(app) : UI_FRESH;
}

static unsigned complete(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return app->prompt.kind != UI_NO_PROMPT ? ui_prompt_complete(app) : UI_FRESH;
}

const struct ui_command ui_commands_field[] = {
    { "form-save", "", N_("Save what is typed"), UI_SILENT, 0, 0, save },
    { "next-field", "", N_("Next field"), UI_SILENT, 0, 0, next_field },
    { "previous-field", "", N_("Previous field"), UI_SILENT, 0, 0, previous_field },
    { "choices", "", N_("What can be chosen"), UI_SILENT, 0, 0, choices },
    { "revert", "", N_("The fields as they were"), UI_SILENT, 0, 0, revert },
    { "accept", "", N_("Accept"), UI_SILENT, 0, 0, accept },
    { "complete", "", N_("Complete the command"), UI_SILENT, 0, 0, complete },
    { 0 },
};
