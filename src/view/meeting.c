/* Every activity gets the reasons that hold for it as bits, by its place in the table; then each
 * reason in turn takes, in an order of its own, those of which it is the first.
 */
#include "config.h"

#include "planek/meeting.h"

#include <stdlib.h>
#include <string.h>

#include "planek/agenda.h"
#include "planek/budget.h"
#include "planek/mem.h"
#include "planek/progress.h"
#include "planek/text.h"

#define BIT(reason) (1u << (reason))

struct making {
    struct pk_points *out;
    const struct pk_plan *plan;
    unsigned *reasons; /* of each activity */
};

static void add(struct pk_points *points, enum pk_reason reason, unsigned reasons,
                enum pk_table table, const char *id)
{
    points->items =
        pk_reserve(points->items, &points->capacity, points->count + 1, sizeof *points->items);
    points->items[points->count++] =
        (struct pk_point){ reason, reasons & ~BIT(reason), table, id, 0 };
}

/* Adds the activity when none of the earlier reasons holds for it. */
static void add_activity(struct making *making, enum pk_reason reason,
                         const struct pk_activity *activity)
{
    unsigned reasons = making->reasons[activity->record.place];
    if (reasons & BIT(reason) && !(reasons & (BIT(reason) - 1))) {
        add(making->out, reason, reasons, PK_ACTIVITIES, activity->id);
    }
}

/* ---- which reasons hold ---- */

static int ticked(const struct pk_activity *activity)
{
    int done, all;
    pk_progress_checklist(activity->detail, &done, &all);
    return done;
}

static bool is_stuck(const struct pk_plan *then, const struct pk_activity *activity)
{
    const struct pk_activity *was =
        activity->status == PK_ACTIVE ? pk_plan_activity(then, activity->id) : NULL;
    return was && was->status == PK_ACTIVE && was->done == activity->done &&
           ticked(was) == ticked(activity);
}

static void note_agenda(struct making *making, const struct pk_agenda *agenda)
{
    for (size_t i = 0; i < agenda->count; i++) {
        making->reasons[agenda->items[i].activity->record.place] |=
            BIT(i < agenda->late ? PK_REASON_LATE : PK_REASON_SOON);
    }
}

static void note_reasons(struct making *making, const struct pk_plan *then,
                         const struct pk_since *since)
{
    for (size_t i = 0; i < pk_plan_count(making->plan, PK_ACTIVITIES); i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(making->plan, PK_ACTIVITIES, i);
        making->reasons[i] |= then && is_stuck(then, activity) ? BIT(PK_REASON_STUCK) : 0;
        making->reasons[i] |= activity->status == PK_PROPOSED ? BIT(PK_REASON_PROPOSED) : 0;
    }
    for (size_t i = 0; since && i < since->count; i++) {
        const struct pk_activity *now = since->items[i].now;
        if (now) {
            making->reasons[now->record.place] |= BIT(PK_REASON_MOVED);
        }
    }
}

/* ---- the points of each reason ---- */

static void add_agenda(struct making *making, const struct pk_agenda *agenda)
{
    for (size_t i = 0; i < agenda->count; i++) {
        add_activity(making, i < agenda->late ? PK_REASON_LATE : PK_REASON_SOON,
                     agenda->items[i].activity);
    }
}

static void add_moved(struct making *making, const struct pk_since *since)
{
    for (size_t i = 0; since && i < since->count; i++) {
        const struct pk_moving *moving = &since->items[i];
        if (moving->now) {
            add_activity(making, PK_REASON_MOVED, moving->now);
        } else {
            add(making->out, PK_REASON_MOVED, 0, PK_ACTIVITIES, moving->id);
        }
    }
}

static void add_all(struct making *making, enum pk_reason reason)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(making->plan, &groups);
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < groups[g].count; i++) {
            add_activity(making, reason, groups[g].activities[i]);
        }
    }
}

static void add_sources(struct making *making)
{
    struct pk_budget budget;
    pk_budget_make(&budget, making->plan, NULL);
    for (size_t i = 0; i < budget.source_count; i++) {
        const struct pk_budget_source *source = &budget.sources[i];
        const struct pk_source *record = pk_plan_source(making->plan, source->id);
        bool spent = source->left != PK_NO_MONEY && source->left < 0;
        if (record && (pk_budget_over(source) || spent)) {
            add(making->out, PK_REASON_OVER, 0, PK_SOURCES, record->id);
        }
    }
    pk_budget_dispose(&budget);
}

