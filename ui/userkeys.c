#include "config.h"

#include "ui/userkeys.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/query.h"
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

enum meaning { STAYS, IS_THE_TERMINALS, IS_ANOTHER };

/* Those that cannot be bound: to planek they mean one thing, or they never come. */
static const struct {
    const char *name;
    enum meaning meaning;
    const char *other; /* what comes instead of it */
} kept_keys[] = {
    { "Esc", STAYS, NULL },
    { "F1", STAYS, NULL },
    { "F10", STAYS, NULL },
    { "Ctrl-C", STAYS, NULL },
    { "Ctrl-S", IS_THE_TERMINALS, NULL },
    { "Ctrl-Q", IS_THE_TERMINALS, NULL },
    { "Ctrl-Z", IS_THE_TERMINALS, NULL },
    { "Ctrl-I", IS_ANOTHER, "Tab" },
    { "Ctrl-M", IS_ANOTHER, "Enter" },
    { "Ctrl-J", IS_ANOTHER, "Enter" },
    { "Ctrl-H", IS_ANOTHER, "Backspace" },
    { "Ctrl-[", IS_ANOTHER, "Esc" },
};

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
    bool taken; /* for a command */
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

static void add_kept(struct pk_buf *out, const char *name, enum meaning meaning,
                     const char *other)
{
    switch (meaning) {
    case STAYS: pk_buf_printf(out, _("%s stays what it is; bind another key"), name); break;
    case IS_THE_TERMINALS:
        pk_buf_printf(out, _("the terminal keeps %s for itself; bind another key"), name);
        break;
    case IS_ANOTHER:
        pk_buf_printf(out, _("terminals send %s as %s; bind another key"), name, other);
        break;
    }
}

/* Why the key can be bound nowhere. */
static void add_reason(struct pk_buf *out, const struct bound *bound)
{
    const struct ui_key *key = &bound->key;
    const char *name = pk_buf_text(&bound->name);
    for (size_t i = 0; i < sizeof kept_keys / sizeof kept_keys[0]; i++) {
        struct ui_key kept;
        if (ui_key_parse(&kept, kept_keys[i].name) && ui_key_same(&kept, key)) {
            add_kept(out, kept_keys[i].name, kept_keys[i].meaning, kept_keys[i].other);
            return;
        }
    }
    bool digit = key->code >= '0' && key->code <= '9';
    if (key->mods == UI_ALT && digit) {
        int number = key->code == '0' ? 10 : (int)(key->code - '0');
        pk_buf_printf(out, _("%s is F%d; bind another key"), name, number);
    } else if (key->mods == UI_SHIFT && key->code < UI_KEY_NONE) {
        pk_buf_printf(out, _("%s never comes; write the character that it types"), name);
    }
}

/* Whether the key edits the text there before any binding is asked. */
static bool is_typed(const struct bound *bound)
{
    static const enum ui_context lists[] = { UI_IN_CHOICES, UI_IN_PICKER };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (bound->context == lists[i]) {
            return ui_key_types(&bound->key);
        }
    }
    if (!ui_context_holds(bound->context, UI_IN_LINE)) {
        return false;
    }
    struct ui_lineedit line = { 0 };
    bool typed = ui_lineedit_key(&line, &bound->key);
    ui_lineedit_dispose(&line);
    return typed;
}

