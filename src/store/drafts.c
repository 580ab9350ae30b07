/* A row of the file is a field of a draft:
 *
 *     table,record,token,after,field,base,before,text
 *     activities,web,,,title,Webové stránky,Webové stránky,Webové stránky a e-mail
 *     spending,,8f3a…,,date,,12. 6. 2024,12. 6. 2024
 *
 * It is read anew and replaced as a whole while .planek is locked, so that sessions which write at
 * the same time take turns.
 */
#include "config.h"

#include "planek/drafts.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "planek/csv.h"
#include "store/io.h"
#include "store/kept.h"
#include "store/private.h"

#define HEADER "table,record,token,after,field,base,before,text\n"

enum { COLUMNS = 8, NAME_MOST = 200, TURNS = 20, TURNS_AT_END = 200, TURN_MS = 5 };

void pk_drafts_dispose(struct pk_drafts *drafts)
{
    for (size_t i = 0; i < drafts->count; i++) {
        free(drafts->items[i].cells);
    }
    free(drafts->items);
    pk_arena_dispose(&drafts->texts);
    *drafts = (struct pk_drafts){ 0 };
}

static const char *copy(struct pk_drafts *drafts, const char *text)
{
    return pk_arena_text(&drafts->texts, text, strlen(text));
}

void pk_drafts_add(struct pk_drafts *drafts, const struct pk_draft *draft)
{
    drafts->items =
        pk_reserve(drafts->items, &drafts->capacity, drafts->count + 1, sizeof *drafts->items);
    drafts->items[drafts->count++] =
        (struct pk_draft){ .table = copy(drafts, draft->table), .id = copy(drafts, draft->id),
                           .token = copy(drafts, draft->token),
                           .after = copy(drafts, draft->after) };
}

void pk_drafts_put(struct pk_drafts *drafts, const struct pk_draftcell *cell)
{
    struct pk_draft *draft = &drafts->items[drafts->count - 1];
    draft->cells =
        pk_reserve(draft->cells, &draft->capacity, draft->count + 1, sizeof *draft->cells);
    draft->cells[draft->count++] =
        (struct pk_draftcell){ copy(drafts, cell->field), copy(drafts, cell->base),
                               copy(drafts, cell->before), copy(drafts, cell->text) };
}

void pk_drafts_drop(struct pk_drafts *drafts, size_t at)
{
    free(drafts->items[at].cells);
    drafts->count--;
    memmove(&drafts->items[at], &drafts->items[at + 1],
            (drafts->count - at) * sizeof *drafts->items);
}

void pk_drafts_token(struct pk_buf *out)
{
    pk_buf_printf(out, "%016" PRIx64, pk_io_random());
}

static bool same_name(const struct pk_draft *a, const struct pk_draft *b)
{
    return strcmp(a->table, b->table) == 0 && strcmp(a->id, b->id) == 0 &&
           strcmp(a->token, b->token) == 0;
}

static const struct pk_draft *find(const struct pk_drafts *drafts, const struct pk_draft *named)
{
    for (size_t i = 0; i < drafts->count; i++) {
        if (same_name(&drafts->items[i], named)) {
            return &drafts->items[i];
        }
    }
    return NULL;
}

static bool is_typed(const struct pk_draftcell *cell)
{
    return strcmp(cell->before, cell->text) != 0;
}

/* Whether all that was typed into one stands in the other. */
static bool holds(const struct pk_draft *draft, const struct pk_draft *other)
{
    for (size_t i = 0; i < other->count; i++) {
        const struct pk_draftcell *cell = &other->cells[i];
        bool there = !is_typed(cell);
        for (size_t k = 0; k < draft->count && !there; k++) {
            there = strcmp(draft->cells[k].field, cell->field) == 0 &&
                    strcmp(draft->cells[k].text, cell->text) == 0;
        }
        if (!there) {
            return false;
        }
    }
    return true;
}

static bool same_typed(const struct pk_draft *a, const struct pk_draft *b)
{
    return a && b && holds(a, b) && holds(b, a);
}

/* ---- the file ---- */

/* Names of people hold anything; names of files hold letters, digits and what stands for others. */
static void name_file(struct pk_buf *out, const char *who)
{
    pk_buf_str(out, "drafts-");
    for (; *who && out->len < NAME_MOST; who++) {
        if (isalnum((unsigned char)*who) || strchr("_-", *who)) {
            pk_buf_char(out, *who);
        } else {
            pk_buf_printf(out, "%%%02x", (unsigned char)*who);
        }
    }
}

static void take_row(const struct pk_csv_row *row, void *user)
{
    struct pk_drafts *drafts = user;
    const char *const *texts = row->fields;
    if (row->line == 1 || row->count != COLUMNS) {
        return;
    }
    struct pk_draft named = { .table = texts[0], .id = texts[1], .token = texts[2],
                              .after = texts[3] };
    if (drafts->count == 0 || !same_name(&drafts->items[drafts->count - 1], &named)) {
        pk_drafts_add(drafts, &named);
    }
    pk_drafts_put(drafts, &(struct pk_draftcell){ texts[4], texts[5], texts[6], texts[7] });
}

