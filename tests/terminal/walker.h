/* walker.h: somebody who walks through the program at random in a pseudo-terminal, and sees that it
 * neither crashes nor hangs, draws what it should, and leaves the terminal as it was.  Whatever is
 * wrong fails the test, with the screen, what was done last and the seed.
 */
#ifndef PLANEK_TESTS_WALKER_H
#define PLANEK_TESTS_WALKER_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/buf.h"
#include "process.h"
#include "screen.h"
#include "walkkeys.h"

struct walk {
    struct process process;
    struct screen *screen; /* NULL: nothing runs */
    struct screen *anew;   /* gets what comes instead, where not NULL; that is kept in `caught` */
    struct pk_buf caught;
    struct luck luck;
    char *program, *home;
    const char *folder;   /* of the plan */
    struct pk_buf piece;  /* to be sent */
    struct pk_buf lately; /* what was done, for messages */
    struct pk_buf drawn;  /* the last of what the program sent */
    size_t bytes;         /* so many in all */
    unsigned long keys, seed;
    int columns, rows;
    bool has_shell; /* between the terminal and the program, which can be stopped only then */
};

/* With the seed of WALK_SEED or of the time, which is printed. */
void walk_begin(struct walk *walk, const char *folder);
/* Ends what runs, and sees that the plan has no faults. */
void walk_end(struct walk *walk);

/* Starts the program, on a terminal and with settings that luck chooses. */
void walk_start(struct walk *walk);
/* Ends it in one of the ways there are. */
void walk_leave(struct walk *walk);
/* It has ended by itself, or is just doing it. */
void walk_over(struct walk *walk);

/* Sends the piece, and what else there is to be sent.  False when the program has ended. */
bool walk_send(struct walk *walk);
bool walk_send_text(struct walk *walk, const char *text);
/* Takes what the program draws for so many seconds, or until it is silent for so many. */
void walk_rest(struct walk *walk, double seconds);
void walk_watch(struct walk *walk, double seconds);
/* Until the program has done all that there is to be done.  False when it has ended. */
bool walk_settle(struct walk *walk);

void walk_resize(struct walk *walk);
/* All of the screen is drawn again, and nothing of it is another one than before. */
void walk_compare(struct walk *walk);
/* Stops the program, by the key or by the signal, and lets it go on.  False when it has ended, and
 * where it cannot be stopped. */
bool walk_stop(struct walk *walk);

#endif