/* By deadline, those without one at the end; then as in the file. */
static int by_due(const void *left, const void *right)
{
    const struct pk_decision *a = *(const struct pk_decision *const *)left;
    const struct pk_decision *b = *(const struct pk_decision *const *)right;
    int64_t first = a->due.last == PK_NO_DAY ? INT64_MAX : a->due.last;
    int64_t second = b->due.last == PK_NO_DAY ? INT64_MAX : b->due.last;
    if (first != second) {
        return first < second ? -1 : 1;
    }
    return (a->record.place > b->record.place) - (a->record.place < b->record.place);
}

static void add_decisions(struct making *making)
{
    size_t all = pk_plan_count(making->plan, PK_DECISIONS), count = 0;
    const struct pk_decision **open = pk_new(all + 1, sizeof(const struct pk_decision *));
    for (size_t i = 0; i < all; i++) {
        const struct pk_decision *decision =
            (const struct pk_decision *)pk_plan_at(making->plan, PK_DECISIONS, i);
        if (decision->status == PK_DECISION_OPEN) {
            open[count++] = decision;
        }
    }
    qsort(open, count, sizeof(const struct pk_decision *), by_due);
    for (size_t i = 0; i < count; i++) {
        add(making->out, PK_REASON_DECISION, 0, PK_DECISIONS, open[i]->id);
    }
    free(open);
}

static void add_proposals(struct making *making)
{
    add_all(making, PK_REASON_PROPOSED);
    for (size_t i = 0; i < pk_plan_count(making->plan, PK_PROPOSALS); i++) {
        const struct pk_record *row = pk_plan_at(making->plan, PK_PROPOSALS, i);
        add(making->out, PK_REASON_PROPOSED, 0, PK_PROPOSALS, row->text[PK_PENDING_ID]);
    }
}

/* ---- finding ---- */

static int compare_point(const struct pk_point *point, enum pk_table table, const char *id)
{
    if (point->table != table) {
        return point->table < table ? -1 : 1;
    }
    return strcmp(point->id, id);
}

static int by_id(const void *a, const void *b, void *items)
{
    const struct pk_point *points = items;
    const struct pk_point *other = &points[*(const uint32_t *)b];
    return compare_point(&points[*(const uint32_t *)a], other->table, other->id);
}

static void sort_ids(struct pk_points *points)
{
    points->by_id = pk_new(points->count + 1, sizeof *points->by_id);
    for (size_t i = 0; i < points->count; i++) {
        points->by_id[i] = (uint32_t)i;
    }
    qsort_r(points->by_id, points->count, sizeof *points->by_id, by_id, points->items);
}

void pk_points_make(struct pk_points *out, const struct pk_plan *plan, const struct pk_plan *then,
                    const struct pk_since *since, pk_day today, int days)
{
    *out = (struct pk_points){ 0 };
    struct making making = { out, plan, pk_new(pk_plan_count(plan, PK_ACTIVITIES) + 1,
                                               sizeof *making.reasons) };
    struct pk_agenda agenda;
    pk_agenda_make(&agenda, plan, today, days, NULL);
    note_agenda(&making, &agenda);
    note_reasons(&making, then, since);
    add_agenda(&making, &agenda);
    add_moved(&making, since);
    add_all(&making, PK_REASON_STUCK);
    add_sources(&making);
    add_decisions(&making);
    add_proposals(&making);
    sort_ids(out);
    pk_agenda_dispose(&agenda);
    free(making.reasons);
}

void pk_points_dispose(struct pk_points *points)
{
    free(points->items);
    free(points->by_id);
    *points = (struct pk_points){ 0 };
}

static struct pk_point *find(const struct pk_points *points, enum pk_table table, const char *id)
{
    size_t from = 0, to = points->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        struct pk_point *point = &points->items[points->by_id[middle]];
        int order = compare_point(point, table, id);
        if (order == 0) {
            return point;
        }
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return NULL;
}

const struct pk_point *pk_points_find(const struct pk_points *points, enum pk_table table,
                                      const char *id)
{
    return find(points, table, id);
}

/* ---- what the history and the other tables tell ---- */

static pk_day last_day(const char *due, int year)
{
    struct pk_due read;
    struct pk_dates dates = { year, PK_NO_DAY };
    return pk_due_parse(&read, due, &dates, NULL) == PK_OK ? read.last : PK_NO_DAY;
}

/* A move of a deadline that was not taken back since. */
struct putting {
    pk_day was, now;
    size_t before; /* of the same activity, its place counted from 1 */
};

