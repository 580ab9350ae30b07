/* place.c: moving records: on the screen activities stand by goal, in the file in one order.
 *
 * Within a goal the file's order counts, so that a place on the screen is a place in the file:
 * behind the activity before it, or before the goal's first.
 */
#include "config.h"

#include "model/place.h"

#include <string.h>

#include "planek/change.h"
#include "planek/edit.h"
#include "planek/i18n.h"

static const char *id_at(const struct pk_plan *plan, enum pk_table table, size_t place)
{
    return pk_plan_at(plan, table, place)->text[0];
}

const char *pk_place_of(const struct pk_plan *plan, const struct pk_record *record)
{
    return record->place ? id_at(plan, (enum pk_table)record->table, record->place - 1) : "";
}

const char *pk_place_at_end(const struct pk_plan *plan, enum pk_table table, const char *goal)
{
    size_t count = pk_plan_count(plan, table);
    const struct pk_goal *of = table == PK_ACTIVITIES ? pk_plan_goal(plan, goal) : NULL;
    const struct pk_group *groups;
    (void)pk_plan_groups(plan, &groups);
    for (size_t i = of ? of->record.place + 1 : 0; i-- > 0;) {
        if (groups[i].count) {
            return groups[i].activities[groups[i].count - 1]->id;
        }
    }
    return of || count == 0 ? "" : id_at(plan, table, count - 1);
}

/* The id to follow so that `moved` comes to stand right before `record`. */
static const char *place_before(const struct pk_plan *plan, const struct pk_record *record,
                                const struct pk_record *moved)
{
    enum pk_table table = (enum pk_table)record->table;
    size_t place = record->place;
    if (place > 0 && pk_plan_at(plan, table, place - 1) == moved) {
        place--;
    }
    return place ? id_at(plan, table, place - 1) : "";
}

static void move_behind(struct pk_change *change, const struct pk_plan *plan,
                        const struct pk_record *record, const char *after)
{
    const char *was = pk_place_of(plan, record);
    if (strcmp(was, after) != 0) {
        pk_change_add(change, (enum pk_table)record->table, PK_FIELD_PLACE, record->text[0], was,
                      after);
    }
}

static void join_goal(struct pk_change *change, const struct pk_activity *activity,
                      const char *goal)
{
    if (strcmp(activity->goal, goal) != 0) {
        pk_change_add(change, PK_ACTIVITIES, PK_ACTIVITY_GOAL, activity->id, activity->goal,
                      goal);
    }
}

/* Makes the activity the first of a group. */
static void move_to_front(struct pk_change *change, const struct pk_plan *plan,
                          const struct pk_activity *activity, const struct pk_group *group)
{
    join_goal(change, activity, group->goal ? group->goal->id : activity->goal);
    if (group->count && group->activities[0] != activity) {
        move_behind(change, plan, &activity->record,
                    place_before(plan, &group->activities[0]->record, &activity->record));
    }
}

enum pk_err pk_edit_move(struct pk_change *change, const struct pk_plan *plan,
                         const struct pk_record *record, const struct pk_record *after,
                         struct pk_diag *diag)
{
    if (after == record) {
        return pk_fail(diag, PK_ERR_USAGE, _("a record cannot stand behind itself"));
    }
    if (record->table != PK_ACTIVITIES) {
        if (after && after->table != record->table) {
            return pk_fail(diag, PK_ERR_USAGE, _("\"%s\" is of another table"), after->text[0]);
        }
        move_behind(change, plan, record, after ? after->text[0] : "");
        return PK_OK;
    }
    const struct pk_activity *activity = (const struct pk_activity *)record;
    const struct pk_group *groups;
    (void)pk_plan_groups(plan, &groups);
    if (!after) {
        move_to_front(change, plan, activity, &groups[activity->group]);
    } else if (after->table == PK_GOALS) {
        move_to_front(change, plan, activity, &groups[after->place]);
    } else if (after->table == PK_ACTIVITIES) {
        join_goal(change, activity, ((const struct pk_activity *)after)->goal);
        move_behind(change, plan, record, after->text[0]);
    } else {
        return pk_fail(diag, PK_ERR_USAGE, _("an activity stands behind a goal or an activity"));
    }
    return PK_OK;
}

/* A place on the screen: in which group, and how many of its other activities stand before. */
struct slot {
    size_t group, before;
};

static size_t others_in(const struct pk_group *groups, size_t group,
                        const struct pk_activity *activity)
{
    return groups[group].count - (group == activity->group);
}

static const struct pk_activity *other_at(const struct pk_group *groups, struct slot slot,
                                          const struct pk_activity *activity)
{
    bool skips = slot.group == activity->group && slot.before >= activity->position;
    return groups[slot.group].activities[slot.before + skips];
}

/* So many steps from where it stands, as far as there are any. */
static struct slot walk(const struct pk_group *groups, size_t count,
                        const struct pk_activity *activity, int steps)
{
    struct slot slot = { activity->group, activity->position };
    for (; steps < 0 && (slot.before || slot.group); steps++) {
        slot = slot.before ? (struct slot){ slot.group, slot.before - 1 }
                           : (struct slot){ slot.group - 1,
                                            others_in(groups, slot.group - 1, activity) };
    }
    for (; steps > 0; steps--) {
        if (slot.before < others_in(groups, slot.group, activity)) {
            slot.before++;
        } else if (slot.group + 2 < count) {
            slot = (struct slot){ slot.group + 1, 0 };
        }
    }
    return slot;
}

static void step_activity(struct pk_change *change, const struct pk_plan *plan,
                          const struct pk_activity *activity, int steps)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    struct slot slot = walk(groups, count, activity, steps);
    if (slot.group == activity->group && slot.before == activity->position) {
        return;
    }
    const struct pk_goal *goal = groups[slot.group].goal;
    bool last = slot.before == others_in(groups, slot.group, activity);
    join_goal(change, activity, goal ? goal->id : activity->goal);
    if (slot.before && (steps > 0 || last)) {
        slot.before--;
        move_behind(change, plan, &activity->record, other_at(groups, slot, activity)->id);
    } else if (!last) {
        move_behind(change, plan, &activity->record,
                    place_before(plan, &other_at(groups, slot, activity)->record,
                                 &activity->record));
    }
}

/* So many places from where it stands, as far as there are any. */
static void step_record(struct pk_change *change, const struct pk_plan *plan,
                        const struct pk_record *record, int steps)
{
    enum pk_table table = (enum pk_table)record->table;
    size_t place = record->place, left = pk_plan_count(plan, table) - 1 - place;
    size_t wanted = steps < 0 ? (size_t)-steps : (size_t)steps;
    if (steps < 0 && place > 0) {
        move_behind(change, plan, record,
                    wanted < place ? id_at(plan, table, place - wanted - 1) : "");
    } else if (steps > 0 && left > 0) {
        move_behind(change, plan, record,
                    id_at(plan, table, place + (wanted < left ? wanted : left)));
    }
}

enum pk_err pk_edit_step(struct pk_change *change, const struct pk_plan *plan,
                         const struct pk_record *record, int steps, struct pk_diag *diag)
{
    (void)diag;
    if (record->table == PK_ACTIVITIES) {
        step_activity(change, plan, (const struct pk_activity *)record, steps);
    } else {
        step_record(change, plan, record, steps);
    }
    return PK_OK;
}
