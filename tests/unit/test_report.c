#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/report.h"
#include "planek/text.h"
#include "report/columns.h"
#include "report/doc.h"
#include "report/wrap.h"
#include "support.h"

static const char ini[] = "[plan]\ntitle = Plán\nyear = 2024\nregion = Kraj\n"
                          "adopted = 2024-01-31\nresolution = RK 1/24\n";
static const char goals[] = "id,name,priority\n"
                            "g1,První,1\n"
                            "g2,\"漢字 and a very long name of a goal that no column can ever hold, "
                            "with Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen\",\n"
                            "g3,,\n";
static const char activities[] =
    "id,goal,title,responsible,start,due,cost,cost_in,source,status,target,done\n"
    "a,g1,Film,Jedna role; Druhá role,2024-02-01,2024-06-30,30000,,osv,active,2,1\n"
    "b,g1,\"Tab\there, line\nbreak, bell\x07 and \xe2\x80\xae direction\",,,2024-05-31,99999999.99"
    ",,osv:1; nadace,planned,100,99\n"
    "c,g2,漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字,R,,2024-Q3,,a,,planned,,\n"
    "d,g2,\"" "Nejneobhospodařovávatelnějšímipřehrůzostrašitelnějšímineklasifikovatelnými\",R,,"
    "ongoing,0,,,done,,\n"
    "e,,Bez cíle,R,,2024-06-13,mnoho,,osv,proposed,,\n"
    "f,g3,,R,,,,,,dropped,,\n";
static const char sources[] = "id,name,allocation\n"
                              "osv,A source whose name is much longer than is good for it,1000\n"
                              "nadace,Nadace,\n";
static const char spending[] = "id,date,activity,source,amount,state\n"
                               "1,2024-01-01,a,osv,5000,paid\n"
                               "2,2024-01-01,,,x,ordered\n";

static struct pk_plan *sample(void)
{
    return plan_from(ini, "goals", goals, "activities", activities, "sources", sources,
                     "spending", spending, NULL);
}

static struct pk_query *query_of(const struct pk_plan *plan, const char *line)
{
    struct pk_query *query;
    assert_int_equal(pk_query_parse_line(&query, line, plan, pk_day_make(2024, 6, 12), NULL),
                     PK_OK);
    return query;
}

/* Every line fits and ends without a blank; ASCII where it is asked for; nothing is cut. */
static void expect_lines(const char *text, const struct pk_report *report)
{
    assert_null(strstr(text, "…"));
    while (*text) {
        size_t length = strcspn(text, "\n\f");
        int cells = pk_text_width(text, length);
        if (cells > report->width) {
            fail_msg("%d cells in %d: %.*s", cells, report->width, (int)length, text);
        }
        if (length && text[length - 1] == ' ') {
            fail_msg("a blank at the end: %.*s", (int)length, text);
        }
        for (size_t i = 0; i < length; i++) {
            unsigned char byte = (unsigned char)text[i];
            assert_true(byte >= ' ' && byte != 0x7f && !(report->ascii && byte > 0x7f));
        }
        text += length + (text[length] != '\0');
    }
}

static void no_line_is_too_wide_at_any_width(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    struct pk_query *filter = query_of(plan, "goal:g1");
    for (int width = 40; width <= 300; width++) {
        for (int style = 0; style < 16; style++) {
            struct pk_report report = { .plan = plan,
                                        .filter = style & 1 ? filter : NULL,
                                        .today = pk_day_make(2024, 6, 12),
                                        .ascii = style & 2,
                                        .plain = style & 4,
                                        .width = width };
            struct pk_snapshot_options options = { PK_NO_DAY, PK_NO_DAY, style & 8 };
            struct pk_buf out = { 0 };
            pk_report_snapshot(&out, &report, &options);
            pk_report_list(&out, &report, PK_FORMAT_TEXT);
            pk_report_agenda(&out, &report, -1, PK_FORMAT_TEXT);
            pk_report_budget(&out, &report, PK_FORMAT_TEXT);
            expect_lines(pk_buf_text(&out), &report);
            pk_buf_dispose(&out);
        }
    }
    pk_query_free(filter);
    pk_plan_free(plan);
}

