/* value.c: what a person types into any field is stored in a form that means the same. */
#include "config.h"

#include "planek/value.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "tests/fuzz/fuzz.h"

enum { YEAR = 2024 };

static void expect_stored(const struct pk_table_schema *schema, const struct pk_field *field,
                          const struct pk_buf *stored)
{
    static const struct pk_dates file = { YEAR, PK_NO_DAY };
    const char *text = pk_buf_text(stored);
    struct pk_buf again = { 0 }, shown = { 0 };
    void *record = pk_new(1, schema->record_size);
    FUZZ_EXPECT(pk_value_decode(record, field, text, YEAR));
    FUZZ_EXPECT(pk_value_equal(field, text, text, YEAR));
    FUZZ_EXPECT(pk_value_read(&again, field, text, &file, NULL) == PK_OK);
    fuzz_expect_same(stored, &again);
    pk_value_format(&shown, field, text, YEAR);
    pk_buf_dispose(&again);
    pk_buf_dispose(&shown);
    free(record);
}

static void type_into(const struct pk_table_schema *schema, const struct pk_field *field,
                      const char *typed)
{
    const struct pk_dates dates = { YEAR, fuzz_today() };
    struct pk_buf stored = { 0 }, shown = { 0 };
    struct pk_diag diag;
    if (pk_value_read(&stored, field, typed, &dates, &diag) == PK_OK) {
        expect_stored(schema, field, &stored);
    } else {
        fuzz_expect_safe(diag.text, strlen(diag.text), "");
    }
    void *record = pk_new(1, schema->record_size);
    (void)pk_value_decode(record, field, typed, YEAR);
    FUZZ_EXPECT(pk_value_equal(field, typed, typed, YEAR));
    pk_value_format(&shown, field, typed, YEAR);
    free(record);
    pk_buf_dispose(&stored);
    pk_buf_dispose(&shown);
}

void fuzz_value(const uint8_t *bytes, size_t length)
{
    char *typed = fuzz_text_of(bytes, length);
    for (int table = 0; table < PK_HISTORY; table++) {
        const struct pk_table_schema *schema = pk_schema((enum pk_table)table);
        for (int i = 0; i < schema->field_count; i++) {
            type_into(schema, &schema->fields[i], typed);
        }
    }
    free(typed);
}
