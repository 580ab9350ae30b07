#include "config.h"

#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "planek/i18n.h"
#include "store/io.h"

#ifndef PK_LOCK_WAIT_MS
#define PK_LOCK_WAIT_MS 3000
#endif
#define STEP_MS 10

void pk_lock_pause(int milliseconds)
{
    struct timespec left = { .tv_sec = milliseconds / 1000,
                             .tv_nsec = milliseconds % 1000 * 1000000L };
    while (nanosleep(&left, &left) != 0 && errno == EINTR) {
        ;
    }
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

enum pk_err pk_lock_take(struct pk_lock *out, const char *folder, bool shared,
                         struct pk_diag *diag)
{
    out->fd = pk_io_open(AT_FDCWD, folder, O_RDONLY | O_DIRECTORY, 0);
    if (out->fd < 0) {
        return pk_fail_at(diag, PK_ERR_IO, folder, 0, _("the folder cannot be opened: %s"),
                          pk_io_reason(errno));
    }
    int64_t deadline = now_ms() + PK_LOCK_WAIT_MS;
    while (flock(out->fd, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0) {
        if (errno == EINTR) {
            continue;
        }
        if (errno != EWOULDBLOCK) {
            return PK_OK;
        }
        if (now_ms() >= deadline) {
            pk_lock_release(out);
            return pk_fail_at(diag, PK_ERR_IO, folder, 0,
                              _("another planek is writing to this folder and does not finish: "
                                "wait for it or end it"));
        }
        pk_lock_pause(STEP_MS);
    }
    return PK_OK;
}

void pk_lock_release(struct pk_lock *lock)
{
    if (lock->fd >= 0) {
        close(lock->fd);
    }
    lock->fd = -1;
}
