/* io.h: system calls as the store uses them: begun again after a signal, and a failure in words.
 */
#ifndef PLANEK_STORE_IO_H
#define PLANEK_STORE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Relative to the folder `at` (or AT_FDCWD); O_CLOEXEC and O_NOCTTY are added.  -1 and errno. */
int pk_io_open(int at, const char *path, int flags, mode_t mode);

/* All bytes; false and errno otherwise. */
bool pk_io_write_at(int fd, const char *bytes, size_t length, size_t offset);
/* All bytes, or false: also when the file ends before. */
bool pk_io_read_at(int fd, char *bytes, size_t length, size_t offset);

/* False and errno: what was written may be nowhere. */
bool pk_io_sync(int fd);
/* The bytes and what is needed to read them, not the times. */
bool pk_io_sync_data(int fd);
bool pk_io_close(int fd);
bool pk_io_truncate(int fd, size_t length);

/* Makes what was done in the folder last: new names, renames.  Some file systems cannot sync a
 * folder, and some folders may be written but not read: then it lasts as well as it can there. */
bool pk_io_sync_folder(const char *folder);

/* Gives a new file its folder's group, where that is possible.  In a folder that a group shares (its
 * bits say so: writable for it, and the group handed on) whoever of the group may read may write. */
void pk_io_keep_group(int fd, const char *folder);

/* Bits that nobody can guess, or at least no two calls share. */
uint64_t pk_io_random(void);

/* Sleeps, through signals. */
void pk_io_pause(int milliseconds);

/* "FOLDER/NAME", to be given to free(). */
char *pk_io_path(const char *folder, const char *name);

/* What the errno means for a person, and what to do, in the language of messages. */
const char *pk_io_reason(int error);

#endif
