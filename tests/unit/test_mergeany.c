/* Merges of plans that were edited at random on two sides: what comes out is what the rules say,
 * the same both ways and when merged again, and can be taken back.  PK_MERGE_CASES says how many;
 * a failure names the PK_MERGE_SEED that repeats it.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "planek/mem.h"
#include "planek/merge.h"
#include "planek/value.h"
#include "tests/unit/mergecase.h"

/* ---- any edits ---- */

enum { TITLE, DUE, COST, NOTE, X, Y, PLACE, VALUES };
enum { BASE, OURS, THEIRS, SIDES, ROWS_MAX = 40, IDS = 24 };

static const char *const names[] = { "title", "due", "cost", "note", "x", "y", "place" };

struct row {
    int id;
    int value[VALUES]; /* 0 is empty */
};

struct side {
    struct row rows[ROWS_MAX];
    int count;
    bool lacks[VALUES]; /* the file does not have the column */
    struct pk_plan *plan;
};

static unsigned seed;
static uint64_t random_state;

#define EXPECT(condition)                                            \
    do {                                                             \
        if (!(condition)) {                                          \
            fail_msg("PK_MERGE_SEED=%u: not so: %s", seed, #condition); \
        }                                                            \
    } while (0)

static int any(int count)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((random_state >> 33) % (unsigned)count);
}

static const struct row *find_row(const struct side *side, int id)
{
    for (int i = 0; i < side->count; i++) {
        if (side->rows[i].id == id) {
            return &side->rows[i];
        }
    }
    return NULL;
}

static void insert_row(struct side *side, int at, struct row row)
{
    memmove(&side->rows[at + 1], &side->rows[at],
            (size_t)(side->count++ - at) * sizeof(struct row));
    side->rows[at] = row;
}

static struct row take_row(struct side *side, int at)
{
    struct row row = side->rows[at];
    memmove(&side->rows[at], &side->rows[at + 1],
            (size_t)(--side->count - at) * sizeof(struct row));
    return row;
}

static void add_any(struct side *side, int id)
{
    struct row row = { .id = id };
    for (int i = 0; i < VALUES; i++) {
        row.value[i] = any(2) ? any(4) : 0;
    }
    if (!find_row(side, id)) {
        insert_row(side, any(side->count + 1), row);
    }
}

static void edit_any(struct side *side)
{
    int kind = side->count ? any(8) : 0;
    if (kind == 0) {
        add_any(side, any(IDS));
        return;
    }
    int at = any(side->count);
    if (kind == 1) {
        (void)take_row(side, at);
    } else if (kind <= 4) {
        struct row row = take_row(side, at);
        insert_row(side, any(side->count + 1), row);
    } else {
        side->rows[at].value[any(VALUES)] = any(4);
    }
}

/* Writes a value in one of its forms. */
static void write_value(struct pk_buf *out, int field, int value, char separator)
{
    if (value == 0) {
        return;
    }
    if (field == DUE) {
        pk_buf_printf(out, any(2) ? "2024-0%d-15" : "15.0%d.2024", value);
    } else if (field == COST && separator == ';') {
        pk_buf_printf(out, "%d00,50", value);
    } else if (field == COST) {
        pk_buf_printf(out, any(2) ? "%d00.50" : "\"%d00,50\"", value);
    } else if (field == NOTE) {
        pk_buf_printf(out, "\"first\nand; %d, \"\"second\"\"\"", value);
    } else {
        pk_buf_printf(out, "%s %d", names[field], value);
    }
}

static bool is_empty(const struct side *side, int field)
{
    for (int i = 0; i < side->count; i++) {
        if (side->rows[i].value[field]) {
            return false;
        }
    }
    return true;
}

/* The columns of a file, in any order; -1 is the id.  Empty ones may be missing. */
static int any_columns(struct side *side, int *columns)
{
    int count = 0;
    columns[count++] = -1;
    for (int i = 0; i < VALUES; i++) {
        side->lacks[i] = is_empty(side, i) && any(2);
        if (!side->lacks[i]) {
            int at = any(count + 1);
            columns[count++] = columns[at];
            columns[at] = i;
        }
    }
    return count;
}

static char *write_file(struct side *side)
{
    struct pk_buf out = { 0 };
    char separator = any(2) ? ',' : ';';
    int columns[VALUES + 1], count = any_columns(side, columns);
    for (int row = -1; row < side->count; row++) {
        for (int i = 0; i < count; i++) {
            int field = columns[i];
            pk_buf_printf(&out, "%.*s", i > 0, &separator);
            if (row < 0) {
                pk_buf_str(&out, field < 0 ? "id" : names[field]);
            } else if (field < 0) {
                pk_buf_printf(&out, "r%02d", side->rows[row].id);
            } else {
                write_value(&out, field, side->rows[row].value[field], separator);
            }
        }
        pk_buf_str(&out, "\n");
    }
    return pk_buf_take(&out);
}

