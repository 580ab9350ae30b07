/* How the screen looks and what it listens to. */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/commands.h"

void ui_screen_begin(struct ui_app *app)
{
    const struct pk_options *options = app->options;
    const char *name = options->theme ? options->theme
                       : options->config ? options->config->theme : NULL;
    struct pk_diag diag;
    app->theme = &ui_themes[0];
    app->mouse.on = options->config && options->config->mouse;
    if (!name || ui_theme_find(&app->theme, name, &diag) == PK_OK) {
        return;
    }
    if (app->message.text.len) {
        pk_buf_printf(&app->message.text, "; %s", diag.text);
    } else {
        ui_complain(app, &diag);
    }
}

static unsigned theme(struct ui_app *app, int argc, const char *const *argv)
{
    struct pk_diag diag;
    struct pk_buf line = { 0 };
    if (argc) {
        if (ui_theme_find(&app->theme, argv[0], &diag)) {
            ui_complain(app, &diag);
        }
        return UI_DRAW;
    }
    ui_picker_begin(app, _("Theme"));
    for (const struct ui_theme *one = ui_themes; one->name; one++) {
        pk_buf_cut(&line, 0);
        pk_buf_printf(&line, "theme %s", one->name);
        ui_picker_add(app, _(one->label), pk_buf_text(&line));
    }
    pk_buf_cut(&line, 0);
    pk_buf_printf(&line, "theme %s", app->theme->name);
    ui_picker_open(app, pk_buf_text(&line));
    pk_buf_dispose(&line);
    return UI_DRAW;
}

/* Takes on, off or nothing (the other way round); false when it is none of them. */
static bool read_switch(struct ui_app *app, bool *on, int argc, const char *const *argv)
{
    if (argc && strcmp(argv[0], "on") != 0 && strcmp(argv[0], "off") != 0) {
        ui_say(app, "%s", _("on, or off?"));
        return false;
    }
    *on = argc ? strcmp(argv[0], "on") == 0 : !*on;
    return true;
}

static unsigned mouse(struct ui_app *app, int argc, const char *const *argv)
{
    if (read_switch(app, &app->mouse.on, argc, argv)) {
        ui_mouse_cancel(app);
        ui_say(app, "%s", app->mouse.on ? _("the mouse is on; with Shift it marks text as before")
                                        : _("the mouse is off"));
    }
    return UI_DRAW;
}

static unsigned panes(struct ui_app *app, int argc, const char *const *argv)
{
    bool shown = !app->below.hidden;
    if (read_switch(app, &shown, argc, argv)) {
        app->below.hidden = !shown;
        app->below.focus = UI_ON_CHART;
    }
    return UI_DRAW;
}

static unsigned ask_key(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    app->asks_key = true;
    ui_say(app, "%s", _("press the key that you want to know about"));
    return UI_DRAW;
}

bool ui_screen_tell_key(struct ui_app *app, const struct ui_key *key)
{
    if (!app->asks_key) {
        return false;
    }
    const struct ui_binding *binding =
        ui_keymap_find(&app->keymap, ui_app_pane(app)->context, key);
    struct pk_buf name = { 0 };
    app->asks_key = false;
    ui_key_label(&name, key);
    ui_say(app, "%s: %s", pk_buf_text(&name),
           binding ? ui_binding_help(binding) : _("does nothing here"));
    pk_buf_dispose(&name);
    return true;
}

const struct ui_command ui_commands_screen[] = {
    { "panes", "[on|off]", N_("Show or hide what is below"), 0, 0, 1, panes },
    { "mouse", "[on|off]", N_("Turn the mouse on or off"), 0, 0, 1, mouse },
    { "theme", N_("[NAME]"), N_("Colours of the screen"), 0, 0, 1, theme,
      .offer = ui_offer_themes },
    { "key", "", N_("What a key does"), 0, 0, 0, ask_key },
    { 0 },
};
