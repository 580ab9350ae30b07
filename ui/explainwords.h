/* explainwords.h: what the pane that explains a figure says of it, and of the rows it is made of.
 */
#ifndef PLANEK_UI_EXPLAINWORDS_H
#define PLANEK_UI_EXPLAINWORDS_H

#include "planek/budgetrows.h"

struct ui_app;

/* "Rozpočet OSV   planned 750 000 Kč" */
void ui_explain_title(const struct ui_app *app, struct pk_buf *out);

/* Whether the row is of those that were there when it was compared, and are not now. */
bool ui_explain_gone(const struct ui_app *app, const struct pk_budget_row *row);

/* The activity that a row is about; NULL: none. */
const struct pk_activity *ui_explain_activity(const struct ui_app *app,
                                              const struct pk_record *record);

/* What the row is called; what it added then, the date of spending, why it is left out, of which
 * amount it is a share. */
void ui_explain_name(const struct ui_app *app, struct pk_buf *out,
                     const struct pk_record *record);
void ui_explain_remark(const struct ui_app *app, struct pk_buf *out,
                       const struct pk_budget_row *row);

#endif
