/* filter.h: the filter that a command is given as words: those of the query language, and
 * filter:NAME for one of planek.ini.
 */
#ifndef PLANEK_CLI_FILTER_H
#define PLANEK_CLI_FILTER_H

#include "cli/command.h"
#include "planek/query.h"

/* To be freed by the caller; NULL on a failure, which for a filter of planek.ini names its line. */
PK_MUST_USE enum pk_err pk_cli_filter(struct pk_query **out, const struct pk_session *session,
                                      struct pk_diag *diag);

#endif
