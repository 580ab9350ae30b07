/* formtotals.h: what saving the open form would do to the totals, told while it is typed.
 *
 *     ─ The budget with this ────────────────────────────────────────────────
 *     Rozpočet OSV       planned 750 000 → 780 000   free 0 → over 30 000 !
 *     4 Online prostor   planned 500 000 → 530 000
 *
 * Made from the totals and the difference between the record and what is typed, so that a key
 * costs the same in a plan of any size.
 */
#ifndef PLANEK_UI_FORMTOTALS_H
#define PLANEK_UI_FORMTOTALS_H

#include "planek/budget.h"
#include "planek/grid.h"
#include "planek/text.h"

struct ui_app;
struct ui_form;

/* A figure before and after; PK_NO_MONEY: there is none. */
struct ui_outlook {
    pk_money was, now;
};

struct ui_totalline {
    struct pk_quote name;
    bool of_goal; /* else of a source */
    bool unpaid;  /* of what has no source */
    struct ui_outlook sum, rest; /* rest: free of a source, or left */
};

enum { UI_TOTALLINES_MAX = 4 };

struct ui_formtotals {
    const struct ui_form *form; /* whose they are */
    enum pk_account account;
    enum pk_counted counted; /* of what is typed */
    struct ui_totalline lines[UI_TOTALLINES_MAX];
    int count;
};

/* Told by the form whenever it looked at what is typed: the record as it stands in the plan (NULL:
 * it is new) and as it would be. */
void ui_formtotals_note(struct ui_app *app, const struct ui_form *form,
                        const struct pk_record *was, const struct pk_record *now);

/* Lines that ui_formtotals_draw wants at the bottom of the form; 0 where it is not about money. */
int ui_formtotals_rows(const struct ui_app *app, const struct ui_form *form);
void ui_formtotals_draw(struct ui_app *app, const struct ui_form *form, struct pk_grid *grid,
                        struct pk_rect rect);

#endif
