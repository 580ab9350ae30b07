/* handover.c: what one role had to do becomes another's.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/bulkrows.h"
#include "planek/text.h"

static bool is_role(const char *item, size_t length, const char *role)
{
    return strlen(role) == length && memcmp(item, role, length) == 0;
}

static bool names(const char *list, const char *role)
{
    const char *item;
    size_t length;
    while ((item = pk_text_item(&list, &length))) {
        if (is_role(item, length, role)) {
            return true;
        }
    }
    return false;
}

/* Appends the list with the one role in place of the other, which is named once. */
static void replace(struct pk_buf *out, const char *list, const char *from, const char *to)
{
    const char *item;
    size_t length;
    bool there = false;
    while ((item = pk_text_item(&list, &length))) {
        bool becomes = is_role(item, length, from) || is_role(item, length, to);
        if (becomes && there) {
            continue;
        }
        there = there || becomes;
        pk_buf_str(out, out->len ? "; " : "");
        if (becomes) {
            pk_buf_str(out, to);
        } else {
            pk_buf_add(out, item, length);
        }
    }
}

static void hand_over(struct pk_bulk *bulk, const struct pk_record *record, int field,
                      const char *from, const char *to)
{
    struct pk_buf now = { 0 };
    struct pk_bulk_row *row = pk_bulkrows_add(bulk, record);
    replace(&now, record->text[field], from, to);
    pk_change_add(&bulk->change, (enum pk_table)record->table, field, record->text[0],
                  record->text[field], pk_buf_text(&now));
    pk_bulkrows_end(bulk, row);
    pk_buf_dispose(&now);
}

void pk_bulk_hand_over(struct pk_bulk *bulk, const struct pk_plan *plan, const char *from,
                       const char *to, size_t *finished)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    *finished = 0;
    if (strcmp(from, to) == 0) {
        return;
    }
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < groups[g].count; i++) {
            const struct pk_activity *activity = groups[g].activities[i];
            bool is_finished = activity->status == PK_DONE || activity->status == PK_DROPPED;
            if (names(activity->responsible, from) && is_finished) {
                ++*finished;
            } else if (names(activity->responsible, from)) {
                hand_over(bulk, &activity->record, PK_ACTIVITY_RESPONSIBLE, from, to);
            }
        }
    }
    for (size_t i = 0; i < pk_plan_count(plan, PK_DECISIONS); i++) {
        const struct pk_record *record = pk_plan_at(plan, PK_DECISIONS, i);
        const struct pk_decision *decision = (const struct pk_decision *)record;
        if (decision->status == PK_DECISION_OPEN && names(decision->responsible, from)) {
            hand_over(bulk, record, PK_DECISION_RESPONSIBLE, from, to);
        }
    }
}
