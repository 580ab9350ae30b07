#include "config.h"

#include "ui/money.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/shares.h"

static int compare_covered(const void *a, const void *b)
{
    const struct ui_covered *x = a, *y = b;
    int order = strcmp(x->by, y->by);
    if (order) {
        return order;
    }
    return x->activity->record.place < y->activity->record.place ? -1 : 1;
}

static void collect_covered(struct ui_money *money, const struct pk_plan *plan)
{
    size_t capacity = 0, count = pk_plan_count(plan, PK_ACTIVITIES);
    for (size_t i = 0; i < count; i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        if (!*activity->cost_in) {
            continue;
        }
        money->covered = pk_reserve(money->covered, &capacity, money->covered_count + 1,
                                    sizeof *money->covered);
        money->covered[money->covered_count++] = (struct ui_covered){ activity,
                                                                      activity->cost_in };
    }
    if (money->covered_count > 1) {
        qsort(money->covered, money->covered_count, sizeof *money->covered, compare_covered);
    }
}

static void tally(struct ui_money *money, const struct pk_plan *plan, pk_day today)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    money->tallies = pk_new(count, sizeof *money->tallies);
    for (size_t g = 0; g < count; g++) {
        money->tallies[g].count = groups[g].count;
        for (size_t i = 0; i < groups[g].count; i++) {
            money->tallies[g].done += groups[g].activities[i]->status == PK_DONE;
            money->tallies[g].late += pk_activity_late(groups[g].activities[i], today);
        }
    }
}

void ui_money_make(struct ui_money *money, const struct pk_plan *plan,
                   const struct pk_query *filter, pk_day today)
{
    ui_money_dispose(money);
    pk_budget_make(&money->all, plan, NULL);
    if (!pk_query_all(filter)) {
        pk_budget_make(&money->filtered, plan, filter);
    }
    collect_covered(money, plan);
    tally(money, plan, today);
}

void ui_money_dispose(struct ui_money *money)
{
    pk_budget_dispose(&money->all);
    pk_budget_dispose(&money->filtered);
    free(money->covered);
    free(money->tallies);
    *money = (struct ui_money){ 0 };
}

const struct ui_covered *ui_money_covered_by(const struct ui_money *money, const char *id,
                                             size_t *count)
{
    size_t from = 0, to = money->covered_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(money->covered[middle].by, id) < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    size_t end = from;
    while (end < money->covered_count && strcmp(money->covered[end].by, id) == 0) {
        end++;
    }
    *count = end - from;
    return money->covered + from;
}

/* What the activity takes from the source. */
static pk_money share_of(const struct pk_plan *plan, const struct pk_activity *activity,
                         const char *source)
{
    pk_money amount = 0;
    struct pk_shares shares;
    if (!activity || pk_budget_counted(plan, activity, &amount) != PK_COUNTED ||
        pk_shares_parse(&shares, activity->source, NULL) ||
        pk_shares_settle(&shares, activity->cost, NULL)) {
        return 0;
    }
    for (int i = 0; i < shares.count; i++) {
        if (strcmp(shares.items[i].source, source) == 0) {
            return shares.items[i].amount;
        }
    }
    return 0;
}

pk_money ui_money_free_after(const struct ui_money *money, const struct pk_plan *plan,
                             const char *source, const struct pk_activity *was,
                             const struct pk_activity *now)
{
    for (size_t i = 0; i < money->all.source_count; i++) {
        const struct pk_budget_source *row = &money->all.sources[i];
        if (strcmp(row->id, source) != 0 || row->free == PK_NO_MONEY) {
            continue;
        }
        pk_money freed = pk_money_add(row->free, share_of(plan, was, source));
        return pk_money_sub(freed, share_of(plan, now, source));
    }
    return PK_NO_MONEY;
}
