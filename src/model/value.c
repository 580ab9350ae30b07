/* value.c: one row of functions a type; everything about a type's text is in its row.
 */
#include "config.h"

#include "planek/value.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/record.h"
#include "planek/shares.h"
#include "planek/text.h"

/* decode reads a cell of a file; read takes what a person typed and gives the file's form;
 * format shows a cell to a person.  A NULL function means: the text as it stands. */
struct type_functions {
    bool (*decode)(void *member, const struct pk_field *field, const char *text, int year);
    enum pk_err (*read)(struct pk_buf *out, const struct pk_field *field, const char *typed,
                        const struct pk_dates *dates, struct pk_diag *diag);
    bool (*format)(struct pk_buf *out, const struct pk_field *field, const char *text, int year);
};

static bool decode_text(void *member, const struct pk_field *field, const char *text, int year)
{
    (void)field;
    (void)year;
    *(const char **)member = text;
    return true;
}

static bool decode_id(void *member, const struct pk_field *field, const char *text, int year)
{
    decode_text(member, field, text, year);
    return !*text || pk_text_is_id(text);
}

static bool decode_int(void *member, const struct pk_field *field, const char *text, int year)
{
    (void)year;
    int *out = member;
    *out = PK_NO_INT;
    if (!*text) {
        return true;
    }
    pk_money number;
    if (pk_money_parse(&number, text, NULL) != PK_OK || number % 100 != 0 ||
        number / 100 < field->min || number / 100 > field->max) {
        return false;
    }
    *out = (int)(number / 100);
    return true;
}

static bool decode_money(void *member, const struct pk_field *field, const char *text, int year)
{
    (void)year;
    pk_money *out = member;
    if (pk_money_parse(out, text, NULL) != PK_OK) {
        return false;
    }
    if (*out < 0 && *out != PK_NO_MONEY && !field->may_be_negative) {
        *out = PK_NO_MONEY;
        return false;
    }
    return true;
}

static bool decode_day(void *member, const struct pk_field *field, const char *text, int year)
{
    (void)field;
    struct pk_dates dates = { year, PK_NO_DAY };
    return pk_day_parse(member, text, &dates, NULL) == PK_OK;
}

static bool decode_due(void *member, const struct pk_field *field, const char *text, int year)
{
    (void)field;
    struct pk_dates dates = { year, PK_NO_DAY };
    return pk_due_parse(member, text, &dates, NULL) == PK_OK;
}

static bool decode_choice(void *member, const struct pk_field *field, const char *text, int year)
{
    (void)year;
    int *out = member;
    *out = *text ? pk_choice_find(field->choices, text) : field->empty_choice;
    if (*text && *out < 0) {
        *out = field->empty_choice;
        return false;
    }
    return true;
}

static enum pk_err read_line(struct pk_buf *out, const struct pk_field *field, const char *typed,
                             const struct pk_dates *dates, struct pk_diag *diag)
{
    (void)dates;
    size_t length = strlen(typed);
    typed = pk_text_trim(typed, &length);
    if (strcspn(typed, "\r\n") < length) {
        return pk_fail(diag, PK_ERR_USAGE, _("\"%s\" takes one line of text"), field->name);
    }
    pk_buf_add(out, typed, length);
    return PK_OK;
}

static enum pk_err read_id(struct pk_buf *out, const struct pk_field *field, const char *typed,
                           const struct pk_dates *dates, struct pk_diag *diag)
{
    (void)field;
    (void)dates;
    if (!pk_text_is_id(typed)) {
        return pk_fail(diag, PK_ERR_USAGE,
                       _("\"%s\" cannot be an id: use letters, digits and hyphens, no blanks"),
                       pk_text_quote(typed).text);
    }
    pk_buf_str(out, typed);
    return PK_OK;
}

