#include "config.h"

#include "ui/screen.h"

#include <signal.h>
#include <stdio.h>

#include "planek/i18n.h"
#include "planek/store.h"
#include "ui/app.h"
#include "ui/edit.h"
#include "ui/loop.h"
#include "ui/past.h"
#include "ui/script.h"
#include "ui/term.h"

static int fail(const struct pk_options *options, enum pk_err err, const struct pk_diag *diag)
{
    pk_cli_complain(options, diag);
    return pk_exit_status(err);
}

static enum pk_err run(struct ui_app *app, const struct pk_options *options,
                       struct pk_diag *diag)
{
    if (options->script) {
        return ui_script_run(app, options->script, options->size, diag);
    }
    struct ui_term *term;
    if (pk_store_suggests(app->store)) {
        signal(SIGTSTP, SIG_IGN); /* no shell */
    }
    enum pk_err err = ui_term_open(&term, (enum pk_color)options->color, diag);
    if (err) {
        return err;
    }
    ui_loop(app, term);
    ui_term_close(term);
    return PK_OK;
}

/* The last attempt; what is lost now is said where it stays to be read.  Table files that cannot be
 * written lose nothing: the next start reads the journal. */
static int save_at_end(const struct pk_options *options, struct ui_app *app)
{
    struct pk_diag diag;
    enum pk_err err = pk_store_unsaved(app->store) ? pk_store_retry(app->store, &diag) : PK_OK;
    if (!err && pk_store_checkpoint(app->store, &diag)) {
        pk_cli_complain(options, &diag);
    }
    if (!err) {
        return 0;
    }
    if (ui_saved_elsewhere(app)) {
        fprintf(stderr, "planek: ");
        fprintf(stderr, _("the last changes are only in \"%s\""), app->elsewhere);
        fputc('\n', stderr);
        return 0;
    }
    fprintf(stderr, "planek: %s\n", _("the last changes could not be saved and are lost:"));
    return fail(options, err, &diag);
}

int ui_screen_run(const struct pk_options *options)
{
    struct pk_diag diag = { .text = "" };
    struct pk_store *store;
    pk_cli_language(options, "", false);
    if (!options->plan) {
        enum pk_err none = pk_fail(&diag, PK_ERR_IO, "%s",
                                   _("there is no plan here; give its folder, or look at the "
                                     "sample with --demo"));
        return fail(options, none, &diag);
    }
    enum pk_err err = pk_cli_open(&store, options, options->read_only, &diag);
    if (err) {
        return fail(options, err, &diag);
    }
    struct ui_app app;
    ui_app_init(&app, options, store);
    ui_live_begin(&app);
    err = run(&app, options, &diag);
    ui_past_leave(&app);
    int status = save_at_end(options, &app);
    ui_live_end(&app);
    store = app.store;
    ui_app_dispose(&app);
    pk_store_close(store);
    return err ? fail(options, err, &diag) : status;
}
