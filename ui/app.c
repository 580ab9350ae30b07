#include "config.h"

#include "ui/app.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "planek/check.h"
#include "planek/i18n.h"
#include "ui/commands.h"
#include "ui/count.h"
#include "ui/edit.h"
#include "ui/faults.h"
#include "ui/moment.h"
#include "ui/past.h"
#include "ui/views.h"
#include "ui/pager.h"
#include "ui/userkeys.h"

enum { FKEY_AFTER_ESC_MS = 1000 };

/* Faulty cells are shown where they are, but nobody would look for them there.  A large plan is not
 * walked for this before its first frame. */
static void tell_faults(struct ui_app *app)
{
    enum { LOOKED_AT = 2000 };
    if (pk_plan_count(app->plan, PK_ACTIVITIES) > LOOKED_AT) {
        return;
    }
    struct pk_faults faults = { 0 };
    pk_check_plan(app->plan, &faults);
    size_t errors = pk_faults_count(&faults, PK_ERROR);
    if (errors) {
        ui_say(app,
               ngettext("%zu error in this plan; i shows it",
                        "%zu errors in this plan; i shows them", errors),
               errors);
    }
    pk_faults_dispose(&faults);
}

void ui_app_init(struct ui_app *app, const struct pk_options *options, struct pk_store *store)
{
    *app = (struct ui_app){ .own = *options, .store = store, .free_esc = -1 };
    app->options = &app->own;
    bool took_that_day = options->as_of != PK_NO_DAY && options->today == options->as_of;
    app->today = took_that_day ? ui_moment_day(time(NULL)) : options->today;
    app->live.watch.fd = -1;
    app->ascii = pk_cli_ascii(options, STDOUT_FILENO);
    app->since.day = PK_NO_DAY;
    ui_keymap_init(&app->keymap);
    ui_userkeys_begin(app);
    app->theme = &ui_themes[0];
    ui_app_renew(app);
    const char *notice = pk_store_notice(store);
    if (notice) {
        ui_say(app, "%s", notice);
    }
    if (pk_faults_count(pk_store_faults(store), PK_ERROR) > 0) {
        ui_faults_open(app, false);
        app->findings.by_itself = true;
    } else if (!notice && ui_app_past(app)) {
        ui_past_tell(app);
    } else if (!notice) {
        tell_faults(app);
    }
    ui_screen_begin(app);
    ui_userkeys_tell(app);
}

void ui_app_dispose(struct ui_app *app)
{
    ui_since_end(app);
    ui_meeting_dispose(&app->meeting);
    ui_outline_dispose(&app->outline);
    ui_marks_dispose(&app->marks);
    ui_bulk_dispose(&app->bulk);
    free(app->handed);
    ui_money_dispose(&app->money);
    ui_links_dispose(&app->links);
    ui_explain_dispose(&app->explain);
    ui_forms_dispose(&app->forms);
    ui_calendar_dispose(&app->calendar);
    ui_table_dispose(&app->table);
    ui_prompt_dispose(&app->prompt);
    ui_picker_dispose(&app->picker);
    ui_mouse_dispose(&app->mouse);
    ui_palette_dispose(&app->palette);
    ui_keymap_dispose(&app->keymap);
    pk_faults_dispose(&app->warnings);
    ui_pager_dispose(&app->pager);
    ui_minutes_dispose(&app->minutes);
    pk_faults_dispose(&app->findings.faults);
    pk_undo_dispose(&app->undo);
    ui_history_dispose(&app->history);
    ui_waiting_dispose(&app->waiting);
    free(app->last_txn);
    free(app->reason_of);
    free(app->elsewhere);
    pk_buf_dispose(&app->message.text);
    free(app->below.text_of);
}

void ui_say(struct ui_app *app, const char *format, ...)
{
    char text[2048];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    app->message.fault = false;
    pk_buf_cut(&app->message.text, 0);
    pk_buf_str(&app->message.text, text);
}

