/* newplan.c: a folder becomes a plan by files that are all written and synced before the first of
 * them gets its name; plan.ini gets it last, so that what holds one is whole.
 *
 * Git must not rewrite line ends, because a file keeps its dialect: hence -text.
 */
#include "config.h"

#include "planek/newplan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planek/atomic.h"
#include "planek/buf.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/plan.h"
#include "planek/text.h"
#include "store/io.h"

#define SETTINGS_NAME "plan.ini"

static const char *const attribute_lines[] = {
    "*.csv -text merge=planek",
    "history.csv -text merge=union",
    "plan.ini -text",
    NULL,
};
static const char *const ignore_lines[] = { ".planek/", ".planek-*.tmp", NULL };

static const struct gitfile {
    const char *name;
    const char *const *lines;
} gitfiles[] = {
    { ".gitattributes", attribute_lines },
    { ".gitignore", ignore_lines },
};
enum { GITFILES = sizeof gitfiles / sizeof gitfiles[0] };

/* What a plan begins with, plan.ini last. */
static const enum pk_table first_tables[] = { PK_GOALS, PK_ACTIVITIES, PK_SOURCES };
enum {
    FIRST_TABLES = sizeof first_tables / sizeof first_tables[0],
    PLAN_FILES = FIRST_TABLES + 1,
    FILES_MOST = PLAN_FILES + GITFILES
};

/* ---- what git is told ---- */

static bool has_line(const char *text, const char *line)
{
    while (*text) {
        size_t length = strcspn(text, "\n"), trimmed = length;
        const char *start = pk_text_trim(text, &trimmed);
        if (trimmed == strlen(line) && memcmp(start, line, trimmed) == 0) {
            return true;
        }
        text += length + (text[length] == '\n');
    }
    return false;
}

/* The file with all its lines.  In .gitattributes the last line that fits counts, so the first one
 * that is missing brings along those after it. */
static void complete_lines(struct pk_buf *out, const char *text, size_t length,
                           const char *const *lines)
{
    while (*lines && has_line(text, *lines)) {
        lines++;
    }
    pk_buf_add(out, text, length);
    if (*lines && length && text[length - 1] != '\n') {
        pk_buf_char(out, '\n');
    }
    for (; *lines; lines++) {
        pk_buf_printf(out, "%s\n", *lines);
    }
}

/* Prepares the file where lines are missing in it. */
static enum pk_err begin_gitfile(struct pk_replacement *files, size_t *count, const char *folder,
                                 const struct gitfile *file, struct pk_diag *diag)
{
    char *path = pk_io_path(folder, file->name), *bytes;
    size_t length;
    struct pk_buf whole = { 0 };
    enum pk_err err = pk_file_read(path, &bytes, &length, NULL, diag);
    if (err == PK_ERR_UNKNOWN) {
        err = PK_OK;
    }
    if (!err) {
        complete_lines(&whole, bytes ? bytes : "", length, file->lines);
    }
    if (!err && whole.len > length) {
        err = pk_replacement_begin(&files[*count], path, whole.data, whole.len, diag);
        *count += err == PK_OK;
    }
    pk_buf_dispose(&whole);
    free(bytes);
    free(path);
    return err;
}

static enum pk_err begin_gitfiles(struct pk_replacement *files, size_t *count, const char *folder,
                                  struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    for (size_t i = 0; i < GITFILES && !err; i++) {
        err = begin_gitfile(files, count, folder, &gitfiles[i], diag);
    }
    return err;
}

enum pk_err pk_newplan_tell_git(const char *folder, bool *added, struct pk_diag *diag)
{
    struct pk_replacement files[GITFILES];
    size_t count = 0, done;
    enum pk_err err = begin_gitfiles(files, &count, folder, diag);
    if (!err) {
        err = pk_replacement_commit(files, count, &done, diag);
    }
    *added = !err && count > 0;
    pk_replacement_abandon(files, count);
    return err;
}

/* ---- the plan ---- */

static void write_header(struct pk_buf *out, enum pk_table table)
{
    const struct pk_table_schema *schema = pk_schema(table);
    for (int i = 0; i < schema->field_count; i++) {
        pk_buf_printf(out, "%s%s", i ? "," : "", schema->fields[i].name);
    }
    pk_buf_char(out, '\n');
}

static void write_setting(struct pk_buf *out, const char *name, const char *value)
{
    pk_buf_printf(out, "%s =%s%s\n", name, *value ? " " : "", value);
}

static char *trimmed(const char *text)
{
    size_t length = text ? strlen(text) : 0;
    const char *start = text ? pk_text_trim(text, &length) : "";
    return pk_strndup(start, length);
}

/* Whether it was read back as what it is. */
static bool is_kept(const char *text, const char *read)
{
    struct pk_buf safe = { 0 };
    pk_text_safe(&safe, text, strlen(text));
    bool same = strcmp(read, text) == 0 && strcmp(pk_buf_text(&safe), text) == 0;
    pk_buf_dispose(&safe);
    return same;
}

