/* A point of the meeting over the whole screen, for the back row: its title in capitals, spaced
 * where there is room, few facts, and much that is empty.
 *
 *     Meeting 12. 6. 2024 · 6 present                               3 of 11  ████░░░░░░░░░░░
 *
 *        !  P U T O V N Í   V Ý S T A V Y                                   12 days late
 *
 *           Koordinátor kampaně       0 of 2        deadline 31. 5. 2024
 *           last time: "…"                          put off 2 times
 *
 *           since last time: nothing
 *
 *           √  what was agreed here
 */
#include "config.h"

#include <string.h>

#include "planek/chart.h"
#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/edit.h"
#include "ui/meetingfacts.h"
#include "ui/wrap.h"

enum { BAR_CELLS = 15, SHORT_BAR = 8, TITLE_LINES = 3, WORDS_LINES = 4 };
enum { TALL = 28, TALLER = 40, WIDTH_MOST = 132, LINE_MOST = 120 };

/* Where things stand: columns of the facts, and the lines between two blocks. */
struct place {
    int x, width;       /* of the texts */
    int second, third;  /* where the other columns begin */
    int mark, gap;
};

static struct place place_of(struct pk_rect rect)
{
    int margin = rect.width >= 160 ? 12 : rect.width >= 110 ? 8 : 3;
    struct place place = { .mark = rect.x + margin, .x = rect.x + margin + 3 };
    place.width = rect.width - 2 * margin - 3;
    place.width = place.width < WIDTH_MOST ? place.width : WIDTH_MOST;
    place.second = place.x + place.width * 42 / 100;
    place.third = place.x + place.width * 62 / 100;
    place.gap = rect.height >= TALLER ? 3 : rect.height >= TALL ? 2 : 1;
    return place;
}

/* ---- the line above ---- */

static size_t count_present(const char *present)
{
    size_t count = 0, length;
    while (pk_text_item(&present, &length)) {
        count++;
    }
    return count;
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_meeting *meeting = &app->meeting;
    const struct pk_record *record =
        meeting->id ? pk_plan_find(app->plan, PK_MEETINGS, meeting->id) : NULL;
    struct pk_buf day = { 0 };
    pk_day_format(&day, app->options->today, PK_DAY_FULL);
    pk_buf_printf(out, _("Meeting %s"), pk_buf_text(&day));
    pk_buf_str(out, " · ");
    if (record) {
        size_t present = count_present(record->text[PK_MEETING_PRESENT]);
        pk_buf_printf(out, ngettext("%zu present", "%zu present", present), present);
    } else {
        pk_buf_str(out, _("not written down"));
    }
    pk_buf_dispose(&day);
}

/* "3 of 11  ████░░░░" at the right of the title's line. */
static void put_progress(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    const struct ui_meeting *meeting = &app->meeting;
    struct pk_buf text = { 0 };
    size_t handled = meeting->handled_count, count = meeting->points.count;
    int bar = rect.width < 72 ? SHORT_BAR : BAR_CELLS;
    int x = rect.x + rect.width - 1 - bar;
    if (!count) {
        return;
    }
    pk_buf_printf(&text, _("%zu of %zu"), handled, count);
    int cells = pk_grid_width(grid, pk_buf_text(&text));
    pk_grid_fill(grid, (struct pk_rect){ x - cells - 4, rect.y - 1, cells + 4, 1 }, PK_ROLE_TEXT);
    pk_grid_put(grid, x - cells - 2, rect.y - 1, cells, PK_ROLE_GOAL, pk_buf_text(&text));
    pk_chart_bar(grid, x, rect.y - 1, bar, (pk_money)handled, (pk_money)count);
    pk_buf_dispose(&text);
}

/* ---- the point ---- */

/* "P U T O V N Í   V Ý S T A V Y" */
static void space_out(struct pk_buf *out, const char *text)
{
    for (size_t length = strlen(text); length > 0;) {
        size_t bytes = pk_text_next(text, length, NULL);
        pk_buf_str(out, out->len ? " " : "");
        pk_buf_add(out, text, bytes);
        text += bytes;
        length -= bytes;
    }
}

