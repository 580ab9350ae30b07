/* A change that cannot be written is in the plan all the same (PK_ERR_IO): it can be undone like
 * any other, and is written again with the next key. */
#include "config.h"

#include "ui/edit.h"

#include "planek/i18n.h"

/* The cursor goes to the first goal or activity of the change that is there. */
static void follow(struct ui_app *app, const struct pk_change *change)
{
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

static void add_unsaved(struct ui_app *app)
{
    pk_buf_printf(&app->message.text, "; %s", app->unsaved.text);
    app->message.fault = true;
}

/* Others may have changed the files: the screen shows the plan as it is now. */
static void refuse(struct ui_app *app, const struct pk_diag *diag)
{
    ui_app_renew(app);
    ui_complain(app, diag);
    add_notice(app);
}

/* told: the change that is named, for what is undone is told by what was done. */
static enum pk_err commit(struct ui_app *app, struct pk_change *change, const char *prefix,
                          const struct pk_change *told)
{
    struct pk_buf done = { 0 };
    struct pk_diag diag = { .text = "" };
    pk_change_describe(&done, app->plan, told);
    ui_outline_hold(&app->outline);
    enum pk_err err = pk_store_commit(app->store, change, &diag);
    app->plan = pk_store_plan(app->store);
    if (err == PK_OK || err == PK_ERR_IO) {
        follow(app, change);
        ui_app_renew(app);
        ui_say(app, "%s%s", prefix, pk_buf_text(&done));
        if (err == PK_ERR_IO) {
            app->unsaved = diag;
            add_unsaved(app);
        }
        add_notice(app);
    } else {
        refuse(app, &diag);
    }
    pk_buf_dispose(&done);
    return err;
}

static bool is_done(enum pk_err err)
{
    return err == PK_OK || err == PK_ERR_IO;
}

bool ui_commit(struct ui_app *app, struct pk_change *change)
{
    if (change->count == 0) {
        ui_say(app, "%s", _("nothing to change"));
        return true;
    }
    if (app->options->why) {
        change->why = app->options->why;
    }
    if (!is_done(commit(app, change, "", change))) {
        return false;
    }
    pk_undo_push(&app->undo, change);
    return true;
}

void ui_undo(struct ui_app *app)
{
    struct pk_change change;
    if (!pk_undo_back(&app->undo, &change)) {
        ui_say(app, "%s", _("there is nothing to undo"));
        return;
    }
    enum pk_err err = commit(app, &change, _("undone: "), &app->undo.items[app->undo.at - 1]);
    if (is_done(err)) {
        pk_undo_went_back(&app->undo);
    } else if (err == PK_ERR_CONFLICT) {
        pk_undo_drop_back(&app->undo);
        pk_buf_printf(&app->message.text, "; %s", _("it stays so, u goes on with what was before"));
    }
    pk_change_dispose(&change);
}

void ui_redo(struct ui_app *app)
{
    struct pk_change change;
    if (!pk_undo_forth(&app->undo, &change)) {
        ui_say(app, "%s", _("there is nothing to redo"));
        return;
    }
    enum pk_err err = commit(app, &change, _("done again: "), &change);
    if (is_done(err)) {
        pk_undo_went_forth(&app->undo);
    } else if (err == PK_ERR_CONFLICT) {
        pk_undo_drop_forth(&app->undo);
    }
    pk_change_dispose(&change);
}

bool ui_save(struct ui_app *app)
{
    if (!pk_store_unsaved(app->store)) {
        return true;
    }
    if (pk_store_retry(app->store, &app->unsaved)) {
        return false;
    }
    ui_say(app, "%s", _("saved"));
    return true;
}

void ui_reload(struct ui_app *app)
{
    bool changed = false;
    struct pk_diag diag;
    ui_outline_hold(&app->outline);
    enum pk_err err = pk_store_refresh(app->store, &changed, &diag);
    ui_app_renew(app);
    if (err) {
        ui_complain(app, &diag);
    } else {
        ui_say(app, "%s", changed ? _("the plan was read again")
                                  : _("nothing has changed on disk"));
    }
    add_notice(app);
}
