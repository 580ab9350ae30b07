/* money.c: an amount as typed, written in both forms, means the same. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/money.h"
#include "tests/fuzz/fuzz.h"

static void expect_reads_as(const struct pk_buf *text, pk_money amount)
{
    pk_money again;
    FUZZ_EXPECT(pk_money_parse(&again, pk_buf_text(text), NULL) == PK_OK);
    FUZZ_EXPECT(again == amount);
}

void fuzz_money(const uint8_t *bytes, size_t length)
{
    char *text = fuzz_text_of(bytes, length);
    struct pk_diag diag;
    struct pk_buf encoded = { 0 }, formatted = { 0 };
    pk_money amount;
    enum pk_err err = pk_money_parse(&amount, text, &diag);
    pk_money_encode(&encoded, amount);
    pk_money_format(&formatted, amount);
    FUZZ_EXPECT(err == PK_OK || (err == PK_ERR_USAGE && amount == PK_NO_MONEY));
    if (err != PK_OK) {
        fuzz_expect_safe(diag.text, strlen(diag.text), "");
    }
    if (amount != PK_NO_MONEY) {
        FUZZ_EXPECT(amount >= -PK_MONEY_MAX && amount <= PK_MONEY_MAX);
        FUZZ_EXPECT(pk_money_sub(pk_money_add(amount, 1), 1) == amount);
    }
    expect_reads_as(&encoded, amount);
    expect_reads_as(&formatted, amount);
    pk_buf_dispose(&encoded);
    pk_buf_dispose(&formatted);
    free(text);
}