/* The title, and why it is on the agenda beside it or below; returns the lines they take. */
static int put_title(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect,
                     const struct place *place, const struct ui_facts *facts)
{
    struct pk_buf capitals = { 0 }, spaced = { 0 };
    const struct ui_meeting *meeting = &app->meeting;
    bool touched = meeting->handled[meeting->list.cursor] == UI_POINT_TOUCHED;
    enum pk_role role = touched           ? PK_ROLE_DIM
                        : facts->alarming ? PK_ROLE_LATE
                                          : PK_ROLE_HEADING;
    pk_text_upper(&capitals, pk_buf_text(&facts->title), facts->title.len);
    space_out(&spaced, pk_buf_text(&capitals));
    int reason = pk_grid_width(grid, pk_buf_text(&facts->reason));
    bool roomy = pk_grid_width(grid, pk_buf_text(&spaced)) <= place->width;
    const char *text = pk_buf_text(roomy ? &spaced : &capitals);
    int lines = ui_text_lines(text, place->width);
    lines = lines < TITLE_LINES ? lines : TITLE_LINES;
    bool beside = lines == 1 && pk_grid_width(grid, text) + 3 + reason <= place->width;
    pk_grid_glyph(grid, place->mark, rect.y,
                  facts->alarming && !touched ? PK_ROLE_LATE : PK_ROLE_GOAL, facts->mark,
                  facts->ascii);
    ui_text_put(grid, (struct pk_rect){ place->x, rect.y, place->width, lines }, PK_ROLE_GOAL,
                text, 0);
    int y = rect.y + (beside ? 0 : lines);
    pk_grid_put_right(grid, place->x, y, place->width, role, pk_buf_text(&facts->reason));
    pk_buf_dispose(&capitals);
    pk_buf_dispose(&spaced);
    return lines + !beside;
}

