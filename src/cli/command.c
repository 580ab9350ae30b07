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
    { "minutes", "", N_("the minutes of the meeting, as plain text"), "since width", 0, 0,
      .tables = NEEDS(PK_GOALS) | NEEDS(PK_ACTIVITIES) | NEEDS(PK_SOURCES) | NEEDS(PK_SPENDING)
              | NEEDS(PK_MEETINGS) | NEEDS(PK_DECISIONS),
      .run = pk_command_minutes,
      .more = N_("What has changed is counted from the end of the last meeting, or from the day\n"
                 "of --since.  --as-of DATE prints the minutes of an earlier meeting.\n") },
    { "history", N_("[FILTER...]"), N_("who changed what, when and why"), "format since", 0, ANY,
      .run = pk_command_history,
      .more = N_("FILTER is ID or TABLE/ID, who:NAME table:NAME field:NAME, and words that are\n"
                 "searched in what was changed and in the reasons.  set history/last why=TEXT\n"
                 "gives your last change a reason, set history/TXN why=TEXT any other.\n") },
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
    { "undo", N_("[TXN]"), N_("take back your last change, or another of your own"), "", 0, 1,
      .writes = true, .run = pk_command_undo,
      .more = N_("TXN is the name of a change as in history --format csv or json; what it begins\n"
                 "with is enough.\n") },
    { "accept", N_("ID..."), N_("take over a proposal, or theirs of a conflict"), "", 1,
      ANY, .writes = true, .settles = true, .run = pk_command_accept,
      .more = N_("ID is a row of proposals or conflicts or a proposed activity, also TABLE/ID\n"
                 "or conflicts/1; check names what waits.\n") },
    { "reject", N_("ID..."), N_("turn down a proposal, or keep ours of a conflict"), "", 1, ANY,
      .writes = true, .settles = true, .run = pk_command_reject },
    { "new", N_("DIR"), N_("begin a plan in a folder"), "year title", 1, 1, .writes = true,
      .settles = true, .alone = true, .run = pk_command_new },
    { "merge", N_("BASE OURS THEIRS [PATH] | --install"),
      N_("merge a table by record and field, for git"), "install", 0, 4, .writes = true,
      .settles = true, .alone = true, .run = pk_command_merge,
      .more = N_("git calls it as a merge driver, once --install has set that up in the\n"
                 "repository around the plan.  What clashes stays as in OURS and waits in\n"
                 "conflicts.csv.\n") },
    { "help", N_("[COMMAND|keys]"),
      N_("this help, a command's, or the keys of the screen"), "", 0, 1, .run = NULL },
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
