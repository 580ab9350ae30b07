/* stdout.c: makes stdout of a test program line-buffered, so that in a log no line is torn by what goes to stderr, and
 * the name of a test that crashes or hangs stands there.
 */
#include "config.h"

#include <stdio.h>

/* The linker is told to take this file by this name. */
extern const char pk_test_stdout[];
const char pk_test_stdout[] = "line-buffered";

__attribute__((constructor)) static void stdout_by_lines(void)
{
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
}
