/* Reading what people type for a day or a deadline.
 *
 * The forms of files are read at once.  Anything else is folded, so that case and diacritics do
 * not matter, and read from left to right by what it begins with:
 *
 *     +  -      steps from the base                    +14d
 *     2024      the year first                         2024-08-31, 2024-Q3
 *     31        a day, or the number of a period       31. 8., 31. srpna, 3. čtvrtletí, 8/2024
 *     a word    a month, a day's name, ongoing, Q3     srpen, dnes, pátek, průběžně do 30. 9.
 *
 * Each reader fills in *out and leaves the place behind what it read; what then remains was not
 * understood.
 */
#include "config.h"

#include "planek/date.h"

#include <string.h>

#include "base/date_words.h"
#include "base/due.h"
#include "base/typed.h"
#include "planek/i18n.h"
#include "planek/text.h"

#define NUMBER_DIGITS 8

struct reader {
    const char *at;   /* in the folded text */
    const char *text; /* as it was typed, for messages */
    struct pk_dates dates;
    bool day_wanted; /* periods and what is ongoing will not do */
    struct pk_diag *diag;
};

struct number {
    int value, digits;
};

static enum pk_err not_understood(const struct reader *reader)
{
    if (reader->day_wanted) {
        return pk_fail(reader->diag, PK_ERR_USAGE,
                       _("\"%s\" is not a date; write for example 31. 8. 2024 or 2024-08-31"),
                       pk_text_quote(reader->text).text);
    }
    return pk_fail(reader->diag, PK_ERR_USAGE,
                   _("\"%s\" is not a deadline; write for example 31. 8. 2024, 8/2024, Q3 2024 or "
                     "ongoing"),
                   pk_text_quote(reader->text).text);
}

static enum pk_err year_out_of_range(const struct reader *reader)
{
    return pk_fail(reader->diag, PK_ERR_USAGE,
                   _("there is no such date: \"%s\" is not in the years 1 to 9999"),
                   pk_text_quote(reader->text).text);
}

static bool accept(struct reader *reader, char byte)
{
    if (*reader->at != byte) {
        return false;
    }
    reader->at++;
    return true;
}

static void skip_blank(struct reader *reader)
{
    reader->at = pk_typed_past_blank(reader->at);
}

static bool at_digit(const struct reader *reader)
{
    return pk_typed_digit(*reader->at);
}

static struct number read_number(struct reader *reader)
{
    struct number number = { 0 };
    for (; at_digit(reader); reader->at++) {
        if (number.digits++ < NUMBER_DIGITS) {
            number.value = number.value * 10 + (*reader->at - '0');
        }
    }
    return number;
}

/* The letters at the reader's place, with the dot of an abbreviation. */
static struct pk_date_word read_word(struct reader *reader)
{
    const char *start = reader->at;
    while (pk_typed_letter(*reader->at)) {
        reader->at++;
    }
    size_t len = (size_t)(reader->at - start);
    accept(reader, '.');
    return pk_date_word(start, len);
}

static enum pk_err check_year(const struct reader *reader, struct number year)
{
    if (year.digits < 4) {
        return pk_fail(reader->diag, PK_ERR_USAGE,
                       _("the year in \"%s\" can be read in two ways; write it with four digits"),
                       pk_text_quote(reader->text).text);
    }
    return year.digits > 4 || year.value == 0 ? year_out_of_range(reader) : PK_OK;
}

/* The year that ends the text, or the one that dates without a year are in. */
static enum pk_err read_year(struct reader *reader, int *year)
{
    skip_blank(reader);
    if (at_digit(reader)) {
        struct number number = read_number(reader);
        *year = number.value;
        return check_year(reader, number);
    }
    *year = reader->dates.year;
    if (*reader->at) {
        return not_understood(reader);
    }
    if (*year == 0) {
        return pk_fail(reader->diag, PK_ERR_USAGE,
                       _("\"%s\" does not say which year; add it with four digits"),
                       pk_text_quote(reader->text).text);
    }
    return PK_OK;
}

