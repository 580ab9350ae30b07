/* movemany.c: moving records of one table together.
 *
 * They are moved one by one, so that each place cell says behind what the record stood when its
 * turn came: then the same cells backwards put everything where it was.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/bulkrows.h"
#include "planek/mem.h"

/* The file's order while they are moved, as a ring: by place + 1, 0 is before the first. */
struct ring {
    size_t *next, *previous;
};

struct moving {
    const struct pk_plan *plan;
    enum pk_table table;
    struct ring ring;
    bool *moves;      /* by place */
    size_t behind;    /* in the ring: what the next one comes to stand behind */
    bool places;      /* whether they change their places at all */
    const char *goal; /* that activities join */
};

static void ring_init(struct ring *ring, size_t count)
{
    ring->next = pk_new(count + 1, sizeof(*ring->next));
    ring->previous = pk_new(count + 1, sizeof(*ring->previous));
    for (size_t i = 0; i <= count; i++) {
        ring->next[i] = i < count ? i + 1 : 0;
        ring->previous[i] = i ? i - 1 : count;
    }
}

static void ring_move(struct ring *ring, size_t at, size_t behind)
{
    ring->next[ring->previous[at]] = ring->next[at];
    ring->previous[ring->next[at]] = ring->previous[at];
    ring->next[at] = ring->next[behind];
    ring->previous[at] = behind;
    ring->previous[ring->next[behind]] = at;
    ring->next[behind] = at;
}

static const char *id_at(const struct moving *moving, size_t at)
{
    return at ? pk_plan_at(moving->plan, moving->table, at - 1)->text[0] : "";
}

/* Right before the first activity of the goal that stays where it is; a goal without one has no
 * place in the file. */
static void find_start(struct moving *moving, const struct pk_record *goal)
{
    const struct pk_group *groups;
    (void)pk_plan_groups(moving->plan, &groups);
    const struct pk_group *group = &groups[goal->place];
    moving->goal = group->goal->id;
    for (size_t i = 0; i < group->count && !moving->places; i++) {
        size_t place = group->activities[i]->record.place;
        if (!moving->moves[place]) {
            for (; place > 0 && moving->moves[place - 1]; place--) {
            }
            moving->behind = place;
            moving->places = true;
        }
    }
}

static void find_behind(struct moving *moving, const struct pk_record *after)
{
    bool activities = moving->table == PK_ACTIVITIES;
    if (activities && after->table == PK_GOALS) {
        find_start(moving, after);
        return;
    }
    moving->places = true;
    if (after) {
        moving->moves[after->place] = false;
        moving->behind = after->place + 1;
        moving->goal = activities ? ((const struct pk_activity *)after)->goal : NULL;
    }
}

static void join_goal(struct pk_bulk *bulk, const struct moving *moving,
                      const struct pk_record *record)
{
    const char *goal = record->text[PK_ACTIVITY_GOAL];
    if (strcmp(goal, moving->goal) != 0) {
        pk_change_add(&bulk->change, PK_ACTIVITIES, PK_ACTIVITY_GOAL, record->text[0], goal,
                      moving->goal);
    }
}

static void move_one(struct pk_bulk *bulk, struct moving *moving, const struct pk_record *record)
{
    size_t at = record->place + 1;
    if (moving->table == PK_ACTIVITIES) {
        join_goal(bulk, moving, record);
    }
    if (!moving->places) {
        return;
    }
    size_t was = moving->ring.previous[at];
    if (was != moving->behind) {
        pk_change_add(&bulk->change, moving->table, PK_FIELD_PLACE, record->text[0],
                      id_at(moving, was), id_at(moving, moving->behind));
        ring_move(&moving->ring, at, moving->behind);
    }
    moving->behind = at;
}

void pk_bulk_move(struct pk_bulk *bulk, const struct pk_plan *plan,
                  const struct pk_record *const *records, size_t count,
                  const struct pk_record *after)
{
    if (count == 0) {
        return;
    }
    enum pk_table table = (enum pk_table)records[0]->table;
    size_t places = pk_plan_count(plan, table);
    const struct pk_record **sorted = pk_bulkrows_begin(bulk, plan, records, &count);
    struct moving moving = {
        .plan = plan, .table = table, .moves = pk_new(places + 1, sizeof(*moving.moves))
    };
    ring_init(&moving.ring, places);
    for (size_t i = 0; i < count; i++) {
        moving.moves[sorted[i]->place] = true;
    }
    find_behind(&moving, after);
    for (size_t i = 0; i < count; i++) {
        bulk->rows[i].first = bulk->change.count;
        if (moving.moves[sorted[i]->place]) {
            move_one(bulk, &moving, sorted[i]);
        }
        pk_bulkrows_end(bulk, &bulk->rows[i]);
    }
    free(moving.moves);
    free(moving.ring.next);
    free(moving.ring.previous);
    free(sorted);
}