static enum pk_err read_list(struct pk_buf *out, const struct pk_field *field, const char *typed,
                             const struct pk_dates *dates, struct pk_diag *diag)
{
    (void)dates;
    if (strpbrk(typed, "\r\n")) {
        return pk_fail(diag, PK_ERR_USAGE, _("\"%s\" takes one line of text"), field->name);
    }
    const char *item;
    size_t length;
    bool first = true;
    while ((item = pk_text_item(&typed, &length))) {
        pk_buf_str(out, first ? "" : "; ");
        pk_buf_add(out, item, length);
        first = false;
    }
    return PK_OK;
}

static enum pk_err read_shares(struct pk_buf *out, const struct pk_field *field,
                               const char *typed, const struct pk_dates *dates,
                               struct pk_diag *diag)
{
    (void)field;
    (void)dates;
    struct pk_shares shares;
    enum pk_err err = pk_shares_parse(&shares, typed, diag);
    for (int i = 0; err == PK_OK && i < shares.count; i++) {
        pk_buf_printf(out, "%s%s", i ? "; " : "", shares.items[i].source);
        if (shares.items[i].amount != PK_NO_MONEY) {
            pk_buf_char(out, ':');
            pk_money_encode(out, shares.items[i].amount);
        }
    }
    return err;
}

static enum pk_err read_int(struct pk_buf *out, const struct pk_field *field, const char *typed,
                            const struct pk_dates *dates, struct pk_diag *diag)
{
    (void)dates;
    int value;
    if (!decode_int(&value, field, typed, 0)) {
        return pk_fail(diag, PK_ERR_USAGE, _("\"%s\" is not a whole number from %d to %d"),
                       pk_text_quote(typed).text, field->min, field->max);
    }
    pk_buf_printf(out, "%d", value);
    return PK_OK;
}

static enum pk_err read_money(struct pk_buf *out, const struct pk_field *field, const char *typed,
                              const struct pk_dates *dates, struct pk_diag *diag)
{
    (void)dates;
    pk_money amount;
    enum pk_err err = pk_money_parse(&amount, typed, diag);
    if (err == PK_OK && amount < 0 && amount != PK_NO_MONEY && !field->may_be_negative) {
        return pk_fail(diag, PK_ERR_USAGE, _("\"%s\" is below zero; give an amount of 0 or more"),
                       pk_text_quote(typed).text);
    }
    if (err == PK_OK) {
        pk_money_encode(out, amount);
    }
    return err;
}

static enum pk_err read_day(struct pk_buf *out, const struct pk_field *field, const char *typed,
                            const struct pk_dates *dates, struct pk_diag *diag)
{
    (void)field;
    pk_day day;
    enum pk_err err = pk_day_parse(&day, typed, dates, diag);
    if (err == PK_OK) {
        pk_day_encode(out, day);
    }
    return err;
}

static enum pk_err read_due(struct pk_buf *out, const struct pk_field *field, const char *typed,
                            const struct pk_dates *dates, struct pk_diag *diag)
{
    (void)field;
    struct pk_due due;
    enum pk_err err = pk_due_parse(&due, typed, dates, diag);
    if (err == PK_OK) {
        pk_due_encode(out, due);
    }
    return err;
}

static enum pk_err read_choice(struct pk_buf *out, const struct pk_field *field,
                               const char *typed, const struct pk_dates *dates,
                               struct pk_diag *diag)
{
    (void)dates;
    int choice = pk_choice_find(field->choices, typed);
    if (choice >= 0) {
        pk_buf_str(out, field->choices[choice].name);
        return PK_OK;
    }
    struct pk_buf names = { 0 };
    for (int i = 0; field->choices[i].name; i++) {
        pk_buf_printf(&names, "%s%s", i ? ", " : "", pk_choice_word(&field->choices[i]));
    }
    enum pk_err err = pk_fail(diag, PK_ERR_USAGE, _("\"%s\" is none of: %s"),
                              pk_text_quote(typed).text, pk_buf_text(&names));
    pk_buf_dispose(&names);
    return err;
}

