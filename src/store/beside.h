/* beside.h: work that goes on beside the keys: a function that runs in a thread of its own, on
 * data that nobody else touches until it is done.
 */
#ifndef PLANEK_STORE_BESIDE_H
#define PLANEK_STORE_BESIDE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct pk_beside {
    pthread_t thread;
    void (*work)(void *user);
    void *user;
    atomic_bool done, stop;
};

/* False where no thread can be had: nothing was done then. */
bool pk_beside_begin(struct pk_beside *beside, void (*work)(void *user), void *user);

/* Whether the work is done; it can be ended without waiting then. */
bool pk_beside_done(struct pk_beside *beside);

/* For the work to look at now and then: nobody wants its outcome any more. */
bool pk_beside_unwanted(struct pk_beside *beside);
void pk_beside_stop(struct pk_beside *beside);

/* Waits until it is done; the data is the caller's again. */
void pk_beside_end(struct pk_beside *beside);

#endif
