/* help.c: help made from the tables of commands and options. */
#include "config.h"

#include <string.h>

#include "cli/command.h"
#include "cli/options.h"
#include "planek/i18n.h"
#include "planek/schema.h"
#include "planek/text.h"

enum { NAME_CELLS = 28 };

/* "  name   what it is": the text in a column of its own, below where the name is too long. */
static void add_entry(struct pk_buf *out, const char *name, const char *text)
{
    int cells = 2 + pk_text_width(name, strlen(name));
    pk_buf_printf(out, "  %s", name);
    if (cells + 2 > NAME_CELLS) {
        pk_buf_char(out, '\n');
        cells = 0;
    }
    pk_buf_fill(out, ' ', (size_t)(NAME_CELLS - cells));
    pk_buf_printf(out, "%s\n", text);
}

static const char *translated(const char *text)
{
    return *text ? _(text) : "";
}

static void add_option(struct pk_buf *out, const struct pk_option *option)
{
    struct pk_buf name = { 0 };
    if (option->letter) {
        pk_buf_printf(&name, "-%c, ", option->letter);
    }
    pk_buf_printf(&name, "--%s", option->name);
    if (option->argument) {
        pk_buf_printf(&name, " %s", translated(option->argument));
    }
    add_entry(out, pk_buf_text(&name), _(option->help));
    pk_buf_dispose(&name);
}

static void add_commands(struct pk_buf *out)
{
    for (size_t i = 0; i < pk_command_count; i++) {
        const struct pk_command *command = &pk_command_table[i];
        struct pk_buf name = { 0 };
        pk_buf_printf(&name, "%s%s%s", command->name, *command->arguments ? " " : "",
                      translated(command->arguments));
        add_entry(out, pk_buf_text(&name), _(command->help));
        pk_buf_dispose(&name);
    }
}

void pk_help_all(struct pk_buf *out)
{
    pk_buf_str(out, _("Usage: planek [OPTION...] [DIR]\n"
                      "       planek [OPTION...] COMMAND [ARGUMENT...]\n\n"
                      "Without a command: the full screen on a terminal, the snapshot otherwise.\n"
                      "The plan is -p DIR, else $PLANEK_PLAN, else the current folder if it has a\n"
                      "plan.ini, else the default of your planek.ini.\n"));
    pk_buf_printf(out, "\n%s\n", _("Commands:"));
    add_commands(out);
    pk_buf_printf(out, "\n%s\n", _("Options, before or after the command:"));
    for (size_t i = 0; i < pk_option_count; i++) {
        if (!pk_option_table[i].special) {
            add_option(out, &pk_option_table[i]);
        }
    }
    pk_buf_printf(out, "\n%s\n", _("Options of some commands:"));
    for (size_t i = 0; i < pk_option_count; i++) {
        if (pk_option_table[i].special) {
            add_option(out, &pk_option_table[i]);
        }
    }
    pk_buf_printf(out, "\n%s",
                  _("FILTER is words, all of them required: plain ones are searched in titles,\n"
                    "roles and notes; goal:ID status:S source:S role:WORD before:DATE after:DATE\n"
                    "late next:14d unfinished no:role no:source narrow.\n\n"
                    "Exit status: 0 done, 1 the answer is no, 2 wrong usage, 3 a plan that cannot\n"
                    "be read or written.\n"));
}

/* What can stand before the = of FIELD=VALUE: the names in files, and what people call them. */
static void add_fields(struct pk_buf *out)
{
    for (int table = 0; table < PK_TABLES; table++) {
        const struct pk_table_schema *schema = pk_schema((enum pk_table)table);
        if (!schema->in_plan) {
            continue;
        }
        pk_buf_printf(out, "\n%s (%s):\n", _(schema->label), schema->name);
        for (int i = 0; i < schema->field_count; i++) {
            add_entry(out, schema->fields[i].name, _(schema->fields[i].label));
        }
    }
}

void pk_help_command(struct pk_buf *out, const struct pk_command *command)
{
    pk_buf_printf(out, _("Usage: planek %s %s"), command->name, translated(command->arguments));
    while (pk_buf_text(out)[out->len - 1] == ' ') {
        pk_buf_cut(out, out->len - 1);
    }
    pk_buf_printf(out, "\n\n%s\n", _(command->help));
    if (strstr(command->arguments, "FIELD=")) {
        pk_buf_printf(out, "\n%s\n",
                      _("Values are written as usual: due=31.8. or due=\"3. quarter\" or due=ongoing,\n"
                        "cost=\"30 000\", status=done, goal=4; an empty value empties the field."));
        add_fields(out);
    }
    if (command->more) {
        pk_buf_printf(out, "\n%s", _(command->more));
    }
    if (!*command->options) {
        return;
    }
    pk_buf_char(out, '\n');
    for (size_t i = 0; i < pk_option_count; i++) {
        const struct pk_option *option = &pk_option_table[i];
        if (option->special && pk_command_takes(command, option->name)) {
            add_option(out, option);
        }
    }
}

void pk_cli_roff_text(struct pk_buf *out, const char *text)
{
    bool begins = true;
    for (; *text; text++) {
        pk_buf_str(out, begins && (*text == '.' || *text == '\'') ? "\\&" : "");
        if (*text == '\\' || *text == '-') {
            pk_buf_str(out, *text == '-' ? "\\-" : "\\e");
        } else {
            pk_buf_char(out, *text);
        }
        begins = *text == '\n';
    }
}

static void add_paragraph(struct pk_buf *out, const char *name, const char *argument,
                          const char *text)
{
    pk_buf_str(out, ".TP\n\\fB");
    pk_cli_roff_text(out, name);
    pk_buf_str(out, "\\fR");
    if (*argument) {
        pk_buf_char(out, ' ');
        pk_cli_roff_text(out, argument);
    }
    pk_buf_char(out, '\n');
    pk_cli_roff_text(out, text);
    pk_buf_char(out, '\n');
}

static void add_heading(struct pk_buf *out, const char *text)
{
    pk_buf_str(out, ".SH ");
    pk_cli_roff_text(out, text);
    pk_buf_char(out, '\n');
}

void pk_cli_roff(struct pk_buf *out)
{
    add_heading(out, C_("manual", "COMMANDS"));
    for (size_t i = 0; i < pk_command_count; i++) {
        const struct pk_command *command = &pk_command_table[i];
        add_paragraph(out, command->name, translated(command->arguments), _(command->help));
    }
    add_heading(out, C_("manual", "OPTIONS"));
    for (size_t i = 0; i < pk_option_count; i++) {
        const struct pk_option *option = &pk_option_table[i];
        struct pk_buf name = { 0 };
        if (option->letter) {
            pk_buf_printf(&name, "-%c, ", option->letter);
        }
        pk_buf_printf(&name, "--%s", option->name);
        add_paragraph(out, pk_buf_text(&name), option->argument ? translated(option->argument) : "",
                      _(option->help));
        pk_buf_dispose(&name);
    }
}
