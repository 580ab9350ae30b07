#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "planek/ini.h"
#include "planek/mem.h"
#include "planek/text.h"

static void write_entry(const char *section, const char *name, const char *value, size_t line,
                        void *user)
{
    pk_buf_printf(user, "%zu [%s] %s=%s\n", line, section, name, value);
}

/* Reads len bytes and compares what came out: entries, then faults as "LINE! text" of which only
 * the part up to the expected text's end is compared. */
static void expect_bytes(const char *bytes, size_t len, const char *entries, const char *faults)
{
    struct pk_buf found = { 0 }, said = { 0 };
    struct pk_faults list = { 0 };
    char *copy = pk_new(len ? len : 1, 1); /* so that a read past the end is seen */
    memcpy(copy, bytes, len);
    pk_ini_read(copy, len, "plan.ini", write_entry, &found, &list);
    free(copy);
    for (size_t i = 0; i < list.count; i++) {
        assert_string_equal(list.items[i].file, "plan.ini");
        assert_int_equal(list.items[i].severity, PK_FATAL);
        pk_buf_printf(&said, "%zu! %.16s\n", list.items[i].line, list.items[i].text);
    }
    assert_string_equal(pk_buf_text(&found), entries);
    assert_string_equal(pk_buf_text(&said), faults);
    pk_buf_dispose(&found);
    pk_buf_dispose(&said);
    pk_faults_dispose(&list);
}

static void expect(const char *text, const char *entries, const char *faults)
{
    expect_bytes(text, strlen(text), entries, faults);
}

static void entries_come_with_their_section_and_line(void **state)
{
    (void)state;
    expect("top = 1\n"
           "\n"
           "[plan]\n"
           "title = Pěstounství 2024\n"
           "; a comment\n"
           "year:2024\n"
           "[print]\n"
           "width=80",
           "1 [] top=1\n"
           "4 [plan] title=Pěstounství 2024\n"
           "6 [plan] year=2024\n"
           "8 [print] width=80\n",
           "");
}

static void an_empty_file_holds_nothing(void **state)
{
    (void)state;
    expect("", "", "");
    expect("\xef\xbb\xbf", "", "");
    expect("\n\n", "", "");
}

static void marks_and_line_ends_of_other_systems_are_read(void **state)
{
    (void)state;
    const char *entries = "2 [plan] year=2024\n3 [plan] region=KK\n";
    expect("\xef\xbb\xbf[plan]\r\nyear=2024\r\nregion=KK\r\n", entries, "");
    expect("[plan]\ryear=2024\rregion=KK\r", entries, "");
}

static void an_indented_line_is_an_entry_of_its_own(void **state)
{
    (void)state;
    expect("[print]\nwidth = 80\n  pages = yes\n  wide\n",
           "2 [print] width=80\n3 [print] pages=yes\n", "4! neither [section\n");
}

static void a_semicolon_after_a_blank_begins_a_comment(void **state)
{
    (void)state;
    expect("a = x ; y\nb = x;y\nc = ;x\nd =\n[s] ; why\ne = 1 # kept\n",
           "1 [] a=x\n2 [] b=x;y\n3 [] c=\n4 [] d=\n6 [s] e=1 # kept\n", "");
}

static void each_line_that_is_no_entry_is_named_and_reading_goes_on(void **state)
{
    (void)state;
    expect("word\n"
           "a = 1\n"
           "= 2\n"
           "name ; = 3\n"
           "[open\n"
           "[a ;b]\n"
           "[s] x = 4\n"
           "[t]\n"
           "b = 5\n"
           "last",
           "2 [] a=1\n9 [t] b=5\n",
           "1! neither [section\n"
           "3! neither [section\n"
           "4! neither [section\n"
           "5! a section's name\n"
           "6! a comment inside\n"
           "7! text after a sec\n"
           "10! neither [section\n");
}

static void entries_of_a_section_that_is_not_understood_go_to_no_other(void **state)
{
    (void)state;
    expect("[plan]\na = 1\n[print\nwidth = 200\n[meeting]\nb = 2\n",
           "2 [plan] a=1\n6 [meeting] b=2\n", "3! a section's name\n");
}

