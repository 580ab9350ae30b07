/* meter.h: how far the reading of a plan is, for who waits for it. */
#ifndef PLANEK_STORE_METER_H
#define PLANEK_STORE_METER_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/store.h"

struct pk_sides;

struct pk_meter {
    pk_store_progress_fn *progress; /* NULL: nobody waits */
    void *user;
    size_t total;       /* bytes to be read, about */
    size_t done, table; /* those of tables that are done, and of the one that is being read */
    bool stopped;       /* the user has had enough */
};

/* Begins a reading of these files, or of so many bytes. */
void pk_meter_begin(struct pk_meter *meter, const struct pk_sides *sides);
void pk_meter_begin_bytes(struct pk_meter *meter, size_t total);

/* Tells the user; false: enough of it. */
bool pk_meter_tell(struct pk_meter *meter);

/* For pk_plan_watch_reading, with the meter as its user; the second one never stops the reading,
 * since what is merged must be whole. */
bool pk_meter_tell_table(size_t done, void *meter);
bool pk_meter_tell_only(size_t done, void *meter);

#endif
