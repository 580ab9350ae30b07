#include "config.h"

#include "ui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/query.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/changing.h"
#include "ui/commands.h"
#include "ui/views.h"
#include "ui/wrap.h"

static const char *const labels[] = {
    [UI_ASK_SEARCH] = N_("Search:"),
    [UI_ASK_FILTER] = N_("Filter:"),
    [UI_ASK_COMMAND] = ":",
    [UI_ASK_WHY] = N_("Reason:"),
    [UI_ASK_CHANGE] = N_("Change:"),
    [UI_ASK_VALUE] = "",
    [UI_ASK_ROLE] = N_("New role:"),
};

/* What Tab completes; a role and a value are the whole line, the others are made of words. */
static ui_offer_fn *const offered[UI_ASKS] = {
    [UI_ASK_FILTER] = ui_offer_filter,
    [UI_ASK_CHANGE] = ui_offer_fields,
    [UI_ASK_VALUE] = ui_offer_values,
    [UI_ASK_ROLE] = ui_offer_roles,
};

static const char *text_of(const struct ui_prompt *prompt)
{
    return pk_buf_text(&prompt->edit.text);
}

void ui_prompt_dispose(struct ui_prompt *prompt)
{
    ui_lineedit_dispose(&prompt->edit);
    for (int i = 0; i < UI_ASKS; i++) {
        ui_pastlines_dispose(&prompt->past[i]);
    }
}

const char *ui_prompt_last(const struct ui_prompt *prompt, enum ui_prompt_kind kind)
{
    const struct ui_pastlines *past = &prompt->past[kind];
    return past->count ? past->items[past->count - 1] : NULL;
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
    ui_search_unlight(&outline->search);
    if (prompt->edit.text.len &&
        !ui_outline_search(outline, text_of(prompt), prompt->origin, 1)) {
        struct pk_buf told = { 0 };
        (void)ui_find_tell(app, &told);
        (void)pk_fail(&prompt->fault, PK_ERR_UNKNOWN, "%s", pk_buf_text(&told));
        pk_buf_dispose(&told);
    }
}

static bool is_one_text(const struct ui_prompt *prompt)
{
    return prompt->kind == UI_ASK_ROLE || prompt->kind == UI_ASK_VALUE;
}

static void follow(struct ui_app *app, bool asked)
{
    const struct ui_prompt *prompt = &app->prompt;
    if (is_one_text(prompt)) {
        ui_palette_follow_text(app, offered[prompt->kind], text_of(prompt), asked);
    } else if (offered[prompt->kind]) {
        ui_palette_follow_words(app, offered[prompt->kind], text_of(prompt), asked);
    } else {
        ui_palette_follow(app, text_of(prompt), asked);
    }
}

/* What is typed has changed. */
static void look(struct ui_app *app)
{
    app->prompt.fault.text[0] = '\0';
    if (app->prompt.offering) {
        follow(app, false);
    }
    switch (app->prompt.kind) {
    case UI_ASK_SEARCH: look_at_search(app); break;
    case UI_ASK_FILTER: look_at_filter(app); break;
    case UI_ASK_COMMAND:
    case UI_ASK_WHY:
    case UI_ASK_CHANGE:
    case UI_ASK_VALUE:
    case UI_ASK_ROLE:
    case UI_NO_PROMPT:
    case UI_ASKS: break;
    }
}

void ui_prompt_open(struct ui_app *app, enum ui_prompt_kind kind, const char *text)
{
    app->prompt.kind = kind;
    app->prompt.asleep = UI_NO_PROMPT;
    app->prompt.origin = app->outline.list.cursor;
    app->prompt.offering = kind == UI_ASK_COMMAND;
    ui_pastlines_begin(&app->prompt.past[kind]);
    if (kind == UI_ASK_COMMAND) {
        ui_palette_collect(app);
    }
    ui_lineedit_set(&app->prompt.edit, text);
    look(app);
}

bool ui_prompt_key(struct ui_app *app, const struct ui_key *key, unsigned *stale)
{
    if (!ui_lineedit_key_shared(&app->prompt.edit, key, &app->forms.killed)) {
        return false;
    }
    look(app);
    *stale |= UI_DRAW;
    return true;
}

void ui_prompt_cancel(struct ui_app *app)
{
    if (app->prompt.kind == UI_ASK_SEARCH) {
        ui_search_unlight(&app->outline.search);
        if (app->prompt.origin < app->outline.list.count) {
            app->outline.list.cursor = app->prompt.origin;
        }
    }
    app->prompt.kind = UI_NO_PROMPT;
}

static unsigned write_line(struct ui_app *app, const char *line)
{
    ui_lineedit_set(&app->prompt.edit, line);
    look(app);
    return UI_DRAW;
}

