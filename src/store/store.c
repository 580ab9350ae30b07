/* A change is acknowledged by the journal; everything else follows from there.
 *
 *     open       files and journal together, in memory                       open.c, reading.c
 *     enter      lock the journal, take up what others did                   enter.c, catchup.c
 *     commit     enter; check and apply; append and sync; leave
 *     checkpoint the table files follow, when there is time                  tables.c
 *     refresh    look whether anything is new; take it up
 *
 * A change that cannot be written stays in the plan, is said to be unsaved, and is tried again with
 * every later change.
 */
#include "config.h"

#include "planek/store.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "planek/check.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "planek/waiting.h"
#include "store/fold.h"
#include "store/git.h"
#include "store/store_private.h"

/* ---- looking at it ---- */

struct pk_plan *pk_store_plan(struct pk_store *store)
{
    return store->plan;
}

const char *pk_store_folder(const struct pk_store *store)
{
    return store->folder;
}

bool pk_store_read_only(const struct pk_store *store)
{
    return store->read_only;
}

const char *pk_store_suggests(const struct pk_store *store)
{
    return store->suggest;
}

const struct pk_faults *pk_store_faults(const struct pk_store *store)
{
    return &store->faults;
}

bool pk_store_unsaved(const struct pk_store *store)
{
    return store->unsaved.count || (store->replaced && store->own.count);
}

bool pk_store_behind(const struct pk_store *store)
{
    return store->behind || store->uncopied;
}

int64_t pk_store_reaches_back(const struct pk_store *store)
{
    return store->reaches_back;
}

const char *pk_store_notice(struct pk_store *store)
{
    if (!store->notice.len) {
        return NULL;
    }
    pk_buf_dispose(&store->told);
    store->told = store->notice;
    store->notice = (struct pk_buf){ 0 };
    return pk_buf_text(&store->told);
}

static void add_plain(struct pk_buf *out, const char *name)
{
    for (; name && *name; name++) {
        if ((unsigned char)*name >= ' ' && *name != 0x7f) {
            pk_buf_char(out, *name);
        }
    }
}

const char *pk_store_who(struct pk_store *store)
{
    if (store->who) {
        return store->who;
    }
    const struct passwd *user = store->suggest ? NULL : getpwuid(getuid());
    struct pk_buf plain = { 0 }, safe = { 0 };
    add_plain(&plain, store->suggest ? store->suggest
                      : user         ? user->pw_name
                                     : getenv("LOGNAME"));
    if (!plain.len) {
        pk_buf_printf(&plain, "uid %lu", (unsigned long)getuid());
    }
    pk_text_safe(&safe, pk_buf_text(&plain), plain.len);
    pk_buf_dispose(&plain);
    return store->who = pk_buf_take(&safe);
}

enum pk_err pk_store_history(struct pk_store *store, struct pk_history *out,
                             struct pk_faults *faults, struct pk_diag *diag)
{
    char *bytes;
    size_t length, end;
    *out = (struct pk_history){ 0 };
    pk_journal_open(&store->journal);
    enum pk_err err = pk_journal_read(&store->journal, 0, &bytes, &length, diag);
    if (!err) {
        pk_history_decode(out, store->plan, bytes, length, 1, faults, &end);
        free(bytes);
    }
    return err;
}

/* ---- changing it ---- */

/* A history that cannot be read speaks for nobody. */
static bool proposer_owns(const char *activity, void *user)
{
    struct pk_store *store = user;
    struct pk_history history;
    bool owns = pk_store_history(store, &history, NULL, NULL) == PK_OK &&
                pk_history_all_by(&history, PK_ACTIVITIES, activity, pk_store_who(store));
    pk_history_dispose(&history);
    return owns;
}

/* Makes of a change the one that proposes it. */
static enum pk_err make_proposal(struct pk_store *store, struct pk_change *change,
                                 struct pk_diag *diag)
{
    struct pk_change proposal;
    struct pk_proposer proposer = { pk_store_who(store), (int64_t)time(NULL), proposer_owns,
                                    store };
    pk_change_init(&proposal);
    enum pk_err err = pk_propose(&proposal, store->plan, change, &proposer, diag);
    if (err) {
        pk_change_dispose(&proposal);
        return err;
    }
    proposal.why = pk_arena_text(&proposal.arena, change->why, strlen(change->why));
    pk_change_dispose(change);
    *change = proposal;
    return PK_OK;
}

/* Into the plan in memory. */
static enum pk_err accept(struct pk_store *store, struct pk_change *change, struct pk_diag *diag)
{
    enum pk_err err = pk_check_change(store->plan, change, diag);
    if (!err && store->suggest) {
        err = make_proposal(store, change, diag);
    }
    if (!err) {
        err = pk_change_apply(store->plan, change, diag);
    }
    if (!err) {
        change->txn = "";
        pk_store_sign(change, pk_store_who(store));
    }
    return err;
}

/* A change that is refused leaves no trace: not even a history where there was none. */
static enum pk_err try_out(struct pk_store *store, const struct pk_change *change,
                           struct pk_diag *diag)
{
    struct pk_change proposal;
    pk_change_init(&proposal);
    enum pk_err err = pk_check_change(store->plan, change, diag);
    if (!err && store->suggest) {
        struct pk_proposer proposer = { pk_store_who(store), 0, proposer_owns, store };
        err = pk_propose(&proposal, store->plan, change, &proposer, diag);
    }
    pk_change_dispose(&proposal);
    return err;
}

static enum pk_err fail_read_only(struct pk_diag *diag)
{
    return pk_fail(diag, PK_ERR_READONLY,
                   _("the plan is open for reading only: open it without --read-only"));
}

