#include "config.h"

#include "ui/money.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/shares.h"
#include "planek/text.h"

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

static struct ui_tally tally_of(const struct pk_group *group, int year, pk_day today)
{
    struct ui_tally tally = { .count = group->count };
    for (size_t i = 0; i < group->count; i++) {
        tally.done += group->activities[i]->status == PK_DONE;
        tally.late += pk_activity_late(group->activities[i], today);
        pk_summary_add(&tally.line, group->activities[i], year, today);
    }
    return tally;
}

static void tally(struct ui_money *money, const struct pk_plan *plan, pk_day today)
{
    const struct pk_group *groups;
    int year = pk_plan_settings(plan)->year;
    size_t count = pk_plan_groups(plan, &groups);
    money->tallies = pk_new(count, sizeof *money->tallies);
    for (size_t g = 0; g < count; g++) {
        money->tallies[g] = tally_of(&groups[g], year, today);
    }
}

/* An activity leaves its group's tally as it was, and joins one as it is. */
static void tally_alteration(struct ui_money *money, const struct pk_alteration *one, int year,
                             pk_day today)
{
    const struct pk_activity *was = (const struct pk_activity *)one->was;
    const struct pk_activity *now = (const struct pk_activity *)one->now;
    if (was) {
        struct ui_tally *tally = &money->tallies[was->group];
        tally->count--;
        tally->done -= was->status == PK_DONE;
        tally->late -= pk_activity_late(was, today);
        tally->stale |= !pk_summary_take(&tally->line, was, year, today);
    }
    if (now) {
        struct ui_tally *tally = &money->tallies[now->group];
        tally->count++;
        tally->done += now->status == PK_DONE;
        tally->late += pk_activity_late(now, today);
        pk_summary_add(&tally->line, now, year, today);
    }
}

static void tally_again(struct ui_money *money, const struct pk_plan *plan,
                        const struct pk_alterations *altered, pk_day today)
{
    const struct pk_group *groups;
    int year = pk_plan_settings(plan)->year;
    size_t count = pk_plan_groups(plan, &groups);
    for (size_t i = 0; i < altered->count; i++) {
        if (altered->items[i].table == PK_ACTIVITIES) {
            tally_alteration(money, &altered->items[i], year, today);
        }
    }
    for (size_t g = 0; g < count; g++) {
        if (money->tallies[g].stale) {
            money->tallies[g] = tally_of(&groups[g], year, today);
        }
    }
}

static void note_host(struct ui_money *money, struct ui_host host)
{
    size_t held = money->host_count < UI_HOSTS_MAX ? money->host_count : UI_HOSTS_MAX;
    money->host_count++;
    size_t at = held;
    while (at > 0 && money->hosts[at - 1].count < host.count) {
        at--;
    }
    if (at == UI_HOSTS_MAX) {
        return;
    }
    size_t moved = (held < UI_HOSTS_MAX ? held : UI_HOSTS_MAX - 1) - at;
    memmove(&money->hosts[at + 1], &money->hosts[at], moved * sizeof host);
    money->hosts[at] = host;
}

static void collect_hosts(struct ui_money *money, const struct pk_plan *plan)
{
    struct ui_host host = { "", 0 };
    for (size_t i = 0; i < money->covered_count; i++) {
        pk_money amount;
        const struct ui_covered *covered = &money->covered[i];
        bool another = strcmp(host.id, covered->by) != 0;
        if (another && host.count) {
            note_host(money, host);
        }
        host = another ? (struct ui_host){ covered->by, 0 } : host;
        host.count += pk_budget_counted(plan, covered->activity, &amount) == PK_COUNTED_IN;
    }
    if (host.count) {
        note_host(money, host);
    }
}

static bool is_empty(const struct pk_budget_source *source)
{
    return source->planned == 0 && source->spent == 0 && source->committed == 0;
}

int ui_money_source_lines(const struct pk_budget_source *source)
{
    bool spent = source->allocation != PK_NO_MONEY || source->spent != 0;
    return 1 + spent + (source->committed != 0);
}

size_t ui_money_sources(const struct ui_money *money)
{
    size_t count = money->all.source_count;
    return count && is_empty(&money->all.sources[count - 1]) ? count - 1 : count;
}

size_t ui_money_goals(const struct ui_money *money)
{
    size_t count = money->all.goal_count;
    const struct pk_budget_goal *last = count ? &money->all.goals[count - 1] : NULL;
    bool empty = last && last->planned == 0 && last->spent == 0 && last->committed == 0;
    return empty ? count - 1 : count;
}

static void widen(int *cells, pk_money amount)
{
    struct pk_buf text = { 0 };
    pk_money_format(&text, amount);
    int width = pk_text_width(pk_buf_text(&text), text.len);
    *cells = width > *cells ? width : *cells;
    pk_buf_dispose(&text);
}

static int widest(const struct pk_budget *budget, bool balances)
{
    int cells = 0;
    widen(&cells, budget->planned);
    widen(&cells, budget->committed);
    widen(&cells, budget->spent);
    for (size_t i = 0; i < budget->source_count; i++) {
        const struct pk_budget_source *source = &budget->sources[i];
        widen(&cells, source->planned);
        widen(&cells, source->spent);
        if (balances) {
            widen(&cells, source->allocation);
            widen(&cells, source->free);
            widen(&cells, source->left);
        }
    }
    return cells;
}