static enum pk_err day_not_in_month(const struct reader *reader, int year, int month, int day)
{
    int days = pk_month_days(year, month);
    if (day < 1) {
        return pk_fail(reader->diag, PK_ERR_USAGE, _("the days of a month count from 1"));
    }
    if (month == 2) {
        return pk_fail(reader->diag, PK_ERR_USAGE,
                       /* TRANSLATORS: February of one year; 28 or 29 */
                       _("%s %d has only %d days"), pk_month_name(month), year, days);
    }
    return pk_fail(reader->diag, PK_ERR_USAGE, _("%s has only %d days"), pk_month_name(month),
                   days);
}

static enum pk_err make_period(const struct reader *reader, struct pk_due *out,
                               enum pk_due_kind kind, int year, int number)
{
    int months = pk_due_months(kind);
    if (number >= 1 && number <= 12 / months) {
        *out = pk_due_period(kind, year, number);
        return PK_OK;
    }
    if (kind == PK_DUE_MONTH) {
        return pk_fail(reader->diag, PK_ERR_USAGE, _("there is no month %d; a year has 12"),
                       number);
    }
    if (kind == PK_DUE_QUARTER) {
        return pk_fail(reader->diag, PK_ERR_USAGE, _("there is no quarter %d; a year has 4"),
                       number);
    }
    return pk_fail(reader->diag, PK_ERR_USAGE, _("there is no half-year %d; a year has 2"), number);
}

static enum pk_err make_day(const struct reader *reader, struct pk_due *out, int year, int month,
                            int day)
{
    enum pk_err err = make_period(reader, out, PK_DUE_MONTH, year, month);
    if (err) {
        return err;
    }
    if (!pk_day_valid(year, month, day)) {
        return day_not_in_month(reader, year, month, day);
    }
    pk_day made = pk_day_make(year, month, day);
    *out = (struct pk_due){ .kind = PK_DUE_DAY, .first = made, .last = made };
    return PK_OK;
}

/* A day so many steps from the base; what makes it none is said. */
static enum pk_err make_relative(const struct reader *reader, struct pk_due *out,
                                 struct pk_step step)
{
    if (reader->dates.base == PK_NO_DAY) {
        return pk_fail(reader->diag, PK_ERR_USAGE,
                       _("\"%s\" counts from a day that is not known here; write the date itself"),
                       pk_text_quote(reader->text).text);
    }
    pk_day day = pk_step_from(reader->dates.base, step);
    if (day == PK_NO_DAY) {
        return year_out_of_range(reader);
    }
    *out = (struct pk_due){ .kind = PK_DUE_DAY, .first = day, .last = day };
    return PK_OK;
}

static enum pk_err read_steps(struct reader *reader, struct pk_due *out)
{
    struct pk_step sum = { 0 }, step;
    while (*reader->at) {
        if (!pk_step_read(&step, &reader->at)) {
            return not_understood(reader);
        }
        sum.days += step.days;
        sum.months += step.months;
        skip_blank(reader);
    }
    return make_relative(reader, out, sum);
}

/* A period whose number stood before its name: "3. čtvrtletí". */
static enum pk_err read_counted(struct reader *reader, struct pk_due *out, int number)
{
    int year = 0;
    struct pk_date_word word = read_word(reader);
    if (word.kind != PK_WORD_MONTH && word.kind != PK_WORD_PERIOD) {
        return not_understood(reader);
    }
    enum pk_err err = read_year(reader, &year);
    if (err) {
        return err;
    }
    if (word.kind == PK_WORD_MONTH) {
        return make_day(reader, out, year, word.value, number);
    }
    return make_period(reader, out, (enum pk_due_kind)word.value, year, number);
}

