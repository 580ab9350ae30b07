/* locale.c: the language of messages, and where the translations are.
 *
 * gettext looks at LANGUAGE only where LC_MESSAGES is a real locale; Debian has few of these, so
 * the language is put into LANGUAGE and a locale that is always there beneath it.
 */
#include "config.h"

#include <fcntl.h>
#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/where.h"
#include "cli/language.h"
#include "planek/cli.h"
#include "planek/mem.h"

/* planek's users: where nobody says a language and no plan tells it. */
#define DEFAULT_LANGUAGE "cs"

/* What is closed must not become the number of a file that is opened later, or messages would be
 * written into it.  The lowest free number is the one that is taken; writing to it still fails. */
static void open_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        /* cppcheck-suppress leakReturnValNotUsed */
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != fd) {
            pk_die("the standard streams cannot be opened");
        }
    }
}

/* The locale of the environment.  One that this machine does not have (a terminal at home says
 * cs_CZ.UTF-8, the server knows only C) still tells the encoding. */
static void set_locale(void)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    if (setlocale(LC_ALL, "")) {
        return;
    }
    const char *value = NULL;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && (!value || !*value); i++) {
        value = getenv(names[i]);
    }
    if (value && (strcasestr(value, "UTF-8") || strcasestr(value, "utf8"))) {
        setlocale(LC_CTYPE, "C.UTF-8");
    }
}

void pk_cli_locale(void)
{
    open_standard_streams();
    set_locale();
    setlocale(LC_TIME, "C");
    setlocale(LC_NUMERIC, "C");
    char *folder = pk_where_of("locale", PK_LOCALEDIR);
    bindtextdomain(PACKAGE, folder);
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
    free(folder);
}

static bool says_nothing(const char *locale)
{
    return !*locale || strcmp(locale, "POSIX") == 0 || strcmp(locale, "C") == 0
        || strncmp(locale, "C.", 2) == 0;
}

char *pk_language_of_environment(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    const char *value = getenv("LANGUAGE");
    for (size_t i = 0; i < sizeof names / sizeof names[0] && (!value || !*value); i++) {
        value = getenv(names[i]);
    }
    if (!value || says_nothing(value)) {
        return NULL;
    }
    return pk_strndup(value, strcspn(value, "_.@:"));
}

static void set_language(const char *language)
{
    const char *locale = setlocale(LC_MESSAGES, NULL);
    if (!locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0) {
        setlocale(LC_MESSAGES, "C.UTF-8");
    }
    setenv("LANGUAGE", language, 1);
    textdomain(PACKAGE);
}

void pk_cli_language(const struct pk_options *options, const char *plan_language, bool document)
{
    const char *chosen = document ? options->lang : options->ui_lang;
    if (!chosen) {
        chosen = *plan_language ? plan_language : DEFAULT_LANGUAGE;
    }
    set_language(chosen);
}

bool pk_cli_ascii(const struct pk_options *options, int fd)
{
    return options->ascii || (isatty(fd) && strcmp(nl_langinfo(CODESET), "UTF-8") != 0);
}
