#include "config.h"

#include "store/readbeside.h"

#include <stdlib.h>

#include "planek/mem.h"
#include "store/beside.h"

struct pk_readbeside {
    struct pk_beside beside;
    struct pk_journal journal; /* its own */
    struct pk_plan *like;
    struct pk_meter meter;
    atomic_size_t done, total;
    struct pk_reading reading;
    enum pk_err err;
    struct pk_diag diag;
};

static bool tell(size_t done, size_t total, void *user)
{
    struct pk_readbeside *beside = user;
    atomic_store(&beside->done, done);
    atomic_store(&beside->total, total);
    return !pk_beside_unwanted(&beside->beside);
}

static void work(void *user)
{
    struct pk_readbeside *beside = user;
    bool replaced;
    beside->err = pk_journal_lock(&beside->journal, false, &replaced, &beside->diag);
    if (!beside->err) {
        beside->err = pk_reading_do(&beside->reading, &beside->journal, beside->journal.folder,
                                    beside->like, &beside->meter, &beside->diag);
    }
    pk_journal_unlock(&beside->journal);
}

static void dispose(struct pk_readbeside *beside)
{
    pk_journal_dispose(&beside->journal);
    pk_plan_free(beside->like);
    free(beside);
}

struct pk_readbeside *pk_readbeside_begin(const char *folder, const struct pk_plan *like)
{
    struct pk_readbeside *beside = pk_new(1, sizeof *beside);
    pk_journal_init(&beside->journal, folder);
    beside->like = pk_plan_new();
    pk_plan_number_extras(beside->like, like);
    beside->meter = (struct pk_meter){ .progress = tell, .user = beside };
    atomic_init(&beside->done, 0);
    atomic_init(&beside->total, 0);
    if (!pk_beside_begin(&beside->beside, work, beside)) {
        dispose(beside);
        return NULL;
    }
    return beside;
}

bool pk_readbeside_done(struct pk_readbeside *beside, size_t *done, size_t *total)
{
    *done = atomic_load(&beside->done);
    *total = atomic_load(&beside->total);
    return pk_beside_done(&beside->beside);
}

enum pk_err pk_readbeside_take(struct pk_readbeside *beside, struct pk_reading *out,
                               struct pk_readto *to, struct pk_diag *diag)
{
    pk_beside_end(&beside->beside);
    enum pk_err err = beside->err;
    if (err) {
        *out = (struct pk_reading){ 0 };
        if (diag) {
            *diag = beside->diag;
        }
    } else {
        *out = beside->reading;
        *to = (struct pk_readto){ .device = beside->journal.device,
                                  .inode = beside->journal.inode,
                                  .last = beside->journal.last,
                                  .end = beside->journal.end };
    }
    dispose(beside);
    return err;
}

void pk_readbeside_stop(struct pk_readbeside *beside)
{
    if (!beside) {
        return;
    }
    struct pk_reading reading;
    struct pk_readto to;
    pk_beside_stop(&beside->beside);
    if (pk_readbeside_take(beside, &reading, &to, NULL) == PK_OK) {
        pk_reading_dispose(&reading);
    }
}
