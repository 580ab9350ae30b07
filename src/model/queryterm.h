/* queryterm.h: one word of a query, and the keys that make it.
 */
#ifndef PLANEK_MODEL_QUERYTERM_H
#define PLANEK_MODEL_QUERYTERM_H

#include "planek/plan.h"

/* Which members count is for match to know.  Zeroed to begin with. */
struct pk_queryterm {
    bool (*match)(const struct pk_queryterm *term, const struct pk_activity *activity);
    struct pk_buf needle; /* folded */
    int field;            /* a column of activities that names records */
    char **ids;           /* of those records, sorted */
    size_t id_count, id_capacity;
    int status;
    pk_day from, to; /* half-open */
};

enum pk_relation { PK_IS, PK_BEFORE, PK_AFTER, PK_UNTIL, PK_SINCE }; /* : < > <= >= */

/* A word as it was typed, taken apart. */
struct pk_asked {
    const struct pk_plan *plan;
    pk_day today;
    const char *word;
    enum pk_relation relation;
    const char *value; /* without blanks around; "" where there is none */
};

struct pk_querykey {
    const char *name, *alias; /* folded; the alias is Czech */
    const char *bare[2];      /* names under which it stands without a value */
    bool lonely;              /* takes no value */
    bool compares;            /* takes < and >; else relation holds */
    enum pk_relation relation;
    enum pk_err (*parse)(struct pk_queryterm *term, const struct pk_asked *asked,
                         struct pk_diag *diag);
};

enum { PK_QUERYKEYS = 13 };
extern const struct pk_querykey pk_querykeys[PK_QUERYKEYS];

/* Whether the folded text, not empty, is one of the key's names, or stands alone for it. */
bool pk_querykey_named(const struct pk_querykey *key, const char *folded);
bool pk_querykey_bare(const struct pk_querykey *key, const char *folded);

/* The term that activities of these ids match. */
void pk_queryterm_of_ids(struct pk_queryterm *term, const char *const *ids, size_t count);

void pk_queryterm_dispose(struct pk_queryterm *term);

#endif
