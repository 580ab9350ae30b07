#include "config.h"

#include "cli/command.h"

#include <string.h>

#include "planek/i18n.h"

#define NEEDS(table) (1u << (table))

enum { ANY = 1 << 20 }; /* arguments without limit */

const struct pk_command pk_command_table[] = {
    { "snapshot", N_("[FILTER...]"), N_("the plan as plain text, for minutes and print"),
      "width from to pages", 0, ANY, .tables = NEEDS(PK_GOALS) | NEEDS(PK_ACTIVITIES)
                                             | NEEDS(PK_SOURCES) | NEEDS(PK_SPENDING),
      .run = pk_command_snapshot },
    { "list", N_("[FILTER...]"), N_("the activities"), "format", 0, ANY,
      .tables = NEEDS(PK_GOALS) | NEEDS(PK_ACTIVITIES), .run = pk_command_list },
    { "budget", "", N_("the money, by source and by goal"), "format", 0, 0,
      .tables = NEEDS(PK_GOALS) | NEEDS(PK_ACTIVITIES) | NEEDS(PK_SOURCES) | NEEDS(PK_SPENDING),
      .run = pk_command_budget },
    { "agenda", N_("[FILTER...]"), N_("what is late and what comes next"), "format", 0, ANY,
      .tables = NEEDS(PK_GOALS) | NEEDS(PK_ACTIVITIES), .run = pk_command_agenda },
    { "check", "", N_("what is wrong with the plan"), "format", 0, 0,
      .checks = true, .run = pk_command_check },
    { "set", N_("[TABLE/]ID FIELD=VALUE..."), N_("set fields of a record"), "", 2, ANY,
      .writes = true, .run = pk_command_set },
    { "add", N_("[TABLE] FIELD=VALUE..."), N_("add a record and print its id"), "", 1, ANY,
      .writes = true, .run = pk_command_add },
    { "remove", N_("[TABLE/]ID"), N_("remove a record"), "", 1, 1, .writes = true,
      .run = pk_command_remove },
    { "move", N_("[TABLE/]ID after ID | [TABLE/]ID first"),
      N_("move a record behind another, or to the first place"), "", 2, 3, .writes = true,
      .run = pk_command_move },
    { "help", N_("[COMMAND]"), N_("this help, or that of a command"), "", 0, 1, .run = NULL },
};
const size_t pk_command_count = sizeof pk_command_table / sizeof pk_command_table[0];

const struct pk_command *pk_command_find(const char *name)
{
    for (size_t i = 0; i < pk_command_count; i++) {
        if (strcmp(pk_command_table[i].name, name) == 0) {
            return &pk_command_table[i];
        }
    }
    return NULL;
}

bool pk_command_takes(const struct pk_command *command, const char *option)
{
    size_t length = strlen(option);
    for (const char *at = command->options; *at;) {
        size_t word = strcspn(at, " ");
        if (word == length && memcmp(at, option, length) == 0) {
            return true;
        }
        at += word + (at[word] == ' ');
    }
    return false;
}
