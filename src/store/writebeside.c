#include "config.h"

#include "store/writebeside.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "store/beside.h"
#include "store/hash.h"

struct pk_writebeside {
    struct pk_beside beside;
    char *folder;
    struct pk_written written;
    uint64_t hashes[PK_TABLES]; /* that the copies are to have */
    enum pk_err err;
    struct pk_diag diag;
};

static struct pk_writebeside *begin(const char *folder, const struct pk_plan *plan,
                                    unsigned tables, const uint64_t *hashes,
                                    void (*work)(void *user))
{
    struct pk_writebeside *beside = pk_new(1, sizeof *beside);
    beside->folder = pk_strdup(folder);
    pk_save_encode(&beside->written.save, plan, tables);
    for (int i = 0; i < PK_TABLES; i++) {
        beside->written.copies[i].at = -1;
        beside->hashes[i] = hashes ? hashes[i] : 0;
    }
    if (pk_beside_begin(&beside->beside, work, beside)) {
        return beside;
    }
    pk_written_dispose(&beside->written);
    free(beside->folder);
    free(beside);
    return NULL;
}

static void write_tables(void *user)
{
    struct pk_writebeside *beside = user;
    unsigned failed;
    beside->err =
        pk_save_write(&beside->written.save, beside->folder, &failed, &beside->diag);
}

struct pk_writebeside *pk_writebeside_tables(const char *folder, const struct pk_plan *plan,
                                             unsigned tables)
{
    return begin(folder, plan, tables, NULL, write_tables);
}

static void write_copies(void *user)
{
    struct pk_writebeside *beside = user;
    struct pk_written *written = &beside->written;
    for (size_t i = 0; i < written->save.count; i++) {
        const struct pk_buf *bytes = &written->save.images[i].bytes;
        int table = (int)written->save.tables[i];
        written->save.hashes[i] = pk_hash(pk_buf_text(bytes), bytes->len);
        if (written->save.hashes[i] == beside->hashes[table]) {
            (void)pk_keeping_write(&written->copies[i], beside->folder, pk_disk_name(table),
                                   pk_buf_text(bytes), bytes->len);
        }
    }
}

struct pk_writebeside *pk_writebeside_copies(const char *folder, const struct pk_plan *plan,
                                             unsigned tables, const uint64_t *hashes)
{
    return begin(folder, plan, tables, hashes, write_copies);
}

bool pk_writebeside_done(struct pk_writebeside *beside)
{
    return pk_beside_done(&beside->beside);
}

enum pk_err pk_writebeside_take(struct pk_writebeside *beside, struct pk_written *written,
                                struct pk_diag *diag)
{
    pk_beside_end(&beside->beside);
    enum pk_err err = beside->err;
    if (err && diag) {
        *diag = beside->diag;
    }
    *written = beside->written;
    free(beside->folder);
    free(beside);
    return err;
}

void pk_written_dispose(struct pk_written *written)
{
    for (int i = 0; i < PK_TABLES; i++) {
        pk_keeping_drop(&written->copies[i]);
    }
    pk_save_abandon(&written->save);
}
