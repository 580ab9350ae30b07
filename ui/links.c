#include "config.h"

#include "ui/links.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/text.h"

static int compare_waiters(const void *a, const void *b)
{
    const struct ui_waiter *x = a, *y = b;
    int order = strcmp(x->on, y->on);
    if (order) {
        return order;
    }
    return x->activity->record.place < y->activity->record.place ? -1
         : x->activity->record.place > y->activity->record.place;
}

/* All that wait for that one. */
static const struct ui_waiter *links_on(const struct ui_links *links, const char *on,
                                        size_t *count)
{
    size_t from = 0, to = links->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(links->waiters[middle].on, on) < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    size_t end = from;
    while (end < links->count && strcmp(links->waiters[end].on, on) == 0) {
        end++;
    }
    *count = end - from;
    return links->waiters + from;
}

/* The next id that the activity waits for, NULL at the end; it is good until the next one. */
static const char *next_id(struct pk_buf *id, const struct pk_activity *activity,
                           const char **cursor)
{
    const char *item;
    size_t length;
    while (**cursor && (item = pk_text_item(cursor, &length))) {
        pk_buf_cut(id, 0);
        pk_buf_add(id, item, length);
        if (length && strcmp(pk_buf_text(id), activity->id) != 0) {
            return pk_buf_text(id);
        }
    }
    return NULL;
}

static void insert(struct ui_links *links, size_t at, const struct pk_activity *activity,
                   const char *on)
{
    links->waiters = pk_reserve(links->waiters, &links->capacity, links->count + 1,
                                sizeof *links->waiters);
    memmove(&links->waiters[at + 1], &links->waiters[at],
            (links->count - at) * sizeof *links->waiters);
    links->waiters[at] =
        (struct ui_waiter){ activity, pk_arena_text(&links->texts, on, strlen(on)) };
    links->count++;
}

void ui_links_build(struct ui_links *links, const struct pk_plan *plan)
{
    size_t count = pk_plan_count(plan, PK_ACTIVITIES);
    struct pk_buf id = { 0 };
    ui_links_dispose(links);
    for (size_t i = 0; i < count; i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        const char *cursor = activity->depends, *on;
        while ((on = next_id(&id, activity, &cursor))) {
            insert(links, links->count, activity, on);
        }
    }
    pk_buf_dispose(&id);
    if (links->count > 1) {
        qsort(links->waiters, links->count, sizeof *links->waiters, compare_waiters);
    }
}

/* ---- following a plan ---- */

/* The first that does not come before the one. */
static size_t place_of(const struct ui_links *links, const struct ui_waiter *one)
{
    size_t from = 0, to = links->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (compare_waiters(&links->waiters[middle], one) < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

/* Its place may be another one by now, or it may be gone: all that wait for the same are looked
 * through. */
static void forget(struct ui_links *links, const char *on, const void *self)
{
    size_t count;
    const struct ui_waiter *waiters = links_on(links, on, &count);
    for (size_t i = 0; i < count; i++) {
        if (waiters[i].activity == self) {
            size_t at = (size_t)(waiters - links->waiters) + i;
            links->count--;
            memmove(&links->waiters[at], &links->waiters[at + 1],
                    (links->count - at) * sizeof *links->waiters);
            return;
        }
    }
}

static void forget_all(struct ui_links *links, const struct pk_activity *was, const void *self)
{
    struct pk_buf id = { 0 };
    const char *cursor = was->depends, *on;
    while ((on = next_id(&id, was, &cursor))) {
        forget(links, on, self);
    }
    pk_buf_dispose(&id);
}

static void learn_all(struct ui_links *links, const struct pk_activity *now)
{
    struct pk_buf id = { 0 };
    const char *cursor = now->depends, *on;
    while ((on = next_id(&id, now, &cursor))) {
        insert(links, place_of(links, &(struct ui_waiter){ now, on }), now, on);
    }
    pk_buf_dispose(&id);
}

static bool concerns(const struct pk_alteration *one)
{
    if (one->table != PK_ACTIVITIES) {
        return false;
    }
    const char *was = one->was ? one->was->text[PK_ACTIVITY_DEPENDS] : "";
    const char *now = one->now ? one->now->text[PK_ACTIVITY_DEPENDS] : "";
    return one->moved || strcmp(was, now) != 0;
}

void ui_links_follow(struct ui_links *links, const struct pk_alterations *altered)
{
    for (size_t i = 0; i < altered->count; i++) {
        const struct pk_alteration *one = &altered->items[i];
        if (concerns(one) && one->was) {
            forget_all(links, (const struct pk_activity *)one->was, one->self);
        }
    }
    for (size_t i = 0; i < altered->count; i++) {
        const struct pk_alteration *one = &altered->items[i];
        if (concerns(one) && one->now) {
            learn_all(links, (const struct pk_activity *)one->now);
        }
    }
}

void ui_links_dispose(struct ui_links *links)
{
    free(links->waiters);
    pk_arena_dispose(&links->texts);
    *links = (struct ui_links){ 0 };
}

const struct ui_waiter *ui_links_of(const struct ui_links *links,
                                    const struct pk_activity *activity, size_t *count)
{
    return links_on(links, activity->id, count);
}
