/* mergecase.h: what the tests of merging share.  Comes after cmocka.h. */
#ifndef PLANEK_TESTS_MERGECASE_H
#define PLANEK_TESTS_MERGECASE_H

#include "planek/buf.h"
#include "planek/merge.h"

static inline char *image_of(const struct pk_plan *plan, enum pk_table table)
{
    struct pk_image image;
    pk_plan_encode(plan, table, &image);
    char *text = pk_buf_take(&image.bytes);
    pk_image_dispose(&image);
    return text;
}

/* A line for each clash: "due of a: base | ours | theirs".  The caller frees it. */
static inline char *told(const struct pk_plan *plan, const struct pk_clashes *clashes)
{
    struct pk_buf out = { 0 };
    for (size_t i = 0; i < clashes->count; i++) {
        const struct pk_clash *clash = &clashes->items[i];
        pk_buf_printf(&out, "%s of %s: %s | %s | %s\n",
                      pk_plan_field_name(plan, clash->table, clash->field), clash->id,
                      clash->base, clash->ours, clash->theirs);
    }
    return pk_buf_take(&out);
}

/* Merges into ours; returns the number of cells that this took. */
static inline size_t merge_into(struct pk_plan *ours, const struct pk_plan *base,
                                const struct pk_plan *theirs, enum pk_table table,
                                struct pk_clashes *clashes)
{
    struct pk_change change;
    struct pk_diag diag = { 0 };
    pk_change_init(&change);
    pk_merge_table(&change, clashes, ours, base, theirs, table, NULL, NULL);
    if (pk_change_apply(ours, &change, &diag) != PK_OK) {
        fail_msg("what was merged does not apply: %s", diag.text);
    }
    size_t count = change.count;
    pk_change_dispose(&change);
    return count;
}

#endif