/* PK_ERR_USAGE where title or region would be read back as something else. */
static enum pk_err write_settings(struct pk_buf *out, const struct pk_newplan *plan,
                                  struct pk_diag *diag)
{
    char *title = trimmed(plan->title), *region = trimmed(plan->region);
    pk_buf_str(out, "[plan]\n");
    write_setting(out, "title", title);
    write_setting(out, "region", region);
    pk_buf_printf(out, "year = %d\n", plan->year);
    write_setting(out, "owner", "");
    write_setting(out, "language", plan->language);

    struct pk_plan *read = pk_plan_new();
    struct pk_faults faults = { 0 };
    pk_plan_read_settings(read, pk_buf_text(out), out->len, &faults);
    bool titled = !faults.count && is_kept(title, pk_plan_settings(read)->title);
    bool placed = !faults.count && is_kept(region, pk_plan_settings(read)->region);
    pk_faults_dispose(&faults);
    pk_plan_free(read);
    free(title);
    free(region);
    if (titled && placed) {
        return PK_OK;
    }
    if (titled) {
        return pk_fail(diag, PK_ERR_USAGE,
                       _("the region \"%s\" cannot stand in plan.ini; make it one short line "
                         "without a semicolon after a blank"),
                       pk_text_quote(plan->region).text);
    }
    return pk_fail(diag, PK_ERR_USAGE,
                   _("the title \"%s\" cannot stand in plan.ini; make it one short line without "
                     "a semicolon after a blank"),
                   pk_text_quote(plan->title).text);
}

static bool is_there(const char *folder, const char *name)
{
    struct stat status;
    char *path = pk_io_path(folder, name);
    bool found = lstat(path, &status) == 0;
    free(path);
    return found;
}

static enum pk_err refuse_plan(const char *folder, struct pk_diag *diag)
{
    const char *found = is_there(folder, SETTINGS_NAME) ? SETTINGS_NAME : NULL;
    for (int table = 0; table < PK_TABLES && !found; table++) {
        const char *name = pk_schema((enum pk_table)table)->file;
        found = is_there(folder, name) ? name : NULL;
    }
    if (!found) {
        return PK_OK;
    }
    return pk_fail_at(diag, PK_ERR_REFUSED, folder, 0,
                      _("a plan is here already (%s); choose another folder"), found);
}

/* Writes the temporary files of all that is to be there. */
static enum pk_err begin_files(struct pk_replacement *files, size_t *count, const char *folder,
                               const struct pk_buf *settings, struct pk_diag *diag)
{
    enum pk_err err = begin_gitfiles(files, count, folder, diag);
    for (size_t i = 0; i < PLAN_FILES && !err; i++) {
        bool table = i < FIRST_TABLES;
        const char *name = table ? pk_schema(first_tables[i])->file : SETTINGS_NAME;
        char *path = pk_io_path(folder, name);
        struct pk_buf bytes = { 0 };
        if (table) {
            write_header(&bytes, first_tables[i]);
        }
        const struct pk_buf *whole = table ? &bytes : settings;
        err = pk_replacement_begin(&files[*count], path, whole->data, whole->len, diag);
        *count += err == PK_OK;
        pk_buf_dispose(&bytes);
        free(path);
    }
    return err;
}

static void remove_file(const char *folder, const char *name)
{
    char *path = pk_io_path(folder, name);
    unlink(path);
    free(path);
}

/* Files of the plan that have their names already; those for git do no harm where the folder was
 * there before. */
static void take_back(const char *folder)
{
    remove_file(folder, SETTINGS_NAME);
    for (size_t i = 0; i < FIRST_TABLES; i++) {
        remove_file(folder, pk_schema(first_tables[i])->file);
    }
}

static enum pk_err make_files(const char *folder, const struct pk_buf *settings,
                              struct pk_diag *diag)
{
    struct pk_replacement files[FILES_MOST];
    size_t count = 0, done = 0;
    enum pk_err err = begin_files(files, &count, folder, settings, diag);
    if (!err) {
        err = pk_replacement_commit(files, count, &done, diag);
        if (err) {
            take_back(folder);
        }
    }
    pk_replacement_abandon(files, count);
    return err;
}

enum pk_err pk_newplan_make(const char *folder, const struct pk_newplan *plan,
                            struct pk_diag *diag)
{
    struct pk_buf settings = { 0 };
    bool made = false;
    enum pk_err err = refuse_plan(folder, diag);
    if (!err) {
        err = write_settings(&settings, plan, diag);
    }
    if (!err) {
        made = mkdir(folder, 0777) == 0;
        if (!made && errno != EEXIST) {
            err = pk_fail_at(diag, PK_ERR_IO, folder, 0, _("the folder cannot be made: %s"),
                             pk_io_reason(errno));
        }
    }
    if (!err) {
        err = make_files(folder, &settings, diag);
    }
    if (err && made) {
        for (size_t i = 0; i < GITFILES; i++) {
            remove_file(folder, gitfiles[i].name);
        }
        rmdir(folder);
    }
    pk_buf_dispose(&settings);
    return err;
}