/* Begins of the entry, or all of it with a blank where something may follow. */
static unsigned write_entry(struct ui_app *app, const struct ui_entry *entry)
{
    struct pk_buf line = { 0 };
    bool follows = *entry->command->arguments && strcmp(entry->line, entry->command->name) == 0;
    pk_buf_printf(&line, follows ? "%s " : "%s", entry->line);
    write_line(app, pk_buf_text(&line));
    pk_buf_dispose(&line);
    return UI_DRAW;
}

/* The line with its last word replaced; a word with blanks is quoted from its value on. */
static unsigned write_offer(struct ui_app *app, const struct ui_offer *offer)
{
    struct pk_buf line = { 0 };
    const char *typed = text_of(&app->prompt), *text = offer->text;
    if (is_one_text(&app->prompt)) {
        app->prompt.offering = false;
        return write_line(app, text);
    }
    size_t value = strcspn(text, "=:"), length = strlen(text);
    bool open = length && strchr("=:/", text[length - 1]);
    value = text[value] ? value + 1 : 0;
    pk_buf_add(&line, typed, ui_palette_last_word(typed));
    if (strchr(text, ' ')) {
        pk_buf_printf(&line, "%.*s\"%s\" ", (int)value, text, text + value);
    } else {
        pk_buf_printf(&line, open ? "%s" : "%s ", text);
    }
    write_line(app, pk_buf_text(&line));
    pk_buf_dispose(&line);
    return UI_DRAW;
}

/* The line as it is when it names a command, unless another one was picked in the list. */
static unsigned run_command(struct ui_app *app, const char *typed)
{
    const struct ui_entry *lit = ui_palette_entry(&app->palette);
    bool named = ui_command_of(typed) && *typed;
    if (!lit || (named && !app->palette.moved) || (!*typed && !app->palette.moved)) {
        return *typed ? ui_command_run(app, typed) : UI_DRAW;
    }
    if (lit->open) {
        char *line = pk_strdup(lit->line);
        ui_prompt_open(app, UI_ASK_COMMAND, line);
        free(line);
        return UI_DRAW;
    }
    return ui_command_run(app, lit->line);
}

unsigned ui_prompt_accept(struct ui_app *app)
{
    struct ui_prompt *prompt = &app->prompt;
    enum ui_prompt_kind kind = prompt->kind;
    const struct ui_offer *offer = ui_palette_offer(&app->palette);
    if (prompt->offering && app->palette.moved && offer) {
        return write_offer(app, offer);
    }
    if (kind == UI_ASK_FILTER && *prompt->fault.text) {
        return UI_DRAW;
    }
    char *typed = pk_strdup(text_of(prompt));
    unsigned stale = UI_DRAW;
    prompt->kind = UI_NO_PROMPT;
    if (kind != UI_ASK_VALUE) {
        ui_pastlines_keep(&prompt->past[kind], typed);
    }
    if (kind == UI_ASK_FILTER) {
        ui_app_filter(app, typed);
    } else if (kind == UI_ASK_COMMAND) {
        stale |= run_command(app, typed);
    } else if (kind == UI_ASK_WHY) {
        ui_history_give_why(app, typed);
    } else if (kind == UI_ASK_CHANGE) {
        stale |= ui_changing_words(app, typed);
    } else if (kind == UI_ASK_VALUE) {
        stale |= ui_changing_value(app, typed);
    } else if (kind == UI_ASK_ROLE) {
        stale |= ui_hand_over_to(app, typed);
    } else if (kind == UI_ASK_SEARCH && *typed) {
        ui_tell_hits(app, typed);
    }
    free(typed);
    return stale;
}

/* What takes a walk through the plan is looked for now that it is asked for; what fits alone is
 * taken at once. */
static unsigned complete_word(struct ui_app *app)
{
    struct ui_prompt *prompt = &app->prompt;
    const struct ui_palette *palette = &app->palette;
    bool shown = prompt->offering && palette->list.count > 0;
    if (!shown) {
        follow(app, true);
    }
    prompt->offering = true;
    const struct ui_offer *offer = ui_palette_offer(palette);
    return offer && (shown || palette->list.count == 1) ? write_offer(app, offer) : UI_DRAW;
}

unsigned ui_prompt_complete(struct ui_app *app)
{
    const struct ui_entry *lit = ui_palette_entry(&app->palette);
    if (offered[app->prompt.kind]) {
        return complete_word(app);
    }
    if (app->prompt.kind != UI_ASK_COMMAND) {
        return UI_FRESH;
    }
    return app->palette.arguments ? complete_word(app) : lit ? write_entry(app, lit) : UI_FRESH;
}

unsigned ui_prompt_recall(struct ui_app *app, int direction)
{
    struct ui_prompt *prompt = &app->prompt;
    const char *line =
        ui_pastlines_step(&prompt->past[prompt->kind], direction, text_of(prompt));
    return line ? write_line(app, line) : UI_FRESH;
}