static void plain_text_has_no_drawing(void **state)
{
    (void)state;
    struct pk_plan *plan = sample();
    struct pk_report report = { .plan = plan, .today = pk_day_make(2024, 6, 12), .plain = true,
                                .width = 80 };
    struct pk_snapshot_options options = { PK_NO_DAY, PK_NO_DAY, false };
    struct pk_buf out = { 0 };
    pk_report_snapshot(&out, &report, &options);
    static const char *const art[] = { "─", "█", "░", "│", "♦", "►", "═", "→", "√", "∞" };
    for (size_t i = 0; i < sizeof art / sizeof art[0]; i++) {
        assert_null(strstr(pk_buf_text(&out), art[i]));
    }
    pk_buf_dispose(&out);
    pk_plan_free(plan);
}

static void a_plan_with_nothing_in_it_has_a_snapshot(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", "id,name\n", "activities", "id,title\n", NULL);
    for (int plain = 0; plain < 2; plain++) {
        struct pk_report report = { .plan = plan, .today = pk_day_make(2024, 6, 12),
                                    .plain = plain, .width = 80 };
        struct pk_snapshot_options options = { PK_NO_DAY, PK_NO_DAY, true };
        struct pk_buf out = { 0 };
        pk_report_snapshot(&out, &report, &options);
        expect_lines(pk_buf_text(&out), &report);
        assert_non_null(strstr(pk_buf_text(&out), "A plan 2024"));
        pk_buf_dispose(&out);
    }
    pk_plan_free(plan);
}

static void expect_wrapped(const char *text, int cells, const char *lines)
{
    struct pk_buf out = { 0 };
    for (size_t left = strlen(text), next; left; text += next, left -= next) {
        size_t length = pk_wrap_line(text, left, cells, &next);
        pk_buf_add(&out, text, length);
        pk_buf_char(&out, '|');
    }
    assert_string_equal(pk_buf_text(&out), lines);
    pk_buf_dispose(&out);
}

static void lines_break_as_czech_typography_wants(void **state)
{
    (void)state;
    expect_wrapped("Přednášky a besedy", 11, "Přednášky|a besedy|");
    expect_wrapped("Den v roce", 5, "Den|v|roce|");
    expect_wrapped("Den v létě", 6, "Den|v létě|");
    expect_wrapped("plán 750 000 Kč", 9, "plán|750 000|Kč|");
    expect_wrapped("plán 750 000 Kč", 12, "plán|750 000 Kč|");
    expect_wrapped("ke dni 12. 6. 2024", 14, "ke dni|12. 6. 2024|");
    expect_wrapped("a b c d e f", 5, "a b c|d e f|");
    expect_wrapped("jedno", 3, "jed|no|");
}

static void cell_of(struct pk_buf *out, size_t row, int column, const void *user)
{
    const char *const *cells = user;
    pk_buf_str(out, cells[row * 3 + (size_t)column]);
}

static const struct pk_column table_columns[] = {
    { "Name", NULL, false, true },
    { "", "", false, false },
    { "Kč", "for", true, false },
};
static const char *const table_cells[] = { "Short", "", "1", "A longer name of two lines", "",
                                           "23 456" };

static void expect_table(int width, bool plain, const char *text)
{
    struct pk_report report = { .width = width, .plain = plain };
    struct pk_columns table = { .columns = table_columns,
                                .count = 3,
                                .rows = 2,
                                .cell = cell_of,
                                .user = table_cells };
    struct pk_doc doc;
    struct pk_buf out = { 0 };
    pk_doc_init(&doc, &report);
    pk_columns_print(&doc, &table);
    pk_doc_print(&out, &doc, false, "");
    assert_string_equal(pk_buf_text(&out), text);
    pk_buf_dispose(&out);
    pk_doc_dispose(&doc);
}

