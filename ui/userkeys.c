#include "config.h"

#include "ui/userkeys.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/commands.h"

static const struct {
    const char *name, *key;
} spelled[] = {
    { "Equals", "=" }, { "Colon", ":" },   { "Semicolon", ";" },
    { "Hash", "#" },   { "Bracket", "[" },
};

/* For the nearest one, without what is held down with it. */
static const char *const key_names[] = {
    "Up", "Down", "Left", "Right", "PgUp", "PgDn", "Home", "End", "Enter", "Esc", "Tab", "Space",
    "Del", "Backspace", "Ins", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11",
    "F12", "Equals", "Colon", "Semicolon", "Hash", "Bracket", NULL,
};

static const char *const kept_keys[] = { "Esc", "F1", "F10", "Ctrl-C" };

struct reading {
    struct ui_keymap *map;
    const struct pk_config *config;
    const struct pk_config_entry *entry;
    struct pk_faults *warnings;
};

/* One line of the file, and what it says. */
struct bound {
    enum ui_context context;
    struct ui_key key;
    struct pk_buf name;
};

static void warn(const struct reading *reading, const char *text)
{
    const char *file = reading->config->file ? reading->config->file : "planek.ini";
    pk_faults_add(reading->warnings, PK_WARNING, file, reading->entry->line, "%s", text);
}

static bool read_context(const struct reading *reading, enum ui_context *out)
{
    const char *section = reading->entry->section;
    const char *name = section[4] == '.' ? section + 5 : "chart";
    const char *names[UI_CONTEXTS + 1] = { NULL };
    size_t count = 0;
    struct pk_buf text = { 0 };
    for (int i = 0; i < UI_CONTEXTS; i++) {
        const char *known = ui_context_name((enum ui_context)i);
        if (known && strcmp(known, name) == 0) {
            *out = (enum ui_context)i;
            return true;
        }
        if (known) {
            names[count++] = known;
        }
    }
    const char *near = pk_text_nearest(name, names);
    struct pk_quote shown = pk_text_quote(name);
    if (near) {
        pk_buf_printf(&text, _("there is no section [keys.%s]; did you mean [keys.%s]?"),
                      shown.text, near);
    } else {
        pk_buf_printf(&text, _("there is no section [keys.%s]; there are: "), shown.text);
        for (size_t i = 0; i < count; i++) {
            pk_buf_printf(&text, "%s%s", i ? ", " : "", names[i]);
        }
    }
    warn(reading, pk_buf_text(&text));
    pk_buf_dispose(&text);
    return false;
}

static size_t modifiers_of(const char *name)
{
    static const char *const modifiers[] = { "Ctrl-", "Alt-", "Shift-" };
    size_t length = 0;
    for (size_t i = 0; i < sizeof modifiers / sizeof modifiers[0]; i++) {
        size_t more = strlen(modifiers[i]);
        length += strncmp(name + length, modifiers[i], more) == 0 ? more : 0;
    }
    return length;
}

/* The name as ui_key_parse takes it. */
static void plain_name(struct pk_buf *out, const char *name)
{
    size_t held = modifiers_of(name);
    const char *key = name + held;
    for (size_t i = 0; i < sizeof spelled / sizeof spelled[0]; i++) {
        if (strcmp(spelled[i].name, name + held) == 0) {
            key = spelled[i].key;
        }
    }
    pk_buf_cut(out, 0);
    pk_buf_add(out, name, held);
    pk_buf_str(out, key);
}

static bool read_key(const struct reading *reading, struct bound *bound)
{
    const char *name = reading->entry->name;
    size_t held = modifiers_of(name);
    struct pk_buf text = { 0 };
    plain_name(&bound->name, name);
    bool known = ui_key_parse(&bound->key, pk_buf_text(&bound->name));
    const char *near = known ? NULL : pk_text_nearest(name + held, key_names);
    struct pk_quote shown = pk_text_quote(name);
    if (near) {
        pk_buf_printf(&text, _("there is no key \"%s\"; did you mean \"%.*s%s\"?"), shown.text,
                      (int)held, name, near);
    } else if (!known) {
        pk_buf_printf(&text, _("there is no key \"%s\"; keys are called a, F5, PgDn, Ctrl-R, "
                               "Alt-x or Shift-Up"), shown.text);
    }
    if (!known) {
        warn(reading, pk_buf_text(&text));
    }
    pk_buf_dispose(&text);
    return known;
}

