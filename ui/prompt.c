#include "config.h"

#include "ui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/query.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/wrap.h"

enum { MATCHES_MOST = 10, NAME_CELLS = 30 };

static const char *const labels[] = {
    [UI_ASK_SEARCH] = N_("Search:"),
    [UI_ASK_FILTER] = N_("Filter:"),
    [UI_ASK_COMMAND] = ":",
    [UI_ASK_WHY] = N_("Reason:"),
};

static const char *text_of(const struct ui_prompt *prompt)
{
    return pk_buf_text(&prompt->edit.text);
}

void ui_prompt_dispose(struct ui_prompt *prompt)
{
    ui_lineedit_dispose(&prompt->edit);
    for (int i = 0; i < UI_ASKS; i++) {
        free(prompt->last[i]);
    }
}

/* Whether what is typed begins the command's name or stands in its label. */
static bool matches(const struct ui_command *command, const char *typed)
{
    if (command->needs & UI_SILENT) {
        return false;
    }
    struct pk_buf folded = { 0 };
    size_t length = strcspn(typed, " ");
    bool has_arguments = typed[length] == ' ';
    bool match = strncmp(command->name, typed, length) == 0 &&
                 (!has_arguments || !command->name[length]);
    if (!match && !has_arguments) {
        pk_text_fold(&folded, typed, length);
        match = pk_text_contains(_(command->label), pk_buf_text(&folded));
    }
    pk_buf_dispose(&folded);
    return match;
}

static const struct ui_command *match_at(const char *typed, size_t number)
{
    const struct ui_command *command;
    for (size_t i = 0; (command = ui_command_at(i)); i++) {
        if (matches(command, typed) && number-- == 0) {
            return command;
        }
    }
    return NULL;
}

static void look_at_command(struct ui_app *app)
{
    struct ui_list *list = &app->prompt.matches;
    *list = (struct ui_list){ .height = list->height };
    while (match_at(text_of(&app->prompt), list->count)) {
        list->count++;
    }
}

static void look_at_filter(struct ui_app *app)
{
    struct pk_query *query;
    if (pk_query_parse_line(&query, text_of(&app->prompt), app->plan, app->options->today,
                            &app->prompt.fault) == PK_OK) {
        pk_query_free(query);
    }
}

static void look_at_search(struct ui_app *app)
{
    struct ui_prompt *prompt = &app->prompt;
    struct ui_outline *outline = &app->outline;
    if (prompt->origin < outline->list.count) {
        outline->list.cursor = prompt->origin;
    }
    if (prompt->edit.text.len &&
        !ui_outline_search(outline, text_of(prompt), prompt->origin, 1)) {
        (void)pk_fail(&prompt->fault, PK_ERR_UNKNOWN, "%s", _("not found"));
    }
}

/* What is typed has changed. */
static void look(struct ui_app *app)
{
    app->prompt.fault.text[0] = '\0';
    switch (app->prompt.kind) {
    case UI_ASK_SEARCH: look_at_search(app); break;
    case UI_ASK_FILTER: look_at_filter(app); break;
    case UI_ASK_COMMAND: look_at_command(app); break;
    case UI_ASK_WHY:
    case UI_NO_PROMPT:
    case UI_ASKS: break;
    }
}

void ui_prompt_open(struct ui_app *app, enum ui_prompt_kind kind, const char *text)
{
    app->prompt.kind = kind;
    app->prompt.origin = app->outline.list.cursor;
    ui_lineedit_set(&app->prompt.edit, text);
    look(app);
}

bool ui_prompt_key(struct ui_app *app, const struct ui_key *key, unsigned *stale)
{
    if (!ui_lineedit_key(&app->prompt.edit, key)) {
        return false;
    }
    look(app);
    *stale |= UI_DRAW;
    return true;
}

void ui_prompt_cancel(struct ui_app *app)
{
    if (app->prompt.kind == UI_ASK_SEARCH && app->prompt.origin < app->outline.list.count) {
        app->outline.list.cursor = app->prompt.origin;
    }
    app->prompt.kind = UI_NO_PROMPT;
}

/* The line as it is when it names a command, else the command lit in the list. */
static unsigned run_command(struct ui_app *app, const char *typed)
{
    size_t length = strcspn(typed, " ");
    char *name = pk_strndup(typed, length);
    const struct ui_command *lit = match_at(typed, app->prompt.matches.cursor);
    bool named = ui_command_find(name) != NULL;
    free(name);
    if (named || !lit) {
        return *typed ? ui_command_run(app, typed) : UI_DRAW;
    }
    if (lit->least == 0) {
        return ui_command_run(app, lit->name);
    }
    struct pk_buf line = { 0 };
    pk_buf_printf(&line, "%s ", lit->name);
    ui_prompt_open(app, UI_ASK_COMMAND, pk_buf_text(&line));
    pk_buf_dispose(&line);
    return UI_DRAW;
}

