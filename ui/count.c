#include "config.h"

#include "ui/count.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "ui/app.h"

enum { COUNT_MOST = 99999 };

/* Where letters are typed, digits are. */
static bool counts_in(enum ui_context context)
{
    return ui_context_holds(context, UI_IN_CHART) || ui_context_holds(context, UI_IN_LIST);
}

bool ui_count_key(struct ui_app *app, const struct ui_key *key)
{
    enum ui_context context = ui_app_pane(app)->context;
    if (app->count && ui_key_is(key, UI_KEY_ESC, 0)) {
        app->count = 0;
        return true;
    }
    bool digit = key->mods == 0 && key->code >= '0' && key->code <= '9';
    bool begins = key->code != '0' || app->count;
    if (!digit || !begins || !counts_in(context) ||
        ui_keymap_find(&app->keymap, context, key)) {
        return false;
    }
    int64_t count = (int64_t)app->count * 10 + (int)(key->code - '0');
    app->count = count < COUNT_MOST ? (int)count : COUNT_MOST;
    return true;
}

/* "+1d" three times is "+3d"; NULL when the argument is no number with a sign. */
static char *multiplied(const char *argument, int count)
{
    char *end;
    struct pk_buf text = { 0 };
    if (*argument != '+' && *argument != '-') {
        return NULL;
    }
    long number = strtol(argument + 1, &end, 10);
    if (end == argument + 1 || number < 0 || number > COUNT_MOST) {
        return NULL;
    }
    pk_buf_printf(&text, "%c%ld%s", *argument, number * count, end);
    char *result = pk_strdup(pk_buf_text(&text));
    pk_buf_dispose(&text);
    return result;
}

/* Again, as long as it can be done and changes something that is seen. */
static unsigned repeat(struct ui_app *app, const struct ui_line *line, int count)
{
    unsigned stale = UI_FRESH;
    do {
        pk_buf_cut(&app->message.text, 0);
        stale |= line->command->run(app, line->argc, line->argv);
    } while (--count > 0 && !app->message.fault && !(stale & UI_QUIT) &&
             ui_command_possible(app, line->command, NULL));
    return stale;
}

unsigned ui_count_run(struct ui_app *app, const struct ui_line *line)
{
    const struct ui_command *command = line->command;
    int count = app->count;
    if (command->needs & UI_UNCOUNTED) {
        return command->run(app, line->argc, line->argv);
    }
    app->count = 0;
    if (!(command->needs & UI_COUNTED) || count < 2) {
        return command->run(app, line->argc, line->argv);
    }
    char *argument = line->argc ? multiplied(line->argv[0], count) : NULL;
    if (!argument) {
        return repeat(app, line, count);
    }
    const char *argv[UI_ARGUMENTS_MAX];
    memcpy(argv, line->argv, sizeof argv);
    argv[0] = argument;
    unsigned stale = command->run(app, line->argc, argv);
    free(argument);
    return stale;
}
