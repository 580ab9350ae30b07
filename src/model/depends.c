#include "config.h"

#include "planek/depends.h"

#include <stdlib.h>

#include "planek/mem.h"
#include "planek/text.h"

const struct pk_activity *pk_depends_next(const struct pk_plan *plan, const char **cursor)
{
    size_t length;
    const char *item;
    const struct pk_activity *found = NULL;
    while (!found && (item = pk_text_item(cursor, &length))) {
        char *id = pk_strndup(item, length);
        found = pk_plan_activity(plan, id);
        free(id);
    }
    return found;
}

bool pk_depends_clash(const struct pk_activity *activity, const struct pk_activity *on)
{
    bool open = activity->status == PK_PLANNED || activity->status == PK_ACTIVE;
    bool awaited = on->status != PK_DONE && on->status != PK_DROPPED;
    return open && awaited && activity->due.last != PK_NO_DAY && on->due.last != PK_NO_DAY &&
           activity->due.last < on->due.last;
}

const struct pk_activity *pk_depends_later(const struct pk_plan *plan,
                                           const struct pk_activity *activity)
{
    const char *cursor = activity->depends;
    const struct pk_activity *on;
    while ((on = pk_depends_next(plan, &cursor))) {
        if (on != activity && pk_depends_clash(activity, on)) {
            return on;
        }
    }
    return NULL;
}
