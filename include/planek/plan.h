/* plan.h: a plan in memory: its settings and its tables, found by id, grouped by goal.
 *
 * Read-only for everybody: pk_change_apply (change.h) is the only door by which it alters.
 * Built from bytes; opens no file.
 */
#ifndef PLANEK_PLAN_H
#define PLANEK_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/buf.h"
#include "planek/csv.h"
#include "planek/error.h"
#include "planek/faults.h"
#include "planek/record.h"

struct pk_plan;

/* plan.ini.  Texts are "" when not given. */
struct pk_settings {
    const char *title, *region, *owner, *language, *web, *previous, *resolution;
    int year;        /* 0 when not given or no year */
    pk_day adopted;  /* PK_NO_DAY */
    int weekday;     /* of the meeting, 0 Monday .. 6; -1 */
    int print_width; /* 0 when not given */
};

struct pk_plan *pk_plan_new(void);
void pk_plan_free(struct pk_plan *plan);

/* Reads plan.ini.  An unknown key is a warning, a value that is none an error, no year
 * PK_FATAL.  Comes before the tables: dates lean on the year. */
void pk_plan_read_settings(struct pk_plan *plan, const char *bytes, size_t length,
                           struct pk_faults *faults);
const struct pk_settings *pk_plan_settings(const struct pk_plan *plan);

/* Reads a table from the bytes of its file, which the plan takes over (malloc'd).  Faults of
 * structure are added to faults (PK_FATAL) and leave the table broken: what could be read is there
 * (nothing where no column is the id), but no change to it is accepted.  Faulty cells are not
 * reported here: see check.h. */
void pk_plan_read_table(struct pk_plan *plan, enum pk_table table, char *bytes, size_t length,
                        struct pk_faults *faults);

/* While tables are read into the plan, now and then: how many bytes of the table are done.  False:
 * the reading stops there, and what was read is of no use (pk_plan_stopped). */
typedef bool pk_plan_reading_fn(size_t done, void *user);
void pk_plan_watch_reading(struct pk_plan *plan, pk_plan_reading_fn *reading, void *user);
bool pk_plan_stopped(const struct pk_plan *plan);

/* Gives the unknown columns of `like` the same numbers in a plan whose tables are yet to be read,
 * whether or not its files still have them: so that changes made for `like` keep their meaning. */
void pk_plan_number_extras(struct pk_plan *plan, const struct pk_plan *like);

/* Whether the table has a file, or records that will be in one; whether that file was not
 * understood. */
bool pk_plan_has_table(const struct pk_plan *plan, enum pk_table table);
bool pk_plan_broken(const struct pk_plan *plan, enum pk_table table);
/* Marks a table whose file cannot even be read, so that no change to it is accepted. */
void pk_plan_set_broken(struct pk_plan *plan, enum pk_table table);

/* The file as it should now be, and where in it each record lies. */
struct pk_image {
    struct pk_buf bytes;
    struct pk_extent *extents; /* the header's, then each record's */
    struct pk_dialect dialect;
    bool converted; /* from Windows-1250 to UTF-8, since a value needs it */
};
/* Untouched records give their very bytes. */
void pk_plan_encode(const struct pk_plan *plan, enum pk_table table, struct pk_image *image);
/* Told after the image was written: it is what the file holds.  Takes the image. */
void pk_plan_saved(struct pk_plan *plan, enum pk_table table, struct pk_image *image);
void pk_image_dispose(struct pk_image *image);

/* Records of a table in display order. */
size_t pk_plan_count(const struct pk_plan *plan, enum pk_table table);
const struct pk_record *pk_plan_at(const struct pk_plan *plan, enum pk_table table, size_t place);

/* The record of that id, or NULL.  Of several with one id (a fault) the first. */
const struct pk_record *pk_plan_find(const struct pk_plan *plan, enum pk_table table,
                                     const char *id);

/* As pk_plan_find, where no id matches also by number: "4" a goal, "4.1" an activity, "0.1" an
 * activity without a goal; in other tables the position.  PK_ERR_UNKNOWN names the nearest. */
PK_MUST_USE enum pk_err pk_plan_resolve(const struct pk_plan *plan, enum pk_table table,
                                        const char *name, const struct pk_record **out,
                                        struct pk_diag *diag);

/* Typed shortcuts; NULL where there is none. */
const struct pk_activity *pk_plan_activity(const struct pk_plan *plan, const char *id);
const struct pk_goal *pk_plan_goal(const struct pk_plan *plan, const char *id);
const struct pk_source *pk_plan_source(const struct pk_plan *plan, const char *id);

/* What a person calls the record: its title or name, else its id.  Borrowed. */
const char *pk_record_title(const struct pk_record *record);
/* Appends the same for a sentence: of a record without a title what tells it from others, such as
 * "1 000 Kč, 12. 6., Webové stránky"; of one that is not there, from its texts by field number. */
void pk_record_name(struct pk_buf *out, const struct pk_plan *plan,
                    const struct pk_record *record);
void pk_name_add(struct pk_buf *out, const struct pk_plan *plan, enum pk_table table,
                 const char *const *texts);

/* The file's columns that planek does not know: their number and names.  Cell texts follow the
 * schema's fields in record.text. */
int pk_plan_extra_count(const struct pk_plan *plan, enum pk_table table);
const char *pk_plan_extra_name(const struct pk_plan *plan, enum pk_table table, int extra);

/* The number of a field by its name in the history: of the schema, PK_FIELD_PLACE for "place",
 * else of an unknown column, which the plan learns when it does not have it (its file gets it once
 * a cell of it is set).  A column of a file that is named "place" itself, or begins with "=", has
 * a "=" before its name in the history. */
int pk_plan_field(struct pk_plan *plan, enum pk_table table, const char *name);
/* The number of an unknown column by its name in its file; learned as above. */
int pk_plan_extra_field(struct pk_plan *plan, enum pk_table table, const char *name);
/* The other way round; borrowed from the plan. */
const char *pk_plan_field_name(const struct pk_plan *plan, enum pk_table table, int field);

/* Whether two texts of a cell mean the same: as values of the field's type (31.08.2024 is
 * 2024-08-31), an unknown column's as they stand. */
bool pk_plan_same(const struct pk_plan *plan, enum pk_table table, int field, const char *a,
                  const char *b);

/* Activities by goal, goals in their order; the last group has goal NULL and holds those whose
 * goal is empty or unknown (it is there even when empty).  Valid until the plan changes.
 * Fills activity.group and activity.position. */
struct pk_group {
    const struct pk_goal *goal;
    const struct pk_activity *const *activities;
    size_t count;
};
size_t pk_plan_groups(const struct pk_plan *plan, const struct pk_group **groups);

/* Appends "4.1" ("0.1" without a goal), or "4" for a goal. */
void pk_plan_number(struct pk_buf *out, const struct pk_plan *plan,
                    const struct pk_record *record);

/* Grows by one with each change: what is derived from the plan is good while it stays. */
uint64_t pk_plan_revision(const struct pk_plan *plan);

/* True when its deadline lies before today and it is neither done, dropped nor proposed;
 * ongoing without an end is never late. */
bool pk_activity_late(const struct pk_activity *activity, pk_day today);

/* Walks everything and dies (pk_die) on a broken invariant; for tests and debug builds. */
void pk_plan_verify(const struct pk_plan *plan);

#endif
