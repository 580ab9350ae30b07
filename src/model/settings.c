/* settings.c: plan.ini, one row of a table a key.
 */
#include "config.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "model/plan_private.h"
#include "planek/i18n.h"
#include "planek/ini.h"
#include "planek/text.h"

static const char file_name[] = "plan.ini";

struct setting {
    const char *section, *name;
    size_t offset;
    /* False when the value is none. */
    bool (*set)(struct pk_plan *plan, void *member, const char *value);
    const char *expected;
};

static bool set_text(struct pk_plan *plan, void *member, const char *value)
{
    *(const char **)member = pk_arena_text(&plan->arena, value, strlen(value));
    return true;
}

/* The whole number within bounds, or -1. */
static int number_within(const char *value, int min, int max)
{
    char *end;
    long number = strtol(value, &end, 10);
    return *value && !*end && number >= min && number <= max ? (int)number : -1;
}

static bool set_year(struct pk_plan *plan, void *member, const char *value)
{
    (void)plan;
    int year = number_within(value, 1900, 9998);
    *(int *)member = year < 0 ? 0 : year;
    return year > 0;
}

static bool set_width(struct pk_plan *plan, void *member, const char *value)
{
    (void)plan;
    int width = number_within(value, 40, 300);
    *(int *)member = width < 0 ? 0 : width;
    return !*value || width > 0;
}

static bool set_day(struct pk_plan *plan, void *member, const char *value)
{
    struct pk_dates dates = { plan->settings.year, PK_NO_DAY };
    return pk_day_parse(member, value, &dates, NULL) == PK_OK;
}

static bool set_weekday(struct pk_plan *plan, void *member, const char *value)
{
    static const char *const names[] = {
        "po|pondeli|mon|monday",     "ut|utery|tue|tuesday",  "st|streda|wed|wednesday",
        "ct|ctvrtek|thu|thursday",   "pa|patek|fri|friday",   "so|sobota|sat|saturday",
        "ne|nedele|sun|sunday",
    };
    (void)plan;
    struct pk_buf folded = { 0 };
    pk_text_fold(&folded, value, strlen(value));
    int found = -1;
    for (int i = 0; i < 7 && folded.len; i++) {
        const char *at = strstr(names[i], pk_buf_text(&folded));
        char after = at ? at[folded.len] : 'x';
        if (at && (at == names[i] || at[-1] == '|') && (after == '|' || after == '\0')) {
            found = i;
        }
    }
    *(int *)member = found;
    bool empty = folded.len == 0;
    pk_buf_dispose(&folded);
    return empty || found >= 0;
}

/* A code such as cs or pt_BR, and nothing else: gettext makes a file's path of it. */
static bool set_language(struct pk_plan *plan, void *member, const char *value)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    size_t language = strspn(value, letters);
    const char *rest = value + language;
    bool country = rest[0] == '_' && strspn(rest + 1, capitals) == 2 && !rest[3];
    bool code = (language == 2 || language == 3) && (!*rest || country);
    return !*value || (code && set_text(plan, member, value));
}

#define AT(member) offsetof(struct pk_settings, member)
static const struct setting settings[] = {
    { "plan", "title", AT(title), set_text, NULL },
    { "plan", "region", AT(region), set_text, NULL },
    { "plan", "year", AT(year), set_year, N_("a year such as 2024") },
    { "plan", "owner", AT(owner), set_text, NULL },
    { "plan", "language", AT(language), set_language, N_("a language such as cs") },
    { "plan", "web", AT(web), set_text, NULL },
    { "plan", "previous", AT(previous), set_text, NULL },
    { "plan", "adopted", AT(adopted), set_day, N_("a day such as 2024-01-15") },
    { "plan", "resolution", AT(resolution), set_text, NULL },
    { "meeting", "weekday", AT(weekday), set_weekday, N_("a day of the week") },
    { "print", "width", AT(print_width), set_width, N_("a number from 40 to 300") },
};
enum { SETTINGS = sizeof(settings) / sizeof(settings[0]) };

struct reading {
    struct pk_plan *plan;
    struct pk_faults *faults;
};

static void report_unknown(struct reading *reading, const char *name, size_t line)
{
    const char *names[SETTINGS + 1] = { NULL };
    for (int i = 0; i < SETTINGS; i++) {
        names[i] = settings[i].name;
        if (strcmp(names[i], name) == 0) {
            pk_faults_add(reading->faults, PK_WARNING, file_name, line,
                          _("%s belongs to section [%s]; write it there"), name,
                          settings[i].section);
            return;
        }
    }
    const char *nearest = pk_text_nearest(name, names);
    struct pk_quote shown = pk_text_quote(name);
    if (nearest) {
        pk_faults_add(reading->faults, PK_WARNING, file_name, line,
                      _("planek does not know \"%s\"; did you mean \"%s\"?"), shown.text, nearest);
    } else {
        pk_faults_add(reading->faults, PK_WARNING, file_name, line,
                      _("planek does not know \"%s\""), shown.text);
    }
}

static void read_entry(const char *section, const char *name, const char *value, size_t line,
                       void *user)
{
    struct reading *reading = user;
    for (int i = 0; i < SETTINGS; i++) {
        const struct setting *setting = &settings[i];
        if (strcmp(setting->section, section) || strcmp(setting->name, name)) {
            continue;
        }
        void *member = (char *)&reading->plan->settings + setting->offset;
        if (!setting->set(reading->plan, member, value)) {
            pk_faults_add(reading->faults, PK_ERROR, file_name, line,
                          _("%s \"%s\" cannot be read; give %s"), name,
                          pk_text_quote(value).text, _(setting->expected));
        }
        return;
    }
    report_unknown(reading, name, line);
}

/* Dates lean on the year, which may stand behind them. */
static void read_year(const char *section, const char *name, const char *value, size_t line,
                      void *user)
{
    struct pk_plan *plan = user;
    (void)line;
    if (strcmp(section, "plan") == 0 && strcmp(name, "year") == 0) {
        (void)set_year(plan, &plan->settings.year, value);
    }
}

void pk_plan_read_settings(struct pk_plan *plan, const char *bytes, size_t length,
                           struct pk_faults *faults)
{
    struct reading reading = { plan, faults };
    struct pk_faults told_below = { 0 };
    pk_ini_read(bytes, length, file_name, read_year, plan, &told_below);
    pk_faults_dispose(&told_below);
    pk_ini_read(bytes, length, file_name, read_entry, &reading, faults);
    if (plan->settings.year == 0) {
        pk_faults_add(faults, PK_FATAL, file_name, 0,
                      _("the plan's year is missing; write it in section [plan] as year = 2024"));
    }
}