static void lay_out(struct ui_money *money)
{
    size_t count = money->all.source_count, line = 0, shown = ui_money_sources(money);
    free(money->first_line);
    money->sources_used = 0;
    money->first_line = pk_new(count + 1, sizeof *money->first_line);
    for (size_t i = 0; i < count; i++) {
        money->first_line[i] = line;
        line += i < shown ? (size_t)ui_money_source_lines(&money->all.sources[i]) : 0;
        money->sources_used += !is_empty(&money->all.sources[i]);
    }
    money->first_line[count] = line;
    money->cells = widest(&money->all, true);
    money->filtered_cells = money->narrowed ? widest(&money->filtered, false) : 0;
}

const struct pk_budget_source *ui_money_source(const struct ui_money *money,
                                               const struct pk_plan *plan, const char *source)
{
    const struct pk_budget *all = &money->all;
    const char *id = pk_budget_row_of(plan, source);
    const struct pk_source *listed = pk_plan_source(plan, id);
    if (!*id || listed) {
        return &all->sources[*id ? listed->record.place : all->source_count - 1];
    }
    for (size_t i = 0; i < all->source_count; i++) {
        if (strcmp(all->sources[i].id, id) == 0) {
            return &all->sources[i];
        }
    }
    return NULL;
}

static pk_money allocation_of(const struct pk_budget *all, size_t row)
{
    if (row < all->source_count) {
        return all->sources[row].allocation;
    }
    pk_money sum = 0;
    for (size_t i = 0; i < all->source_count; i++) {
        const struct pk_budget_source *source = &all->sources[i];
        if (source->allocation == PK_NO_MONEY && !is_empty(source)) {
            return PK_NO_MONEY;
        }
        sum = pk_money_add(sum, source->allocation);
    }
    return sum ? sum : PK_NO_MONEY;
}

static struct pk_budget_months *months_of(const struct ui_money *money,
                                          const struct pk_plan *plan,
                                          const struct pk_query *filter, int year)
{
    size_t count = money->all.source_count + 1;
    struct pk_budget_months *rows = pk_new(count, sizeof *rows);
    pk_budget_months_make(rows, &money->all, plan, filter, year);
    return rows;
}

struct ui_curve ui_money_curve(struct ui_money *money, const struct pk_plan *plan,
                               const struct pk_query *filter, size_t row, int year)
{
    if (!money->months) {
        money->months = months_of(money, plan, NULL, year);
        money->months_filtered = money->narrowed ? months_of(money, plan, filter, year) : NULL;
    }
    const struct pk_budget_months *filtered =
        money->narrowed ? money->months_filtered : money->months;
    return (struct ui_curve){ &money->months[row], &filtered[row],
                              allocation_of(&money->all, row) };
}

static void forget_months(struct ui_money *money)
{
    free(money->months);
    free(money->months_filtered);
    money->months = money->months_filtered = NULL;
}

void ui_money_narrow(struct ui_money *money, const struct pk_plan *plan,
                     const struct pk_query *filter)
{
    pk_budget_dispose(&money->filtered);
    forget_months(money);
    money->narrowed = !pk_query_all(filter);
    if (money->narrowed) {
        pk_budget_make(&money->filtered, plan, filter);
    }
    lay_out(money);
}

void ui_money_make(struct ui_money *money, const struct pk_plan *plan,
                   const struct pk_query *filter, pk_day today)
{
    ui_money_dispose(money);
    pk_budget_make(&money->all, plan, NULL);
    ui_money_narrow(money, plan, filter);
    collect_covered(money, plan);
    collect_hosts(money, plan);
    tally(money, plan, today);
}

static bool is_counted_in(const struct pk_plan *plan, const struct pk_record *record)
{
    pk_money amount;
    return pk_budget_counted(plan, (const struct pk_activity *)record, &amount) == PK_COUNTED_IN;
}

/* What others are counted in makes or unmakes their counting when it comes or goes; how many are is
 * told of each. */
static bool hosts_stay(const struct ui_money *money, const struct pk_plan *plan,
                       const struct pk_alterations *altered)
{
    for (size_t i = 0; i < altered->count; i++) {
        const struct pk_alteration *one = &altered->items[i];
        if (one->table == PK_ACTIVITIES && one->was && one->now &&
            is_counted_in(plan, one->was) != is_counted_in(plan, one->now)) {
            return false;
        }
        const struct pk_record *single = one->was && one->now ? NULL
                                         : one->was           ? one->was
                                                              : one->now;
        size_t covered = 0;
        if (one->table == PK_ACTIVITIES && single) {
            (void)ui_money_covered_by(money, single->text[PK_ACTIVITY_ID], &covered);
        }
        if (covered) {
            return false;
        }
    }
    return true;
}

bool ui_money_follow(struct ui_money *money, const struct pk_plan *plan,
                     const struct pk_query *filter, pk_day today,
                     const struct pk_alterations *altered)
{
    if (!hosts_stay(money, plan, altered) || !pk_budget_follow(&money->all, plan, NULL, altered) ||
        (money->narrowed && !pk_budget_follow(&money->filtered, plan, filter, altered))) {
        return false;
    }
    forget_months(money);
    lay_out(money);
    tally_again(money, plan, altered, today);
    return true;
}

void ui_money_dispose(struct ui_money *money)
{
    pk_budget_dispose(&money->all);
    pk_budget_dispose(&money->filtered);
    free(money->first_line);
    free(money->months);
    free(money->months_filtered);
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