static struct pk_plan *read_file(const char *text)
{
    struct pk_plan *plan = pk_plan_new();
    struct pk_faults faults = { 0 };
    static const char ini[] = "[plan]\nyear = 2024\n";
    pk_plan_read_settings(plan, ini, strlen(ini), &faults);
    pk_plan_read_table(plan, PK_ACTIVITIES, pk_strdup(text), strlen(text), &faults);
    EXPECT(pk_faults_count(&faults, PK_FATAL) == 0);
    pk_faults_dispose(&faults);
    return plan;
}

/* Three sides from one, and their files. */
static void make_sides(struct side *sides, char **files)
{
    int edits = 1 + any(6);
    sides[BASE].count = 0;
    for (int i = any(13); i > 0; i--) {
        add_any(&sides[BASE], any(IDS));
    }
    for (int side = OURS; side <= THEIRS; side++) {
        sides[side] = sides[BASE];
        for (int i = any(edits + 1); i > 0; i--) {
            edit_any(&sides[side]);
        }
    }
    for (int side = BASE; side < SIDES; side++) {
        files[side] = write_file(&sides[side]);
        sides[side].plan = read_file(files[side]);
    }
}

/* ---- what must come out, from the rules ---- */

static bool differs(const struct side *side, const struct row *row, const struct row *base)
{
    for (int i = 0; i < VALUES; i++) {
        bool says = i < X || !side->lacks[i];
        if (says && row->value[i] != base->value[i]) {
            return true;
        }
    }
    return false;
}

/* The record as it must be, or false when it must not be; *clashes grows. */
static bool expected_row(const struct side *sides, int id, struct row *out, size_t *clashes)
{
    static const struct row nothing;
    const struct row *base = find_row(&sides[BASE], id), *ours = find_row(&sides[OURS], id);
    const struct row *theirs = find_row(&sides[THEIRS], id);
    if (!ours || !theirs) {
        const struct row *only = ours ? ours : theirs;
        if (!only || (base && !differs(&sides[ours ? OURS : THEIRS], only, base))) {
            return false;
        }
        *clashes += base != NULL;
        *out = *only;
        return true;
    }
    *out = *ours;
    base = base ? base : &nothing;
    for (int i = 0; i < VALUES; i++) {
        if (ours->value[i] == base->value[i]) {
            out->value[i] = theirs->value[i];
        } else if (theirs->value[i] != base->value[i] && theirs->value[i] != ours->value[i]) {
            ++*clashes;
        }
    }
    return true;
}

static const char *cell_of(struct pk_plan *plan, const struct pk_record *record, int field)
{
    int number = field == PLACE ? pk_plan_extra_field(plan, PK_ACTIVITIES, names[field])
                                : pk_plan_field(plan, PK_ACTIVITIES, names[field]);
    return record->text[number];
}

static bool holds(struct pk_plan *plan, const struct pk_record *record, int field, int value)
{
    struct pk_buf text = { 0 };
    const char *cell = cell_of(plan, record, field);
    int known = pk_schema_find_field(PK_ACTIVITIES, names[field]);
    bool same = *cell == '\0';
    if (field == NOTE && value) {
        pk_buf_printf(&text, "first\nand; %d, \"second\"", value);
    } else {
        write_value(&text, field, value, ';');
    }
    if (value) {
        same = known < 0 ? strcmp(cell, text.data) == 0
                         : pk_value_equal(pk_schema_field(PK_ACTIVITIES, known), cell,
                                          text.data, 2024);
    }
    pk_buf_dispose(&text);
    return same;
}

static size_t expect_records(struct pk_plan *merged, const struct side *sides)
{
    size_t count = 0, clashes = 0;
    for (int id = 0; id < IDS; id++) {
        struct row row;
        char name[16];
        snprintf(name, sizeof(name), "r%02d", id);
        const struct pk_record *record = pk_plan_find(merged, PK_ACTIVITIES, name);
        bool there = expected_row(sides, id, &row, &clashes);
        EXPECT(there == (record != NULL));
        count += there;
        for (int i = 0; record && i < VALUES; i++) {
            EXPECT(holds(merged, record, i, row.value[i]));
        }
    }
    EXPECT(pk_plan_count(merged, PK_ACTIVITIES) == count);
    return clashes;
}