void ui_complain(struct ui_app *app, const struct pk_diag *diag)
{
    const char *file = strrchr(diag->file, '/');
    file = file ? file + 1 : diag->file;
    if (*file && diag->line) {
        ui_say(app, "%s:%zu: %s", file, diag->line, diag->text);
    } else if (*file) {
        ui_say(app, "%s: %s", file, diag->text);
    } else {
        ui_say(app, "%s", diag->text);
    }
    app->message.fault = true;
}

void ui_app_filter(struct ui_app *app, const char *text)
{
    struct pk_diag diag;
    ui_search_unlight(&app->outline.search);
    if (ui_views_filter(app, text, &diag)) {
        ui_complain(app, &diag);
    }
    ui_app_rebuild(app);
}

bool ui_app_past(const struct ui_app *app)
{
    return app->options->as_of != PK_NO_DAY;
}

bool ui_app_may_write(const struct ui_app *app, enum pk_table table, struct pk_buf *why)
{
    struct pk_buf unwanted = { 0 }, *out = why ? why : &unwanted;
    bool broken = pk_plan_broken(app->plan, table);
    if (ui_app_past(app)) {
        pk_buf_str(out, ui_past_refusal(app));
    } else if (pk_store_read_only(app->store)) {
        pk_buf_str(out, _("this plan is opened read-only; nothing can be changed"));
    } else if (broken) {
        pk_buf_printf(out, _("%s is not understood and stays as it is; i shows what is wrong"),
                      pk_schema(table)->file);
    }
    pk_buf_dispose(&unwanted);
    return !broken && !ui_app_past(app) && !pk_store_read_only(app->store);
}

bool ui_app_writable(struct ui_app *app, enum pk_table table)
{
    struct pk_buf why = { 0 };
    bool may = ui_app_may_write(app, table, &why);
    if (!may) {
        ui_say(app, "%s", pk_buf_text(&why));
    }
    pk_buf_dispose(&why);
    return may;
}

bool ui_app_covered(const struct ui_app *app)
{
    return app->overlay_count > 0;
}

const struct ui_pane *ui_app_pane(const struct ui_app *app)
{
    static const struct ui_pane *const panes[] = {
        [UI_ON_CHART] = &ui_pane_chart,
        [UI_ON_BUDGET] = &ui_pane_budget,
        [UI_ON_ACTIVITY] = &ui_pane_activity,
    };
    if (app->overlay_count > 0) {
        return app->overlays[app->overlay_count - 1];
    }
    return panes[app->below.focus];
}

bool ui_app_has(const struct ui_app *app, const struct ui_pane *pane)
{
    for (int i = 0; i < app->overlay_count; i++) {
        if (app->overlays[i] == pane) {
            return true;
        }
    }
    return false;
}

void ui_app_drop(struct ui_app *app, const struct ui_pane *pane)
{
    int kept = 0;
    for (int i = 0; i < app->overlay_count; i++) {
        if (app->overlays[i] != pane) {
            app->overlays[kept++] = app->overlays[i];
        }
    }
    app->overlay_count = kept;
}

void ui_app_open(struct ui_app *app, const struct ui_pane *pane)
{
    ui_app_drop(app, pane);
    app->overlays[app->overlay_count++] = pane;
}

bool ui_app_close(struct ui_app *app)
{
    if (app->prompt.kind != UI_NO_PROMPT) {
        ui_prompt_cancel(app);
    } else if (app->overlay_count > 0) {
        const struct ui_pane *pane = app->overlays[--app->overlay_count];
        if (pane->closed) {
            pane->closed(app);
        }
    } else if (app->below.focus != UI_ON_CHART || app->below.view != UI_BY_SOURCE) {
        app->below.focus = UI_ON_CHART;
        app->below.view = UI_BY_SOURCE;
    } else if (app->outline.search.lit) {
        ui_search_unlight(&app->outline.search);
    } else if (ui_marks_count(app)) {
        ui_marks_clear(app);
    } else if (app->outline.filter_text) {
        ui_app_filter(app, NULL);
    } else if (app->present) {
        ui_past_go(app, "");
    } else {
        return false;
    }
    return true;
}

