/* run.c: from the command line to the exit status.
 */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/language.h"
#include "cli/options.h"
#include "cli/where.h"
#include "planek/folder.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"

static pk_day day_of_clock(void)
{
    time_t now = time(NULL);
    struct tm local;
    if (!localtime_r(&now, &local)) {
        return pk_day_make(1970, 1, 1);
    }
    return pk_day_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

static enum pk_err read_today(struct pk_options *options, struct pk_diag *diag)
{
    const char *named = getenv("PLANEK_TODAY");
    struct pk_diag reason;
    struct pk_dates dates = { 0, PK_NO_DAY };
    if (options->today != PK_NO_DAY) {
        return PK_OK;
    }
    if (named && pk_day_parse(&options->today, named, &dates, &reason) != PK_OK) {
        return pk_fail(diag, PK_ERR_USAGE, "$PLANEK_TODAY: %s", reason.text);
    }
    if (options->today == PK_NO_DAY) {
        options->today = day_of_clock();
    }
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
    return PK_OK;
}

static enum pk_err check_arguments(const struct pk_invocation *invocation, struct pk_diag *diag)
{
    const struct pk_command *command = invocation->command;
    if (command && !command->run && invocation->argc && !pk_command_find(invocation->argv[0])) {
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
    bool needs_plan = !options->help && !options->version
                   && !(invocation->command && !invocation->command->run);
    if (!err && !options->help) {
        err = check_options(invocation, given, diag);
    }
    if (!err && !options->help) {
        err = check_arguments(invocation, diag);
    }
    if (!err) {
        err = read_today(options, diag);
    }
    if (!err && needs_plan) {
        err = pk_where_plan(invocation, diag);
    }
    free(given);
    return err;
}

enum pk_err pk_cli_parse(struct pk_invocation *invocation, int argc, char **argv)
{
    *invocation = (struct pk_invocation){ .options.today = PK_NO_DAY };
    struct pk_options *options = &invocation->options;
    pk_config_init(&invocation->config);
    invocation->environment_lang = pk_language_of_environment();
    options->ui_lang = pk_options_language(argc, argv);
    pk_cli_language(options, "", false);
    pk_config_load(&invocation->config, &invocation->warnings);
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
    return asked && (options->script || isatty(STDOUT_FILENO));
}

void pk_cli_complain(const struct pk_options *options, const struct pk_diag *diag)
{
    struct pk_buf line = { 0 }, safe = { 0 };
    if (*diag->file && diag->line) {
        pk_buf_printf(&line, "%s:%zu: ", diag->file, diag->line);
    } else {
        pk_buf_printf(&line, "%s: ", *diag->file ? diag->file : PACKAGE);
    }
    pk_buf_str(&line, diag->text);
    if (pk_cli_ascii(options, STDERR_FILENO)) {
        pk_text_ascii(&safe, pk_buf_text(&line), line.len);
    } else {
        pk_text_safe(&safe, pk_buf_text(&line), line.len);
    }
    fprintf(stderr, "%s\n", pk_buf_text(&safe));
    pk_buf_dispose(&line);
    pk_buf_dispose(&safe);
}

static void complain_fault(const struct pk_options *options, const struct pk_fault *fault)
{
    struct pk_diag diag;
    (void)pk_fail_at(&diag, PK_ERR_STRUCTURE, fault->file, fault->line, "%s", fault->text);
    pk_cli_complain(options, &diag);
}

/* Says which files that the command needs are not understood. */
static enum pk_err look_at_faults(const struct pk_session *session,
                                  const struct pk_command *command)
{
    enum pk_err err = PK_OK;
    const struct pk_faults *faults = pk_store_faults(session->store);
    for (size_t i = 0; i < faults->count && !command->checks; i++) {
        const struct pk_fault *fault = &faults->items[i];
        bool needed = true;
        for (int table = 0; table < PK_TABLES; table++) {
            if (strcmp(fault->file, pk_schema(table)->file) == 0) {
                needed = command->tables >> table & 1;
            }
        }
        if (fault->severity == PK_FATAL && needed) {
            complain_fault(session->options, fault);
            err = PK_ERR_STRUCTURE;
        }
    }
    return err;
}

enum pk_err pk_cli_open(struct pk_store **out, const struct pk_options *options, bool read_only,
                        struct pk_diag *diag)
{
    enum pk_err err = pk_store_open(out, options->plan, read_only, diag);
    if (err) {
        return err;
    }
    const char *language = pk_plan_settings(pk_store_plan(*out))->language;
    bool again = !options->ui_lang && *language && pk_store_faults(*out)->count;
    pk_cli_language(options, language, false);
    if (again) {
        pk_store_close(*out);
        err = pk_store_open(out, options->plan, read_only, diag);
    }
    return err;
}

/* On a terminal nothing but line breaks and form feeds may control it; CSV gives texts as they
 * are. */
static void make_safe(struct pk_buf *out)
{
    struct pk_buf safe = { 0 };
    const char *at = pk_buf_text(out), *end = at + out->len;
    while (at < end) {
        size_t length = strcspn(at, "\n\f");
        pk_text_safe(&safe, at, length);
        at += length;
        if (at < end) {
            pk_buf_char(&safe, *at++);
        }
    }
    pk_buf_dispose(out);
    *out = safe;
}

/* A reader that has seen enough (head) needs no message: diag's text is then empty. */
static enum pk_err write_out(struct pk_buf *out, struct pk_diag *diag)
{
    if (isatty(STDOUT_FILENO)) {
        make_safe(out);
    }
    size_t written = fwrite(pk_buf_text(out), 1, out->len, stdout);
    if (written == out->len && fflush(stdout) == 0) {
        return PK_OK;
    }
    if (errno != EPIPE) {
        return pk_fail(diag, PK_ERR_IO, _("the output cannot be written: %s"), strerror(errno));
    }
    diag->text[0] = '\0';
    return PK_ERR_IO;
}

static void print_notice(const struct pk_session *session)
{
    const char *notice = session->store ? pk_store_notice(session->store) : NULL;
    struct pk_diag diag;
    if (!notice) {
        return;
    }
    (void)pk_fail(&diag, PK_OK, "%s", notice);
    pk_cli_complain(session->options, &diag);
}

static enum pk_err run_command(struct pk_session *session, const struct pk_command *command,
                               struct pk_diag *diag)
{
    diag->text[0] = '\0';
    bool read_only = session->options->read_only || !command->writes;
    enum pk_err err = pk_cli_open(&session->store, session->options, read_only, diag);
    session->plan = err ? NULL : pk_store_plan(session->store);
    if (!err) {
        err = look_at_faults(session, command);
    }
    if (!err) {
        err = command->run(session, diag);
    }
    print_notice(session);
    return err;
}

static void print_help(struct pk_buf *out, const struct pk_invocation *invocation)
{
    const struct pk_command *command = invocation->command;
    const char *named = command && !command->run && invocation->argc ? invocation->argv[0] : NULL;
    if (named) {
        command = pk_command_find(named);
    }
    if (invocation->options.version) {
        pk_buf_str(out, PACKAGE " " PACKAGE_VERSION "\n");
    } else if (command && command->run) {
        pk_help_command(out, command);
    } else {
        pk_help_all(out);
    }
}

int pk_cli_run(struct pk_invocation *invocation)
{
    const struct pk_options *options = &invocation->options;
    const struct pk_command *command = invocation->command;
    bool help = options->help || options->version || (command && !command->run);
    struct pk_session session = { .options = options, .argv = invocation->argv,
                                  .argc = invocation->argc };
    struct pk_diag diag = { .text = "" };
    enum pk_err err = PK_OK;
    signal(SIGPIPE, SIG_IGN);
    for (size_t i = 0; i < invocation->warnings.count; i++) {
        complain_fault(options, &invocation->warnings.items[i]);
    }
    if (help) {
        print_help(&session.out, invocation);
    } else {
        err = run_command(&session, command ? command : pk_command_find("snapshot"), &diag);
    }
    if (!err) {
        err = write_out(&session.out, &diag);
    }
    if (err && *diag.text) {
        pk_cli_complain(options, &diag);
    }
    pk_store_close(session.store);
    pk_buf_dispose(&session.out);
    return err ? pk_exit_status(err) : session.answer_is_no;
}

void pk_cli_dispose(struct pk_invocation *invocation)
{
    if (invocation->demo_folder) {
        pk_folder_remove(invocation->demo_folder);
    }
    free(invocation->demo_folder);
    free(invocation->argv);
    free(invocation->environment_lang);
    pk_config_dispose(&invocation->config);
    pk_faults_dispose(&invocation->warnings);
}
