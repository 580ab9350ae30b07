/* history.c: what is read of a history reads the same when it is written again, is found by its
 * names, and can be taken back from any plan.
 */
#include "config.h"

#include "planek/history.h"

#include <stdlib.h>
#include <string.h>

#include "planek/text.h"
#include "tests/fuzz/fuzz.h"

static void expect_same_text(const char *a, const char *b)
{
    FUZZ_EXPECT(strcmp(a, b) == 0);
    FUZZ_EXPECT(pk_text_valid(a, strlen(a)) == strlen(a));
}

static void expect_same_change(const struct pk_change *a, const struct pk_change *b)
{
    expect_same_text(a->txn, b->txn);
    expect_same_text(a->who, b->who);
    expect_same_text(a->why, b->why);
    FUZZ_EXPECT(a->when == b->when && a->count == b->count);
    for (size_t i = 0; i < a->count; i++) {
        const struct pk_cell *cell = &a->cells[i], *other = &b->cells[i];
        FUZZ_EXPECT(cell->table == other->table && cell->field == other->field);
        expect_same_text(cell->id, other->id);
        expect_same_text(cell->was, other->was);
        expect_same_text(cell->now, other->now);
    }
}

static size_t decode(struct pk_history *history, struct pk_plan *plan, const char *bytes,
                     size_t length)
{
    struct pk_faults faults = { 0 };
    size_t end;
    pk_history_decode(history, plan, bytes, length, 1, &faults, &end);
    FUZZ_EXPECT(end <= length);
    FUZZ_EXPECT(end == 0 || bytes[end - 1] == '\n' || bytes[end - 1] == '\r');
    for (size_t i = 0; i < faults.count; i++) {
        fuzz_expect_safe(faults.items[i].text, strlen(faults.items[i].text), "");
    }
    pk_faults_dispose(&faults);
    return end;
}

/* Written again, all are whole and the same; one without a cell has no rows. */
static void expect_written_again(const struct pk_history *history, struct pk_plan *plan)
{
    struct pk_buf bytes = { 0 };
    struct pk_history again = { 0 };
    size_t written = 0, lines = 1, cells = 0;
    pk_buf_str(&bytes, pk_history_header);
    for (size_t i = 0; i < history->count; i++) {
        pk_history_encode(&bytes, plan, &history->items[i]);
        cells += history->items[i].count;
    }
    for (const char *at = pk_buf_text(&bytes); (at = strchr(at + 1, '\n'));) {
        lines += at[1] != '\0';
    }
    FUZZ_EXPECT(lines == cells + 1);
    FUZZ_EXPECT(decode(&again, plan, pk_buf_text(&bytes), bytes.len) == bytes.len);
    for (size_t i = 0; i < history->count; i++) {
        if (history->items[i].count) {
            expect_same_change(&history->items[i], &again.items[written++]);
        }
    }
    FUZZ_EXPECT(again.count == written);
    pk_history_dispose(&again);
    pk_buf_dispose(&bytes);
}

static void look_at(const struct pk_history *history, const struct pk_plan *plan)
{
    for (size_t i = 0; i < history->count; i++) {
        const struct pk_change *item = &history->items[i];
        struct pk_buf told = { 0 };
        FUZZ_EXPECT(pk_history_find(history, item->txn) == item);
        FUZZ_EXPECT(pk_history_why(history, item) != NULL);
        for (size_t k = 0; k < item->count; k++) {
            const struct pk_cell *cell = &item->cells[k];
            FUZZ_EXPECT(pk_history_had(history, plan, cell, cell->was));
        }
        const struct pk_change *last = pk_history_undoable(history, item->who);
        FUZZ_EXPECT(!last || strcmp(last->who, item->who) == 0);
        pk_change_describe(&told, plan, item);
        fuzz_expect_safe(pk_buf_text(&told), told.len, "");
        pk_buf_dispose(&told);
    }
}

void fuzz_history(const uint8_t *bytes, size_t length)
{
    char *text = fuzz_text_of(bytes, length);
    struct pk_plan *plan = fuzz_small_plan();
    struct pk_history history = { 0 }, front = { 0 };
    size_t end = decode(&history, plan, text, length), count = history.count;
    (void)decode(&history, plan, text, length);
    FUZZ_EXPECT(history.count == count);
    (void)decode(&front, plan, text, end);
    FUZZ_EXPECT(front.count >= count);
    expect_written_again(&history, plan);
    look_at(&history, plan);
    pk_history_rewind(&history, plan, 0);
    pk_plan_verify(plan);
    pk_history_dispose(&history);
    pk_history_dispose(&front);
    pk_plan_free(plan);
    free(text);
}