static void a_table_wraps_what_is_too_wide_and_becomes_sentences_at_last(void **state)
{
    (void)state;
    expect_table(80, false,
                 "Name                            Kč\n"
                 "Short                            1\n"
                 "A longer name of two lines  23 456\n");
    expect_table(25, false,
                 "Name                   Kč\n"
                 "Short                   1\n"
                 "A longer name of   23 456\n"
                 "two lines\n");
    expect_table(20, false, "Short: for 1\nA longer name of two\n  lines: for 23 456\n");
    expect_table(80, true, "Short: for 1\nA longer name of two lines: for 23 456\n");
}

static void add_lines(struct pk_doc *doc, int count)
{
    for (int i = 0; i < count; i++) {
        pk_doc_raw(doc, "line", 4);
    }
}

/* The line on which the second page begins, from 1; 0 when there is none. */
static int second_page(const struct pk_doc *doc)
{
    struct pk_buf out = { 0 };
    pk_doc_print(&out, doc, true, "Plan");
    int line = 1;
    const char *feed = strchr(pk_buf_text(&out), '\f');
    for (const char *at = pk_buf_text(&out); feed && at < feed; at++) {
        line += *at == '\n';
    }
    pk_buf_dispose(&out);
    return feed ? line : 0;
}

static void pages_have_66_lines_and_keep_together_what_belongs_together(void **state)
{
    (void)state;
    struct pk_report report = { .width = 80 };
    struct pk_doc doc;
    struct pk_buf out = { 0 };
    pk_doc_init(&doc, &report);
    add_lines(&doc, 64);
    assert_int_equal(second_page(&doc), 0);
    pk_doc_section(&doc, "Section");
    add_lines(&doc, 1);
    assert_int_equal(second_page(&doc), 67);
    pk_doc_dispose(&doc);

    pk_doc_init(&doc, &report);
    add_lines(&doc, 60);
    size_t from = doc.count;
    add_lines(&doc, 10);
    pk_doc_keep(&doc, from);
    pk_doc_print(&out, &doc, true, "Plan");
    assert_non_null(strstr(pk_buf_text(&out), "page 1 of 2 · Plan\n\fline\n"));
    const char *end = strstr(pk_buf_text(&out), "line\n\n\n\n\n\n ");
    assert_true(end && end < strchr(pk_buf_text(&out), '\f'));
    pk_buf_dispose(&out);
    pk_doc_dispose(&doc);
}

static void sums_of_a_filter_stand_beside_those_of_all(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("goals", "id,name\ng,Goal\nh,Other\n", "activities",
                                   "id,goal,title,cost,source\na,g,A,100,osv\nb,h,B,20,osv\n",
                                   "sources", "id,name,allocation\nosv,OSV,\n", NULL);
    struct pk_query *filter = query_of(plan, "goal:g");
    struct pk_report report = { .plan = plan, .filter = filter, .today = pk_day_make(2024, 1, 1),
                                .width = 80 };
    struct pk_buf out = { 0 };
    pk_report_list(&out, &report, PK_FORMAT_TEXT);
    assert_non_null(strstr(pk_buf_text(&out),
                           "Filter: goal:g · 1 of 2 activities · 100 of 120 Kč\n"));
    pk_buf_cut(&out, 0);
    pk_report_budget(&out, &report, PK_FORMAT_TEXT);
    assert_non_null(strstr(pk_buf_text(&out), "\nOSV              no limit      120 "));
    assert_non_null(strstr(pk_buf_text(&out), "\n  of it chosen                 100 "));
    assert_non_null(strstr(pk_buf_text(&out), "\nTotal        120           100 "));
    pk_buf_dispose(&out);
    pk_query_free(filter);
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_is_too_wide_at_any_width),
        cmocka_unit_test(plain_text_has_no_drawing),
        cmocka_unit_test(a_plan_with_nothing_in_it_has_a_snapshot),
        cmocka_unit_test(lines_break_as_czech_typography_wants),
        cmocka_unit_test(a_table_wraps_what_is_too_wide_and_becomes_sentences_at_last),
        cmocka_unit_test(pages_have_66_lines_and_keep_together_what_belongs_together),
        cmocka_unit_test(sums_of_a_filter_stand_beside_those_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