/* What follows a day and the sign behind it: a month, or the year when that was the month. */
static enum pk_err read_second(struct reader *reader, struct pk_due *out, struct number first,
                               char sign)
{
    struct number second = read_number(reader);
    enum pk_err err;
    if (second.digits > 2) {
        err = check_year(reader, second);
        return err ? err : make_period(reader, out, PK_DUE_MONTH, second.value, first.value);
    }
    int year = 0;
    bool year_follows = accept(reader, sign) && sign == '/';
    if (year_follows && !at_digit(reader)) {
        return not_understood(reader);
    }
    err = read_year(reader, &year);
    return err ? err : make_day(reader, out, year, second.value, first.value);
}

/* The month, and perhaps the day, of "2024-08-31". */
static enum pk_err read_month_and_day(struct reader *reader, struct pk_due *out, int year,
                                      char sign)
{
    struct number month = read_number(reader), day = { 0 };
    bool day_follows = accept(reader, sign);
    if (day_follows) {
        day = read_number(reader);
    }
    if (month.digits > 2 || day.digits > 2 || (day_follows && day.digits == 0)) {
        return not_understood(reader);
    }
    if (day_follows) {
        return make_day(reader, out, year, month.value, day.value);
    }
    return make_period(reader, out, PK_DUE_MONTH, year, month.value);
}

static enum pk_err read_after_year(struct reader *reader, struct pk_due *out, struct number year)
{
    char sign = *reader->at;
    enum pk_err err = check_year(reader, year);
    if (err) {
        return err;
    }
    if (sign == '-' || sign == '/' || sign == ' ') {
        reader->at++;
    }
    if (at_digit(reader) && sign != ' ') {
        return read_month_and_day(reader, out, year.value, sign);
    }
    struct pk_date_word word = read_word(reader);
    if (word.kind != PK_WORD_PERIOD || !at_digit(reader)) {
        return not_understood(reader);
    }
    return make_period(reader, out, (enum pk_due_kind)word.value, year.value,
                       read_number(reader).value);
}

static enum pk_err read_numeric(struct reader *reader, struct pk_due *out)
{
    struct number first = read_number(reader);
    if (*reader->at == '\0') {
        return not_understood(reader);
    }
    if (first.digits > 2) {
        return read_after_year(reader, out, first);
    }
    char sign = *reader->at;
    if (sign == '.' || sign == '/') {
        reader->at++;
    }
    skip_blank(reader);
    if (at_digit(reader) && (sign == '.' || sign == '/')) {
        return read_second(reader, out, first, sign);
    }
    return sign == '/' ? not_understood(reader) : read_counted(reader, out, first.value);
}

static enum pk_err read_due(struct reader *reader, struct pk_due *out);

static enum pk_err read_ongoing(struct reader *reader, struct pk_due *out)
{
    skip_blank(reader);
    if (*reader->at == '\0') {
        *out = PK_DUE_EMPTY;
        out->kind = PK_DUE_ONGOING;
        return PK_OK;
    }
    if (!accept(reader, '/') && read_word(reader).kind != PK_WORD_UNTIL) {
        return not_understood(reader);
    }
    skip_blank(reader);
    struct pk_due until = PK_DUE_EMPTY;
    enum pk_err err = read_due(reader, &until);
    if (err) {
        return err;
    }
    if (until.kind != PK_DUE_DAY) {
        return not_understood(reader);
    }
    *out = (struct pk_due){ PK_DUE_ONGOING_UNTIL, PK_NO_DAY, until.last };
    return PK_OK;
}

/* A period whose number stands behind its letter: "Q3 2024", "Q3/2024". */
static enum pk_err read_lettered(struct reader *reader, struct pk_due *out, enum pk_due_kind kind)
{
    int year = 0;
    if (!at_digit(reader)) {
        return not_understood(reader);
    }
    int number = read_number(reader).value;
    if ((accept(reader, '/') || accept(reader, '-')) && !at_digit(reader)) {
        return not_understood(reader);
    }
    enum pk_err err = read_year(reader, &year);
    return err ? err : make_period(reader, out, kind, year, number);
}

