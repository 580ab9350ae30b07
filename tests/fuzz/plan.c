/* plan.c: a plan from any files: plan.ini, goals, activities, sources and spending, divided by
 * lines "--".  Its files are written as they were read, its money adds up, and its reports are
 * safe for a terminal.
 */
#include "config.h"

#include "planek/plan.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "model/plan_private.h"
#include "planek/agenda.h"
#include "planek/budget.h"
#include "planek/check.h"
#include "planek/edit.h"
#include "planek/mem.h"
#include "planek/progress.h"
#include "planek/report.h"
#include "planek/text.h"
#include "planek/timeline.h"
#include "tests/fuzz/fuzz.h"

/* A table's bytes come out as they went in. */
static void read_table(struct pk_plan *plan, enum pk_table table, const char *bytes, size_t length)
{
    if (!fuzz_read_table(plan, table, bytes, length)) {
        return;
    }
    struct pk_buf written = fuzz_bytes_of(plan, table);
    FUZZ_EXPECT(written.len == length);
    FUZZ_EXPECT(memcmp(pk_buf_text(&written), bytes, length) == 0);
    pk_buf_dispose(&written);
}

static struct pk_plan *read_plan(const uint8_t *bytes, size_t left)
{
    struct pk_plan *plan = pk_plan_new();
    struct pk_faults faults = { 0 };
    size_t length;
    char *part = fuzz_part(&bytes, &left, &length);
    pk_plan_read_settings(plan, part, length, &faults);
    free(part);
    for (int table = PK_GOALS; table <= PK_SPENDING && left; table++) {
        part = fuzz_part(&bytes, &left, &length);
        read_table(plan, (enum pk_table)table, part, length);
        free(part);
    }
    pk_faults_dispose(&faults);
    pk_plan_verify(plan);
    return plan;
}

static void look_at_groups(const struct pk_plan *plan)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    FUZZ_EXPECT(count == pk_plan_count(plan, PK_GOALS) + 1 && !groups[count - 1].goal);
    for (size_t g = 0; g < count; g++) {
        for (size_t i = 0; i < groups[g].count; i++) {
            const struct pk_activity *activity = groups[g].activities[i];
            FUZZ_EXPECT(activity->group == g && activity->position == i);
            struct pk_progress progress = pk_progress_of(activity);
            FUZZ_EXPECT(!progress.known || (progress.percent >= 0 && progress.percent <= 100));
        }
    }
}

static void add_up(const struct pk_plan *plan)
{
    struct pk_budget budget;
    pk_money sources = 0, goals = 0, activities = 0, spent_by_source = 0, spent_by_goal = 0, one;
    pk_budget_make(&budget, plan, NULL);
    for (size_t i = 0; i < budget.source_count; i++) {
        sources = pk_money_add(sources, budget.sources[i].planned);
        spent_by_source = pk_money_add(spent_by_source, budget.sources[i].spent);
    }
    for (size_t i = 0; i < budget.goal_count; i++) {
        goals = pk_money_add(goals, budget.goals[i].planned);
        spent_by_goal = pk_money_add(spent_by_goal, budget.goals[i].spent);
    }
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        enum pk_counted counted = pk_budget_counted(plan, activity, &one);
        FUZZ_EXPECT(counted == PK_COUNTED || one == 0);
        activities = pk_money_add(activities, one);
    }
    FUZZ_EXPECT(sources == budget.planned && goals == budget.planned);
    FUZZ_EXPECT(activities == budget.planned);
    FUZZ_EXPECT(spent_by_source == budget.spent && spent_by_goal == budget.spent);
    FUZZ_EXPECT(budget.shown == pk_plan_count(plan, PK_ACTIVITIES));
    pk_budget_dispose(&budget);
}

static void look_ahead(const struct pk_plan *plan)
{
    struct pk_agenda agenda;
    pk_agenda_make(&agenda, plan, fuzz_today(), -1, NULL);
    FUZZ_EXPECT(agenda.late <= agenda.count);
    for (size_t i = 0; i < agenda.count; i++) {
        FUZZ_EXPECT((agenda.items[i].days < 0) == (i < agenda.late));
        FUZZ_EXPECT(pk_activity_late(agenda.items[i].activity, fuzz_today()) == (i < agenda.late));
        FUZZ_EXPECT(!i || agenda.items[i - 1].days <= agenda.items[i].days);
    }
    pk_agenda_dispose(&agenda);
}

