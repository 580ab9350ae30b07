/* commands_undo.c: commands about changes that were made: taking one back, saying why. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "planek/history.h"
#include "planek/i18n.h"
#include "planek/schema.h"
#include "planek/text.h"
#include "planek/value.h"

#define TARGET "history/"
#define LAST "last"

/* ---- undo ---- */

static bool is_reason(const struct pk_change *change)
{
    return pk_change_tables(change) == 1u << PK_HISTORY;
}

static enum pk_err no_such_change(const char *name, struct pk_diag *diag)
{
    return pk_fail(diag, PK_ERR_UNKNOWN,
                   _("there is no change \"%s\"; planek history --format json names them all"),
                   pk_text_quote(name).text);
}

/* The change of that txn, or the only one whose txn begins like that. */
static enum pk_err find_beginning(const struct pk_change **out, const struct pk_history *history,
                                  const char *name, struct pk_diag *diag)
{
    size_t found = 0;
    *out = pk_history_find(history, name);
    for (size_t i = 0; !*out && i < history->count; i++) {
        found += strncmp(history->items[i].txn, name, strlen(name)) == 0;
    }
    if (found > 1) {
        return pk_fail(diag, PK_ERR_UNKNOWN,
                       ngettext("%zu change begins with \"%s\"; write more of it",
                                "%zu changes begin with \"%s\"; write more of it", found),
                       found, pk_text_quote(name).text);
    }
    for (size_t i = 0; found && !*out; i++) {
        const struct pk_change *change = &history->items[i];
        *out = strncmp(change->txn, name, strlen(name)) == 0 ? change : NULL;
    }
    return *out ? PK_OK : no_such_change(name, diag);
}

static enum pk_err find_last(const struct pk_change **out, const struct pk_history *history,
                             const char *who, struct pk_diag *diag)
{
    *out = pk_history_undoable(history, who);
    return *out ? PK_OK
                : pk_fail(diag, PK_ERR_UNKNOWN,
                          _("there is no change by \"%s\" that could be taken back"),
                          pk_text_quote(who).text);
}

/* What undo is asked to take back: a change of one's own. */
static enum pk_err find_own(const struct pk_change **out, const struct pk_history *history,
                            struct pk_session *session, struct pk_diag *diag)
{
    const char *who = pk_store_who(session->store);
    if (!session->argc) {
        return find_last(out, history, who, diag);
    }
    enum pk_err err = find_beginning(out, history, session->argv[0], diag);
    if (!err && strcmp((*out)->who, who) != 0) {
        return pk_fail(diag, PK_ERR_UNKNOWN,
                       _("the change \"%s\" is by %s; you can take back only your own"),
                       pk_text_quote((*out)->txn).text,
                       pk_text_quote(pk_who_shown((*out)->who)).text);
    }
    if (!err && is_reason(*out)) {
        return pk_fail(diag, PK_ERR_UNKNOWN,
                       _("\"%s\" only gave a reason; give another: planek set history/%s why=TEXT"),
                       pk_text_quote((*out)->txn).text, (*out)->cells[0].id);
    }
    return err;
}

/* What the change left in that field of a record that it added. */
static const char *left_by(const struct pk_change *own, const struct pk_cell *added, int field)
{
    const char *left = "";
    for (size_t i = 0; i < own->count; i++) {
        const struct pk_cell *cell = &own->cells[i];
        if (cell->field == field && cell->table == added->table &&
            strcmp(cell->id, added->id) == 0) {
            left = cell->now;
        }
    }
    return left;
}

/* Whether a record that the change added would take more along than it came with. */
static bool holds_more(const struct pk_plan *plan, const struct pk_change *own,
                       const struct pk_cell *added)
{
    const struct pk_record *record = pk_plan_find(plan, added->table, added->id);
    int fields = pk_schema(added->table)->field_count;
    bool more = false;
    for (int field = 1; record && field < fields && !more; field++) {
        more = !pk_value_equal(pk_schema_field(added->table, field), record->text[field],
                               left_by(own, added, field), pk_plan_settings(plan)->year);
    }
    return more;
}

/* Applying looks only at the cells of the change. */
static enum pk_err check_added(const struct pk_plan *plan, const struct pk_change *own,
                               struct pk_diag *diag)
{
    for (size_t i = 0; i < own->count; i++) {
        const struct pk_cell *cell = &own->cells[i];
        if (cell->field == 0 && *cell->now && holds_more(plan, own, cell)) {
            return pk_fail(diag, PK_ERR_CONFLICT, _("\"%s\" was changed since it was added"),
                           pk_text_quote(cell->id).text);
        }
    }
    return PK_OK;
}

static enum pk_err collect_undo(struct pk_change *change, struct pk_session *session,
                                struct pk_diag *diag)
{
    struct pk_history history = { 0 };
    struct pk_buf done = { 0 };
    const struct pk_change *own;
    enum pk_err err = pk_store_history(session->store, &history, NULL, diag);
    if (!err) {
        err = find_own(&own, &history, session, diag);
    }
    if (!err) {
        err = check_added(session->plan, own, diag);
    }
    if (!err) {
        pk_change_describe(&done, session->plan, own);
        pk_buf_printf(&session->out, _("taken back: %s\n"), pk_buf_text(&done));
        pk_change_invert(change, own);
        change->restores = true;
    }
    pk_buf_dispose(&done);
    pk_history_dispose(&history);
    return err;
}

