/* mergecells.c: the cells of one record in a merge.
 *
 * Where both sides hold the same value, whatever its form, nothing is to be done; where theirs is
 * base's, neither.  `was` is what ours holds, letter by letter, so that the change can be taken
 * back exactly; `now` is the form of files, where decimals stand behind a dot.
 */
#include "config.h"

#include <string.h>

#include "model/merging.h"
#include "planek/money.h"

static bool same(const struct pk_merging *merging, int field, const char *a, const char *b)
{
    return pk_plan_same(merging->ours, merging->table, field, a, b);
}

static const char *text_of(const struct pk_merging *merging, const struct pk_merged *record,
                           enum pk_side side, int field)
{
    int column = merging->column[side][field];
    return record->of[side] && column >= 0 ? record->of[side]->text[column] : "";
}

/* 30000,50 as a file with semicolons has it, and nothing else. */
static bool has_decimal_comma(const char *text)
{
    text += *text == '-';
    size_t whole = strspn(text, "0123456789");
    size_t decimals = text[whole] == ',' ? strspn(text + whole + 1, "0123456789") : 0;
    return whole > 0 && (decimals == 1 || decimals == 2) && text[whole + 1 + decimals] == '\0';
}

/* The text in the form of files; lives as long as the merge. */
static const char *file_form(struct pk_merging *merging, int field, const char *text)
{
    if (field >= pk_schema(merging->table)->field_count || !has_decimal_comma(text)) {
        return text;
    }
    enum pk_type type = pk_schema_field(merging->table, field)->type;
    pk_money amount;
    if ((type != PK_TYPE_MONEY && type != PK_TYPE_NUMBER) ||
        pk_money_parse(&amount, text, NULL) != PK_OK) {
        return text;
    }
    struct pk_buf buf = { 0 };
    pk_money_encode(&buf, amount);
    text = pk_arena_text(&merging->arena, pk_buf_text(&buf), buf.len);
    pk_buf_dispose(&buf);
    return text;
}

static void tell(struct pk_merging *merging, const struct pk_merged *record, int field)
{
    const char *text[PK_SIDES];
    for (int side = 0; side < PK_SIDES; side++) {
        text[side] = file_form(merging, field,
                               text_of(merging, record, (enum pk_side)side, field));
    }
    const struct pk_clash clash = { merging->table, field,         record->id,
                                    text[PK_BASE],  text[PK_OURS], text[PK_THEIRS] };
    pk_clashes_add(merging->clashes, &clash);
}

static bool in_doubt(struct pk_merging *merging, const struct pk_merged *record, int field)
{
    const struct pk_cell cell = {
        merging->table, field, record->id,
        file_form(merging, field, text_of(merging, record, PK_BASE, field)),
        file_form(merging, field, text_of(merging, record, PK_THEIRS, field)),
    };
    return merging->doubt && merging->doubt(&cell, merging->user);
}

/* A column that the side does not have at all says nothing about its records. */
static bool changed_by(const struct pk_merging *merging, const struct pk_merged *record,
                       enum pk_side side)
{
    for (int field = 1; field < merging->fields; field++) {
        if (merging->column[side][field] >= 0 &&
            !same(merging, field, text_of(merging, record, PK_BASE, field),
                  text_of(merging, record, side, field))) {
            return true;
        }
    }
    return false;
}

bool pk_merge_stays(struct pk_merging *merging, const struct pk_merged *record)
{
    const struct pk_record *ours = record->of[PK_OURS], *theirs = record->of[PK_THEIRS];
    if (ours && theirs) {
        return true;
    }
    if (!ours && !theirs) {
        return false;
    }
    bool clash, removed = record->of[PK_BASE];
    if (removed && changed_by(merging, record, ours ? PK_OURS : PK_THEIRS)) {
        clash = true;
    } else {
        bool theirs_did_it = removed ? !theirs : !ours;
        clash = theirs_did_it && in_doubt(merging, record, 0);
    }
    if (clash) {
        tell(merging, record, 0);
    }
    return clash || !removed;
}

void pk_merge_cells(struct pk_merging *merging, const struct pk_merged *record)
{
    for (int field = 1; field < merging->fields; field++) {
        const char *ours = text_of(merging, record, PK_OURS, field);
        const char *theirs = text_of(merging, record, PK_THEIRS, field);
        if (same(merging, field, ours, theirs)) {
            continue;
        }
        const char *base = text_of(merging, record, PK_BASE, field);
        if (same(merging, field, theirs, base)) {
            continue;
        }
        if (!same(merging, field, ours, base) || in_doubt(merging, record, field)) {
            tell(merging, record, field);
        } else {
            pk_change_add(merging->change, merging->table, field, record->id, ours,
                          file_form(merging, field, theirs));
        }
    }
}

void pk_merge_add(struct pk_merging *merging, const struct pk_merged *record, const char *after)
{
    pk_change_add(merging->change, merging->table, 0, record->id, "", record->id);
    pk_change_add(merging->change, merging->table, PK_FIELD_PLACE, record->id, "", after);
    for (int field = 1; field < merging->fields; field++) {
        const char *text = text_of(merging, record, PK_THEIRS, field);
        if (*text) {
            pk_change_add(merging->change, merging->table, field, record->id, "",
                          file_form(merging, field, text));
        }
    }
}

void pk_merge_remove(struct pk_merging *merging, const struct pk_merged *record,
                     const char *before)
{
    for (int field = merging->fields - 1; field > 0; field--) {
        const char *text = text_of(merging, record, PK_OURS, field);
        if (*text) {
            pk_change_add(merging->change, merging->table, field, record->id, text, "");
        }
    }
    pk_change_add(merging->change, merging->table, PK_FIELD_PLACE, record->id, before, "");
    pk_change_add(merging->change, merging->table, 0, record->id, record->id, "");
}
