/* commands_report.c: commands that show the plan and never write. */
#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/clock.h"
#include "cli/command.h"
#include "cli/filter.h"
#include "planek/budget.h"
#include "planek/check.h"
#include "planek/i18n.h"
#include "planek/query.h"
#include "planek/report.h"

enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 40, MOST_WIDTH = 300 };

static int report_width(const struct pk_session *session)
{
    int width = session->options->width;
    if (!width) {
        width = pk_plan_settings(session->plan)->print_width;
    }
    return width >= LEAST_WIDTH && width <= MOST_WIDTH ? width : DEFAULT_WIDTH;
}

void pk_session_report(struct pk_report *report, const struct pk_query *filter,
                       const struct pk_session *session)
{
    const struct pk_options *options = session->options;
    *report = (struct pk_report){ .plan = session->plan,
                                  .filter = filter,
                                  .today = options->today,
                                  .ascii = pk_cli_ascii(options, STDOUT_FILENO),
                                  .plain = options->plain,
                                  .width = report_width(session) };
}

/* Reads the filter, which the caller frees, and switches to the documents' language. */
static enum pk_err begin_report(struct pk_report *report, struct pk_query **filter,
                                struct pk_session *session, struct pk_diag *diag)
{
    const struct pk_options *options = session->options;
    enum pk_err err = pk_cli_filter(filter, session, diag);
    pk_session_report(report, *filter, session);
    if (!err) {
        pk_cli_language(options, pk_plan_settings(session->plan)->language, true);
    }
    return err;
}

static enum pk_err read_end(struct pk_due *out, const struct pk_session *session, const char *name,
                            const char *typed, struct pk_diag *diag)
{
    struct pk_diag reason;
    struct pk_dates dates = { pk_plan_settings(session->plan)->year, session->options->today };
    enum pk_err err = pk_due_parse(out, typed, &dates, &reason);
    if (err) {
        return pk_fail(diag, err, "--%s: %s", name, reason.text);
    }
    if (out->first == PK_NO_DAY) {
        return pk_fail(diag, PK_ERR_USAGE, _("--%s takes a date, for example 2024-06-30"), name);
    }
    return PK_OK;
}

/* --from and --to: days, or months and quarters as a whole. */
static enum pk_err read_span(struct pk_snapshot_options *out, const struct pk_session *session,
                             struct pk_diag *diag)
{
    const struct pk_options *options = session->options;
    int year = pk_plan_settings(session->plan)->year;
    pk_day from = pk_day_make(year, 1, 1), to = pk_day_make(year, 12, 31) + 1;
    struct pk_due end;
    enum pk_err err = PK_OK;
    *out = (struct pk_snapshot_options){ PK_NO_DAY, PK_NO_DAY, options->pages };
    if (options->from) {
        err = read_end(&end, session, "from", options->from, diag);
        from = out->from = err ? from : end.first;
    }
    if (!err && options->to) {
        err = read_end(&end, session, "to", options->to, diag);
        to = out->to = err ? to : end.last + 1;
    }
    if (!err && from >= to) {
        err = pk_fail(diag, PK_ERR_USAGE, _("the timeline would end before it begins; change "
                                            "--from or --to"));
    }
    return err;
}

enum pk_err pk_command_snapshot(struct pk_session *session, struct pk_diag *diag)
{
    struct pk_snapshot_options options;
    struct pk_report report;
    struct pk_query *filter = NULL;
    enum pk_err err = read_span(&options, session, diag);
    if (!err) {
        err = begin_report(&report, &filter, session, diag);
    }
    if (!err) {
        pk_report_snapshot(&session->out, &report, &options);
    }
    pk_query_free(filter);
    return err;
}

enum pk_err pk_command_list(struct pk_session *session, struct pk_diag *diag)
{
    struct pk_report report;
    struct pk_query *filter = NULL;
    enum pk_err err = begin_report(&report, &filter, session, diag);
    if (!err) {
        pk_report_list(&session->out, &report, (enum pk_format)session->options->format);
    }
    pk_query_free(filter);
    return err;
}

enum pk_err pk_command_budget(struct pk_session *session, struct pk_diag *diag)
{
    struct pk_report report;
    struct pk_query *filter = NULL;
    enum pk_err err = begin_report(&report, &filter, session, diag);
    if (!err) {
        pk_report_budget(&session->out, &report, (enum pk_format)session->options->format);
    }
    pk_query_free(filter);
    return err;
}

enum pk_err pk_command_agenda(struct pk_session *session, struct pk_diag *diag)
{
    struct pk_report report;
    struct pk_query *filter = NULL;
    enum pk_err err = begin_report(&report, &filter, session, diag);
    if (!err) {
        pk_report_agenda(&session->out, &report, -1, (enum pk_format)session->options->format);
    }
    pk_query_free(filter);
    return err;
}

/* Rows that cannot be read hide no others. */
static void complain_rows(const struct pk_session *session, const struct pk_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        struct pk_diag diag;
        (void)pk_fail_at(&diag, PK_OK, faults->items[i].file, faults->items[i].line, "%s",
                         faults->items[i].text);
        pk_cli_complain(session->options, &diag);
    }
}

/* --since, and in the past nothing of what came later. */
static enum pk_err set_span(struct pk_historyfilter *filter, const struct pk_session *session,
                            struct pk_diag *diag)
{
    const struct pk_options *options = session->options;
    struct pk_due since;
    int64_t from = INT64_MIN, before = INT64_MAX;
    if (options->since) {
        enum pk_err err = read_end(&since, session, "since", options->since, diag);
        if (err) {
            return err;
        }
        from = pk_clock_begin(since.first);
    }
    if (options->as_of != PK_NO_DAY) {
        before = pk_clock_begin(options->as_of + 1);
    }
    pk_historyfilter_span(filter, from, before);
    return PK_OK;
}

enum pk_err pk_command_history(struct pk_session *session, struct pk_diag *diag)
{
    const struct pk_options *options = session->options;
    struct pk_history history = { 0 };
    struct pk_historyfilter *filter = NULL;
    struct pk_faults faults = { 0 };
    struct pk_report report;
    enum pk_err err = pk_store_history(session->store, &history, &faults, diag);
    if (!err) {
        complain_rows(session, &faults);
        err = pk_historyfilter_parse(&filter, session->argv, (size_t)session->argc, session->plan,
                                     &history, diag);
    }
    if (!err) {
        err = set_span(filter, session, diag);
    }
    if (!err) {
        pk_session_report(&report, NULL, session);
        pk_cli_language(options, pk_plan_settings(session->plan)->language, true);
        pk_report_history(&session->out, &report, &history, filter,
                          (enum pk_format)options->format);
    }
    pk_historyfilter_free(filter);
    pk_history_dispose(&history);
    pk_faults_dispose(&faults);
    return err;
}

enum pk_err pk_command_check(struct pk_session *session, struct pk_diag *diag)
{
    (void)diag;
    const struct pk_faults *read = pk_store_faults(session->store);
    struct pk_faults faults = { 0 };
    for (size_t i = 0; i < read->count; i++) {
        pk_faults_add(&faults, read->items[i].severity, read->items[i].file, read->items[i].line,
                      "%s", read->items[i].text);
    }
    pk_check_plan(session->plan, &faults);
    pk_check_sources(session->plan, &faults);
    pk_faults_sort(&faults);
    pk_report_faults(&session->out, &faults, (enum pk_format)session->options->format,
                     pk_cli_ascii(session->options, STDOUT_FILENO));
    session->answer_is_no = faults.count > 0;
    pk_faults_dispose(&faults);
    return PK_OK;
}
