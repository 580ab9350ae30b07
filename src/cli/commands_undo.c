/* commands_undo.c: commands about changes that were made: taking one back, saying why. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "planek/history.h"
#include "planek/i18n.h"
#include "planek/text.h"
#include "planek/value.h"

#define TARGET "history/"
#define LAST "last"

/* ---- undo ---- */

static enum pk_err collect_undo(struct pk_change *change, struct pk_session *session,
                                struct pk_diag *diag)
{
    struct pk_history history = { 0 };
    struct pk_buf done = { 0 };
    enum pk_err err = pk_store_history(session->store, &history, NULL, diag);
    const char *who = pk_store_who(session->store);
    const struct pk_change *last = err ? NULL : pk_history_undoable(&history, who);
    if (last) {
        pk_change_describe(&done, session->plan, last);
        pk_buf_printf(&session->out, _("taken back: %s\n"), pk_buf_text(&done));
        pk_change_invert(change, last);
        change->restores = true;
    } else if (!err) {
        err = pk_fail(diag, PK_ERR_UNKNOWN,
                      _("there is no change by \"%s\" that could be taken back"),
                      pk_text_quote(who).text);
    }
    pk_buf_dispose(&done);
    pk_history_dispose(&history);
    return err;
}

enum pk_err pk_command_undo(struct pk_session *session, struct pk_diag *diag)
{
    struct pk_diag reason;
    enum pk_err err = pk_session_edit(session, collect_undo, &reason);
    if (err != PK_ERR_CONFLICT) {
        *diag = reason;
        return err;
    }
    return pk_fail_at(diag, err, reason.file, reason.line,
                      _("your last change cannot be taken back: %s"),
                      reason.text);
}

/* ---- a reason given later ---- */

bool pk_reason_asked(const struct pk_session *session)
{
    return strncmp(session->argv[0], TARGET, strlen(TARGET)) == 0;
}

static bool is_reason(const struct pk_change *change)
{
    return pk_change_tables(change) == 1u << PK_HISTORY;
}

static const struct pk_change *last_by(const struct pk_history *history, const char *who)
{
    for (size_t i = history->count; i-- > 0;) {
        const struct pk_change *change = &history->items[i];
        if (strcmp(change->who, who) == 0 && !is_reason(change)) {
            return change;
        }
    }
    return NULL;
}

static enum pk_err find_change(const struct pk_change **out, const struct pk_history *history,
                               struct pk_session *session, struct pk_diag *diag)
{
    const char *name = session->argv[0] + strlen(TARGET);
    const char *who = pk_store_who(session->store);
    bool last = strcmp(name, LAST) == 0;
    *out = last ? last_by(history, who) : pk_history_find(history, name);
    if (*out) {
        return PK_OK;
    }
    if (last) {
        return pk_fail(diag, PK_ERR_UNKNOWN, _("there is no change by \"%s\" yet"),
                       pk_text_quote(who).text);
    }
    return pk_fail(diag, PK_ERR_UNKNOWN,
                   _("there is no change \"%s\"; planek history --format json names them all"),
                   pk_text_quote(name).text);
}

static enum pk_err read_reason(struct pk_buf *out, int *field, const struct pk_session *session,
                               struct pk_diag *diag)
{
    static const char name[] = "why=";
    size_t length = strlen(name);
    *field = pk_schema_find_field(PK_HISTORY, "why");
    if (session->options->suggest) {
        return pk_fail(diag, PK_ERR_REFUSED,
                       _("who may only propose cannot give reasons; ask the coordinator"));
    }
    if (session->argc != 2 || strncmp(session->argv[1], name, length) != 0) {
        return pk_fail(diag, PK_ERR_USAGE,
                       _("of a change only the reason can be set: planek set history/last "
                         "why=TEXT"));
    }
    struct pk_dates dates = { 0, PK_NO_DAY };
    return pk_value_read(out, pk_schema_field(PK_HISTORY, *field), session->argv[1] + length,
                         &dates, diag);
}

enum pk_err pk_collect_reason(struct pk_change *change, struct pk_session *session,
                              struct pk_diag *diag)
{
    struct pk_history history = { 0 };
    struct pk_buf text = { 0 };
    const struct pk_change *about = NULL;
    int field;
    enum pk_err err = read_reason(&text, &field, session, diag);
    if (!err) {
        err = pk_store_history(session->store, &history, NULL, diag);
    }
    if (!err) {
        err = find_change(&about, &history, session, diag);
    }
    const char *was = about ? pk_history_why(&history, about) : "";
    if (!err && strcmp(was, pk_buf_text(&text)) != 0) {
        pk_change_add(change, PK_HISTORY, field, about->txn, was, pk_buf_text(&text));
    }
    pk_buf_dispose(&text);
    pk_history_dispose(&history);
    return err;
}
