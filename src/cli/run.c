/* run.c: from what the command line asks for to the exit status.
 */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/clock.h"
#include "cli/command.h"
#include "planek/i18n.h"
#include "planek/text.h"

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
                needed = table == PK_HISTORY || command->tables >> table & 1;
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
    return pk_cli_open_waiting(out, options, read_only, NULL, NULL, diag);
}

enum pk_err pk_cli_open_waiting(struct pk_store **out, const struct pk_options *options,
                                bool read_only, pk_store_progress_fn *progress, void *user,
                                struct pk_diag *diag)
{
    bool past = options->as_of != PK_NO_DAY;
    struct pk_store_options how = { .read_only = read_only || past,
                                    .suggest = options->suggest,
                                    .past = past,
                                    .as_of = options->as_of,
                                    .progress = progress,
                                    .progress_user = user };
    enum pk_err err = pk_store_open(out, options->plan, &how, diag);
    if (err) {
        return err;
    }
    const char *language = pk_plan_settings(pk_store_plan(*out))->language;
    bool again = !options->ui_lang && *language && pk_store_faults(*out)->count;
    pk_cli_language(options, language, false);
    if (again) {
        pk_store_close(*out);
        err = pk_store_open(out, options->plan, &how, diag);
    }
    return err;
}

bool pk_cli_past(struct pk_buf *out, const struct pk_options *options,
                 const struct pk_store *store)
{
    int64_t since = pk_store_reaches_back(store);
    pk_day first = pk_clock_day(since ? since : time(NULL));
    if (options->as_of == PK_NO_DAY || options->as_of >= first) {
        return false;
    }
    if (!since) {
        pk_buf_str(out, _("the plan has no history yet; you see it as it stands"));
        return true;
    }
    struct pk_buf day = { 0 };
    pk_day_format(&day, first, PK_DAY_FULL);
    pk_buf_printf(out, _("the history reaches back to %s only; you see the plan as it stood then"),
                  pk_buf_text(&day));
    pk_buf_dispose(&day);
    return true;
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

static void say(const struct pk_options *options, const char *sentence)
{
    struct pk_diag diag;
    (void)pk_fail(&diag, PK_OK, "%s", sentence);
    pk_cli_complain(options, &diag);
}

static void print_past(const struct pk_session *session)
{
    struct pk_buf sentence = { 0 };
    if (pk_cli_past(&sentence, session->options, session->store)) {
        say(session->options, pk_buf_text(&sentence));
    }
    pk_buf_dispose(&sentence);
}

/* The change is acknowledged already; where the table files cannot follow now, they do so later. */
static void bring_up(const struct pk_session *session)
{
    struct pk_diag reason;
    if (!session->edited || pk_store_checkpoint(session->store, &reason) == PK_OK) {
        return;
    }
    pk_cli_complain(session->options, &reason);
    say(session->options, _("the change is safe in history.csv; the table files follow as soon as "
                            "they can be written"));
}

static void print_notice(const struct pk_session *session)
{
    const char *notice = session->store ? pk_store_notice(session->store) : NULL;
    if (notice) {
        say(session->options, notice);
    }
}

static enum pk_err run_command(struct pk_session *session, const struct pk_command *command,
                               struct pk_diag *diag)
{
    diag->text[0] = '\0';
    if (command->alone) {
        return command->run(session, diag);
    }
    bool read_only = session->options->read_only || !command->writes;
    enum pk_err err = pk_cli_open(&session->store, session->options, read_only, diag);
    session->plan = err ? NULL : pk_store_plan(session->store);
    if (!err) {
        print_past(session);
        err = look_at_faults(session, command);
    }
    if (!err) {
        err = command->run(session, diag);
    }
    bring_up(session);
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
