/* Amounts are read twice: plain digits with at most two decimals, which is what files hold, in
 * one quick pass; everything else folded and then taken apart,
 *
 *     [-] [Kč] digits [,-] [tis.|mil.] [Kč]
 *
 * where digits come in groups parted by a dot, a comma or a blank.  Only when all groups are
 * known is it judged which of these signs group and which one begins the decimals.
 */
#include "config.h"

#include "planek/money.h"

#include <string.h>

#include "base/typed.h"
#include "planek/i18n.h"
#include "planek/text.h"

#define MAX_DIGITS 24
#define MAX_GROUPS 10
#define QUICK_DIGITS 12
#define FOLDED_MINUS "\xE2\x88\x92" /* U+2212 */

struct groups {
    char digits[MAX_DIGITS];
    int digit_count;
    int count;
    int length[MAX_GROUPS];
    char before[MAX_GROUPS]; /* the sign that parts a group from the last one */
};

static bool parse_quickly(pk_money *out, const char *text)
{
    const char *at = text + (*text == '-');
    const char *first = at;
    pk_money amount = 0;
    for (; pk_typed_digit(*at); at++) {
        if (at - first == QUICK_DIGITS) {
            return false;
        }
        amount = amount * 10 + (*at - '0');
    }
    if (at == first) {
        return false;
    }
    amount *= 100;
    if (*at == '.' || *at == ',') {
        if (!pk_typed_digit(*++at)) {
            return false;
        }
        amount += (*at++ - '0') * 10;
        if (pk_typed_digit(*at)) {
            amount += *at++ - '0';
        }
    }
    *out = *text == '-' ? -amount : amount;
    return *at == '\0';
}

static enum pk_err not_a_number(const char *text, struct pk_diag *diag)
{
    return pk_fail(diag, PK_ERR_USAGE,
                   _("\"%s\" is not a number; write for example 30000, 30 000,50 or 15 tis."),
                   pk_text_quote(text).text);
}

static enum pk_err too_large(const char *text, struct pk_diag *diag)
{
    struct pk_buf largest = { 0 };
    pk_money_format(&largest, PK_MONEY_MAX);
    pk_fail(diag, PK_ERR_USAGE, _("\"%s\" is too large; the most a number can be is %s"),
            pk_text_quote(text).text, pk_buf_text(&largest));
    pk_buf_dispose(&largest);
    return PK_ERR_USAGE;
}

/* Takes digits apart into groups; returns where they end, NULL when they are too many. */
static const char *groups_read(struct groups *groups, const char *at)
{
    *groups = (struct groups){ 0 };
    while (pk_typed_digit(*at)) {
        int group = groups->count++;
        groups->before[group] = group > 0 ? at[-1] : '\0';
        for (; pk_typed_digit(*at); at++) {
            if (groups->digit_count == MAX_DIGITS) {
                return NULL;
            }
            groups->digits[groups->digit_count++] = *at;
            groups->length[group]++;
        }
        bool parted = (*at == '.' || *at == ',' || *at == ' ') && pk_typed_digit(at[1]);
        if (!parted) {
            break;
        }
        if (groups->count == MAX_GROUPS) {
            return NULL;
        }
        at++;
    }
    return at;
}

static enum pk_err check_grouping(const struct groups *groups, int whole, const char *text,
                                  struct pk_diag *diag)
{
    bool threes = groups->length[0] <= 3 && groups->digits[0] != '0';
    for (int i = 1; i < whole; i++) {
        if (groups->before[i] == ',') {
            return pk_fail(diag, PK_ERR_USAGE,
                           _("at most two decimals behind the comma, not \"%s\"; write for "
                             "example 1 234 or 1,23"),
                           pk_text_quote(text).text);
        }
        if (groups->before[i] != groups->before[1]) {
            return pk_fail(diag, PK_ERR_USAGE,
                           _("\"%s\" groups its digits in two ways; write for example 1 234 567"),
                           pk_text_quote(text).text);
        }
        threes = threes && groups->length[i] == 3;
    }
    if (whole > 1 && !threes) {
        return pk_fail(diag, PK_ERR_USAGE,
                       _("the digits of \"%s\" are not grouped by threes; write for example "
                         "30 000 or 30000,50"),
                       pk_text_quote(text).text);
    }
    return PK_OK;
}

/* The value of the groups in hundredths, of at most PK_MONEY_MAX. */
static enum pk_err groups_value(pk_money *out, bool *has_decimals, const struct groups *groups,
                                const char *text, struct pk_diag *diag)
{
    int last = groups->count - 1, whole = groups->count, decimals = 0;
    if (last > 0 && groups->before[last] != ' ' && groups->length[last] <= 2) {
        whole--;
        decimals = groups->length[last];
    }
    enum pk_err err = check_grouping(groups, whole, text, diag);
    if (err) {
        return err;
    }
    pk_money value = 0;
    for (int i = 0; i < groups->digit_count; i++) {
        value = value * 10 + (groups->digits[i] - '0');
        if (value > PK_MONEY_MAX) {
            return too_large(text, diag);
        }
    }
    for (int i = decimals; i < 2; i++) {
        value *= 10;
    }
    *has_decimals = decimals > 0;
    *out = value;
    return value > PK_MONEY_MAX ? too_large(text, diag) : PK_OK;
}

/* Passes over prefix when the text begins with it. */
static bool accept(const char **at, const char *prefix)
{
    size_t len = strlen(prefix);
    if (strncmp(*at, prefix, len) != 0) {
        return false;
    }
    *at += len;
    return true;
}

