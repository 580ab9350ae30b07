/* The file is text, a line a table:
 *
 *     planek 1
 *     history 8613 5f0c2d4a81b69788 65024 11125328
 *     activities before 81f0c2d4a5b69788 20240612T081500Z-… after - -
 *     end
 *
 * "-" stands for a file that is not there, and for no change of the history.
 */
#include "config.h"

#include "store/checkpoint.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planek/buf.h"
#include "planek/i18n.h"
#include "store/disk.h"
#include "store/io.h"
#include "store/kept.h"
#include "store/private.h"

#define NAME "checkpoint"
#define HEAD "planek 1"

void pk_note_set(struct pk_note *note, bool exists, uint64_t hash, const char *txn)
{
    *note = (struct pk_note){ .known = true, .exists = exists, .hash = exists ? hash : 0 };
    snprintf(note->txn, sizeof note->txn, "%s", txn);
}

static bool read_note(struct pk_note *note, const char *hash, const char *txn)
{
    char *end;
    uint64_t value = strtoull(hash, &end, 16);
    bool exists = strcmp(hash, "-") != 0;
    pk_note_set(note, exists, value, strcmp(txn, "-") == 0 ? "" : txn);
    return !exists || !*end;
}

static bool read_table(struct pk_checkpoint *out, const char *line)
{
    char name[32], before[17], after[17], before_txn[PK_TXN_MAX + 1], after_txn[PK_TXN_MAX + 1];
    if (sscanf(line, "%31s before %16s %63s after %16s %63s", name, before, before_txn, after,
               after_txn) != 5) {
        return false;
    }
    int table = pk_schema_find_table(name);
    return table < 0
        || (read_note(&out->before[table], before, before_txn)
            && read_note(&out->after[table], after, after_txn));
}

static bool read_lines(struct pk_checkpoint *out, char *text)
{
    char *rest = NULL;
    const char *line = strtok_r(text, "\n", &rest);
    if (!line || strcmp(line, HEAD) != 0) {
        return false;
    }
    line = strtok_r(NULL, "\n", &rest);
    if (!line || sscanf(line, "history %zu %" SCNx64 " %" SCNu64 " %" SCNu64, &out->history_end,
                        &out->history_last, &out->history_device, &out->history_inode) != 4) {
        return false;
    }
    while ((line = strtok_r(NULL, "\n", &rest)) && strcmp(line, "end") != 0) {
        if (!read_table(out, line)) {
            return false;
        }
    }
    return line;
}

void pk_checkpoint_read(struct pk_checkpoint *out, const char *folder)
{
    size_t length;
    *out = (struct pk_checkpoint){ 0 };
    char *text = pk_kept_read(folder, NAME, &length);
    bool known = text && read_lines(out, text);
    if (!known) {
        *out = (struct pk_checkpoint){ 0 };
    }
    out->known = known;
    free(text);
}

static void write_note(struct pk_buf *out, const char *which, const struct pk_note *note)
{
    pk_buf_printf(out, " %s ", which);
    if (note->exists) {
        pk_buf_printf(out, "%016" PRIx64, note->hash);
    } else {
        pk_buf_char(out, '-');
    }
    pk_buf_printf(out, " %s", *note->txn ? note->txn : "-");
}

enum pk_err pk_checkpoint_write(const struct pk_checkpoint *checkpoint, const char *folder,
                                struct pk_diag *diag)
{
    struct pk_buf text = { 0 };
    pk_buf_printf(&text, HEAD "\nhistory %zu %016" PRIx64 " %" PRIu64 " %" PRIu64 "\n",
                  checkpoint->history_end, checkpoint->history_last, checkpoint->history_device,
                  checkpoint->history_inode);
    for (int table = 0; table < PK_TABLES; table++) {
        if (checkpoint->before[table].known && checkpoint->after[table].known) {
            pk_buf_str(&text, pk_schema((enum pk_table)table)->name);
            write_note(&text, "before", &checkpoint->before[table]);
            write_note(&text, "after", &checkpoint->after[table]);
            pk_buf_char(&text, '\n');
        }
    }
    pk_buf_str(&text, "end\n");
    enum pk_err err = PK_OK;
    /* What it says of the files, and that it is there itself, lasts before it is believed. */
    int at = pk_private_open(folder, true);
    bool good = at >= 0 && pk_io_sync_folder(folder);
    int error = errno;
    if (at >= 0) {
        close(at);
    }
    errno = error;
    if (!good || !pk_kept_write(folder, NAME, pk_buf_text(&text), text.len, true)) {
        err = pk_fail_at(diag, PK_ERR_IO, folder, 0, _("%s cannot be saved: %s"),
                         ".planek/" NAME, pk_io_reason(errno));
    }
    pk_buf_dispose(&text);
    return err;
}

char *pk_copy_read(const char *folder, enum pk_table table, size_t *length)
{
    return pk_kept_read(folder, pk_disk_name((int)table), length);
}

bool pk_copy_write(const char *folder, enum pk_table table, const char *bytes, size_t length)
{
    if (!bytes) {
        pk_kept_remove(folder, pk_disk_name((int)table));
        return true;
    }
    return pk_kept_write(folder, pk_disk_name((int)table), bytes, length, false);
}
