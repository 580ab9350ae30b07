/* mergefile.c: each version is read as a plan of one table; what theirs did since base becomes a
 * change of ours, and what clashes a change of conflicts.csv.
 *
 * conflicts.csv is written first, so that no clash is forgotten when ours cannot be written, and
 * only where a row is new: git refuses to touch a file that was altered under its hands.
 */
#include "config.h"

#include "planek/mergefile.h"

#include <stdlib.h>
#include <string.h>

#include "planek/atomic.h"
#include "planek/history.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/merge.h"
#include "planek/plan.h"
#include "planek/text.h"
#include "planek/waiting.h"
#include "store/io.h"

/* Who wants what the other side says: git does not tell. */
#define WHO "(git)"

/* ---- where things are ---- */

static const char *place_of(const struct pk_mergefile *files)
{
    return files->path ? files->path : files->ours;
}

static char *beside(const struct pk_mergefile *files, const char *name)
{
    const char *place = place_of(files);
    const char *slash = strrchr(place, '/');
    char *folder = slash ? pk_strndup(place, (size_t)(slash - place) + 1) : pk_strdup("./");
    char *path = pk_io_path(folder, name);
    free(folder);
    return path;
}

static enum pk_err find_table(enum pk_table *out, const struct pk_mergefile *files,
                              struct pk_diag *diag)
{
    const char *place = place_of(files), *slash = strrchr(place, '/');
    const char *name = slash ? slash + 1 : place;
    for (int table = 0; table < PK_TABLES; table++) {
        if (strcmp(pk_schema((enum pk_table)table)->file, name) == 0) {
            *out = (enum pk_table)table;
            return PK_OK;
        }
    }
    return pk_fail_at(diag, PK_ERR_USAGE, place, 0,
                      _("no table of a plan has a file of that name; merge it by hand"));
}

/* ---- reading ---- */

/* The first fault of structure, with the version it is in. */
static enum pk_err refuse(const struct pk_faults *faults, const char *version,
                          const struct pk_mergefile *files, struct pk_diag *diag)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct pk_fault *fault = &faults->items[i];
        if (fault->severity == PK_FATAL) {
            return pk_fail_at(diag, PK_ERR_STRUCTURE, place_of(files), fault->line,
                              _("%s: %s; nothing was merged"), version, fault->text);
        }
    }
    return PK_OK;
}

static enum pk_err read_table(struct pk_plan *plan, enum pk_table table, const char *path,
                              struct pk_faults *faults, struct pk_diag *diag)
{
    char *bytes;
    size_t length;
    enum pk_err err = pk_file_read(path, &bytes, &length, NULL, diag);
    if (err) {
        return err;
    }
    pk_plan_read_table(plan, table, bytes, length, faults);
    return PK_OK;
}

static bool is_empty(const char *path)
{
    struct pk_filemark mark;
    pk_filemark_look(path, &mark);
    return mark.exists && mark.size == 0;
}

/* The plan of one table.  Of plan.ini only the year counts, and a merge may be under way in it. */
static enum pk_err read_version(struct pk_plan **out, enum pk_table table, const char *path,
                                const char *version, const struct pk_mergefile *files,
                                struct pk_diag *diag)
{
    struct pk_faults ignored = { 0 }, faults = { 0 };
    char *settings = beside(files, "plan.ini"), *bytes;
    size_t length;
    *out = pk_plan_new();
    if (pk_file_read(settings, &bytes, &length, NULL, NULL) == PK_OK) {
        pk_plan_read_settings(*out, bytes, length, &ignored);
    }
    enum pk_err err = read_table(*out, table, path, &faults, diag);
    if (err) {
        err = PK_ERR_IO;
    } else {
        err = refuse(&faults, version, files, diag);
    }
    free(bytes);
    free(settings);
    pk_faults_dispose(&ignored);
    pk_faults_dispose(&faults);
    return err;
}

/* Adds conflicts.csv to the plan, where there is one. */
static enum pk_err read_conflicts(struct pk_plan *plan, const struct pk_mergefile *files,
                                  struct pk_diag *diag)
{
    struct pk_faults faults = { 0 };
    char *path = beside(files, pk_schema(PK_CONFLICTS)->file);
    enum pk_err err = read_table(plan, PK_CONFLICTS, path, &faults, diag);
    if (err == PK_ERR_UNKNOWN) {
        err = PK_OK;
    } else if (!err && pk_plan_broken(plan, PK_CONFLICTS)) {
        err = pk_fail_at(diag, PK_ERR_STRUCTURE, path, faults.items[0].line,
                         _("%s; nothing was merged"), faults.items[0].text);
    }
    free(path);
    pk_faults_dispose(&faults);
    return err;
}

/* ---- clashes ---- */

