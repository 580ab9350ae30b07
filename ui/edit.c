/* A change that cannot be written is in the plan all the same (PK_ERR_IO): it can be undone like
 * any other, and is written again with the next key. */
#include "config.h"

#include "ui/edit.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "ui/faults.h"

/* The cursor goes to the first goal or activity of the change that is there; where several rows
 * altered and none is new, it stays on its own. */
static void follow(struct ui_app *app, const struct pk_change *change)
{
    ui_table_follow(app, change);
    if (pk_change_several(change, 1u << PK_ACTIVITIES | 1u << PK_GOALS)) {
        return;
    }
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        if (cell->table != PK_ACTIVITIES && cell->table != PK_GOALS) {
            continue;
        }
        const struct pk_record *record = pk_plan_find(app->plan, cell->table, cell->id);
        if (record) {
            ui_outline_seek(&app->outline, app->plan, record);
            return;
        }
    }
}

static void add_notice(struct ui_app *app)
{
    const char *notice = pk_store_notice(app->store);
    if (notice) {
        pk_buf_printf(&app->message.text, "%s%s", app->message.text.len ? "; " : "", notice);
    }
}

void ui_tell_unsaved(struct ui_app *app)
{
    if (pk_store_unsaved(app->store)) {
        pk_buf_printf(&app->message.text, "; %s", app->unsaved.text);
        app->message.fault = true;
    }
}

/* Others may have changed the files: the screen shows the plan as it is now. */
static void refuse(struct ui_app *app, const struct pk_diag *diag)
{
    ui_app_renew(app);
    ui_complain(app, diag);
    add_notice(app);
}

static bool is_done(enum pk_err err)
{
    return err == PK_OK || err == PK_ERR_IO;
}

/* told: what the change does, in words. */
static void accepted(struct ui_app *app, const struct pk_change *change, enum pk_err err,
                     const struct pk_diag *diag, const char *told)
{
    char *txn = pk_strdup(change->txn);
    free(app->last_txn);
    app->last_txn = txn;
    follow(app, change);
    ui_app_renew(app);
    ui_say(app, "%s", told);
    if (err == PK_ERR_IO) {
        app->unsaved = *diag;
        app->live.retry_at = 0;
    }
    ui_tell_unsaved(app);
    add_notice(app);
}

/* Its first clause, where all of them do not fit in a line. */
static void shorten(struct pk_buf *told)
{
    enum { CELLS = 76 };
    char *clause = strstr(told->data, "; ");
    if (clause && pk_text_width(told->data, told->len) > CELLS) {
        pk_buf_cut(told, (size_t)(clause - told->data));
        pk_buf_str(told, " …");
    }
}

/* named: the change that is named. */
static enum pk_err commit(struct ui_app *app, struct pk_change *change, const char *prefix,
                          const struct pk_change *named, struct pk_diag *diag)
{
    struct pk_buf told = { 0 };
    *diag = (struct pk_diag){ .text = "" };
    pk_buf_str(&told, prefix);
    pk_change_describe(&told, app->plan, named);
    if (*prefix) {
        shorten(&told);
    }
    ui_outline_hold(&app->outline);
    enum pk_err err = pk_store_commit(app->store, change, diag);
    app->plan = pk_store_plan(app->store);
    if (is_done(err) && pk_store_suggests(app->store) && !change->restores) {
        pk_buf_printf(&told, "; %s", _("it is a proposal now and waits for a decision"));
    }
    if (is_done(err)) {
        accepted(app, change, err, diag, pk_buf_text(&told));
    } else if (err != PK_ERR_CONFLICT) {
        refuse(app, diag);
    }
    pk_buf_dispose(&told);
    return err;
}

/* Somebody was quicker: what fits is done, for the rest both values are kept and the person is
 * asked which of them is to hold. */
static enum pk_err keep_both(struct ui_app *app, struct pk_change *change)
{
    struct pk_diag diag = { .text = "" };
    size_t clashes = 0;
    ui_app_renew(app);
    char *who = ui_history_who(app, change);
    ui_outline_hold(&app->outline);
    enum pk_err err = pk_store_concede(app->store, change, &clashes, &diag);
    app->plan = pk_store_plan(app->store);
    if (is_done(err)) {
        struct pk_buf told = { 0 };
        pk_buf_printf(&told, _("%s changed this meanwhile; both values are kept, choose one"),
                      *who ? pk_who_shown(who) : _("somebody"));
        accepted(app, change, err, &diag, pk_buf_text(&told));
        pk_buf_dispose(&told);
        if (clashes) {
            ui_waiting_open(app, change);
        }
    } else {
        refuse(app, &diag);
    }
    free(who);
    return err;
}

