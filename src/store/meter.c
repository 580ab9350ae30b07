#include "config.h"

#include "store/meter.h"

#include "store/sides.h"

/* Where somebody else wrote a file, everything is read a second time, and that file twice more (see
 * reading.c). */
void pk_meter_begin(struct pk_meter *meter, const struct pk_sides *sides)
{
    size_t all = 0, outside = 0;
    for (int table = 0; table < PK_TABLES; table++) {
        size_t length = sides->texts[table].length;
        all += length;
        outside += pk_disk_used(table) && sides->side[table] == PK_SIDE_OUTSIDE ? length : 0;
    }
    pk_meter_begin_bytes(meter, outside ? 2 * all + 2 * outside : all);
}

void pk_meter_begin_bytes(struct pk_meter *meter, size_t total)
{
    meter->total = total;
    meter->done = meter->table = 0;
}

bool pk_meter_tell(struct pk_meter *meter)
{
    size_t done = meter->done + meter->table;
    done = done < meter->total ? done : meter->total;
    if (meter->progress && !meter->stopped) {
        meter->stopped = !meter->progress(done, meter->total, meter->user);
    }
    return !meter->stopped;
}

/* A table that begins again at a lower place is another one. */
bool pk_meter_tell_table(size_t done, void *user)
{
    struct pk_meter *meter = user;
    meter->done += done < meter->table ? meter->table : 0;
    meter->table = done;
    return pk_meter_tell(meter);
}

bool pk_meter_tell_only(size_t done, void *user)
{
    (void)pk_meter_tell_table(done, user);
    return true;
}
