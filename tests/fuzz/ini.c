/* ini.c: every entry of a plan.ini or planek.ini is UTF-8 and on a line that is there. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/config.h"
#include "planek/ini.h"
#include "planek/text.h"
#include "tests/fuzz/fuzz.h"

struct reading {
    size_t lines, line;
};

static void expect_text(const char *text)
{
    size_t length = strlen(text);
    FUZZ_EXPECT(pk_text_valid(text, length) == length);
    FUZZ_EXPECT(!strpbrk(text, "\r\n"));
}

static void take_entry(const char *section, const char *name, const char *value, size_t line,
                       void *user)
{
    struct reading *reading = user;
    expect_text(section);
    expect_text(name);
    expect_text(value);
    FUZZ_EXPECT(*name);
    FUZZ_EXPECT(line > reading->line && line <= reading->lines);
    reading->line = line;
}

static void expect_faults(const struct pk_faults *faults, size_t lines)
{
    for (size_t i = 0; i < faults->count; i++) {
        FUZZ_EXPECT(faults->items[i].line <= lines);
        fuzz_expect_safe(faults->items[i].text, strlen(faults->items[i].text), "");
    }
}

void fuzz_ini(const uint8_t *bytes, size_t length)
{
    char *text = fuzz_text_of(bytes, length);
    struct reading reading = { .lines = 1 };
    for (size_t i = 0; i < length; i++) {
        reading.lines += text[i] == '\n' || text[i] == '\r';
    }
    struct pk_faults faults = { 0 };
    pk_ini_read(text, length, "x.ini", take_entry, &reading, &faults);
    struct pk_plan *plan = pk_plan_new();
    pk_plan_read_settings(plan, text, length, &faults);
    const struct pk_settings *settings = pk_plan_settings(plan);
    FUZZ_EXPECT(settings->year >= 0 && settings->year <= 9999);
    FUZZ_EXPECT(settings->weekday >= -1 && settings->weekday <= 6);
    struct pk_config config;
    pk_config_init(&config);
    pk_config_read(&config, text, length, "planek.ini", &faults);
    FUZZ_EXPECT(config.escdelay >= -1 && config.escdelay <= 5000);
    expect_faults(&faults, reading.lines);
    pk_config_dispose(&config);
    pk_plan_free(plan);
    pk_faults_dispose(&faults);
    free(text);
}