bool ui_commit(struct ui_app *app, struct pk_change *change)
{
    struct pk_diag diag;
    if (change->count == 0) {
        ui_say(app, "%s", _("nothing to change"));
        return true;
    }
    if (app->options->why) {
        change->why = app->options->why;
    }
    enum pk_err err = commit(app, change, "", change, &diag);
    if (err == PK_ERR_CONFLICT) {
        err = keep_both(app, change);
    }
    if (!is_done(err)) {
        return false;
    }
    pk_undo_push(&app->undo, change);
    return true;
}

/* Nothing happened, for a cell is another one meanwhile: said with who changed it. */
static void stays(struct ui_app *app, const struct pk_change *change, const struct pk_diag *diag)
{
    struct pk_buf text = { 0 };
    ui_app_renew(app);
    if (ui_history_tell_other(&text, app, change)) {
        ui_say(app, "%s", pk_buf_text(&text));
    } else {
        ui_complain(app, diag);
    }
    app->message.fault = true;
    add_notice(app);
    pk_buf_dispose(&text);
}

bool ui_commit_back(struct ui_app *app, struct pk_change *change, const struct pk_change *named)
{
    struct pk_diag diag;
    enum pk_err err = commit(app, change, _("taken back: "), named, &diag);
    if (err == PK_ERR_CONFLICT) {
        stays(app, change, &diag);
    }
    if (is_done(err)) {
        pk_undo_push(&app->undo, change);
    }
    return is_done(err);
}

/* Cells that are set back tell what holds again; what was added or settled tells what it was. */
static bool tells_itself(const struct pk_change *change)
{
    for (size_t i = 0; i < change->count; i++) {
        const struct pk_cell *cell = &change->cells[i];
        if (cell->field == 0 || cell->table == PK_PROPOSALS || cell->table == PK_CONFLICTS) {
            return false;
        }
    }
    return true;
}

void ui_undo(struct ui_app *app)
{
    struct pk_change change;
    struct pk_diag diag;
    if (!pk_undo_back(&app->undo, &change)) {
        ui_say(app, "%s", _("there is nothing to undo"));
        return;
    }
    const struct pk_change *named =
        tells_itself(&change) ? &change : &app->undo.items[app->undo.at - 1];
    enum pk_err err = commit(app, &change, _("undone: "), named, &diag);
    if (is_done(err)) {
        pk_undo_went_back(&app->undo);
    } else if (err == PK_ERR_CONFLICT) {
        stays(app, &change, &diag);
        pk_undo_drop_back(&app->undo);
    }
    pk_change_dispose(&change);
}

void ui_redo(struct ui_app *app)
{
    struct pk_change change;
    struct pk_diag diag;
    if (!pk_undo_forth(&app->undo, &change)) {
        ui_say(app, "%s", _("there is nothing to redo"));
        return;
    }
    enum pk_err err = commit(app, &change, _("done again: "), &change, &diag);
    if (is_done(err)) {
        pk_undo_went_forth(&app->undo);
    } else if (err == PK_ERR_CONFLICT) {
        stays(app, &change, &diag);
        pk_undo_drop_forth(&app->undo);
    }
    pk_change_dispose(&change);
}

bool ui_save(struct ui_app *app)
{
    if (!pk_store_unsaved(app->store)) {
        return true;
    }
    ui_outline_hold(&app->outline);
    enum pk_err err = pk_store_retry(app->store, &app->unsaved);
    if (ui_app_outdated(app)) {
        ui_app_renew(app);
        ui_form_renew(app);
    }
    if (!err) {
        ui_say(app, "%s", _("saved"));
        add_notice(app);
    }
    return !err;
}

void ui_reload(struct ui_app *app)
{
    bool changed = false;
    struct pk_diag diag;
    enum pk_err err = ui_live_refresh(app, &changed, &diag);
    if (err) {
        ui_complain(app, &diag);
    } else {
        ui_say(app, "%s", changed ? _("the plan was read again")
                                  : _("nothing has changed on disk"));
    }
    add_notice(app);
    ui_faults_tell_mended(app);
}

char *ui_path_expand(const char *path)
{
    const char *home = getenv("HOME");
    struct pk_buf expanded = { 0 };
    bool own = home && *home && path[0] == '~' && (path[1] == '/' || !path[1]);
    pk_buf_printf(&expanded, "%s%s", own ? home : "", own ? path + 1 : path);
    return pk_buf_take(&expanded);
}

void ui_save_as(struct ui_app *app, const char *name)
{
    struct pk_diag diag;
    char *folder = ui_path_expand(name);
    if (pk_store_save_as(app->store, folder, &diag)) {
        ui_complain(app, &diag);
        free(folder);
        return;
    }
    free(app->elsewhere);
    app->elsewhere = folder;
    app->elsewhere_at = pk_plan_revision(app->plan);
    ui_say(app, _("all of the plan is in \"%s\" now; here it goes on in \"%s\""), folder,
           pk_store_folder(app->store));
}

bool ui_saved_elsewhere(const struct ui_app *app)
{
    return app->elsewhere && app->elsewhere_at == pk_plan_revision(app->plan);
}
