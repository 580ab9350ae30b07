#include "config.h"

#include "planek/config.h"

#include <errno.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planek/atomic.h"
#include "planek/buf.h"
#include "planek/i18n.h"
#include "planek/ini.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "store/io.h"

enum option_type {
    OPTION_TEXT,   /* char *, anything */
    OPTION_FOLDER, /* char *, a path */
    OPTION_NAME,   /* char *, one of the names */
    OPTION_CHOICE, /* int, the place among the names */
    OPTION_INT     /* int, min to max */
};

struct option {
    const char *section, *name;
    enum option_type type;
    size_t offset;
    const char *const *names; /* ends with NULL */
    int min, max;
};

static const char *const language_names[] = { "cs", "en", NULL };
static const char *const glyphs_names[] = { [PK_GLYPHS_WGL4] = "wgl4",
                                            [PK_GLYPHS_FINE] = "fine",
                                            NULL };

static const char *const mouse_names[] = { "no", "yes", NULL };

/* What else is understood for those names. */
static const char *const synonyms[][2] = { { "on", "yes" },   { "off", "no" }, { "true", "yes" },
                                           { "false", "no" }, { "ano", "yes" }, { "ne", "no" } };

static const struct option options[] = {
    { "plan", "default", OPTION_FOLDER, offsetof(struct pk_config, plan), NULL, 0, 0 },
    { "ui", "language", OPTION_NAME, offsetof(struct pk_config, language), language_names, 0, 0 },
    { "ui", "glyphs", OPTION_CHOICE, offsetof(struct pk_config, glyphs), glyphs_names, 0, 0 },
    { "ui", "escdelay", OPTION_INT, offsetof(struct pk_config, escdelay), NULL, 0, 5000 },
    { "ui", "theme", OPTION_TEXT, offsetof(struct pk_config, theme), NULL, 0, 0 },
    { "ui", "mouse", OPTION_CHOICE, offsetof(struct pk_config, mouse), mouse_names, 0, 0 },
    { "meeting", "days", OPTION_INT, offsetof(struct pk_config, meeting_days), NULL, 1, 366 },
};
enum { OPTION_COUNT = sizeof options / sizeof *options };

struct reading {
    struct pk_config *config;
    const char *file;
    size_t line;
    struct pk_faults *warnings;
};

void pk_config_init(struct pk_config *config)
{
    *config = (struct pk_config){ .glyphs = PK_GLYPHS_WGL4, .escdelay = -1, .meeting_days = 14 };
}

static void dispose_entries(struct pk_config_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(entries[i].section);
        free(entries[i].name);
        free(entries[i].value);
    }
    free(entries);
}

void pk_config_dispose(struct pk_config *config)
{
    free(config->plan);
    free(config->language);
    free(config->theme);
    dispose_entries(config->filters, config->filter_count);
    dispose_entries(config->keys, config->key_count);
    free(config->file);
    pk_config_init(config);
}

static const char *home(void)
{
    const char *path = getenv("HOME");
    if (path && *path == '/') {
        return path;
    }
    const struct passwd *user = getpwuid(getuid());
    return user && *user->pw_dir == '/' ? user->pw_dir : NULL;
}

enum wrong { WRONG_SECTION, WRONG_NAME, WRONG_VALUE };

static void add_wrong_near(struct pk_buf *out, enum wrong wrong, const char *word,
                           const char *near)
{
    switch (wrong) {
    case WRONG_SECTION:
        pk_buf_printf(out, _("there is no section [%s]; did you mean [%s]?"), word, near);
        break;
    case WRONG_NAME:
        pk_buf_printf(out, _("there is no option \"%s\"; did you mean \"%s\"?"), word, near);
        break;
    case WRONG_VALUE:
        pk_buf_printf(out, _("\"%s\" cannot be used here; did you mean \"%s\"?"), word, near);
        break;
    }
}

