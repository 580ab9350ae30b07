/* quickedit.c: the edits of one key: a deadline shifted, an activity done, a deliverable counted.
 */
#include "config.h"

#include <string.h>

#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/text.h"

static void set(struct pk_change *change, const struct pk_activity *activity,
                enum pk_activity_field field, const char *now)
{
    pk_change_add(change, PK_ACTIVITIES, (int)field, activity->id, activity->record.text[field],
                  now);
}

enum pk_err pk_edit_shift(struct pk_change *change, const struct pk_plan *plan,
                          const struct pk_activity *activity, const char *step,
                          struct pk_diag *diag)
{
    (void)plan;
    if (activity->due.kind == PK_DUE_NONE) {
        return pk_fail(diag, PK_ERR_REFUSED, _("\"%s\" has no deadline to move; give it one"),
                       pk_text_quote(activity->title).text);
    }
    struct pk_due due = activity->due;
    enum pk_err err = pk_due_shift(&due, step, diag);
    if (err == PK_OK) {
        struct pk_buf now = { 0 };
        pk_due_encode(&now, due);
        set(change, activity, PK_ACTIVITY_DUE, pk_buf_text(&now));
        pk_buf_dispose(&now);
    }
    return err;
}

enum pk_err pk_edit_toggle_done(struct pk_change *change, const struct pk_plan *plan,
                                const struct pk_activity *activity, struct pk_diag *diag)
{
    (void)plan;
    if (activity->status == PK_PROPOSED || activity->status == PK_DROPPED) {
        return pk_fail(diag, PK_ERR_REFUSED,
                       activity->status == PK_PROPOSED
                           ? _("\"%s\" is only proposed; change its status first")
                           : _("\"%s\" is dropped; change its status first"),
                       pk_text_quote(activity->title).text);
    }
    bool begun = activity->done != PK_NO_MONEY && activity->done > 0;
    set(change, activity, PK_ACTIVITY_STATUS,
        activity->status != PK_DONE ? "done"
        : begun                     ? "active"
                                    : "planned");
    return PK_OK;
}

enum pk_err pk_edit_count(struct pk_change *change, const struct pk_plan *plan,
                          const struct pk_activity *activity, int by, struct pk_diag *diag)
{
    (void)plan;
    if (activity->target == PK_NO_MONEY) {
        return pk_fail(diag, PK_ERR_REFUSED,
                       _("\"%s\" has no target count; give it one to count towards"),
                       pk_text_quote(activity->title).text);
    }
    pk_money was = activity->done == PK_NO_MONEY ? 0 : activity->done;
    pk_money now = was + by * (pk_money)100;
    if (now < 0) {
        now = 0;
    }
    if (now == was) {
        return PK_OK;
    }
    struct pk_buf text = { 0 };
    pk_money_encode(&text, now);
    set(change, activity, PK_ACTIVITY_DONE, pk_buf_text(&text));
    if (activity->status == PK_PLANNED && now > 0) {
        set(change, activity, PK_ACTIVITY_STATUS, "active");
    }
    pk_buf_dispose(&text);
    return PK_OK;
}
