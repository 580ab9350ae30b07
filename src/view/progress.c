#include "config.h"

#include "planek/progress.h"

#include <string.h>

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

void pk_progress_checklist(const char *detail, int *ticked, int *all)
{
    *ticked = *all = 0;
    for (const char *line = detail; *line;) {
        const char *box = skip_blanks(line);
        if (*box == '-') {
            box = skip_blanks(box + 1);
        }
        if (box[0] == '[' && box[1] && strchr(" xX", box[1]) && box[2] == ']') {
            (*all)++;
            *ticked += box[1] != ' ';
        }
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
}

/* Whole percents; 100 only when nothing is missing. */
static int percent_done(pk_money done, pk_money total)
{
    if (done >= total) {
        return 100;
    }
    int percent = done < 0 ? 0 : pk_percent(done, total);
    return percent < 100 ? percent : 99;
}

struct pk_progress pk_progress_of(const struct pk_activity *activity)
{
    struct pk_progress progress = { 0 };
    int ticked, all;
    pk_progress_checklist(activity->detail, &ticked, &all);
    if (activity->target != PK_NO_MONEY && activity->target > 0) {
        progress.known = progress.counted = true;
        progress.done = activity->done == PK_NO_MONEY ? 0 : activity->done;
        progress.total = activity->target;
    } else if (all > 0) {
        progress.known = true;
        progress.done = 100 * (pk_money)ticked;
        progress.total = 100 * (pk_money)all;
    } else if (activity->status == PK_DONE) {
        progress.known = true;
        progress.done = progress.total = 100;
    }
    if (progress.known) {
        progress.percent = percent_done(progress.done, progress.total);
    }
    return progress;
}