/* entered: whether the lock could be had; why not is in why. */
static enum pk_err write_down(struct pk_store *store, struct pk_change *change,
                              enum pk_err entered, const struct pk_diag *why,
                              struct pk_diag *diag)
{
    if (!change->count) {
        return PK_OK;
    }
    if (entered) {
        if (diag) {
            *diag = *why;
        }
        pk_unsaved_add(&store->unsaved, change);
        return entered;
    }
    enum pk_err err = pk_store_append(store, change, diag);
    pk_unsaved_add(err ? &store->unsaved : &store->own, change);
    return err;
}

enum pk_err pk_store_commit(struct pk_store *store, struct pk_change *change,
                            struct pk_diag *diag)
{
    if (store->read_only) {
        return fail_read_only(diag);
    }
    if (!change->count) {
        return PK_OK;
    }
    struct pk_diag why;
    enum pk_err err = store->journal.inode ? PK_OK : try_out(store, change, diag);
    if (err) {
        return err;
    }
    enum pk_err entered = pk_store_enter(store, &why);
    err = accept(store, change, diag);
    if (!err) {
        err = write_down(store, change, entered, &why, diag);
    }
    pk_store_leave(store);
    return err;
}

/* Makes of a change that clashes the one that keeps both sides. */
static void concede(struct pk_store *store, struct pk_change *change, size_t *clashes)
{
    struct pk_change fitted;
    struct pk_clashes list = { 0 };
    pk_change_init(&fitted);
    pk_fit(&fitted, &list, store->plan, change, ~0u);
    for (size_t i = 0; i < list.count; i++) {
        size_t count = fitted.count;
        pk_conflict_add(&fitted, store->plan, &list.items[i], pk_store_who(store),
                        (int64_t)time(NULL));
        *clashes += fitted.count > count;
    }
    fitted.why = pk_arena_text(&fitted.arena, change->why, strlen(change->why));
    fitted.restores = change->restores;
    pk_clashes_dispose(&list);
    pk_change_dispose(change);
    *change = fitted;
}

enum pk_err pk_store_concede(struct pk_store *store, struct pk_change *change, size_t *clashes,
                             struct pk_diag *diag)
{
    *clashes = 0;
    if (store->read_only) {
        return fail_read_only(diag);
    }
    struct pk_diag why;
    enum pk_err entered = pk_store_enter(store, &why);
    concede(store, change, clashes);
    enum pk_err err = accept(store, change, diag);
    if (!err) {
        err = write_down(store, change, entered, &why, diag);
    }
    pk_store_leave(store);
    return err;
}

enum pk_err pk_store_retry(struct pk_store *store, struct pk_diag *diag)
{
    if (!pk_store_unsaved(store)) {
        return PK_OK;
    }
    enum pk_err err = pk_store_enter(store, diag);
    if (!err) {
        pk_store_leave(store);
    }
    if (!err && pk_store_unsaved(store)) {
        err = pk_fail_at(diag, PK_ERR_IO, store->folder, 0,
                         _("a file is not understood any more, and the change waits for it to be "
                           "mended (planek check names the faults)"));
    }
    return err;
}

/* ---- following others ---- */

static enum pk_err take_up(struct pk_store *store, bool files_changed, struct pk_diag *diag)
{
    bool replaced;
    store->telling = true;
    enum pk_err err = pk_journal_lock(&store->journal, false, &replaced, diag);
    if (!err) {
        store->replaced = store->replaced || replaced;
        err = pk_store_catch_up(store, store->replaced, diag);
    }
    if (!err && files_changed) {
        err = pk_store_take_files(store, diag);
    }
    pk_journal_unlock(&store->journal);
    store->telling = false;
    return err;
}

/* What fails is tried again by whoever knows when: the traces of trying in the folder are no news.
 * A lock that somebody else holds for a moment is no failure where nobody is to wait for it. */
static void write_what_waits(struct pk_store *store)
{
    if (!store->noted && !store->journal.inode) {
        store->tried = pk_store_note_tables(store, NULL) != PK_OK;
    } else if (!store->noted || store->outside.count || store->unsaved.count) {
        bool failed = pk_store_enter(store, NULL) != PK_OK;
        store->due = failed && pk_store_comes_later(store);
        store->tried = failed && !store->due;
        pk_store_leave(store);
    }
}

static enum pk_err look(struct pk_store *store, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    bool files_changed = pk_disk_look(&store->disk, store->folder) != PK_DISK_SAME;
    bool news = files_changed || pk_journal_grew(&store->journal);
    store->moving = store->due = false;
    if (news) {
        err = take_up(store, files_changed, diag);
    }
    if (!err && !store->moving && !store->read_only && (news || !store->tried)) {
        write_what_waits(store);
    }
    return err;
}

enum pk_err pk_store_refresh(struct pk_store *store, bool *changed, struct pk_diag *diag)
{
    *changed = false;
    if (store->past || pk_git_busy(store->git)) {
        return PK_OK;
    }
    unsigned readings = store->readings;
    uint64_t revision = pk_plan_revision(store->plan);
    pk_store_hasten(store, true);
    enum pk_err err = store->reading ? pk_store_take_aside(store, false, diag) : look(store, diag);
    if (err && pk_store_comes_later(store)) {
        store->due = true;
        err = PK_OK;
    }
    pk_store_hasten(store, false);
    if (!err && (store->urgent || store->writing) && pk_store_writes_aside(store)) {
        err = pk_store_write_aside(store, diag);
    }
    store->urgent = store->urgent && !err && store->behind;
    *changed = store->readings != readings || pk_plan_revision(store->plan) != revision;
    return err;
}
