/* session.h: a full screen in which somebody works, which may be killed or say that it cannot save.
 *
 * Other than a struct terminal it fails no test: whoever waits in vain is told so.
 */
#ifndef PLANEK_TESTS_SESSION_H
#define PLANEK_TESTS_SESSION_H

#include <stdbool.h>

struct faults;
struct session;

/* In English at 120x36; its first frame may still be to come.  faults may be NULL. */
struct session *session_open(const char *folder, const struct faults *faults);
/* Waits so long at most for the text; false when it does not come or the program has ended. */
bool session_shows(struct session *session, const char *text, double seconds);
bool session_shows_now(struct session *session, const char *text);
/* Presses keys, whose names stand between blanks; types a text. */
void session_keys(struct session *session, const char *names);
void session_type(struct session *session, const char *text);
/* Goes down so many rows from the first one, a goal, and gives the activity there that audience. */
void session_set(struct session *session, int rows, const char *text);
/* Whether the screen says that this is done, and saved. */
bool session_kept(struct session *session, const char *text);
/* Both, waiting for the answer. */
bool session_edit(struct session *session, int rows, const char *text);
/* Takes what the program has drawn. */
void session_read(struct session *session);
/* The screen's lines; to be given to free(). */
char *session_screen(struct session *session);
/* Whether the program has ended without being asked to; says so, and how, on stdout. */
bool session_ended(struct session *session);
/* Ends it with F10, twice where it asks, and frees it; a program that stays is killed. */
void session_leave(struct session *session);
/* SIGKILL, and frees it. */
void session_kill(struct session *session);

#endif
