/* In the plan's order rows stand by group and position, the group's own row first, so that a row
 * is found by halving; in another order all of them are looked through.
 */
#include "config.h"

#include "ui/outlinerows.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"

static bool by_goal(const struct ui_outline *outline)
{
    return outline->order == PK_ORDER_PLAN;
}

static bool matches(const struct ui_outline *outline, const struct pk_record *record)
{
    return record && pk_query_match(outline->filter, (const struct pk_activity *)record);
}

/* ---- making ---- */

static void insert(struct ui_outline *outline, size_t row, size_t group,
                   const struct pk_activity *activity)
{
    size_t count = outline->list.count;
    outline->rows = pk_reserve(outline->rows, &outline->capacity, count + 1,
                               sizeof *outline->rows);
    memmove(&outline->rows[row + 1], &outline->rows[row], (count - row) * sizeof *outline->rows);
    outline->rows[row] = (struct ui_row){ (uint32_t)group, activity };
    outline->list.count = count + 1;
}

static void take_out(struct ui_outline *outline, size_t row)
{
    outline->list.count--;
    memmove(&outline->rows[row], &outline->rows[row + 1],
            (outline->list.count - row) * sizeof *outline->rows);
}

static void add(struct ui_outline *outline, size_t group, const struct pk_activity *activity)
{
    insert(outline, outline->list.count, group, activity);
}

/* Only activities, whatever is folded. */
static void add_sorted(struct ui_outline *outline, size_t groups, pk_day today)
{
    const struct pk_activity **found =
        pk_new(pk_plan_count(outline->plan, PK_ACTIVITIES) + 1, sizeof *found);
    for (size_t g = 0; g < groups; g++) {
        const struct pk_group *group = &outline->groups[g];
        for (size_t i = 0; i < group->count; i++) {
            if (pk_query_match(outline->filter, group->activities[i])) {
                found[outline->shown++] = group->activities[i];
            }
        }
    }
    pk_order_sort(found, outline->shown, outline->order, today);
    for (size_t i = 0; i < outline->shown; i++) {
        add(outline, found[i]->group, found[i]);
    }
    free(found);
}

/* Whether a goal's row is there even when none of its activities is. */
static bool stands_alone(const struct ui_outline *outline, size_t group)
{
    return outline->groups[group].goal && pk_query_all(outline->filter);
}

static void add_group(struct ui_outline *outline, size_t index)
{
    const struct pk_group *group = &outline->groups[index];
    size_t goal_row = outline->list.count, shown = outline->shown;
    bool folded = ui_outline_folded(outline, group->goal);
    add(outline, index, NULL);
    for (size_t i = 0; i < group->count; i++) {
        if (!pk_query_match(outline->filter, group->activities[i])) {
            continue;
        }
        outline->shown++;
        if (!folded) {
            add(outline, index, group->activities[i]);
        }
    }
    if (outline->shown == shown && !stands_alone(outline, index)) {
        outline->list.count = goal_row;
    }
}

void ui_rows_make(struct ui_outline *outline, pk_day today)
{
    size_t count = pk_plan_groups(outline->plan, &outline->groups);
    outline->list.count = outline->shown = 0;
    if (!by_goal(outline)) {
        add_sorted(outline, count, today);
    }
    for (size_t i = 0; by_goal(outline) && i < count; i++) {
        add_group(outline, i);
    }
}

/* ---- finding ---- */