struct puttings {
    struct putting *items;
    size_t count, capacity;
    size_t *last; /* of each point, counted from 1 */
};

/* Undo moves it back to exactly where it stood: neither of the two counts. */
static void note_putting(struct puttings *all, size_t point, pk_day was, pk_day now)
{
    size_t last = all->last[point];
    const struct putting *top = last ? &all->items[last - 1] : NULL;
    if (top && top->was == now && top->now == was) {
        all->last[point] = top->before;
        return;
    }
    all->items = pk_reserve(all->items, &all->capacity, all->count + 1, sizeof *all->items);
    all->items[all->count++] = (struct putting){ was, now, last };
    all->last[point] = all->count;
}

/* What was put off and stands again where it stood, or before, was not put off. */
static int count_puttings(const struct puttings *all, size_t point)
{
    size_t last = all->last[point];
    pk_day stands = last ? all->items[last - 1].now : PK_NO_DAY;
    int count = 0;
    for (size_t at = last; at; at = all->items[at - 1].before) {
        const struct putting *move = &all->items[at - 1];
        bool later = move->was != PK_NO_DAY && move->now > move->was;
        count += later && (stands == PK_NO_DAY || stands > move->was);
    }
    return count;
}

void pk_points_postponed(struct pk_points *points, const struct pk_history *history,
                         size_t count, int year)
{
    struct puttings all = { .last = pk_new(points->count + 1, sizeof *all.last) };
    for (size_t i = 0; i < count && i < history->count; i++) {
        const struct pk_change *change = &history->items[i];
        for (size_t c = 0; c < change->count; c++) {
            const struct pk_cell *cell = &change->cells[c];
            bool due = cell->table == PK_ACTIVITIES && cell->field == PK_ACTIVITY_DUE;
            const struct pk_point *point = due ? find(points, PK_ACTIVITIES, cell->id) : NULL;
            if (point) {
                note_putting(&all, (size_t)(point - points->items), last_day(cell->was, year),
                             last_day(cell->now, year));
            }
        }
    }
    for (size_t i = 0; i < points->count; i++) {
        points->items[i].postponed = count_puttings(&all, i);
    }
    free(all.items);
    free(all.last);
}

const struct pk_meeting *pk_meeting_on(const struct pk_plan *plan, pk_day day)
{
    for (size_t i = pk_plan_count(plan, PK_MEETINGS); i > 0; i--) {
        const struct pk_meeting *meeting =
            (const struct pk_meeting *)pk_plan_at(plan, PK_MEETINGS, i - 1);
        if (day != PK_NO_DAY && meeting->date == day) {
            return meeting;
        }
    }
    return NULL;
}

size_t pk_meeting_began(const struct pk_history *history, const char *id, int64_t since)
{
    for (size_t i = 0; i < history->count; i++) {
        const struct pk_change *change = &history->items[i];
        for (size_t c = 0; change->when >= since && c < change->count; c++) {
            const struct pk_cell *cell = &change->cells[c];
            if (cell->table == PK_MEETINGS && strcmp(cell->id, id) == 0) {
                return i;
            }
        }
    }
    return history->count;
}

pk_day pk_decision_day(const struct pk_plan *plan, const struct pk_decision *decision)
{
    const struct pk_record *meeting = pk_plan_find(plan, PK_MEETINGS, decision->meeting);
    return meeting ? ((const struct pk_meeting *)meeting)->date : PK_NO_DAY;
}

/* The day that the line begins with and the text behind it. */
static const char *dated(const char *line, size_t length, pk_day *day, size_t *left)
{
    const char *colon = memchr(line, ':', length);
    if (!colon) {
        return NULL;
    }
    char *head = pk_strndup(line, (size_t)(colon - line));
    struct pk_dates dates = { 0, PK_NO_DAY };
    bool is_day = pk_day_parse(day, head, &dates, NULL) == PK_OK && *day != PK_NO_DAY;
    free(head);
    *left = length - (size_t)(colon + 1 - line);
    return is_day ? pk_text_trim(colon + 1, left) : NULL;
}

const char *pk_note_before(const char *note, pk_day before, pk_day *day, size_t *length)
{
    const char *found = NULL;
    for (const char *line = note; *line;) {
        size_t cells = strcspn(line, "\n"), left;
        pk_day on;
        const char *text = dated(line, cells, &on, &left);
        if (text && on < before) {
            found = text;
            *day = on;
            *length = left;
        }
        line += cells + (line[cells] == '\n');
    }
    return found;
}
