/* Who is present: those of the last meeting ticked, then everybody that meetings and the plan name.
 * A letter begins a name that is not among them; Space ticks only while nothing is typed.
 *
 *      › [x] Koordinátor kampaně
 *        [ ] Marketingový tým OKH
 *
 *        Someone else: Petr▏
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/roles.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/edit.h"

enum { NAMED_MOST = 200 }; /* more are typed */

static struct ui_attendee *find(struct ui_present *present, const char *name)
{
    for (size_t i = 0; i < present->count; i++) {
        if (strcmp(present->items[i].name, name) == 0) {
            return &present->items[i];
        }
    }
    return NULL;
}

static void add(struct ui_present *present, const char *name, bool ticked)
{
    struct ui_attendee *known = find(present, name);
    if (known) {
        known->ticked |= ticked;
    } else if (ticked || present->count < NAMED_MOST) {
        present->items = pk_reserve(present->items, &present->capacity, present->count + 1,
                                    sizeof *present->items);
        present->items[present->count++] = (struct ui_attendee){ pk_strdup(name), ticked };
        present->list.count = present->count;
    }
}

static void add_list(struct ui_present *present, const char *list, bool ticked)
{
    const char *item;
    size_t length;
    while ((item = pk_text_item(&list, &length))) {
        char *name = pk_strndup(item, length);
        add(present, name, ticked);
        free(name);
    }
}

/* "Koordinátor kampaně; Petr", to be given to free(). */
static char *names(const struct ui_present *present)
{
    struct pk_buf list = { 0 };
    for (size_t i = 0; i < present->count; i++) {
        if (present->items[i].ticked) {
            pk_buf_printf(&list, "%s%s", list.len ? "; " : "", present->items[i].name);
        }
    }
    return pk_buf_take(&list);
}

void ui_meeting_ask_present(struct ui_app *app, const char *ticked)
{
    struct ui_present *present = &app->meeting.present;
    struct pk_roles roles = { 0 };
    for (size_t i = 0; i < present->count; i++) {
        free(present->items[i].name);
    }
    present->count = 0;
    present->list = (struct ui_list){ 0 };
    ui_lineedit_set(&present->typed, "");
    add_list(present, ticked, true);
    for (size_t i = pk_plan_count(app->plan, PK_MEETINGS); i > 0; i--) {
        add_list(present, pk_plan_at(app->plan, PK_MEETINGS, i - 1)->text[PK_MEETING_PRESENT],
                 false);
    }
    pk_roles_make(&roles, app->plan);
    for (size_t i = 0; i < roles.count; i++) {
        add(present, roles.items[i].name, false);
    }
    pk_roles_dispose(&roles);
    free(present->offered);
    present->offered = names(present);
    ui_app_open(app, &ui_pane_present);
}

/* The meeting's record, made or given who is present. */
static bool write_down(struct ui_app *app, const char *present)
{
    const struct pk_meeting *record = pk_meeting_on(app->plan, app->options->today);
    struct pk_buf day = { 0 };
    struct pk_change change;
    struct pk_diag diag;
    const char *id;
    pk_day_encode(&day, app->options->today);
    struct pk_assignment set[] = { { "present", present }, { "date", pk_buf_text(&day) } };
    pk_change_init(&change);
    enum pk_err err = record ? pk_edit_set(&change, app->plan, &record->record, set, 1,
                                           app->options->today, &diag)
                             : pk_edit_add(&change, app->plan, PK_MEETINGS, set, 2, NULL,
                                           app->options->today, &id, &diag);
    if (err) {
        ui_complain(app, &diag);
    }
    bool good = !err && ui_commit(app, &change);
    pk_change_dispose(&change);
    pk_buf_dispose(&day);
    return good;
}

/* Once a meeting is under way it only goes on. */
static void finish(struct ui_app *app)
{
    char *present = names(&app->meeting.present);
    bool under_way = app->meeting.open;
    bool as_offered = !pk_meeting_on(app->plan, app->options->today) &&
                      strcmp(present, app->meeting.present.offered) == 0;
    if (write_down(app, present)) {
        const struct pk_meeting *record = pk_meeting_on(app->plan, app->options->today);
        if (!app->message.fault) {
            pk_buf_cut(&app->message.text, 0);
        }
        ui_app_drop(app, &ui_pane_present);
        if (!under_way && record) {
            ui_meeting_enter(app, record->id);
            app->meeting.begun = as_offered ? pk_strdup(app->last_txn) : NULL;
        }
        if (!*present) {
            ui_meeting_note_asked(app);
        }
    }
    free(present);
}

