/* parse.c: the command line, read and looked through before anything is done.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/clock.h"
#include "cli/command.h"
#include "cli/language.h"
#include "cli/options.h"
#include "cli/where.h"
#include "planek/folder.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"

enum { NAME_MOST = 64 };

static enum pk_err read_today(struct pk_options *options, struct pk_diag *diag)
{
    const char *named = getenv("PLANEK_TODAY");
    struct pk_diag reason;
    struct pk_dates dates = { 0, PK_NO_DAY };
    if (options->today == PK_NO_DAY) {
        options->today = options->as_of;
    }
    if (options->today != PK_NO_DAY) {
        return PK_OK;
    }
    if (named && pk_day_parse(&options->today, named, &dates, &reason) != PK_OK) {
        return pk_fail(diag, PK_ERR_USAGE, "$PLANEK_TODAY: %s", reason.text);
    }
    if (options->today == PK_NO_DAY) {
        options->today = pk_clock_day(time(NULL));
        options->by_clock = true;
    }
    return PK_OK;
}

/* The name goes into the history and onto other people's screens. */
static enum pk_err read_name(struct pk_invocation *invocation, struct pk_diag *diag)
{
    const char *name = invocation->options.suggest;
    if (!name) {
        return PK_OK;
    }
    struct pk_buf safe = { 0 };
    size_t length = strlen(name);
    name = pk_text_trim(name, &length);
    pk_text_safe(&safe, name, length);
    bool good = length >= 1 && length <= NAME_MOST && safe.len == length
             && memcmp(pk_buf_text(&safe), name, length) == 0;
    pk_buf_dispose(&safe);
    if (!good) {
        return pk_fail(diag, PK_ERR_USAGE,
                       _("--suggest takes a name of 1 to %d bytes without control characters"),
                       NAME_MOST);
    }
    invocation->suggest = pk_strndup(name, length);
    invocation->options.suggest = invocation->suggest;
    return PK_OK;
}

static enum pk_err no_such_command(const char *word, struct pk_diag *diag)
{
    const char **names = pk_new(pk_command_count + 1, sizeof *names);
    for (size_t i = 0; i < pk_command_count; i++) {
        names[i] = pk_command_table[i].name;
    }
    const char *near = pk_text_nearest(word, names);
    struct pk_quote shown = pk_text_quote(word);
    free(names);
    if (near) {
        return pk_fail(diag, PK_ERR_USAGE, _("there is no command \"%s\"; did you mean %s?"),
                       shown.text, near);
    }
    return pk_fail(diag, PK_ERR_USAGE,
                   _("\"%s\" is neither a command nor a folder; planek --help names the commands"),
                   shown.text);
}

/* The first word is a command if it is called like one, else the plan's folder; a command may
 * still follow that. */
static enum pk_err take_command(struct pk_invocation *invocation, struct pk_diag *diag)
{
    struct pk_options *options = &invocation->options;
    const char **words = invocation->argv;
    int taken = 0;
    if (!invocation->argc) {
        return PK_OK;
    }
    bool folder = !pk_command_find(words[0])
               && (strchr(words[0], '/') || pk_where_is_folder(words[0]));
    if (folder && (options->plan || options->demo)) {
        return pk_fail(diag, PK_ERR_USAGE, _("two plans are named; leave one out"));
    }
    if (folder) {
        options->plan = words[taken++];
    }
    if (taken < invocation->argc) {
        invocation->command = pk_command_find(words[taken]);
        if (!invocation->command) {
            return no_such_command(words[taken], diag);
        }
        taken++;
    }
    invocation->argc -= taken;
    memmove(words, words + taken, (size_t)invocation->argc * sizeof *words);
    return PK_OK;
}

static enum pk_err check_options(const struct pk_invocation *invocation, const bool *given,
                                 struct pk_diag *diag)
{
    const struct pk_command *command = invocation->command;
    if (!command) {
        command = pk_command_find("snapshot");
    }
    for (size_t i = 0; i < pk_option_count; i++) {
        const struct pk_option *option = &pk_option_table[i];
        if (given[i] && option->special && !pk_command_takes(command, option->name)) {
            return pk_fail(diag, PK_ERR_USAGE, _("planek %s takes no --%s"), command->name,
                           option->name);
        }
    }
    if (invocation->options.demo && invocation->options.plan) {
        return pk_fail(diag, PK_ERR_USAGE, _("two plans are named; leave one out"));
    }
    if (command->writes && invocation->options.as_of != PK_NO_DAY) {
        return pk_fail(diag, PK_ERR_USAGE, _("the past cannot be changed; leave out --as-of"));
    }
    if (command->alone && invocation->options.read_only) {
        return pk_fail(diag, PK_ERR_READONLY, _("planek %s writes; leave out --read-only"),
                       command->name);
    }
    if (command->settles && invocation->options.suggest) {
        return pk_fail(diag, PK_ERR_REFUSED,
                       _("who may only propose cannot use planek %s; ask the coordinator"),
                       command->name);
    }
    return PK_OK;
}

