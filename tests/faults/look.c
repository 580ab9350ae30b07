#include "config.h"

#include "look.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "../unit/tempfolder.h"
#include "command.h"

/* Only cells of other kinds than these say `was` and `now`. */
static const char *text_of(const json_t *row, const char *key)
{
    const char *text = json_string_value(json_object_get(row, key));
    return text ? text : "";
}

static bool is_outside(const json_t *row)
{
    return strcmp(text_of(row, "who"), "(outside)") == 0;
}

static int left_of(const json_t *row)
{
    const json_t *left = json_object_get(row, "left");
    return json_is_integer(left) ? (int)json_integer_value(left) : atoi(text_of(row, "left"));
}

static void add_row(struct pk_buf *out, const json_t *row)
{
    pk_buf_printf(out, "%s/%s %s: %s -> %s\n", text_of(row, "table"), text_of(row, "id"),
                  text_of(row, "field"), text_of(row, "was"), text_of(row, "now"));
}

/* The rows of one change stand behind each other and count down to 0; no change is there twice. */
static bool read_history(struct look *out, const json_t *rows, struct pk_buf *why)
{
    struct pk_buf all = { 0 }, own = { 0 };
    json_t *seen = json_object();
    const json_t *row;
    size_t at, number = 0;
    int expected = -1;
    const char *txn = "";
    bool good = json_is_array(rows);
    json_array_foreach(rows, at, row) {
        bool first = expected < 0;
        if (first ? json_object_get(seen, text_of(row, "txn")) != NULL
                  : left_of(row) != expected || strcmp(txn, text_of(row, "txn")) != 0) {
            good = false;
        }
        txn = text_of(row, "txn");
        number += first;
        json_object_set_new(seen, txn, json_true());
        expected = left_of(row) - 1;
        pk_buf_printf(&all, "%zu %s", number, is_outside(row) ? "(outside) " : "");
        add_row(&all, row);
        if (!is_outside(row)) {
            add_row(&own, row);
        }
    }
    json_decref(seen);
    out->history = pk_buf_take(&all);
    out->own = pk_buf_take(&own);
    if (!good || expected >= 0) {
        pk_buf_printf(why, "a change is in the history in part or twice:\n%s", out->history);
    }
    return good && expected < 0;
}

static bool run(struct pk_buf *out, const char *folder, const char *line, int most,
                struct pk_buf *why)
{
    int status = command_run(out, folder, NULL, line);
    if (status < 0 || status > most) {
        char *name = command_said(folder), *said = temp_read("/", name);
        pk_buf_printf(why, "planek %s ends with status %d: %s\n", line, status, said);
        free(said);
        free(name);
        return false;
    }
    return true;
}

bool look_at(struct look *out, const char *folder, struct pk_buf *why)
{
    struct pk_buf plan = { 0 }, found = { 0 }, history = { 0 };
    *out = (struct look){ 0 };
    bool good = run(&plan, folder, "list --format json", 0, why)
                && run(&plan, folder, "budget --format json", 0, why)
                && run(&found, folder, "check", 1, why)
                && run(&history, folder, "history --format json", 0, why);
    out->plan = pk_buf_take(&plan);
    if (good) {
        json_t *rows = json_loads(pk_buf_text(&history), 0, NULL);
        good = read_history(out, rows, why);
        json_decref(rows);
    }
    pk_buf_dispose(&history);
    pk_buf_dispose(&found);
    return good;
}

void look_dispose(struct look *look)
{
    free(look->plan);
    free(look->history);
    free(look->own);
    *look = (struct look){ 0 };
}
