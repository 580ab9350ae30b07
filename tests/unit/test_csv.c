#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "planek/csv.h"
#include "planek/mem.h"
#include "planek/text.h"

static const struct pk_dialect semicolons = { ';', true, false, PK_CP1250 };

/* What a reading gave: rows as "LINE[a][b]\n", and the file put together again from its parts. */
struct reading {
    const char *bytes;
    size_t head, next;
    struct pk_buf rows, whole;
    struct pk_faults faults;
};

static void only_line_ends(const char *bytes, size_t from, size_t to)
{
    for (; from < to; from++) {
        assert_true(bytes[from] == '\r' || bytes[from] == '\n');
    }
}

static void gather(const struct pk_csv_row *row, void *user)
{
    struct reading *reading = user;
    if (!reading->next) {
        pk_buf_add(&reading->whole, reading->bytes, reading->head);
        reading->next = reading->head;
    }
    assert_int_equal(row->start, reading->next);
    assert_true(row->start < row->end && row->end <= row->tail);
    only_line_ends(reading->bytes, row->end, row->tail);
    pk_buf_add(&reading->whole, reading->bytes + row->start, row->end - row->start);
    pk_buf_add(&reading->whole, reading->bytes + row->end, row->tail - row->end);
    reading->next = row->tail;

    assert_true(row->count > 0);
    pk_buf_printf(&reading->rows, "%zu", row->line);
    for (size_t i = 0; i < row->count; i++) {
        assert_int_equal(row->lengths[i], strlen(row->fields[i]));
        pk_buf_printf(&reading->rows, "[%s]", row->fields[i]);
    }
    pk_buf_char(&reading->rows, '\n');
}

static void read_bytes(struct reading *reading, const char *bytes, size_t len,
                       const struct pk_dialect *dialect)
{
    *reading = (struct reading){ 0 };
    char *copy = pk_new(len ? len : 1, 1); /* so that a read past the end is seen */
    memcpy(copy, bytes, len);
    reading->bytes = copy;
    pk_csv_read(copy, len, dialect, "goals.csv", &reading->head, gather, reading,
                &reading->faults);
    if (!reading->rows.len) {
        pk_buf_add(&reading->whole, copy, reading->head);
    }
    assert_int_equal(reading->whole.len, len);
    assert_memory_equal(pk_buf_text(&reading->whole), copy, len);
    free(copy);
}

static void reading_dispose(struct reading *reading)
{
    pk_buf_dispose(&reading->rows);
    pk_buf_dispose(&reading->whole);
    pk_faults_dispose(&reading->faults);
}

/* Sniffs and reads; faults are compared as "LINE! " and the first 12 bytes of the text. */
static void expect_bytes(const char *bytes, size_t len, const char *rows, const char *faults)
{
    struct pk_dialect dialect;
    struct pk_diag diag = { 0 };
    if (pk_csv_sniff(&dialect, bytes, len, &diag) != PK_OK) {
        fail_msg("line %zu: %s", diag.line, diag.text);
    }
    struct reading reading;
    read_bytes(&reading, bytes, len, &dialect);
    assert_string_equal(pk_buf_text(&reading.rows), rows);
    struct pk_buf said = { 0 };
    for (size_t i = 0; i < reading.faults.count; i++) {
        const struct pk_fault *fault = &reading.faults.items[i];
        assert_string_equal(fault->file, "goals.csv");
        assert_int_equal(fault->severity, PK_FATAL);
        pk_buf_printf(&said, "%zu! %.12s\n", fault->line, fault->text);
    }
    assert_string_equal(pk_buf_text(&said), faults);
    pk_buf_dispose(&said);
    reading_dispose(&reading);
}

static void expect(const char *text, const char *rows)
{
    expect_bytes(text, strlen(text), rows, "");
}

static void rows_come_with_their_lines(void **state)
{
    (void)state;
    expect("id,name\na,Dítě\nb,\"x, \"\"y\"\"\"\n", "1[id][name]\n2[a][Dítě]\n3[b][x, \"y\"]\n");
}

static void blanks_around_a_field_belong_to_it(void **state)
{
    (void)state;
    expect("id,name\n a ,\tb\t\n", "1[id][name]\n2[ a ][\tb\t]\n");
}

static void empty_fields_are_fields(void **state)
{
    (void)state;
    expect("a,b,c\n,,\n,\"\",\n\"\"\n", "1[a][b][c]\n2[][][]\n3[][][]\n4[]\n");
}

