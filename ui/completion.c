/* Roles are gathered in one walk over the plan when one is needed first, into a tree, for many
 * records name few roles; typing then looks at those few only. */
#include "config.h"

#include "ui/completion.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "planek/text.h"
#include "ui/app.h"
#include "ui/field.h"

enum { SOURCES_LOOKED_AT = 200 };

static int compare_names(const void *a, const void *b)
{
    const struct ui_role *left = a, *right = b;
    size_t length = left->length < right->length ? left->length : right->length;
    int order = memcmp(left->name, right->name, length);
    return order ? order : (left->length > right->length) - (left->length < right->length);
}

static int compare_uses(const void *a, const void *b)
{
    const struct ui_role *left = a, *right = b;
    return left->uses != right->uses ? (left->uses < right->uses ? 1 : -1) : compare_names(a, b);
}

static void keep_role(void *node)
{
    (void)node;
}

static void add_role(struct ui_roles *roles, struct pk_arena *nodes, void **tree,
                     const char *name, size_t length)
{
    struct ui_role key = { name, length, 1 };
    struct ui_role *const *found = tfind(&key, tree, compare_names);
    if (found) {
        (*found)->uses++;
        return;
    }
    struct ui_role *node = pk_arena_alloc(nodes, sizeof *node);
    *node = (struct ui_role){ pk_arena_text(&roles->texts, name, length), length, 1 };
    if (tsearch(node, tree, compare_names)) {
        roles->items = pk_reserve(roles->items, &roles->capacity, roles->count + 1,
                                  sizeof *roles->items);
        roles->items[roles->count++] = *node;
    }
}

static void gather_field(struct ui_roles *roles, struct pk_arena *nodes, void **tree,
                         const struct pk_plan *plan, enum pk_table table, int field)
{
    for (size_t i = 0; i < pk_plan_count(plan, table); i++) {
        const char *cursor = pk_plan_at(plan, table, i)->text[field], *item;
        size_t length;
        while ((item = pk_text_item(&cursor, &length))) {
            add_role(roles, nodes, tree, item, length);
        }
    }
}

/* The nodes of the tree count; the list holds each name once. */
static void take_uses(struct ui_roles *roles, void **tree)
{
    for (size_t i = 0; i < roles->count; i++) {
        struct ui_role *const *found = tfind(&roles->items[i], tree, compare_names);
        roles->items[i].uses = (*found)->uses;
    }
    if (roles->count) {
        qsort(roles->items, roles->count, sizeof *roles->items, compare_uses);
    }
}

static void gather(struct ui_roles *roles, const struct pk_plan *plan)
{
    struct pk_arena nodes = { 0 };
    void *tree = NULL;
    for (int table = 0; table < PK_TABLES; table++) {
        const struct pk_table_schema *schema = pk_schema((enum pk_table)table);
        for (int field = 0; schema->in_plan && field < schema->field_count; field++) {
            if (schema->fields[field].type == PK_TYPE_ROLES) {
                gather_field(roles, &nodes, &tree, plan, (enum pk_table)table, field);
            }
        }
    }
    take_uses(roles, &tree);
    tdestroy(tree, keep_role);
    pk_arena_dispose(&nodes);
}

void ui_roles_dispose(struct ui_roles *roles)
{
    free(roles->items);
    pk_arena_dispose(&roles->texts);
    *roles = (struct ui_roles){ 0 };
}

const struct ui_roles *ui_roles_get(struct ui_app *app)
{
    struct ui_roles *roles = &app->forms.roles;
    uint64_t revision = pk_plan_revision(app->plan);
    if (!roles->gathered || roles->revision != revision) {
        ui_roles_dispose(roles);
        gather(roles, app->plan);
        roles->gathered = true;
        roles->revision = revision;
    }
    return roles;
}

/* ---- what was begun ---- */

/* The bytes of the name whose folded form is what was begun; 0 when it does not begin so. */
static size_t begun_of(const char *name, const struct pk_buf *begun)
{
    struct pk_buf folded = { 0 };
    size_t length = strlen(name), at = 0;
    while (at < length && folded.len < begun->len) {
        at += pk_text_next(name + at, length - at, NULL);
        pk_buf_cut(&folded, 0);
        pk_text_fold(&folded, name, at);
    }
    bool begins = folded.len == begun->len && memcmp(folded.data, begun->data, begun->len) == 0;
    pk_buf_dispose(&folded);
    return begins && at < length ? at : 0;
}

/* Offers the name; false where it is not what was begun. */
static bool offer(struct ui_lineedit *edit, size_t from, const struct pk_buf *begun,
                  const char *name)
{
    size_t at = begun_of(name, begun);
    if (at == 0) {
        return false;
    }
    ui_lineedit_offer(edit, from, name, name + at);
    return true;
}

static void offer_role(struct ui_app *app, struct ui_lineedit *edit, size_t from,
                       const struct pk_buf *begun)
{
    const struct ui_roles *roles = ui_roles_get(app);
    for (size_t i = 0; i < roles->count; i++) {
        if (offer(edit, from, begun, roles->items[i].name)) {
            return;
        }
    }
}

static void offer_source(struct ui_app *app, struct ui_lineedit *edit, size_t from,
                         const struct pk_buf *begun)
{
    size_t count = pk_plan_count(app->plan, PK_SOURCES);
    count = count < SOURCES_LOOKED_AT ? count : SOURCES_LOOKED_AT;
    for (size_t i = 0; i < count; i++) {
        const struct pk_record *source = pk_plan_at(app->plan, PK_SOURCES, i);
        size_t at = begun_of(pk_record_title(source), begun);
        if (offer(edit, from, begun, source->text[0])) {
            return;
        }
        if (at) {
            ui_lineedit_offer(edit, from, source->text[0], pk_record_title(source) + at);
            return;
        }
    }
}

/* Where the name begins that the cursor stands behind; false where none was begun, or where it
 * goes on behind the cursor. */
static bool find_begun(const struct ui_lineedit *edit, size_t *from)
{
    const char *text = pk_buf_text(&edit->text);
    const char *behind = text + edit->at + strspn(text + edit->at, " ");
    size_t at = edit->at;
    while (at > 0 && text[at - 1] != ';') {
        at--;
    }
    *from = at + strspn(text + at, " ");
    return *from < edit->at && (!*behind || *behind == ';');
}

void ui_complete(struct ui_app *app, struct ui_formfield *field)
{
    struct ui_lineedit *edit = &field->edit;
    bool roles = field->field && field->field->type == PK_TYPE_ROLES;
    bool shares = field->field && field->field->type == PK_TYPE_SHARES;
    size_t from;
    pk_buf_cut(&edit->ghost, 0);
    if ((!roles && !shares) || !find_begun(edit, &from)) {
        return;
    }
    struct pk_buf begun = { 0 };
    pk_text_fold(&begun, edit->text.data + from, edit->at - from);
    if (roles && begun.len) {
        offer_role(app, edit, from, &begun);
    } else if (begun.len) {
        offer_source(app, edit, from, &begun);
    }
    pk_buf_dispose(&begun);
}
