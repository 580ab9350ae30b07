#include "config.h"

#include "planek/faults.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The file's name as it is kept already, so that equal names are one pointer in a run of faults. */
static const char *faults_file(struct pk_faults *faults, const char *file)
{
    if (faults->count) {
        const char *last = faults->items[faults->count - 1].file;
        if (strcmp(last, file) == 0) {
            return last;
        }
    }
    return pk_arena_text(&faults->arena, file, strlen(file));
}

void pk_faults_add(struct pk_faults *faults, enum pk_severity severity, const char *file,
                   size_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text;
    int length = vasprintf(&text, format, args);
    va_end(args);
    if (length < 0) {
        pk_die("out of memory");
    }

    faults->items = pk_reserve(faults->items, &faults->capacity, faults->count + 1,
                               sizeof *faults->items);
    struct pk_fault fault = { .file = faults_file(faults, file),
                              .line = line,
                              .severity = severity,
                              .text = pk_arena_text(&faults->arena, text, (size_t)length) };
    faults->items[faults->count++] = fault;
    free(text);
}

size_t pk_faults_count(const struct pk_faults *faults, enum pk_severity at_least)
{
    size_t count = 0;
    for (size_t i = 0; i < faults->count; i++) {
        count += faults->items[i].severity >= at_least;
    }
    return count;
}

/* A fault with what it sorts by. */
struct place {
    size_t file; /* which of the files it is, as first seen */
    size_t index;
    struct pk_fault fault;
};

static int place_compare(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    if (a->file != b->file) {
        return a->file < b->file ? -1 : 1;
    }
    if (a->fault.line != b->fault.line) {
        return a->fault.line < b->fault.line ? -1 : 1;
    }
    return a->index < b->index ? -1 : 1;
}

/* Numbers the files in the order in which they are first seen; they are few. */
static void places_number_files(struct place *places, size_t count)
{
    const char **files = NULL;
    size_t known = 0, capacity = 0;
    for (size_t i = 0; i < count; i++) {
        const char *file = places[i].fault.file;
        size_t at = 0;
        while (at < known && files[at] != file && strcmp(files[at], file) != 0) {
            at++;
        }
        if (at == known) {
            files = pk_reserve(files, &capacity, known + 1, sizeof *files);
            files[known++] = file;
        }
        places[i].file = at;
    }
    free(files);
}

void pk_faults_sort(struct pk_faults *faults)
{
    if (faults->count < 2) {
        return;
    }
    struct place *places = pk_new(faults->count, sizeof *places);
    for (size_t i = 0; i < faults->count; i++) {
        places[i] = (struct place){ .index = i, .fault = faults->items[i] };
    }
    places_number_files(places, faults->count);
    qsort(places, faults->count, sizeof *places, place_compare);
    for (size_t i = 0; i < faults->count; i++) {
        faults->items[i] = places[i].fault;
    }
    free(places);
}

void pk_faults_dispose(struct pk_faults *faults)
{
    free(faults->items);
    pk_arena_dispose(&faults->arena);
    *faults = (struct pk_faults){ 0 };
}
