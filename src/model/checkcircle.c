/* checkcircle.c: activities that lead back to themselves.
 *
 * cost_in is one arrow an activity, so a walk along it ends, meets what was walked before, or
 * meets itself: then what lies between is a circle.  depends is any number of arrows; there a
 * circle is a strongly connected component of more than one (Tarjan 1972, without recursion).
 * Both remember what they visited by record.place, so that asking about every activity of a
 * plan walks each arrow once.
 */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/checking.h"
#include "planek/mem.h"

enum { UNSEEN, ON_PATH, NO_CIRCLE, TO_CIRCLE, CIRCLE };

struct frame {
    const struct pk_activity *activity;
    const char *cursor; /* in its depends */
};

struct pk_circles {
    uint8_t *cost_in, *depends; /* by place, one of those above */
    uint32_t *number, *low;     /* by place: when it was reached; the earliest it leads to */
    uint32_t reached;
    struct frame *frames; /* the walk's path */
    size_t depth, frame_capacity;
    uint32_t *open; /* places reached whose component is not complete */
    size_t open_count, open_capacity;
};

static struct pk_circles *circles_get(struct pk_checking *checking)
{
    if (!checking->circles) {
        checking->circles = pk_new(1, sizeof(*checking->circles));
    }
    return checking->circles;
}

void pk_circles_free(struct pk_circles *circles)
{
    if (!circles) {
        return;
    }
    free(circles->cost_in);
    free(circles->depends);
    free(circles->number);
    free(circles->low);
    free(circles->frames);
    free(circles->open);
    free(circles);
}

/* The activity of that id, unless it is the one that names it: that is another fault. */
static const struct pk_activity *find_other(const struct pk_checking *checking,
                                            const struct pk_activity *activity, const char *id)
{
    const struct pk_record *other = pk_checking_find(checking, PK_ACTIVITIES, id);
    return other && other->place != activity->record.place ? (const struct pk_activity *)other
                                                           : NULL;
}

static void walk_cost_in(struct pk_checking *checking, uint8_t *state,
                         const struct pk_activity *start)
{
    const struct pk_activity *at = start;
    while (at && state[at->record.place] == UNSEEN) {
        state[at->record.place] = ON_PATH;
        at = find_other(checking, at, at->cost_in);
    }
    while (at && state[at->record.place] == ON_PATH) {
        state[at->record.place] = CIRCLE;
        at = find_other(checking, at, at->cost_in);
    }
    bool round = at && state[at->record.place] >= TO_CIRCLE;
    for (at = start; at && state[at->record.place] == ON_PATH;) {
        state[at->record.place] = round ? TO_CIRCLE : NO_CIRCLE;
        at = find_other(checking, at, at->cost_in);
    }
}

static uint8_t cost_in_state(struct pk_checking *checking, const struct pk_activity *activity)
{
    struct pk_circles *circles = circles_get(checking);
    if (!circles->cost_in) {
        circles->cost_in = pk_new(pk_checking_places(checking, PK_ACTIVITIES), 1);
    }
    walk_cost_in(checking, circles->cost_in, activity);
    return circles->cost_in[activity->record.place];
}

bool pk_circle_of_cost_in(struct pk_checking *checking, const struct pk_activity *activity)
{
    return cost_in_state(checking, activity) == CIRCLE;
}

bool pk_chain_too_long(struct pk_checking *checking, const struct pk_activity *activity)
{
    const struct pk_activity *at = activity;
    int steps = 0;
    for (; at && *at->cost_in && steps <= PK_COST_IN_MAX; steps++) {
        at = find_other(checking, at, at->cost_in);
    }
    return steps > PK_COST_IN_MAX && cost_in_state(checking, activity) == NO_CIRCLE;
}

static void enter(struct pk_circles *circles, const struct pk_activity *activity)
{
    uint32_t place = activity->record.place;
    circles->depends[place] = ON_PATH;
    circles->number[place] = circles->low[place] = circles->reached++;
    circles->open = pk_reserve(circles->open, &circles->open_capacity, circles->open_count + 1,
                               sizeof(*circles->open));
    circles->open[circles->open_count++] = place;
    circles->frames = pk_reserve(circles->frames, &circles->frame_capacity, circles->depth + 1,
                                 sizeof(*circles->frames));
    circles->frames[circles->depth++] = (struct frame){ activity, activity->depends };
}

static void leads_to(struct pk_circles *circles, uint32_t place, uint32_t number)
{
    if (number < circles->low[place]) {
        circles->low[place] = number;
    }
}

/* All that was reached since `place` and is still open leads back to it. */
static void close_component(struct pk_circles *circles, uint32_t place)
{
    uint8_t state = circles->open[circles->open_count - 1] == place ? NO_CIRCLE : CIRCLE;
    uint32_t closed;
    do {
        closed = circles->open[--circles->open_count];
        circles->depends[closed] = state;
    } while (closed != place);
}

static void leave(struct pk_circles *circles)
{
    uint32_t place = circles->frames[--circles->depth].activity->record.place;
    if (circles->depth > 0) {
        leads_to(circles, circles->frames[circles->depth - 1].activity->record.place,
                 circles->low[place]);
    }
    if (circles->low[place] == circles->number[place]) {
        close_component(circles, place);
    }
}

static void walk_depends(struct pk_checking *checking, struct pk_circles *circles,
                         const struct pk_activity *start)
{
    enter(circles, start);
    while (circles->depth > 0) {
        struct frame *top = &circles->frames[circles->depth - 1];
        const char *id = pk_checking_item(checking, &top->cursor);
        if (!id) {
            leave(circles);
            continue;
        }
        const struct pk_activity *next = find_other(checking, top->activity, id);
        if (next && circles->depends[next->record.place] == UNSEEN) {
            enter(circles, next);
        } else if (next && circles->depends[next->record.place] == ON_PATH) {
            leads_to(circles, top->activity->record.place, circles->number[next->record.place]);
        }
    }
}

bool pk_circle_of_depends(struct pk_checking *checking, const struct pk_activity *activity)
{
    struct pk_circles *circles = circles_get(checking);
    if (!circles->depends) {
        size_t places = pk_checking_places(checking, PK_ACTIVITIES);
        circles->depends = pk_new(places, 1);
        circles->number = pk_new(places, sizeof(*circles->number));
        circles->low = pk_new(places, sizeof(*circles->low));
    }
    if (circles->depends[activity->record.place] == UNSEEN) {
        walk_depends(checking, circles, activity);
    }
    return circles->depends[activity->record.place] == CIRCLE;
}