/* As accept, of a whole word, with the dot of an abbreviation and the blank behind it. */
static bool accept_word(const char **at, const char *word)
{
    const char *end = *at;
    if (!accept(&end, word) || pk_typed_letter(*end)) {
        return false;
    }
    end += *end == '.';
    *at = pk_typed_past_blank(end);
    return true;
}

static bool accept_currency(const char **at)
{
    return accept_word(at, "kc") || accept_word(at, "czk");
}

static bool accept_minus(const char **at)
{
    if (!accept(at, "-") && !accept(at, FOLDED_MINUS)) {
        return false;
    }
    *at = pk_typed_past_blank(*at);
    return true;
}

/* ",-" and ".-" with any dash: no haléře. */
static bool accept_no_decimals(const char **at)
{
    static const char *const dashes[] = { "--", "-", "–", "—", FOLDED_MINUS };
    const char *end = *at;
    if (!accept(&end, ",") && !accept(&end, ".")) {
        return false;
    }
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (accept(&end, dashes[i])) {
            *at = pk_typed_past_blank(end);
            return true;
        }
    }
    return false;
}

static pk_money accept_multiplier(const char **at)
{
    static const struct {
        const char *word;
        pk_money times;
    } words[] = {
        { "tis", 1000 },       { "tisic", 1000 },      { "tisice", 1000 },
        { "mil", 1000000 },    { "milion", 1000000 },  { "miliony", 1000000 },
        { "milionu", 1000000 },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (accept_word(at, words[i].word)) {
            return words[i].times;
        }
    }
    return 1;
}

static enum pk_err read_folded(pk_money *out, const char *at, const char *text,
                               struct pk_diag *diag)
{
    struct groups groups;
    pk_money value = 0;
    bool minus = accept_minus(&at);
    bool currency = accept_currency(&at);
    if (!minus) {
        minus = accept_minus(&at);
    }
    if (!pk_typed_digit(*at)) {
        return not_a_number(text, diag);
    }
    at = groups_read(&groups, at);
    if (!at) {
        return too_large(text, diag);
    }
    bool decimals = false;
    enum pk_err err = groups_value(&value, &decimals, &groups, text, diag);
    if (err) {
        return err;
    }
    at = pk_typed_past_blank(at);
    pk_money times = 1;
    if (decimals || !accept_no_decimals(&at)) {
        times = accept_multiplier(&at);
    }
    if (!currency) {
        accept_currency(&at);
    }
    if (*at) {
        return not_a_number(text, diag);
    }
    if (value > PK_MONEY_MAX / times) {
        return too_large(text, diag);
    }
    *out = minus ? -value * times : value * times;
    return PK_OK;
}

enum pk_err pk_money_parse(pk_money *out, const char *text, struct pk_diag *diag)
{
    if (parse_quickly(out, text)) {
        return PK_OK;
    }
    *out = PK_NO_MONEY;
    struct pk_buf folded = { 0 };
    enum pk_err err = PK_OK;
    if (!pk_typed_fold(&folded, text)) {
        err = not_a_number(text, diag);
    } else if (folded.len > 0) {
        err = read_folded(out, folded.data, text, diag);
    }
    pk_buf_dispose(&folded);
    return err;
}

/* The decimal digits of the whole part, without a sign; their number. */
static int whole_digits(char digits[24], pk_money amount)
{
    uint64_t whole = (uint64_t)(amount < 0 ? -amount : amount) / 100;
    char reversed[24];
    int count = 0;
    do {
        reversed[count++] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole > 0);
    for (int i = 0; i < count; i++) {
        digits[i] = reversed[count - 1 - i];
    }
    return count;
}

static void add_amount(struct pk_buf *out, pk_money amount, bool grouped,
                       const char *decimal_sign)
{
    if (amount == PK_NO_MONEY) {
        return;
    }
    char digits[24];
    int count = whole_digits(digits, amount);
    if (amount < 0) {
        pk_buf_char(out, '-');
    }
    for (int i = 0; i < count; i++) {
        if (grouped && i > 0 && (count - i) % 3 == 0) {
            pk_buf_char(out, ' ');
        }
        pk_buf_char(out, digits[i]);
    }
    int decimals = (int)(amount % 100);
    if (decimals != 0) {
        pk_buf_printf(out, "%s%02d", decimal_sign, decimals < 0 ? -decimals : decimals);
    }
}

void pk_money_encode(struct pk_buf *out, pk_money amount)
{
    add_amount(out, amount, false, ".");
}

void pk_money_format(struct pk_buf *out, pk_money amount)
{
    add_amount(out, amount, true, C_("decimal sign", "."));
}

pk_money pk_money_add(pk_money a, pk_money b)
{
    pk_money sum;
    if (a == PK_NO_MONEY) {
        a = 0;
    }
    if (b == PK_NO_MONEY) {
        b = 0;
    }
    if (__builtin_add_overflow(a, b, &sum)) {
        return a > 0 ? INT64_MAX : -INT64_MAX;
    }
    return sum == PK_NO_MONEY ? -INT64_MAX : sum;
}

pk_money pk_money_sub(pk_money a, pk_money b)
{
    return pk_money_add(a, b == PK_NO_MONEY ? 0 : -b);
}

int pk_percent(pk_money part, pk_money whole)
{
    if (whole <= 0 || part == PK_NO_MONEY) {
        return 0;
    }
    __extension__ typedef unsigned __int128 wide;
    wide size = (wide)(part < 0 ? -part : part);
    wide percent = (size * 200 + (wide)whole) / ((wide)whole * 2);
    int bounded = percent > 9999 ? 9999 : (int)percent;
    return part < 0 ? -bounded : bounded;
}
