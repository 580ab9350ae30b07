/* date.h: civil days, deadlines as officials decide them, and their spelling.
 *
 * A day is a number of days since 1970-01-01 in the proleptic Gregorian calendar; years 1 to
 * 9999.  Intervals are half-open.  Nothing here asks the clock: today comes in from outside.
 */
#ifndef PLANEK_DATE_H
#define PLANEK_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "planek/buf.h"
#include "planek/error.h"

typedef int32_t pk_day;
#define PK_NO_DAY INT32_MIN

struct pk_ymd {
    int year, month, day; /* month 1..12, day 1..31 */
};

bool pk_day_valid(int year, int month, int day);
pk_day pk_day_make(int year, int month, int day); /* of a valid date */
struct pk_ymd pk_day_ymd(pk_day day);
int pk_day_weekday(pk_day day);                 /* 0 Monday .. 6 Sunday */
int pk_day_iso_week(pk_day day);                /* ISO 8601 week, 1..53 */
int pk_month_days(int year, int month);

/* The day of month is kept or cut to the last.  months is at most 10000 years either way; the
 * result may leave the years 1 to 9999, which only parsing and shifting refuse. */
pk_day pk_day_add_months(pk_day day, int months);

/* How sure a deadline is. */
enum pk_due_kind {
    PK_DUE_NONE,         /* empty, or a text that is no deadline */
    PK_DUE_DAY,          /* 2024-08-31 */
    PK_DUE_MONTH,        /* 2024-08 */
    PK_DUE_QUARTER,      /* 2024-Q3 */
    PK_DUE_HALF,         /* 2024-H1 */
    PK_DUE_ONGOING,      /* ongoing: ends with the plan's year */
    PK_DUE_ONGOING_UNTIL /* ongoing/2024-09-30 */
};

struct pk_due {
    enum pk_due_kind kind;
    pk_day first; /* of the period; equal to last for a day; PK_NO_DAY for the ongoing kinds */
    pk_day last;  /* what sorts and what makes it late; PK_NO_DAY for NONE and ONGOING */
};

/* What a person's spelling may lean on.  year 0: a date without a year is refused.  base
 * PK_NO_DAY: "+14d" is refused (as in files). */
struct pk_dates {
    int year;
    pk_day base; /* what "+14d" counts from: today in a field, the value itself in a shift */
};

/* Reads a day in any spelling: 2024-08-31, 31. 8. 2024, 31.8.2024, 31/8/2024, 31. 8., 31.8,
 * 31. srpna 2024, 31 Aug, +14d -1w +2m (steps of d, w, m, q; several add up), dnes, zítra,
 * včera, today, tomorrow, yesterday, za 14 dní, in 2 weeks, pá or Friday (the first one after
 * base), příští pátek (the one in the week after), so 31. 8. 2024 (refused where that is
 * another day).  Any case, with or without diacritics; blanks around are
 * ignored.  What is ambiguous or impossible is PK_ERR_USAGE with a sentence such as "June has
 * only 30 days"; *out is then PK_NO_DAY.  The empty text is PK_OK and PK_NO_DAY. */
PK_MUST_USE enum pk_err pk_day_parse(pk_day *out, const char *text, const struct pk_dates *dates,
                                     struct pk_diag *diag);

/* Reads a deadline: what pk_day_parse reads, and 2024-08, 8/2024, srpen, srpen 2024, August
 * 2024, 2024-Q3, Q3 [2024], 3. čtvrtletí [2024], III. čtvrtletí [2024], 2024-H1, H1 [2024],
 * 1. pololetí [2024], ongoing, průběžně, průběžné, ongoing/2024-09-30, ongoing until 30 Sep,
 * průběžně do 30. 9. [2024].  Failure as in pk_day_parse; the empty text is PK_OK and kind
 * NONE. */
PK_MUST_USE enum pk_err pk_due_parse(struct pk_due *out, const char *text,
                                     const struct pk_dates *dates, struct pk_diag *diag);

/* The step "+14d", "-1w", "+1m", "+1q" as a function of a deadline: a day moves by it; a month,
 * quarter or half moves by whole periods of its own (a step of m, q that is no whole number of
 * them, or d and w, is PK_ERR_USAGE).  ongoing cannot be shifted; ongoing until can.  On failure
 * *due is as before. */
PK_MUST_USE enum pk_err pk_due_shift(struct pk_due *due, const char *step, struct pk_diag *diag);

/* The form in files: 2024-08-31, 2024-Q3, ongoing/2024-09-30; nothing for NONE. */
void pk_day_encode(struct pk_buf *out, pk_day day);
void pk_due_encode(struct pk_buf *out, struct pk_due due);

bool pk_due_equal(struct pk_due a, struct pk_due b);

/* The forms people read, in the language of gettext. */
enum pk_day_style {
    PK_DAY_SHORT,  /* 31. 8.            31 Aug         */
    PK_DAY_FULL,   /* 31. 8. 2024       31 Aug 2024    */
    PK_DAY_WEEKDAY /* st 12. 6. 2024    Wed 12 Jun 2024 */
};
void pk_day_format(struct pk_buf *out, pk_day day, enum pk_day_style style);

/* "31. 8.", "srpen", "3. čtvrtletí", "1. pololetí", "průběžně", "průběžně do 30. 9."; the year
 * is named where it is not `year` (year 0: always). */
void pk_due_format(struct pk_buf *out, struct pk_due due, int year);
/* As pk_due_format but never wider than 10 cells: "31. 8.", "srpen", "3. čtvrt.", "průběžně". */
void pk_due_format_narrow(struct pk_buf *out, struct pk_due due, int year);
/* As pk_due_format where that has room in so many cells, else narrow. */
void pk_due_format_within(struct pk_buf *out, struct pk_due due, int year, int cells);

/* Names by gettext, borrowed: month 1..12 "led" and "leden"; weekday 0..6 "po". */
const char *pk_month_short(int month);
const char *pk_month_name(int month);
const char *pk_weekday_short(int weekday);

#endif