/* Alt with a digit is an F-key, and so is a digit soon after an Esc that closed nothing. */
static struct ui_key with_fkeys(const struct ui_app *app, const struct ui_key *key)
{
    struct ui_key seen = *key;
    bool digit = key->code >= '0' && key->code <= '9';
    bool after_esc = key->mods == 0 && app->free_esc >= 0 &&
                     key->when - app->free_esc <= FKEY_AFTER_ESC_MS;
    if (digit && (key->mods == UI_ALT || after_esc)) {
        uint32_t number = key->code == '0' ? 10 : key->code - '0';
        seen.code = UI_KEY_F1 + number - 1;
        seen.mods = 0;
    }
    return seen;
}

static unsigned run_bound(struct ui_app *app, enum ui_context context, const struct ui_key *key,
                          bool *found)
{
    const struct ui_binding *binding = ui_keymap_find(&app->keymap, context, key);
    *found = binding != NULL;
    return binding ? UI_DRAW | ui_command_run(app, binding->line) : UI_FRESH;
}

static void say_unbound(struct ui_app *app, const struct ui_key *key)
{
    struct pk_buf name = { 0 };
    if (key->code == UI_KEY_PASTE) {
        ui_say(app, "%s",
               app->forms.open ? _("this field is chosen from a list; F4 opens it")
                               : _("what is pasted goes into a field; / and a open one"));
        return;
    }
    ui_key_label(&name, key);
    ui_say(app, _("%s does nothing here; F1 shows the keys"), pk_buf_text(&name));
    pk_buf_dispose(&name);
}

/* What is in front sees the key first, then the bindings there. */
static unsigned dispatch(struct ui_app *app, const struct ui_key *key)
{
    const struct ui_pane *pane = ui_app_pane(app);
    bool prompting = app->prompt.kind != UI_NO_PROMPT, found;
    unsigned stale = UI_DRAW;
    if (prompting ? ui_prompt_key(app, key, &stale)
                  : (pane->key && pane->key(app, key, &stale)) || ui_count_key(app, key)) {
        return stale;
    }
    stale |= run_bound(app, prompting ? UI_IN_PROMPT : pane->context, key, &found);
    app->count = 0;
    if (!found) {
        say_unbound(app, key);
    }
    return stale;
}

static unsigned typed(struct ui_app *app, const struct ui_key *key)
{
    struct ui_key seen = with_fkeys(app, key);
    bool warned = app->quit_warned;
    app->live.pressed = key->when;
    ui_forms_pressed(app, key->when);
    bool closes = app->prompt.kind != UI_NO_PROMPT || ui_app_covered(app) ||
                  app->below.focus != UI_ON_CHART || app->outline.filter_text || app->present ||
                  app->count || ui_marks_count(app) || app->outline.search.lit;
    pk_buf_cut(&app->message.text, 0);
    if (pk_store_unsaved(app->store)) {
        ui_save(app);
    }
    unsigned stale = dispatch(app, &seen);
    app->free_esc = seen.code == UI_KEY_ESC && !closes ? seen.when : -1;
    if (warned) {
        app->quit_warned = false;
    }
    return stale | UI_DRAW;
}

unsigned ui_app_key(struct ui_app *app, const struct ui_key *key)
{
    switch (key->code) {
    case UI_KEY_NONE: return UI_FRESH;
    case UI_KEY_HANGUP: return UI_QUIT;
    case UI_KEY_RESIZE: return UI_DRAW | UI_REPAINT;
    case UI_KEY_RESUME:
        app->live.look_at = 0;
        return UI_DRAW | UI_REPAINT;
    case UI_KEY_MOUSE: return ui_mouse_key(app, key);
    case UI_KEY_NEWS:
    case UI_KEY_IDLE: return ui_live_tick(app, key->when);
    default:
        return ui_screen_tell_key(app, key) || ui_mouse_escape(app, key) ? UI_DRAW
                                                                         : typed(app, key);
    }
}
