#include "config.h"

#include "store/beside.h"

#include <signal.h>

static void *run(void *user)
{
    struct pk_beside *beside = user;
    beside->work(beside->user);
    atomic_store(&beside->done, true);
    return NULL;
}

/* Signals are for the thread that reads keys, but for those that a fault of this one raises. */
bool pk_beside_begin(struct pk_beside *beside, void (*work)(void *user), void *user)
{
    static const int own[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
    sigset_t all, before;
    beside->work = work;
    beside->user = user;
    atomic_init(&beside->done, false);
    atomic_init(&beside->stop, false);
    sigfillset(&all);
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        sigdelset(&all, own[i]);
    }
    if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0) {
        return false;
    }
    bool begun = pthread_create(&beside->thread, NULL, run, beside) == 0;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    return begun;
}

bool pk_beside_done(struct pk_beside *beside)
{
    return atomic_load(&beside->done);
}

bool pk_beside_unwanted(struct pk_beside *beside)
{
    return atomic_load(&beside->stop);
}

void pk_beside_stop(struct pk_beside *beside)
{
    atomic_store(&beside->stop, true);
}

void pk_beside_end(struct pk_beside *beside)
{
    (void)pthread_join(beside->thread, NULL);
}
