#include "config.h"

#include "base/due.h"

#include <string.h>

#include "base/typed.h"
#include "planek/date.h"
#include "planek/i18n.h"
#include "planek/text.h"

#define NARROW_CELLS 10
#define STEP_DIGITS 5

int pk_due_months(enum pk_due_kind kind)
{
    switch (kind) {
    case PK_DUE_MONTH:
        return 1;
    case PK_DUE_QUARTER:
        return 3;
    case PK_DUE_HALF:
        return 6;
    case PK_DUE_NONE:
    case PK_DUE_DAY:
    case PK_DUE_ONGOING:
    case PK_DUE_ONGOING_UNTIL:
        break;
    }
    return 0;
}

static struct pk_due period_from(enum pk_due_kind kind, pk_day first)
{
    pk_day next = pk_day_add_months(first, pk_due_months(kind));
    return (struct pk_due){ .kind = kind, .first = first, .last = next - 1 };
}

struct pk_due pk_due_period(enum pk_due_kind kind, int year, int number)
{
    int month = (number - 1) * pk_due_months(kind) + 1;
    return period_from(kind, pk_day_make(year, month, 1));
}

/* Which month, quarter or half of its year a period is, from 1. */
static int period_number(struct pk_due due)
{
    return (pk_day_ymd(due.first).month - 1) / pk_due_months(due.kind) + 1;
}

bool pk_step_read(struct pk_step *step, const char **at)
{
    const char *next = *at;
    int sign = *next == '-' ? -1 : 1, count = 0, digits = 0;
    if (*next != '+' && *next != '-') {
        return false;
    }
    for (next++; pk_typed_digit(*next); next++) {
        if (++digits > STEP_DIGITS) {
            return false;
        }
        count = count * 10 + (*next - '0');
    }
    if (digits == 0) {
        return false;
    }
    count *= sign;
    *step = (struct pk_step){ 0 };
    switch (*next) {
    case 'd':
        step->days = count;
        break;
    case 'w':
        step->days = count * 7;
        break;
    case 'm':
        step->months = count;
        break;
    case 'q':
        step->months = count * 3;
        break;
    default:
        return false;
    }
    *at = next + 1;
    return true;
}

pk_day pk_step_from(pk_day day, struct pk_step step)
{
    if (step.months < -120000 || step.months > 120000) {
        return PK_NO_DAY;
    }
    pk_day moved = pk_day_add_months(day, step.months) + step.days;
    return moved >= PK_DAY_FIRST && moved <= PK_DAY_LAST ? moved : PK_NO_DAY;
}

static enum pk_err refuse_unit(enum pk_due_kind kind, struct pk_diag *diag)
{
    return pk_fail(diag, PK_ERR_USAGE, "%s",
                   kind == PK_DUE_MONTH
                       ? _("the deadline is a month; only whole months move it")
                   : kind == PK_DUE_QUARTER
                       ? _("the deadline is a quarter; only whole quarters move it")
                       : _("the deadline is a half-year; only whole half-years move it"));
}

static enum pk_err refuse_kind(enum pk_due_kind kind, struct pk_diag *diag)
{
    if (kind == PK_DUE_ONGOING) {
        return pk_fail(diag, PK_ERR_USAGE,
                       _("what is ongoing has no day to move; set a deadline first"));
    }
    return pk_fail(diag, PK_ERR_USAGE, _("there is no deadline to move; set one first"));
}

static enum pk_err read_one_step(struct pk_step *step, const char *text, struct pk_diag *diag)
{
    struct pk_buf folded = { 0 };
    bool read = false;
    if (pk_typed_fold(&folded, text) && folded.len > 0) {
        const char *at = folded.data;
        read = pk_step_read(step, &at) && *at == '\0';
    }
    pk_buf_dispose(&folded);
    if (read) {
        return PK_OK;
    }
    return pk_fail(diag, PK_ERR_USAGE,
                   _("\"%s\" is not a step; write for example +14d, -1w, +1m or +1q"),
                   pk_text_quote(text).text);
}

/* False where the step leads out of the years that there are. */
static bool move(struct pk_due *due, struct pk_step step)
{
    pk_day from = due->kind == PK_DUE_ONGOING_UNTIL ? due->last : due->first;
    pk_day to = pk_step_from(from, step);
    if (to == PK_NO_DAY) {
        return false;
    }
    if (pk_due_months(due->kind) > 0) {
        *due = period_from(due->kind, to);
    } else if (due->kind == PK_DUE_DAY) {
        due->first = due->last = to;
    } else {
        due->last = to;
    }
    return true;
}

enum pk_err pk_due_shift(struct pk_due *due, const char *step_text, struct pk_diag *diag)
{
    struct pk_step step;
    enum pk_err err = read_one_step(&step, step_text, diag);
    if (err) {
        return err;
    }
    if (due->kind == PK_DUE_NONE || due->kind == PK_DUE_ONGOING) {
        return refuse_kind(due->kind, diag);
    }
    int months = pk_due_months(due->kind);
    if (months > 0 && (step.days != 0 || step.months % months != 0)) {
        return refuse_unit(due->kind, diag);
    }
    struct pk_due moved = *due;
    if (!move(&moved, step)) {
        return pk_fail(diag, PK_ERR_USAGE,
                       _("\"%s\" leads out of the years 1 to 9999; use a smaller step"),
                       pk_text_quote(step_text).text);
    }
    *due = moved;
    return PK_OK;
}