/* The first such day after the base, or with `next` the one in the week after its own. */
static enum pk_err make_weekday(const struct reader *reader, struct pk_due *out, int weekday,
                                bool next)
{
    int today = reader->dates.base == PK_NO_DAY ? 0 : pk_day_weekday(reader->dates.base);
    int days = next ? 7 - today + weekday : (weekday - today + 6) % 7 + 1;
    return make_relative(reader, out, (struct pk_step){ .days = days });
}

/* What follows a weekday: nothing, or the date that it is the weekday of. */
static enum pk_err read_weekday(struct reader *reader, struct pk_due *out, int weekday)
{
    skip_blank(reader);
    if (*reader->at == '\0') {
        return make_weekday(reader, out, weekday, false);
    }
    enum pk_err err = at_digit(reader) ? read_due(reader, out) : not_understood(reader);
    if (err || out->kind != PK_DUE_DAY) {
        return err ? err : not_understood(reader);
    }
    int is = pk_day_weekday(out->last);
    if (is != weekday) {
        return pk_fail(reader->diag, PK_ERR_USAGE, _("\"%s\" is another day of the week: %s"),
                       pk_text_quote(reader->text).text, pk_weekday_short(is));
    }
    return PK_OK;
}

static enum pk_err read_next(struct reader *reader, struct pk_due *out)
{
    skip_blank(reader);
    struct pk_date_word word = read_word(reader);
    return word.kind == PK_WORD_WEEKDAY ? make_weekday(reader, out, word.value, true)
                                        : not_understood(reader);
}

/* What follows "in": "14 days", "a" left out before one. */
static enum pk_err read_length(struct reader *reader, struct pk_due *out)
{
    skip_blank(reader);
    struct number number = at_digit(reader) ? read_number(reader) : (struct number){ 1, 1 };
    skip_blank(reader);
    struct pk_date_word word = read_word(reader);
    if (number.digits > 5 || (word.kind != PK_WORD_DAYS && word.kind != PK_WORD_MONTHS)) {
        return not_understood(reader);
    }
    int length = word.value * number.value;
    struct pk_step step = { 0 };
    if (word.kind == PK_WORD_DAYS) {
        step.days = length;
    } else {
        step.months = length;
    }
    return make_relative(reader, out, step);
}

static enum pk_err read_worded(struct reader *reader, struct pk_due *out)
{
    int year = 0;
    enum pk_err err;
    struct pk_date_word word = read_word(reader);
    switch (word.kind) {
    case PK_WORD_MONTH:
        err = read_year(reader, &year);
        return err ? err : make_period(reader, out, PK_DUE_MONTH, year, word.value);
    case PK_WORD_PERIOD:
        return read_lettered(reader, out, (enum pk_due_kind)word.value);
    case PK_WORD_ROMAN:
        skip_blank(reader);
        return read_counted(reader, out, word.value);
    case PK_WORD_RELATIVE:
        return make_relative(reader, out, (struct pk_step){ .days = word.value });
    case PK_WORD_ONGOING:
        return read_ongoing(reader, out);
    case PK_WORD_WEEKDAY:
        return read_weekday(reader, out, word.value);
    case PK_WORD_NEXT:
        return read_next(reader, out);
    case PK_WORD_IN:
        return read_length(reader, out);
    case PK_WORD_DAYS:
    case PK_WORD_MONTHS:
    case PK_WORD_UNTIL:
    case PK_WORD_OTHER:
        break;
    }
    return not_understood(reader);
}

static enum pk_err read_due(struct reader *reader, struct pk_due *out)
{
    enum pk_err err;
    if (*reader->at == '+' || *reader->at == '-') {
        err = read_steps(reader, out);
    } else if (at_digit(reader)) {
        err = read_numeric(reader, out);
    } else {
        err = read_worded(reader, out);
    }
    return !err && *reader->at ? not_understood(reader) : err;
}

