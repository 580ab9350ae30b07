#include "config.h"

#include "planek/recent.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "planek/atomic.h"
#include "planek/mem.h"
#include "store/io.h"

enum { LINES_READ = 100 }; /* a file that somebody wrote may hold anything */

char *pk_recent_path(void)
{
    const char *folder = getenv("XDG_STATE_HOME");
    if (folder && *folder == '/') {
        return pk_io_path(folder, PACKAGE "/recent");
    }
    const char *base = pk_place_home();
    return base ? pk_io_path(base, ".local/state/" PACKAGE "/recent") : NULL;
}

/* The file's bytes, "" where there are none; to be given to free(). */
static char *read_all(const char *path)
{
    char *bytes;
    size_t length;
    struct pk_diag diag;
    if (pk_file_read(path, &bytes, &length, NULL, &diag)) {
        return pk_strdup("");
    }
    return bytes;
}

static bool is_folder_line(const char *line)
{
    for (const char *at = line; *at; at++) {
        if ((unsigned char)*at < ' ') {
            return false;
        }
    }
    return *line == '/' && strlen(line) < PATH_MAX;
}

/* The next line of the text, which it ends with a NUL; NULL when there is none. */
static char *next_line(char **at)
{
    char *line = *at;
    if (!*line) {
        return NULL;
    }
    size_t length = strcspn(line, "\n");
    *at = line + length + (line[length] == '\n');
    line[length] = '\0';
    return line;
}

static void write_all(const char *path, const struct pk_buf *text)
{
    struct pk_diag diag;
    size_t made;
    if (pk_place_make_parents(path, &made, &diag) == PK_OK) {
        (void)!pk_file_replace(path, pk_buf_text(text), text->len, NULL, &diag);
    }
}

void pk_recent_add(const char *folder)
{
    char *path = pk_recent_path(), *absolute = realpath(folder, NULL);
    if (path && absolute && is_folder_line(absolute)) {
        char *bytes = read_all(path), *at = bytes, *line;
        struct pk_buf before = { 0 }, now = { 0 };
        pk_buf_str(&before, bytes);
        pk_buf_printf(&now, "%s\n", absolute);
        for (int kept = 1; kept < PK_RECENT_MOST && (line = next_line(&at));) {
            if (is_folder_line(line) && strcmp(line, absolute) != 0) {
                pk_buf_printf(&now, "%s\n", line);
                kept++;
            }
        }
        if (strcmp(pk_buf_text(&before), pk_buf_text(&now)) != 0) {
            write_all(path, &now);
        }
        pk_buf_dispose(&before);
        pk_buf_dispose(&now);
        free(bytes);
    }
    free(absolute);
    free(path);
}

void pk_recent_find(struct pk_places *places)
{
    char *path = pk_recent_path(), *line;
    if (!path) {
        return;
    }
    char *bytes = read_all(path), *at = bytes;
    size_t before = places->count;
    for (int i = 0; i < LINES_READ && places->count - before < PK_RECENT_MOST; i++) {
        line = next_line(&at);
        if (!line) {
            break;
        }
        if (is_folder_line(line)) {
            pk_places_add(places, line);
        }
    }
    free(bytes);
    free(path);
}
