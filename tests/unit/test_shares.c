#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>

#include <cmocka.h>

#include "planek/shares.h"

#define KC(crowns) ((pk_money)(crowns) * 100)

static void expect_shares(const struct pk_shares *shares, const struct pk_share *expected,
                          int count)
{
    assert_int_equal(shares->count, count);
    for (int i = 0; i < count; i++) {
        assert_string_equal(shares->items[i].source, expected[i].source);
        assert_int_equal(shares->items[i].amount, expected[i].amount);
    }
}

static void one_source_pays_the_whole_cost(void **state)
{
    (void)state;
    struct pk_shares shares;
    assert_int_equal(pk_shares_parse(&shares, " osv ", NULL), PK_OK);
    expect_shares(&shares, &(struct pk_share){ "osv", PK_NO_MONEY }, 1);
    assert_int_equal(pk_shares_settle(&shares, KC(500), NULL), PK_OK);
    expect_shares(&shares, &(struct pk_share){ "osv", KC(500) }, 1);
}

static void shares_that_add_up_stay_as_they_are(void **state)
{
    (void)state;
    struct pk_shares shares;
    struct pk_share expected[] = { { "osv", KC(30000) }, { "nadace", 1999950 }, { "kraj", 50 } };
    assert_int_equal(
        pk_shares_parse(&shares, "osv:30000; nadace : 19 999,50 ;kraj:0.50", NULL), PK_OK);
    expect_shares(&shares, expected, 3);
    assert_int_equal(pk_shares_settle(&shares, KC(50000), NULL), PK_OK);
    expect_shares(&shares, expected, 3);
}

static void the_share_without_an_amount_takes_the_rest(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        pk_money cost, first, second;
    } cases[] = {
        { "osv:30000; nadace", KC(50000), KC(30000), KC(20000) },
        { "osv; nadace:20000", KC(50000), KC(30000), KC(20000) },
        { "osv:0; nadace", KC(1), 0, KC(1) },
        { "osv:50000; nadace", KC(50000), KC(50000), 0 },
        { "osv; nadace:0", 0, 0, 0 },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct pk_shares shares;
        assert_int_equal(pk_shares_parse(&shares, cases[i].text, NULL), PK_OK);
        assert_int_equal(pk_shares_settle(&shares, cases[i].cost, NULL), PK_OK);
        struct pk_share expected[] = { { "osv", cases[i].first }, { "nadace", cases[i].second } };
        expect_shares(&shares, expected, 2);
    }
}

static void an_empty_text_has_no_shares_and_fits_any_cost(void **state)
{
    (void)state;
    static const char *const texts[] = { "", "  ", ";", " ; ; " };
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        struct pk_shares shares;
        assert_int_equal(pk_shares_parse(&shares, texts[i], NULL), PK_OK);
        assert_int_equal(shares.count, 0);
        assert_int_equal(pk_shares_settle(&shares, KC(10), NULL), PK_OK);
        assert_int_equal(pk_shares_settle(&shares, PK_NO_MONEY, NULL), PK_OK);
    }
}

static void what_is_no_list_of_shares_is_refused_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        { "osv:1; nadace:2; osv:3", "\"osv\" stands twice" },
        { "osv; nadace", "\"osv\" and \"nadace\" have no amount" },
        { "osv:; nadace:1", "share of \"osv\" has no amount" },
        { "osv:-5", "share of \"osv\" is negative" },
        { "osv:five", "share of \"osv\"" },
        { "osv:1:2", "share of \"osv\"" },
        { ":300", "names no source" },
        { "a:1;b:1;c:1;d:1;e:1;f:1;g:1;h:1;i:1;j:1;k:1;l:1;m:1;n:1;o:1;p:1;q:1", "16 sources" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct pk_shares shares;
        struct pk_diag diag = { 0 };
        assert_int_equal(pk_shares_parse(&shares, cases[i].text, &diag), PK_ERR_USAGE);
        assert_int_equal(shares.count, 0);
        if (!strstr(diag.text, cases[i].why)) {
            fail_msg("%s: \"%s\" lacks \"%s\"", cases[i].text, diag.text, cases[i].why);
        }
    }
}

static void sixteen_shares_are_taken(void **state)
{
    (void)state;
    struct pk_shares shares;
    const char *text = "a:1;b:1;c:1;d:1;e:1;f:1;g:1;h:1;i:1;j:1;k:1;l:1;m:1;n:1;o:1;p:1";
    assert_int_equal(pk_shares_parse(&shares, text, NULL), PK_OK);
    assert_int_equal(shares.count, PK_SHARES_MAX);
    assert_int_equal(pk_shares_settle(&shares, KC(16), NULL), PK_OK);
}

static void a_source_of_128_bytes_is_taken_and_a_longer_one_refused(void **state)
{
    (void)state;
    char id[130] = "";
    struct pk_shares shares;
    memset(id, 'x', 128);
    assert_int_equal(pk_shares_parse(&shares, id, NULL), PK_OK);
    assert_string_equal(shares.items[0].source, id);
    id[128] = 'x';
    assert_int_equal(pk_shares_parse(&shares, id, NULL), PK_ERR_USAGE);
}

static void shares_that_do_not_add_up_are_refused_and_left_as_they_were(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        pk_money cost;
        const char *why;
    } cases[] = {
        { "osv:300; nadace:100", KC(401), "400" },
        { "osv:300; nadace:100", KC(399), "399" },
        { "osv:300", 29999, "299" },
        { "osv:300; nadace", KC(299), "300" },
        { "osv:300; nadace", PK_NO_MONEY, "no cost" },
        { "osv:0", PK_NO_MONEY, "no cost" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct pk_shares shares, before;
        struct pk_diag diag = { 0 };
        memset(&shares, 0, sizeof(shares));
        assert_int_equal(pk_shares_parse(&shares, cases[i].text, NULL), PK_OK);
        before = shares;
        assert_int_equal(pk_shares_settle(&shares, cases[i].cost, &diag), PK_ERR_USAGE);
        expect_shares(&shares, before.items, before.count);
        if (!strstr(diag.text, cases[i].why)) {
            fail_msg("%s: \"%s\" lacks \"%s\"", cases[i].text, diag.text, cases[i].why);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_source_pays_the_whole_cost),
        cmocka_unit_test(shares_that_add_up_stay_as_they_are),
        cmocka_unit_test(the_share_without_an_amount_takes_the_rest),
        cmocka_unit_test(an_empty_text_has_no_shares_and_fits_any_cost),
        cmocka_unit_test(what_is_no_list_of_shares_is_refused_in_words),
        cmocka_unit_test(sixteen_shares_are_taken),
        cmocka_unit_test(a_source_of_128_bytes_is_taken_and_a_longer_one_refused),
        cmocka_unit_test(shares_that_do_not_add_up_are_refused_and_left_as_they_were),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
