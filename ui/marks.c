#include "config.h"

#include "ui/marks.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "ui/app.h"

enum { SLOTS_FIRST = 64 };

void ui_marks_dispose(struct ui_marks *marks)
{
    for (size_t i = 0; i < marks->slot_count; i++) {
        free(marks->slots[i]);
    }
    free(marks->slots);
    *marks = (struct ui_marks){ 0 };
}

/* Whether a list with marks of its own is in front. */
static bool in_table(const struct ui_app *app)
{
    return ui_table_shown(app) && app->table.table != PK_ACTIVITIES;
}

const struct ui_marks *ui_marks_front(const struct ui_app *app)
{
    return in_table(app) ? &app->table.marks : &app->marks;
}

static struct ui_marks *front(struct ui_app *app)
{
    return in_table(app) ? &app->table.marks : &app->marks;
}

enum pk_table ui_marks_table(const struct ui_app *app)
{
    return in_table(app) ? app->table.table : PK_ACTIVITIES;
}

/* FNV-1a. */
static size_t hash(const char *id)
{
    uint64_t value = UINT64_C(14695981039346656037);
    for (; *id; id++) {
        value = (value ^ (unsigned char)*id) * UINT64_C(1099511628211);
    }
    return (size_t)(value ^ value >> 32);
}

/* Where the id is, or the free slot where it would be. */
static size_t find(const struct ui_marks *marks, const char *id)
{
    size_t mask = marks->slot_count - 1, slot = hash(id) & mask;
    while (marks->slots[slot] && strcmp(marks->slots[slot], id) != 0) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

bool ui_marks_has(const struct ui_marks *marks, const char *id)
{
    return marks->used && marks->slots[find(marks, id)];
}

static void grow(struct ui_marks *marks)
{
    struct ui_marks old = *marks;
    marks->slot_count = old.slot_count ? old.slot_count * 2 : SLOTS_FIRST;
    marks->slots = pk_new(marks->slot_count, sizeof *marks->slots);
    for (size_t i = 0; i < old.slot_count; i++) {
        if (old.slots[i]) {
            marks->slots[find(marks, old.slots[i])] = old.slots[i];
        }
    }
    free(old.slots);
}

/* What follows moves up, so that nothing is looked for in vain. */
static void take_out(struct ui_marks *marks, size_t hole)
{
    size_t mask = marks->slot_count - 1;
    free(marks->slots[hole]);
    marks->slots[hole] = NULL;
    marks->used--;
    for (size_t next = (hole + 1) & mask; marks->slots[next]; next = (next + 1) & mask) {
        size_t home = hash(marks->slots[next]) & mask;
        if (((next - home) & mask) >= ((next - hole) & mask)) {
            marks->slots[hole] = marks->slots[next];
            marks->slots[next] = NULL;
            hole = next;
        }
    }
}

void ui_marks_set(struct ui_app *app, const char *id, bool marked)
{
    struct ui_marks *marks = front(app);
    if (ui_marks_has(marks, id) == marked) {
        return;
    }
    bool there = pk_plan_find(app->plan, ui_marks_table(app), id);
    if (!marked) {
        take_out(marks, find(marks, id));
        marks->there -= there;
        return;
    }
    if ((marks->used + 1) * 2 > marks->slot_count) {
        grow(marks);
    }
    marks->slots[find(marks, id)] = pk_strdup(id);
    marks->used++;
    marks->there += there;
}

void ui_marks_clear(struct ui_app *app)
{
    ui_marks_dispose(front(app));
}

static void renew(struct ui_marks *marks, const struct pk_plan *plan, enum pk_table table)
{
    marks->there = 0;
    for (size_t i = 0; marks->used && i < marks->slot_count; i++) {
        marks->there += marks->slots[i] && pk_plan_find(plan, table, marks->slots[i]);
    }
}

void ui_marks_renew(struct ui_app *app)
{
    renew(&app->marks, app->plan, PK_ACTIVITIES);
    renew(&app->table.marks, app->plan, app->table.table);
}

size_t ui_marks_count(const struct ui_app *app)
{
    return ui_marks_front(app)->there;
}

static int compare_places(const void *a, const void *b)
{
    const struct pk_record *left = *(const struct pk_record *const *)a;
    const struct pk_record *right = *(const struct pk_record *const *)b;
    return (left->place > right->place) - (left->place < right->place);
}

const struct pk_record **ui_marks_records(const struct ui_app *app, size_t *count)
{
    const struct ui_marks *marks = ui_marks_front(app);
    const struct pk_record **records = pk_new(marks->there + 1, sizeof *records);
    *count = 0;
    for (size_t i = 0; i < marks->slot_count && *count < marks->there; i++) {
        const struct pk_record *record =
            marks->slots[i] ? pk_plan_find(app->plan, ui_marks_table(app), marks->slots[i]) : NULL;
        if (record) {
            records[(*count)++] = record;
        }
    }
    qsort(records, *count, sizeof *records, compare_places);
    return records;
}

void ui_marks_put(const struct ui_app *app, struct pk_grid *grid, int y,
                  const struct pk_chart *chart, const struct pk_activity *activity)
{
    if (ui_marks_has(&app->marks, activity->id)) {
        pk_grid_put(grid, chart->x, y, 1, PK_ROLE_KEY, "*");
    }
}
