/* Marking rows, and what is done to all of them or to a whole role.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/roles.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/bulk.h"
#include "ui/changing.h"
#include "ui/commands.h"
#include "ui/marks.h"

static void tell_chart(struct ui_app *app, size_t count)
{
    ui_say(app, ngettext("%zu activity marked; x, S, E, F8 and moving the deadline change it",
                         "%zu activities marked; x, S, E, F8 and moving the deadline change all",
                         count),
           count);
}

static void tell(struct ui_app *app)
{
    size_t count = ui_marks_count(app);
    enum pk_table table = ui_marks_table(app);
    if (count == 0) {
        ui_say(app, "%s", _("nothing is marked"));
    } else if (table == PK_SPENDING || table == PK_DECISIONS) {
        ui_say(app, ngettext("%zu record marked; x, E and F8 change it",
                             "%zu records marked; x, E and F8 change all", count), count);
    } else if (table != PK_ACTIVITIES) {
        ui_say(app, ngettext("%zu record marked; E and F8 change it",
                             "%zu records marked; E and F8 change all", count), count);
    } else if (ui_table_shown(app)) {
        ui_say(app, ngettext("%zu activity marked; x, E and F8 change it",
                             "%zu activities marked; x, E and F8 change all", count), count);
    } else {
        tell_chart(app, count);
    }
}

/* ---- marking ---- */

/* Whether some of the goal's activities that the filter shows is not marked. */
static bool some_unmarked(const struct ui_app *app, const struct pk_group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        if (pk_query_match(app->outline.filter, group->activities[i]) &&
            !ui_marks_has(&app->marks, group->activities[i]->id)) {
            return true;
        }
    }
    return false;
}

static void mark_group(struct ui_app *app, const struct pk_group *group, bool marked)
{
    for (size_t i = 0; i < group->count; i++) {
        if (pk_query_match(app->outline.filter, group->activities[i])) {
            ui_marks_set(app, group->activities[i]->id, marked);
        }
    }
}

/* An activity, or all of a goal; then on to what comes next. */
static void mark_row(struct ui_app *app)
{
    struct ui_list *list = &app->outline.list;
    const struct ui_row *row = ui_outline_row(&app->outline);
    if (row->activity) {
        const char *id = row->activity->id;
        ui_marks_set(app, id, !ui_marks_has(&app->marks, id));
        ui_list_move(list, UI_MOVE_DOWN);
        return;
    }
    const struct pk_group *group = &app->outline.groups[row->group];
    mark_group(app, group, some_unmarked(app, group));
    size_t next = list->cursor + 1;
    while (next < list->count && app->outline.rows[next].activity) {
        next++;
    }
    list->cursor = next < list->count ? next : list->cursor;
}

static void mark_all(struct ui_app *app)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(app->plan, &groups);
    for (size_t g = 0; g < count; g++) {
        mark_group(app, &groups[g], true);
    }
}

static void invert(struct ui_app *app)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(app->plan, &groups);
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < groups[g].count; i++) {
            const struct pk_activity *activity = groups[g].activities[i];
            if (pk_query_match(app->outline.filter, activity)) {
                ui_marks_set(app, activity->id, !ui_marks_has(&app->marks, activity->id));
            }
        }
    }
}

/* All records of the list; or each that is not marked instead of those that are. */
static void mark_table(struct ui_app *app, bool all)
{
    ui_table_sync(app);
    for (size_t line = 0; line < app->table.list.count; line++) {
        const char *id = ui_table_at(app, line)->text[0];
        ui_marks_set(app, id, all || !ui_marks_has(ui_marks_front(app), id));
    }
}

static void mark_many(struct ui_app *app, bool all)
{
    if (ui_table_shown(app)) {
        mark_table(app, all);
    } else if (all) {
        mark_all(app);
    } else {
        invert(app);
    }
}

/* The one under the cursor; false where there is none. */
static bool mark_one(struct ui_app *app)
{
    bool in_table = ui_table_shown(app);
    bool there = in_table ? ui_table_record(app) != NULL : ui_outline_row(&app->outline) != NULL;
    if (!there) {
        ui_say(app, "%s", in_table ? _("there is nothing here to mark; a adds a record")
                                   : _("there is nothing under the cursor; a adds an activity"));
    } else if (in_table) {
        ui_table_mark(app);
    } else {
        mark_row(app);
    }
    return there;
}

static unsigned mark(struct ui_app *app, int argc, const char *const *argv)
{
    const char *which = argc ? argv[0] : "";
    bool done = true;
    if (!ui_table_shown(app)) {
        app->below.focus = UI_ON_CHART;
    }
    if (!*which) {
        done = mark_one(app);
    } else if (strcmp(which, "all") == 0 || strcmp(which, "invert") == 0) {
        mark_many(app, strcmp(which, "all") == 0);
    } else if (strcmp(which, "none") == 0) {
        ui_marks_clear(app);
    } else {
        ui_say(app, "%s", _("write it as: mark, mark all, mark none or mark invert"));
        return UI_DRAW;
    }
    if (done) {
        tell(app);
    }
    return UI_DRAW;
}

/* ---- one change for all of them ---- */

static unsigned change(struct ui_app *app, int argc, const char *const *argv)
{
    bool write = argc && strcmp(argv[argc - 1], "write") == 0;
    const char *field = argc > write ? argv[0] : NULL;
    return write   ? ui_changing_write(app, field)
           : field ? ui_changing_field(app, field)
                   : ui_changing_open(app);
}

