/* A screen that stands open when a day ends. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/storecase.h"
#include "ui/app.h"

static struct ui_app *open_on(const char *folder, pk_day today, pk_day as_of)
{
    const struct pk_options options = { .today = today, .as_of = as_of, .by_clock = true };
    struct ui_app *app = pk_new(1, sizeof *app);
    ui_app_init(app, &options, open_store(folder));
    return app;
}

static void done_with(struct ui_app *app)
{
    struct pk_store *store = app->store;
    ui_app_dispose(app);
    pk_store_close(store);
    free(app);
}

static void after_midnight_what_was_due_is_late(void **state)
{
    struct ui_app *app = open_on(*state, pk_day_make(2024, 6, 30), PK_NO_DAY);
    assert_int_equal(app->money.tallies[0].late, 0);
    ui_app_new_day(app, pk_day_make(2024, 7, 1));
    assert_int_equal(app->money.tallies[0].late, 1);
    assert_int_equal(app->options->today, pk_day_make(2024, 7, 1));
    done_with(app);
}

static void a_filter_follows_the_day(void **state)
{
    struct ui_app *app = open_on(*state, pk_day_make(2024, 6, 30), PK_NO_DAY);
    ui_app_filter(app, "late");
    assert_int_equal(app->outline.shown, 0);
    ui_app_new_day(app, pk_day_make(2024, 7, 1));
    assert_int_equal(app->outline.shown, 1);
    done_with(app);
}

static void the_past_keeps_its_day(void **state)
{
    pk_day then = pk_day_make(2024, 6, 30);
    struct ui_app *app = open_on(*state, then, then);
    ui_app_new_day(app, pk_day_make(2024, 7, 1));
    assert_int_equal(app->options->today, then);
    assert_int_equal(app->today, pk_day_make(2024, 7, 1));
    done_with(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAN_TEST(after_midnight_what_was_due_is_late),
        PLAN_TEST(a_filter_follows_the_day),
        PLAN_TEST(the_past_keeps_its_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