/* Ways out, and letters where letters are text. */
static bool may_be_bound(const struct reading *reading, const struct bound *bound)
{
    static const enum ui_context texts[] = { UI_IN_FORM, UI_IN_CHOICES, UI_IN_PROMPT,
                                             UI_IN_PICKER };
    struct pk_buf text = { 0 };
    for (size_t i = 0; i < sizeof kept_keys / sizeof kept_keys[0]; i++) {
        struct ui_key kept;
        if (ui_key_parse(&kept, kept_keys[i]) && ui_key_same(&kept, &bound->key)) {
            pk_buf_printf(&text, _("%s stays what it is; bind another key"), kept_keys[i]);
        }
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (bound->context == texts[i] && ui_key_types(&bound->key)) {
            pk_buf_printf(&text, _("%s is typed into a field there; bind an F-key, or one with "
                                   "Ctrl or Alt"), reading->entry->name);
        }
    }
    bool may = text.len == 0;
    if (!may) {
        warn(reading, pk_buf_text(&text));
    }
    pk_buf_dispose(&text);
    return may;
}

/* "none" is no command: the key does nothing any more. */
static bool read_line(const struct reading *reading, const char **out)
{
    struct ui_line line;
    struct pk_diag diag;
    *out = reading->entry->value;
    if (strcmp(*out, "none") == 0) {
        *out = "";
        return true;
    }
    enum pk_err err = ui_line_parse(&line, *out, &diag);
    ui_line_dispose(&line);
    if (err) {
        warn(reading, diag.text);
    }
    return !err;
}

/* The line of the file that binds the same key in the same place; it counts no more. */
static void warn_of_clash(const struct reading *reading, const struct bound *bounds, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (bounds[i].key.code != UI_KEY_NONE && bounds[i].context == bounds[at].context &&
            ui_key_same(&bounds[i].key, &bounds[at].key)) {
            struct pk_buf text = { 0 };
            pk_buf_printf(&text, _("%s is bound twice, on line %zu already; this line counts"),
                          reading->entry->name, reading->config->keys[i].line);
            warn(reading, pk_buf_text(&text));
            pk_buf_dispose(&text);
            return;
        }
    }
}

void ui_userkeys_take(struct ui_keymap *map, const struct pk_config *config,
                      struct pk_faults *warnings)
{
    struct bound *bounds = pk_new(config->key_count + 1, sizeof *bounds);
    for (size_t i = 0; i < config->key_count; i++) {
        struct reading reading = { map, config, &config->keys[i], warnings };
        struct bound *bound = &bounds[i];
        const char *line;
        bound->key.code = UI_KEY_NONE;
        if (!read_context(&reading, &bound->context) || !read_key(&reading, bound) ||
            !may_be_bound(&reading, bound)) {
            bound->key.code = UI_KEY_NONE;
            continue;
        }
        warn_of_clash(&reading, bounds, i);
        if (read_line(&reading, &line)) {
            ui_keymap_bind(map, bound->context, pk_buf_text(&bound->name), line);
        }
    }
    for (size_t i = 0; i < config->key_count; i++) {
        pk_buf_dispose(&bounds[i].name);
    }
    free(bounds);
}

/* On the screen the file goes by its name: its folder would leave no room for what is said. */
static void add_named(struct pk_faults *out, const struct pk_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct pk_fault *fault = &faults->items[i];
        const char *name = strrchr(fault->file, '/');
        pk_faults_add(out, fault->severity, name ? name + 1 : fault->file, fault->line, "%s",
                      fault->text);
    }
}

void ui_userkeys_begin(struct ui_app *app)
{
    struct pk_faults faults = { 0 };
    if (app->options->warnings) {
        add_named(&app->warnings, app->options->warnings);
    }
    if (app->options->config) {
        ui_userkeys_take(&app->keymap, app->options->config, &faults);
        add_named(&app->warnings, &faults);
    }
    pk_faults_sort(&app->warnings);
    pk_faults_dispose(&faults);
}

static void say_first(struct ui_app *app)
{
    const struct pk_fault *fault = &app->warnings.items[0];
    struct pk_diag diag;
    (void)pk_fail_at(&diag, PK_ERR_USAGE, fault->file, fault->line, "%s", fault->text);
    ui_complain(app, &diag);
    app->message.fault = false;
}

void ui_userkeys_tell(struct ui_app *app)
{
    size_t count = app->warnings.count;
    if (count == 0) {
        return;
    }
    if (count == 1 && !app->message.text.len) {
        say_first(app);
        return;
    }
    if (app->message.text.len) {
        pk_buf_str(&app->message.text, "; ");
    }
    pk_buf_printf(&app->message.text,
                  ngettext("%zu line of planek.ini is not understood; i shows it",
                           "%zu lines of planek.ini are not understood; i shows them", count),
                  count);
}
