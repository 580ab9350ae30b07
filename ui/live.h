/* live.h: what happens while no key is pressed: others change the plan, come and go, and the table
 * files follow the journal.
 *
 * Nothing ticks: the main loop waits for keys, for news of the folder and for the next moment at
 * which something is due here, and draws only when something has changed.
 */
#ifndef PLANEK_UI_LIVE_H
#define PLANEK_UI_LIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planek/presence.h"
#include "planek/watch.h"

struct ui_app;

struct ui_live {
    struct pk_watch watch;
    struct pk_presence *presence; /* NULL: nobody is told */
    int64_t look_at;  /* when to look at the files next, in milliseconds as in struct ui_key */
    int64_t retry_at; /* when to try again what could not be written */
    int64_t pressed;  /* when the last key came */
    bool lagging;     /* that the table files cannot be written was said */
};

void ui_live_begin(struct ui_app *app);
/* From now on the others see that this person is here, unless that writes where nothing may be
 * written. */
void ui_live_appear(struct ui_app *app);
void ui_live_end(struct ui_app *app);

/* What becomes readable when there is news, or -1. */
int ui_live_fd(const struct ui_app *app);
/* Milliseconds from now until something is due. */
int ui_live_timeout(const struct ui_app *app);
int64_t ui_live_now(void);

/* Does what is due at that moment; returns what is stale (enum ui_stale). */
unsigned ui_live_tick(struct ui_app *app, int64_t now);

/* Tries again to bring the table files up to the journal where that failed before; false when it
 * fails again, which is said. */
bool ui_live_write_tables(struct ui_app *app);

/* Nothing goes on beside the keys from now until the next look at the files. */
void ui_live_hush(struct ui_app *app);

/* Takes up what others did to the plan: the cursor and what was typed stay.  *changed tells
 * whether there was something; PK_ERR_IO when it cannot be known: diag says why.  What takes long
 * shows how far it is; PK_ERR_STOPPED when it is not waited for any longer: it comes later. */
enum pk_err ui_live_refresh(struct ui_app *app, bool *changed, struct pk_diag *diag);

/* The others who have the plan open, for people: by name, or their number.  Nothing when there
 * are none. */
void ui_live_others(const struct ui_app *app, bool short_form, struct pk_buf *out);

#endif