static void take_typed(struct ui_present *present)
{
    size_t length = present->typed.text.len;
    const char *name = pk_text_trim(pk_buf_text(&present->typed.text), &length);
    char *wanted = pk_strndup(name, length);
    if (length) {
        add_list(present, wanted, true);
        present->list.cursor = present->count - 1;
    }
    ui_lineedit_set(&present->typed, "");
    free(wanted);
}

void ui_meeting_tick(struct ui_app *app)
{
    struct ui_present *present = &app->meeting.present;
    if (ui_app_pane(app) == &ui_pane_present && present->list.cursor < present->count) {
        struct ui_attendee *attendee = &present->items[present->list.cursor];
        attendee->ticked = !attendee->ticked;
    }
}

/* While a name is typed all keys are its own. */
static bool key(struct ui_app *app, const struct ui_key *pressed, unsigned *stale)
{
    struct ui_present *present = &app->meeting.present;
    bool typing = present->typed.text.len > 0;
    bool types = ui_key_types(pressed) || pressed->code == UI_KEY_PASTE;
    *stale |= UI_DRAW;
    if (!typing && (!types || ui_key_is(pressed, ' ', 0))) {
        return false;
    }
    if (typing && ui_key_is(pressed, UI_KEY_ENTER, 0)) {
        take_typed(present);
        return true;
    }
    if (typing && ui_key_is(pressed, UI_KEY_ESC, 0)) {
        ui_lineedit_set(&present->typed, "");
        return true;
    }
    return ui_lineedit_key(&present->typed, pressed);
}

static unsigned choose(struct ui_app *app)
{
    finish(app);
    return UI_DRAW;
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    struct pk_buf day = { 0 };
    pk_day_format(&day, app->options->today, PK_DAY_FULL);
    pk_buf_printf(out, _("Meeting %s: who is present?"), pk_buf_text(&day));
    pk_buf_dispose(&day);
}

static void put_attendee(struct pk_grid *grid, struct pk_rect line,
                         const struct ui_attendee *attendee, bool lit)
{
    enum pk_role role = lit ? PK_ROLE_SELECTED : attendee->ticked ? PK_ROLE_GOAL : PK_ROLE_TEXT;
    if (lit) {
        pk_grid_glyph(grid, line.x + 1, line.y, PK_ROLE_TEXT, "›", '>');
    }
    pk_grid_put(grid, line.x + 3, line.y, 4, role, attendee->ticked ? "[x] " : "[ ] ");
    pk_grid_put_cut(grid, line.x + 7, line.y, line.width - 8, role, attendee->name);
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_present *present = &app->meeting.present;
    ui_list_fit(&present->list, (size_t)(rect.height - 5));
    int y = rect.y + 1;
    for (size_t i = present->list.top;
         i < present->count && i < present->list.top + present->list.height; i++) {
        put_attendee(grid, (struct pk_rect){ rect.x, y++, rect.width, 1 }, &present->items[i],
                     i == present->list.cursor && !present->typed.text.len);
    }
    y = rect.y + rect.height - 3;
    int used = pk_grid_put_cut(grid, rect.x + 3, y, rect.width / 2, PK_ROLE_HEADING,
                               present->count ? _("Someone else:") : _("Who is present:"));
    struct pk_rect line = { rect.x + 4 + used, y, rect.width - used - 6, 1 };
    ui_lineedit_draw(&present->typed, grid, line, PK_ROLE_FIELD, true);
    bool typing = present->typed.text.len > 0;
    if (typing || !present->count) {
        pk_grid_put_cut(grid, rect.x + 3, y + 1, rect.width - 4, PK_ROLE_DIM,
                        typing ? _("Enter adds this name")
                               : _("write a name; Enter without one begins"));
    }
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->meeting.present.list, motion);
    return UI_DRAW;
}

const struct ui_pane ui_pane_present = {
    .context = UI_IN_PRESENT,
    .title = title,
    .draw = draw,
    .key = key,
    .move = move,
    .choose = choose,
};
