#include "config.h"

#include "planek/agenda.h"

#include <stdbool.h>
#include <stdlib.h>

#include "planek/mem.h"

static bool has_to_be_done(const struct pk_activity *activity)
{
    return activity->status == PK_PLANNED || activity->status == PK_ACTIVE;
}

static bool is_due(const struct pk_activity *activity, pk_day today, int days)
{
    return activity->due.last != PK_NO_DAY && has_to_be_done(activity) &&
           (days < 0 || activity->due.last < (int64_t)today + days);
}

static int compare_items(const void *left, const void *right)
{
    const struct pk_activity *a = ((const struct pk_agenda_item *)left)->activity;
    const struct pk_activity *b = ((const struct pk_agenda_item *)right)->activity;
    if (a->due.last != b->due.last) {
        return a->due.last < b->due.last ? -1 : 1;
    }
    if (a->group != b->group) {
        return a->group < b->group ? -1 : 1;
    }
    return (a->position > b->position) - (a->position < b->position);
}

void pk_agenda_make(struct pk_agenda *out, const struct pk_plan *plan, pk_day today, int days,
                    const struct pk_query *filter)
{
    *out = (struct pk_agenda){ 0 };
    size_t capacity = 0;
    const struct pk_group *groups;
    size_t group_count = pk_plan_groups(plan, &groups);
    for (size_t group = 0; group < group_count; group++) {
        for (size_t i = 0; i < groups[group].count; i++) {
            const struct pk_activity *activity = groups[group].activities[i];
            if (!is_due(activity, today, days) ||
                !(pk_query_all(filter) || pk_query_match(filter, activity))) {
                continue;
            }
            out->items = pk_reserve(out->items, &capacity, out->count + 1, sizeof(*out->items));
            out->items[out->count++] =
                (struct pk_agenda_item){ activity, activity->due.last - today };
            out->late += activity->due.last < today;
        }
    }
    if (out->count > 0) {
        qsort(out->items, out->count, sizeof(*out->items), compare_items);
    }
}

void pk_agenda_dispose(struct pk_agenda *agenda)
{
    free(agenda->items);
    *agenda = (struct pk_agenda){ 0 };
}
