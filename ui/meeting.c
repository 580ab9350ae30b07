#include "config.h"

#include "ui/meeting.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/when.h"
#include "ui/app.h"
#include "ui/loading.h"

void ui_meeting_dispose(struct ui_meeting *meeting)
{
    pk_points_dispose(&meeting->points);
    pk_since_dispose(&meeting->since);
    pk_lookback_dispose(&meeting->lookback);
    pk_passed_dispose(&meeting->passed);
    for (size_t i = 0; i < meeting->present.count; i++) {
        free(meeting->present.items[i].name);
    }
    free(meeting->present.items);
    free(meeting->present.offered);
    ui_lineedit_dispose(&meeting->present.typed);
    ui_lineedit_dispose(&meeting->answer.edit);
    free(meeting->handled);
    free(meeting->decided);
    free(meeting->made);
    free(meeting->begun);
    free(meeting->id);
    *meeting = (struct ui_meeting){ .last = PK_NO_DAY };
}

void ui_meeting_end(struct ui_app *app)
{
    ui_app_drop(app, &ui_pane_present);
    ui_app_drop(app, &ui_pane_answer);
    ui_app_drop(app, &ui_pane_meeting);
    ui_app_drop(app, &ui_pane_agenda);
    ui_meeting_dispose(&app->meeting);
}

bool ui_meeting_in_front(const struct ui_app *app)
{
    const struct ui_pane *pane = ui_app_pane(app);
    return app->meeting.open && (pane == &ui_pane_meeting || pane == &ui_pane_agenda);
}

bool ui_meeting_offers(const struct ui_app *app, const char *line)
{
    static const char *const about_point[] = { "choose",      "meeting-next", "meeting-done",
                                               "meeting-due", "meeting-note" };
    if (ui_app_pane(app) == &ui_pane_present) {
        return strcmp(line, "meeting-tick") != 0 || app->meeting.present.count > 0;
    }
    if (ui_meeting_in_front(app) && strcmp(line, "count +1") == 0) {
        const struct pk_record *record = ui_meeting_record(app);
        return record && record->table == PK_ACTIVITIES && *record->text[PK_ACTIVITY_TARGET];
    }
    bool empty = ui_app_pane(app) == &ui_pane_agenda && app->meeting.points.count == 0;
    for (size_t i = 0; empty && i < sizeof about_point / sizeof about_point[0]; i++) {
        if (strcmp(line, about_point[i]) == 0) {
            return false;
        }
    }
    return true;
}

/* ---- records ---- */

const struct pk_point *ui_meeting_point(const struct ui_meeting *meeting)
{
    const struct ui_list *list = &meeting->list;
    return list->cursor < meeting->points.count ? &meeting->points.items[list->cursor] : NULL;
}

const struct pk_record *ui_meeting_record(const struct ui_app *app)
{
    const struct pk_point *point = ui_meeting_point(&app->meeting);
    return point ? pk_plan_find(app->plan, point->table, point->id) : NULL;
}

const struct pk_record *ui_meeting_any_record(const struct ui_app *app,
                                              const struct pk_point *point)
{
    const struct pk_lookback *lookback = &app->meeting.lookback;
    const struct pk_record *record = pk_plan_find(app->plan, point->table, point->id);
    if (!record) {
        record = pk_plan_find(lookback->begin, point->table, point->id);
    }
    if (!record && lookback->then) {
        record = pk_plan_find(lookback->then, point->table, point->id);
    }
    return record;
}

const char *ui_meeting_activity_id(const struct ui_app *app, const struct pk_point *point)
{
    const struct pk_record *record = ui_meeting_any_record(app, point);
    if (point->table == PK_ACTIVITIES) {
        return point->id;
    }
    if (record && point->table == PK_DECISIONS) {
        return record->text[PK_DECISION_ACTIVITY];
    }
    bool about = record && point->table == PK_PROPOSALS &&
                 strcmp(record->text[PK_PENDING_TABLE], pk_schema(PK_ACTIVITIES)->name) == 0;
    return about ? record->text[PK_PENDING_RECORD] : "";
}