/* Whether the plan holds something else than the change left there. */
static bool is_other_now(const struct pk_plan *plan, const struct pk_change *own,
                         const struct pk_cell *cell)
{
    const struct pk_record *record = pk_plan_find(plan, cell->table, cell->id);
    if (!record || cell->field < 0) {
        return *cell->now && !record;
    }
    return cell->field > 0 ? strcmp(record->text[cell->field], cell->now) != 0
                           : *cell->now && holds_more(plan, own, cell);
}

static bool touches(const struct pk_cell *other, const struct pk_cell *cell)
{
    if (other->table != cell->table || strcmp(other->id, cell->id) != 0) {
        return false;
    }
    bool same = cell->field == 0 ? other->field > 0 : other->field == cell->field;
    return other->field == 0 ? !*other->now : same;
}

/* The newest cell of a later change that altered the cell (of an id: any of its record) or removed
 * its record, and whose. */
static const struct pk_cell *find_later(const struct pk_history *history,
                                        const struct pk_change *own, const struct pk_cell *cell,
                                        const char **who)
{
    for (const struct pk_change *later = history->items + history->count; --later > own;) {
        for (size_t i = later->count; i-- > 0;) {
            if (touches(&later->cells[i], cell)) {
                *who = later->who;
                return &later->cells[i];
            }
        }
    }
    return NULL;
}

static const struct pk_cell *find_obstacle(const struct pk_history *history,
                                           const struct pk_change *own,
                                           const struct pk_plan *plan, const char **who)
{
    const struct pk_cell *found = NULL;
    for (size_t i = own->count; i-- > 0 && !found;) {
        if (is_other_now(plan, own, &own->cells[i])) {
            found = find_later(history, own, &own->cells[i], who);
        }
    }
    return found;
}

static void add_obstacle(struct pk_buf *out, const struct pk_session *session,
                         const struct pk_cell *cell, const char *who)
{
    const struct pk_plan *plan = session->plan;
    bool known = cell->field < pk_schema(cell->table)->field_count;
    struct pk_quote by = pk_text_quote(pk_who_shown(who));
    struct pk_buf value = { 0 };
    if (cell->field == 0) {
        pk_buf_printf(out, _("%s removed \"%s\" since"), by.text, pk_text_quote(cell->id).text);
    } else {
        const struct pk_field *field = known ? pk_schema_field(cell->table, cell->field) : NULL;
        const struct pk_record *record = pk_plan_find(plan, cell->table, cell->id);
        const char *now = record ? record->text[cell->field] : cell->now;
        if (field && *now) {
            pk_value_name(&value, plan, field, now, pk_plan_settings(plan)->year);
        } else {
            pk_buf_str(&value, *now ? now : _("(empty)"));
        }
        pk_buf_printf(out, _("%s changed %s of \"%s\" since; it is now \"%s\""), by.text,
                      field ? _(field->label)
                            : pk_plan_field_name(plan, cell->table, cell->field),
                      pk_text_quote(cell->id).text, pk_text_quote(pk_buf_text(&value)).text);
    }
    pk_buf_dispose(&value);
}

/* Who stands in the way, and how to get at what was done before. */
static enum pk_err explain(struct pk_session *session, const struct pk_diag *reason,
                           enum pk_err err, struct pk_diag *diag)
{
    struct pk_history history = { 0 };
    struct pk_buf why = { 0 };
    const struct pk_change *own = NULL, *before = NULL;
    const struct pk_cell *cell = NULL;
    const char *who;
    if (pk_store_history(session->store, &history, NULL, NULL) == PK_OK &&
        find_own(&own, &history, session, NULL) == PK_OK) {
        cell = err == PK_ERR_CONFLICT ? find_obstacle(&history, own, session->plan, &who)
                                      : NULL;
        before = pk_history_undoable_before(&history, own);
    }
    if (cell) {
        add_obstacle(&why, session, cell, who);
    } else {
        pk_buf_str(&why, reason->text);
    }
    if (before) {
        pk_buf_str(&why, "; ");
        pk_buf_printf(&why, _("the change before it is taken back by: planek undo %s"),
                      before->txn);
    }
    (void)pk_fail_at(diag, err, reason->file, reason->line,
                     session->argc ? _("this change cannot be taken back: %s")
                                   : _("your last change cannot be taken back: %s"),
                     pk_buf_text(&why));
    pk_buf_dispose(&why);
    pk_history_dispose(&history);
    return err;
}

enum pk_err pk_command_undo(struct pk_session *session, struct pk_diag *diag)
{
    struct pk_diag reason;
    enum pk_err err = pk_session_edit(session, collect_undo, &reason);
    if (err == PK_ERR_CONFLICT || err == PK_ERR_REFUSED) {
        return explain(session, &reason, err, diag);
    }
    *diag = reason;
    return err;
}

/* ---- a reason given later ---- */

bool pk_reason_asked(const struct pk_session *session)
{
    return strncmp(session->argv[0], TARGET, strlen(TARGET)) == 0;
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
    return no_such_change(name, diag);
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
