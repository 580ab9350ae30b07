#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "planek/progress.h"
#include "support.h"

#define HEADER "id,title,status,target,done,detail\n"

static void expect_progress(const char *cells, struct pk_progress expected)
{
    char text[512];
    snprintf(text, sizeof(text), HEADER "a,Film,%s\n", cells);
    struct pk_plan *plan = plan_of("activities", text, NULL);
    struct pk_progress found = pk_progress_of(activity_of(plan, "a"));
    if (found.known != expected.known || found.counted != expected.counted ||
        found.done != expected.done || found.total != expected.total ||
        found.percent != expected.percent) {
        fail_msg("%s: %s %s %lld of %lld, %d %%", cells, found.known ? "known" : "unknown",
                 found.counted ? "counted" : "ticked", (long long)found.done,
                 (long long)found.total, found.percent);
    }
    pk_plan_free(plan);
}

static void counted_deliverables_tell_before_anything_else(void **state)
{
    (void)state;
    expect_progress("active,2,1,[x] one", (struct pk_progress){ true, true, 100, 200, 50 });
    expect_progress("done,2,1,", (struct pk_progress){ true, true, 100, 200, 50 });
    expect_progress("planned,5,3,", (struct pk_progress){ true, true, 300, 500, 60 });
    expect_progress("planned,2,,", (struct pk_progress){ true, true, 0, 200, 0 });
    expect_progress("planned,2,0.50,", (struct pk_progress){ true, true, 50, 200, 25 });
}

static void more_than_promised_is_all(void **state)
{
    (void)state;
    expect_progress("active,2,3,", (struct pk_progress){ true, true, 300, 200, 100 });
}

static void a_hundred_percent_is_only_said_when_nothing_is_missing(void **state)
{
    (void)state;
    expect_progress("active,1000,999,", (struct pk_progress){ true, true, 99900, 100000, 99 });
    expect_progress("active,1000,1000,", (struct pk_progress){ true, true, 100000, 100000, 100 });
}

static void the_checklist_tells_where_nothing_is_counted(void **state)
{
    (void)state;
    expect_progress("active,,,\"Text\n[x] one\n[ ] two\n[x] three\"",
                    (struct pk_progress){ true, false, 200, 300, 67 });
    expect_progress("done,,,\"[ ] one\n[x] two\"",
                    (struct pk_progress){ true, false, 100, 200, 50 });
    expect_progress("active,0,0,[ ] one", (struct pk_progress){ true, false, 0, 100, 0 });
    expect_progress("active,many,1,[x] one", (struct pk_progress){ true, false, 100, 100, 100 });
}

static void the_status_tells_where_nothing_else_does(void **state)
{
    (void)state;
    expect_progress("done,,,Text", (struct pk_progress){ true, false, 100, 100, 100 });
    expect_progress("active,,,Text", (struct pk_progress){ false, false, 0, 0, 0 });
    expect_progress("planned,,4,", (struct pk_progress){ false, false, 0, 0, 0 });
}

static void a_checklist_is_lines_that_begin_with_a_box(void **state)
{
    (void)state;
    static const struct {
        const char *detail;
        int ticked, all;
    } cases[] = {
        { "", 0, 0 },
        { "[x]", 1, 1 },
        { "[ ] one\n[X] two\n- [x] three\n- [ ] four\n  [x] five\n", 3, 5 },
        { "[ ] one\r\n[x] two\r\n", 1, 2 },
        { "see [x] inside a line\n[y] no box\n[]\n[x\n[\n", 0, 0 },
        { "\n\n[x] after empty lines", 1, 1 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        int ticked, all;
        pk_progress_checklist(cases[i].detail, &ticked, &all);
        assert_int_equal(ticked, cases[i].ticked);
        assert_int_equal(all, cases[i].all);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counted_deliverables_tell_before_anything_else),
        cmocka_unit_test(more_than_promised_is_all),
        cmocka_unit_test(a_hundred_percent_is_only_said_when_nothing_is_missing),
        cmocka_unit_test(the_checklist_tells_where_nothing_is_counted),
        cmocka_unit_test(the_status_tells_where_nothing_else_does),
        cmocka_unit_test(a_checklist_is_lines_that_begin_with_a_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