static bool format_money(struct pk_buf *out, const struct pk_field *field, const char *text,
                         int year)
{
    pk_money amount;
    bool good = decode_money(&amount, field, text, year);
    if (good) {
        pk_money_format(out, amount);
    }
    return good;
}

static bool format_day(struct pk_buf *out, const struct pk_field *field, const char *text,
                       int year)
{
    pk_day day;
    bool good = decode_day(&day, field, text, year);
    if (good) {
        pk_day_format(out, day,
                      pk_day_ymd(day).year == year ? PK_DAY_SHORT : PK_DAY_FULL);
    }
    return good;
}

static bool format_due(struct pk_buf *out, const struct pk_field *field, const char *text,
                       int year)
{
    struct pk_due due;
    bool good = decode_due(&due, field, text, year);
    if (good) {
        pk_due_format(out, due, year);
    }
    return good;
}

static bool format_choice(struct pk_buf *out, const struct pk_field *field, const char *text,
                          int year)
{
    (void)year;
    int choice = pk_choice_find(field->choices, text);
    if (choice >= 0) {
        pk_buf_str(out, _(field->choices[choice].label));
    }
    return choice >= 0;
}

static const struct type_functions types[] = {
    [PK_TYPE_ID] = { decode_id, read_id, NULL },
    [PK_TYPE_TEXT] = { decode_text, read_line, NULL },
    [PK_TYPE_LINES] = { decode_text, NULL, NULL },
    [PK_TYPE_ROLES] = { decode_text, read_list, NULL },
    [PK_TYPE_REF] = { decode_text, read_line, NULL },
    [PK_TYPE_REFS] = { decode_text, read_list, NULL },
    [PK_TYPE_SHARES] = { decode_text, read_shares, NULL },
    [PK_TYPE_INT] = { decode_int, read_int, NULL },
    [PK_TYPE_MONEY] = { decode_money, read_money, format_money },
    [PK_TYPE_NUMBER] = { decode_money, read_money, format_money },
    [PK_TYPE_DAY] = { decode_day, read_day, format_day },
    [PK_TYPE_DUE] = { decode_due, read_due, format_due },
    [PK_TYPE_CHOICE] = { decode_choice, read_choice, format_choice },
};

bool pk_value_decode(void *record, const struct pk_field *field, const char *text, int year)
{
    return types[field->type].decode((char *)record + field->offset, field, text, year);
}

enum pk_err pk_value_read(struct pk_buf *out, const struct pk_field *field, const char *typed,
                          const struct pk_dates *dates, struct pk_diag *diag)
{
    if (pk_text_valid(typed, strlen(typed)) != strlen(typed)) {
        return pk_fail(diag, PK_ERR_USAGE, _("the value of \"%s\" is not UTF-8 text"),
                       field->name);
    }
    size_t length = strlen(typed);
    (void)pk_text_trim(typed, &length);
    if (length == 0) {
        return PK_OK;
    }
    if (types[field->type].read) {
        return types[field->type].read(out, field, typed, dates, diag);
    }
    pk_buf_str(out, typed);
    return PK_OK;
}

bool pk_value_equal(const struct pk_field *field, const char *a, const char *b, int year)
{
    if (strcmp(a, b) == 0) {
        return true;
    }
    if (!*a != !*b) {
        return false;
    }
    struct pk_dates dates = { year, PK_NO_DAY };
    struct pk_buf one = { 0 }, other = { 0 };
    bool same = types[field->type].read &&
                types[field->type].read(&one, field, a, &dates, NULL) == PK_OK &&
                types[field->type].read(&other, field, b, &dates, NULL) == PK_OK &&
                strcmp(pk_buf_text(&one), pk_buf_text(&other)) == 0;
    pk_buf_dispose(&one);
    pk_buf_dispose(&other);
    return same;
}

void pk_value_format(struct pk_buf *out, const struct pk_field *field, const char *text, int year)
{
    if (!*text || !types[field->type].format ||
        !types[field->type].format(out, field, text, year)) {
        pk_buf_str(out, text);
    }
}
