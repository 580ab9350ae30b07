#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/field.h"

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

static void take_date(struct ui_app *app, const char *text)
{
    struct ui_form *form = app->forms.open;
    if (form) {
        ui_field_set(ui_form_field(form), text);
        form->touched = true;
        ui_form_check(app, form);
    }
}

/* The calendar opens on the day that the field says, else on today. */
static void open_calendar(struct ui_app *app, const struct ui_formfield *field)
{
    struct pk_dates dates = { pk_plan_settings(app->plan)->year, app->options->today };
    struct pk_due due = { .last = PK_NO_DAY };
    if (pk_due_parse(&due, ui_field_text(field), &dates, NULL) != PK_OK) {
        due.last = PK_NO_DAY;
    }
    ui_calendar_open(app, ui_field_label(field), due.last, field->field->type == PK_TYPE_DUE,
                     take_date);
}

static unsigned choices(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (!in_form(app)) {
        return UI_DRAW;
    }
    const struct ui_formfield *field = ui_form_field(app->forms.open);
    if (field->kind == UI_FIELD_FIXED) {
        ui_say(app, "%s", _("this stays as it is"));
    } else if (ui_field_is_date(field)) {
        open_calendar(app, field);
    } else {
        ui_choices_open(app, "");
    }
    return UI_DRAW;
}

static unsigned tick(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (ui_app_pane(app) == &ui_pane_choices) {
        ui_choices_tick(app);
    } else if (in_form(app) && ui_form_field(app->forms.open)->kind == UI_FIELD_AREA) {
        ui_lineedit_tick(&ui_form_field(app->forms.open)->edit);
        app->forms.open->touched = true;
        ui_form_check(app, app->forms.open);
    } else {
        ui_say(app, "%s", _("lines are ticked in a text of several lines"));
    }
    return UI_DRAW;
}

static unsigned calendar(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc;
    if (ui_app_pane(app) != &ui_pane_calendar) {
        return UI_DRAW;
    }
    if (strcmp(argv[0], "today") == 0) {
        ui_calendar_today(app);
    } else if (strcmp(argv[0], "month") == 0) {
        ui_calendar_take_period(app, PK_DUE_MONTH);
    } else if (strcmp(argv[0], "quarter") == 0) {
        ui_calendar_take_period(app, PK_DUE_QUARTER);
    } else {
        ui_say(app, "%s", _("calendar today, calendar month, or calendar quarter?"));
    }
    return UI_DRAW;
}

static unsigned id(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (in_form(app)) {
        ui_form_toggle_id(app);
    } else {
        ui_say(app, "%s", _("the id is shown while a record is edited"));
    }
    return UI_DRAW;
}

/* The keys of lineedit.h by what they do. */
static const struct {
    const char *name;
    struct ui_key key;
} line_keys[] = {
    { "start", { .code = 'a', .mods = UI_CTRL } },
    { "end", { .code = 'e', .mods = UI_CTRL } },
    { "word-back", { .code = 'b', .mods = UI_ALT } },
    { "word-on", { .code = 'f', .mods = UI_ALT } },
    { "cut-before", { .code = 'u', .mods = UI_CTRL } },
    { "cut-behind", { .code = 'k', .mods = UI_CTRL } },
    { "cut-to-blank", { .code = 'w', .mods = UI_CTRL } },
    { "cut-word-before", { .code = UI_KEY_BACKSPACE, .mods = UI_ALT } },
    { "cut-word-behind", { .code = 'd', .mods = UI_ALT } },
    { "put-back", { .code = 'y', .mods = UI_CTRL } },
    { "swap", { .code = 't', .mods = UI_CTRL } },
    { "swap-words", { .code = 't', .mods = UI_ALT } },
    { "upper", { .code = 'u', .mods = UI_ALT } },
    { "lower", { .code = 'l', .mods = UI_ALT } },
    { "capital", { .code = 'c', .mods = UI_ALT } },
    { "undo", { .code = '_', .mods = UI_CTRL } },
};

static bool press(struct ui_app *app, const char *name)
{
    for (size_t i = 0; i < sizeof line_keys / sizeof line_keys[0]; i++) {
        unsigned stale;
        if (strcmp(line_keys[i].name, name) == 0) {
            return app->prompt.kind != UI_NO_PROMPT
                       ? ui_prompt_key(app, &line_keys[i].key, &stale)
                       : ui_pane_form.key(app, &line_keys[i].key, &stale);
        }
    }
    return false;
}

static unsigned line(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc;
    bool typing = in_form(app) || app->prompt.kind != UI_NO_PROMPT;
    if (typing && !press(app, argv[0])) {
        ui_say(app, "%s", _("this is not typed; F4 or Space chooses"));
    }
    return UI_DRAW;
}

static unsigned drafts(struct ui_app *app, int argc, const char *const *argv)
{
    if (argc) {
        ui_forms_open_draft(app, (size_t)strtoul(argv[0], NULL, 10));
    } else {
        ui_forms_list(app);
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
    { "tick", "", N_("Tick the line"), UI_SILENT, 0, 0, tick },
    { "calendar", "today|month|quarter", N_("Choose a date"), UI_SILENT, 1, 1, calendar },
    { "id", "", N_("Show the id, or hide it"), 0, 0, 0, id },
    { "line", "", N_("Edit the line"), UI_SILENT, 1, 1, line },
    { "revert", "", N_("As before, and as typed again"), UI_SILENT, 0, 0, revert },
    { "drafts", N_("[NUMBER]"), N_("What was typed and not saved"), 0, 0, 1, drafts },
    { "accept", "", N_("Accept"), UI_SILENT, 0, 0, accept },
    { "complete", "", N_("Complete the command"), UI_SILENT, 0, 0, complete },
    { 0 },
};
