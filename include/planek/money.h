/* money.h: amounts of Czech crowns as whole haléře, and other exact decimals.
 *
 * 64 bits, never a float.  The same type serves counts (target, done) and figures that may have
 * two decimals: all in hundredths.
 */
#ifndef PLANEK_MONEY_H
#define PLANEK_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "planek/buf.h"
#include "planek/error.h"

typedef int64_t pk_money; /* hundredths: haléře where it is Kč */
#define PK_NO_MONEY INT64_MIN
/* The largest amount a single cell may hold (either sign): 10^12 Kč. */
#define PK_MONEY_MAX INT64_C(100000000000000)

/* Reads an amount as people type it: 30000, 30.000,- Kč, 30 000 (any kind of space), 30000,50,
 * 15 tis., 1,5 mil., 0,-.  One or two digits after the last dot or comma are haléře, dots and
 * spaces group threes, commas never group, no exponent.  A minus (- or U+2212) is accepted;
 * whether it may be there is the field's rule.  What is ambiguous or too large is PK_ERR_USAGE
 * with *out PK_NO_MONEY; the empty text is PK_OK and PK_NO_MONEY. */
PK_MUST_USE enum pk_err pk_money_parse(pk_money *out, const char *text, struct pk_diag *diag);

/* The form in files and JSON: 30000, 30000.50, -5.  Nothing for PK_NO_MONEY. */
void pk_money_encode(struct pk_buf *out, pk_money amount);

/* The form people read: "30 000", "30 000,50" (decimal sign by gettext), without a unit. */
void pk_money_format(struct pk_buf *out, pk_money amount);

/* Sums that stop at the type's ends instead of wrapping; PK_NO_MONEY counts as nothing, and two
 * of them are 0. */
pk_money pk_money_add(pk_money a, pk_money b);
pk_money pk_money_sub(pk_money a, pk_money b);

/* part / whole in whole percent, rounded half away from zero; 0 when whole is not above 0.
 * Bounded to +-9999. */
int pk_percent(pk_money part, pk_money whole);

#endif
