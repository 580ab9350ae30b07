/* What the pages of the welcome are for: a plan that begins, and one that is there. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planek/config.h"
#include "planek/date.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/newplan.h"
#include "planek/recent.h"
#include "planek/text.h"
#include "ui/welcome.h"

#define DEFAULT_LANGUAGE "cs"

enum {
    DEPTH = 3,      /* levels of folders that are looked into */
    NEARBY_MOST = 2 /* plans that the menu offers; all are on the page for opening one */
};

static const char *typed(const struct ui_welcome *welcome, size_t field)
{
    return pk_buf_text(&welcome->fields[field].text);
}

/* 0 when that is no year. */
static int year_of(const struct ui_welcome *welcome)
{
    const char *text = typed(welcome, UI_NEW_YEAR);
    size_t length = strlen(text);
    text = pk_text_trim(text, &length);
    bool digits = length == 4 && strspn(text, "0123456789") >= length;
    int year = digits ? atoi(text) : 0;
    return year >= PK_NEWPLAN_FIRST_YEAR && year <= PK_NEWPLAN_LAST_YEAR ? year : 0;
}

void ui_welcome_suggest(struct ui_welcome *welcome)
{
    struct pk_buf folder = { 0 };
    int year = year_of(welcome);
    if (!welcome->folder_typed && year) {
        pk_buf_printf(&folder, pk_place_home() ? "~/planek/%d" : "planek-%d", year);
        ui_lineedit_set(&welcome->fields[UI_NEW_FOLDER], pk_buf_text(&folder));
    }
    pk_buf_dispose(&folder);
}

/* ---- beside the fields ---- */

static bool beside_new_folder(const char *folder, struct pk_buf *out)
{
    if (!*folder) {
        pk_buf_str(out, _("a folder for the plan's files"));
        return true;
    }
    if (pk_place_has_plan(folder)) {
        pk_buf_str(out, _("a plan is there already"));
        return true;
    }
    if (!pk_place_may_hold(folder)) {
        bool file = access(folder, F_OK) == 0 && !pk_place_is_folder(folder);
        pk_buf_str(out, file ? _("this is a file") : _("nothing may be written there"));
        return true;
    }
    pk_buf_str(out, pk_place_is_folder(folder) ? _("the folder is there") : _("it will be made"));
    return false;
}

/* None of it is a fault while the name is still being typed. */
static void beside_open_folder(const char *folder, struct pk_buf *out)
{
    if (!*folder) {
        pk_buf_str(out, _("Tab completes names"));
    } else if (pk_place_has_plan(folder)) {
        pk_buf_str(out, _("here is a plan"));
    } else if (pk_place_is_folder(folder)) {
        pk_buf_str(out, _("no plan is in it"));
    } else if (access(folder, F_OK) == 0) {
        pk_buf_str(out, _("this is a file"));
    } else {
        pk_buf_str(out, _("there is no such folder"));
    }
}

/* Where planek writes it down. */
static void beside_again(const struct ui_welcome *welcome, struct pk_buf *out)
{
    char *path = welcome->again ? pk_config_path() : NULL;
    if (path) {
        pk_place_show(out, path);
    }
    free(path);
}

/* That it is missing is a fault once it was missed. */
static bool beside_title(const struct ui_welcome *welcome, struct pk_buf *out)
{
    const char *title = typed(welcome, UI_NEW_TITLE);
    size_t length = strlen(title);
    pk_text_trim(title, &length);
    if (length) {
        return false;
    }
    pk_buf_str(out, welcome->refused ? _("give the campaign a name")
                                     : _("what the campaign is called"));
    return welcome->refused;
}

static bool beside_new(const struct ui_welcome *welcome, size_t item, struct pk_buf *out)
{
    char *folder;
    bool fault = false;
    switch (item) {
    case UI_NEW_YEAR:
        fault = !year_of(welcome);
        pk_buf_str(out, fault ? _("a year has four digits") : "");
        return fault;
    case UI_NEW_TITLE: return beside_title(welcome, out);
    case UI_NEW_REGION:
        pk_buf_str(out, *typed(welcome, item) ? "" : _("may stay empty"));
        return false;
    case UI_NEW_FOLDER:
        folder = pk_place_typed(typed(welcome, item));
        fault = beside_new_folder(folder, out);
        free(folder);
        return fault;
    case UI_NEW_AGAIN: beside_again(welcome, out); return false;
    default: return false;
    }
}

bool ui_welcome_beside(const struct ui_welcome *welcome, size_t item, struct pk_buf *out)
{
    if (welcome->page == UI_WELCOME_NEW) {
        return beside_new(welcome, item, out);
    }
    if (item == UI_OPEN_AGAIN) {
        beside_again(welcome, out);
    }
    if (item != UI_OPEN_FOLDER) {
        return false;
    }
    char *folder = pk_place_typed(pk_buf_text(&welcome->open.text));
    beside_open_folder(folder, out);
    free(folder);
    return false;
}

/* ---- the answer ---- */