static void line_breaks_in_quotes_belong_to_the_field(void **state)
{
    (void)state;
    expect("a,b\n1,\"x\n\ny\"\n2,z\n", "1[a][b]\n2[1][x\n\ny]\n5[2][z]\n");
    expect("a,b\r\n1,\"x\r\ny\"\r\n2,z\r\n", "1[a][b]\n2[1][x\r\ny]\n4[2][z]\n");
    expect("a,b\n1,\"x\ry\"\n2,z\n", "1[a][b]\n2[1][x\ry]\n3[2][z]\n");
}

static void empty_lines_are_passed_over_and_counted(void **state)
{
    (void)state;
    expect("\n\r\na,b\n\n\n1,2\r\n\r\n3,4", "3[a][b]\n6[1][2]\n8[3][4]\n");
    expect("\xef\xbb\xbf\r\n\r\na,b", "3[a][b]\n");
}

static void nothing_gives_no_rows(void **state)
{
    (void)state;
    expect("", "");
    expect("\n\r\n\r", "");
    expect("\xef\xbb\xbf", "");
}

static void old_macintosh_line_ends_are_read(void **state)
{
    (void)state;
    expect("a,b\r1,2\r\r3,\"4\"\r", "1[a][b]\n2[1][2]\n4[3][4]\n");
    expect("a,b\r\r\n1,2\n\r3,4", "1[a][b]\n3[1][2]\n5[3][4]\n");
}

static void the_last_row_needs_no_line_end(void **state)
{
    (void)state;
    expect("a,b\n1,", "1[a][b]\n2[1][]\n");
    expect("a,b\n1,\"2\"", "1[a][b]\n2[1][2]\n");
    expect("a", "1[a]\n");
}

static void add_place(const struct pk_csv_row *row, void *user)
{
    pk_buf_printf(user, " %zu-%zu-%zu", row->start, row->end, row->tail);
}

static void a_row_tells_its_bytes_without_the_line_end(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t head;
        const char *places;
    } cases[] = {
        { "a,b\nc\n", 0, " 0-3-4 4-5-6" },
        { "a,b\r\nc\r\n", 0, " 0-3-5 5-6-8" },
        { "a,b\rc\r", 0, " 0-3-4 4-5-6" },
        { "a\r\r\n\n\"c\n\"\n", 0, " 0-1-5 5-9-10" },
        { "\xef\xbb\xbf\r\na,b", 5, " 5-8-8" },
        { "\n\n", 2, "" },
        { "\"a\r\n", 0, " 0-2-4" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct pk_dialect dialect = { ',', false, true, PK_UTF8 };
        struct pk_buf places = { 0 };
        struct pk_faults faults = { 0 };
        size_t head = 99;
        pk_csv_read(cases[i].text, strlen(cases[i].text), &dialect, "f", &head, add_place,
                    &places, &faults);
        assert_int_equal(head, cases[i].head);
        assert_string_equal(pk_buf_text(&places), cases[i].places);
        pk_buf_dispose(&places);
        pk_faults_dispose(&faults);
    }
}