/* ---- what is handled ---- */

static bool same_cells(const struct pk_plan *now, const struct pk_plan *then,
                       const struct pk_record *is, const struct pk_record *was)
{
    enum pk_table table = (enum pk_table)is->table;
    int fields = pk_schema(table)->field_count;
    int extras = pk_plan_extra_count(now, table), known = pk_plan_extra_count(then, table);
    fields += extras < known ? extras : known;
    for (int field = 0; field < fields; field++) {
        if (strcmp(is->text[field], was->text[field]) != 0 &&
            !pk_plan_same(now, table, field, is->text[field], was->text[field])) {
            return false;
        }
    }
    return true;
}

static bool is_over(const struct ui_app *app, const char *id)
{
    const struct pk_budget *budget = &app->money.all;
    for (size_t i = 0; i < budget->source_count; i++) {
        const struct pk_budget_source *source = &budget->sources[i];
        if (strcmp(source->id, id) == 0) {
            return pk_budget_over(source) || (source->left != PK_NO_MONEY && source->left < 0);
        }
    }
    return false;
}

static bool is_touched(const struct ui_app *app, const struct pk_point *point)
{
    const struct pk_plan *begin = app->meeting.lookback.begin;
    const struct pk_record *was = pk_plan_find(begin, point->table, point->id);
    const struct pk_record *is = pk_plan_find(app->plan, point->table, point->id);
    if (!is || !was) {
        return is != was;
    }
    return !same_cells(app->plan, begin, is, was) ||
           (point->table == PK_SOURCES && !is_over(app, point->id));
}

static void add_name(struct pk_buf *out, const struct pk_point *point)
{
    pk_buf_printf(out, "%s/%s", pk_schema(point->table)->name, point->id);
}

static void add_meeting(struct pk_buf *out, const char *id)
{
    pk_buf_printf(out, "%s/%s", pk_schema(PK_MEETINGS)->name, id);
}

static enum ui_handled handled_of(const struct ui_app *app, const struct pk_point *point)
{
    struct pk_buf name = { 0 };
    add_name(&name, point);
    bool passed = pk_passed_has(&app->meeting.passed, pk_buf_text(&name));
    pk_buf_dispose(&name);
    return is_touched(app, point) ? UI_POINT_TOUCHED : passed ? UI_POINT_PASSED : UI_POINT_OPEN;
}

static void note_made(struct ui_meeting *meeting, size_t place, const struct pk_point *point)
{
    meeting->made = pk_reserve(meeting->made, &meeting->made_capacity, meeting->made_count + 1,
                               sizeof *meeting->made);
    meeting->made[meeting->made_count++] = (uint32_t)place;
    if (point) {
        meeting->handled[point - meeting->points.items] = UI_POINT_TOUCHED;
    }
}

/* The later of two earlier decisions, by their meetings, is the last one; then as in the file. */
static void note_decided(struct ui_app *app, size_t place, const struct pk_point *point)
{
    uint32_t *last = &app->meeting.decided[point - app->meeting.points.items];
    const struct pk_decision *other = *last ? (const struct pk_decision *)pk_plan_at(
                                                  app->plan, PK_DECISIONS, *last - 1)
                                            : NULL;
    const struct pk_decision *decision =
        (const struct pk_decision *)pk_plan_at(app->plan, PK_DECISIONS, place);
    if (!other || pk_decision_day(app->plan, decision) >= pk_decision_day(app->plan, other)) {
        *last = (uint32_t)place + 1;
    }
}

static void look_at_decisions(struct ui_app *app)
{
    struct ui_meeting *meeting = &app->meeting;
    meeting->made_count = 0;
    for (size_t i = 0; i < pk_plan_count(app->plan, PK_DECISIONS); i++) {
        const struct pk_decision *decision =
            (const struct pk_decision *)pk_plan_at(app->plan, PK_DECISIONS, i);
        const struct pk_point *point =
            pk_points_find(&meeting->points, PK_ACTIVITIES, decision->activity);
        if (meeting->id && strcmp(decision->meeting, meeting->id) == 0) {
            note_made(meeting, i, point);
        } else if (point) {
            note_decided(app, i, point);
        }
    }
}