/* Two digits as a number, -1 where there are none. */
static int two_digits(const char *at)
{
    if (!pk_typed_digit(at[0]) || !pk_typed_digit(at[1])) {
        return -1;
    }
    return (at[0] - '0') * 10 + (at[1] - '0');
}

/* What follows "2024-": Q3 or H1. */
static bool read_letter_quickly(struct pk_due *out, int year, const char *at)
{
    int number = at[0] && pk_typed_digit(at[1]) && !at[2] ? at[1] - '0' : 0;
    bool quarter = at[0] == 'Q' && number <= 4, half = at[0] == 'H' && number <= 2;
    if (number == 0 || year == 0 || (!quarter && !half)) {
        return false;
    }
    *out = pk_due_period(quarter ? PK_DUE_QUARTER : PK_DUE_HALF, year, number);
    return true;
}

/* What follows "2024-": 08 or 08-31. */
static bool read_month_quickly(struct pk_due *out, int year, const char *at)
{
    int month = two_digits(at);
    if (month >= 0 && !at[2] && pk_day_valid(year, month, 1)) {
        *out = pk_due_period(PK_DUE_MONTH, year, month);
        return true;
    }
    int day = month >= 0 && at[2] == '-' ? two_digits(at + 3) : -1;
    if (day < 0 || at[5] || !pk_day_valid(year, month, day)) {
        return false;
    }
    pk_day made = pk_day_make(year, month, day);
    *out = (struct pk_due){ .kind = PK_DUE_DAY, .first = made, .last = made };
    return true;
}

/* The spellings that files hold; all else, and all that is wrong, is left to the reader. */
static bool read_quickly(struct pk_due *out, const char *text)
{
    if (strcmp(text, "ongoing") == 0) {
        out->kind = PK_DUE_ONGOING;
        return true;
    }
    int century = two_digits(text);
    int rest = century < 0 ? -1 : two_digits(text + 2);
    if (rest < 0 || text[4] != '-') {
        return false;
    }
    int year = century * 100 + rest;
    return read_month_quickly(out, year, text + 5) || read_letter_quickly(out, year, text + 5);
}

static enum pk_err parse(struct pk_due *out, struct reader *reader)
{
    *out = PK_DUE_EMPTY;
    if (*reader->text == '\0' || read_quickly(out, reader->text)) {
        return PK_OK;
    }
    struct pk_buf folded = { 0 };
    struct pk_due read = PK_DUE_EMPTY;
    enum pk_err err = PK_OK;
    if (!pk_typed_fold(&folded, reader->text)) {
        err = not_understood(reader);
    } else if (folded.len > 0) {
        reader->at = folded.data;
        err = read_due(reader, &read);
    }
    pk_buf_dispose(&folded);
    if (!err) {
        *out = read;
    }
    return err;
}

enum pk_err pk_due_parse(struct pk_due *out, const char *text, const struct pk_dates *dates,
                         struct pk_diag *diag)
{
    struct reader reader = { .text = text, .dates = *dates, .diag = diag };
    return parse(out, &reader);
}

enum pk_err pk_day_parse(pk_day *out, const char *text, const struct pk_dates *dates,
                         struct pk_diag *diag)
{
    struct reader reader = { .text = text, .dates = *dates, .day_wanted = true, .diag = diag };
    struct pk_due due;
    enum pk_err err = parse(&due, &reader);
    *out = due.kind == PK_DUE_DAY ? due.last : PK_NO_DAY;
    if (err || due.kind == PK_DUE_DAY || due.kind == PK_DUE_NONE) {
        return err;
    }
    return pk_fail(diag, PK_ERR_USAGE, _("\"%s\" is not one day; write for example 31. 8. 2024"),
                   pk_text_quote(text).text);
}
