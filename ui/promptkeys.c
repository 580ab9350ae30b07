/* What a prompt's keys do in it, for the bottom bar, and how a prompt waits while the help is read.
 */
#include "config.h"

#include "ui/prompt.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"

static bool has_list(const struct ui_app *app)
{
    return app->prompt.offering && app->palette.list.count > 0;
}

/* On an empty line up goes to earlier ones, unless the list has been entered. */
static bool goes_up(const struct ui_app *app)
{
    return has_list(app) && (app->prompt.edit.text.len || app->palette.moved);
}

static bool has_past(const struct ui_prompt *prompt)
{
    return prompt->past[prompt->kind].count > 0;
}

static bool completes(enum ui_prompt_kind kind)
{
    return kind != UI_ASK_SEARCH && kind != UI_ASK_WHY;
}

bool ui_prompt_offers(const struct ui_app *app, const char *line)
{
    const struct ui_prompt *prompt = &app->prompt;
    bool open = prompt->kind != UI_NO_PROMPT;
    if (strcmp(line, "complete") == 0) {
        return open && completes(prompt->kind);
    }
    if (strcmp(line, "up") == 0) {
        return open && (goes_up(app) || has_past(prompt));
    }
    if (strcmp(line, "down") == 0) {
        return open && has_list(app);
    }
    return true;
}

/* What Enter does. */
static const char *accept_brief(enum ui_prompt_kind kind)
{
    switch (kind) {
    case UI_ASK_SEARCH: return _("stay there");
    case UI_ASK_FILTER: return _("show");
    case UI_ASK_COMMAND: return _("do it");
    case UI_ASK_CHANGE:
    case UI_ASK_VALUE:
    case UI_ASK_ROLE: return _("go on");
    case UI_NO_PROMPT:
    case UI_ASK_WHY:
    case UI_ASKS: return NULL;
    }
    return NULL;
}

const char *ui_prompt_brief(const struct ui_app *app, const char *line)
{
    if (strcmp(line, "accept") == 0) {
        return accept_brief(app->prompt.kind);
    }
    return strcmp(line, "up") == 0 && goes_up(app) ? _("row up") : NULL;
}

void ui_prompt_sleep(struct ui_app *app)
{
    if (app->prompt.kind != UI_NO_PROMPT) {
        app->prompt.asleep = app->prompt.kind;
        app->prompt.kind = UI_NO_PROMPT;
    }
}

void ui_prompt_wake(struct ui_app *app)
{
    if (app->prompt.asleep != UI_NO_PROMPT) {
        app->prompt.kind = app->prompt.asleep;
        app->prompt.asleep = UI_NO_PROMPT;
    }
}
