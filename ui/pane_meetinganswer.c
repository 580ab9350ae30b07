/* What is typed about the point in front, in a box over it: a new deadline, whose meaning stands
 * below while it is typed, or a note.
 *
 * A note on an activity becomes a line of the activity's own note, with the day before it: there
 * the next meeting finds it, and everybody else, too.  What is no activity has its note in the
 * meeting's record.  The minutes print both.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/edit.h"
#include "ui/wrap.h"

enum { WIDTH = 64, HEIGHT = 4 };

static const char *typed(const struct ui_answer *answer)
{
    return pk_buf_text(&answer->edit.text);
}

void ui_meeting_ask(struct ui_app *app, enum ui_asked asked)
{
    struct ui_answer *answer = &app->meeting.answer;
    answer->asked = asked;
    answer->fault.text[0] = '\0';
    ui_lineedit_set(&answer->edit, "");
    ui_app_open(app, &ui_pane_answer);
}

/* ---- what it means ---- */

static struct pk_dates dates_of(const struct ui_app *app)
{
    return (struct pk_dates){ pk_plan_settings(app->plan)->year, app->options->today };
}

/* The deadline as it stands. */
static struct pk_due due_now(const struct ui_app *app)
{
    const struct pk_record *record = ui_meeting_record(app);
    if (record && record->table == PK_ACTIVITIES) {
        return ((const struct pk_activity *)record)->due;
    }
    if (record && record->table == PK_DECISIONS) {
        return ((const struct pk_decision *)record)->due;
    }
    return (struct pk_due){ PK_DUE_NONE, PK_NO_DAY, PK_NO_DAY };
}

static void add_step(struct pk_buf *out, pk_day was, pk_day now)
{
    int days = was == PK_NO_DAY || now == PK_NO_DAY ? 0 : now - was;
    if (days > 0) {
        pk_buf_str(out, " · ");
        pk_buf_printf(out, ngettext("%d day later", "%d days later", (unsigned long)days), days);
    } else if (days < 0) {
        pk_buf_str(out, " · ");
        pk_buf_printf(out, ngettext("%d day sooner", "%d days sooner", (unsigned long)-days),
                      -days);
    }
}

static void add_due(struct pk_buf *out, const struct ui_app *app)
{
    struct pk_dates dates = dates_of(app);
    struct pk_due due, was = due_now(app);
    struct pk_buf text = { 0 };
    if (!*typed(&app->meeting.answer)) {
        pk_due_format(&text, was, 0);
        pk_buf_printf(out, _("now %s; write 15.7., +7d, August, ongoing"),
                      text.len ? pk_buf_text(&text) : _("no deadline"));
    } else if (pk_due_parse(&due, typed(&app->meeting.answer), &dates, NULL) == PK_OK) {
        if (due.kind == PK_DUE_DAY) {
            pk_day_format(out, due.last, PK_DAY_WEEKDAY);
        } else {
            pk_due_format(out, due, 0);
        }
        add_step(out, was.last, due.last);
    }
    pk_buf_dispose(&text);
}

static void add_hint(struct pk_buf *out, const struct ui_app *app)
{
    const struct ui_answer *answer = &app->meeting.answer;
    const struct pk_point *point = ui_meeting_point(&app->meeting);
    if (*answer->fault.text) {
        pk_buf_str(out, answer->fault.text);
    } else if (answer->asked == UI_ASKED_DUE) {
        add_due(out, app);
    } else {
        pk_buf_str(out, point && point->table == PK_ACTIVITIES
                            ? _("added to the activity's note with today's date")
                            : _("added to the notes of the meeting"));
    }
}

static void look(struct ui_app *app)
{
    struct ui_answer *answer = &app->meeting.answer;
    struct pk_dates dates = dates_of(app);
    struct pk_due due;
    answer->fault.text[0] = '\0';
    if (answer->asked == UI_ASKED_DUE) {
        (void)!pk_due_parse(&due, typed(answer), &dates, &answer->fault);
    }
}

/* ---- taking it over ---- */

static bool commit(struct ui_app *app, const struct pk_record *record, const char *field,
                   const char *value)
{
    struct pk_assignment set = { field, value };
    struct pk_change change;
    struct pk_diag diag;
    pk_change_init(&change);
    enum pk_err err =
        pk_edit_set(&change, app->plan, record, &set, 1, app->options->today, &diag);
    if (err) {
        ui_complain(app, &diag);
    }
    bool good = !err && ui_commit(app, &change);
    pk_change_dispose(&change);
    return good;
}

