#include "config.h"

#include "planek/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define EXIT_ANSWER_IS_NO 1
#define EXIT_WRONG_USAGE 2
#define EXIT_NO_PLAN 3

static struct {
    void (*call)(void *user);
    void *user;
} die_hook;

/* The length of text without a character that a cut at its end left unfinished. */
static size_t whole_characters(const char *text, size_t len)
{
    size_t tail = 0;
    while (tail < len && tail < 3 && ((unsigned char)text[len - 1 - tail] & 0xC0) == 0x80) {
        tail++;
    }
    if (tail == len) {
        return len;
    }
    unsigned char lead = (unsigned char)text[len - 1 - tail];
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return tail + 1 < need ? len - tail - 1 : len;
}

/* The message is put together aside, for its arguments may lie in diag itself. */
PK_PRINTF(4, 0)
static void diag_set(struct pk_diag *diag, const char *path, size_t line, const char *format,
                     va_list args)
{
    struct pk_diag made = { .line = line };
    int wanted = vsnprintf(made.text, sizeof made.text, format, args);
    if (wanted >= (int)sizeof made.text) {
        made.text[whole_characters(made.text, sizeof made.text - 1)] = '\0';
    }
    size_t len = strlen(path);
    if (len >= sizeof made.file) {
        len = whole_characters(path, sizeof made.file - 1);
    }
    memcpy(made.file, path, len);
    *diag = made;
}

enum pk_err pk_fail(struct pk_diag *diag, enum pk_err err, const char *format, ...)
{
    if (diag) {
        va_list args;
        va_start(args, format);
        diag_set(diag, "", 0, format, args);
        va_end(args);
    }
    return err;
}

enum pk_err pk_fail_at(struct pk_diag *diag, enum pk_err err, const char *path, size_t line,
                       const char *format, ...)
{
    if (diag) {
        va_list args;
        va_start(args, format);
        diag_set(diag, path, line, format, args);
        va_end(args);
    }
    return err;
}

static void write_error(const char *text)
{
    size_t len = strlen(text);
    while (len > 0) {
        ssize_t written = write(STDERR_FILENO, text, len);
        if (written <= 0) {
            return;
        }
        text += written;
        len -= (size_t)written;
    }
}

void pk_die(const char *message)
{
    void (*call)(void *user) = die_hook.call;
    die_hook.call = NULL;
    if (call) {
        call(die_hook.user);
    }
    write_error("planek: ");
    write_error(message);
    write_error("\n");
    _exit(EXIT_NO_PLAN);
}

void pk_die_hook(void (*hook)(void *user), void *user)
{
    die_hook.call = hook;
    die_hook.user = user;
}

int pk_exit_status(enum pk_err err)
{
    switch (err) {
    case PK_OK:
        return 0;
    case PK_ERR_UNKNOWN:
    case PK_ERR_REFUSED:
    case PK_ERR_CONFLICT:
    case PK_ERR_STOPPED:
        return EXIT_ANSWER_IS_NO;
    case PK_ERR_USAGE:
        return EXIT_WRONG_USAGE;
    case PK_ERR_STRUCTURE:
    case PK_ERR_IO:
    case PK_ERR_READONLY:
        return EXIT_NO_PLAN;
    }
    return EXIT_NO_PLAN;
}
