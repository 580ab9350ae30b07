/* ini.h: INI files through inih, with every line accounted for.
 *
 * Read with a reader of ours that counts lines and refuses what inih would cut (entries over 199
 * bytes, section names over 49).  Comments begin with ; or # at a line's start, or with ; after a
 * blank, so `key = ;x` is empty.  Lines end in LF, CR LF or CR; a byte order mark is passed over;
 * blanks around a line mean nothing.  Knows nothing of plans.
 */
#ifndef PLANEK_INI_H
#define PLANEK_INI_H

#include <stddef.h>

#include "planek/faults.h"

/* One `name = value`; line from 1.  Pointers live until the function returns. */
typedef void pk_ini_fn(const char *section, const char *name, const char *value, size_t line,
                       void *user);

/* Parses all of it; a line that is no entry, too long, or not UTF-8 is added to faults as
 * PK_FATAL with `file` and its line, and reading goes on.  Entries of a section whose name is not
 * understood are passed over.  The same name may come more than once. */
void pk_ini_read(const char *bytes, size_t len, const char *file, pk_ini_fn *entry, void *user,
                 struct pk_faults *faults);

#endif
