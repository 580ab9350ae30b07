/* shares.c: the shares of a cost; a part behind a line "--" is the cost. */
#include "config.h"

#include "planek/shares.h"

#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

static void expect_parsed(const struct pk_shares *shares)
{
    int open = 0;
    FUZZ_EXPECT(shares->count >= 0 && shares->count <= PK_SHARES_MAX);
    for (int i = 0; i < shares->count; i++) {
        FUZZ_EXPECT(*shares->items[i].source);
        open += shares->items[i].amount == PK_NO_MONEY;
        FUZZ_EXPECT(shares->items[i].amount == PK_NO_MONEY || shares->items[i].amount >= 0);
        for (int k = 0; k < i; k++) {
            FUZZ_EXPECT(strcmp(shares->items[i].source, shares->items[k].source) != 0);
        }
    }
    FUZZ_EXPECT(open <= 1);
}

/* Writing down what was read and reading it gives the same. */
static void expect_again(const struct pk_shares *shares)
{
    struct pk_buf text = { 0 };
    struct pk_shares again;
    for (int i = 0; i < shares->count; i++) {
        pk_buf_printf(&text, "%s%s", i ? "; " : "", shares->items[i].source);
        if (shares->items[i].amount != PK_NO_MONEY) {
            pk_buf_char(&text, ':');
            pk_money_encode(&text, shares->items[i].amount);
        }
    }
    FUZZ_EXPECT(pk_shares_parse(&again, pk_buf_text(&text), NULL) == PK_OK);
    FUZZ_EXPECT(again.count == shares->count);
    for (int i = 0; i < again.count; i++) {
        FUZZ_EXPECT(strcmp(again.items[i].source, shares->items[i].source) == 0);
        FUZZ_EXPECT(again.items[i].amount == shares->items[i].amount);
    }
    pk_buf_dispose(&text);
}

static void settle(struct pk_shares *shares, pk_money cost)
{
    struct pk_shares before = *shares;
    struct pk_diag diag;
    if (pk_shares_settle(shares, cost, &diag) != PK_OK) {
        fuzz_expect_safe(diag.text, strlen(diag.text), "");
        for (int i = 0; i < before.count; i++) {
            FUZZ_EXPECT(before.items[i].amount == shares->items[i].amount);
        }
        return;
    }
    pk_money sum = 0;
    for (int i = 0; i < shares->count; i++) {
        FUZZ_EXPECT(shares->items[i].amount != PK_NO_MONEY);
        sum = pk_money_add(sum, shares->items[i].amount);
    }
    FUZZ_EXPECT(!shares->count || sum == pk_money_add(cost, 0));
}

void fuzz_shares(const uint8_t *bytes, size_t length)
{
    size_t part;
    char *text = fuzz_part(&bytes, &length, &part), *amount = fuzz_text_of(bytes, length);
    struct pk_shares shares;
    struct pk_diag diag;
    pk_money cost;
    if (pk_money_parse(&cost, amount, NULL) != PK_OK || cost < 0) {
        cost = PK_NO_MONEY;
    }
    if (pk_shares_parse(&shares, text, &diag) == PK_OK) {
        expect_parsed(&shares);
        expect_again(&shares);
        settle(&shares, cost);
    } else {
        FUZZ_EXPECT(shares.count == 0);
        fuzz_expect_safe(diag.text, strlen(diag.text), "");
    }
    free(text);
    free(amount);
}
