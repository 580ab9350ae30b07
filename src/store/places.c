#include "config.h"

#include "planek/places.h"

#include <dirent.h>
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planek/atomic.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/plan.h"
#include "planek/text.h"
#include "store/io.h"

#define SETTINGS_NAME "plan.ini"

enum {
    PLACES_MOST = 50,     /* plans that are found */
    FOLDERS_MOST = 3000,  /* folders that are looked into */
    SETTINGS_MOST = 65536 /* bytes; a plan.ini beyond that is none */
};

/* ---- paths ---- */

const char *pk_place_home(void)
{
    const char *path = getenv("HOME");
    if (path && *path == '/') {
        return path;
    }
    const struct passwd *user = getpwuid(getuid());
    return user && *user->pw_dir == '/' ? user->pw_dir : NULL;
}

/* Slashes at the end are none of a folder's name. */
static void trim_slashes(char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        path[--length] = '\0';
    }
}

char *pk_place_typed(const char *text)
{
    size_t length = strlen(text);
    text = pk_text_trim(text, &length);
    const char *home = pk_place_home();
    char *typed = pk_strndup(text, length);
    if (home && typed[0] == '~' && (typed[1] == '/' || !typed[1])) {
        char *path = pk_io_path(home, typed + 1 + (typed[1] == '/'));
        free(typed);
        typed = path;
    }
    trim_slashes(typed);
    return typed;
}

/* How many bytes of the folder's path are the home folder's; 0 when it is not below it. */
static size_t home_part(const char *folder, const char *home)
{
    size_t length = home ? strlen(home) : 0;
    bool below = length > 1 && strncmp(folder, home, length) == 0 &&
                 (folder[length] == '/' || !folder[length]);
    return below ? length : 0;
}

void pk_place_show(struct pk_buf *out, const char *folder)
{
    const char *home = pk_place_home();
    char *real = home ? realpath(home, NULL) : NULL; /* it may be a link */
    size_t length = home_part(folder, home);
    length = length ? length : home_part(folder, real);
    pk_buf_str(out, length ? "~" : "");
    pk_text_safe(out, folder + length, strlen(folder + length));
    free(real);
}

bool pk_place_is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool pk_place_has_plan(const char *folder)
{
    char *path = pk_io_path(folder, SETTINGS_NAME);
    bool there = access(path, F_OK) == 0;
    free(path);
    return there;
}

/* ---- parents ---- */

/* The folder that it is in; NULL at the root, and for a name without a slash. */
static char *parent_of(const char *folder)
{
    const char *slash = strrchr(folder, '/');
    while (slash && slash > folder && slash[-1] == '/') {
        slash--;
    }
    return slash && slash > folder ? pk_strndup(folder, (size_t)(slash - folder)) : NULL;
}

bool pk_place_may_hold(const char *folder)
{
    if (access(folder, F_OK) == 0) {
        return pk_place_is_folder(folder) && access(folder, W_OK | X_OK) == 0;
    }
    char *parent = parent_of(folder);
    bool may = pk_place_may_hold(parent ? parent : *folder == '/' ? "/" : ".");
    free(parent);
    return may;
}

void pk_place_remove_parents(const char *folder, size_t count)
{
    char *parent = count ? parent_of(folder) : NULL;
    if (parent && rmdir(parent) == 0) {
        pk_place_remove_parents(parent, count - 1);
    }
    free(parent);
}

enum pk_err pk_place_make_parents(const char *folder, size_t *made, struct pk_diag *diag)
{
    char *parent = parent_of(folder);
    enum pk_err err = PK_OK;
    *made = 0;
    if (parent && !pk_place_is_folder(parent)) {
        err = pk_place_make_parents(parent, made, diag);
        if (!err && mkdir(parent, 0777) != 0) {
            err = pk_fail_at(diag, PK_ERR_IO, parent, 0, _("the folder cannot be made: %s"),
                             pk_io_reason(errno));
            pk_place_remove_parents(parent, *made);
        }
        *made = err ? 0 : *made + 1;
    }
    free(parent);
    return err;
}

/* ---- looking into folders ---- */

/* Names of the folders in a folder, in order, for free(). */
struct names {
    char **items;
    size_t count, capacity;
};

static bool is_folder(const char *folder, const struct dirent *entry, bool links)
{
    if (entry->d_type != DT_UNKNOWN && (entry->d_type != DT_LNK || !links)) {
        return entry->d_type == DT_DIR;
    }
    struct stat status;
    char *path = pk_io_path(folder, entry->d_name);
    bool folder_there = (links ? stat(path, &status) : lstat(path, &status)) == 0 &&
                        S_ISDIR(status.st_mode);
    free(path);
    return folder_there;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Those that begin with `prefix`; hidden ones only when it begins with a dot. */
static void read_names(struct names *names, const char *folder, const char *prefix, bool links)
{
    DIR *stream = opendir(folder);
    const struct dirent *entry;
    size_t length = strlen(prefix);
    while (stream && (entry = readdir(stream))) {
        const char *name = entry->d_name;
        bool special = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
        bool fits = strncmp(name, prefix, length) == 0 && (*name != '.' || *prefix == '.');
        if (fits && !special && is_folder(folder, entry, links)) {
            names->items =
                pk_reserve(names->items, &names->capacity, names->count + 1, sizeof *names->items);
            names->items[names->count++] = pk_strdup(name);
        }
    }
    if (stream) {
        closedir(stream);
    }
    if (names->count) {
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    }
}

static void dispose_names(struct names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        free(names->items[i]);
    }
    free(names->items);
}