static void tell_clash(struct pk_faults *clashes, const struct pk_plan *plan,
                       const struct pk_clash *clash, const struct pk_mergefile *files)
{
    if (clash->field == 0) {
        pk_faults_add(clashes, PK_WARNING, place_of(files), 0,
                      _("\"%s\" was removed on one side and changed on the other; it stays until "
                        "somebody settles it: planek accept or planek reject"),
                      pk_text_quote(clash->id).text);
        return;
    }
    pk_faults_add(clashes, PK_WARNING, place_of(files), 0,
                  _("\"%s\", %s: ours \"%s\", theirs \"%s\"; ours stays until somebody settles it: "
                    "planek accept or planek reject"),
                  pk_text_quote(clash->id).text,
                  pk_plan_field_name(plan, clash->table, clash->field),
                  pk_text_quote(clash->ours).text, pk_text_quote(clash->theirs).text);
}

/* Two rows about the same thing differ in when and by whom they were written down: the same one of
 * them everywhere. */
static enum pk_err settle_rows(struct pk_plan *ours, const struct pk_clashes *clashes,
                               struct pk_diag *diag)
{
    struct pk_change change;
    pk_change_init(&change);
    for (size_t i = 0; i < clashes->count; i++) {
        const struct pk_clash *clash = &clashes->items[i];
        if (clash->field > 0 && strcmp(clash->theirs, clash->ours) < 0) {
            pk_change_add(&change, clash->table, clash->field, clash->id, clash->ours,
                          clash->theirs);
        }
    }
    enum pk_err err = pk_change_apply(ours, &change, diag);
    pk_change_dispose(&change);
    return err;
}

static enum pk_err write_table(const struct pk_plan *plan, enum pk_table table, const char *path,
                               struct pk_diag *diag)
{
    struct pk_image image;
    pk_plan_encode(plan, table, &image);
    enum pk_err err = pk_file_replace(path, pk_buf_text(&image.bytes), image.bytes.len, NULL, diag);
    pk_image_dispose(&image);
    return err;
}

static enum pk_err keep_clashes(struct pk_plan *ours, const struct pk_clashes *clashes,
                                const struct pk_mergefile *files, struct pk_faults *told,
                                struct pk_diag *diag)
{
    struct pk_change change;
    pk_change_init(&change);
    enum pk_err err = read_conflicts(ours, files, diag);
    for (size_t i = 0; i < clashes->count && !err; i++) {
        tell_clash(told, ours, &clashes->items[i], files);
        pk_conflict_add(&change, ours, &clashes->items[i], WHO, files->when);
    }
    if (!err) {
        err = pk_change_apply(ours, &change, diag);
    }
    if (!err && change.count) {
        char *path = beside(files, pk_schema(PK_CONFLICTS)->file);
        err = write_table(ours, PK_CONFLICTS, path, diag);
        free(path);
    }
    pk_change_dispose(&change);
    return err;
}

/* ---- a table ---- */

static bool may_clash(enum pk_table table)
{
    return table != PK_CONFLICTS && table != PK_PROPOSALS;
}

static enum pk_err merge_plans(struct pk_plan *ours, const struct pk_plan *base,
                               const struct pk_plan *theirs, enum pk_table table,
                               const struct pk_mergefile *files, struct pk_faults *told,
                               struct pk_diag *diag)
{
    struct pk_change change;
    struct pk_clashes clashes = { 0 };
    pk_change_init(&change);
    pk_merge_table(&change, &clashes, ours, base, theirs, table, NULL, NULL);
    enum pk_err err = pk_change_apply(ours, &change, diag);
    if (!err && !may_clash(table)) {
        err = settle_rows(ours, &clashes, diag);
    } else if (!err && clashes.count) {
        err = keep_clashes(ours, &clashes, files, told, diag);
    }
    if (!err) {
        err = write_table(ours, table, files->ours, diag);
    }
    if (!err && may_clash(table) && clashes.count) {
        err = PK_ERR_CONFLICT;
    } else if (err == PK_ERR_CONFLICT) {
        err = PK_ERR_STRUCTURE;
    }
    pk_clashes_dispose(&clashes);
    pk_change_dispose(&change);
    return err;
}

static enum pk_err merge_table(const struct pk_mergefile *files, enum pk_table table,
                               struct pk_faults *told, struct pk_diag *diag)
{
    struct pk_plan *base = NULL, *ours = NULL, *theirs = NULL;
    enum pk_err err = read_version(&ours, table, files->ours, _("our version"), files, diag);
    if (!err) {
        err = read_version(&theirs, table, files->theirs, _("their version"), files, diag);
    }
    if (!err && is_empty(files->base)) {
        base = pk_plan_new();
    } else if (!err) {
        err = read_version(&base, table, files->base, _("the common version"), files, diag);
    }
    if (!err) {
        err = merge_plans(ours, base, theirs, table, files, told, diag);
    }
    pk_plan_free(base);
    pk_plan_free(ours);
    pk_plan_free(theirs);
    return err;
}