static bool may_be_bound(const struct reading *reading, const struct bound *bound)
{
    struct pk_buf text = { 0 };
    add_reason(&text, bound);
    if (!text.len && is_typed(bound)) {
        pk_buf_printf(&text, ui_key_types(&bound->key)
                                 ? _("%s is typed into a field there; bind an F-key, or one with "
                                     "Ctrl or Alt")
                                 : _("%s edits the text there; bind an F-key"),
                      reading->entry->name);
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
    if (strcmp(*out, "none") == 0 || strcmp(*out, "nic") == 0) {
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
static void warn_of_clash(const struct reading *reading, struct bound *bounds, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (bounds[i].key.code != UI_KEY_NONE && bounds[i].context == bounds[at].context &&
            ui_key_same(&bounds[i].key, &bounds[at].key)) {
            struct pk_buf text = { 0 };
            pk_buf_printf(&text, _("%s is bound twice, on line %zu already; this line counts"),
                          reading->entry->name, reading->config->keys[i].line);
            warn(reading, pk_buf_text(&text));
            pk_buf_dispose(&text);
            bounds[i].taken = false;
            return;
        }
    }
}

static void take_entry(const struct reading *reading, struct bound *bounds, size_t at)
{
    struct bound *bound = &bounds[at];
    const char *line;
    bool known = read_context(reading, &bound->context);
    bool named = read_key(reading, bound);
    bool understood = read_line(reading, &line);
    if (!known || !named || !may_be_bound(reading, bound)) {
        bound->key.code = UI_KEY_NONE;
        return;
    }
    warn_of_clash(reading, bounds, at);
    if (understood) {
        ui_keymap_bind(reading->map, bound->context, pk_buf_text(&bound->name), line);
        bound->taken = *line != '\0';
    }
}

/* What the key did in the tables, now that no other key does it there. */
static void note_pushed_out(const struct reading *reading, const struct ui_keymap *tables,
                            const struct bound *bound, struct pk_faults *notes)
{
    const struct ui_binding *was = ui_keymap_find(tables, bound->context, &bound->key);
    if (!was || ui_keymap_has(reading->map, bound->context, was->line)) {
        return;
    }
    const struct ui_command *command = ui_command_of(was->line);
    bool offered = command && !(command->needs & UI_SILENT);
    const char *file = reading->config->file ? reading->config->file : "planek.ini";
    pk_faults_add(notes, PK_WARNING, file, reading->entry->line,
                  offered ? _("%s was \"%s\"; that is now only in F9")
                          : _("%s was \"%s\"; no other key does that now"),
                  reading->entry->name, ui_binding_help(was));
}

static void note_all(struct reading *reading, const struct bound *bounds, struct pk_faults *notes)
{
    struct ui_keymap tables;
    ui_keymap_init(&tables);
    for (size_t i = 0; i < reading->config->key_count; i++) {
        reading->entry = &reading->config->keys[i];
        if (bounds[i].taken) {
            note_pushed_out(reading, &tables, &bounds[i], notes);
        }
    }
    ui_keymap_dispose(&tables);
}

void ui_userkeys_take(struct ui_keymap *map, const struct pk_config *config,
                      struct pk_faults *warnings, struct pk_faults *notes)
{
    struct bound *bounds = pk_new(config->key_count + 1, sizeof *bounds);
    struct reading reading = { map, config, NULL, warnings };
    for (size_t i = 0; i < config->key_count; i++) {
        reading.entry = &config->keys[i];
        bounds[i].key.code = UI_KEY_NONE;
        take_entry(&reading, bounds, i);
    }
    if (notes && config->key_count) {
        note_all(&reading, bounds, notes);
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

/* Filters that the plan is needed to understand. */
static void check_filters(const struct ui_app *app, struct pk_faults *warnings)
{
    const struct pk_config *config = app->options->config;
    for (size_t i = 0; i < config->filter_count; i++) {
        const struct pk_config_entry *entry = &config->filters[i];
        struct pk_query *query;
        struct pk_diag why = { .text = "" };
        if (pk_query_parse_line(&query, entry->value, pk_store_plan(app->store),
                                app->options->today, &why) == PK_OK) {
            pk_query_free(query);
        } else {
            pk_faults_add(warnings, PK_WARNING, config->file ? config->file : "planek.ini",
                          entry->line, _("the filter \"%s\": %s"), entry->name, why.text);
        }
    }
}

void ui_userkeys_begin(struct ui_app *app)
{
    struct pk_faults faults = { 0 }, notes = { 0 };
    if (app->options->warnings) {
        add_named(&app->warnings, app->options->warnings);
    }
    if (app->options->config) {
        ui_userkeys_take(&app->keymap, app->options->config, &faults, &notes);
        check_filters(app, &faults);
        add_named(&app->warnings, &faults);
    }
    pk_faults_sort(&app->warnings);
    app->warned = app->warnings.count;
    add_named(&app->warnings, &notes);
    pk_faults_dispose(&faults);
    pk_faults_dispose(&notes);
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
    size_t count = app->warned;
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
