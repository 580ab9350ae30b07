#include "config.h"

#include "planek/shares.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "planek/buf.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"

static enum pk_err read_source(struct pk_share *share, const char *text, size_t length,
                               struct pk_diag *diag)
{
    text = pk_text_trim(text, &length);
    if (length == 0) {
        return pk_fail(diag, PK_ERR_USAGE, _("a share names no source; write SOURCE:AMOUNT"));
    }
    if (length >= sizeof(share->source)) {
        return pk_fail(diag, PK_ERR_USAGE, _("the id of a source is longer than %zu bytes"),
                       sizeof(share->source) - 1);
    }
    memcpy(share->source, text, length);
    share->source[length] = '\0';
    return PK_OK;
}

static enum pk_err read_amount(struct pk_share *share, const char *text, size_t length,
                               struct pk_diag *diag)
{
    char *typed = pk_strndup(text, length);
    struct pk_diag why = { 0 };
    enum pk_err err = pk_money_parse(&share->amount, typed, &why);
    free(typed);
    struct pk_quote source = pk_text_quote(share->source);
    if (err != PK_OK) {
        return pk_fail(diag, PK_ERR_USAGE, _("the share of \"%s\": %s"), source.text, why.text);
    }
    if (share->amount == PK_NO_MONEY) {
        return pk_fail(diag, PK_ERR_USAGE,
                       _("the share of \"%s\" has no amount after the colon; leave the colon out, "
                         "too, if it takes the rest"),
                       source.text);
    }
    if (share->amount < 0) {
        return pk_fail(diag, PK_ERR_USAGE, _("the share of \"%s\" is negative"), source.text);
    }
    return PK_OK;
}

static enum pk_err read_share(struct pk_share *share, const char *item, size_t length,
                              struct pk_diag *diag)
{
    const char *colon = memchr(item, ':', length);
    size_t source_length = colon ? (size_t)(colon - item) : length;
    share->amount = PK_NO_MONEY;
    enum pk_err err = read_source(share, item, source_length, diag);
    if (err == PK_OK && colon) {
        err = read_amount(share, colon + 1, length - source_length - 1, diag);
    }
    return err;
}

/* Whether the share may stand beside those before it. */
static enum pk_err accept_share(const struct pk_shares *before, const struct pk_share *share,
                                struct pk_diag *diag)
{
    for (int i = 0; i < before->count; i++) {
        if (strcmp(before->items[i].source, share->source) == 0) {
            return pk_fail(diag, PK_ERR_USAGE,
                           _("source \"%s\" stands twice; join its shares into one"),
                           pk_text_quote(share->source).text);
        }
        if (share->amount == PK_NO_MONEY && before->items[i].amount == PK_NO_MONEY) {
            return pk_fail(diag, PK_ERR_USAGE,
                           _("\"%s\" and \"%s\" have no amount; only one share can take the rest"),
                           pk_text_quote(before->items[i].source).text,
                           pk_text_quote(share->source).text);
        }
    }
    return PK_OK;
}

enum pk_err pk_shares_parse(struct pk_shares *out, const char *text, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    const char *item;
    size_t length;
    out->count = 0;
    while (err == PK_OK && (item = pk_text_item(&text, &length))) {
        if (out->count == PK_SHARES_MAX) {
            err = pk_fail(diag, PK_ERR_USAGE,
                          _("a cost can be divided over %d sources at most"), PK_SHARES_MAX);
            break;
        }
        struct pk_share *share = &out->items[out->count];
        err = read_share(share, item, length, diag);
        if (err == PK_OK) {
            err = accept_share(out, share, diag);
        }
        out->count++;
    }
    if (err != PK_OK) {
        out->count = 0;
    }
    return err;
}

static enum pk_err do_not_add_up(pk_money sum, pk_money cost, struct pk_diag *diag)
{
    struct pk_buf shares = { 0 }, whole = { 0 };
    pk_money_format(&shares, sum);
    pk_money_format(&whole, cost);
    enum pk_err err = pk_fail(diag, PK_ERR_USAGE,
                              _("the shares add up to %s, the cost is %s; make them agree"),
                              pk_buf_text(&shares), pk_buf_text(&whole));
    pk_buf_dispose(&shares);
    pk_buf_dispose(&whole);
    return err;
}

enum pk_err pk_shares_settle(struct pk_shares *shares, pk_money cost, struct pk_diag *diag)
{
    struct pk_share *rest = NULL;
    pk_money sum = 0;
    bool amounts = false;
    for (int i = 0; i < shares->count; i++) {
        if (shares->items[i].amount == PK_NO_MONEY) {
            rest = &shares->items[i];
        } else {
            sum = pk_money_add(sum, shares->items[i].amount);
            amounts = true;
        }
    }
    if (cost == PK_NO_MONEY && amounts) {
        return pk_fail(diag, PK_ERR_USAGE, _("there are shares but no cost; fill in the cost"));
    }
    pk_money whole = cost == PK_NO_MONEY ? 0 : cost;
    if (rest ? sum > whole : amounts && sum != whole) {
        return do_not_add_up(sum, whole, diag);
    }
    if (rest) {
        rest->amount = pk_money_sub(whole, sum);
    }
    return PK_OK;
}