unsigned ui_prompt_accept(struct ui_app *app)
{
    struct ui_prompt *prompt = &app->prompt;
    enum ui_prompt_kind kind = prompt->kind;
    if (kind == UI_ASK_FILTER && *prompt->fault.text) {
        return UI_DRAW;
    }
    char *typed = pk_strdup(text_of(prompt));
    unsigned stale = UI_DRAW;
    prompt->kind = UI_NO_PROMPT;
    if (*typed) {
        free(prompt->last[kind]);
        prompt->last[kind] = pk_strdup(typed);
    }
    if (kind == UI_ASK_FILTER) {
        ui_app_filter(app, typed);
    } else if (kind == UI_ASK_COMMAND) {
        stale |= run_command(app, typed);
    } else if (kind == UI_ASK_WHY) {
        ui_history_give_why(app, typed);
    } else if (*prompt->fault.text) {
        ui_say(app, _("\"%s\" is not among the rows shown"), typed);
    }
    free(typed);
    return stale;
}

unsigned ui_prompt_complete(struct ui_app *app)
{
    struct ui_prompt *prompt = &app->prompt;
    const struct ui_command *lit = match_at(text_of(prompt), prompt->matches.cursor);
    if (prompt->kind != UI_ASK_COMMAND || !lit) {
        return UI_FRESH;
    }
    struct pk_buf line = { 0 };
    pk_buf_printf(&line, *lit->arguments ? "%s " : "%s", lit->name);
    ui_lineedit_set(&prompt->edit, pk_buf_text(&line));
    pk_buf_dispose(&line);
    look(app);
    return UI_DRAW;
}

unsigned ui_prompt_move(struct ui_app *app, enum ui_motion motion)
{
    struct ui_prompt *prompt = &app->prompt;
    const char *last = prompt->last[prompt->kind];
    if (prompt->kind == UI_ASK_COMMAND) {
        ui_list_move(&prompt->matches, motion);
    } else if (motion == UI_MOVE_UP && last) {
        ui_lineedit_set(&prompt->edit, last);
        look(app);
    }
    return UI_DRAW;
}

static void draw_matches(struct ui_prompt *prompt, struct pk_grid *grid, struct pk_rect line)
{
    int rows = line.y - 2 < MATCHES_MOST ? line.y - 2 : MATCHES_MOST;
    struct ui_list *list = &prompt->matches;
    if (rows < 1) {
        return;
    }
    ui_list_fit(list, (size_t)rows);
    int count = list->count < list->height ? (int)list->count : rows;
    for (int i = 0; i < count; i++) {
        size_t at = list->top + (size_t)i;
        const struct ui_command *command = match_at(text_of(prompt), at);
        struct pk_rect row = { line.x, line.y - count + i, line.width, 1 };
        enum pk_role role = at == list->cursor ? PK_ROLE_SELECTED : PK_ROLE_BAR;
        struct pk_buf name = { 0 };
        pk_grid_fill(grid, row, PK_ROLE_BAR);
        pk_buf_printf(&name, "%s %s", command->name,
                      *command->arguments ? _(command->arguments) : "");
        pk_grid_put_cut(grid, row.x + 1, row.y, NAME_CELLS, role, pk_buf_text(&name));
        pk_grid_put_cut(grid, row.x + 2 + NAME_CELLS, row.y, row.width - NAME_CELLS - 3, role,
                        _(command->label));
        pk_buf_dispose(&name);
    }
}

/* Above the line: what is wrong with it, or what a filter can say. */
static void draw_note(const struct ui_prompt *prompt, struct pk_grid *grid, struct pk_rect line)
{
    bool fault = *prompt->fault.text != '\0';
    const char *note = fault ? prompt->fault.text : "";
    if (prompt->kind == UI_ASK_FILTER && !fault) {
        note = _("words, and late  next:14d  goal:4  role:WORD  source:osv  status:done  "
                 "before:1.9.  after:1.6.");
    }
    int lines = ui_text_lines(note, line.width - 4);
    struct pk_rect above = { line.x, line.y - lines, line.width, lines };
    pk_grid_fill(grid, above, PK_ROLE_BAR);
    if (fault) {
        pk_grid_glyph(grid, line.x + 1, above.y, PK_ROLE_FAULT, "×", 'x');
    }
    above.x += 3;
    above.width -= 4;
    ui_text_put(grid, above, fault ? PK_ROLE_FAULT : PK_ROLE_DIM, note, 0);
}

void ui_prompt_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    struct ui_prompt *prompt = &app->prompt;
    const char *label = labels[prompt->kind];
    pk_grid_fill(grid, line, PK_ROLE_BAR);
    int used = pk_grid_put_cut(grid, line.x + 1, line.y, line.width / 2, PK_ROLE_KEY, _(label));
    int x = line.x + 2 + used;
    ui_lineedit_draw(&prompt->edit, grid,
                     (struct pk_rect){ x, line.y, line.x + line.width - x - 1, 1 },
                     PK_ROLE_FIELD, true);
    if (prompt->kind == UI_ASK_COMMAND) {
        draw_matches(prompt, grid, line);
    } else {
        draw_note(prompt, grid, line);
    }
}
