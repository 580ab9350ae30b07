/* historyfilter.h: which changes of the history a person means.
 *
 * All words are required.  ID, TABLE/ID or a number such as 4.1 is a record; who:NAME, table:NAME
 * and field:NAME narrow (`=` is as good as `:`, and there is kdo: tabulka: pole:); what is left is
 * searched in the texts of a change, in its reason, in the titles of what it is about and in the
 * name of who made it, without regard to case or diacritics.
 */
#ifndef PLANEK_HISTORYFILTER_H
#define PLANEK_HISTORYFILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/history.h"
#include "planek/plan.h"

struct pk_historyfilter;

/* PK_ERR_USAGE names the word that is not understood; *out is then NULL.  The filter borrows plan
 * and history.  No words: all match. */
PK_MUST_USE enum pk_err pk_historyfilter_parse(struct pk_historyfilter **out,
                                               const char *const *words, size_t count,
                                               const struct pk_plan *plan,
                                               const struct pk_history *history,
                                               struct pk_diag *diag);
void pk_historyfilter_free(struct pk_historyfilter *filter);

/* Narrows to changes since that moment and before the other one. */
void pk_historyfilter_span(struct pk_historyfilter *filter, int64_t since, int64_t before);

/* Whether anything narrows.  filter may be NULL everywhere: all match. */
bool pk_historyfilter_all(const struct pk_historyfilter *filter);
/* Appends to cells (pk_reserve'd) those of the change that match: none when the change does not. */
void pk_historyfilter_cells(const struct pk_historyfilter *filter, const struct pk_change *change,
                            struct pk_cell **cells, size_t *count, size_t *capacity);

#endif
