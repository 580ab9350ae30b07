/* csvfloor FILE: a bare libcsv parse of a file, which is read whole first and whose fields and rows
 * go to functions that do nothing.  Prints the microseconds from the opening to the last row: the
 * least that reading a plan can cost.
 */
#include "config.h"

#include <csv.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"

static void field(void *bytes, size_t length, void *user)
{
    (void)bytes, (void)length, (void)user;
}

static void row(int end, void *user)
{
    (void)end, (void)user;
}

static char *read_whole(const char *path, size_t *length)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0) {
        return NULL;
    }
    char *bytes = malloc((size_t)status.st_size + 1);
    ssize_t got;
    for (*length = 0; bytes && (got = read(file, bytes + *length,
                                           (size_t)status.st_size - *length)) > 0;) {
        *length += (size_t)got;
    }
    close(file);
    return bytes;
}

int main(int argc, char **argv)
{
    struct csv_parser parser;
    size_t length;
    int64_t start = microseconds();
    char *bytes = argc == 2 ? read_whole(argv[1], &length) : NULL;
    if (!bytes || csv_init(&parser, 0) != 0) {
        fputs("usage: csvfloor FILE\n", stderr);
        return 2;
    }
    if (csv_parse(&parser, bytes, length, field, row, NULL) != length ||
        csv_fini(&parser, field, row, NULL) != 0) {
        return 1;
    }
    printf("%lld\n", (long long)(microseconds() - start));
    csv_free(&parser);
    free(bytes);
    return 0;
}
