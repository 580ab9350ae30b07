/* shares.h: who pays for an activity: one source, or shares of the cost.
 *
 * `osv` is the whole cost from one source; `osv:30000; nadace:20000` are shares that must add up
 * to the cost; one of them may leave its amount out and takes the rest.
 */
#ifndef PLANEK_SHARES_H
#define PLANEK_SHARES_H

#include "planek/error.h"
#include "planek/money.h"

enum { PK_SHARES_MAX = 16 };

struct pk_share {
    char source[129];
    pk_money amount; /* PK_NO_MONEY: takes the rest (parse), never after pk_shares_settle */
};

struct pk_shares {
    struct pk_share items[PK_SHARES_MAX];
    int count; /* 0 when the text is empty */
};

/* Reads the form; a source twice, two shares without an amount, an amount that is none or
 * negative, or more than PK_SHARES_MAX are PK_ERR_USAGE, and count is then 0. */
PK_MUST_USE enum pk_err pk_shares_parse(struct pk_shares *out, const char *text,
                                        struct pk_diag *diag);

/* Divides the cost: fills in the rest.  PK_ERR_USAGE when the shares do not add up to it; nothing
 * is then filled in.  PK_NO_MONEY is divided as 0, and amounts beside it are PK_ERR_USAGE. */
PK_MUST_USE enum pk_err pk_shares_settle(struct pk_shares *shares, pk_money cost,
                                         struct pk_diag *diag);

#endif
