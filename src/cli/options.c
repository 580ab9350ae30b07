/* Options are rows; getopt_long finds them in the command line, wherever they stand, and hands the
 * other words out in their order.
 */
#include "config.h"

#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "planek/buf.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/newplan.h"
#include "planek/text.h"

#define AT(member) .offset = offsetof(struct pk_options, member)

enum { LONG_BASE = 1000 }; /* what getopt_long returns for the first row */

static const char *const languages[] = { "cs", "en", NULL };
static const char *const colors[] = { [PK_COLOR_AUTO] = "auto",
                                      [PK_COLOR_ALWAYS] = "always",
                                      [PK_COLOR_NEVER] = "never",
                                      NULL };
static const char *const formats[] = { [PK_FORMAT_TEXT] = "text",
                                       [PK_FORMAT_JSON] = "json",
                                       [PK_FORMAT_CSV] = "csv",
                                       NULL };

const struct pk_option pk_option_table[] = {
    { "plan", 'p', N_("DIR"), N_("the plan's folder"), PK_OPTION_TEXT, AT(plan) },
    { "demo", 0, NULL, N_("work on a private copy of the sample plan of 2024"), PK_OPTION_FLAG,
      AT(demo) },
    { "today", 0, N_("DATE"), N_("take this day as today"), PK_OPTION_DAY, AT(today) },
    { "as-of", 0, N_("DATE"), N_("the plan as it stood on that day, for reading"), PK_OPTION_DAY,
      AT(as_of) },
    { "lang", 0, "cs|en", N_("language of messages and documents"), PK_OPTION_WORD, AT(lang),
      .names = languages },
    { "ascii", 0, NULL, N_("only ASCII characters"), PK_OPTION_FLAG, AT(ascii) },
    { "plain", 0, NULL, N_("no frames and no drawings, for screen readers"), PK_OPTION_FLAG,
      AT(plain) },
    { "color", 0, "auto|always|never", N_("colours on the screen"), PK_OPTION_CHOICE, AT(color),
      .names = colors },
    { "theme", 0, N_("NAME"), N_("default, light, high-contrast, colour-blind, mono"),
      PK_OPTION_TEXT, AT(theme) },
    { "read-only", 0, NULL, N_("change nothing"), PK_OPTION_FLAG, AT(read_only) },
    { "suggest", 0, N_("NAME"), N_("only propose changes, under that name"), PK_OPTION_TEXT,
      AT(suggest) },
    { "why", 0, N_("TEXT"), N_("the reason of an edit"), PK_OPTION_TEXT, AT(why) },
    { "script", 0, N_("FILE"), N_("take keys from a file, for tests"), PK_OPTION_TEXT,
      AT(script) },
    { "size", 0, N_("WIDTHxHEIGHT"), N_("the screen of --script"), PK_OPTION_TEXT, AT(size) },
    { "help", 'h', NULL, N_("print help, of a command if one is named"), PK_OPTION_FLAG,
      AT(help) },
    { "version", 0, NULL, N_("print the version"), PK_OPTION_FLAG, AT(version) },
    { "width", 0, N_("CELLS"), N_("width of lines, 40 to 300"), PK_OPTION_NUMBER, AT(width),
      .min = 40, .max = 300, .special = true },
    { "from", 0, N_("DATE"), N_("where the timeline begins"), PK_OPTION_TEXT, AT(from),
      .special = true },
    { "to", 0, N_("DATE"), N_("where the timeline ends"), PK_OPTION_TEXT, AT(to),
      .special = true },
    { "since", 0, N_("DATE"), N_("only what has changed since that day"), PK_OPTION_TEXT,
      AT(since), .special = true },
    { "year", 0, N_("YEAR"), N_("the year of the plan"), PK_OPTION_NUMBER, AT(year),
      .min = PK_NEWPLAN_FIRST_YEAR, .max = PK_NEWPLAN_LAST_YEAR, .special = true },
    { "title", 0, N_("TEXT"), N_("what the plan is called"), PK_OPTION_TEXT, AT(title),
      .special = true },
    { "install", 0, NULL, N_("make git merge the plan's tables with planek"), PK_OPTION_FLAG,
      AT(install), .special = true },
    { "pages", 0, NULL, N_("pages of 66 lines with numbers and form feeds"), PK_OPTION_FLAG,
      AT(pages), .special = true },
    { "format", 0, "text|json|csv", N_("form of the output"), PK_OPTION_CHOICE, AT(format),
      .names = formats, .special = true },
};
const size_t pk_option_count = sizeof pk_option_table / sizeof pk_option_table[0];

static int name_place(const char *const *names, const char *value)
{
    for (int i = 0; names[i]; i++) {
        if (strcmp(names[i], value) == 0) {
            return i;
        }
    }
    return -1;
}

static enum pk_err set_number(int *out, const struct pk_option *option, const char *value,
                              struct pk_diag *diag)
{
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    bool good = *value >= '0' && *value <= '9' && !*end && !errno && number >= option->min
             && number <= option->max;
    if (!good) {
        return pk_fail(diag, PK_ERR_USAGE, _("--%s takes a number from %d to %d, not \"%s\""),
                       option->name, option->min, option->max, pk_text_quote(value).text);
    }
    *out = (int)number;
    return PK_OK;
}

