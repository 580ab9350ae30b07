/* ontop.c: what a session did and the journal does not hold yet, put on top of the plan. */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/waiting.h"
#include "store/fold.h"
#include "store/store_private.h"

/* What was acknowledged here and is not in the history that has taken the place of the old one is
 * to be written again, before what came later. */
enum pk_err pk_store_miss_own(struct pk_store *store, struct pk_diag *diag)
{
    struct pk_history history = { 0 };
    struct pk_unsaved missed = { 0 };
    enum pk_err err = pk_store_history(store, &history, NULL, diag);
    if (err) {
        return err;
    }
    size_t kept = 0;
    for (size_t i = 0; i < store->own.count; i++) {
        struct pk_change *change = &store->own.items[i];
        if (pk_history_find(&history, change->txn)) {
            store->own.items[kept++] = *change;
        } else {
            pk_unsaved_add(&missed, change);
            pk_change_dispose(change);
        }
    }
    store->own.count = kept;
    store->missed += missed.count;
    for (size_t i = 0; i < store->unsaved.count; i++) {
        pk_unsaved_add(&missed, &store->unsaved.items[i]);
    }
    pk_unsaved_dispose(&store->unsaved);
    store->unsaved = missed;
    pk_history_dispose(&history);
    return PK_OK;
}

/* Of an unsaved change what fits the plan, with rows of conflicts.csv for what does not. */
static void refit(struct pk_change *fitted, size_t *clashing, const struct pk_store *store,
                  const struct pk_change *change)
{
    struct pk_clashes clashes = { 0 };
    pk_change_init(fitted);
    pk_fit(fitted, &clashes, store->plan, change, ~0u);
    for (size_t i = 0; i < clashes.count; i++) {
        pk_conflict_add(fitted, store->plan, &clashes.items[i], change->who, change->when);
    }
    *clashing = clashes.count;
    fitted->who = pk_arena_text(&fitted->arena, change->who, strlen(change->who));
    fitted->why = pk_arena_text(&fitted->arena, change->why, strlen(change->why));
    fitted->txn = pk_arena_text(&fitted->arena, change->txn, strlen(change->txn));
    fitted->when = change->when;
    fitted->restores = change->restores;
    pk_clashes_dispose(&clashes);
}

static void tell_clashing(struct pk_store *store, size_t count)
{
    if (count) {
        pk_store_tell(store,
                      ngettext("%zu of your changes clashes with what somebody else wrote and "
                               "waits to be settled.",
                               "%zu of your changes clash with what somebody else wrote and wait "
                               "to be settled.",
                               count),
                      count);
    }
}

static bool touches_broken(const struct pk_store *store, const struct pk_change *change)
{
    unsigned tables = pk_change_tables(change);
    for (int table = 0; table < PK_TABLES; table++) {
        if (tables >> table & 1 && pk_plan_broken(store->plan, (enum pk_table)table)) {
            return true;
        }
    }
    return false;
}

enum topped { TOP_WAITS, TOP_NEEDLESS, TOP_THERE };

/* Puts an unsaved change on top of the plan, and makes of it what was put there.  One that was
 * acknowledged before is to stand in the history even where the files brought it along. */
static enum topped top_one(struct pk_store *store, struct pk_change *change, bool missed)
{
    if (touches_broken(store, change)) {
        return TOP_WAITS;
    }
    if (pk_change_apply(store->plan, change, NULL) == PK_OK) {
        return TOP_THERE;
    }
    struct pk_change fitted;
    size_t clashing;
    refit(&fitted, &clashing, store, change);
    if (!fitted.count) {
        pk_change_dispose(&fitted);
        return missed ? TOP_THERE : TOP_NEEDLESS;
    }
    if (pk_change_apply(store->plan, &fitted, NULL) != PK_OK) {
        pk_change_dispose(&fitted);
        return TOP_WAITS;
    }
    tell_clashing(store, clashing);
    pk_change_dispose(change);
    *change = fitted;
    return TOP_THERE;
}

/* Puts the unsaved changes on top of the plan again, and into the journal when append says so.
 * Those that can be neither stay. */
enum pk_err pk_store_put_on_top(struct pk_store *store, bool append, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    size_t kept = 0, missed = 0;
    for (size_t i = 0; i < store->unsaved.count; i++) {
        struct pk_change *change = &store->unsaved.items[i];
        enum topped topped = top_one(store, change, i < store->missed);
        bool written = topped == TOP_NEEDLESS;
        if (topped == TOP_THERE && append && !err) {
            err = pk_store_append(store, change, diag);
            written = !err;
            if (written) {
                pk_unsaved_add(&store->own, change);
            }
        }
        if (written) {
            pk_change_dispose(change);
        } else {
            missed += i < store->missed;
            store->unsaved.items[kept++] = *change;
        }
    }
    store->unsaved.count = kept;
    store->missed = missed;
    return err;
}