/* ---- completion ---- */

static size_t common_length(const struct names *names)
{
    size_t length = strlen(names->items[0]);
    for (size_t i = 1; i < names->count; i++) {
        size_t same = 0;
        while (same < length && names->items[i][same] == names->items[0][same]) {
            same++;
        }
        length = same;
    }
    while (length && ((unsigned char)names->items[0][length] & 0xC0) == 0x80) {
        length--; /* not within a character */
    }
    return length;
}

/* The folder whose names are completed. */
static char *folder_of(const char *typed, size_t length)
{
    char *part = pk_strndup(typed, length);
    char *folder = length ? pk_place_typed(part) : pk_strdup(".");
    free(part);
    return folder;
}

static void list_names(const struct names *names, struct pk_buf *out)
{
    enum { MOST = 200 };
    for (size_t i = 0; i < names->count && out->len < MOST; i++) {
        pk_buf_str(out, i ? "  " : "");
        pk_text_safe(out, names->items[i], strlen(names->items[i]));
    }
}

size_t pk_place_complete(struct pk_buf *typed, struct pk_buf *names)
{
    const char *text = pk_buf_text(typed), *slash = strrchr(text, '/');
    struct names found = { 0 };
    if (strcmp(text, "~") == 0) {
        pk_buf_char(typed, '/');
        return 1;
    }
    size_t start = slash ? (size_t)(slash + 1 - text) : 0;
    char *folder = folder_of(text, start);
    read_names(&found, folder, text + start, true);
    if (found.count) {
        char *name = pk_strndup(found.items[0], common_length(&found));
        pk_buf_cut(typed, start);
        pk_buf_str(typed, name);
        pk_buf_str(typed, found.count == 1 ? "/" : "");
        free(name);
    }
    if (found.count > 1) {
        list_names(&found, names);
    }
    size_t count = found.count;
    dispose_names(&found);
    free(folder);
    return count;
}

/* ---- plans ---- */

static bool is_known(const struct pk_places *places, const char *folder)
{
    for (size_t i = 0; i < places->count; i++) {
        if (strcmp(places->items[i].folder, folder) == 0) {
            return true;
        }
    }
    return false;
}

static char *title_of(const char *folder)
{
    struct pk_buf title = { 0 };
    struct pk_faults faults = { 0 };
    struct pk_filemark mark;
    char *path = pk_io_path(folder, SETTINGS_NAME), *bytes = NULL;
    size_t length;
    pk_filemark_look(path, &mark);
    if (mark.size <= SETTINGS_MOST && pk_file_read(path, &bytes, &length, NULL, NULL) == PK_OK) {
        struct pk_plan *plan = pk_plan_new();
        pk_plan_read_settings(plan, bytes, length, &faults);
        const struct pk_settings *settings = pk_plan_settings(plan);
        pk_text_safe(&title, settings->title, strlen(settings->title));
        char year[16];
        snprintf(year, sizeof year, "%d", settings->year);
        if (settings->year && !strstr(pk_buf_text(&title), year)) {
            pk_buf_printf(&title, "%s%s", title.len ? " " : "", year);
        }
        pk_plan_free(plan);
    }
    pk_faults_dispose(&faults);
    free(bytes);
    free(path);
    pk_buf_str(&title, "");
    return pk_buf_take(&title);
}

void pk_places_add(struct pk_places *places, const char *folder)
{
    if (places->count == PLACES_MOST || is_known(places, folder) || !pk_place_has_plan(folder)) {
        return;
    }
    places->items =
        pk_reserve(places->items, &places->capacity, places->count + 1, sizeof *places->items);
    places->items[places->count++] =
        (struct pk_place){ .folder = pk_strdup(folder), .title = title_of(folder) };
}

/* Folders of a level, and those of the next one. */
static void look_into(struct pk_places *places, const struct names *level, struct names *next,
                      size_t *left)
{
    for (size_t i = 0; i < level->count && *left; i++, --*left) {
        struct names inside = { 0 };
        if (pk_place_has_plan(level->items[i])) {
            pk_places_add(places, level->items[i]);
            continue;
        }
        read_names(&inside, level->items[i], "", false);
        for (size_t k = 0; k < inside.count; k++) {
            next->items =
                pk_reserve(next->items, &next->capacity, next->count + 1, sizeof *next->items);
            next->items[next->count++] = pk_io_path(level->items[i], inside.items[k]);
        }
        dispose_names(&inside);
    }
}

void pk_places_find(struct pk_places *places, const char *root, int depth)
{
    struct names level = { 0 };
    size_t left = FOLDERS_MOST;
    char *path = realpath(root, NULL);
    if (!path) {
        return;
    }
    level.items = pk_reserve(NULL, &level.capacity, 1, sizeof *level.items);
    level.items[level.count++] = path;
    for (int i = 0; i <= depth && level.count && left; i++) {
        struct names next = { 0 };
        look_into(places, &level, &next, &left);
        dispose_names(&level);
        level = next;
    }
    dispose_names(&level);
}

void pk_places_dispose(struct pk_places *places)
{
    for (size_t i = 0; i < places->count; i++) {
        free(places->items[i].folder);
        free(places->items[i].title);
    }
    free(places->items);
    *places = (struct pk_places){ 0 };
}
