/* What can be done about the point in front; most of it is what can be done to a row (ui_target
 * names the point's record while a meeting is in front).
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/edit.h"
#include "ui/field.h"

static unsigned begin(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_meeting_begin(app);
    return UI_DRAW;
}

static unsigned minutes(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_meeting_minutes(app);
    return UI_DRAW;
}

/* Those on the screen, or those made for it. */
static unsigned save(struct ui_app *app, int argc, const char *const *argv)
{
    if (!ui_app_has(app, &ui_pane_minutes)) {
        ui_meeting_minutes(app);
    }
    if (ui_app_has(app, &ui_pane_minutes)) {
        ui_meeting_save_minutes(app, argc ? argv[0] : "");
    }
    return UI_DRAW;
}

/* The point in front of the meeting, or NULL, and that is said. */
static const struct pk_point *point_here(struct ui_app *app)
{
    bool meets = ui_meeting_in_front(app);
    const struct pk_point *point = meets ? ui_meeting_point(&app->meeting) : NULL;
    if (!point) {
        ui_say(app, "%s", meets ? _("there is nothing to talk about; e shows the minutes")
                                : _("no point of a meeting is in front; m begins one"));
    }
    return point;
}

/* In the list to the point under the cursor while that is open. */
static unsigned next(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    if (!point_here(app)) {
        return UI_DRAW;
    }
    const struct ui_meeting *meeting = &app->meeting;
    bool list = ui_app_pane(app) == &ui_pane_agenda;
    bool here = list && meeting->handled[meeting->list.cursor] == UI_POINT_OPEN;
    if (!list) {
        ui_meeting_pass(app);
    }
    if (!here && !ui_meeting_next(app)) {
        ui_meeting_minutes(app);
    } else if (list) {
        ui_app_open(app, &ui_pane_meeting);
    }
    return UI_DRAW;
}

static bool set(struct ui_app *app, const struct pk_record *record, const char *field,
                const char *value)
{
    struct pk_assignment assignment = { field, value };
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    enum pk_err err =
        pk_edit_set(&change, app->plan, record, &assignment, 1, app->options->today, &diag);
    if (err) {
        ui_complain(app, &diag);
    }
    bool good = !err && ui_commit(app, &change);
    pk_change_dispose(&change);
    return good;
}

/* An activity as everywhere; a decision likewise. */
static unsigned done(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    const struct pk_record *record = point_here(app) ? ui_meeting_record(app) : NULL;
    if (record && record->table == PK_DECISIONS) {
        bool is_done = ((const struct pk_decision *)record)->status == PK_DECISION_DONE;
        if (ui_app_writable(app, PK_DECISIONS)) {
            set(app, record, "status", is_done ? "open" : "done");
        }
        return UI_DRAW;
    }
    if (record && record->table != PK_ACTIVITIES) {
        ui_say(app, "%s", _("only an activity or a decision can be done; k notes a decision"));
        return UI_DRAW;
    }
    return record ? ui_command_run(app, "done") : UI_DRAW;
}

static unsigned due(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    const struct pk_record *record = point_here(app) ? ui_meeting_record(app) : NULL;
    bool has_due =
        record && (record->table == PK_ACTIVITIES || record->table == PK_DECISIONS);
    if (record && !has_due) {
        ui_say(app, "%s", _("this has no deadline"));
    } else if (record && ui_app_writable(app, (enum pk_table)record->table)) {
        ui_meeting_ask(app, UI_ASKED_DUE);
    }
    return UI_DRAW;
}

static unsigned note(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    const struct pk_point *point = point_here(app);
    enum pk_table table = point && point->table == PK_ACTIVITIES ? PK_ACTIVITIES : PK_MEETINGS;
    if (point && ui_app_writable(app, table)) {
        ui_meeting_ask(app, UI_ASKED_NOTE);
    }
    return UI_DRAW;
}

