#include "config.h"

#include "trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/tempfolder.h"
#include "command.h"
#include "planek/mem.h"
#include "session.h"

static const char last_edit[] = "set tisk note=nakonec";

static const struct {
    const char *name, *text;
} files[] = {
    { "plan.ini", "[plan]\ntitle = Malý plán\nyear = 2024\nlanguage = cs\n" },
    { "goals.csv", "id,name,priority\nobsah,Obsah,1\nlide,Lidé,\n" },
    { "activities.csv",
      "id,goal,title,detail,responsible,audience,due,cost,source,status,note\n"
      "web,obsah,Webové stránky,\"[x] návrh\n[ ] text, obrázky\",Koordinátor,,2024-06-30,500000,"
      "osv,planned,\n"
      "tisk,obsah,Tisk letáků,,Tým,,2024-08,12000,nadace,planned,\n"
      "besedy,lide,Přednášky a besedy,,Tým,,2024-Q3,,osv,active,původní\n" },
};

/* ---- steps ---- */

static void write_over(const char *folder, char *words)
{
    char *name = strtok_r(words, " ", &words), *old = strtok_r(words, " ", &words);
    char *text = temp_read(folder, name), *place = strstr(text, old);
    struct pk_buf bytes = { 0 };
    assert_non_null(place);
    pk_buf_str(&bytes, text);
    pk_buf_splice(&bytes, (size_t)(place - text), (size_t)(place - text) + strlen(old), words,
                  strlen(words));
    temp_put(folder, name, pk_buf_text(&bytes));
    pk_buf_dispose(&bytes);
    free(text);
}

static void write_more(const char *folder, char *words)
{
    char *name = strtok_r(words, " ", &words), *text = temp_read(folder, name);
    struct pk_buf bytes = { 0 };
    pk_buf_printf(&bytes, "%s%s", text, words);
    temp_put(folder, name, pk_buf_text(&bytes));
    pk_buf_dispose(&bytes);
    free(text);
}

static void forget(const char *folder)
{
    char *path = temp_path(folder, ".planek");
    temp_remove(path);
    free(path);
}

/* A person makes one edit, sees that it is kept, and ends; whoever sees it is not kept goes. */
static bool edit_on_screen(const char *folder, const char *text, const struct faults *faults)
{
    struct session *session = session_open(folder, faults);
    bool kept = session_edit(session, 1, text);
    session_leave(session);
    return kept;
}

bool trial_do(const struct trial *trial, const char *step, const struct faults *faults)
{
    char *copy = pk_strdup(step), *rest = copy;
    const char *word = *step == '!' ? strtok_r(copy, " ", &rest) : "";
    bool kept = true;
    if (strcmp(word, "!replace") == 0) {
        write_over(trial->folder, rest);
    } else if (strcmp(word, "!append") == 0) {
        write_more(trial->folder, rest);
    } else if (strcmp(word, "!forget") == 0) {
        forget(trial->folder);
    } else if (strcmp(word, "!screen") == 0) {
        kept = edit_on_screen(trial->folder, rest, faults);
    } else {
        kept = command_run(NULL, trial->folder, faults, step) == 0;
    }
    free(copy);
    return kept;
}

/* ---- what is to be expected ---- */

static void must_do(const struct trial *trial, const char *step)
{
    if (!trial_do(trial, step, &(struct faults){ 0 })) {
        fail_msg("%s: planek %s does not work even without faults", trial->story->name, step);
    }
}

static void must_look(struct look *out, const struct trial *trial)
{
    struct pk_buf why = { 0 };
    if (!look_at(out, trial->folder, &why)) {
        fail_msg("%s, without faults: %s", trial->story->name, pk_buf_text(&why));
    }
}

static void find_out(struct trial *trial)
{
    for (size_t i = 0;; i++) {
        struct image now;
        must_look(&trial->after[i], trial);
        if (i && strcmp(trial->after[i].plan, trial->after[i - 1].plan) == 0) {
            fail_msg("%s: planek %s changes nothing", trial->story->name,
                     trial->story->deeds[i - 1]);
        }
        image_read(&now, trial->folder);
        must_do(trial, last_edit);
        must_look(&trial->followed[i], trial);
        image_write(&now, trial->folder);
        image_dispose(&now);
        if (!trial->story->deeds[i]) {
            trial->deeds = i;
            return;
        }
        must_do(trial, trial->story->deeds[i]);
    }
}