/* Wrapped from x on; returns the lines it takes. */
static int put_words(struct pk_grid *grid, int x, int y, int width, int most, enum pk_role role,
                     const struct pk_buf *text)
{
    int lines = ui_text_lines(pk_buf_text(text), width);
    lines = lines < most ? lines : most;
    ui_text_put(grid, (struct pk_rect){ x, y, width, lines > 0 ? lines : 0 }, role,
                pk_buf_text(text), 0);
    return lines;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int put_facts(struct pk_grid *grid, int y, int bottom, const struct place *place,
                     const struct ui_facts *facts)
{
    int right = place->x + place->width;
    int who = put_words(grid, place->x, y, place->second - place->x - 2, 2, PK_ROLE_TEXT,
                        &facts->who);
    int count = put_words(grid, place->second, y, place->third - place->second - 2, 2,
                          PK_ROLE_TEXT, &facts->count);
    int due = put_words(grid, place->third, y, right - place->third, 2, PK_ROLE_TEXT,
                        &facts->due);
    y += larger(who, larger(count, due));
    if (y >= bottom || facts->last.len + facts->postponed.len == 0) {
        return y;
    }
    y += place->gap - 1;
    int last = put_words(grid, place->x, y, place->third - place->x - 2, 2, PK_ROLE_TEXT,
                         &facts->last);
    int postponed = put_words(grid, place->third, y, right - place->third, 2, PK_ROLE_TEXT,
                              &facts->postponed);
    return y + larger(last, postponed);
}

static void put_agreed(struct pk_grid *grid, int y, int bottom, const struct place *place,
                       const struct ui_facts *facts)
{
    int room = bottom - y;
    if (facts->agreed.len && room > 0) {
        pk_grid_glyph(grid, place->mark, y, PK_ROLE_DONE, "√", 'v');
        put_words(grid, place->x, y, place->width, room, PK_ROLE_DONE, &facts->agreed);
    }
}

static void put_tags(struct pk_buf *out, const struct ui_facts *facts)
{
    if (facts->tags.len) {
        pk_buf_printf(out, _("also: %s"), pk_buf_text(&facts->tags));
    }
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    const struct pk_point *point = ui_meeting_point(&app->meeting);
    struct place place = place_of(rect);
    struct ui_facts facts;
    struct pk_buf tags = { 0 };
    int bottom = rect.y + rect.height;
    put_progress(app, grid, rect);
    if (!point) {
        return;
    }
    ui_facts_make(&facts, app, point);
    put_tags(&tags, &facts);
    rect.y += place.gap == 1 ? 2 : place.gap + 1;
    int y = rect.y + put_title(app, grid, rect, &place, &facts) + place.gap;
    y = put_facts(grid, y, bottom, &place, &facts) + place.gap;
    y += put_words(grid, place.x, y, place.width, WORDS_LINES, PK_ROLE_TEXT, &facts.moved);
    y += put_words(grid, place.x, y, place.width, 1, PK_ROLE_TEXT, &tags);
    y += put_words(grid, place.x, y, place.width, 1, PK_ROLE_DIM, &facts.hint);
    put_agreed(grid, y + place.gap, bottom, &place, &facts);
    pk_buf_dispose(&tags);
    ui_facts_dispose(&facts);
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    app->meeting.list.height = 2; /* a page is a point */
    ui_list_move(&app->meeting.list, motion);
    return UI_DRAW;
}

static unsigned choose(struct ui_app *app)
{
    if (!ui_meeting_record(app)) {
        ui_say(app, "%s", _("this is no longer in the plan"));
        return UI_DRAW;
    }
    return ui_command_run(app, "edit");
}

const struct ui_pane ui_pane_meeting = {
    .context = UI_IN_MEETING,
    .title = title,
    .draw = draw,
    .move = move,
    .choose = choose,
};

/* ---- the list ---- */

static void put_point(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                      size_t place)
{
    enum { REASON_CELLS = 28 };
    const struct ui_meeting *meeting = &app->meeting;
    enum ui_handled handled = (enum ui_handled)meeting->handled[place];
    bool lit = place == meeting->list.cursor;
    struct ui_facts facts;
    ui_facts_brief(&facts, app, &meeting->points.items[place]);
    enum pk_role role = lit                         ? PK_ROLE_SELECTED
                        : handled != UI_POINT_OPEN  ? PK_ROLE_DIM
                                                    : PK_ROLE_TEXT;
    enum pk_role alarm = facts.alarming && handled == UI_POINT_OPEN ? PK_ROLE_LATE : PK_ROLE_DIM;
    int right = line.x + line.width - REASON_CELLS - 1;
    if (lit) {
        pk_grid_glyph(grid, line.x + 1, line.y, PK_ROLE_TEXT, "›", '>');
    }
    if (handled == UI_POINT_TOUCHED) {
        pk_grid_glyph(grid, line.x + 3, line.y, PK_ROLE_DONE, "√", 'v');
    } else if (handled == UI_POINT_PASSED) {
        pk_grid_glyph(grid, line.x + 3, line.y, PK_ROLE_DIM, "–", '-');
    }
    pk_grid_glyph(grid, line.x + 5, line.y, role, facts.mark, facts.ascii);
    pk_grid_put_cut(grid, line.x + 7, line.y, right - line.x - 8, role,
                    pk_buf_text(&facts.title));
    pk_grid_put_right(grid, right, line.y, REASON_CELLS, alarm, pk_buf_text(&facts.reason));
    ui_facts_dispose(&facts);
}

static void draw_list(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_list *list = &app->meeting.list;
    put_progress(app, grid, rect);
    ui_list_fit(list, (size_t)(rect.height - 1));
    if (!list->count) {
        struct pk_rect text = { rect.x + 3, rect.y + 2, rect.width - 6, 4 };
        ui_text_put(grid, text, PK_ROLE_TEXT,
                    _("Nothing has to be talked about: nothing is late, due soon or changed. "
                      "e shows the minutes."), 0);
    }
    for (size_t i = 0; i < list->height && list->top + i < list->count; i++) {
        int width = rect.width < LINE_MOST ? rect.width : LINE_MOST;
        struct pk_rect line = { rect.x, rect.y + 1 + (int)i, width, 1 };
        put_point(app, grid, line, list->top + i);
    }
}

static unsigned move_list(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->meeting.list, motion);
    return UI_DRAW;
}

static unsigned choose_point(struct ui_app *app)
{
    if (ui_meeting_point(&app->meeting)) {
        ui_app_open(app, &ui_pane_meeting);
    }
    return UI_DRAW;
}

/* Whether it began just now and nothing came of it. */
static bool came_to_nothing(const struct ui_app *app)
{
    const struct ui_meeting *meeting = &app->meeting;
    return meeting->begun && app->last_txn && strcmp(meeting->begun, app->last_txn) == 0 &&
           meeting->handled_count == 0 && meeting->made_count == 0;
}

/* Whoever only had a look leaves no record behind: the next meeting would count from today. */
static void closed(struct ui_app *app)
{
    bool nothing = came_to_nothing(app);
    ui_meeting_end(app);
    if (!nothing) {
        return;
    }
    ui_undo(app);
    if (!app->message.fault) {
        ui_say(app, "%s", _("nothing was done in the meeting, so it is not written down; "
                            "r brings it back"));
    }
}

const struct ui_pane ui_pane_agenda = {
    .context = UI_IN_AGENDA,
    .title = title,
    .draw = draw_list,
    .move = move_list,
    .choose = choose_point,
    .closed = closed,
};
