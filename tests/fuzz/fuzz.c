#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "planek/check.h"
#include "planek/mem.h"
#include "planek/text.h"

char *fuzz_text_of(const uint8_t *bytes, size_t length)
{
    char *text = pk_new(length + 1, 1);
    if (length) {
        memcpy(text, bytes, length);
    }
    return text;
}

char *fuzz_part(const uint8_t **bytes, size_t *left, size_t *length)
{
    static const char border[] = "\n--\n";
    const uint8_t *end = *left ? memmem(*bytes, *left, border, 4) : NULL;
    *length = end ? (size_t)(end - *bytes) + 1 : *left;
    char *part = fuzz_text_of(*bytes, *length);
    size_t taken = end ? *length + 3 : *left;
    *bytes += taken;
    *left -= taken;
    return part;
}

pk_day fuzz_today(void)
{
    return pk_day_make(2024, 6, 12);
}

static bool is_direction(uint32_t sign)
{
    return sign == 0x061C || sign == 0x200E || sign == 0x200F ||
           (sign >= 0x2028 && sign <= 0x202E) || (sign >= 0x2066 && sign <= 0x2069);
}

/* The sign that begins there in valid UTF-8. */
static uint32_t sign_at(const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;
    if (byte[0] < 0x80) {
        return byte[0];
    }
    if (byte[0] < 0xE0) {
        return (byte[0] & 0x1Fu) << 6 | (byte[1] & 0x3Fu);
    }
    if (byte[0] < 0xF0) {
        return (byte[0] & 0x0Fu) << 12 | (byte[1] & 0x3Fu) << 6 | (byte[2] & 0x3Fu);
    }
    return 0x10000;
}

void fuzz_expect_safe(const char *text, size_t length, const char *allowed)
{
    FUZZ_EXPECT(pk_text_valid(text, length) == length);
    for (size_t i = 0; i < length; i++) {
        if (((unsigned char)text[i] & 0xC0) == 0x80) {
            continue;
        }
        uint32_t sign = sign_at(text + i);
        bool control = sign < 0x20 || (sign >= 0x7F && sign < 0xA0);
        FUZZ_EXPECT(!control || (text[i] && strchr(allowed, text[i])));
        FUZZ_EXPECT(!is_direction(sign));
    }
}

void fuzz_expect_ascii(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        FUZZ_EXPECT((unsigned char)text[i] < 0x80);
    }
}

void fuzz_expect_same(const struct pk_buf *a, const struct pk_buf *b)
{
    FUZZ_EXPECT(a->len == b->len);
    FUZZ_EXPECT(memcmp(pk_buf_text(a), pk_buf_text(b), a->len) == 0);
}

struct pk_buf fuzz_bytes_of(const struct pk_plan *plan, enum pk_table table)
{
    struct pk_image image;
    pk_plan_encode(plan, table, &image);
    struct pk_buf bytes = image.bytes;
    image.bytes = (struct pk_buf){ 0 };
    pk_image_dispose(&image);
    return bytes;
}

bool fuzz_read_table(struct pk_plan *plan, enum pk_table table, const char *bytes, size_t length)
{
    struct pk_faults faults = { 0 };
    char *copy = pk_new(length + 1, 1);
    memcpy(copy, bytes, length);
    pk_plan_read_table(plan, table, copy, length, &faults);
    bool understood = pk_faults_count(&faults, PK_FATAL) == 0;
    FUZZ_EXPECT(pk_plan_broken(plan, table) == !understood);
    pk_faults_dispose(&faults);
    return understood;
}

void fuzz_check_change(const struct pk_plan *plan, const struct pk_change *change)
{
    struct pk_diag diag;
    enum pk_err err = pk_check_change(plan, change, &diag);
    FUZZ_EXPECT(err == PK_OK || err == PK_ERR_USAGE);
    if (err != PK_OK) {
        FUZZ_EXPECT(*diag.text);
        fuzz_expect_safe(diag.text, strlen(diag.text), "");
    }
}

/* The number of the column of that name, -1 where there is none. */
static int column_of(const struct pk_plan *plan, enum pk_table table, const char *name)
{
    for (int i = 0; i < pk_plan_extra_count(plan, table); i++) {
        if (strcmp(pk_plan_extra_name(plan, table, i), name) == 0) {
            return pk_schema(table)->field_count + i;
        }
    }
    return pk_schema_find_field(table, name);
}

void fuzz_expect_same_cells(const struct pk_plan *a, const struct pk_plan *b,
                            enum pk_table table)
{
    int fields = pk_schema(table)->field_count;
    FUZZ_EXPECT(pk_plan_count(a, table) == pk_plan_count(b, table));
    for (size_t i = 0; i < pk_plan_count(a, table); i++) {
        const char **left = pk_plan_at(a, table, i)->text, **right = pk_plan_at(b, table, i)->text;
        for (int k = 0; k < fields; k++) {
            FUZZ_EXPECT(strcmp(left[k], right[k]) == 0);
        }
        for (int k = 0; k < pk_plan_extra_count(a, table); k++) {
            int column = column_of(b, table, pk_plan_extra_name(a, table, k));
            FUZZ_EXPECT(column >= 0 ? strcmp(left[fields + k], right[column]) == 0
                                    : !*left[fields + k]);
        }
    }
}

struct pk_plan *fuzz_empty_plan(void)
{
    static const char settings[] = "[plan]\ntitle = Small\nyear = 2024\n";
    struct pk_plan *plan = pk_plan_new();
    struct pk_faults faults = { 0 };
    pk_plan_read_settings(plan, settings, strlen(settings), &faults);
    FUZZ_EXPECT(faults.count == 0);
    pk_faults_dispose(&faults);
    return plan;
}

struct pk_plan *fuzz_small_plan(void)
{
    static const char goals[] = "id,name,priority\nrizeni,Řízení,1\nverejnost,Veřejnost,2\nh,,\n";
    static const char sources[] = "id,name,allocation\nosv,Rozpočet OSV,750000\nnadace,Nadace,\n";
    static const char activities[] =
        "id,goal,title,detail,responsible,start,due,cost,cost_in,source,status,target,done,x\n"
        "tym,rizeni,Pracovní tým,\"[x] a\n[ ] b\",Vedoucí; Tisk,,2024-06-30,0,,osv,active,,,one\n"
        "web,verejnost,Webové stránky,,Tisk,2024-02-01,2024-Q2,500000,,osv,planned,2,1,\n"
        "ppc,verejnost,Reklama,,,,ongoing/2024-09-30,,web,,done,,,\n"
        "film,verejnost,\"Film, krátký\",,,,2024-05,30000.50,,osv:100; nadace,proposed,,,two\n"
        "sam,,Bez cíle,,Tisk,,ongoing,5,,,dropped,,,\n";
    struct pk_plan *plan = fuzz_empty_plan();
    FUZZ_EXPECT(fuzz_read_table(plan, PK_GOALS, goals, strlen(goals)));
    FUZZ_EXPECT(fuzz_read_table(plan, PK_SOURCES, sources, strlen(sources)));
    FUZZ_EXPECT(fuzz_read_table(plan, PK_ACTIVITIES, activities, strlen(activities)));
    return plan;
}