static void a_line_that_would_be_cut_is_refused(void **state)
{
    (void)state;
    struct pk_buf text = { 0 }, entries = { 0 };
    pk_buf_str(&text, "; ");
    pk_buf_fill(&text, '-', 500);
    pk_buf_str(&text, "\na=");
    pk_buf_fill(&text, 'x', 197);
    pk_buf_str(&text, "\r\nb=");
    pk_buf_fill(&text, 'x', 198);
    pk_buf_str(&text, "\nc=3\n");
    pk_buf_str(&entries, "2 [] a=");
    pk_buf_fill(&entries, 'x', 197);
    pk_buf_str(&entries, "\n4 [] c=3\n");
    expect(pk_buf_text(&text), pk_buf_text(&entries), "3! the line is too \n");
    pk_buf_dispose(&text);
    pk_buf_dispose(&entries);
}

static void a_section_that_would_be_cut_is_refused(void **state)
{
    (void)state;
    expect("[1234567890123456789012345678901234567890123456789]\na=1\n"
           "[12345678901234567890123456789012345678901234567890]\nb=2\n",
           "2 [1234567890123456789012345678901234567890123456789] a=1\n",
           "3! the section's na\n");
}

static void bytes_that_are_no_text_are_refused_by_line(void **state)
{
    (void)state;
    static const char text[] = "a=p\xecstoun\n; \xfd\nb=2\nc=\0\nd=4\n";
    expect_bytes(text, sizeof text - 1, "3 [] b=2\n5 [] d=4\n",
                 "1! this line is not\n2! this line is not\n4! a NUL byte: save\n");
}

static void check_entry(const char *section, const char *name, const char *value, size_t line,
                        void *user)
{
    size_t *last = user;
    assert_true(line > *last);
    *last = line;
    assert_true(*name);
    assert_int_equal(pk_text_valid(section, strlen(section)), strlen(section));
    assert_int_equal(pk_text_valid(name, strlen(name)), strlen(name));
    assert_int_equal(pk_text_valid(value, strlen(value)), strlen(value));
}

/* Each line gives an entry or a fault or neither, never two of them. */
static void random_bytes_give_valid_entries_line_by_line(void **state)
{
    (void)state;
    static const char alphabet[] = "ab[]=:;# \t\n\n\r\v\xc5\x99\xff\xef\xbb\xbf\0";
    unsigned seed = (unsigned)time(NULL);
    print_message("seed %u\n", seed);
    srandom(seed);
    for (int round = 0; round < 20000; round++) {
        size_t len = (size_t)random() % (round % 100 ? 40 : 1000);
        char *bytes = pk_new(len ? len : 1, 1);
        for (size_t i = 0; i < len; i++) {
            bytes[i] = alphabet[(size_t)random() % (sizeof alphabet - 1)];
        }
        struct pk_faults faults = { 0 };
        size_t last = 0;
        pk_ini_read(bytes, len, "f", check_entry, &last, &faults);
        for (size_t i = 1; i < faults.count; i++) {
            assert_true(faults.items[i - 1].line < faults.items[i].line);
        }
        pk_faults_dispose(&faults);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_come_with_their_section_and_line),
        cmocka_unit_test(an_empty_file_holds_nothing),
        cmocka_unit_test(marks_and_line_ends_of_other_systems_are_read),
        cmocka_unit_test(an_indented_line_is_an_entry_of_its_own),
        cmocka_unit_test(a_semicolon_after_a_blank_begins_a_comment),
        cmocka_unit_test(each_line_that_is_no_entry_is_named_and_reading_goes_on),
        cmocka_unit_test(entries_of_a_section_that_is_not_understood_go_to_no_other),
        cmocka_unit_test(a_line_that_would_be_cut_is_refused),
        cmocka_unit_test(a_section_that_would_be_cut_is_refused),
        cmocka_unit_test(bytes_that_are_no_text_are_refused_by_line),
        cmocka_unit_test(random_bytes_give_valid_entries_line_by_line),
    };
    return cmocka_run_group_tests_name("ini", tests, NULL, NULL);
}
