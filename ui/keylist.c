#include "config.h"

#include "ui/keylist.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/commands.h"
#include "ui/userkeys.h"

enum { KEY_CELLS = 28 };

static const struct {
    enum ui_context context;
    const char *label;
    enum ui_context with; /* its keys hold here, too, and stand below: UI_ANYWHERE means none */
} sections[] = {
    { UI_IN_CHART, N_("The plan") },
    { UI_IN_BUDGET, N_("The budget") },
    { UI_IN_MEETING, N_("The meeting") },
    { UI_IN_AGENDA, N_("The meeting as a list"), UI_IN_MEETING },
    { UI_IN_PRESENT, N_("Who is present") },
    { UI_IN_MINUTES, N_("Minutes of the meeting") },
    { UI_IN_TABLE, N_("Tables") },
    { UI_IN_FORM, N_("Editing") },
    { UI_IN_CALENDAR, N_("The calendar") },
    { UI_IN_CHOICES, N_("Choosing a value") },
    { UI_IN_PICKER, N_("Choosing what to do") },
    { UI_IN_PROMPT, N_("Writing a line") },
    { UI_IN_LINE, N_("Typing") },
    { UI_IN_HISTORY, N_("History") },
    { UI_IN_WAITING, N_("What waits for a decision") },
    { UI_IN_LIST, N_("Lists and texts") },
    { UI_MOVING, N_("Moving") },
    { UI_ANYWHERE, N_("Everywhere") },
};

enum { SECTIONS = sizeof sections / sizeof sections[0] };

static bool has_keys(const struct ui_binding *binding, enum ui_context context)
{
    return binding->context == context && *binding->key && *binding->line;
}

/* Whether it is the first binding of its line there: the others stand with it. */
static bool is_first(const struct ui_keymap *map, size_t index)
{
    const struct ui_binding *binding = ui_keymap_at(map, index);
    for (size_t i = 0; i < index; i++) {
        const struct ui_binding *earlier = ui_keymap_at(map, i);
        if (has_keys(earlier, binding->context) && strcmp(earlier->line, binding->line) == 0) {
            return false;
        }
    }
    return true;
}

/* "u, Ctrl-Z" of the binding and those after it with the same line. */
static void add_keys(struct pk_buf *out, const struct ui_keymap *map, size_t index)
{
    const struct ui_binding *first = ui_keymap_at(map, index);
    for (size_t i = index; i < ui_keymap_count(map); i++) {
        const struct ui_binding *binding = ui_keymap_at(map, i);
        if (has_keys(binding, first->context) && strcmp(binding->line, first->line) == 0) {
            pk_buf_str(out, i > index ? ", " : "");
            ui_binding_label(out, binding);
        }
    }
}

/* "  name   what it is", below where the name is too long. */
static void add_entry(struct pk_buf *out, const char *name, const char *text, int key_cells)
{
    int cells = 2 + pk_text_width(name, strlen(name));
    pk_buf_printf(out, "  %s", name);
    if (cells >= key_cells) {
        pk_buf_char(out, '\n');
        cells = 0;
    }
    pk_buf_fill(out, ' ', (size_t)(key_cells - cells));
    pk_buf_printf(out, "%s\n", text);
}

typedef void add_fn(struct pk_buf *out, const char *name, const char *text, int key_cells);

/* Whether the key is another binding's there. */
static bool is_other(const struct ui_keymap *map, enum ui_context context,
                     const struct ui_binding *binding)
{
    struct ui_key key;
    return ui_key_parse(&key, binding->key) && ui_keymap_find(map, context, &key) != binding;
}

/* What is bound in a context and does that in the section, too. */
static bool add_bindings(struct pk_buf *out, const struct ui_keymap *map, size_t section,
                         enum ui_context context, add_fn *add, int key_cells)
{
    bool any = false;
    for (size_t i = 0; i < ui_keymap_count(map); i++) {
        struct pk_buf keys = { 0 };
        const struct ui_binding *binding = ui_keymap_at(map, i);
        if (!has_keys(binding, context) || !is_first(map, i) ||
            is_other(map, sections[section].context, binding)) {
            continue;
        }
        if (!any && context == sections[section].context) {
            add(out, NULL, _(sections[section].label), key_cells);
        }
        any = true;
        add_keys(&keys, map, i);
        add(out, pk_buf_text(&keys), ui_binding_help(binding), key_cells);
        pk_buf_dispose(&keys);
    }
    return any;
}

static void add_section(struct pk_buf *out, const struct ui_keymap *map, size_t section,
                        add_fn *add, int key_cells)
{
    enum ui_context context = sections[section].context, with = sections[section].with;
    if (add_bindings(out, map, section, context, add, key_cells) && with != UI_ANYWHERE) {
        add_bindings(out, map, section, with, add, key_cells);
    }
}

