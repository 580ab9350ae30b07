#include "config.h"

#include "report/json.h"

#include <string.h>

/* Direction controls and line separators in UTF-8: U+061C, U+200E, U+200F, U+2028 to U+202E,
 * U+2066 to U+2069; returns the code or 0. */
static unsigned invisible(const unsigned char *at)
{
    if (at[0] == 0xD8 && at[1] == 0x9C) {
        return 0x61C;
    }
    if (at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0) {
        return at[1];
    }
    if (at[0] != 0xE2 || (at[1] != 0x80 && at[1] != 0x81) || !at[2]) {
        return 0;
    }
    unsigned code = 0x2000u | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
    bool direction = code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E)
                  || (code >= 0x2066 && code <= 0x2069);
    return direction ? code : 0;
}

static size_t add_escape(struct pk_buf *out, const char *text)
{
    static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *found = strchr(plain, *text);
    unsigned code = (unsigned char)*text;
    if (found) {
        pk_buf_printf(out, "\\%c", letters[found - plain]);
        return 1;
    }
    if (code < 0x20 || code == 0x7F) {
        pk_buf_printf(out, "\\u%04x", code);
        return 1;
    }
    code = invisible((const unsigned char *)text);
    if (!code) {
        return 0;
    }
    pk_buf_printf(out, "\\u%04x", code);
    return code < 0x800 ? 2 : 3;
}

static void add_string(struct pk_buf *out, const char *text)
{
    pk_buf_char(out, '"');
    const char *kept = text;
    while (*text) {
        unsigned char c = (unsigned char)*text;
        bool harmless = c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
        if (harmless) {
            text++;
            continue;
        }
        pk_buf_add(out, kept, (size_t)(text - kept));
        size_t escaped = add_escape(out, text);
        kept = text + escaped;
        text = escaped ? kept : text + 1;
    }
    pk_buf_add(out, kept, (size_t)(text - kept));
    pk_buf_char(out, '"');
}

static void begin_value(struct pk_json *json, const char *key)
{
    if (json->more) {
        pk_buf_char(json->out, ',');
    }
    if (json->depth == 1) {
        pk_buf_char(json->out, '\n');
    } else if (json->more) {
        pk_buf_char(json->out, ' ');
    }
    if (key) {
        add_string(json->out, key);
        pk_buf_str(json->out, ": ");
    }
    json->more = true;
}

void pk_json_open(struct pk_json *json, const char *key, char bracket)
{
    begin_value(json, key);
    pk_buf_char(json->out, bracket);
    json->depth++;
    json->more = false;
}

void pk_json_close(struct pk_json *json, char bracket)
{
    json->depth--;
    if (json->depth == 0 && json->more) {
        pk_buf_char(json->out, '\n');
    }
    pk_buf_char(json->out, bracket);
    json->more = true;
}

void pk_json_text(struct pk_json *json, const char *key, const char *text)
{
    begin_value(json, key);
    add_string(json->out, text);
}

void pk_json_cell(struct pk_json *json, const char *key, const char *text)
{
    if (*text) {
        pk_json_text(json, key, text);
    } else {
        pk_json_null(json, key);
    }
}

void pk_json_money(struct pk_json *json, const char *key, pk_money amount)
{
    if (amount == PK_NO_MONEY) {
        pk_json_null(json, key);
        return;
    }
    begin_value(json, key);
    pk_money_encode(json->out, amount);
}

void pk_json_number(struct pk_json *json, const char *key, const char *digits)
{
    begin_value(json, key);
    pk_buf_str(json->out, digits);
}

void pk_json_integer(struct pk_json *json, const char *key, long long number)
{
    begin_value(json, key);
    pk_buf_printf(json->out, "%lld", number);
}

void pk_json_bool(struct pk_json *json, const char *key, bool value)
{
    begin_value(json, key);
    pk_buf_str(json->out, value ? "true" : "false");
}

void pk_json_null(struct pk_json *json, const char *key)
{
    begin_value(json, key);
    pk_buf_str(json->out, "null");
}

void pk_json_end(struct pk_json *json)
{
    pk_buf_char(json->out, '\n');
}
