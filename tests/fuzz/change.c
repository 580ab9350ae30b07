/* change.c: edits of a small plan, driven by lines such as these:
 *
 *     set web cost 3000         add web title Film        move web tym       step web +
 *     shift web +1w             remove ppc                done web           count web +
 *
 * Each edit that is understood can be applied, leaves a sound plan whose file reads back as the
 * same cells, and is nothing once it was taken back; one that does not fit changes nothing.
 */
#include "config.h"

#include "planek/change.h"

#include <stdlib.h>
#include <string.h>

#include "planek/edit.h"
#include "planek/undo.h"
#include "tests/fuzz/fuzz.h"

enum { EDITS_MAX = 40, WORDS = 4 };

struct images {
    struct pk_buf goals, activities, sources;
};

static struct images images_of(const struct pk_plan *plan)
{
    return (struct images){ fuzz_bytes_of(plan, PK_GOALS), fuzz_bytes_of(plan, PK_ACTIVITIES),
                            fuzz_bytes_of(plan, PK_SOURCES) };
}

static void images_dispose(struct images *images)
{
    pk_buf_dispose(&images->goals);
    pk_buf_dispose(&images->activities);
    pk_buf_dispose(&images->sources);
}

static void expect_images(const struct images *a, const struct images *b)
{
    fuzz_expect_same(&a->goals, &b->goals);
    fuzz_expect_same(&a->activities, &b->activities);
    fuzz_expect_same(&a->sources, &b->sources);
}

static void expect_as(const struct pk_plan *plan, const struct images *wanted)
{
    struct images images = images_of(plan);
    expect_images(wanted, &images);
    images_dispose(&images);
}

/* Divides a line into words in place, the last one being the rest; "" where there is none. */
static void split(char *line, char *words[WORDS])
{
    for (int i = 0; i < WORDS; i++) {
        words[i] = line;
        line += i + 1 < WORDS ? strcspn(line, " ") : strlen(line);
        if (*line) {
            *line++ = '\0';
        }
    }
}

static const struct pk_record *find(const struct pk_plan *plan, const char *id)
{
    const struct pk_record *record;
    for (int table = PK_GOALS; table <= PK_SOURCES; table++) {
        if (pk_plan_resolve(plan, (enum pk_table)table, id, &record, NULL) == PK_OK) {
            return record;
        }
    }
    return NULL;
}

static bool collect_for_activity(struct pk_change *change, const struct pk_plan *plan,
                                 const struct pk_record *record, char *words[WORDS])
{
    const struct pk_activity *activity = (const struct pk_activity *)record;
    int by = words[2][0] == '-' ? -1 : 1;
    if (record->table != PK_ACTIVITIES) {
        return false;
    }
    if (strcmp(words[0], "shift") == 0) {
        return pk_edit_shift(change, plan, activity, words[2], NULL) == PK_OK;
    }
    if (strcmp(words[0], "done") == 0) {
        return pk_edit_toggle_done(change, plan, activity, NULL) == PK_OK;
    }
    return strcmp(words[0], "count") == 0 &&
           pk_edit_count(change, plan, activity, by, NULL) == PK_OK;
}

/* The change that the words ask for; false when they ask for none. */
static bool collect(struct pk_change *change, const struct pk_plan *plan, char *words[WORDS])
{
    const struct pk_record *record = find(plan, words[1]);
    const struct pk_assignment set[] = { { words[2], words[3] } };
    const char *id;
    if (!record) {
        return false;
    }
    enum pk_table table = (enum pk_table)record->table;
    if (strcmp(words[0], "set") == 0) {
        return pk_edit_set(change, plan, record, set, 1, fuzz_today(), NULL) == PK_OK;
    }
    if (strcmp(words[0], "add") == 0) {
        return pk_edit_add(change, plan, table, set, 1, record, fuzz_today(), &id, NULL) == PK_OK;
    }
    if (strcmp(words[0], "remove") == 0) {
        return pk_edit_remove(change, plan, record, NULL) == PK_OK;
    }
    if (strcmp(words[0], "move") == 0) {
        const struct pk_record *after = *words[2] ? find(plan, words[2]) : NULL;
        bool possible = !after || after->table == table || after->table == PK_GOALS;
        return possible && pk_edit_move(change, plan, record, after, NULL) == PK_OK;
    }
    if (strcmp(words[0], "step") == 0) {
        int direction = words[2][0] == '-' ? -1 : 1;
        return pk_edit_step(change, plan, record, direction, NULL) == PK_OK;
    }
    return collect_for_activity(change, plan, record, words);
}

