/* inih reads a stream by calling for the next line, and tells no line numbers.  So the lines come
 * from here, one at a time and blank where they cannot be used: the line that inih is busy with
 * is known while it calls for an entry.  It says nothing of a line that is no entry, so each line
 * that should have been one is looked at again when inih asks for the next.
 */
#include "config.h"

#include "planek/ini.h"

#include <ini.h>
#include <stdbool.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"

/* inih keeps no more of a section's name, and cuts the rest off. */
#define SECTION_MAX 49

struct reader {
    const char *next, *end;
    size_t line;   /* the one that inih has, from 1 */
    bool expected; /* it ought to be an entry, and inih has not yet said that it is */
    bool lost;     /* in a section whose name was not understood: its entries are nobody's */
    pk_ini_fn *entry;
    void *user;
    const char *file;
    struct pk_faults *faults;
};

static bool is_space(char byte)
{
    return byte != '\0' && strchr(" \t\v\f\r\n", byte);
}

static bool is_comment(char byte)
{
    return byte == ';' || byte == '#';
}

static void reader_fault(const struct reader *r, const char *text)
{
    pk_faults_add(r->faults, PK_FATAL, r->file, r->line, "%s", text);
}

/* Takes the next line, without its end (LF, CR LF or CR) and without blanks around: inih would
 * read a line that begins with a blank as more of the entry before it. */
static const char *reader_line(struct reader *r, size_t *len)
{
    const char *from = r->next, *to = from;
    while (to < r->end && *to != '\n' && *to != '\r') {
        to++;
    }
    r->next = to;
    if (r->next < r->end) {
        r->next += *to == '\r' && to + 1 < r->end && to[1] == '\n' ? 2 : 1;
    }
    while (from < to && is_space(*from)) {
        from++;
    }
    while (from < to && is_space(to[-1])) {
        to--;
    }
    *len = (size_t)(to - from);
    return from;
}

/* Whether inih will read the line "[name]" as it stands: nothing cut off, nothing left over. */
static bool section_is_whole(const struct reader *r, const char *line, size_t len)
{
    const char *close = memchr(line, ']', len);
    if (!close) {
        reader_fault(r, _("a section's name must end in ]"));
        return false;
    }
    if (close - line - 1 > SECTION_MAX) {
        reader_fault(r, _("the section's name is too long: at most 49 bytes can be read"));
        return false;
    }
    for (const char *at = line + 1; at < close; at++) {
        if (*at == ';' && is_space(at[-1])) {
            reader_fault(r, _("a comment inside a section's name: put it behind the ]"));
            return false;
        }
    }
    const char *rest = close + 1;
    while (rest < line + len && is_space(*rest)) {
        rest++;
    }
    if (rest < line + len && !is_comment(*rest)) {
        reader_fault(r, _("text after a section's name: put it on a line of its own"));
        return false;
    }
    return true;
}

/* Whether the line can be given to inih; says why not. */
static bool line_is_usable(struct reader *r, const char *line, size_t len, size_t room)
{
    if (memchr(line, '\0', len)) {
        reader_fault(r, _("a NUL byte: save the file as plain text in UTF-8"));
        return false;
    }
    if (pk_text_valid(line, len) < len) {
        reader_fault(r, _("this line is not UTF-8: save the file in UTF-8"));
        return false;
    }
    if (!len || is_comment(*line)) {
        return false;
    }
    if (len > room) {
        pk_faults_add(r->faults, PK_FATAL, r->file, r->line,
                      _("the line is too long: at most %zu bytes can be read"), room);
        return false;
    }
    if (*line == '[') {
        r->lost = !section_is_whole(r, line, len);
    }
    return !r->lost;
}

/* The line before must have been an entry by now. */
static void reader_settle(struct reader *r)
{
    if (r->expected) {
        reader_fault(r, _("neither [section] nor name = value; a comment begins with ; or #"));
    }
    r->expected = false;
}

static char *next_line(char *out, int size, void *stream)
{
    struct reader *r = stream;
    reader_settle(r);
    if (r->next == r->end) {
        return NULL;
    }
    r->line++;
    size_t len;
    const char *line = reader_line(r, &len);
    if (!line_is_usable(r, line, len, (size_t)size - 1)) {
        len = 0;
    }
    r->expected = len && *line != '[';
    memcpy(out, line, len);
    out[len] = '\0';
    return out;
}

static int take_entry(void *user, const char *section, const char *name, const char *value)
{
    struct reader *r = user;
    if (*name) {
        r->expected = false;
        r->entry(section, name, value, r->line, r->user);
    }
    return 1;
}

void pk_ini_read(const char *bytes, size_t len, const char *file, pk_ini_fn *entry, void *user,
                 struct pk_faults *faults)
{
    if (!len) {
        return;
    }
    struct reader r = { .next = bytes, .end = bytes + len, .entry = entry, .user = user,
                        .file = file, .faults = faults };
    if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        r.next += 3;
    }
    ini_parse_stream(next_line, &r, take_entry, &r);
}