/* False where there is something that cannot be read. */
static bool read_file(struct pk_drafts *out, const char *folder, const char *file)
{
    size_t length, head;
    *out = (struct pk_drafts){ 0 };
    errno = 0;
    char *bytes = pk_kept_read(folder, file, &length);
    if (!bytes) {
        return errno == ENOENT;
    }
    struct pk_faults faults = { 0 };
    struct pk_dialect dialect;
    struct pk_diag diag;
    if (pk_csv_sniff(&dialect, bytes, length, &diag) == PK_OK) {
        pk_csv_read(bytes, length, &dialect, file, &head, take_row, out, &faults);
    }
    pk_faults_dispose(&faults);
    free(bytes);
    return true;
}

void pk_drafts_read(struct pk_drafts *out, const char *folder, const char *who)
{
    struct pk_buf file = { 0 };
    name_file(&file, who);
    (void)read_file(out, folder, pk_buf_text(&file));
    pk_buf_dispose(&file);
}

static void write_draft(struct pk_buf *out, const struct pk_draft *draft)
{
    for (size_t i = 0; i < draft->count; i++) {
        const struct pk_draftcell *cell = &draft->cells[i];
        const char *const texts[COLUMNS] = { draft->table, draft->id,  draft->token,
                                             draft->after, cell->field, cell->base,
                                             cell->before, cell->text };
        for (int column = 0; column < COLUMNS; column++) {
            pk_buf_str(out, column ? "," : "");
            pk_csv_write_field(out, texts[column], &pk_dialect_default);
        }
        pk_buf_char(out, '\n');
    }
}

/* The file's drafts in their order, each as this session left it, or as it is where this session
 * did nothing to it or another one did something later; then those that are new. */
static void merge(struct pk_buf *out, const struct pk_drafts *file, const struct pk_drafts *kept,
                  const struct pk_drafts *now)
{
    for (size_t i = 0; i < file->count; i++) {
        const struct pk_draft *there = &file->items[i], *ours = find(now, there);
        const struct pk_draft *was = find(kept, there);
        bool altered = ours && !same_typed(was, ours);
        bool gone = !ours && same_typed(was, there);
        if (!gone) {
            write_draft(out, altered ? ours : there);
        }
    }
    for (size_t i = 0; i < now->count; i++) {
        const struct pk_draft *ours = &now->items[i];
        if (!find(file, ours) && !same_typed(find(kept, ours), ours)) {
            write_draft(out, ours);
        }
    }
}

static bool changed(const struct pk_drafts *kept, const struct pk_drafts *now)
{
    bool same = kept->count == now->count;
    for (size_t i = 0; same && i < now->count; i++) {
        same = same_typed(find(kept, &now->items[i]), &now->items[i]);
    }
    return !same;
}

/* A descriptor that holds the lock until it is closed, -1 where there is no folder; busy where
 * others hold it all the while.  Where the file system has no locks it goes without. */
static int lock(const char *folder, bool end, bool *busy)
{
    int fd = pk_private_open(folder, true), turns = end ? TURNS_AT_END : TURNS;
    *busy = fd >= 0;
    while (*busy && turns-- > 0) {
        *busy = flock(fd, LOCK_EX | LOCK_NB) != 0 && (errno == EWOULDBLOCK || errno == EINTR);
        if (*busy) {
            pk_io_pause(TURN_MS);
        }
    }
    return fd;
}

static bool replace(const struct pk_drafts *kept, const struct pk_drafts *now, const char *folder,
                    const char *file)
{
    struct pk_drafts there;
    struct pk_buf bytes = { 0 };
    bool good = read_file(&there, folder, file);
    merge(&bytes, &there, kept, now);
    if (good && bytes.len) {
        pk_buf_splice(&bytes, 0, 0, HEADER, strlen(HEADER));
        good = pk_kept_write_own(folder, file, pk_buf_text(&bytes), bytes.len);
    } else if (good) {
        pk_kept_remove(folder, file);
    }
    pk_buf_dispose(&bytes);
    pk_drafts_dispose(&there);
    return good;
}

bool pk_drafts_keep(struct pk_drafts *kept, struct pk_drafts *now, const char *folder,
                    const char *who, bool end)
{
    struct pk_buf file = { 0 };
    bool good = !changed(kept, now), busy = false;
    if (!good) {
        int fd = lock(folder, end, &busy);
        name_file(&file, who);
        good = fd >= 0 && (!busy || end) && replace(kept, now, folder, pk_buf_text(&file));
        if (fd >= 0) {
            close(fd);
        }
        pk_buf_dispose(&file);
    }
    pk_drafts_dispose(good ? kept : now);
    if (good) {
        *kept = *now;
        *now = (struct pk_drafts){ 0 };
    }
    return good;
}