static void add_line(struct pk_buf *note, const char *head, const char *text)
{
    if (note->len && note->data[note->len - 1] != '\n') {
        pk_buf_char(note, '\n');
    }
    pk_buf_printf(note, "%s: %s", head, text);
}

/* The day stands there in the language of the plan, which is that of its texts. */
static bool note_activity(struct ui_app *app, const struct pk_activity *activity,
                          const char *text)
{
    const char *language = pk_plan_settings(app->plan)->language;
    struct pk_buf note = { 0 }, day = { 0 };
    ui_live_hush(app);
    pk_cli_language(app->options, language, true);
    pk_day_format(&day, app->options->today, PK_DAY_FULL);
    pk_cli_language(app->options, language, false);
    pk_buf_str(&note, activity->note);
    add_line(&note, pk_buf_text(&day), text);
    bool good = commit(app, &activity->record, "note", pk_buf_text(&note));
    pk_buf_dispose(&note);
    pk_buf_dispose(&day);
    return good;
}

static bool note_meeting(struct ui_app *app, const char *text)
{
    const struct ui_meeting *meeting = &app->meeting;
    const struct pk_record *own =
        meeting->id ? pk_plan_find(app->plan, PK_MEETINGS, meeting->id) : NULL;
    const struct pk_point *point = ui_meeting_point(meeting);
    const struct pk_record *about = point ? ui_meeting_any_record(app, point) : NULL;
    if (!own) {
        ui_say(app, "%s", _("the meeting is not written down, so there is no place for its notes"));
        return false;
    }
    struct pk_buf note = { 0 };
    pk_buf_str(&note, own->text[PK_MEETING_NOTE]);
    add_line(&note, about ? pk_record_title(about) : "-", text);
    bool good = commit(app, own, "note", pk_buf_text(&note));
    pk_buf_dispose(&note);
    ui_meeting_pass(app);
    return good;
}

static bool take(struct ui_app *app)
{
    const struct ui_answer *answer = &app->meeting.answer;
    const struct pk_record *record = ui_meeting_record(app);
    if (!*typed(answer)) {
        return true;
    }
    if (answer->asked == UI_ASKED_DUE) {
        return record && commit(app, record, "due", typed(answer));
    }
    if (record && record->table == PK_ACTIVITIES) {
        return note_activity(app, (const struct pk_activity *)record, typed(answer));
    }
    return note_meeting(app, typed(answer));
}

static bool key(struct ui_app *app, const struct ui_key *pressed, unsigned *stale)
{
    struct ui_answer *answer = &app->meeting.answer;
    *stale |= UI_DRAW;
    if (ui_key_is(pressed, UI_KEY_ENTER, 0)) {
        if (!*answer->fault.text && take(app)) {
            ui_app_drop(app, &ui_pane_answer);
        }
        return true;
    }
    bool taken = ui_lineedit_key_shared(&answer->edit, pressed, &app->forms.killed);
    if (taken) {
        look(app);
    }
    return taken;
}

/* ---- drawing ---- */

static void title(const struct ui_app *app, struct pk_buf *out)
{
    pk_buf_str(out, app->meeting.answer.asked == UI_ASKED_DUE ? _("New deadline") : _("Note"));
}

static void size(const struct ui_app *app, int *width, int *height)
{
    (void)app;
    *width = *width < WIDTH ? *width : WIDTH;
    *height = *height < HEIGHT ? *height : HEIGHT;
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_answer *answer = &app->meeting.answer;
    bool fault = *answer->fault.text != '\0';
    struct pk_buf hint = { 0 };
    struct pk_rect line = { rect.x + 1, rect.y, rect.width - 2, 1 };
    struct pk_rect below = { rect.x + 3, rect.y + 2, rect.width - 4, rect.height - 2 };
    ui_lineedit_draw(&answer->edit, grid, line, PK_ROLE_FIELD, true);
    add_hint(&hint, app);
    if (fault) {
        pk_grid_glyph(grid, rect.x + 1, below.y, PK_ROLE_FAULT, "×", 'x');
    }
    ui_text_put(grid, below, fault ? PK_ROLE_FAULT : PK_ROLE_DIM, pk_buf_text(&hint), 0);
    pk_buf_dispose(&hint);
}

const struct ui_pane ui_pane_answer = {
    .context = UI_IN_PROMPT,
    .title = title,
    .size = size,
    .draw = draw,
    .key = key,
};
