#include "config.h"

#include "ui/viewnames.h"

#include <stdio.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"

static const char *const known[][2] = {
    { "late", N_("late") },
    { "unfinished", N_("not finished") },
    { "no:role", N_("nobody is responsible") },
    { "no:source", N_("without a source") },
};

enum { KNOWN = sizeof known / sizeof known[0] };

static void add_days(struct pk_buf *out, int days)
{
    pk_buf_printf(out, ngettext("within %d day", "within %d days", (unsigned long)days), days);
}

bool ui_viewname_of(struct pk_buf *out, const char *words)
{
    int days, end = 0;
    for (size_t i = 0; i < KNOWN; i++) {
        if (strcmp(words, known[i][0]) == 0) {
            pk_buf_str(out, _(known[i][1]));
            return true;
        }
    }
    if (sscanf(words, "next:%4dd%n", &days, &end) == 1 && end > 0 && !words[end]) {
        add_days(out, days);
        return true;
    }
    return false;
}

static bool folds_to(const char *folded, const char *text)
{
    struct pk_buf buf = { 0 };
    pk_text_fold(&buf, text, strlen(text));
    bool same = strcmp(pk_buf_text(&buf), folded) == 0;
    pk_buf_dispose(&buf);
    return same;
}

bool ui_viewname_words(struct pk_buf *out, const char *name)
{
    struct pk_buf folded = { 0 }, within = { 0 };
    size_t before = out->len;
    int days;
    pk_text_fold(&folded, name, strlen(name));
    for (size_t i = 0; i < KNOWN; i++) {
        if (folds_to(pk_buf_text(&folded), _(known[i][1]))) {
            pk_buf_str(out, known[i][0]);
        }
    }
    if (sscanf(name + strcspn(name, "0123456789"), "%4d", &days) == 1) {
        add_days(&within, days);
        if (folds_to(pk_buf_text(&folded), pk_buf_text(&within))) {
            pk_buf_printf(out, "next:%dd", days);
        }
    }
    pk_buf_dispose(&folded);
    pk_buf_dispose(&within);
    return out->len > before;
}
