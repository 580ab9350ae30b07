/* commands_settle.c: proposals and conflicts are accepted or rejected, each by a change of its own,
 * so that each can be taken back by itself. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "planek/waiting.h"

static const enum pk_table waiting_tables[] = { PK_CONFLICTS, PK_PROPOSALS, PK_ACTIVITIES };
enum { WAITING_TABLES = sizeof waiting_tables / sizeof waiting_tables[0] };

static enum pk_err find_in(const struct pk_record **out, const struct pk_session *session,
                           const char *name, size_t length, const char *id, struct pk_diag *diag)
{
    for (size_t i = 0; i < WAITING_TABLES; i++) {
        const char *known = pk_schema(waiting_tables[i])->name;
        if (strlen(known) == length && memcmp(known, name, length) == 0) {
            return pk_plan_resolve(session->plan, waiting_tables[i], id, out, diag);
        }
    }
    return pk_fail(diag, PK_ERR_USAGE,
                   _("\"%s\" is no proposal and no conflict: they are in proposals, conflicts and "
                     "activities"),
                   pk_text_quote(name).text);
}

/* "TABLE/ID", or "ID" in any of the tables. */
static enum pk_err find_waiting(const struct pk_record **out, const struct pk_session *session,
                                const char *word, struct pk_diag *diag)
{
    const char *slash = strchr(word, '/');
    if (slash) {
        return find_in(out, session, word, (size_t)(slash - word), slash + 1, diag);
    }
    for (size_t i = 0; i < WAITING_TABLES; i++) {
        *out = pk_plan_find(session->plan, waiting_tables[i], word);
        if (*out) {
            return PK_OK;
        }
    }
    if (pk_plan_resolve(session->plan, PK_ACTIVITIES, word, out, NULL) == PK_OK) {
        return PK_OK;
    }
    return pk_fail(diag, PK_ERR_UNKNOWN,
                   _("nothing called \"%s\" waits for a decision; planek check names what does"),
                   pk_text_quote(word).text);
}

static enum pk_err collect_accept(struct pk_change *change, struct pk_session *session,
                                  struct pk_diag *diag)
{
    const struct pk_record *record;
    enum pk_err err = find_waiting(&record, session, session->argv[session->at], diag);
    return err ? err : pk_waiting_accept(change, session->plan, record, diag);
}

static enum pk_err collect_reject(struct pk_change *change, struct pk_session *session,
                                  struct pk_diag *diag)
{
    const struct pk_record *record;
    enum pk_err err = find_waiting(&record, session, session->argv[session->at], diag);
    return err ? err : pk_waiting_reject(change, session->plan, record, diag);
}

/* Looks for all of them, so that a wrong word stops it before the first is settled; words become
 * "TABLE/ID", since numbers are others once the first is gone. */
static enum pk_err name_all(const char **names, struct pk_arena *arena,
                            struct pk_session *session, pk_collect_fn *collect,
                            struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    for (session->at = 0; session->at < session->argc && !err; session->at++) {
        const struct pk_record *record;
        struct pk_change change;
        pk_change_init(&change);
        err = find_waiting(&record, session, session->argv[session->at], diag);
        if (!err) {
            err = collect(&change, session, diag);
        }
        if (!err) {
            struct pk_buf name = { 0 };
            pk_buf_printf(&name, "%s/%s", pk_schema(record->table)->name, record->text[0]);
            names[session->at] = pk_arena_text(arena, pk_buf_text(&name), name.len);
            pk_buf_dispose(&name);
        }
        pk_change_dispose(&change);
    }
    return err;
}

static enum pk_err settle(struct pk_session *session, pk_collect_fn *collect,
                          struct pk_diag *diag)
{
    const char **names = pk_new((size_t)session->argc, sizeof *names);
    struct pk_arena arena = { 0 };
    enum pk_err err = name_all(names, &arena, session, collect, diag);
    session->argv = names;
    for (session->at = 0; session->at < session->argc && !err; session->at++) {
        err = pk_session_edit(session, collect, diag);
    }
    session->argv = NULL;
    session->argc = 0;
    pk_arena_dispose(&arena);
    free(names);
    return err;
}

enum pk_err pk_command_accept(struct pk_session *session, struct pk_diag *diag)
{
    return settle(session, collect_accept, diag);
}

enum pk_err pk_command_reject(struct pk_session *session, struct pk_diag *diag)
{
    return settle(session, collect_reject, diag);
}
