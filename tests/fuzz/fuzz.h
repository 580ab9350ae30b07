/* fuzz.h: what fuzz targets are made of.
 *
 * A target is a function that takes any bytes and finds nothing wrong.  libFuzzer calls it with
 * bytes of its own (libfuzzer.c), `make check` with those kept in corpus/NAME (replay.c).
 */
#ifndef PLANEK_TESTS_FUZZ_H
#define PLANEK_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/buf.h"
#include "planek/change.h"
#include "planek/error.h"
#include "planek/plan.h"

typedef void fuzz_target_fn(const uint8_t *bytes, size_t length);

fuzz_target_fn fuzz_change, fuzz_csv, fuzz_due, fuzz_history, fuzz_ini, fuzz_money, fuzz_plan,
    fuzz_query, fuzz_shares, fuzz_text, fuzz_value;

/* Ends the target when the condition does not hold. */
#define FUZZ_EXPECT(condition) \
    ((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition))

/* Of whoever calls the target. */
PK_NORETURN void fuzz_fail(const char *file, int line, const char *condition);

/* The bytes as text, NUL-terminated, to be given to free(). */
char *fuzz_text_of(const uint8_t *bytes, size_t length);

/* Takes what stands before the next line "--", or all that is left; to be given to free(). */
char *fuzz_part(const uint8_t **bytes, size_t *left, size_t *length);

/* The day that all targets take for today: 12 June 2024. */
pk_day fuzz_today(void);

/* UTF-8 without control and direction characters; allowed are those that are listed. */
void fuzz_expect_safe(const char *text, size_t length, const char *allowed);
void fuzz_expect_ascii(const char *text, size_t length);
void fuzz_expect_same(const struct pk_buf *a, const struct pk_buf *b);

/* The table as its file would now be; the caller disposes of it. */
struct pk_buf fuzz_bytes_of(const struct pk_plan *plan, enum pk_table table);

/* A plan of 2024 without tables. */
struct pk_plan *fuzz_empty_plan(void);

/* A plan of 2024 with three goals, some activities and two sources. */
struct pk_plan *fuzz_small_plan(void);

/* Reads the bytes into a table of the plan; false when they are not understood. */
bool fuzz_read_table(struct pk_plan *plan, enum pk_table table, const char *bytes, size_t length);

/* Whether the change may be made is answered with a sentence, if not. */
void fuzz_check_change(const struct pk_plan *plan, const struct pk_change *change);

/* Both have the same records in the same order with the same texts in all columns. */
void fuzz_expect_same_cells(const struct pk_plan *a, const struct pk_plan *b,
                            enum pk_table table);

#endif
