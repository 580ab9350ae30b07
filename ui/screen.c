/* Three scenes after one another, on one terminal or from one script: what to open, where nobody
 * said so; reading it, where that takes long; the plan.
 */
#include "config.h"

#include "ui/screen.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "planek/i18n.h"
#include "planek/recent.h"
#include "planek/store.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/edit.h"
#include "ui/loading.h"
#include "ui/loop.h"
#include "ui/past.h"
#include "ui/script.h"
#include "ui/terminal.h"
#include "ui/welcome.h"

struct screen {
    struct pk_invocation *invocation;
    struct pk_options *options;
    struct ui_script *script; /* NULL: there is a terminal */
    struct ui_term *term;     /* NULL until it is needed */
    struct ui_welcome welcome;
};

/* The terminal shows the shell again, or takes nothing any more: it is not waited for. */
static void say(const struct pk_options *options, const struct pk_diag *diag)
{
    enum { GRACE_MS = 300 };
    struct pollfd fd = { STDERR_FILENO, POLLOUT, 0 };
    if (poll(&fd, 1, GRACE_MS) > 0 && fd.revents & POLLOUT) {
        pk_cli_complain(options, diag);
    }
}

static int fail(const struct pk_options *options, enum pk_err err, const struct pk_diag *diag)
{
    say(options, diag);
    return pk_exit_status(err);
}

static enum pk_err need_terminal(struct screen *screen, struct pk_diag *diag)
{
    return screen->term ? PK_OK : ui_terminal_open(&screen->term, screen->options, diag);
}

/* ---- what to open ---- */

static unsigned welcome_key(void *user, const struct ui_key *key)
{
    return ui_welcome_key(user, key);
}

static void welcome_draw(void *user, struct pk_grid *grid, int width, int height)
{
    ui_welcome_draw(user, grid, width, height);
}

static enum pk_err welcome_command(void *user, const char *text, unsigned *stale,
                                   struct pk_diag *diag)
{
    (void)user;
    if (strcmp(text, "dump-screen") == 0) {
        *stale |= UI_DUMP;
        return PK_OK;
    }
    if (strcmp(text, "dump-roles") == 0) {
        *stale |= UI_DUMP_ROLES;
        return PK_OK;
    }
    return pk_fail(diag, PK_ERR_USAGE, "%s", _("no plan is open yet, so there are only keys"));
}

static void welcome_loop(struct screen *screen)
{
    struct pk_grid grid;
    struct ui_key key;
    unsigned stale = UI_REPAINT;
    ui_terminal_grid(screen->term, screen->options, &grid);
    while (!(stale & UI_QUIT)) {
        if (stale) {
            ui_welcome_draw(&screen->welcome, &grid, ui_term_width(screen->term),
                            ui_term_height(screen->term));
            ui_term_draw(screen->term, &grid, stale & UI_REPAINT);
        }
        ui_term_read(screen->term, &key, -1, -1);
        stale = ui_welcome_key(&screen->welcome, &key);
    }
    pk_grid_dispose(&grid);
}

/* A script that ends without an answer wants no plan. */
static enum pk_err ask(struct screen *screen, struct pk_diag *diag)
{
    const struct ui_scene scene = { &screen->welcome, welcome_key, welcome_draw,
                                    welcome_command };
    if (screen->script) {
        return ui_script_run(screen->script, &scene, diag);
    }
    struct pk_diag no_terminal;
    if (need_terminal(screen, &no_terminal)) {
        return pk_cli_no_plan(diag);
    }
    welcome_loop(screen);
    return PK_OK;
}

/* ---- opening it ---- */

static enum pk_err open_named(struct screen *screen, struct pk_store **store, struct pk_diag *diag)
{
    struct ui_loading loading;
    ui_loading_begin(&loading, screen->options, screen->term);
    enum pk_err err = pk_cli_open_waiting(store, screen->options, screen->options->read_only,
                                          ui_loading_progress, &loading, diag);
    ui_loading_end(&loading);
    screen->term = loading.term;
    return err;
}

static enum pk_err open_answer(struct screen *screen, struct pk_store **store,
                               struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    if (screen->welcome.answer == UI_WELCOME_PLAN) {
        screen->options->plan = screen->welcome.folder;
    } else if (screen->invocation->demo_folder) {
        screen->options->plan = screen->invocation->demo_folder;
    } else {
        err = pk_cli_demo(screen->invocation, diag);
    }
    return err ? err : open_named(screen, store, diag);
}

/* *store is NULL where somebody wanted none. */
static enum pk_err ask_and_open(struct screen *screen, struct pk_store **store,
                                struct pk_diag *diag)
{
    for (;;) {
        enum pk_err err = ask(screen, diag);
        bool none = screen->welcome.answer == UI_WELCOME_NONE
                 || screen->welcome.answer == UI_WELCOME_QUIT;
        if (err || none) {
            return err;
        }
        err = open_answer(screen, store, diag);
        if (!err || err == PK_ERR_STOPPED) {
            return err;
        }
        ui_welcome_again(&screen->welcome, diag);
    }
}

/* The user's usual plan may have been moved: that is no reason to leave somebody without any. */
static enum pk_err open_plan(struct screen *screen, struct pk_store **store, struct pk_diag *diag)
{
    const struct pk_options *options = screen->options;
    bool usual = options->plan && options->plan == screen->invocation->config.plan;
    if (options->plan) {
        enum pk_err err = open_named(screen, store, diag);
        if (err != PK_ERR_IO || !usual) {
            return err;
        }
    }
    ui_welcome_init(&screen->welcome, options);
    if (usual) {
        ui_welcome_again(&screen->welcome, diag);
    }
    return ask_and_open(screen, store, diag);
}

