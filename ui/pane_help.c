#include "config.h"

#include "ui/help.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/commands.h"
#include "ui/pager.h"

enum { KEY_CELLS = 28 };

static const struct {
    enum ui_context context;
    const char *label;
} sections[] = {
    { UI_IN_CHART, N_("The plan") },
    { UI_ANYWHERE, N_("Everywhere") },
    { UI_IN_FORM, N_("Editing") },
    { UI_MOVING, N_("Moving") },
    { UI_IN_LIST, N_("Lists and texts") },
    { UI_IN_HISTORY, N_("History") },
    { UI_IN_WAITING, N_("What waits for a decision") },
};

static void pad(struct pk_buf *out, size_t from, int cells)
{
    int width = pk_text_width(pk_buf_text(out) + from, out->len - from);
    pk_buf_fill(out, ' ', width < cells ? (size_t)(cells - width) : 1);
}

/* All keys of one command line in one line; those that follow the first are left out later. */
static void add_binding(struct pk_buf *out, const struct ui_keymap *map, size_t index)
{
    const struct ui_binding *first = ui_keymap_at(map, index);
    size_t from = out->len;
    pk_buf_str(out, "  ");
    for (size_t i = index; i < ui_keymap_count(map); i++) {
        const struct ui_binding *binding = ui_keymap_at(map, i);
        if (binding->context != first->context || strcmp(binding->line, first->line) != 0) {
            continue;
        }
        if (i > index) {
            pk_buf_str(out, ", ");
        }
        ui_binding_label(out, binding);
    }
    pad(out, from, KEY_CELLS);
    pk_buf_printf(out, "%s\n", ui_binding_help(first));
}

static bool is_first(const struct ui_keymap *map, size_t index)
{
    const struct ui_binding *binding = ui_keymap_at(map, index);
    for (size_t i = 0; i < index; i++) {
        const struct ui_binding *earlier = ui_keymap_at(map, i);
        if (earlier->context == binding->context && strcmp(earlier->line, binding->line) == 0) {
            return false;
        }
    }
    return true;
}

static void add_commands(struct pk_buf *out)
{
    const struct ui_command *command;
    pk_buf_printf(out, "\n%s\n", _("Commands, written after : (those with arguments)"));
    for (size_t i = 0; (command = ui_command_at(i)); i++) {
        if (!*command->arguments || command->needs & UI_SILENT) {
            continue;
        }
        size_t from = out->len;
        pk_buf_printf(out, "  %s %s", command->name, _(command->arguments));
        pad(out, from, KEY_CELLS);
        pk_buf_printf(out, "%s\n", _(command->label));
    }
}

static void add_legend(struct pk_buf *out)
{
    pk_buf_printf(out, "\n%s\n", _("Marks and bars"));
    pk_buf_str(out, _("    √ done  ► under way  · planned  ! late  ? proposed  × dropped  "
                      "∞ ongoing\n"));
    pk_buf_str(out, _("    ? beside the mark: something about the row waits for a decision\n"));
    pk_buf_str(out, _("    █ what is done of it  ░ what is left  ▬ finished  ─ only a deadline\n"));
    pk_buf_str(out, _("    ♦ a deadline that is a day  ◊ a month or a quarter  │ today\n"));
}

static void add_section(struct pk_buf *out, const struct ui_keymap *map, size_t section)
{
    pk_buf_printf(out, out->len ? "\n%s\n" : "%s\n", _(sections[section].label));
    for (size_t i = 0; i < ui_keymap_count(map); i++) {
        const struct ui_binding *binding = ui_keymap_at(map, i);
        if (*binding->key && binding->context == sections[section].context &&
            is_first(map, i)) {
            add_binding(out, map, i);
        }
    }
}

/* What can be done where the person is stands first. */
void ui_help_open(struct ui_app *app)
{
    enum { SECTIONS = sizeof sections / sizeof sections[0] };
    struct pk_buf text = { 0 };
    size_t here = 0;
    for (size_t s = 0; s < SECTIONS; s++) {
        here = sections[s].context == ui_app_pane(app)->context ? s : here;
    }
    add_section(&text, &app->keymap, here);
    for (size_t s = 0; s < SECTIONS; s++) {
        if (s != here) {
            add_section(&text, &app->keymap, s);
        }
    }
    add_commands(&text);
    add_legend(&text);
    pk_buf_str(&text, _("    Alt with a digit, or Esc and then a digit, is an F-key.\n"));
    ui_pager_open_help(app, _("Help"), &text, KEY_CELLS);
}
