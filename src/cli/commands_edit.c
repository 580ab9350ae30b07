/* commands_edit.c: commands that alter the plan: what was typed becomes a change, the store takes
 * it or says why not. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"

static enum pk_err find_table(enum pk_table *out, const char *name, struct pk_diag *diag)
{
    int table = pk_schema_find_table(name);
    if (table >= 0 && pk_schema(table)->in_plan) {
        *out = table;
        return PK_OK;
    }
    const char *names[PK_TABLES + 1] = { NULL };
    size_t count = 0;
    for (int i = 0; i < PK_TABLES; i++) {
        if (pk_schema(i)->in_plan) {
            names[count++] = pk_schema(i)->name;
        }
    }
    struct pk_quote shown = pk_text_quote(name);
    const char *near = pk_text_nearest(name, names);
    if (near) {
        return pk_fail(diag, PK_ERR_USAGE, _("there is no table \"%s\"; did you mean %s?"),
                       shown.text, near);
    }
    return pk_fail(diag, PK_ERR_USAGE, _("there is no table \"%s\"; try activities or goals"),
                   shown.text);
}

/* A table that was not understood is never written; its faults say where to mend it. */
static enum pk_err check_table(const struct pk_session *session, enum pk_table table,
                               struct pk_diag *diag)
{
    if (!pk_plan_broken(session->plan, table)) {
        return PK_OK;
    }
    const struct pk_faults *faults = pk_store_faults(session->store);
    for (size_t i = 0; i < faults->count; i++) {
        const struct pk_fault *fault = &faults->items[i];
        if (fault->severity == PK_FATAL && strcmp(fault->file, pk_schema(table)->file) == 0) {
            return pk_fail_at(diag, PK_ERR_STRUCTURE, fault->file, fault->line, "%s",
                              fault->text);
        }
    }
    return pk_fail_at(diag, PK_ERR_STRUCTURE, pk_schema(table)->file, 0,
                      _("the file is not understood, so nothing in it can be changed"));
}

/* "TABLE/ID" or "ID" of an activity. */
static enum pk_err find_record(const struct pk_record **out, const struct pk_session *session,
                               const char *target, struct pk_diag *diag)
{
    enum pk_table table = PK_ACTIVITIES;
    const char *slash = strchr(target, '/');
    enum pk_err err = PK_OK;
    if (slash) {
        char *name = pk_strndup(target, (size_t)(slash - target));
        err = find_table(&table, name, diag);
        free(name);
    }
    if (!err) {
        err = check_table(session, table, diag);
    }
    if (!err) {
        err = pk_plan_resolve(session->plan, table, slash ? slash + 1 : target, out, diag);
    }
    if (err == PK_ERR_UNKNOWN && !slash && pk_plan_goal(session->plan, target)) {
        err = pk_fail(diag, err, _("there is no activity \"%s\", but a goal: write goals/%s"),
                      pk_text_quote(target).text, target);
    }
    return err;
}

/* FIELD=VALUE words; the names are malloc'd, see free_assignments. */
static enum pk_err read_assignments(struct pk_assignment **out, const char *const *words,
                                    size_t count, struct pk_diag *diag)
{
    struct pk_assignment *set = pk_new(count + 1, sizeof *set);
    *out = set;
    for (size_t i = 0; i < count; i++) {
        const char *equals = strchr(words[i], '=');
        if (!equals || equals == words[i]) {
            return pk_fail(diag, PK_ERR_USAGE, _("\"%s\" is not FIELD=VALUE"),
                           pk_text_quote(words[i]).text);
        }
        set[i].field = pk_strndup(words[i], (size_t)(equals - words[i]));
        set[i].value = equals + 1;
    }
    return PK_OK;
}

static void free_assignments(struct pk_assignment *set)
{
    for (size_t i = 0; set && set[i].field; i++) {
        free((void *)(uintptr_t)set[i].field);
    }
    free(set);
}

static enum pk_err commit(struct pk_session *session, struct pk_change *change,
                          struct pk_diag *diag)
{
    if (!change->count) {
        return PK_OK;
    }
    if (session->options->why) {
        change->why = pk_arena_text(&change->arena, session->options->why,
                                    strlen(session->options->why));
    }
    enum pk_err err = pk_store_commit(session->store, change, diag);
    session->edited |= err == PK_OK;
    session->plan = pk_store_plan(session->store);
    return err;
}