/* ---- the plan ---- */

static unsigned app_key(void *user, const struct ui_key *key)
{
    return ui_app_key(user, key);
}

static void app_draw(void *user, struct pk_grid *grid, int width, int height)
{
    ui_draw(user, grid, width, height);
}

static enum pk_err app_command(void *user, const char *text, unsigned *stale, struct pk_diag *diag)
{
    struct ui_line line;
    enum pk_err err = ui_line_parse(&line, text, diag);
    if (!err) {
        *stale |= ui_line_run(user, &line);
    }
    ui_line_dispose(&line);
    return err;
}

static enum pk_err run(struct screen *screen, struct ui_app *app, struct pk_diag *diag)
{
    if (screen->script) {
        const struct ui_scene scene = { app, app_key, app_draw, app_command };
        app->dump = stdout;
        enum pk_err err = ui_keymap_check(&app->keymap, diag);
        return err ? err : ui_script_run(screen->script, &scene, diag);
    }
    enum pk_err err = need_terminal(screen, diag);
    if (!err) {
        ui_loop(app, screen->term);
    }
    return err;
}

/* The last attempt; what is lost now is said where it stays to be read.  Table files that cannot be
 * written lose nothing: the next start reads the journal. */
static int save_at_end(const struct pk_options *options, struct ui_app *app)
{
    struct pk_diag diag;
    pk_store_hurry(app->store, false);
    enum pk_err err = pk_store_unsaved(app->store) ? pk_store_retry(app->store, &diag) : PK_OK;
    if (!err && pk_store_checkpoint(app->store, &diag)) {
        say(options, &diag);
    }
    if (!err) {
        return 0;
    }
    struct pk_diag lost;
    if (ui_saved_elsewhere(app)) {
        (void)pk_fail(&lost, PK_OK, _("the last changes are only in \"%s\""),
                      pk_text_quote(app->elsewhere).text);
        say(options, &lost);
        return 0;
    }
    (void)pk_fail(&lost, PK_OK, "%s", _("the last changes could not be saved and are lost:"));
    say(options, &lost);
    return fail(options, err, &diag);
}

/* Nothing that was typed is lost: what is in no plan yet is there at the next start.  Appends what
 * is to be said of that. */
static void keep_typed(const struct pk_options *options, struct ui_app *app, struct pk_buf *out)
{
    const struct ui_form *draft = ui_forms_draft(app);
    struct pk_buf name = { 0 };
    if (ui_forms_store(app, true) && draft && !options->demo && !app->sample) {
        size_t count = ui_forms_unsaved(app);
        ui_form_name(&name, app, draft);
        if (count > 1) {
            pk_buf_printf(out,
                          ngettext("what you typed about %zu record is kept for the next start",
                                   "what you typed about %zu records is kept for the next start",
                                   count), count);
        } else {
            pk_buf_printf(out, _("what you typed about \"%s\" is kept for the next start"),
                          pk_text_quote(pk_buf_text(&name)).text);
        }
    }
    pk_buf_dispose(&name);
}

/* What the welcome has still to say. */
static void go_on_from_welcome(const struct ui_welcome *welcome, struct ui_app *app)
{
    app->sample = welcome->answer == UI_WELCOME_SAMPLE;
    if (app->sample) {
        ui_say(app, "%s", _("this is a copy of the plan of 2024; it is gone when planek ends"));
    } else if (welcome->message.len) {
        ui_say(app, "%s", pk_buf_text(&welcome->message));
        app->message.fault = welcome->fault;
    }
}

static int show(struct screen *screen, struct pk_store *store)
{
    struct ui_app app;
    struct pk_buf kept = { 0 };
    struct pk_diag diag = { .text = "" };
    ui_app_init(&app, screen->options, store);
    go_on_from_welcome(&screen->welcome, &app);
    ui_live_begin(&app);
    enum pk_err err = run(screen, &app, &diag);
    keep_typed(screen->options, &app, &kept);
    ui_past_leave(&app);
    ui_term_close(screen->term);
    screen->term = NULL;
    int status = save_at_end(screen->options, &app);
    if (kept.len) {
        (void)pk_fail(&diag, PK_OK, "%s", pk_buf_text(&kept));
        say(screen->options, &diag);
    }
    pk_buf_dispose(&kept);
    ui_live_end(&app);
    if (!screen->script && !screen->options->demo && !app.sample) {
        pk_recent_add(pk_store_folder(app.store));
    }
    store = app.store;
    ui_app_dispose(&app);
    pk_store_close(store);
    return err ? fail(screen->options, err, &diag) : status;
}

int ui_screen_run(struct pk_invocation *invocation)
{
    struct screen screen = { .invocation = invocation, .options = &invocation->options };
    struct pk_diag diag = { .text = "" };
    struct pk_store *store = NULL;
    int status = 0;
    pk_cli_language(screen.options, "", false);
    enum pk_err err = screen.options->script
                          ? ui_script_open(&screen.script, screen.options, &diag)
                          : PK_OK;
    if (!err) {
        err = open_plan(&screen, &store, &diag);
    }
    if (store) {
        status = show(&screen, store);
    }
    ui_term_close(screen.term);
    if (err && err != PK_ERR_STOPPED) {
        status = fail(screen.options, err, &diag);
    }
    ui_script_close(screen.script);
    ui_welcome_dispose(&screen.welcome);
    return status;
}
