/* io.h: system calls as the store uses them: begun again after a signal, and a failure in words.
 */
#ifndef PLANEK_STORE_IO_H
#define PLANEK_STORE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Relative to the folder `at` (or AT_FDCWD); O_CLOEXEC and O_NOCTTY are added.  -1 and errno. */
int pk_io_open(int at, const char *path, int flags, mode_t mode);

/* All bytes; false and errno otherwise. */
bool pk_io_write(int fd, const char *bytes, size_t length);

/* False and errno: what was written may be nowhere. */
bool pk_io_sync(int fd);
bool pk_io_close(int fd);

/* "FOLDER/NAME", to be given to free(). */
char *pk_io_path(const char *folder, const char *name);

/* What the errno means for a person, and what to do, in the language of messages. */
const char *pk_io_reason(int error);

#endif