unsigned ui_prompt_move(struct ui_app *app, enum ui_motion motion)
{
    struct ui_prompt *prompt = &app->prompt;
    struct ui_palette *palette = &app->palette;
    const struct ui_pastlines *past = &prompt->past[prompt->kind];
    bool recalling = past->at < past->count;
    bool lists = prompt->offering && palette->list.count > 0;
    bool empty = prompt->edit.text.len == 0 && !palette->moved;
    if (!lists || recalling || (empty && motion == UI_MOVE_UP)) {
        return motion == UI_MOVE_UP     ? ui_prompt_recall(app, -1)
               : motion == UI_MOVE_DOWN ? ui_prompt_recall(app, 1)
                                        : UI_FRESH;
    }
    ui_list_move(&palette->list, motion);
    palette->moved = true;
    return UI_DRAW;
}

/* Where there is no hit: how the command is written. */
static void draw_nothing(struct ui_app *app, struct pk_grid *grid, struct pk_rect place)
{
    const struct ui_palette *palette = &app->palette;
    const struct ui_command *command = ui_command_of(text_of(&app->prompt));
    struct pk_buf text = { 0 };
    if (is_one_text(&app->prompt) && !palette->offers.hidden) {
        return; /* another one may be written */
    }
    if (palette->arguments && palette->offers.hidden) {
        pk_buf_str(&text, _("Tab looks for what fits."));
    } else if (app->prompt.kind != UI_ASK_COMMAND) {
        pk_buf_str(&text, _("Nothing is called that."));
    } else if (palette->arguments && command) {
        pk_buf_printf(&text, "%s %s · %s", command->name,
                      *command->arguments ? _(command->arguments) : "", _(command->label));
    } else {
        pk_buf_str(&text, _("No command is called that."));
    }
    pk_grid_put_cut(grid, place.x, place.y, place.width, PK_ROLE_DIM, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

/* A rule and the hits below it; as many lines as long as the prompt is open. */
static void draw_hits(struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    struct ui_list *list = &app->palette.list;
    int rows = line.y * 2 / 5;
    if (rows < 1) {
        return;
    }
    struct pk_rect rule = { line.x, line.y - rows - 1, line.width, rows + 1 };
    pk_grid_fill(grid, rule, PK_ROLE_TEXT);
    pk_grid_run(grid, rule.x, rule.y, rule.width, PK_ROLE_RULE, "─", '-');
    ui_list_fit(list, (size_t)rows);
    ui_mouse_cover(app);
    for (int i = 0; i < rows && list->top + (size_t)i < list->count; i++) {
        struct pk_rect row = { line.x, line.y - rows + i, line.width, 1 };
        ui_palette_draw_hit(app, grid, row, list->top + (size_t)i);
        ui_mouse_row(app, row, list, list->top + (size_t)i);
    }
    if (list->count == 0) {
        draw_nothing(app, grid, (struct pk_rect){ line.x + 3, line.y - rows, line.width - 4, 1 });
    }
}

/* Above the line: what is wrong with it, which hit it is, or what a filter can say. */
static void draw_note(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    const struct ui_prompt *prompt = &app->prompt;
    bool fault = *prompt->fault.text != '\0';
    const char *note = fault ? prompt->fault.text : "";
    struct pk_buf hits = { 0 };
    if (prompt->kind == UI_ASK_SEARCH && !fault && prompt->edit.text.len) {
        (void)ui_find_tell(app, &hits);
        note = pk_buf_text(&hits);
    }
    if (prompt->kind == UI_ASK_FILTER && !fault) {
        note = _("words, and late  next:14d  goal:4  role:WORD  source:osv  status:done  "
                 "before:1.9.  after:1.6.  unfinished  no:role  no:source");
    }
    if (prompt->kind == UI_ASK_CHANGE) {
        note = _("FIELD=VALUE, such as  status=done  due=31.8.  responsible=WHO  cost=5000  "
                 "source=osv  goal=4");
    }
    if (prompt->kind == UI_ASK_VALUE) {
        note = ui_changing_hint(prompt->field);
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
    pk_buf_dispose(&hits);
}

void ui_prompt_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    struct ui_prompt *prompt = &app->prompt;
    struct pk_buf label = { 0 };
    pk_buf_str(&label, *labels[prompt->kind] ? _(labels[prompt->kind]) : "");
    if (prompt->kind == UI_ASK_VALUE) {
        pk_buf_printf(&label, "%s:", _(prompt->field->label));
    }
    pk_grid_fill(grid, line, PK_ROLE_BAR);
    int used = pk_grid_put_cut(grid, line.x + 1, line.y, line.width / 2, PK_ROLE_KEY,
                               pk_buf_text(&label));
    int x = line.x + 2 + used;
    pk_buf_dispose(&label);
    ui_lineedit_draw(&prompt->edit, grid,
                     (struct pk_rect){ x, line.y, line.x + line.width - x - 1, 1 },
                     PK_ROLE_FIELD, true);
    if (prompt->offering) {
        draw_hits(app, grid, line);
    } else {
        draw_note(app, grid, line);
    }
}