/* Takes the folder.  That it cannot be remembered is no reason not to open it. */
static void answer(struct ui_welcome *welcome, char *folder)
{
    struct pk_diag diag;
    welcome->answer = UI_WELCOME_PLAN;
    free(welcome->folder);
    welcome->folder = folder;
    if (welcome->again && pk_config_set_plan(folder, &diag)) {
        ui_welcome_complain(welcome, &diag);
    }
}

/* Why no plan can begin now, or NULL. */
static const char *why_not(const struct ui_welcome *welcome)
{
    const struct pk_options *options = welcome->options;
    if (options->suggest) {
        return _("who may only propose cannot begin a plan; ask the coordinator");
    }
    return options->read_only || options->as_of != PK_NO_DAY
               ? _("planek was started to look only; a plan cannot begin")
               : NULL;
}

static enum pk_err make_plan(struct ui_welcome *welcome, const char *folder, struct pk_diag *diag)
{
    const struct pk_options *options = welcome->options;
    const char *language = options->lang ? options->lang : options->ui_lang;
    const struct pk_newplan plan = { .year = year_of(welcome),
                                     .title = typed(welcome, UI_NEW_TITLE),
                                     .region = typed(welcome, UI_NEW_REGION),
                                     .language = language ? language : DEFAULT_LANGUAGE };
    size_t made;
    enum pk_err err = pk_place_make_parents(folder, &made, diag);
    if (err) {
        return err;
    }
    err = pk_newplan_make(folder, &plan, diag);
    if (err) {
        pk_place_remove_parents(folder, made);
    }
    return err;
}

void ui_welcome_make(struct ui_welcome *welcome)
{
    const char *reason = why_not(welcome);
    struct pk_diag diag;
    if (reason) {
        ui_welcome_say(welcome, reason);
        return;
    }
    welcome->refused = true;
    for (size_t item = 0; item < UI_WELCOME_FIELDS; item++) {
        struct pk_buf beside = { 0 };
        bool fault = ui_welcome_beside(welcome, item, &beside);
        if (fault) {
            welcome->cursor = item;
            (void)pk_fail(&diag, PK_ERR_USAGE, "%s", pk_buf_text(&beside));
            ui_welcome_complain(welcome, &diag);
        }
        pk_buf_dispose(&beside);
        if (fault) {
            return;
        }
    }
    char *folder = pk_place_typed(typed(welcome, UI_NEW_FOLDER));
    if (make_plan(welcome, folder, &diag)) {
        ui_welcome_complain(welcome, &diag);
        free(folder);
    } else {
        answer(welcome, folder);
    }
}

void ui_welcome_take(struct ui_welcome *welcome)
{
    struct pk_diag diag;
    if (welcome->page == UI_WELCOME_MENU) {
        answer(welcome, pk_strdup(welcome->nearby.items[welcome->cursor].folder));
        return;
    }
    if (welcome->cursor >= UI_OPEN_FOUND) {
        answer(welcome, pk_strdup(welcome->found.items[welcome->cursor - UI_OPEN_FOUND].folder));
        return;
    }
    char *folder = pk_place_typed(pk_buf_text(&welcome->open.text));
    if (!*folder) {
        ui_welcome_say(welcome, _("write the plan's folder, or choose one below"));
    } else if (pk_place_has_plan(folder)) {
        answer(welcome, folder);
        return;
    } else {
        struct pk_buf beside = { 0 };
        beside_open_folder(folder, &beside);
        (void)pk_fail(&diag, PK_ERR_IO, "%s", pk_buf_text(&beside));
        ui_welcome_complain(welcome, &diag);
        pk_buf_dispose(&beside);
    }
    free(folder);
}

void ui_welcome_look(struct ui_welcome *welcome)
{
    if (welcome->looked) {
        return;
    }
    welcome->looked = true;
    pk_recent_find(&welcome->found);
    welcome->recent = welcome->found.count;
    pk_places_find(&welcome->found, ".", DEPTH);
    if (pk_place_home()) {
        pk_places_find(&welcome->found, pk_place_home(), DEPTH);
    }
}

static int compare_backwards(const void *a, const void *b)
{
    const struct pk_place *x = a, *y = b;
    return strcmp(y->folder, x->folder);
}

static bool is_here(const char *folder)
{
    struct stat here, there;
    return stat(".", &here) == 0 && stat(folder, &there) == 0 && here.st_dev == there.st_dev &&
           here.st_ino == there.st_ino;
}

/* What was opened lately comes first.  Of the folders for plans, which are called by their years,
 * the last one does. */
void ui_welcome_look_nearby(struct ui_welcome *welcome)
{
    struct pk_places *nearby = &welcome->nearby;
    pk_recent_find(nearby);
    pk_places_find(nearby, ".", 1);
    if (pk_place_home()) {
        char *folder = pk_place_typed("~/" PACKAGE);
        size_t here = nearby->count;
        if (!is_here(folder)) {
            pk_places_find(nearby, folder, 1);
        }
        if (nearby->count > here) {
            qsort(nearby->items + here, nearby->count - here, sizeof *nearby->items,
                  compare_backwards);
        }
        free(folder);
    }
}

size_t ui_welcome_nearby(const struct ui_welcome *welcome)
{
    size_t count = welcome->nearby.count;
    return count < NEARBY_MOST ? count : NEARBY_MOST;
}
