#include "config.h"

#include "plandir.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"

/* The folder of the sample in the source folder. */
static char *sample(void)
{
    const char *source = getenv("PK_TEST_SRCDIR");
    return temp_path(source && *source ? source : "..", "data/kk-2024");
}

int plandir_setup(void **state)
{
    static const char *const files[] = { "activities.csv", "glossary.csv", "goals.csv", "plan.ini",
                                         "sources.csv" };
    if (temp_setup(state) != 0) {
        return -1;
    }
    char *from = sample();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *text = temp_read(from, files[i]);
        temp_put(*state, files[i], text);
        free(text);
    }
    free(from);
    return 0;
}

int plandir_teardown(void **state)
{
    return temp_teardown(state);
}

char *plandir_read(const char *folder, const char *name)
{
    return temp_read(folder, name);
}

void plandir_write(const char *folder, const char *name, const char *text)
{
    temp_put(folder, name, text);
}

/* The file follows the journal when nobody has pressed a key for a while. */
static void wait_for(const char *folder, const char *expected)
{
    enum { TRIES = 400, PAUSE_US = 25000 };
    bool there = false;
    for (int i = 0; i < TRIES && !there; i++) {
        usleep(i ? PAUSE_US : 0);
        char *text = temp_read(folder, "activities.csv");
        there = strcmp(text, expected) == 0;
        free(text);
    }
}

void plandir_expect(const char *folder, const char *was, const char *now)
{
    char *from = sample(), *text = temp_read(from, "activities.csv");
    struct pk_buf expected = { 0 };
    const char *place = strstr(text, was);
    if (!place) {
        fail_msg("the plan never held \"%s\"", was);
    }
    pk_buf_str(&expected, text);
    pk_buf_splice(&expected, (size_t)(place - text), (size_t)(place - text) + strlen(was), now,
                  strlen(now));
    wait_for(folder, pk_buf_text(&expected));
    temp_expect(folder, "activities.csv", pk_buf_text(&expected));
    pk_buf_dispose(&expected);
    free(text);
    free(from);
}

void plandir_put_large(const char *folder)
{
    plandir_put_rows(folder, 1200000);
}

void plandir_put_rows(const char *folder, int count)
{
    struct pk_buf rows = { 0 };
    pk_buf_str(&rows, "id,goal,title\n");
    for (int i = 0; i < count; i++) {
        pk_buf_printf(&rows, "k%d,cil,Krok %d\n", i, i);
    }
    temp_put(folder, "plan.ini", "[plan]\nyear = 2024\n");
    temp_put(folder, "goals.csv", "id,name\ncil,Cíl\n");
    temp_put(folder, "activities.csv", pk_buf_text(&rows));
    pk_buf_dispose(&rows);
}
