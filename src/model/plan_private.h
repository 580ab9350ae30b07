/* plan_private.h: the inside of a plan.  Only the sources of src/model that build or alter a plan
 * (plan, settings, table, tableio, groups, change), and overlay, may include it.
 */
#ifndef PLANEK_MODEL_PLAN_PRIVATE_H
#define PLANEK_MODEL_PLAN_PRIVATE_H

#include "planek/mem.h"
#include "planek/plan.h"

/* The bytes of a record in its table's file: the record, then line end and empty lines. */
struct pk_extent {
    size_t start;
    uint32_t length, tail, line;
};

/* Before the name of an unknown column that could be taken for something else. */
#define PK_EXTRA_MARK '='

/* The columns of a table's file: for each the field, or beyond the schema's fields the number of
 * an unknown column. */
struct pk_columns {
    int *field;
    int count;
    int written; /* so many of them are in the file's header */
    const char **extra; /* names; PK_EXTRA_MARK stands in memory before each */
    int extra_count;
};

struct pk_slot {
    size_t hash; /* of the id, so that looking for a place touches no record */
    struct pk_record *record;
};

struct pk_tabledata {
    const struct pk_table_schema *schema;
    struct pk_record **rows; /* display order; row->place is the index */
    size_t count, capacity;
    struct pk_slot *slots; /* open addressing by id, slot_count a power of two */
    size_t slot_count, slot_used;
    const struct pk_record *blank; /* what new records are copied from */
    size_t blank_size;
    size_t cell_room; /* 0, or for how many cells records were given room */
    bool has_file, broken;
    struct pk_dialect dialect;
    char *bytes; /* of the file, as read or written last */
    size_t length;
    struct pk_extent header;
    struct pk_columns columns;
};

struct pk_groupcache {
    bool fresh; /* else made when asked for */
    struct pk_group *groups;
    struct pk_members { /* of each group */
        struct pk_activity **items;
        size_t capacity;
    } *members;
    size_t count;
};

struct pk_touches;

struct pk_plan {
    struct pk_tabledata tables[PK_TABLES];
    pk_plan_reading_fn *watch; /* NULL: nobody */
    void *watch_user;
    bool stopped;
    struct pk_settings settings;
    struct pk_arena arena; /* records and texts */
    uint64_t revision;
    struct pk_groupcache *cache; /* filled when asked for, so also in a const plan */
    struct pk_touches *touches;  /* never NULL */
};

/* table.c: records of a table and the way to find them. */
void pk_tabledata_init(struct pk_tabledata *data, enum pk_table table);
void pk_tabledata_dispose(struct pk_tabledata *data);
struct pk_record *pk_tabledata_find(const struct pk_tabledata *data, const char *id);
/* A record with all cells empty, not yet in the table. */
struct pk_record *pk_tabledata_new_record(struct pk_tabledata *data, struct pk_arena *arena,
                                          int year);
/* Puts it at that place and into the index; false when its id is empty or taken and the index
 * does not know it. */
bool pk_tabledata_insert(struct pk_tabledata *data, struct pk_record *record, size_t place);
void pk_tabledata_take_out(struct pk_tabledata *data, struct pk_record *record);
void pk_tabledata_move(struct pk_tabledata *data, struct pk_record *record, size_t place);
/* Sets a cell's text (borrowed) and its decoded value. */
void pk_record_set(struct pk_record *record, int field, const char *text, int year);
/* Sees to it that the table's file has a column for the field, those that it lacks in the order of
 * their fields; and that it gets none that is empty. */
void pk_tabledata_need_column(struct pk_tabledata *data, int field);
void pk_tabledata_drop_columns(struct pk_tabledata *data);
/* The number of the unknown column of that name (added when new), beyond the fields. */
int pk_tabledata_extra(struct pk_tabledata *data, struct pk_arena *arena, const char *name,
                       size_t length);
/* Gives every record a cell for the unknown column that was added last. */
void pk_tabledata_widen(struct pk_tabledata *data, struct pk_arena *arena);

/* groups.c: an activity leaves its group before it alters its goal or place, or goes, and joins one
 * afterwards. */
void pk_groupcache_free(struct pk_groupcache *cache);
void pk_groups_leave(struct pk_plan *plan, const struct pk_record *record);
void pk_groups_join(struct pk_plan *plan, struct pk_record *record);

/* alterations.c: told before a record alters, or when it is new. */
enum pk_touch { PK_TOUCH_ALTERED, PK_TOUCH_MOVED, PK_TOUCH_NEW };
struct pk_touches *pk_touches_new(void);
void pk_touches_free(struct pk_touches *touches);
void pk_touch(struct pk_plan *plan, const struct pk_record *record, enum pk_touch how);
/* Nothing is known of what altered until after the change that comes next. */
void pk_touches_lose(struct pk_plan *plan);

#endif
