/* clock.h: the time of a clock that never goes back.
 */
#ifndef PLANEK_TESTS_CLOCK_H
#define PLANEK_TESTS_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

#endif