static void add_text(struct pk_buf *out, const char *name, const char *text, int key_cells)
{
    if (name) {
        add_entry(out, name, text, key_cells);
    } else {
        pk_buf_printf(out, out->len ? "\n%s\n" : "%s\n", text);
    }
}

static void add_context(struct pk_buf *out, const struct ui_keymap *map, enum ui_context context,
                        int key_cells)
{
    for (size_t s = 0; s < SECTIONS; s++) {
        if (sections[s].context == context) {
            add_section(out, map, s, add_text, key_cells);
        }
    }
}

static enum ui_context listed_with(enum ui_context context)
{
    for (size_t s = 0; s < SECTIONS; s++) {
        if (sections[s].context == context) {
            return sections[s].with;
        }
    }
    return UI_ANYWHERE;
}

void ui_keylist_text(struct pk_buf *out, const struct ui_keymap *map, enum ui_context here,
                     int key_cells)
{
    enum ui_context listed = listed_with(here);
    for (enum ui_context context = here;; context = ui_context_base(context)) {
        if (context != listed || context == UI_ANYWHERE) {
            add_context(out, map, context, key_cells);
        }
        if (context == UI_ANYWHERE) {
            break;
        }
    }
    for (size_t s = 0; s < SECTIONS; s++) {
        enum ui_context context = sections[s].context;
        if (!ui_context_holds(here, context) || (context == listed && listed != UI_ANYWHERE)) {
            add_section(out, map, s, add_text, key_cells);
        }
    }
}

/* Those that nothing but writing them out makes complete. */
static void add_commands(struct pk_buf *out, add_fn *add, int key_cells)
{
    const struct ui_command *command;
    add(out, NULL, _("Commands, written after : (those with arguments)"), key_cells);
    for (size_t i = 0; (command = ui_command_at(i)); i++) {
        if (*command->arguments && !(command->needs & UI_SILENT)) {
            struct pk_buf name = { 0 };
            pk_buf_printf(&name, "%s %s", command->name, _(command->arguments));
            add(out, pk_buf_text(&name), _(command->label), key_cells);
            pk_buf_dispose(&name);
        }
    }
}

void ui_keylist_commands(struct pk_buf *out, int key_cells)
{
    add_commands(out, add_text, key_cells);
}

static void add_roff(struct pk_buf *out, const char *name, const char *text, int key_cells)
{
    (void)key_cells;
    if (!name) {
        pk_buf_str(out, ".SS ");
        pk_cli_roff_text(out, text);
        pk_buf_char(out, '\n');
        return;
    }
    pk_buf_str(out, ".TP\n\\fB");
    pk_cli_roff_text(out, name);
    pk_buf_str(out, "\\fR\n");
    pk_cli_roff_text(out, text);
    pk_buf_char(out, '\n');
}

/* Line by line: a line break would become a blank. */
static void add_ascii(struct pk_buf *out, const struct pk_buf *text)
{
    const char *line = pk_buf_text(text);
    while (*line) {
        size_t length = strcspn(line, "\n");
        pk_text_ascii(out, line, length);
        pk_buf_char(out, '\n');
        line += length + (line[length] == '\n');
    }
}

static void complain(const struct pk_options *options, const struct pk_faults *warnings)
{
    for (size_t i = 0; warnings && i < warnings->count; i++) {
        const struct pk_fault *fault = &warnings->items[i];
        struct pk_diag diag;
        (void)pk_fail_at(&diag, PK_ERR_USAGE, fault->file, fault->line, "%s", fault->text);
        pk_cli_complain(options, &diag);
    }
}

int ui_keylist_print(const struct pk_options *options, bool roff)
{
    struct ui_keymap map;
    struct pk_buf out = { 0 };
    struct pk_faults warnings = { 0 };
    pk_cli_language(options, "", false);
    ui_keymap_init(&map);
    if (roff) {
        pk_cli_roff(&out);
        pk_buf_printf(&out, ".SH %s\n", C_("manual", "KEYS"));
        for (size_t s = 0; s < SECTIONS; s++) {
            add_section(&out, &map, s, add_roff, 0);
        }
        add_commands(&out, add_roff, 0);
    } else {
        ui_userkeys_take(&map, options->config, &warnings, NULL);
        complain(options, options->warnings);
        complain(options, &warnings);
        ui_keylist_text(&out, &map, UI_IN_CHART, KEY_CELLS);
        ui_keylist_commands(&out, KEY_CELLS);
    }
    if (pk_cli_ascii(options, STDOUT_FILENO)) {
        struct pk_buf plain = { 0 };
        add_ascii(&plain, &out);
        pk_buf_dispose(&out);
        out = plain;
    }
    size_t written = fwrite(pk_buf_text(&out), 1, out.len, stdout);
    int status = written == out.len && fflush(stdout) == 0 ? 0 : pk_exit_status(PK_ERR_IO);
    pk_faults_dispose(&warnings);
    pk_buf_dispose(&out);
    ui_keymap_dispose(&map);
    return status;
}