/* ---- handing over ---- */

static bool same_but_quotes(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, "\"");
        b += strspn(b, "\"");
        if (!*a || *a != *b) {
            return *a == *b;
        }
    }
}

/* As the role is written in the plan; a command line cannot hold its quotes.  NULL: nobody is
 * called that. */
static char *in_use(const struct pk_plan *plan, const char *name)
{
    struct pk_roles roles;
    char *found = NULL;
    pk_roles_make(&roles, plan);
    for (size_t i = 0; i < roles.count && !found; i++) {
        found = same_but_quotes(roles.items[i].name, name) ? pk_strdup(roles.items[i].name) : NULL;
    }
    pk_roles_dispose(&roles);
    return found;
}

/* Roles that have something to do, each with that; `from` is none of them, or NULL. */
static void pick_role(struct ui_app *app, const char *title, const char *from)
{
    struct pk_roles roles;
    struct pk_buf label = { 0 }, line = { 0 };
    pk_roles_make(&roles, app->plan);
    ui_picker_begin(app, title);
    for (size_t i = 0; i < roles.count; i++) {
        const struct pk_role_use *role = &roles.items[i];
        size_t count = role->open + role->decisions;
        if (from ? strcmp(role->name, from) == 0 : count == 0) {
            continue;
        }
        pk_buf_cut(&label, 0);
        pk_buf_cut(&line, 0);
        pk_buf_printf(&label, "%s  (%zu)", role->name, count);
        if (from) {
            pk_buf_printf(&line, "hand-over \"%s\" \"%s\"", from, role->name);
        } else {
            pk_buf_printf(&line, "hand-over \"%s\"", role->name);
        }
        ui_picker_add(app, pk_buf_text(&label), pk_buf_text(&line));
    }
    if (from) {
        pk_buf_cut(&line, 0);
        pk_buf_printf(&line, "hand-over \"%s\" \"\"", from);
        ui_picker_add(app, _("Somebody else…"), pk_buf_text(&line));
    }
    pk_buf_dispose(&label);
    pk_buf_dispose(&line);
    pk_roles_dispose(&roles);
}

static unsigned pick_from(struct ui_app *app)
{
    const struct ui_row *row = ui_outline_row(&app->outline);
    struct pk_buf current = { 0 };
    if (row && row->activity) {
        const char *cursor = row->activity->responsible;
        size_t length = 0;
        const char *leading = pk_text_item(&cursor, &length);
        pk_buf_printf(&current, "hand-over \"%.*s\"", (int)length, leading ? leading : "");
    }
    pick_role(app, _("Hand over what is to be done by"), NULL);
    ui_picker_open(app, pk_buf_text(&current));
    pk_buf_dispose(&current);
    return UI_DRAW;
}

static unsigned hand_over(struct ui_app *app, const char *from, const char *to)
{
    size_t finished;
    struct pk_buf note = { 0 };
    struct pk_bulk *bulk = ui_bulk_begin(app);
    pk_bulk_hand_over(bulk, app->plan, from, to, &finished);
    if (finished) {
        pk_buf_printf(&note, ngettext("%zu done or dropped is left out",
                                      "%zu done or dropped are left out", finished),
                      finished);
    }
    unsigned stale = ui_bulk_show(app, pk_buf_text(&note));
    pk_buf_dispose(&note);
    return stale;
}

unsigned ui_hand_over_to(struct ui_app *app, const char *typed)
{
    size_t length = strlen(typed);
    const char *trimmed = pk_text_trim(typed, &length);
    char *to = pk_strndup(trimmed, length);
    unsigned stale = UI_DRAW;
    if (!app->handed) {
        ui_say(app, "%s", _("nothing to change"));
    } else if (!*to || strchr(to, ';')) {
        ui_say(app, "%s", _("write the name of one role"));
    } else {
        stale = hand_over(app, app->handed, to);
    }
    free(to);
    return stale;
}

static unsigned hand(struct ui_app *app, int argc, const char *const *argv)
{
    if (argc == 0) {
        return pick_from(app);
    }
    char *from = in_use(app->plan, argv[0]);
    if (!from) {
        ui_say(app, _("no activity and no open decision names \"%s\""), argv[0]);
        return UI_DRAW;
    }
    free(app->handed);
    app->handed = from;
    if (argc == 2 && *argv[1]) {
        char *to = in_use(app->plan, argv[1]);
        unsigned stale = ui_hand_over_to(app, to ? to : argv[1]);
        free(to);
        return stale;
    }
    if (argc == 2) {
        ui_prompt_open(app, UI_ASK_ROLE, "");
        return UI_DRAW;
    }
    struct pk_buf title = { 0 };
    pk_buf_printf(&title, _("Hand over from %s to"), from);
    pick_role(app, pk_buf_text(&title), from);
    ui_picker_open(app, NULL);
    pk_buf_dispose(&title);
    return UI_DRAW;
}

const struct ui_command ui_commands_mark[] = {
    { "mark", "[all|none|invert]", N_("Mark the row"), UI_COUNTED, 0, 1, mark },
    { "change", N_("[FIELD] [write]"), N_("Change all that is marked"),
      UI_ROW | UI_MARKED | UI_WRITE, 0, 2, change },
    { "hand-over", N_("[ROLE [ROLE]]"), N_("Hand over what a role does"), UI_WRITE, 0, 2, hand,
      .offer = ui_offer_roles },
    { 0 },
};
