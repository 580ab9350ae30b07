#include "config.h"

#include "ui/outline.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/text.h"
#include "ui/outlinerows.h"

void ui_outline_dispose(struct ui_outline *outline)
{
    free(outline->rows);
    pk_query_free(outline->filter);
    free(outline->filter_text);
    free(outline->filter_name);
    ui_search_dispose(&outline->search);
    for (size_t i = 0; i < outline->folded_count; i++) {
        free(outline->folded[i]);
    }
    free(outline->folded);
    free(outline->anchor);
    free(outline->hidden);
    free(outline->instead);
}

static const char *goal_id(const struct pk_goal *goal)
{
    return goal ? goal->id : "";
}

/* Where the id stands in the sorted list, or would have to. */
static size_t fold_place(const struct ui_outline *outline, const char *id, bool *found)
{
    size_t from = 0, to = outline->folded_count;
    *found = false;
    while (from < to && !*found) {
        size_t middle = from + (to - from) / 2;
        int order = strcmp(outline->folded[middle], id);
        *found = order == 0;
        if (order < 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return to;
}

bool ui_outline_folded(const struct ui_outline *outline, const struct pk_goal *goal)
{
    bool found;
    fold_place(outline, goal_id(goal), &found);
    return found;
}

void ui_outline_fold(struct ui_outline *outline, const struct pk_goal *goal, bool fold)
{
    bool found;
    size_t place = fold_place(outline, goal_id(goal), &found);
    if (found == fold) {
        return;
    }
    size_t behind = outline->folded_count - place;
    if (fold) {
        outline->folded = pk_reserve(outline->folded, &outline->folded_capacity,
                                     outline->folded_count + 1, sizeof *outline->folded);
        memmove(outline->folded + place + 1, outline->folded + place,
                behind * sizeof *outline->folded);
        outline->folded[place] = pk_strdup(goal_id(goal));
        outline->folded_count++;
    } else {
        free(outline->folded[place]);
        memmove(outline->folded + place, outline->folded + place + 1,
                (behind - 1) * sizeof *outline->folded);
        outline->folded_count--;
    }
    outline->stale = true;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void ui_outline_fold_all(struct ui_outline *outline, bool fold)
{
    for (size_t i = 0; i < outline->folded_count; i++) {
        free(outline->folded[i]);
    }
    outline->folded_count = 0;
    outline->stale = true;
    if (!fold) {
        return;
    }
    size_t count = pk_plan_groups(outline->plan, &outline->groups);
    outline->folded = pk_reserve(outline->folded, &outline->folded_capacity, count,
                                 sizeof *outline->folded);
    for (size_t i = 0; i < count; i++) {
        outline->folded[i] = pk_strdup(goal_id(outline->groups[i].goal));
    }
    outline->folded_count = count;
    qsort(outline->folded, count, sizeof *outline->folded, compare_ids);
}

const struct pk_record *ui_outline_record_at(const struct ui_outline *outline, size_t row)
{
    const struct ui_row *at = &outline->rows[row];
    if (at->activity) {
        return &at->activity->record;
    }
    const struct pk_goal *goal = outline->groups[at->group].goal;
    return goal ? &goal->record : NULL;
}

/* The row of the record of that id, or the number of rows. */
static size_t row_of(const struct ui_outline *outline, const char *id, bool is_goal)
{
    const struct pk_goal *goal = is_goal ? pk_plan_goal(outline->plan, id) : NULL;
    const struct pk_activity *activity = is_goal ? NULL : pk_plan_activity(outline->plan, id);
    return goal       ? ui_rows_of_group(outline, goal->record.place)
           : activity ? ui_rows_of_activity(outline, activity)
                      : outline->list.count;
}

/* An activity that is not shown leaves the cursor to its goal. */
static void go_to_goal(struct ui_outline *outline, const char *id)
{
    const struct pk_activity *activity = pk_plan_activity(outline->plan, id);
    size_t count = outline->list.count;
    size_t row = activity ? ui_rows_of_group(outline, activity->group) : count;
    if (row < count) {
        outline->list.cursor = row;
    }
}

static void forget_hidden(struct ui_outline *outline)
{
    free(outline->hidden);
    free(outline->instead);
    outline->hidden = outline->instead = NULL;
}

static void find_anchor(struct ui_outline *outline)
{
    size_t count = outline->list.count;
    size_t back = outline->hidden ? row_of(outline, outline->hidden, outline->hidden_is_goal)
                                  : count;
    size_t row = outline->anchor ? row_of(outline, outline->anchor, outline->anchor_is_goal)
                                 : count;
    if (back < count) {
        outline->list.cursor = back;
        forget_hidden(outline);
    } else if (row < count) {
        outline->list.cursor = row;
    } else if (outline->anchor) {
        if (!outline->anchor_is_goal) {
            go_to_goal(outline, outline->anchor);
        }
        if (!outline->hidden) {
            outline->hidden = outline->anchor;
            outline->hidden_is_goal = outline->anchor_is_goal;
            outline->anchor = NULL;
        }
    }
}

static const char *cursor_id(const struct ui_outline *outline)
{
    const struct pk_record *record = ui_outline_record(outline);
    return record ? record->text[0] : "";
}

static void note_instead(struct ui_outline *outline)
{
    if (outline->hidden) {
        free(outline->instead);
        outline->instead = pk_strdup(cursor_id(outline));
    }
}

static void set_anchor(struct ui_outline *outline, const struct pk_record *record)
{
    char *anchor = record ? pk_strdup(record->text[0]) : NULL;
    free(outline->anchor);
    outline->anchor = anchor;
    outline->anchor_is_goal = record && record->table == PK_GOALS;
}

/* After the rows are there: the cursor goes where it belongs. */
static void settle(struct ui_outline *outline)
{
    find_anchor(outline);
    if (outline->list.cursor >= outline->list.count) {
        outline->list.cursor = outline->list.count ? outline->list.count - 1 : 0;
    }
    note_instead(outline);
    set_anchor(outline, NULL);
}

void ui_outline_build(struct ui_outline *outline, const struct pk_plan *plan, pk_day today)
{
    outline->plan = plan;
    ui_search_forget(&outline->search);
    if (outline->filter_text && !outline->filter_given) {
        pk_query_free(outline->filter);
        if (pk_query_parse_line(&outline->filter, outline->filter_text, plan, today, NULL)) {
            outline->filter = NULL;
        }
    }
    ui_rows_make(outline, today);
    outline->stale = false;
    settle(outline);
}

bool ui_outline_follow(struct ui_outline *outline, const struct pk_plan *plan, pk_day today,
                       const struct pk_alterations *altered)
{
    bool unread = outline->filter_text && !outline->filter; /* it named what was gone */
    if (outline->stale || outline->filter_given || unread || !ui_rows_follow(outline, altered)) {
        ui_outline_build(outline, plan, today);
        return false;
    }
    ui_search_forget(&outline->search);
    settle(outline);
    return true;
}

size_t ui_outline_find(const struct ui_outline *outline, const struct pk_activity *activity)
{
    size_t row = ui_rows_of_activity(outline, activity);
    bool away = row == outline->list.count &&
                ui_outline_folded(outline, outline->groups[activity->group].goal);
    return away ? ui_rows_of_group(outline, activity->group) : row;
}

const struct ui_row *ui_outline_row(const struct ui_outline *outline)
{
    return outline->list.count ? &outline->rows[outline->list.cursor] : NULL;
}

const struct pk_record *ui_outline_record(const struct ui_outline *outline)
{
    return outline->list.count ? ui_outline_record_at(outline, outline->list.cursor) : NULL;
}

void ui_outline_hold(struct ui_outline *outline)
{
    if (outline->instead && strcmp(outline->instead, cursor_id(outline)) != 0) {
        forget_hidden(outline);
    }
    set_anchor(outline, ui_outline_record(outline));
}

void ui_outline_seek(struct ui_outline *outline, const struct pk_plan *plan,
                     const struct pk_record *record)
{
    if (record && record->table == PK_ACTIVITIES) {
        const struct pk_activity *activity = (const struct pk_activity *)record;
        const struct pk_goal *goal = pk_plan_goal(plan, activity->goal);
        ui_outline_fold(outline, goal, false);
    }
    forget_hidden(outline);
    set_anchor(outline, record);
}

static void replace_filter(struct ui_outline *outline, struct pk_query *filter, char *text,
                           char *name)
{
    pk_query_free(outline->filter);
    free(outline->filter_text);
    free(outline->filter_name);
    outline->filter = filter;
    outline->filter_text = text;
    outline->filter_name = name;
    outline->filter_given = false;
}

enum pk_err ui_outline_filter(struct ui_outline *outline, const char *text, pk_day today,
                              struct pk_diag *diag)
{
    struct pk_query *filter = NULL;
    if (text) {
        enum pk_err err = pk_query_parse_line(&filter, text, outline->plan, today, diag);
        if (err) {
            return err;
        }
    }
    bool all = pk_query_all(filter);
    char *kept = all ? NULL : pk_strdup(text);
    replace_filter(outline, filter, kept, NULL);
    if (all) {
        pk_query_free(filter);
        outline->filter = NULL;
    }
    return PK_OK;
}

void ui_outline_give(struct ui_outline *outline, struct pk_query *query, const char *name)
{
    char *text = pk_strdup(name), *also = pk_strdup(name);
    replace_filter(outline, query, text, also);
    outline->filter_given = true;
}

bool ui_outline_search(struct ui_outline *outline, const char *needle, size_t from, int direction)
{
    ui_search_look(&outline->search, outline, needle);
    return ui_search_next(&outline->search, from, direction, &outline->list.cursor);
}

void ui_outline_to_goal(struct ui_outline *outline)
{
    size_t row = outline->list.cursor;
    while (outline->order == PK_ORDER_PLAN && row > 0 && outline->rows[row].activity) {
        row--;
    }
    outline->list.cursor = row;
}