void pk_due_encode(struct pk_buf *out, struct pk_due due)
{
    int year = due.first == PK_NO_DAY ? 0 : pk_day_ymd(due.first).year;
    switch (due.kind) {
    case PK_DUE_NONE:
        break;
    case PK_DUE_DAY:
        pk_day_encode(out, due.last);
        break;
    case PK_DUE_MONTH:
        pk_buf_printf(out, "%04d-%02d", year, period_number(due));
        break;
    case PK_DUE_QUARTER:
        pk_buf_printf(out, "%04d-Q%d", year, period_number(due));
        break;
    case PK_DUE_HALF:
        pk_buf_printf(out, "%04d-H%d", year, period_number(due));
        break;
    case PK_DUE_ONGOING:
        pk_buf_str(out, "ongoing");
        break;
    case PK_DUE_ONGOING_UNTIL:
        pk_buf_str(out, "ongoing/");
        pk_day_encode(out, due.last);
        break;
    }
}

bool pk_due_equal(struct pk_due a, struct pk_due b)
{
    return a.kind == b.kind && a.first == b.first && a.last == b.last;
}

static void add_until(struct pk_buf *out, pk_day day, enum pk_day_style style)
{
    struct pk_buf text = { 0 };
    pk_day_format(&text, day, style);
    pk_buf_printf(out, _("ongoing until %s"), pk_buf_text(&text));
    pk_buf_dispose(&text);
}

void pk_due_format(struct pk_buf *out, struct pk_due due, int year)
{
    int own = due.last == PK_NO_DAY ? year : pk_day_ymd(due.last).year;
    bool named = own != year || year == 0;
    enum pk_day_style style = named ? PK_DAY_FULL : PK_DAY_SHORT;
    switch (due.kind) {
    case PK_DUE_NONE:
        return;
    case PK_DUE_DAY:
        pk_day_format(out, due.last, style);
        return;
    case PK_DUE_MONTH:
        pk_buf_str(out, pk_month_name(period_number(due)));
        break;
    case PK_DUE_QUARTER:
        pk_buf_printf(out, C_("quarter", "Q%d"), period_number(due));
        break;
    case PK_DUE_HALF:
        pk_buf_printf(out, C_("half-year", "H%d"), period_number(due));
        break;
    case PK_DUE_ONGOING:
        pk_buf_str(out, _("ongoing"));
        return;
    case PK_DUE_ONGOING_UNTIL:
        add_until(out, due.last, style);
        return;
    }
    if (named) {
        pk_buf_printf(out, " %04d", own);
    }
}

static void add_narrow_year(struct pk_buf *out, struct pk_due due)
{
    int number = due.first == PK_NO_DAY ? 0 : pk_day_ymd(due.first).month;
    switch (due.kind) {
    case PK_DUE_NONE:
    case PK_DUE_ONGOING:
        break;
    case PK_DUE_DAY:
        /* TRANSLATORS: at most 10 cells for any day */
        /* xgettext:no-c-format */
        pk_day_pattern(out, C_("narrow day", "%Y-%m-%d"), due.last);
        break;
    case PK_DUE_MONTH:
        /* xgettext:no-c-format */
        pk_day_pattern(out, C_("narrow month", "%b %Y"), due.last);
        break;
    case PK_DUE_QUARTER:
    case PK_DUE_HALF:
        pk_buf_printf(out, due.kind == PK_DUE_HALF ? "H%d/%04d" : "Q%d/%04d",
                      (number - 1) / pk_due_months(due.kind) + 1, pk_day_ymd(due.last).year);
        break;
    case PK_DUE_ONGOING_UNTIL:
        /* TRANSLATORS: the month an ongoing activity ends in, at most 10 cells */
        /* xgettext:no-c-format */
        pk_day_pattern(out, C_("narrow ongoing until", "to %m/%Y"), due.last);
        break;
    }
}

static void add_narrow(struct pk_buf *out, struct pk_due due)
{
    switch (due.kind) {
    case PK_DUE_NONE:
        break;
    case PK_DUE_DAY:
        pk_day_format(out, due.last, PK_DAY_SHORT);
        break;
    case PK_DUE_MONTH:
        pk_buf_str(out, pk_month_name(period_number(due)));
        break;
    case PK_DUE_QUARTER:
        pk_buf_printf(out, C_("narrow quarter", "Q%d"), period_number(due));
        break;
    case PK_DUE_HALF:
        pk_buf_printf(out, C_("narrow half-year", "H%d"), period_number(due));
        break;
    case PK_DUE_ONGOING:
        pk_buf_str(out, C_("narrow", "ongoing"));
        break;
    case PK_DUE_ONGOING_UNTIL:
        /* TRANSLATORS: the day an ongoing activity ends on, at most 10 cells */
        /* xgettext:no-c-format */
        pk_day_pattern(out, C_("narrow ongoing until", "to %-d %b"), due.last);
        break;
    }
}

void pk_due_format_narrow(struct pk_buf *out, struct pk_due due, int year)
{
    size_t start = out->len;
    bool named = due.last != PK_NO_DAY && (year == 0 || pk_day_ymd(due.last).year != year);
    if (named) {
        add_narrow_year(out, due);
    } else {
        add_narrow(out, due);
    }
    size_t len = out->len - start;
    pk_buf_cut(out, start + pk_text_fit(pk_buf_text(out) + start, len, NARROW_CELLS, NULL));
}

void pk_due_format_within(struct pk_buf *out, struct pk_due due, int year, int cells)
{
    size_t start = out->len;
    pk_due_format(out, due, year);
    if (pk_text_width(pk_buf_text(out) + start, out->len - start) > cells) {
        pk_buf_cut(out, start);
        pk_due_format_narrow(out, due, year);
    }
}
