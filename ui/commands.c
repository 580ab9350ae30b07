#include "config.h"

#include "ui/commands.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/count.h"
#include "ui/target.h"

/* Each with its heading in the menu. */
static const struct {
    const struct ui_command *rows;
    const char *topic;
} tables[] = {
    { ui_commands_edit, N_("The row") },
    { ui_commands_mark, N_("Several rows") },
    { ui_commands_find, N_("Finding") },
    { ui_commands_view, N_("What is shown") },
    { ui_commands_table, N_("Tables") },
    { ui_commands_history, N_("History") },
    { ui_commands_waiting, N_("Proposals and conflicts") },
    { ui_commands_since, N_("What has changed") },
    { ui_commands_meeting, N_("The meeting") },
    { ui_commands_budget, N_("Budget") },
    { ui_commands_screen, N_("The screen") },
    { ui_commands_move, N_("Timeline and goals") },
    { ui_commands_app, N_("planek") },
    { ui_commands_field, N_("Editing") },
};

enum { TABLES = sizeof tables / sizeof tables[0] };

size_t ui_command_count(void)
{
    size_t count = 0;
    while (ui_command_at(count)) {
        count++;
    }
    return count;
}

const struct ui_command *ui_command_at(size_t index)
{
    for (size_t t = 0; t < TABLES; t++) {
        for (const struct ui_command *row = tables[t].rows; row->name; row++) {
            if (index-- == 0) {
                return row;
            }
        }
    }
    return NULL;
}

const struct ui_command *ui_command_find(const char *name)
{
    const struct ui_command *row;
    for (size_t i = 0; (row = ui_command_at(i)); i++) {
        if (strcmp(row->name, name) == 0) {
            return row;
        }
    }
    return NULL;
}

/* Takes the next word off *at and ends it with a NUL; NULL when there is none. */
static const char *next_word(char **at)
{
    char *from = *at + strspn(*at, " ");
    if (!*from) {
        return NULL;
    }
    char *word = from, *to = from;
    bool quoted = false;
    for (; *from && (quoted || *from != ' '); from++) {
        if (*from == '"') {
            quoted = !quoted;
        } else {
            *to++ = *from;
        }
    }
    *at = *from ? from + 1 : from;
    *to = '\0';
    return word;
}

static enum pk_err unknown(const char *name, struct pk_diag *diag)
{
    const char *names[256];
    const struct ui_command *row;
    size_t count = 0;
    for (; (row = ui_command_at(count)) && count < 255; count++) {
        names[count] = row->name;
    }
    names[count] = NULL;
    const char *nearest = pk_text_nearest(name, names);
    if (nearest) {
        return pk_fail(diag, PK_ERR_USAGE, _("there is no command \"%s\"; the nearest is \"%s\""),
                       name, nearest);
    }
    return pk_fail(diag, PK_ERR_USAGE, _("there is no command \"%s\"; F9 lists all of them"),
                   name);
}

static enum pk_err usage(const struct ui_command *command, struct pk_diag *diag)
{
    return pk_fail(diag, PK_ERR_USAGE, _("write it as: %s %s"), command->name,
                   *command->arguments ? _(command->arguments) : "");
}

enum pk_err ui_line_parse(struct ui_line *out, const char *text, struct pk_diag *diag)
{
    *out = (struct ui_line){ .text = pk_strdup(text) };
    char *at = out->text;
    const char *name = next_word(&at), *word;
    if (!name) {
        return pk_fail(diag, PK_ERR_USAGE, _("a command is missing; F9 lists all of them"));
    }
    out->command = ui_command_find(name);
    if (!out->command) {
        return unknown(name, diag);
    }
    while ((word = next_word(&at))) {
        if (out->argc == out->command->most || out->argc == UI_ARGUMENTS_MAX) {
            return usage(out->command, diag);
        }
        out->argv[out->argc++] = word;
    }
    return out->argc < out->command->least ? usage(out->command, diag) : PK_OK;
}

void ui_line_dispose(struct ui_line *line)
{
    free(line->text);
    *line = (struct ui_line){ 0 };
}

const struct ui_command *ui_command_of(const char *line)
{
    size_t length = strcspn(line, " ");
    const struct ui_command *row;
    for (size_t i = 0; (row = ui_command_at(i)); i++) {
        if (strncmp(row->name, line, length) == 0 && !row->name[length]) {
            return row;
        }
    }
    return NULL;
}

const char *ui_command_topic(const struct ui_command *command)
{
    for (size_t t = 0; t < TABLES; t++) {
        for (const struct ui_command *row = tables[t].rows; row->name; row++) {
            if (row == command) {
                return _(tables[t].topic);
            }
        }
    }
    return "";
}

static const char *missing_row(const struct ui_app *app, unsigned needs)
{
    const struct pk_record *target = ui_target(app);
    bool fits = !(needs & UI_ACTIVITY) || ui_marks_table(app) == PK_ACTIVITIES;
    if (needs & UI_MARKED && ui_bulk_wanted(app) && fits) {
        return NULL;
    }
    if (needs & (UI_ROW | UI_ACTIVITY) && !target) {
        return ui_table_shown(app) ? _("there is nothing under the cursor; a adds a record")
                                   : _("there is nothing under the cursor; a adds an activity");
    }
    if (needs & UI_ACTIVITY && target->table != PK_ACTIVITIES) {
        return _("only for an activity; move the cursor to one");
    }
    return NULL;
}

bool ui_command_possible(const struct ui_app *app, const struct ui_command *command,
                         struct pk_buf *why)
{
    const char *hindrance = missing_row(app, command->needs);
    if (!hindrance && command->needs & UI_WRITE) {
        const struct pk_record *target = ui_target(app);
        bool marked = command->needs & UI_MARKED && ui_bulk_wanted(app);
        enum pk_table table = marked   ? ui_marks_table(app)
                              : target ? (enum pk_table)target->table
                                       : PK_ACTIVITIES;
        if (!ui_app_may_write(app, table, why)) {
            return false;
        }
    }
    if (!hindrance && command->hindrance) {
        hindrance = command->hindrance(app);
    }
    if (hindrance && why) {
        pk_buf_str(why, hindrance);
    }
    return !hindrance;
}

unsigned ui_line_run(struct ui_app *app, const struct ui_line *line)
{
    struct pk_buf why = { 0 };
    unsigned stale = UI_DRAW;
    if (ui_command_possible(app, line->command, &why)) {
        stale = ui_count_run(app, line);
    } else {
        ui_say(app, "%s", pk_buf_text(&why));
    }
    pk_buf_dispose(&why);
    return stale;
}

unsigned ui_command_run(struct ui_app *app, const char *text)
{
    struct ui_line line;
    struct pk_diag diag;
    unsigned stale = UI_DRAW;
    if (ui_line_parse(&line, text, &diag)) {
        ui_complain(app, &diag);
    } else {
        stale = ui_line_run(app, &line);
    }
    ui_line_dispose(&line);
    return stale;
}