/* What was proposed here about a point is something done about it. */
static void look_at_proposals(struct ui_app *app)
{
    const struct ui_meeting *meeting = &app->meeting;
    for (size_t i = 0; i < pk_plan_count(app->plan, PK_PROPOSALS); i++) {
        const struct pk_pending *row =
            (const struct pk_pending *)pk_plan_at(app->plan, PK_PROPOSALS, i);
        int table = pk_schema_find_table(row->table);
        const struct pk_point *point =
            table < 0 || pk_plan_find(meeting->lookback.begin, PK_PROPOSALS, row->id)
                ? NULL
                : pk_points_find(&meeting->points, (enum pk_table)table, row->of);
        if (point) {
            meeting->handled[point - meeting->points.items] = UI_POINT_TOUCHED;
        }
    }
}

void ui_meeting_renew(struct ui_app *app)
{
    struct ui_meeting *meeting = &app->meeting;
    if (!meeting->open) {
        return;
    }
    if (meeting->id && !pk_plan_find(app->plan, PK_MEETINGS, meeting->id)) {
        ui_meeting_end(app); /* its record was taken back */
        return;
    }
    for (size_t i = 0; i < meeting->points.count; i++) {
        meeting->handled[i] = (uint8_t)handled_of(app, &meeting->points.items[i]);
        meeting->decided[i] = 0;
    }
    look_at_decisions(app);
    look_at_proposals(app);
    meeting->handled_count = 0;
    for (size_t i = 0; i < meeting->points.count; i++) {
        meeting->handled_count += meeting->handled[i] != UI_POINT_OPEN;
    }
}

static const char *private_folder(const struct ui_app *app)
{
    return app->meeting.writes ? pk_store_folder(app->store) : NULL;
}

void ui_meeting_pass(struct ui_app *app)
{
    struct ui_meeting *meeting = &app->meeting;
    const struct pk_point *point = ui_meeting_point(meeting);
    if (!point || meeting->handled[meeting->list.cursor] != UI_POINT_OPEN) {
        return;
    }
    struct pk_buf name = { 0 };
    add_name(&name, point);
    pk_passed_add(&meeting->passed, private_folder(app), pk_buf_text(&name));
    pk_buf_dispose(&name);
    meeting->handled[meeting->list.cursor] = UI_POINT_PASSED;
    meeting->handled_count++;
}

bool ui_meeting_next(struct ui_app *app)
{
    struct ui_meeting *meeting = &app->meeting;
    size_t count = meeting->points.count;
    for (size_t i = 1; i <= count; i++) {
        size_t at = (meeting->list.cursor + i) % count;
        if (meeting->handled[at] == UI_POINT_OPEN) {
            meeting->list.cursor = at;
            return true;
        }
    }
    return false;
}

/* ---- beginning ---- */

static void make_agenda(struct ui_app *app)
{
    struct ui_meeting *meeting = &app->meeting;
    struct pk_lookback *lookback = &meeting->lookback;
    if (lookback->then) {
        pk_since_make(&meeting->since, lookback->then, lookback->begin);
    }
    pk_points_make(&meeting->points, lookback->begin, lookback->then,
                   lookback->then ? &meeting->since : NULL, app->options->today,
                   app->options->config->meeting_days);
    pk_points_postponed(&meeting->points, &lookback->history, lookback->began,
                        pk_plan_settings(app->plan)->year);
    pk_lookback_forget_history(lookback);
    meeting->handled = pk_new(meeting->points.count + 1, sizeof *meeting->handled);
    meeting->decided = pk_new(meeting->points.count + 1, sizeof *meeting->decided);
    meeting->list.count = meeting->points.count;
}

