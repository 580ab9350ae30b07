/* holidays.h: the days on which Czech offices are closed.
 *
 * Source: Act No. 245/2000 Coll. on public holidays, other holidays and days of rest, in force
 * since 9 August 2000, as changed by No. 101/2004 (the name of 8 May), No. 359/2015 (Good Friday,
 * since 2016) and No. 49/2019 (the name of 17 November).  28 September and 17 November count from
 * 2000; the other days are told of any year, although earlier laws were not all the same.
 */
#ifndef PLANEK_HOLIDAYS_H
#define PLANEK_HOLIDAYS_H

#include <stdbool.h>

#include "planek/date.h"

/* Easter Sunday of the years 1 to 9999 in the Gregorian calendar. */
pk_day pk_easter(int year);

/* The holiday's name by gettext, borrowed; NULL on any other day. */
const char *pk_holiday_name(pk_day day);

/* A Saturday, a Sunday or a holiday. */
bool pk_day_off(pk_day day);

#endif
