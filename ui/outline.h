/* outline.h: the rows of the chart: goals with their activities, without what is folded away or
 * filtered out; in another order than the plan's only activities.
 *
 * Built anew when the filter, the order or the folds change, brought up to date when the plan does;
 * moving the cursor only changes a number.  The cursor stays on its record; from one that is hidden it comes back as soon
 * as that is shown again, unless it was moved meanwhile.
 */
#ifndef PLANEK_UI_OUTLINE_H
#define PLANEK_UI_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/alterations.h"
#include "planek/order.h"
#include "planek/plan.h"
#include "planek/query.h"
#include "ui/list.h"
#include "ui/search.h"

struct ui_row {
    uint32_t group;
    const struct pk_activity *activity; /* NULL: the goal's own row */
};

struct ui_outline {
    const struct pk_plan *plan;
    const struct pk_group *groups;
    struct ui_row *rows;
    size_t capacity;
    struct ui_list list; /* its cursor is the cursor */
    bool stale;          /* the rows are not those of the folds */
    size_t shown;        /* activities that match the filter, folded away or not */

    struct pk_query *filter; /* NULL: none */
    char *filter_text;       /* as typed, or what a given one is called; NULL: none */
    char *filter_name;       /* what a named one is called; NULL */
    bool filter_given;       /* it is not read from its text */
    enum pk_order order;
    struct ui_search search;
    char **folded;           /* ids of goals, sorted; "" stands for those without a goal */
    size_t folded_count, folded_capacity;

    char *anchor; /* id of the record noted for the next build; NULL: none */
    bool anchor_is_goal;
    char *hidden; /* id of the record that the cursor had to leave; NULL: none */
    bool hidden_is_goal;
    char *instead; /* id of where it went; "" where no record is; NULL: nowhere */
};

void ui_outline_dispose(struct ui_outline *outline);

/* Builds the rows of a plan; the cursor goes to the record that was noted (ui_outline_hold), or
 * where that was. */
void ui_outline_build(struct ui_outline *outline, const struct pk_plan *plan, pk_day today);

/* The same after the plan altered, at the cost of what did.  False: they had to be built anew, and
 * the filter may be another one. */
bool ui_outline_follow(struct ui_outline *outline, const struct pk_plan *plan, pk_day today,
                       const struct pk_alterations *altered);

/* The row of an activity, or while that is folded away its goal's; list.count: neither is there. */
size_t ui_outline_find(const struct ui_outline *outline, const struct pk_activity *activity);

/* The row under the cursor, or NULL when there is none; the record it stands for (NULL for the
 * activities without a goal). */
const struct ui_row *ui_outline_row(const struct ui_outline *outline);
const struct pk_record *ui_outline_record(const struct ui_outline *outline);
const struct pk_record *ui_outline_record_at(const struct ui_outline *outline, size_t row);

/* Notes the record under the cursor: comes before the plan changes and before building again. */
void ui_outline_hold(struct ui_outline *outline);

/* As ui_outline_hold with another record, of the plan that the rows will be built from; an
 * activity's goal is unfolded. */
void ui_outline_seek(struct ui_outline *outline, const struct pk_plan *plan,
                     const struct pk_record *record);

bool ui_outline_folded(const struct ui_outline *outline, const struct pk_goal *goal);
/* The rows have to be built again afterwards. */
void ui_outline_fold(struct ui_outline *outline, const struct pk_goal *goal, bool fold);
void ui_outline_fold_all(struct ui_outline *outline, bool fold);

/* Sets the filter (NULL or blank: none); the rows have to be built again afterwards.  When the
 * words are not understood the filter stays as it was. */
PK_MUST_USE enum pk_err ui_outline_filter(struct ui_outline *outline, const char *text,
                                          pk_day today, struct pk_diag *diag);

/* Takes the query for the filter, under a name.  It stays when the rows are built again: whoever
 * gave it gives another one when the plan is another. */
void ui_outline_give(struct ui_outline *outline, struct pk_query *query, const char *name);

/* Puts the cursor on the next row (from `from` on, going round) that the needle finds; false when
 * there is none. */
bool ui_outline_search(struct ui_outline *outline, const char *needle, size_t from,
                       int direction);

/* The cursor to the goal's row of the row it is on, where goals have rows. */
void ui_outline_to_goal(struct ui_outline *outline);

#endif