static void add_wrong(struct pk_buf *out, enum wrong wrong, const char *word, const char *all)
{
    switch (wrong) {
    case WRONG_SECTION:
        pk_buf_printf(out, _("there is no section [%s]; there are: %s"), word, all);
        break;
    case WRONG_NAME:
        pk_buf_printf(out, _("there is no option \"%s\"; there are: %s"), word, all);
        break;
    case WRONG_VALUE:
        pk_buf_printf(out, _("\"%s\" cannot be used here; use one of: %s"), word, all);
        break;
    }
}

/* Warns of a word that is none of the names, with the nearest of them, else with all. */
static void warn_of_word(const struct reading *reading, enum wrong wrong, const char *word,
                         const char *const *names)
{
    struct pk_buf safe = { 0 }, all = { 0 }, text = { 0 };
    pk_text_safe(&safe, word, strlen(word));
    for (size_t i = 0; names[i]; i++) {
        pk_buf_printf(&all, "%s%s", i ? ", " : "", names[i]);
    }
    const char *near = pk_text_nearest(word, names);
    if (near) {
        add_wrong_near(&text, wrong, pk_buf_text(&safe), near);
    } else {
        add_wrong(&text, wrong, pk_buf_text(&safe), pk_buf_text(&all));
    }
    pk_faults_add(reading->warnings, PK_WARNING, reading->file, reading->line, "%s",
                  pk_buf_text(&text));
    pk_buf_dispose(&safe);
    pk_buf_dispose(&all);
    pk_buf_dispose(&text);
}

/* The row of that section and name; NULL after a warning. */
static const struct option *option_find(const struct reading *reading, const char *section,
                                        const char *name)
{
    const char *sections[OPTION_COUNT + 3] = { NULL }, *names[OPTION_COUNT + 1] = { NULL };
    size_t section_count = 0, name_count = 0;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        bool here = strcmp(options[i].section, section) == 0;
        if (here && strcmp(options[i].name, name) == 0) {
            return &options[i];
        }
        if (here) {
            names[name_count++] = options[i].name;
        }
        if (!section_count || strcmp(sections[section_count - 1], options[i].section) != 0) {
            sections[section_count++] = options[i].section;
        }
    }
    sections[section_count++] = "filters";
    sections[section_count++] = "keys";
    if (name_count) {
        warn_of_word(reading, WRONG_NAME, name, names);
    } else {
        warn_of_word(reading, WRONG_SECTION, section, sections);
    }
    return NULL;
}

static void store_text(struct pk_config *config, const struct option *option, char *text)
{
    char **member = (char **)(void *)((char *)config + option->offset);
    free(*member);
    *member = text;
}

static void store_int(struct pk_config *config, const struct option *option, int value)
{
    *(int *)(void *)((char *)config + option->offset) = value;
}

static void store_folder(struct pk_config *config, const struct option *option, const char *value)
{
    const char *base = home();
    if (value[0] == '~' && (value[1] == '/' || !value[1])) {
        value += value[1] ? 2 : 1;
    }
    if (*value == '/' || !base) {
        store_text(config, option, pk_strdup(value));
    } else {
        store_text(config, option, pk_io_path(base, value));
    }
}

static void store_number(const struct reading *reading, const struct option *option,
                         const char *value)
{
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    if (end == value || *end || errno || number < option->min || number > option->max) {
        pk_faults_add(reading->warnings, PK_WARNING, reading->file, reading->line,
                      _("%s must be a whole number from %d to %d"), option->name, option->min,
                      option->max);
    } else {
        store_int(reading->config, option, (int)number);
    }
}

static const char *yes_or_no(const char *value)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++) {
        if (strcmp(synonyms[i][0], value) == 0) {
            return synonyms[i][1];
        }
    }
    return value;
}

static void store_name(const struct reading *reading, const struct option *option,
                       const char *given)
{
    const char *value = option->names == mouse_names ? yes_or_no(given) : given;
    for (int i = 0; option->names[i]; i++) {
        if (strcmp(option->names[i], value) != 0) {
            continue;
        }
        if (option->type == OPTION_CHOICE) {
            store_int(reading->config, option, i);
        } else {
            store_text(reading->config, option, pk_strdup(value));
        }
        return;
    }
    warn_of_word(reading, WRONG_VALUE, value, option->names);
}

