/* due.c: a day or deadline as typed; a part behind a line "--" is the step it is moved by. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/date.h"
#include "planek/text.h"
#include "tests/fuzz/fuzz.h"

/* What has a year of its own leans on nothing. */
static const struct pk_dates nothing = { 0, PK_NO_DAY };

static void expect_reads_as(const struct pk_buf *text, struct pk_due due)
{
    struct pk_due again;
    FUZZ_EXPECT(pk_due_parse(&again, pk_buf_text(text), &nothing, NULL) == PK_OK);
    FUZZ_EXPECT(pk_due_equal(again, due));
}

static void expect_spelled(struct pk_due due)
{
    struct pk_buf text = { 0 };
    pk_due_encode(&text, due);
    fuzz_expect_ascii(pk_buf_text(&text), text.len);
    expect_reads_as(&text, due);
    pk_buf_cut(&text, 0);
    pk_due_format(&text, due, 0);
    expect_reads_as(&text, due);
    pk_buf_cut(&text, 0);
    pk_due_format_narrow(&text, due, 2024);
    FUZZ_EXPECT(pk_text_width(pk_buf_text(&text), text.len) <= 10);
    pk_buf_dispose(&text);
}

static void expect_ordered(struct pk_due due)
{
    if (due.first != PK_NO_DAY) {
        FUZZ_EXPECT(due.first <= due.last);
        FUZZ_EXPECT((due.kind == PK_DUE_DAY) == (due.first == due.last));
    }
    if (due.last != PK_NO_DAY) {
        struct pk_ymd ymd = pk_day_ymd(due.last);
        FUZZ_EXPECT(pk_day_valid(ymd.year, ymd.month, ymd.day));
        FUZZ_EXPECT(pk_day_make(ymd.year, ymd.month, ymd.day) == due.last);
    }
}

static void shift(struct pk_due due, const char *step)
{
    struct pk_due moved = due;
    struct pk_diag diag;
    if (pk_due_shift(&moved, step, &diag) != PK_OK) {
        FUZZ_EXPECT(pk_due_equal(moved, due));
        fuzz_expect_safe(diag.text, strlen(diag.text), "");
        return;
    }
    FUZZ_EXPECT(moved.kind == due.kind);
    expect_ordered(moved);
    expect_spelled(moved);
}

static void read_day(const char *text, const struct pk_dates *dates)
{
    pk_day day;
    if (pk_day_parse(&day, text, dates, NULL) != PK_OK || day == PK_NO_DAY) {
        FUZZ_EXPECT(day == PK_NO_DAY);
        return;
    }
    for (int style = PK_DAY_FULL; style <= PK_DAY_WEEKDAY; style++) {
        struct pk_buf spelled = { 0 };
        pk_day_format(&spelled, day, (enum pk_day_style)style);
        fuzz_expect_safe(pk_buf_text(&spelled), spelled.len, "");
        pk_buf_dispose(&spelled);
    }
    struct pk_due due;
    FUZZ_EXPECT(pk_due_parse(&due, text, dates, NULL) == PK_OK);
    FUZZ_EXPECT(due.kind == PK_DUE_DAY && due.last == day);
}

void fuzz_due(const uint8_t *bytes, size_t length)
{
    size_t part;
    char *text = fuzz_part(&bytes, &length, &part), *step = fuzz_text_of(bytes, length);
    const struct pk_dates typed = { 2024, fuzz_today() };
    struct pk_due due;
    struct pk_diag diag;
    if (pk_due_parse(&due, text, &typed, &diag) == PK_OK) {
        expect_ordered(due);
        expect_spelled(due);
        shift(due, step);
    } else {
        FUZZ_EXPECT(due.kind == PK_DUE_NONE);
        fuzz_expect_safe(diag.text, strlen(diag.text), "");
    }
    read_day(text, &typed);
    read_day(text, &nothing);
    free(text);
    free(step);
}
