/* commands_folder.c: commands that need no plan to be open: beginning one, and merging for git. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/git.h"
#include "planek/i18n.h"
#include "planek/mergefile.h"
#include "planek/newplan.h"
#include "planek/text.h"

#define DEFAULT_LANGUAGE "cs"

enum pk_err pk_command_new(struct pk_session *session, struct pk_diag *diag)
{
    const struct pk_options *options = session->options;
    const char *language = options->lang ? options->lang : options->ui_lang;
    struct pk_newplan plan = { .year = options->year,
                               .title = options->title ? options->title : "",
                               .language = language ? language : DEFAULT_LANGUAGE };
    if (!plan.year) {
        return pk_fail(diag, PK_ERR_USAGE, _("say which year the plan is for: --year YEAR"));
    }
    return pk_newplan_make(session->argv[0], &plan, diag);
}

/* ---- git's merge driver ---- */

/* The attribute *.csv is also that of files which are no business of planek: git merges their
 * lines, as it would without it. */
static enum pk_err merge_lines(struct pk_session *session, const struct pk_mergefile *files,
                               struct pk_diag *diag)
{
    const char *words[] = { "merge-file", "-L", "ours", "-L", "base", "-L", "theirs", "--",
                            files->ours,  files->base, files->theirs, NULL };
    int status;
    enum pk_err err = pk_git_run(".", words, &status, diag);
    if (!err && status > 127) {
        err = pk_fail(diag, PK_ERR_IO, _("git merge-file failed"));
    }
    session->answer_is_no = !err && status;
    return err;
}

static enum pk_err merge_files(struct pk_session *session, struct pk_diag *diag)
{
    const char *const *words = session->argv;
    struct pk_mergefile files = { .base = words[0],
                                  .ours = words[1],
                                  .theirs = words[2],
                                  .path = session->argc == 4 ? words[3] : NULL,
                                  .when = time(NULL) };
    struct pk_faults clashes = { 0 };
    enum pk_err err = pk_mergefile(&files, &clashes, diag);
    for (size_t i = 0; i < clashes.count && (!err || err == PK_ERR_CONFLICT); i++) {
        struct pk_diag said;
        (void)pk_fail_at(&said, PK_ERR_CONFLICT, clashes.items[i].file, 0, "%s",
                         clashes.items[i].text);
        pk_cli_complain(session->options, &said);
    }
    pk_faults_dispose(&clashes);
    if (err == PK_ERR_USAGE) {
        return merge_lines(session, &files, diag);
    }
    if (err == PK_ERR_CONFLICT) {
        session->answer_is_no = true;
        err = PK_OK;
    }
    return err;
}

/* The path of this program as a word for the shell that git gives the driver to, and with % doubled
 * for git itself. */
static void quote_program(struct pk_buf *out, const char *path)
{
    pk_buf_char(out, '\'');
    for (; *path; path++) {
        if (*path == '\'') {
            pk_buf_str(out, "'\\''");
        } else {
            pk_buf_str(out, *path == '%' ? "%" : "");
            pk_buf_char(out, *path);
        }
    }
    pk_buf_char(out, '\'');
}

static enum pk_err configure(const char *folder, const char *name, const char *value,
                             struct pk_diag *diag)
{
    const char *words[] = { "config", name, value, NULL };
    int status;
    enum pk_err err = pk_git_run(folder, words, &status, diag);
    if (!err && status) {
        err = pk_fail(diag, PK_ERR_REFUSED, _("git config failed; nothing more was set up"));
    }
    return err;
}

/* Bases that git itself merges from several ones are taken whole from one side: no mark of a
 * conflict gets into a table, and no clash of theirs into conflicts.csv. */
static enum pk_err set_driver(const char *folder, struct pk_diag *diag)
{
    struct pk_buf driver = { 0 };
    char *self = realpath("/proc/self/exe", NULL);
    quote_program(&driver, self ? self : PACKAGE);
    pk_buf_str(&driver, " merge -- %O %A %B %P");
    enum pk_err err = configure(folder, "merge.planek.name", "planek: tables of a plan, by record",
                                diag);
    if (!err) {
        err = configure(folder, "merge.planek.driver", pk_buf_text(&driver), diag);
    }
    if (!err) {
        err = configure(folder, "merge.planek.recursive", "binary", diag);
    }
    free(self);
    pk_buf_dispose(&driver);
    return err;
}

static enum pk_err check_repository(const char *folder, struct pk_diag *diag)
{
    static const char *const words[] = { "rev-parse", "--is-inside-work-tree", NULL };
    int status;
    enum pk_err err = pk_git_run(folder, words, &status, diag);
    if (!err && status) {
        err = pk_fail_at(diag, PK_ERR_REFUSED, folder, 0,
                         _("the plan is in no repository; git init makes one"));
    }
    return err;
}

static enum pk_err check_plan(const char *folder, struct pk_diag *diag)
{
    struct pk_buf settings = { 0 };
    pk_buf_printf(&settings, "%s/plan.ini", folder);
    bool there = access(pk_buf_text(&settings), F_OK) == 0;
    pk_buf_dispose(&settings);
    return there ? PK_OK
                 : pk_fail_at(diag, PK_ERR_IO, folder, 0, _("there is no plan in this folder"));
}

static enum pk_err install(struct pk_session *session, struct pk_diag *diag)
{
    const char *folder = session->options->plan;
    bool added = false;
    enum pk_err err = check_plan(folder, diag);
    if (!err) {
        err = check_repository(folder, diag);
    }
    if (!err) {
        err = set_driver(folder, diag);
    }
    if (!err) {
        err = pk_newplan_tell_git(folder, &added, diag);
    }
    if (!err) {
        pk_buf_str(&session->out, _("git merges the plan's tables with planek from now on\n"));
    }
    if (!err && added) {
        pk_buf_str(&session->out, _("commit .gitattributes and .gitignore, so that it does so for "
                                    "everybody\n"));
    }
    return err;
}

enum pk_err pk_command_merge(struct pk_session *session, struct pk_diag *diag)
{
    bool wanted = session->options->install;
    if (wanted ? session->argc > 0 : session->argc < 3) {
        return pk_fail(diag, PK_ERR_USAGE, _("usage: planek %s %s"), "merge",
                       _("BASE OURS THEIRS [PATH] | --install"));
    }
    return wanted ? install(session, diag) : merge_files(session, diag);
}
