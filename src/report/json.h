/* json.h: JSON written as it comes, value by value.
 *
 * The jansson library can only hold integers and floating-point numbers, so it cannot say 0.1 or
 * 12.50 exactly, and it builds the whole document first; amounts here come from integers and a
 * list of any length is written in one pass.  Format: RFC 8259; control characters and those that
 * change the direction of text are \u-escaped.
 */
#ifndef PLANEK_REPORT_JSON_H
#define PLANEK_REPORT_JSON_H

#include <stdbool.h>

#include "planek/buf.h"
#include "planek/money.h"

/* Zero-initialise and set out.  key is NULL in an array. */
struct pk_json {
    struct pk_buf *out;
    bool more; /* a value stands before in this array or object */
    int depth; /* rows of the outermost array stand on lines of their own */
};

void pk_json_open(struct pk_json *json, const char *key, char bracket); /* '[' or '{' */
void pk_json_close(struct pk_json *json, char bracket);                 /* ']' or '}' */
void pk_json_text(struct pk_json *json, const char *key, const char *text);
/* null when it is empty. */
void pk_json_cell(struct pk_json *json, const char *key, const char *text);
/* null for PK_NO_MONEY. */
void pk_json_money(struct pk_json *json, const char *key, pk_money amount);
/* A number that is spelt already. */
void pk_json_number(struct pk_json *json, const char *key, const char *digits);
void pk_json_integer(struct pk_json *json, const char *key, long long number);
void pk_json_bool(struct pk_json *json, const char *key, bool value);
void pk_json_null(struct pk_json *json, const char *key);
/* The line break after the outermost value. */
void pk_json_end(struct pk_json *json);

#endif
