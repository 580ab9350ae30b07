/* csvline.h: lines of CSV as planek itself writes them, field by field. */
#ifndef PLANEK_REPORT_CSVLINE_H
#define PLANEK_REPORT_CSVLINE_H

#include <stdbool.h>

#include "planek/buf.h"
#include "planek/money.h"

/* Zero-initialise and set out. */
struct pk_csvline {
    struct pk_buf *out;
    bool more; /* a field stands before in this line */
};

void pk_csvline_text(struct pk_csvline *line, const char *text);
void pk_csvline_money(struct pk_csvline *line, pk_money amount);
void pk_csvline_integer(struct pk_csvline *line, long long number);
void pk_csvline_end(struct pk_csvline *line);

#endif
