/* clock.h: moments and days where this machine is. */
#ifndef PLANEK_CLI_CLOCK_H
#define PLANEK_CLI_CLOCK_H

#include <stdint.h>

#include "planek/date.h"

/* The day on which that moment lies here; the first of 1970 where nobody can say. */
pk_day pk_clock_day(int64_t moment);

/* The moment at which the day begins here. */
int64_t pk_clock_begin(pk_day day);

#endif
