#include "config.h"

#include "report/csvline.h"

#include "planek/csv.h"

static void begin_field(struct pk_csvline *line)
{
    if (line->more) {
        pk_buf_char(line->out, pk_dialect_default.separator);
    }
    line->more = true;
}

void pk_csvline_text(struct pk_csvline *line, const char *text)
{
    begin_field(line);
    pk_csv_write_field(line->out, text, &pk_dialect_default);
}

void pk_csvline_money(struct pk_csvline *line, pk_money amount)
{
    begin_field(line);
    pk_money_encode(line->out, amount);
}

void pk_csvline_integer(struct pk_csvline *line, long long number)
{
    begin_field(line);
    pk_buf_printf(line->out, "%lld", number);
}

void pk_csvline_end(struct pk_csvline *line)
{
    pk_buf_char(line->out, '\n');
    line->more = false;
}
