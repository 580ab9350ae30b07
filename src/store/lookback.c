/* The meeting began with the change that made its record.  Those behind it in the history are
 * taken back by their place, not by their time alone: what was done in the second before it was
 * done before the meeting.
 */
#include "config.h"

#include "planek/lookback.h"

#include "planek/meeting.h"
#include "planek/when.h"

static enum pk_err read_begin(struct pk_lookback *out, struct pk_store *store,
                              const char *meeting, pk_day today, struct pk_diag *diag)
{
    enum pk_err err = pk_store_plan_at(store, INT64_MAX, &out->begin, diag);
    out->began = out->history.count;
    if (err || !meeting) {
        return err;
    }
    out->began = pk_meeting_began(&out->history, meeting, pk_when_day_ends(today - 1));
    if (out->began < out->history.count) {
        struct pk_history later = { .items = out->history.items + out->began,
                                    .count = out->history.count - out->began };
        pk_history_rewind(&later, out->begin, later.items[0].when);
    }
    return PK_OK;
}

enum pk_err pk_lookback_read(struct pk_lookback *out, struct pk_store *store, const char *meeting,
                             pk_day today, int64_t since, struct pk_diag *diag)
{
    *out = (struct pk_lookback){ .then = NULL };
    enum pk_err err = pk_store_history(store, &out->history, NULL, diag);
    if (!err) {
        err = read_begin(out, store, meeting, today, diag);
    }
    if (!err && since != INT64_MIN) {
        err = pk_store_plan_at(store, since, &out->then, diag);
    }
    if (err) {
        pk_lookback_dispose(out);
    }
    return err;
}

void pk_lookback_forget_history(struct pk_lookback *lookback)
{
    pk_history_dispose(&lookback->history);
    lookback->history = (struct pk_history){ 0 };
}

void pk_lookback_dispose(struct pk_lookback *lookback)
{
    pk_lookback_forget_history(lookback);
    pk_plan_free(lookback->then);
    pk_plan_free(lookback->begin);
    *lookback = (struct pk_lookback){ .then = NULL };
}