enum pk_err pk_session_edit(struct pk_session *session, pk_collect_fn *collect,
                            struct pk_diag *diag)
{
    enum { TRIES = 5 };
    size_t printed = session->out.len;
    enum pk_err err = PK_ERR_CONFLICT;
    for (int i = 0; i < TRIES && err == PK_ERR_CONFLICT; i++) {
        bool changed;
        struct pk_change change;
        pk_change_init(&change);
        pk_buf_cut(&session->out, printed);
        err = i ? pk_store_refresh(session->store, &changed, diag) : PK_OK;
        session->plan = pk_store_plan(session->store);
        if (!err) {
            err = collect(&change, session, diag);
        }
        if (!err) {
            err = commit(session, &change, diag);
        }
        pk_change_dispose(&change);
    }
    return err;
}

static enum pk_err collect_set(struct pk_change *change, struct pk_session *session,
                               struct pk_diag *diag)
{
    const struct pk_record *record;
    struct pk_assignment *set = NULL;
    size_t count = (size_t)session->argc - 1;
    enum pk_err err = read_assignments(&set, session->argv + 1, count, diag);
    if (!err) {
        err = find_record(&record, session, session->argv[0], diag);
    }
    if (!err) {
        err = pk_edit_set(change, session->plan, record, set, count, session->options->today,
                          diag);
    }
    free_assignments(set);
    return err;
}

enum pk_err pk_command_set(struct pk_session *session, struct pk_diag *diag)
{
    return pk_session_edit(session, pk_reason_asked(session) ? pk_collect_reason : collect_set,
                           diag);
}

static enum pk_err collect_add(struct pk_change *change, struct pk_session *session,
                               struct pk_diag *diag)
{
    enum pk_table table = PK_ACTIVITIES;
    enum pk_err err = PK_OK;
    bool named = !strchr(session->argv[0], '=');
    struct pk_assignment *set = NULL;
    const char *id;
    size_t count = (size_t)session->argc - named;
    if (named) {
        err = find_table(&table, session->argv[0], diag);
    }
    if (!err) {
        err = check_table(session, table, diag);
    }
    if (!err) {
        err = read_assignments(&set, session->argv + named, count, diag);
    }
    if (!err) {
        err = pk_edit_add(change, session->plan, table, set, count, NULL, session->options->today,
                          &id, diag);
    }
    if (!err) {
        pk_buf_printf(&session->out, "%s\n", id);
    }
    free_assignments(set);
    return err;
}

enum pk_err pk_command_add(struct pk_session *session, struct pk_diag *diag)
{
    return pk_session_edit(session, collect_add, diag);
}

static enum pk_err collect_remove(struct pk_change *change, struct pk_session *session,
                                  struct pk_diag *diag)
{
    const struct pk_record *record;
    enum pk_err err = find_record(&record, session, session->argv[0], diag);
    return err ? err : pk_edit_remove(change, session->plan, record, diag);
}

enum pk_err pk_command_remove(struct pk_session *session, struct pk_diag *diag)
{
    return pk_session_edit(session, collect_remove, diag);
}

/* What a record is moved behind: one of its table; for an activity also a goal. */
static enum pk_err find_after(const struct pk_record **out, const struct pk_session *session,
                              const struct pk_record *record, const char *name,
                              struct pk_diag *diag)
{
    if (strchr(name, '/')) {
        return find_record(out, session, name, diag);
    }
    enum pk_err err = pk_plan_resolve(session->plan, record->table, name, out, diag);
    if (err && record->table == PK_ACTIVITIES
        && pk_plan_resolve(session->plan, PK_GOALS, name, out, NULL) == PK_OK) {
        return PK_OK;
    }
    return err;
}

static enum pk_err read_place(const struct pk_record **after, const struct pk_session *session,
                              const struct pk_record *record, struct pk_diag *diag)
{
    *after = NULL;
    const char *word = session->argv[1];
    if (strcmp(word, "first") == 0 && session->argc == 2) {
        return PK_OK;
    }
    if (strcmp(word, "after") == 0 && session->argc == 3) {
        return find_after(after, session, record, session->argv[2], diag);
    }
    return pk_fail(diag, PK_ERR_USAGE,
                   _("say where to move it: planek move ID after ID, or planek move ID first"));
}

static enum pk_err collect_move(struct pk_change *change, struct pk_session *session,
                                struct pk_diag *diag)
{
    const struct pk_record *record, *after;
    enum pk_err err = find_record(&record, session, session->argv[0], diag);
    if (!err) {
        err = read_place(&after, session, record, diag);
    }
    if (!err) {
        err = pk_edit_move(change, session->plan, record, after, diag);
    }
    return err;
}

enum pk_err pk_command_move(struct pk_session *session, struct pk_diag *diag)
{
    return pk_session_edit(session, collect_move, diag);
}
