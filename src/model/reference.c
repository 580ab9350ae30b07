/* reference.c: cells that name other records: one id, a list of ids, or sources with their shares.
 */
#include "config.h"

#include "model/reference.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/shares.h"
#include "planek/text.h"

static enum pk_err resolve_in(const struct pk_plan *plan, unsigned tables, const char *name,
                              const char **id, struct pk_diag *diag)
{
    enum pk_err err = PK_ERR_UNKNOWN;
    for (int table = 0; table < PK_TABLES && err != PK_OK; table++) {
        const struct pk_record *record;
        if (tables >> table & 1 &&
            (err = pk_plan_resolve(plan, (enum pk_table)table, name, &record, diag)) == PK_OK) {
            *id = record->text[0];
        }
    }
    /* Without sources.csv the sources are those that the plan names. */
    if (err != PK_OK && tables == 1u << PK_SOURCES && !pk_plan_has_table(plan, PK_SOURCES)) {
        *id = name;
        err = PK_OK;
    }
    return err;
}

static enum pk_err resolve_list(struct pk_buf *out, const struct pk_plan *plan, unsigned tables,
                                const char *list, struct pk_diag *diag)
{
    const char *item;
    size_t length;
    enum pk_err err = PK_OK;
    while (err == PK_OK && (item = pk_text_item(&list, &length))) {
        char *name = pk_strndup(item, length);
        const char *id = name;
        err = resolve_in(plan, tables, name, &id, diag);
        pk_buf_printf(out, "%s%s", out->len ? "; " : "", id);
        free(name);
    }
    return err;
}

static enum pk_err resolve_shares(struct pk_buf *out, const struct pk_plan *plan,
                                  unsigned tables, const char *text, struct pk_diag *diag)
{
    struct pk_shares shares;
    enum pk_err err = pk_shares_parse(&shares, text, diag);
    for (int i = 0; err == PK_OK && i < shares.count; i++) {
        const char *id;
        err = resolve_in(plan, tables, shares.items[i].source, &id, diag);
        if (err == PK_OK) {
            pk_buf_printf(out, "%s%s", i ? "; " : "", id);
        }
        if (err == PK_OK && shares.items[i].amount != PK_NO_MONEY) {
            pk_buf_char(out, ':');
            pk_money_encode(out, shares.items[i].amount);
        }
    }
    return err;
}

enum pk_err pk_reference_resolve(struct pk_buf *out, const struct pk_plan *plan,
                                 const struct pk_field *field, const char *text,
                                 struct pk_diag *diag)
{
    const char *id = "";
    enum pk_err err = PK_OK;
    if (field->type == PK_TYPE_REFS) {
        return resolve_list(out, plan, field->refers_to, text, diag);
    }
    if (field->type == PK_TYPE_SHARES) {
        return resolve_shares(out, plan, field->refers_to, text, diag);
    }
    if (field->type == PK_TYPE_REF && *text) {
        err = resolve_in(plan, field->refers_to, text, &id, diag);
        pk_buf_str(out, id);
        return err;
    }
    pk_buf_str(out, text);
    return err;
}

static bool list_names(const char *list, bool shares, const char *id)
{
    const char *item;
    size_t length;
    while ((item = pk_text_item(&list, &length))) {
        const char *colon = shares ? memchr(item, ':', length) : NULL;
        if (colon) {
            length = (size_t)(colon - item);
        }
        if (strlen(id) == length && memcmp(item, id, length) == 0) {
            return true;
        }
    }
    return false;
}

bool pk_reference_exists(const struct pk_record *record, const struct pk_record *to)
{
    const struct pk_table_schema *schema = pk_schema(record->table);
    for (int i = 0; i < schema->field_count; i++) {
        const struct pk_field *field = &schema->fields[i];
        if (field->refers_to >> to->table & 1 && record != to && *record->text[i] &&
            list_names(record->text[i], field->type == PK_TYPE_SHARES, to->text[0])) {
            return true;
        }
    }
    return false;
}