void trial_begin(struct trial *trial, const struct story *story, const char *scratch)
{
    *trial = (struct trial){ .story = story,
                             .folder = temp_path(scratch, "plan"),
                             .log = temp_path(scratch, "log") };
    assert_int_equal(mkdir(trial->folder, 0700), 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        temp_put(trial->folder, files[i].name, files[i].text);
    }
    for (size_t i = 0; story->before[i]; i++) {
        must_do(trial, story->before[i]);
    }
    image_read(&trial->start, trial->folder);
    find_out(trial);
    image_write(&trial->start, trial->folder);
}

void trial_end(struct trial *trial)
{
    for (size_t i = 0; i <= trial->deeds; i++) {
        look_dispose(&trial->after[i]);
        look_dispose(&trial->followed[i]);
    }
    image_dispose(&trial->start);
    temp_remove(trial->folder);
    remove(trial->log);
    free(trial->folder);
    free(trial->log);
}

void trial_complain(const struct trial *trial, const char *where, const char *why,
                    const struct image *found)
{
    printf("%s: %s: %s\n", trial->story->name, where, why);
    if (found) {
        image_keep(found);
    }
    fflush(stdout);
}

/* ---- the judge ---- */

static bool same(const struct look *found, const struct look *expected)
{
    return strcmp(found->plan, expected->plan) == 0 && strcmp(found->own, expected->own) == 0;
}

/* Says how far what was found agrees with how many deeds. */
static void explain(const struct trial *trial, const struct look *found, struct pk_buf *why)
{
    bool known = false;
    for (size_t i = 0; i <= trial->deeds; i++) {
        if (strcmp(found->plan, trial->after[i].plan) == 0) {
            pk_buf_printf(why, "; the plan is as after %zu", i);
            known = true;
        }
        if (strcmp(found->own, trial->after[i].own) == 0) {
            pk_buf_printf(why, "; the history is as after %zu", i);
        }
    }
    pk_buf_printf(why, "\n%s%s", known ? "" : found->plan, found->history);
}

static int count_deeds(const struct trial *trial, const struct look *found, size_t least,
                       size_t most, struct pk_buf *why)
{
    for (size_t i = least; i <= most; i++) {
        if (same(found, &trial->after[i])) {
            return (int)i;
        }
    }
    pk_buf_printf(why, "%zu to %zu deeds should be there", least, most);
    explain(trial, found, why);
    return -1;
}

static bool follow(const struct trial *trial, int deeds, struct pk_buf *why)
{
    struct look found;
    if (!trial_do(trial, last_edit, &(struct faults){ 0 })) {
        char *name = command_said(trial->folder), *said = temp_read("/", name);
        pk_buf_printf(why, "the edit that follows does not work: %s", said);
        free(said);
        free(name);
        return false;
    }
    bool good = look_at(&found, trial->folder, why);
    if (good && strcmp(found.plan, trial->followed[deeds].plan) != 0) {
        pk_buf_printf(why, "after one more edit the plan is another:\n%s", found.plan);
        good = false;
    } else if (good && strcmp(found.history, trial->followed[deeds].history) != 0) {
        pk_buf_printf(why, "after one more edit the history is another:\n%sexpected:\n%s",
                      found.history, trial->followed[deeds].history);
        good = false;
    }
    look_dispose(&found);
    return good;
}

int trial_judge(const struct trial *trial, size_t least, size_t most, bool thorough,
                struct pk_buf *why)
{
    struct look found, again;
    bool good = look_at(&found, trial->folder, why);
    int deeds = good ? count_deeds(trial, &found, least, most, why) : -1;
    if (deeds >= 0 && thorough) {
        good = look_at(&again, trial->folder, why);
        if (good && (strcmp(found.plan, again.plan) || strcmp(found.history, again.history))) {
            pk_buf_str(why, "opening it twice shows two plans\n");
            good = false;
        }
        look_dispose(&again);
        good = good && follow(trial, deeds, why);
    }
    look_dispose(&found);
    return good ? deeds : -1;
}
