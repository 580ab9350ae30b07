/* bulk.h: one change of many rows, shown before it is made: what becomes of each of them, and
 * which are not possible and why.  Enter makes it, Esc does not.
 *
 *      struct pk_bulk *bulk = ui_bulk_begin(app);
 *      pk_bulk_remove(bulk, app->plan, records, count);
 *      ui_bulk_show(app, "");
 */
#ifndef PLANEK_UI_BULK_H
#define PLANEK_UI_BULK_H

#include <stdbool.h>

#include "planek/bulkedit.h"
#include "ui/list.h"

struct ui_app;

struct ui_bulk {
    struct pk_bulk bulk;
    char *note;      /* what else is to be known */
    size_t *shown;   /* rows: those not possible first, without those that stay as they are */
    struct ui_list list;
};

/* An empty bulk to collect in. */
struct pk_bulk *ui_bulk_begin(struct ui_app *app);
/* Shows what was collected; where nothing would change it says so. */
unsigned ui_bulk_show(struct ui_app *app, const char *note);
void ui_bulk_dispose(struct ui_bulk *bulk);

/* Whether a command is for the marked rows instead of the one under the cursor. */
bool ui_bulk_wanted(const struct ui_app *app);

/* Each begins, collects for the marked rows, and shows. */
unsigned ui_bulk_done(struct ui_app *app);
/* In a list of spending or decisions: paid, settled; where all of them are, not any more. */
unsigned ui_bulk_settle(struct ui_app *app);
unsigned ui_bulk_count(struct ui_app *app, int by);
unsigned ui_bulk_shift(struct ui_app *app, const char *step);
unsigned ui_bulk_set(struct ui_app *app, const struct pk_assignment *set, size_t count);
unsigned ui_bulk_remove(struct ui_app *app);
/* after: NULL is the first place, which activities have in a goal: behind that. */
unsigned ui_bulk_move(struct ui_app *app, const struct pk_record *after);

/* Who was typed to take over the role that is being handed over. */
unsigned ui_hand_over_to(struct ui_app *app, const char *typed);

#endif
