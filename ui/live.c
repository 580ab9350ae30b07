#include "config.h"

#include "ui/live.h"

#include <string.h>
#include <time.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/edit.h"
#include "ui/faults.h"
#include "ui/moment.h"
#include "ui/loading.h"

enum {
    LOOK_MS = 3000,       /* network file systems give no news */
    BUSY_MS = 30,         /* between two looks at what goes on beside the keys */
    SETTLE_MS = 400,      /* a file that somebody is just writing is looked at again */
    STILL_MS = 1000,      /* so long without a key, and the table files follow the journal */
    RETRY_MS = 5000,
    NAMES_CELLS = 32
};

int64_t ui_live_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void ui_live_appear(struct ui_app *app)
{
    struct ui_live *live = &app->live;
    pk_store_hurry(app->store, true);
    if (live->presence || app->options->read_only || ui_app_past(app)) {
        return;
    }
    live->presence = pk_presence_begin(pk_store_folder(app->store), pk_store_who(app->store));
    pk_presence_look(live->presence);
    ui_forms_recall(app);
}

void ui_live_begin(struct ui_app *app)
{
    struct ui_live *live = &app->live;
    ui_live_appear(app);
    pk_store_work_aside(app->store, !app->options->script);
    pk_watch_begin(&live->watch, pk_store_folder(app->store));
    live->look_at = ui_live_now();
}

void ui_live_end(struct ui_app *app)
{
    pk_watch_end(&app->live.watch);
    pk_presence_end(app->live.presence);
    app->live.presence = NULL;
}