/* The first row that does not stand before that place in the plan's order; 0 is the group's own. */
static size_t first_from(const struct ui_outline *outline, size_t group, size_t place)
{
    size_t from = 0, to = outline->list.count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const struct ui_row *row = &outline->rows[middle];
        size_t at = row->activity ? row->activity->position + (size_t)1 : 0;
        if (row->group < group || (row->group == group && at < place)) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

/* The first row of a group, told by what rows say themselves. */
static size_t begin_of(const struct ui_outline *outline, size_t group)
{
    return first_from(outline, group, 0);
}

static bool is_row_of(const struct ui_outline *outline, size_t row, size_t group,
                      const struct pk_activity *activity)
{
    return row < outline->list.count && outline->rows[row].group == group &&
           outline->rows[row].activity == activity;
}

static size_t look_for(const struct ui_outline *outline, size_t from, size_t to,
                       const void *activity)
{
    while (from < to && outline->rows[from].activity != activity) {
        from++;
    }
    return from < to ? from : outline->list.count;
}

size_t ui_rows_of_activity(const struct ui_outline *outline, const struct pk_activity *activity)
{
    size_t count = outline->list.count;
    if (!by_goal(outline)) {
        return look_for(outline, 0, count, activity);
    }
    size_t row = first_from(outline, activity->group, activity->position + (size_t)1);
    return is_row_of(outline, row, activity->group, activity) ? row : count;
}

size_t ui_rows_of_group(const struct ui_outline *outline, size_t group)
{
    size_t count = outline->list.count, row = by_goal(outline) ? begin_of(outline, group) : count;
    return is_row_of(outline, row, group, NULL) ? row : count;
}

/* ---- following ---- */

static bool same_text(const struct pk_alteration *one, int field)
{
    return !one->was || !one->now || strcmp(one->was->text[field], one->now->text[field]) == 0;
}

static bool is_folded(const struct ui_outline *outline, const struct pk_record *record)
{
    const struct pk_activity *activity = (const struct pk_activity *)record;
    return record && ui_outline_folded(outline, outline->groups[activity->group].goal);
}

/* Goals make the groups; a filter may be looked up in the names of sources, and in what activities
 * say; what is folded away and filtered out at once is not counted by group. */
static bool can_follow(const struct ui_outline *outline, const struct pk_alterations *altered)
{
    bool filtered = !pk_query_all(outline->filter), follows = by_goal(outline);
    for (size_t i = 0; i < altered->count; i++) {
        follows = follows && altered->items[i].table != PK_GOALS;
    }
    for (size_t i = 0; follows && filtered && i < altered->count; i++) {
        const struct pk_alteration *one = &altered->items[i];
        bool activity = one->table == PK_ACTIVITIES;
        bool names = activity && same_text(one, PK_ACTIVITY_GOAL) &&
                     same_text(one, PK_ACTIVITY_SOURCE);
        bool folded = activity && (is_folded(outline, one->was) || is_folded(outline, one->now));
        follows = one->table != PK_SOURCES && (!activity || (names && !folded));
    }
    return follows;
}

/* Whether its row has to be another one, or none. */
static bool leaves_row(const struct ui_outline *outline, const struct pk_alteration *one)
{
    return one->table == PK_ACTIVITIES &&
           (one->moved || !one->was || !one->now ||
            matches(outline, one->was) != matches(outline, one->now));
}

/* The row of an activity as it was in its group: positions are those of now, so that unless it is
 * where it was, it is looked for. */
static size_t row_before(const struct ui_outline *outline, const struct pk_alteration *one)
{
    const struct pk_activity *was = (const struct pk_activity *)one->was;
    size_t from = begin_of(outline, was->group), to = begin_of(outline, was->group + 1);
    size_t row = from + 1 + was->position;
    bool there = row < to && outline->rows[row].activity == (const void *)one->self;
    return there ? row : look_for(outline, from, to, one->self);
}

static void leave_row(struct ui_outline *outline, const struct pk_alteration *one)
{
    if (!matches(outline, one->was)) {
        return;
    }
    size_t row = row_before(outline, one);
    outline->shown--;
    if (row < outline->list.count) {
        take_out(outline, row);
    }
}

static void take_row(struct ui_outline *outline, const struct pk_alteration *one)
{
    if (!matches(outline, one->now)) {
        return;
    }
    const struct pk_activity *activity = (const struct pk_activity *)one->now;
    size_t group = activity->group;
    outline->shown++;
    if (ui_rows_of_group(outline, group) == outline->list.count) {
        insert(outline, begin_of(outline, group), group, NULL);
    }
    if (!is_folded(outline, one->now)) {
        size_t row = first_from(outline, group, activity->position + (size_t)1);
        insert(outline, row, group, activity);
    }
}

/* The row of a group that has lost the last of its activities. */
static void drop_group(struct ui_outline *outline, size_t group)
{
    size_t row = ui_rows_of_group(outline, group), next = begin_of(outline, group + 1);
    bool filtered = !pk_query_all(outline->filter);
    bool empty = filtered ? next == row + 1 : outline->groups[group].count == 0;
    if (row < outline->list.count && empty && !stands_alone(outline, group)) {
        take_out(outline, row);
    }
}

/* One that only changes places: what stands between the two moves up or down.  False where it is
 * not so simple. */
static bool move_row(struct ui_outline *outline, const struct pk_alteration *one)
{
    size_t count = outline->list.count;
    if (!one->was || !one->now || !pk_query_all(outline->filter)) {
        return false;
    }
    const struct pk_activity *now = (const struct pk_activity *)one->now;
    size_t from = row_before(outline, one), head = ui_rows_of_group(outline, now->group);
    bool stays = ((const struct pk_activity *)one->was)->group == now->group;
    if (from == count || head == count || !stays || is_folded(outline, one->now)) {
        return false;
    }
    size_t to = head + 1 + now->position;
    struct ui_row row = outline->rows[from];
    if (from < to) {
        memmove(&outline->rows[from], &outline->rows[from + 1], (to - from) * sizeof row);
    } else {
        memmove(&outline->rows[to + 1], &outline->rows[to], (from - to) * sizeof row);
    }
    outline->rows[to] = row;
    return true;
}

bool ui_rows_follow(struct ui_outline *outline, const struct pk_alterations *altered)
{
    (void)pk_plan_groups(outline->plan, &outline->groups);
    if (!can_follow(outline, altered)) {
        return false;
    }
    if (altered->count == 1 && leaves_row(outline, altered->items) &&
        move_row(outline, altered->items)) {
        return true;
    }
    for (size_t i = 0; i < altered->count; i++) {
        if (leaves_row(outline, &altered->items[i])) {
            leave_row(outline, &altered->items[i]);
        }
    }
    for (size_t i = 0; i < altered->count; i++) {
        if (leaves_row(outline, &altered->items[i])) {
            take_row(outline, &altered->items[i]);
        }
    }
    for (size_t i = 0; i < altered->count; i++) {
        const struct pk_alteration *one = &altered->items[i];
        if (leaves_row(outline, one) && one->was) {
            drop_group(outline, ((const struct pk_activity *)one->was)->group);
        }
    }
    return true;
}
