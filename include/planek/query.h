/* query.h: the filter language: which activities a person means.
 *
 * All words are required.  Plain words search titles, roles, notes and ids without regard to case
 * or diacritics; these narrow (`=` is as good as `:`):
 *
 *     goal:X source:X       by id, by number, else all whose name contains X
 *     status:S              by its name in files or its label
 *     role:WORD             among those responsible
 *     before:D  due<D       the last day lies before the first of D (a day, month, quarter, half)
 *     until:D   due<=D      ... not after the last of D
 *     after:D   due>D       ... after the last of D
 *     since:D   due>=D      ... not before the first of D
 *     due:D                 ... within D
 *     late                  see pk_activity_late
 *     next  next:14d        planned or under way, the last day from today to 14 days on (2w, 1m)
 *     unfinished            neither done nor dropped
 *     no:role               nobody is responsible; so no:source no:due no:cost no:goal
 *
 * What has no last day (no deadline, or ongoing) is in no range.  Czech has words of its own: cil
 * stav zdroj kdo pred do po od termin pozde dalsi nehotove bez (bez:zdroj bez:termin bez:cena
 * bez:cil), with or without diacritics.
 */
#ifndef PLANEK_QUERY_H
#define PLANEK_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/plan.h"

struct pk_query;

/* PK_ERR_USAGE names the word that is not understood, PK_ERR_UNKNOWN the goal or source that is
 * not there; *out is then NULL.  No words: *out is a query that all match.  The caller frees it;
 * it does not depend on the plan. */
PK_MUST_USE enum pk_err pk_query_parse(struct pk_query **out, const char *const *words,
                                       size_t count, const struct pk_plan *plan, pk_day today,
                                       struct pk_diag *diag);
/* As pk_query_parse from one line, words separated by blanks, "..." holding words together; what
 * begins with a quote is plain text, whatever it looks like. */
PK_MUST_USE enum pk_err pk_query_parse_line(struct pk_query **out, const char *line,
                                            const struct pk_plan *plan, pk_day today,
                                            struct pk_diag *diag);
/* The query that activities of these ids match, none where there are none.  To be freed. */
struct pk_query *pk_query_of_ids(const char *const *ids, size_t count, const char *text);

/* Narrows the query by another one, too, which is freed. */
void pk_query_join(struct pk_query *query, struct pk_query *taken);

void pk_query_free(struct pk_query *query);

/* True when nothing is narrowed.  query may be NULL: all match. */
bool pk_query_all(const struct pk_query *query);
bool pk_query_match(const struct pk_query *query, const struct pk_activity *activity);

/* The words as given, for a banner.  Borrowed. */
const char *pk_query_text(const struct pk_query *query);

#endif
