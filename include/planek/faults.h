/* faults.h: a list of findings, each with its file and line, as `check` prints them.
 */
#ifndef PLANEK_FAULTS_H
#define PLANEK_FAULTS_H

#include <stddef.h>

#include "planek/error.h"
#include "planek/mem.h"

enum pk_severity {
    PK_WARNING, /* worth a look: a goal without an activity, a source over its allocation */
    PK_ERROR,   /* a cell that is not a value of its type, or a broken rule */
    PK_FATAL    /* a fault of structure: the file is not understood and is never rewritten */
};

struct pk_fault {
    const char *file; /* file name as shown; "" when none */
    size_t line;      /* 0 when none */
    enum pk_severity severity;
    const char *text;
};

struct pk_faults {
    struct pk_fault *items;
    size_t count, capacity;
    struct pk_arena arena;
};

void pk_faults_add(struct pk_faults *faults, enum pk_severity severity, const char *file,
                   size_t line, const char *format, ...) PK_PRINTF(5, 6);
size_t pk_faults_count(const struct pk_faults *faults, enum pk_severity at_least);
/* Stable order by file (as first seen) and line. */
void pk_faults_sort(struct pk_faults *faults);
void pk_faults_dispose(struct pk_faults *faults);

#endif