/* The first point that is not handled comes up, or the list when all are. */
static void show(struct ui_app *app)
{
    struct ui_meeting *meeting = &app->meeting;
    ui_app_open(app, &ui_pane_agenda);
    meeting->list.cursor = meeting->points.count ? meeting->points.count - 1 : 0;
    if (ui_meeting_next(app)) {
        ui_app_open(app, &ui_pane_meeting);
    } else {
        meeting->list.cursor = 0;
    }
}

/* Says what is wrong. */
static enum pk_err look_back(struct ui_app *app, const char *id, int64_t since)
{
    struct ui_loading loading;
    struct pk_diag diag;
    ui_loading_begin_in(&loading, app, _("Preparing the meeting…"));
    pk_store_watch(app->store, ui_loading_progress, &loading);
    enum pk_err err = pk_lookback_read(&app->meeting.lookback, app->store, id,
                                       app->options->today, since, &diag);
    pk_store_watch(app->store, NULL, NULL);
    ui_loading_end(&loading);
    if (err == PK_ERR_STOPPED) {
        ui_say(app, "%s", _("stopped"));
    } else if (err) {
        ui_complain(app, &diag);
    }
    return err;
}

void ui_meeting_enter(struct ui_app *app, const char *id)
{
    struct ui_meeting *meeting = &app->meeting;
    bool writes = meeting->writes;
    char *kept = id ? pk_strdup(id) : NULL;
    ui_meeting_end(app);
    meeting->id = kept;
    meeting->writes = writes && kept;
    meeting->last = pk_since_meeting(app->plan, app->options->today);
    int64_t since = meeting->last == PK_NO_DAY ? INT64_MIN : pk_when_day_ends(meeting->last);
    if (look_back(app, kept, since)) {
        ui_meeting_end(app);
        return;
    }
    make_agenda(app);
    pk_passed_read(&meeting->passed, kept ? pk_store_folder(app->store) : NULL,
                   kept ? kept : "");
    meeting->open = true;
    ui_meeting_renew(app);
    show(app);
}

/* Whether who is present was asked at that meeting, also where the answer was nobody. */
static bool was_asked(const struct ui_app *app, const struct pk_meeting *record)
{
    struct pk_passed passed;
    struct pk_buf name = { 0 };
    add_meeting(&name, record->id);
    pk_passed_read(&passed, pk_store_folder(app->store), record->id);
    bool asked = *record->present || pk_passed_has(&passed, pk_buf_text(&name));
    pk_passed_dispose(&passed);
    pk_buf_dispose(&name);
    return asked;
}

void ui_meeting_note_asked(struct ui_app *app)
{
    struct pk_buf name = { 0 };
    if (app->meeting.id) {
        add_meeting(&name, app->meeting.id);
        pk_passed_add(&app->meeting.passed, private_folder(app), pk_buf_text(&name));
    }
    pk_buf_dispose(&name);
}

void ui_meeting_keep(struct ui_app *app)
{
    free(app->meeting.begun);
    app->meeting.begun = NULL;
}

void ui_meeting_begin(struct ui_app *app)
{
    const struct pk_meeting *record = pk_meeting_on(app->plan, app->options->today);
    struct pk_buf why = { 0 };
    bool suggests = pk_store_suggests(app->store) != NULL;
    bool may = !suggests && ui_app_may_write(app, PK_MEETINGS, &why);
    app->meeting.writes = may;
    if (may && (!record || !was_asked(app, record))) {
        const struct pk_meeting *last =
            pk_meeting_on(app->plan, pk_since_meeting(app->plan, app->options->today));
        ui_meeting_ask_present(app, last ? last->present : "");
    } else {
        ui_meeting_enter(app, record ? record->id : NULL);
    }
    if (!may && app->meeting.open) {
        ui_say(app, "%s: %s", _("the meeting is not written down"),
               suggests ? _("whoever proposes does not lead it") : pk_buf_text(&why));
    }
    pk_buf_dispose(&why);
}
