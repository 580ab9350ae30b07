/* query.c: a filter as typed; what it was given reads back as the same filter. */
#include "config.h"

#include "planek/query.h"

#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

static void compare(const struct pk_query *query, const struct pk_query *again,
                    const struct pk_plan *plan)
{
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        const struct pk_activity *activity =
            (const struct pk_activity *)pk_plan_at(plan, PK_ACTIVITIES, i);
        bool match = pk_query_match(query, activity);
        FUZZ_EXPECT(match || !pk_query_all(query));
        FUZZ_EXPECT(match == pk_query_match(again, activity));
    }
}

void fuzz_query(const uint8_t *bytes, size_t length)
{
    char *line = fuzz_text_of(bytes, length);
    struct pk_plan *plan = fuzz_small_plan();
    struct pk_query *query, *again;
    struct pk_diag diag;
    enum pk_err err = pk_query_parse_line(&query, line, plan, fuzz_today(), &diag);
    if (err == PK_OK) {
        err = pk_query_parse_line(&again, pk_query_text(query), plan, fuzz_today(), &diag);
        FUZZ_EXPECT(err == PK_OK);
        compare(query, again, plan);
        pk_query_free(again);
    } else {
        FUZZ_EXPECT(!query && (err == PK_ERR_USAGE || err == PK_ERR_UNKNOWN));
        fuzz_expect_safe(diag.text, strlen(diag.text), "");
    }
    pk_query_free(query);
    const char *word = line;
    if (pk_query_parse(&query, &word, 1, plan, fuzz_today(), &diag) == PK_OK) {
        compare(query, query, plan);
        pk_query_free(query);
    } else {
        fuzz_expect_safe(diag.text, strlen(diag.text), "");
    }
    pk_plan_free(plan);
    free(line);
}