/* A new entry where the section's names are the user's own: its lines are kept as they are; NULL
 * in any other section. */
static struct pk_config_entry *own_entry(struct pk_config *config, const char *section)
{
    if (strcmp(section, "keys") == 0 || strncmp(section, "keys.", 5) == 0) {
        config->keys = pk_reserve(config->keys, &config->key_capacity, config->key_count + 1,
                                  sizeof *config->keys);
        return &config->keys[config->key_count++];
    }
    if (strcmp(section, "filters") == 0) {
        config->filters = pk_reserve(config->filters, &config->filter_capacity,
                                     config->filter_count + 1, sizeof *config->filters);
        return &config->filters[config->filter_count++];
    }
    return NULL;
}

static void store_value(const struct reading *reading, const struct option *option,
                        const char *value)
{
    switch (option->type) {
    case OPTION_TEXT:
        store_text(reading->config, option, pk_strdup(value));
        break;
    case OPTION_FOLDER:
        store_folder(reading->config, option, value);
        break;
    case OPTION_NAME:
    case OPTION_CHOICE:
        store_name(reading, option, value);
        break;
    case OPTION_INT:
        store_number(reading, option, value);
        break;
    }
}

static void take_entry(const char *section, const char *name, const char *value, size_t line,
                       void *user)
{
    struct reading *reading = user;
    reading->line = line;
    struct pk_config_entry *own = own_entry(reading->config, section);
    if (own) {
        *own = (struct pk_config_entry){ pk_strdup(section), pk_strdup(name), pk_strdup(value),
                                         line };
        return;
    }
    const struct option *option = option_find(reading, section, name);
    if (option && *value) {
        store_value(reading, option, value);
    }
}

void pk_config_read(struct pk_config *config, const char *bytes, size_t length, const char *file,
                    struct pk_faults *warnings)
{
    struct pk_faults faults = { 0 };
    struct reading reading = { config, file, 0, warnings };
    free(config->file);
    config->file = pk_strdup(file);
    pk_ini_read(bytes, length, file, take_entry, &reading, &faults);
    for (size_t i = 0; i < faults.count; i++) {
        pk_faults_add(warnings, PK_WARNING, faults.items[i].file, faults.items[i].line, "%s",
                      faults.items[i].text);
    }
    pk_faults_dispose(&faults);
    pk_faults_sort(warnings);
}

const struct pk_config_entry *pk_config_filter(const struct pk_config *config, const char *name)
{
    struct pk_buf wanted = { 0 }, other = { 0 };
    const struct pk_config_entry *found = NULL;
    size_t length = strlen(name);
    const char *trimmed = pk_text_trim(name, &length);
    pk_text_fold(&wanted, trimmed, length);
    for (size_t i = 0; i < config->filter_count && !found; i++) {
        pk_buf_cut(&other, 0);
        pk_text_fold(&other, config->filters[i].name, strlen(config->filters[i].name));
        bool same = strcmp(pk_buf_text(&other), pk_buf_text(&wanted)) == 0;
        found = same ? &config->filters[i] : NULL;
    }
    pk_buf_dispose(&wanted);
    pk_buf_dispose(&other);
    return found;
}

char *pk_config_path(void)
{
    const char *folder = getenv("XDG_CONFIG_HOME");
    if (folder && *folder == '/') {
        return pk_io_path(folder, "planek/planek.ini");
    }
    const char *base = home();
    return base ? pk_io_path(base, ".config/planek/planek.ini") : NULL;
}

void pk_config_load(struct pk_config *config, struct pk_faults *warnings)
{
    char *path = pk_config_path(), *bytes;
    size_t length;
    struct pk_diag diag;
    if (!path) {
        return;
    }
    enum pk_err err = pk_file_read(path, &bytes, &length, NULL, &diag);
    if (err == PK_OK) {
        pk_config_read(config, bytes, length, path, warnings);
    } else if (err != PK_ERR_UNKNOWN) {
        pk_faults_add(warnings, PK_WARNING, path, 0, "%s", diag.text);
    }
    free(bytes);
    free(path);
}