static void a_stray_quote_is_named_and_reading_goes_on(void **state)
{
    (void)state;
    static const struct {
        const char *text, *rows, *faults;
    } cases[] = {
        { "a,b\n1,5\" pipe\n2,x\n", "1[a][b]\n2[1][5\" pipe]\n3[2][x]\n", "2! a stray quot\n" },
        { "a,b\n1,\"x\"y\",z\n2,x\n", "1[a][b]\n2[1][x\"y][z]\n3[2][x]\n", "2! a stray quot\n" },
        { "a,b\n\"p\nq\"r\"\n2,x\n", "1[a][b]\n2[p\nq\"r]\n4[2][x]\n", "3! a stray quot\n" },
        { "a,b\n1\",2\"\"\n2\",x", "1[a][b]\n2[1\"][2\"\"]\n3[2\"][x]\n",
          "2! a stray quot\n3! a stray quot\n" },
        { "a,b\n1,\"x\"y\n2,x\n", "1[a][b]\n2[1][x\"y\n]\n3[2][x]\n", "2! a stray quot\n" },
        { "a,b\r\n\"x\"y,1\r\n2,\"x\"z", "1[a][b]\n2[x\"y,1\r\n]\n3[2][x\"z]\n",
          "2! a stray quot\n3! a stray quot\n" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_bytes(cases[i].text, strlen(cases[i].text), cases[i].rows, cases[i].faults);
    }
}

static void a_quote_never_closed_is_named_where_its_row_begins(void **state)
{
    (void)state;
    static const char text[] = "a,b\n1,2\n3,\"x\n4,5\n";
    expect_bytes(text, sizeof text - 1, "1[a][b]\n2[1][2]\n3[3][x\n]\n4[4][5]\n",
                 "3! a quote that\n");
    static const char last[] = "a,b\r\n3,\"x";
    expect_bytes(last, sizeof last - 1, "1[a][b]\n2[3][x]\n", "2! a quote that\n");
    static const char nul[] = "a\n\"x\n\0y\n\"\"\nz\0";
    expect_bytes(nul, sizeof nul - 1, "1[a]\n2[x\n]\n3[y]\n4[]\n5[z]\n",
                 "3! a NUL byte: \n5! a NUL byte: \n2! a quote that\n");
}

static void a_nul_is_named_by_line_and_left_out(void **state)
{
    (void)state;
    static const char text[] = "id,name\n1,x\0y\n2,\"p\nq\0\"\nabcdefghijklmnop,z\n";
    expect_bytes(text, sizeof text - 1,
                 "1[id][name]\n2[1][xy]\n3[2][p\nq]\n5[abcdefghijklmnop][z]\n",
                 "2! a NUL byte: \n4! a NUL byte: \n");
    expect_bytes("a\0\n", 3, "1[a]\n", "1! a NUL byte: \n");
}

static void windows_1250_is_read_as_utf8(void **state)
{
    (void)state;
    expect("id;name\r\na;D\xed\x9d\xec \x80\r\n", "1[id][name]\n2[a][Díťě €]\n");
}

static void a_field_longer_than_any_buffer_is_read_whole(void **state)
{
    (void)state;
    struct pk_buf text = { 0 }, rows = { 0 };
    pk_buf_str(&text, "a,\"");
    pk_buf_fill(&text, 'x', 300000);
    pk_buf_str(&text, "\"\nb,c\n");
    pk_buf_str(&rows, "1[a][");
    pk_buf_fill(&rows, 'x', 300000);
    pk_buf_str(&rows, "]\n2[b][c]\n");
    expect(pk_buf_text(&text), pk_buf_text(&rows));
    pk_buf_dispose(&text);
    pk_buf_dispose(&rows);
}

static void the_dialect_is_told_from_the_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct pk_dialect dialect;
    } cases[] = {
        { "", { ',', false, false, PK_UTF8 } },
        { "id\n", { ',', false, false, PK_UTF8 } },
        { "id,name\nx;y;z;\r\n", { ',', false, false, PK_UTF8 } },
        { "id;name\r\n", { ';', true, false, PK_UTF8 } },
        { "\n\nid\tname\r\n", { '\t', true, false, PK_UTF8 } },
        { "id;\"a,b,c,d\"\n", { ';', false, false, PK_UTF8 } },
        { "\"a;\r\n;\";b,c,d\n", { ',', false, false, PK_UTF8 } },
        { "a,b;c\n", { ',', false, false, PK_UTF8 } },
        { "a;b\tc\n", { ';', false, false, PK_UTF8 } },
        { "\xef\xbb\xbfid;n\xc4\x9b\n", { ';', false, true, PK_UTF8 } },
        { "\xef\xbb\xbf", { ',', false, true, PK_UTF8 } },
        { "id;n\xec\r\n", { ';', true, false, PK_CP1250 } },
        { "id;\xc8\x8a n\xec\xe8\xe9\n", { ';', false, false, PK_CP1250 } },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_dialect dialect;
        assert_int_equal(pk_csv_sniff(&dialect, cases[i].text, strlen(cases[i].text), NULL), PK_OK);
        assert_int_equal(dialect.separator, cases[i].dialect.separator);
        assert_int_equal(dialect.crlf, cases[i].dialect.crlf);
        assert_int_equal(dialect.bom, cases[i].dialect.bom);
        assert_int_equal(dialect.encoding, cases[i].dialect.encoding);
    }
}

static void bytes_of_no_known_encoding_are_refused_with_their_line(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len, line;
        const char *text;
    } cases[] = {
#define CASE(bytes, line, text) { bytes, sizeof bytes - 1, line, text }
        CASE("a\nb\n\xec\x81\n", 3, "this line is neither UTF-8 nor Windows-1250"),
        CASE("a\n\x83", 2, "this line is neither"),
        CASE("a\n\x88", 2, "this line is neither"),
        CASE("a\n\x90", 2, "this line is neither"),
        CASE("a\n\x98", 2, "this line is neither"),
        CASE("P\xc5\x99\xc3\xad" "b\xc4\x9bh\nx\n\xff,\n", 3, "this line is neither"),
        CASE("\xef\xbb\xbf" "a\nb\xec\n", 2, "the file is marked as UTF-8"),
        CASE("\xff\xfe" "a\0,\0b\0", 1, "the file is UTF-16"),
        CASE("\xfe\xff\0a\0,\0b", 1, "the file is UTF-16"),
        CASE("a\0,\0b\0\n\0", 1, "the file is UTF-16"),
        CASE("id;n\xec\r1;2\r", 1, "the file has the line ends of an old Macintosh"),
#undef CASE
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_dialect dialect;
        struct pk_diag diag = { 0 };
        assert_int_equal(pk_csv_sniff(&dialect, cases[i].bytes, cases[i].len, &diag),
                         PK_ERR_STRUCTURE);
        assert_int_equal(diag.line, cases[i].line);
        assert_memory_equal(diag.text, cases[i].text, strlen(cases[i].text));
    }
}