int ui_live_fd(const struct ui_app *app)
{
    return app->live.watch.fd;
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int ui_live_timeout(const struct ui_app *app)
{
    const struct ui_live *live = &app->live;
    int64_t due = live->look_at;
    if (pk_store_unsaved(app->store)) {
        due = earlier(due, live->retry_at);
    }
    if (pk_store_behind(app->store)) {
        int64_t still = live->pressed + STILL_MS;
        due = earlier(due, still > live->retry_at ? still : live->retry_at);
    }
    due = earlier(due, ui_forms_due(app));
    int64_t left = due - ui_live_now();
    return left < 0 ? 0 : (int)left;
}

/* The row under the cursor stays where it is on the screen, too. */
static void keep_in_view(struct ui_list *list, size_t cursor_before)
{
    if (list->cursor >= cursor_before) {
        list->top += list->cursor - cursor_before;
    } else {
        size_t back = cursor_before - list->cursor;
        list->top = list->top > back ? list->top - back : 0;
    }
}

void ui_live_hush(struct ui_app *app)
{
    pk_store_interrupt(app->store);
    if (app->present) {
        pk_store_interrupt(app->present);
    }
}

static enum pk_err refresh(struct ui_app *app, bool *changed, struct pk_diag *diag)
{
    struct ui_list *list = &app->outline.list;
    size_t cursor = list->cursor;
    size_t faults = pk_faults_count(pk_store_faults(app->store), PK_FATAL);
    ui_outline_hold(&app->outline);
    enum pk_err err = pk_store_refresh(app->store, changed, diag);
    bool faulty = pk_faults_count(pk_store_faults(app->store), PK_FATAL) != faults;
    *changed = *changed || faulty || ui_app_outdated(app);
    if (*changed) {
        ui_app_renew(app);
        keep_in_view(list, cursor);
        ui_form_renew(app);
    }
    return err;
}

static enum pk_err wait_for_reading(struct ui_app *app, struct pk_diag *diag)
{
    struct ui_loading loading;
    ui_loading_begin_in(&loading, app, _("Reading the plan…"));
    enum pk_err err = pk_store_wait(app->store, ui_loading_progress, &loading);
    ui_loading_end(&loading);
    return err ? pk_fail(diag, err, "%s",
                         _("the plan is still being read; what is new appears when that is done"))
               : PK_OK;
}

enum pk_err ui_live_refresh(struct ui_app *app, bool *changed, struct pk_diag *diag)
{
    enum pk_err err = refresh(app, changed, diag);
    while (!err && !*changed && pk_store_reading(app->store)) {
        err = wait_for_reading(app, diag);
        err = err ? err : refresh(app, changed, diag);
    }
    return err;
}

/* What the person did last is not lost from sight when it is a fault. */
static bool tell_news(struct ui_app *app)
{
    const char *notice = pk_store_notice(app->store);
    if (!notice) {
        return false;
    }
    if (app->message.fault && app->message.text.len) {
        pk_buf_printf(&app->message.text, "; %s", notice);
    } else {
        ui_say(app, "%s", notice);
    }
    return true;
}

static unsigned look(struct ui_app *app)
{
    bool changed = false;
    struct pk_diag diag;
    if (ui_app_past(app)) {
        return UI_FRESH;
    }
    bool failed = refresh(app, &changed, &diag) != PK_OK;
    bool told = tell_news(app);
    told |= ui_faults_tell_mended(app);
    if (failed && !app->message.text.len) {
        ui_complain(app, &diag);
        told = true;
    }
    return changed || told ? UI_DRAW : UI_FRESH;
}

static unsigned look_who_is_here(struct ui_app *app)
{
    bool other = app->live.presence && pk_presence_look(app->live.presence);
    return other ? UI_DRAW : UI_FRESH;
}

/* What cannot be written now stands in the journal, so nothing is lost. */
static unsigned checkpoint(struct ui_app *app, int64_t now)
{
    struct ui_live *live = &app->live;
    struct pk_diag diag;
    ui_outline_hold(&app->outline);
    bool failed = pk_store_checkpoint(app->store, &diag) != PK_OK;
    bool drawn = ui_app_outdated(app);
    if (drawn) {
        ui_app_renew(app);
        ui_form_renew(app);
    }
    drawn |= tell_news(app);
    drawn |= ui_faults_tell_mended(app);
    if (failed && !live->lagging) {
        ui_complain(app, &diag);
        pk_buf_printf(&app->message.text, "; %s",
                      _("the change is safe in history.csv; the table files follow as soon as "
                        "they can be written"));
    }
    drawn |= failed != live->lagging;
    live->lagging = failed;
    if (pk_store_busy(app->store)) {
        live->retry_at = now + BUSY_MS;
    } else if (failed || pk_store_behind(app->store)) {
        live->retry_at = now + RETRY_MS;
    }
    return drawn ? UI_DRAW : UI_FRESH;
}

bool ui_live_write_tables(struct ui_app *app)
{
    if (app->live.lagging && pk_store_behind(app->store)) {
        app->live.lagging = false;
        checkpoint(app, ui_live_now());
    }
    return !app->live.lagging;
}

/* The screen may stand open for days. */
static unsigned look_at_the_clock(struct ui_app *app)
{
    pk_day day = app->options->by_clock ? ui_moment_day(time(NULL)) : PK_NO_DAY;
    if (day == PK_NO_DAY || day == app->today) {
        return UI_FRESH;
    }
    ui_app_new_day(app, day);
    return UI_DRAW;
}

unsigned ui_live_tick(struct ui_app *app, int64_t now)
{
    struct ui_live *live = &app->live;
    unsigned stale = UI_FRESH;
    unsigned news = pk_watch_take(&live->watch, pk_store_folder(app->store));
    bool due = now >= live->look_at;
    if (news & PK_WATCH_FILES || due) {
        stale |= look(app);
        live->look_at = now + (pk_store_busy(app->store)  ? BUSY_MS
                               : news & PK_WATCH_FILES    ? SETTLE_MS
                                                          : LOOK_MS);
    }
    if (news & PK_WATCH_HERE || due) {
        stale |= look_who_is_here(app);
    }
    stale |= due ? look_at_the_clock(app) : UI_FRESH;
    if (pk_store_unsaved(app->store) && now >= live->retry_at) {
        stale |= ui_save(app) ? UI_DRAW : UI_FRESH;
        live->retry_at = now + RETRY_MS;
    }
    if (pk_store_behind(app->store) && now >= live->pressed + STILL_MS && now >= live->retry_at) {
        stale |= checkpoint(app, now);
    }
    ui_forms_tick(app, now);
    return stale;
}

void ui_live_others(const struct ui_app *app, bool short_form, struct pk_buf *out)
{
    const struct pk_presence *presence = app->live.presence;
    size_t others = presence ? pk_presence_count(presence) : 0, from = out->len;
    if (others == 0) {
        return;
    }
    for (size_t i = 0; i < others; i++) {
        const char *name = pk_presence_name(presence, i);
        if (i == 0 || strcmp(name, pk_presence_name(presence, i - 1)) != 0) {
            pk_buf_printf(out, "%s%s", i ? ", " : "+ ", name);
        }
    }
    if (short_form || pk_text_width(pk_buf_text(out) + from, out->len - from) > NAMES_CELLS) {
        pk_buf_cut(out, from);
        pk_buf_printf(out, ngettext("%zu here", "%zu here", others + 1), others + 1);
    }
}