static bool same_ids(const struct pk_plan *a, const struct pk_plan *b)
{
    bool same = pk_plan_count(a, PK_ACTIVITIES) == pk_plan_count(b, PK_ACTIVITIES);
    for (size_t i = 0; same && i < pk_plan_count(a, PK_ACTIVITIES); i++) {
        same = strcmp(pk_plan_at(a, PK_ACTIVITIES, i)->text[0],
                      pk_plan_at(b, PK_ACTIVITIES, i)->text[0]) == 0;
    }
    return same;
}

/* ---- properties ---- */

/* A merge of files: a new plan. */
static struct pk_plan *merged_of(const struct side *base, const char *ours,
                                 const struct side *theirs, size_t *cells, size_t *clashed)
{
    struct pk_clashes clashes = { 0 };
    struct pk_plan *plan = read_file(ours);
    *cells = merge_into(plan, base->plan, theirs->plan, PK_ACTIVITIES, &clashes);
    *clashed = clashes.count;
    pk_clashes_dispose(&clashes);
    return plan;
}

static void expect_both_ways(const struct side *sides, char *const *files)
{
    size_t cells, clashes, again;
    const struct side turned[] = { sides[BASE], sides[THEIRS], sides[OURS] };
    struct pk_plan *one = merged_of(&sides[BASE], files[OURS], &sides[THEIRS], &cells, &clashes);
    struct pk_plan *other =
        merged_of(&sides[BASE], files[THEIRS], &sides[OURS], &cells, &again);
    EXPECT(clashes == again);
    EXPECT(expect_records(one, sides) == clashes);
    EXPECT(expect_records(other, turned) == clashes);
    EXPECT(same_ids(one, other));
    struct side merged = { .plan = one };
    struct pk_clashes told_again = { 0 };
    EXPECT(merge_into(one, sides[BASE].plan, sides[THEIRS].plan, PK_ACTIVITIES, &told_again) == 0);
    EXPECT(merge_into(one, sides[BASE].plan, sides[OURS].plan, PK_ACTIVITIES, &told_again) == 0);
    struct pk_plan *third = merged_of(&sides[BASE], files[OURS], &merged, &cells, &again);
    EXPECT(same_ids(one, third));
    pk_clashes_dispose(&told_again);
    pk_plan_free(one);
    pk_plan_free(other);
    pk_plan_free(third);
}

static void expect_one_sided(const struct side *sides, char *const *files)
{
    size_t cells, clashes;
    const struct side only[] = { sides[BASE], sides[BASE], sides[THEIRS] };
    struct pk_plan *plan = merged_of(&sides[BASE], files[BASE], &sides[THEIRS], &cells, &clashes);
    EXPECT(clashes == 0);
    EXPECT(same_ids(plan, sides[THEIRS].plan));
    EXPECT(expect_records(plan, only) == 0);
    pk_plan_free(plan);
    plan = merged_of(&sides[BASE], files[OURS], &sides[BASE], &cells, &clashes);
    EXPECT(cells == 0 && clashes == 0);
    pk_plan_free(plan);
}

static void expect_taken_back(const struct side *sides, char *const *files)
{
    struct pk_clashes clashes = { 0 };
    struct pk_change change, back;
    struct pk_plan *plan = read_file(files[OURS]);
    pk_change_init(&change);
    pk_merge_table(&change, &clashes, plan, sides[BASE].plan, sides[THEIRS].plan, PK_ACTIVITIES,
                   NULL, NULL);
    EXPECT(pk_change_apply(plan, &change, NULL) == PK_OK);
    pk_change_invert(&back, &change);
    EXPECT(pk_change_apply(plan, &back, NULL) == PK_OK);
    char *image = image_of(plan, PK_ACTIVITIES);
    EXPECT(strcmp(image, files[OURS]) == 0);
    free(image);
    pk_change_dispose(&change);
    pk_change_dispose(&back);
    pk_clashes_dispose(&clashes);
    pk_plan_free(plan);
}

static void any_merge_keeps_the_rules_and_can_be_taken_back(void **state)
{
    (void)state;
    const char *cases_text = getenv("PK_MERGE_CASES"), *seed_text = getenv("PK_MERGE_SEED");
    long count = seed_text ? 1 : cases_text ? atol(cases_text) : 10000;
    seed = seed_text ? (unsigned)atol(seed_text) : (unsigned)time(NULL) * 1000003u;
    for (long i = 0; i < count; i++, seed++) {
        struct side sides[SIDES];
        char *files[SIDES];
        memset(sides, 0, sizeof(sides));
        random_state = seed;
        (void)any(2);
        make_sides(sides, files);
        expect_both_ways(sides, files);
        expect_one_sided(sides, files);
        expect_taken_back(sides, files);
        for (int side = BASE; side < SIDES; side++) {
            free(files[side]);
            pk_plan_free(sides[side].plan);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_merge_keeps_the_rules_and_can_be_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