static void draw(const struct pk_plan *plan, int width)
{
    enum pk_mark *marks = pk_new((size_t)width, sizeof *marks);
    int year = pk_plan_settings(plan)->year;
    for (int zoom = PK_ZOOM_YEAR; zoom < PK_ZOOMS; zoom++) {
        struct pk_scale scale =
            pk_scale_zoom((enum pk_zoom)zoom, year, fuzz_today(), width);
        for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
            const struct pk_activity *activity =
                (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
            pk_timeline_activity(marks, scale, activity, year, fuzz_today());
            for (int cell = 0; cell < width; cell++) {
                FUZZ_EXPECT((unsigned)marks[cell] < PK_MARKS);
            }
        }
    }
    free(marks);
}

/* A document is lines of the width, safe for a terminal. */
static void expect_document(const struct pk_buf *text, int width)
{
    fuzz_expect_safe(pk_buf_text(text), text->len, "\n");
    const char *at = pk_buf_text(text), *end = at + text->len;
    while (at < end) {
        size_t length = strcspn(at, "\n");
        FUZZ_EXPECT(pk_text_width(at, length) <= width);
        at += length + 1;
    }
}

static void print(const struct pk_plan *plan, int width)
{
    struct pk_report report = { .plan = plan, .today = fuzz_today(), .width = width };
    struct pk_snapshot_options options = { PK_NO_DAY, PK_NO_DAY, false };
    struct pk_buf text = { 0 };
    for (int style = 0; style < 3; style++) {
        report.ascii = style == 1;
        report.plain = style == 2;
        pk_report_snapshot(&text, &report, &options);
        expect_document(&text, width);
        if (report.ascii) {
            fuzz_expect_ascii(pk_buf_text(&text), text.len);
        }
        pk_buf_cut(&text, 0);
        pk_report_list(&text, &report, PK_FORMAT_TEXT);
        pk_report_budget(&text, &report, PK_FORMAT_TEXT);
        pk_report_agenda(&text, &report, -1, PK_FORMAT_TEXT);
        fuzz_expect_safe(pk_buf_text(&text), text.len, "\n");
        pk_buf_cut(&text, 0);
    }
    pk_buf_dispose(&text);
}

/* Parses what was written and empties it; the length of an array, 0 of anything else. */
static size_t parse_json(struct pk_buf *text)
{
    json_t *root = json_loadb(pk_buf_text(text), text->len, JSON_REJECT_DUPLICATES, NULL);
    FUZZ_EXPECT(root);
    fuzz_expect_safe(pk_buf_text(text), text->len, "\n");
    size_t size = json_array_size(root);
    json_decref(root);
    pk_buf_cut(text, 0);
    return size;
}

static void count_row(const struct pk_csv_row *row, void *user)
{
    (void)row;
    ++*(size_t *)user;
}

static size_t count_rows(const struct pk_buf *text)
{
    struct pk_faults faults = { 0 };
    size_t head, rows = 0;
    pk_csv_read(pk_buf_text(text), text->len, &pk_dialect_default, "", &head, count_row, &rows,
                &faults);
    FUZZ_EXPECT(faults.count == 0);
    pk_faults_dispose(&faults);
    return rows;
}

static void export(const struct pk_plan *plan)
{
    struct pk_report report = { .plan = plan, .today = fuzz_today(), .width = 80 };
    if (pk_plan_broken(plan, PK_ACTIVITIES)) {
        return;
    }
    size_t activities = pk_plan_count(plan, PK_ACTIVITIES);
    struct pk_buf text = { 0 };
    pk_report_list(&text, &report, PK_FORMAT_JSON);
    FUZZ_EXPECT(parse_json(&text) == activities);
    pk_report_agenda(&text, &report, -1, PK_FORMAT_JSON);
    FUZZ_EXPECT(parse_json(&text) <= activities);
    pk_report_budget(&text, &report, PK_FORMAT_JSON);
    (void)parse_json(&text);
    pk_report_list(&text, &report, PK_FORMAT_CSV);
    FUZZ_EXPECT(count_rows(&text) == activities + 1);
    pk_buf_dispose(&text);
}

