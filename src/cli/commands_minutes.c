/* commands_minutes.c: the minutes of a meeting, which are only read. */
#include "config.h"

#include "cli/clock.h"
#include "cli/command.h"
#include "planek/i18n.h"
#include "planek/lookback.h"
#include "planek/meeting.h"
#include "planek/minutes.h"
#include "planek/since.h"
#include "planek/when.h"

/* --since DATE from the beginning of that day, else from the end of the last meeting's. */
static enum pk_err read_since(struct pk_minutes *minutes, int64_t *moment,
                              const struct pk_session *session, struct pk_diag *diag)
{
    const struct pk_options *options = session->options;
    struct pk_dates dates = { pk_plan_settings(session->plan)->year, options->today };
    struct pk_diag reason;
    if (!options->since) {
        minutes->since = pk_since_meeting(session->plan, options->today);
        minutes->since_meeting = true;
        *moment = minutes->since == PK_NO_DAY ? INT64_MIN : pk_when_day_ends(minutes->since);
        return PK_OK;
    }
    enum pk_err err = pk_day_parse(&minutes->since, options->since, &dates, &reason);
    if (err) {
        return pk_fail(diag, err, "--since: %s", reason.text);
    }
    if (minutes->since == PK_NO_DAY) {
        return pk_fail(diag, PK_ERR_USAGE, _("--%s takes a date, for example 2024-06-30"),
                       "since");
    }
    *moment = pk_clock_begin(minutes->since);
    return PK_OK;
}

enum pk_err pk_command_minutes(struct pk_session *session, struct pk_diag *diag)
{
    const struct pk_options *options = session->options;
    struct pk_minutes minutes = { .meeting = pk_meeting_on(session->plan, options->today),
                                  .days = options->config->meeting_days };
    struct pk_lookback lookback;
    int64_t since = INT64_MIN;
    enum pk_err err = read_since(&minutes, &since, session, diag);
    if (!err) {
        err = pk_lookback_read(&lookback, session->store,
                               minutes.meeting ? minutes.meeting->id : NULL, options->today,
                               since, diag);
    }
    if (err) {
        return err;
    }
    struct pk_report report;
    pk_session_report(&report, NULL, session);
    minutes.then = lookback.then;
    minutes.begin = lookback.begin;
    pk_cli_language(options, pk_plan_settings(session->plan)->language, true);
    pk_report_minutes(&session->out, &report, &minutes);
    pk_lookback_dispose(&lookback);
    return PK_OK;
}