static void expect_written(const char *text, const struct pk_dialect *dialect, const char *bytes)
{
    struct pk_buf out = { 0 };
    pk_csv_write_field(&out, text, dialect);
    assert_string_equal(pk_buf_text(&out), bytes);
    pk_buf_dispose(&out);
}

static void a_field_is_quoted_only_where_it_must_be(void **state)
{
    (void)state;
    static const struct {
        const char *text, *bytes;
    } cases[] = {
        { "", "" },
        { "plain text", "plain text" },
        { "a;b", "a;b" },
        { "a,b", "\"a,b\"" },
        { "\"", "\"\"\"\"" },
        { "say \"x\" twice", "\"say \"\"x\"\" twice\"" },
        { "two\nlines", "\"two\nlines\"" },
        { "a\rb", "\"a\rb\"" },
        { " a", "\" a\"" },
        { "a\t", "\"a\t\"" },
        { "a\tb", "a\tb" },
        { "#a", "#a" },
        { "příběh", "příběh" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_written(cases[i].text, &pk_dialect_default, cases[i].bytes);
    }
}

static void a_field_is_written_in_the_dialect(void **state)
{
    (void)state;
    const struct pk_dialect tabs = { '\t', false, false, PK_UTF8 };
    expect_written("a,b;c", &tabs, "a,b;c");
    expect_written("a\tb", &tabs, "\"a\tb\"");
    expect_written("a,b", &semicolons, "a,b");
    expect_written("Díť;\"ě\"\n€", &semicolons, "\"D\xed\x9d;\"\"\xec\"\"\n\x80\"");
}

static void a_windows_1250_file_holds_czech_but_not_everything(void **state)
{
    (void)state;
    assert_true(pk_csv_can_hold("Příliš žluťoučký kůň úpěl ďábelské ódy – „…“ €", &semicolons));
    assert_false(pk_csv_can_hold("漢", &semicolons));
    assert_false(pk_csv_can_hold("a ♦", &semicolons));
    assert_false(pk_csv_can_hold("c\xcc\x8c", &semicolons));
    assert_true(pk_csv_can_hold("漢 ♦", &pk_dialect_default));
    expect_written("a♦b", &semicolons, "a?b");
}

static void a_whole_file_becomes_utf8(void **state)
{
    (void)state;
    struct pk_buf bytes = { 0 }, text = { 0 }, out = { 0 };
    for (int i = 0; i < 3000; i++) {
        pk_buf_str(&bytes, "a;\xf8\x81\r\n");
        pk_buf_str(&text, "a;ř\xef\xbf\xbd\r\n");
    }
    pk_csv_to_utf8(&out, bytes.data, bytes.len, &semicolons);
    assert_string_equal(pk_buf_text(&out), pk_buf_text(&text));
    pk_buf_cut(&out, 0);
    pk_csv_to_utf8(&out, text.data, text.len, &pk_dialect_default);
    assert_string_equal(pk_buf_text(&out), pk_buf_text(&text));
    pk_buf_dispose(&bytes);
    pk_buf_dispose(&text);
    pk_buf_dispose(&out);
}

static void start_of_chance(void)
{
    unsigned seed = (unsigned)time(NULL);
    print_message("seed %u\n", seed);
    srandom(seed);
}

static size_t chance(size_t below)
{
    return (size_t)random() % below;
}

static struct pk_dialect random_dialect(void)
{
    return (struct pk_dialect){ ",;\t"[chance(3)], chance(2), chance(2),
                                chance(2) ? PK_UTF8 : PK_CP1250 };
}

/* read_bytes asserts that the parts are the file, whatever it holds. */
static void every_byte_belongs_to_one_part(void **state)
{
    (void)state;
    static const char alphabet[] = "ab,,;\t \"\"\"\n\n\r\r\0\xc5\x99\x81\xef\xbb\xbf";
    start_of_chance();
    for (int round = 0; round < 20000; round++) {
        char bytes[200];
        size_t len = chance(round % 10 ? 12 : sizeof bytes);
        for (size_t i = 0; i < len; i++) {
            bytes[i] = alphabet[chance(sizeof alphabet - 1)];
        }
        struct pk_dialect dialect = random_dialect();
        struct reading reading;
        read_bytes(&reading, bytes, len, &dialect);
        reading_dispose(&reading);

        struct pk_dialect found;
        if (pk_csv_sniff(&found, bytes, len, NULL) == PK_OK) {
            read_bytes(&reading, bytes, len, &found);
            assert_int_equal(pk_text_valid(pk_buf_text(&reading.rows), reading.rows.len),
                             reading.rows.len);
            reading_dispose(&reading);
        }
    }
}

/* Writes a row of random fields; rows gets what reading must give for it.  Returns its lines. */
static size_t write_random_row(struct pk_buf *bytes, struct pk_buf *rows, size_t line,
                               const struct pk_dialect *dialect)
{
    static const char *const pieces[] = { "a", "b", " ", ",", ";", "\t", "\"", "\n",
                                          "\r", "ř", "é", "€", "-", "\r\n" };
    size_t lines = 1;
    pk_buf_printf(rows, "%zu", line);
    for (size_t column = 0; column < 3; column++) {
        struct pk_buf field = { 0 };
        for (size_t n = chance(6); n > 0; n--) {
            pk_buf_str(&field, pieces[chance(sizeof pieces / sizeof *pieces)]);
        }
        const char *text = pk_buf_text(&field);
        for (const char *at = text; *at; at++) {
            lines += *at == '\n';
        }
        if (column) {
            pk_buf_char(bytes, dialect->separator);
        }
        pk_csv_write_field(bytes, text, dialect);
        pk_buf_printf(rows, "[%s]", text);
        pk_buf_dispose(&field);
    }
    pk_buf_char(rows, '\n');
    pk_buf_str(bytes, dialect->crlf ? "\r\n" : "\n");
    return lines;
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    start_of_chance();
    for (int round = 0; round < 5000; round++) {
        struct pk_dialect dialect = random_dialect();
        struct pk_buf bytes = { 0 }, rows = { 0 };
        if (dialect.bom && dialect.encoding == PK_UTF8) {
            pk_buf_str(&bytes, "\xef\xbb\xbf");
        }
        size_t line = 1;
        for (size_t row = chance(5); row > 0; row--) {
            line += write_random_row(&bytes, &rows, line, &dialect);
        }
        struct reading reading;
        read_bytes(&reading, pk_buf_text(&bytes), bytes.len, &dialect);
        assert_string_equal(pk_buf_text(&reading.rows), pk_buf_text(&rows));
        assert_int_equal(reading.faults.count, 0);
        reading_dispose(&reading);
        pk_buf_dispose(&bytes);
        pk_buf_dispose(&rows);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_with_their_lines),
        cmocka_unit_test(blanks_around_a_field_belong_to_it),
        cmocka_unit_test(empty_fields_are_fields),
        cmocka_unit_test(line_breaks_in_quotes_belong_to_the_field),
        cmocka_unit_test(empty_lines_are_passed_over_and_counted),
        cmocka_unit_test(nothing_gives_no_rows),
        cmocka_unit_test(old_macintosh_line_ends_are_read),
        cmocka_unit_test(the_last_row_needs_no_line_end),
        cmocka_unit_test(a_row_tells_its_bytes_without_the_line_end),
        cmocka_unit_test(a_stray_quote_is_named_and_reading_goes_on),
        cmocka_unit_test(a_quote_never_closed_is_named_where_its_row_begins),
        cmocka_unit_test(a_nul_is_named_by_line_and_left_out),
        cmocka_unit_test(windows_1250_is_read_as_utf8),
        cmocka_unit_test(a_field_longer_than_any_buffer_is_read_whole),
        cmocka_unit_test(the_dialect_is_told_from_the_bytes),
        cmocka_unit_test(bytes_of_no_known_encoding_are_refused_with_their_line),
        cmocka_unit_test(a_field_is_quoted_only_where_it_must_be),
        cmocka_unit_test(a_field_is_written_in_the_dialect),
        cmocka_unit_test(a_windows_1250_file_holds_czech_but_not_everything),
        cmocka_unit_test(a_whole_file_becomes_utf8),
        cmocka_unit_test(every_byte_belongs_to_one_part),
        cmocka_unit_test(what_is_written_is_read_again),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