static void look_for_faults(const struct pk_plan *plan)
{
    struct pk_faults faults = { 0 };
    struct pk_buf text = { 0 };
    pk_check_plan(plan, &faults);
    pk_check_sources(plan, &faults);
    FUZZ_EXPECT(pk_faults_count(&faults, PK_FATAL) == 0);
    pk_report_faults(&text, &faults, PK_FORMAT_TEXT, false);
    fuzz_expect_safe(pk_buf_text(&text), text.len, "\n");
    pk_buf_cut(&text, 0);
    pk_report_faults(&text, &faults, PK_FORMAT_JSON, false);
    FUZZ_EXPECT(parse_json(&text) == faults.count);
    pk_faults_dispose(&faults);
    pk_buf_dispose(&text);
}

/* The record's bytes are as they were, or have a separator more for each new column. */
static void expect_kept(const struct pk_image *was, const struct pk_image *now, size_t record)
{
    const struct pk_extent *old = &was->extents[1 + record], *new = &now->extents[1 + record];
    const char *from = was->bytes.data + old->start, *to = now->bytes.data + new->start;
    FUZZ_EXPECT(new->length >= old->length && new->tail == old->tail);
    FUZZ_EXPECT(memcmp(from, to, old->length) == 0);
    FUZZ_EXPECT(memcmp(from + old->length, to + new->length, old->tail) == 0);
    for (size_t i = old->length; i < new->length; i++) {
        FUZZ_EXPECT(to[i] == now->dialect.separator);
    }
}

/* A cell is set and set back; nothing else changes, and the file reads back as the plan. */
static void set_one_cell(struct pk_plan *plan, const struct pk_change *change, size_t chosen)
{
    struct pk_image was, now, after;
    struct pk_change back;
    struct pk_plan *again = fuzz_empty_plan();
    pk_plan_encode(plan, PK_ACTIVITIES, &was);
    fuzz_check_change(plan, change);
    FUZZ_EXPECT(pk_change_apply(plan, change, NULL) == PK_OK);
    pk_plan_verify(plan);
    pk_plan_encode(plan, PK_ACTIVITIES, &now);
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        if (i != chosen && !now.converted) {
            expect_kept(&was, &now, i);
        }
    }
    FUZZ_EXPECT(fuzz_read_table(again, PK_ACTIVITIES, now.bytes.data, now.bytes.len));
    fuzz_expect_same_cells(plan, again, PK_ACTIVITIES);
    pk_change_invert(&back, change);
    FUZZ_EXPECT(pk_change_apply(plan, &back, NULL) == PK_OK);
    pk_plan_encode(plan, PK_ACTIVITIES, &after);
    if (now.extents[0].length == was.extents[0].length) {
        fuzz_expect_same(&was.bytes, &after.bytes);
    }
    pk_change_dispose(&back);
    pk_plan_free(again);
    pk_image_dispose(&was);
    pk_image_dispose(&now);
    pk_image_dispose(&after);
}

static void set_a_title(struct pk_plan *plan, size_t chosen)
{
    size_t count = pk_plan_count(plan, PK_ACTIVITIES);
    if (pk_plan_broken(plan, PK_ACTIVITIES) || count == 0) {
        return;
    }
    const struct pk_assignment set = { "title", "Changed by the test" };
    const struct pk_record *record = pk_plan_at(plan, PK_ACTIVITIES, chosen % count);
    struct pk_change change;
    pk_change_init(&change);
    FUZZ_EXPECT(pk_edit_set(&change, plan, record, &set, 1, fuzz_today(), NULL) == PK_OK);
    set_one_cell(plan, &change, chosen % count);
    pk_change_dispose(&change);
}

void fuzz_plan(const uint8_t *bytes, size_t length)
{
    struct pk_plan *plan = read_plan(bytes, length);
    int width = 40 + (int)(length % 261);
    look_at_groups(plan);
    add_up(plan);
    look_ahead(plan);
    draw(plan, width);
    look_for_faults(plan);
    print(plan, width);
    export(plan);
    set_a_title(plan, length);
    pk_plan_free(plan);
}