/* Whether help is asked for something that is no command. */
static bool asks_for_keys(const struct pk_invocation *invocation)
{
    return invocation->argc && (strcmp(invocation->argv[0], "keys") == 0 ||
                                strcmp(invocation->argv[0], "roff") == 0);
}

bool pk_cli_keys(const struct pk_invocation *invocation)
{
    const struct pk_command *command = invocation->command;
    return command && !command->run && !invocation->options.help &&
           !invocation->options.version && asks_for_keys(invocation);
}

static enum pk_err check_arguments(const struct pk_invocation *invocation, struct pk_diag *diag)
{
    const struct pk_command *command = invocation->command;
    if (command && !command->run && invocation->argc && !asks_for_keys(invocation) &&
        !pk_command_find(invocation->argv[0])) {
        return no_such_command(invocation->argv[0], diag);
    }
    if (!command || (invocation->argc >= command->min && invocation->argc <= command->max)) {
        return PK_OK;
    }
    if (!*command->arguments) {
        return pk_fail(diag, PK_ERR_USAGE, _("planek %s takes no words after it"), command->name);
    }
    return pk_fail(diag, PK_ERR_USAGE, _("usage: planek %s %s"), command->name,
                   _(command->arguments));
}

static bool uses_plan(const struct pk_invocation *invocation)
{
    const struct pk_command *command = invocation->command;
    return !command || (command->run && (!command->alone || invocation->options.install));
}

static enum pk_err parse(struct pk_invocation *invocation, int argc, char **argv,
                         struct pk_diag *diag)
{
    struct pk_options *options = &invocation->options;
    bool *given = pk_new(pk_option_count, sizeof *given);
    enum pk_err err = pk_options_read(invocation, argc, argv, given, diag);
    const char *no_color = getenv("NO_COLOR");
    if (no_color && *no_color && options->color == PK_COLOR_AUTO) {
        options->color = PK_COLOR_NEVER;
    }
    if (!err) {
        err = take_command(invocation, diag);
    }
    bool needs_plan = !options->help && !options->version && uses_plan(invocation);
    if (!err && !options->help) {
        err = check_options(invocation, given, diag);
    }
    if (!err && !options->help) {
        err = check_arguments(invocation, diag);
    }
    if (!err) {
        err = read_today(options, diag);
    }
    if (!err) {
        err = read_name(invocation, diag);
    }
    if (!err && needs_plan) {
        err = pk_where_plan(invocation, diag);
    }
    free(given);
    return err;
}

enum pk_err pk_cli_parse(struct pk_invocation *invocation, int argc, char **argv)
{
    *invocation = (struct pk_invocation){ .options.today = PK_NO_DAY,
                                          .options.as_of = PK_NO_DAY };
    struct pk_options *options = &invocation->options;
    pk_config_init(&invocation->config);
    invocation->environment_lang = pk_language_of_environment();
    options->ui_lang = pk_options_language(argc, argv);
    pk_cli_language(options, "", false);
    pk_config_load(&invocation->config, &invocation->warnings);
    options->config = &invocation->config;
    options->warnings = &invocation->warnings;
    if (!options->ui_lang) {
        options->ui_lang = invocation->config.language;
    }
    if (!options->ui_lang) {
        options->ui_lang = invocation->environment_lang;
    }
    pk_cli_language(options, "", false);
    struct pk_diag diag;
    enum pk_err err = parse(invocation, argc, argv, &diag);
    if (err) {
        pk_cli_complain(options, &diag);
    }
    return err;
}

bool pk_cli_screen(const struct pk_invocation *invocation)
{
    const struct pk_options *options = &invocation->options;
    bool asked = !invocation->command && !options->help && !options->version;
    return asked && (options->script || (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)));
}

void pk_cli_dispose(struct pk_invocation *invocation)
{
    if (invocation->demo_folder) {
        pk_folder_remove(invocation->demo_folder);
    }
    free(invocation->demo_folder);
    free(invocation->argv);
    free(invocation->environment_lang);
    free(invocation->suggest);
    pk_config_dispose(&invocation->config);
    pk_faults_dispose(&invocation->warnings);
}