/* The leading role of the activity is who it is most likely about. */
static void prefill(const struct ui_app *app, struct ui_form *form,
                    const struct pk_activity *activity)
{
    const char *roles = activity ? activity->responsible : "";
    size_t length;
    const char *first = pk_text_item(&roles, &length);
    char *leading = first ? pk_strndup(first, length) : pk_strdup("");
    ui_field_prefill(ui_form_find(form, PK_DECISION_MEETING),
                     app->meeting.id ? app->meeting.id : "");
    ui_field_prefill(ui_form_find(form, PK_DECISION_ACTIVITY), activity ? activity->id : "");
    ui_field_prefill(ui_form_find(form, PK_DECISION_RESPONSIBLE), leading);
    free(leading);
}

/* Also where no point is left.  What was typed before and not saved stays as it is. */
static unsigned decision(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    bool meets = ui_meeting_in_front(app);
    const struct pk_point *point = meets ? ui_meeting_point(&app->meeting) : point_here(app);
    if (meets && pk_store_suggests(app->store)) {
        ui_say(app, "%s", _("whoever proposes does not decide; this waits for the coordinator"));
        return UI_DRAW;
    }
    if (!meets || !ui_app_writable(app, PK_DECISIONS)) {
        return UI_DRAW;
    }
    const char *activity = point ? ui_meeting_activity_id(app, point) : "";
    ui_form_open(app, PK_DECISIONS, NULL);
    struct ui_form *form = app->forms.open;
    if (form && form->table == PK_DECISIONS && !ui_form_changed(form)) {
        prefill(app, form, pk_plan_activity(app->plan, activity));
        ui_form_check(app, form);
    }
    return UI_DRAW;
}

/* The row under the cursor of what waits is the point's, so that settling is that of the other
 * pane. */
static unsigned settle(struct ui_app *app, const char *line)
{
    const struct pk_point *point = point_here(app);
    const struct ui_waiting *waiting = &app->waiting;
    for (size_t i = 0; point && i < waiting->list.count; i++) {
        if (waiting->items[i].table == point->table &&
            strcmp(waiting->items[i].id, point->id) == 0) {
            app->waiting.list.cursor = i;
            return ui_command_run(app, line);
        }
    }
    if (point) {
        ui_say(app, "%s", _("this is no proposal"));
    }
    return UI_DRAW;
}

static unsigned approve(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return settle(app, "approve");
}

static unsigned reject(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return settle(app, "reject");
}

static unsigned present(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    const char *id = app->meeting.open ? app->meeting.id : NULL;
    const struct pk_record *record = id ? pk_plan_find(app->plan, PK_MEETINGS, id) : NULL;
    if (!record) {
        ui_say(app, "%s", _("no meeting is written down here; m begins one"));
    } else if (ui_app_writable(app, PK_MEETINGS)) {
        ui_meeting_ask_present(app, record->text[PK_MEETING_PRESENT]);
    }
    return UI_DRAW;
}

static unsigned tick(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    ui_meeting_tick(app);
    return UI_DRAW;
}

const struct ui_command ui_commands_meeting[] = {
    { "meeting", "", N_("The team's meeting"), 0, 0, 0, begin },
    { "minutes", "", N_("Minutes of the meeting"), 0, 0, 0, minutes },
    { "minutes-save", N_("[FILE]"), N_("Save the minutes as a text file"), 0, 0, 1, save },
    { "meeting-next", "", N_("Next point of the meeting"), UI_SILENT, 0, 0, next },
    { "meeting-done", "", N_("Done, and back"), UI_SILENT, 0, 0, done },
    { "meeting-due", "", N_("New deadline"), UI_SILENT, 0, 0, due },
    { "meeting-decision", "", N_("Decision: who does what by when"), UI_SILENT, 0, 0, decision },
    { "meeting-note", "", N_("Note"), UI_SILENT, 0, 0, note },
    { "meeting-approve", "", N_("Accept the proposal"), UI_SILENT, 0, 0, approve },
    { "meeting-reject", "", N_("Reject the proposal"), UI_SILENT, 0, 0, reject },
    { "meeting-present", "", N_("Who is present"), UI_SILENT, 0, 0, present },
    { "meeting-tick", "", N_("Present, and back"), UI_SILENT, 0, 0, tick },
    { 0 },
};
