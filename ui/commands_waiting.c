/* Settling what waits for a decision; each is a change that undo takes back. */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/waiting.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/edit.h"

static unsigned waiting(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (app->waiting.list.count == 0) {
        ui_say(app, "%s", _("nothing waits for a decision"));
    } else {
        ui_waiting_open(app, NULL);
    }
    return UI_DRAW;
}

/* The table that settling the item alters. */
static enum pk_table altered(const struct ui_app *app, const struct ui_waiting_item *item)
{
    int field;
    const struct pk_record *record = ui_waiting_row(app, item);
    if (item->table == PK_ACTIVITIES) {
        return PK_ACTIVITIES;
    }
    const struct pk_record *about =
        pk_waiting_record(app->plan, (const struct pk_pending *)record, &field);
    return about ? (enum pk_table)about->table : item->table;
}

/* What became of a proposal; what holds from now on, in words. */
static void foretell(struct pk_buf *out, const struct ui_app *app, const struct pk_record *record,
                     bool accept)
{
    const struct pk_pending *row = (const struct pk_pending *)record;
    ui_waiting_subject(out, app, record);
    pk_buf_str(out, ": ");
    bool proposed = record->table != PK_CONFLICTS;
    if (proposed) {
        pk_buf_str(out, accept ? _("accepted") : _("rejected"));
    }
    if (record->table == PK_ACTIVITIES || (proposed && !accept)) {
        return;
    }
    pk_buf_str(out, proposed ? ", " : "");
    if (accept) {
        ui_waiting_value(out, app->plan, row, row->theirs);
    } else {
        ui_waiting_now(out, app->plan, row);
    }
}

/* The cursor goes on to the next one. */
static void commit(struct ui_app *app, struct pk_change *change, const char *told)
{
    if (!ui_commit(app, change)) {
        return;
    }
    if (!app->message.fault) {
        ui_say(app, "%s", told);
    }
    if (app->waiting.list.count == 0) {
        ui_app_drop(app, &ui_pane_waiting);
    }
}

static unsigned settle(struct ui_app *app, const struct ui_waiting_item *item, bool accept)
{
    struct pk_change change;
    struct pk_diag diag;
    if (pk_store_suggests(app->store)) {
        ui_say(app, "%s", _("whoever proposes does not decide; this waits for the coordinator"));
        return UI_DRAW;
    }
    if (!ui_app_writable(app, altered(app, item))) {
        return UI_DRAW;
    }
    const struct pk_record *record = ui_waiting_row(app, item);
    pk_change_init(&change);
    enum pk_err err = accept ? pk_waiting_accept(&change, app->plan, record, &diag)
                             : pk_waiting_reject(&change, app->plan, record, &diag);
    if (err) {
        ui_complain(app, &diag);
    } else {
        struct pk_buf told = { 0 };
        foretell(&told, app, record, accept);
        commit(app, &change, pk_buf_text(&told));
        pk_buf_dispose(&told);
    }
    pk_change_dispose(&change);
    return UI_DRAW;
}

static const struct ui_waiting_item *item_here(struct ui_app *app)
{
    const struct ui_waiting_item *item = ui_waiting_item(&app->waiting);
    if (!item) {
        ui_say(app, "%s", _("nothing waits for a decision"));
    }
    return item;
}

static unsigned decide(struct ui_app *app, bool accept)
{
    const struct ui_waiting_item *item = item_here(app);
    if (item && item->table == PK_CONFLICTS) {
        ui_say(app, "%s", ui_waiting_choice(app));
        return UI_DRAW;
    }
    return item ? settle(app, item, accept) : UI_DRAW;
}

static unsigned accept_it(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return decide(app, true);
}

static unsigned reject_it(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return decide(app, false);
}

/* The row holds what `who` wants, the plan what stands against it. */
static unsigned take_side(struct ui_app *app, bool mine)
{
    const struct ui_waiting_item *item = item_here(app);
    if (item && item->table != PK_CONFLICTS) {
        ui_say(app, "%s", _("a accepts what is proposed, x rejects it"));
        return UI_DRAW;
    }
    if (!item) {
        return UI_DRAW;
    }
    const struct pk_record *record = ui_waiting_row(app, item);
    bool wanted_by_me = ui_waiting_mine(app, (const struct pk_pending *)record);
    return settle(app, item, mine == wanted_by_me);
}

static unsigned mine(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return take_side(app, true);
}

static unsigned theirs(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return take_side(app, false);
}

const struct ui_command ui_commands_waiting[] = {
    { "waiting", "", N_("What waits for a decision"), 0, 0, 0, waiting },
    { "approve", "", N_("Accept the proposal"), UI_SILENT, 0, 0, accept_it },
    { "reject", "", N_("Reject the proposal"), UI_SILENT, 0, 0, reject_it },
    { "mine", "", N_("Take my value"), UI_SILENT, 0, 0, mine },
    { "theirs", "", N_("Take their value"), UI_SILENT, 0, 0, theirs },
    { 0 },
};
