/* default.c: [plan] default in the user's planek.ini, written when the user asks for it.  All other
 * lines stay as they are.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/atomic.h"
#include "planek/config.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/places.h"
#include "planek/text.h"

/* A line of a file; its line break is behind it. */
struct line {
    const char *start;
    size_t length; /* without blanks around */
    const char *end; /* behind its line break */
};

static struct line line_at(const char *text)
{
    struct line line = { .length = strcspn(text, "\n") };
    line.end = text + line.length + (text[line.length] == '\n');
    line.start = pk_text_trim(text, &line.length);
    return line;
}

static bool is_header(const struct line *line)
{
    return line->length && *line->start == '[';
}

static bool is_plan_header(const struct line *line)
{
    return line->length == strlen("[plan]") && strncmp(line->start, "[plan]", line->length) == 0;
}

static bool is_default(const struct line *line)
{
    size_t length = strlen("default");
    if (line->length <= length || strncmp(line->start, "default", length) != 0) {
        return false;
    }
    length += strspn(line->start + length, " \t");
    return line->start[length] == '=' || line->start[length] == ':';
}

/* The bytes that the setting takes the place of. */
struct place {
    const char *from, *to;
    bool in_section; /* [plan] stands before it */
};

/* Its last line in the section, else right behind the section's header, else the end. */
static struct place find_place(const char *text)
{
    const char *end = text + strlen(text);
    struct place place = { end, end, false };
    bool inside = false;
    while (*text) {
        struct line line = line_at(text);
        if (is_header(&line)) {
            inside = is_plan_header(&line);
        }
        if (inside && is_default(&line)) {
            place = (struct place){ text, line.end, true };
        } else if (inside && is_header(&line) && !place.in_section) {
            place = (struct place){ line.end, line.end, true };
        }
        text = line.end;
    }
    return place;
}

static void write_setting(struct pk_buf *out, const char *text, const char *value)
{
    struct place place = find_place(text);
    pk_buf_add(out, text, (size_t)(place.from - text));
    if (out->len && out->data[out->len - 1] != '\n') {
        pk_buf_char(out, '\n');
    }
    if (!place.in_section) {
        pk_buf_str(out, out->len ? "\n[plan]\n" : "[plan]\n");
    }
    pk_buf_printf(out, "default = %s\n", value);
    pk_buf_str(out, place.to);
}

/* Whether the file would name that folder. */
static bool names_folder(const struct pk_buf *bytes, const char *folder)
{
    struct pk_config config;
    struct pk_faults warnings = { 0 };
    pk_config_init(&config);
    pk_config_read(&config, pk_buf_text(bytes), bytes->len, "", &warnings);
    char *named = config.plan ? realpath(config.plan, NULL) : NULL;
    bool same = named && strcmp(named, folder) == 0;
    free(named);
    pk_config_dispose(&config);
    pk_faults_dispose(&warnings);
    return same;
}

static enum pk_err replace(const char *path, const char *text, const char *folder,
                           struct pk_diag *diag)
{
    struct pk_buf bytes = { 0 }, shown = { 0 };
    size_t made;
    pk_place_show(&shown, folder);
    write_setting(&bytes, text, pk_buf_text(&shown));
    enum pk_err err = PK_OK;
    if (!names_folder(&bytes, folder)) {
        err = pk_fail_at(diag, PK_ERR_USAGE, path, 0,
                         _("the folder \"%s\" cannot stand there; rename it"),
                         pk_text_quote(folder).text);
    }
    if (!err) {
        err = pk_place_make_parents(path, &made, diag);
    }
    if (!err) {
        err = pk_file_replace(path, bytes.data, bytes.len, NULL, diag);
    }
    pk_buf_dispose(&bytes);
    pk_buf_dispose(&shown);
    return err;
}

enum pk_err pk_config_set_plan(const char *folder, struct pk_diag *diag)
{
    char *path = pk_config_path(), *whole = realpath(folder, NULL), *text = NULL;
    size_t length;
    if (!path || !whole) {
        free(path);
        free(whole);
        return pk_fail(diag, PK_ERR_IO, "%s", _("there is no home folder for planek.ini"));
    }
    enum pk_err err = pk_file_read(path, &text, &length, NULL, diag);
    if (!err || err == PK_ERR_UNKNOWN) {
        err = replace(path, text ? text : "", whole, diag);
    }
    free(path);
    free(whole);
    free(text);
    return err;
}