static enum pk_err set_day(pk_day *out, const struct pk_option *option, const char *value,
                           struct pk_diag *diag)
{
    struct pk_diag reason;
    struct pk_dates dates = { 0, PK_NO_DAY };
    enum pk_err err = pk_day_parse(out, value, &dates, &reason);
    if (err) {
        return pk_fail(diag, err, "--%s: %s", option->name, reason.text);
    }
    if (*out == PK_NO_DAY) {
        return pk_fail(diag, PK_ERR_USAGE, _("--%s takes a date, for example 2024-06-30"),
                       option->name);
    }
    return PK_OK;
}

static enum pk_err set_value(struct pk_options *options, const struct pk_option *option,
                             const char *value, struct pk_diag *diag)
{
    void *member = (char *)options + option->offset;
    int place = option->names ? name_place(option->names, value) : 0;
    if (place < 0) {
        return pk_fail(diag, PK_ERR_USAGE, _("--%s takes %s, not \"%s\""), option->name,
                       option->argument, pk_text_quote(value).text);
    }
    switch (option->type) {
    case PK_OPTION_FLAG:
        *(bool *)member = true;
        break;
    case PK_OPTION_TEXT:
    case PK_OPTION_WORD:
        *(const char **)member = value;
        break;
    case PK_OPTION_CHOICE:
        *(int *)member = place;
        break;
    case PK_OPTION_NUMBER:
        return set_number(member, option, value, diag);
    case PK_OPTION_DAY:
        return set_day(member, option, value, diag);
    }
    return PK_OK;
}

/* What getopt_long could not take: an option that there is not, or one without its value. */
static enum pk_err refuse(const char *word, int problem, struct pk_diag *diag)
{
    struct pk_quote shown = pk_text_quote(word);
    if (problem == ':') {
        return pk_fail(diag, PK_ERR_USAGE, _("the option %s needs a value"), shown.text);
    }
    const char *names[sizeof pk_option_table / sizeof pk_option_table[0] + 1] = { NULL };
    for (size_t i = 0; i < pk_option_count; i++) {
        names[i] = pk_option_table[i].name;
    }
    const char *name = word + strspn(word, "-");
    char *plain = pk_strndup(name, strcspn(name, "="));
    bool flag_with_value = name[strlen(plain)] == '=' && name_place(names, plain) >= 0;
    const char *near = pk_text_nearest(plain, names);
    free(plain);
    if (flag_with_value) {
        return pk_fail(diag, PK_ERR_USAGE, _("the option --%s takes no value"), near);
    }
    if (near && strncmp(word, "--", 2) == 0) {
        return pk_fail(diag, PK_ERR_USAGE, _("there is no option %s; did you mean --%s?"),
                       shown.text, near);
    }
    return pk_fail(diag, PK_ERR_USAGE,
                   _("there is no option %s; planek --help names them all"), shown.text);
}

static void fill_getopt(struct option *longs, char *shorts)
{
    *shorts++ = '-'; /* words that are no options come as option 1, in their order */
    *shorts++ = ':';
    for (size_t i = 0; i < pk_option_count; i++) {
        const struct pk_option *option = &pk_option_table[i];
        int has = option->argument ? required_argument : no_argument;
        longs[i] = (struct option){ option->name, has, NULL, LONG_BASE + (int)i };
        if (option->letter) {
            *shorts++ = option->letter;
        }
        if (option->letter && option->argument) {
            *shorts++ = ':';
        }
    }
}

static size_t row_of(int code)
{
    if (code >= LONG_BASE) {
        return (size_t)(code - LONG_BASE);
    }
    size_t row = 0;
    while (row < pk_option_count && pk_option_table[row].letter != code) {
        row++;
    }
    return row;
}

enum pk_err pk_options_read(struct pk_invocation *invocation, int argc, char **argv, bool *given,
                            struct pk_diag *diag)
{
    struct option longs[sizeof pk_option_table / sizeof pk_option_table[0] + 1] = { 0 };
    char shorts[2 * sizeof longs / sizeof longs[0] + 3] = "";
    fill_getopt(longs, shorts);
    invocation->argv = pk_new((size_t)argc + 1, sizeof *invocation->argv);
    opterr = 0;
    optind = 0; /* begin anew, whoever called getopt before */
    enum pk_err err = PK_OK;
    while (!err) {
        int at = optind ? optind : 1;
        int code = getopt_long(argc, argv, shorts, longs, NULL);
        if (code == -1) {
            break;
        }
        size_t row = row_of(code);
        if (code == 1) {
            invocation->argv[invocation->argc++] = optarg;
        } else if (row == pk_option_count) {
            err = refuse(argv[at < argc ? at : argc - 1], code, diag);
        } else {
            given[row] = true;
            err = set_value(&invocation->options, &pk_option_table[row], optarg, diag);
        }
    }
    while (!err && optind < argc) {
        invocation->argv[invocation->argc++] = argv[optind++];
    }
    return err;
}

const char *pk_options_language(int argc, char *const *argv)
{
    const char *found = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0) {
            found = argv[i] + 7;
        } else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc) {
            found = argv[++i];
        }
    }
    return found && name_place(languages, found) >= 0 ? found : NULL;
}