/* ---- the history ---- */

/* The rows of one change, which stand behind each other. */
struct rows {
    const char *txn, *end; /* from the first byte of the first row to behind the last line end */
    size_t txn_length;
};

static int compare_txn(const void *a, const void *b)
{
    const struct rows *one = a, *other = b;
    size_t length = one->txn_length < other->txn_length ? one->txn_length : other->txn_length;
    int order = memcmp(one->txn, other->txn, length);
    return order ? order
                 : (one->txn_length > other->txn_length) - (one->txn_length < other->txn_length);
}

static bool ends_change(const struct rows *rows)
{
    size_t length = (size_t)(rows->end - rows->txn);
    if (!length || rows->txn[length - 1] != '\n') {
        return false;
    }
    length -= length > 1 && rows->txn[length - 2] == '\r' ? 2 : 1;
    return length > 2 && memcmp(rows->txn + length - 2, ",0", 2) == 0;
}

static const char *behind_line(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline ? newline + 1 : end;
}

/* Takes the rows from `at` on that name the same txn; false when they are no whole change. */
static bool take_rows(struct rows *out, const char *at, const char *end)
{
    const char *comma = memchr(at, ',', (size_t)(end - at));
    *out = (struct rows){ at, behind_line(at, end), comma ? (size_t)(comma - at) : 0 };
    size_t head = out->txn_length + 1;
    while (comma && !ends_change(out) && (size_t)(end - out->end) >= head
           && memcmp(out->end, at, head) == 0) {
        out->end = behind_line(out->end, end);
    }
    return comma && ends_change(out);
}

static const char *behind_header(const char *bytes, size_t length)
{
    size_t header = strlen(pk_history_header);
    bool there = length >= header && memcmp(bytes, pk_history_header, header) == 0;
    return bytes + (there ? header : 0);
}

/* The whole changes, sorted by txn; malloc'd. */
static struct rows *index_changes(const char *bytes, size_t length, size_t *count)
{
    struct rows *found = NULL;
    size_t capacity = 0;
    const char *end = bytes + length;
    *count = 0;
    for (const char *at = behind_header(bytes, length); at < end;) {
        struct rows rows;
        bool whole = take_rows(&rows, at, end);
        found = pk_reserve(found, &capacity, *count + 1, sizeof *found);
        found[*count] = rows;
        *count += whole;
        at = rows.end;
    }
    if (*count) {
        qsort(found, *count, sizeof *found, compare_txn);
    }
    return found;
}

static void join_histories(struct pk_buf *out, const char *ours, size_t our_length,
                           const char *theirs, size_t their_length)
{
    size_t count;
    struct rows *known = index_changes(ours, our_length, &count), rows;
    const char *end = theirs + their_length;
    pk_buf_add(out, ours, our_length);
    while (out->len && out->data[out->len - 1] != '\n') {
        pk_buf_cut(out, out->len - 1); /* a row that was never finished */
    }
    if (!out->len) {
        pk_buf_str(out, pk_history_header);
    }
    for (const char *at = behind_header(theirs, their_length); at < end; at = rows.end) {
        bool whole = take_rows(&rows, at, end);
        if (whole && !(count && bsearch(&rows, known, count, sizeof *known, compare_txn))) {
            pk_buf_add(out, rows.txn, (size_t)(rows.end - rows.txn));
        }
    }
    free(known);
}

static enum pk_err merge_history(const struct pk_mergefile *files, struct pk_diag *diag)
{
    char *ours, *theirs = NULL;
    size_t our_length, their_length;
    struct pk_buf joined = { 0 };
    enum pk_err err = pk_file_read(files->ours, &ours, &our_length, NULL, diag);
    if (!err) {
        err = pk_file_read(files->theirs, &theirs, &their_length, NULL, diag);
    }
    if (!err) {
        join_histories(&joined, ours, our_length, theirs, their_length);
        err = pk_file_replace(files->ours, joined.data, joined.len, NULL, diag);
    }
    pk_buf_dispose(&joined);
    free(ours);
    free(theirs);
    return err ? PK_ERR_IO : PK_OK;
}

enum pk_err pk_mergefile(const struct pk_mergefile *files, struct pk_faults *clashes,
                         struct pk_diag *diag)
{
    enum pk_table table = PK_HISTORY;
    enum pk_err err = find_table(&table, files, diag);
    if (err) {
        return err;
    }
    return table == PK_HISTORY ? merge_history(files, diag)
                               : merge_table(files, table, clashes, diag);
}