/* A change is applied whole or not at all. */
static void expect_refused(struct pk_plan *plan, const struct pk_change *change,
                           const struct images *before)
{
    struct pk_change wrong;
    pk_change_copy(&wrong, change);
    pk_change_add(&wrong, PK_GOALS, PK_GOAL_NAME, "rizeni", "not what it holds", "x");
    FUZZ_EXPECT(pk_change_apply(plan, &wrong, NULL) == PK_ERR_CONFLICT);
    expect_as(plan, before);
    pk_change_dispose(&wrong);
}

/* A plan read from the files has the same cells. */
static void expect_reads_back(const struct pk_plan *plan, const struct images *images)
{
    const struct pk_buf *files[] = { &images->goals, &images->activities, &images->sources };
    struct pk_plan *again = fuzz_empty_plan();
    for (int table = PK_GOALS; table <= PK_SOURCES; table++) {
        const struct pk_buf *file = files[table];
        FUZZ_EXPECT(fuzz_read_table(again, (enum pk_table)table, pk_buf_text(file), file->len));
        fuzz_expect_same_cells(plan, again, (enum pk_table)table);
    }
    pk_plan_free(again);
}

static void apply(struct pk_plan *plan, const struct pk_change *change, struct pk_undo *undo)
{
    struct images before = images_of(plan);
    struct pk_buf told = { 0 };
    struct pk_change back;
    expect_refused(plan, change, &before);
    fuzz_check_change(plan, change);
    pk_change_describe(&told, plan, change);
    fuzz_expect_safe(pk_buf_text(&told), told.len, "");
    FUZZ_EXPECT(pk_change_apply(plan, change, NULL) == PK_OK);
    pk_plan_verify(plan);
    struct images after = images_of(plan);
    expect_reads_back(plan, &after);
    pk_change_invert(&back, change);
    FUZZ_EXPECT(pk_change_apply(plan, &back, NULL) == PK_OK);
    expect_as(plan, &before);
    FUZZ_EXPECT(pk_change_apply(plan, change, NULL) == PK_OK);
    expect_as(plan, &after);
    pk_undo_push(undo, change);
    pk_change_dispose(&back);
    pk_buf_dispose(&told);
    images_dispose(&before);
    images_dispose(&after);
}

static void undo_all(struct pk_plan *plan, struct pk_undo *undo)
{
    struct pk_change change;
    while (pk_undo_back(undo, &change)) {
        FUZZ_EXPECT(pk_change_apply(plan, &change, NULL) == PK_OK);
        pk_undo_went_back(undo);
        pk_change_dispose(&change);
    }
}

void fuzz_change(const uint8_t *bytes, size_t length)
{
    char *script = fuzz_text_of(bytes, length), *next = script, *line, *words[WORDS];
    struct pk_plan *plan = fuzz_small_plan();
    struct images first = images_of(plan);
    struct pk_undo undo = { 0 };
    for (int i = 0; i < EDITS_MAX && (line = strsep(&next, "\n")); i++) {
        struct pk_change change;
        split(line, words);
        pk_change_init(&change);
        if (collect(&change, plan, words)) {
            apply(plan, &change, &undo);
        }
        pk_change_dispose(&change);
    }
    undo_all(plan, &undo);
    expect_as(plan, &first);
    images_dispose(&first);
    pk_undo_dispose(&undo);
    pk_plan_free(plan);
    free(script);
}
