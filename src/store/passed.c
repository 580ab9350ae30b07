/* The file is read anew and replaced as a whole; when two sessions do so in the same moment one of
 * the lines is lost, and its point comes up once more.
 */
#include "config.h"

#include "planek/passed.h"

#include <stdlib.h>
#include <string.h>

#include "planek/buf.h"
#include "planek/mem.h"
#include "store/kept.h"

#define FILE_NAME "meeting"

static void add(struct pk_passed *passed, const char *name)
{
    if (pk_passed_has(passed, name)) {
        return;
    }
    passed->names =
        pk_reserve(passed->names, &passed->capacity, passed->count + 1, sizeof(char *));
    passed->names[passed->count++] = pk_strdup(name);
}

/* The first line names the meeting, the others a point each. */
static void take_lines(struct pk_passed *passed, const char *folder)
{
    size_t length;
    char *bytes = folder ? pk_kept_read(folder, FILE_NAME, &length) : NULL;
    if (!bytes) {
        return;
    }
    char *rest = NULL, *line = strtok_r(bytes, "\n", &rest);
    bool ours = line && strcmp(line, passed->meeting) == 0;
    while (ours && (line = strtok_r(NULL, "\n", &rest))) {
        add(passed, line);
    }
    free(bytes);
}

void pk_passed_read(struct pk_passed *out, const char *folder, const char *meeting)
{
    *out = (struct pk_passed){ .meeting = pk_strdup(meeting) };
    take_lines(out, folder);
}

void pk_passed_dispose(struct pk_passed *passed)
{
    for (size_t i = 0; i < passed->count; i++) {
        free(passed->names[i]);
    }
    free(passed->names);
    free(passed->meeting);
    *passed = (struct pk_passed){ 0 };
}

bool pk_passed_has(const struct pk_passed *passed, const char *name)
{
    for (size_t i = 0; i < passed->count; i++) {
        if (strcmp(passed->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

void pk_passed_add(struct pk_passed *passed, const char *folder, const char *name)
{
    take_lines(passed, folder);
    add(passed, name);
    if (!folder) {
        return;
    }
    struct pk_buf bytes = { 0 };
    pk_buf_printf(&bytes, "%s\n", passed->meeting);
    for (size_t i = 0; i < passed->count; i++) {
        pk_buf_printf(&bytes, "%s\n", passed->names[i]);
    }
    (void)pk_kept_write(folder, FILE_NAME, pk_buf_text(&bytes), bytes.len, false);
    pk_buf_dispose(&bytes);
}
