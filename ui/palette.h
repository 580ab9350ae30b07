/* palette.h: everything that can be done, as entries to choose from, narrowed by typing: the list
 * above the prompt for commands, and the menu.
 *
 *     :den pozd                        narrowed to the entries whose name or label fits, best first
 *     :set status=d                    beyond a command's name: what can stand as its argument
 */
#ifndef PLANEK_UI_PALETTE_H
#define PLANEK_UI_PALETTE_H

#include <stdint.h>

#include "planek/grid.h"
#include "ui/keys.h"
#include "ui/lineedit.h"
#include "ui/list.h"
#include "ui/offers.h"

struct ui_app;
struct ui_command;

struct ui_entry {
    const struct ui_command *command; /* what it is about */
    const char *line;                 /* the command line */
    const char *name;                 /* the same as people read it, with what may follow */
    const char *label, *topic;        /* translated */
    const struct ui_binding *binding; /* its key; NULL: none */
    bool open;                        /* the line waits for an argument */
    bool asked;                       /* only for whoever types: keys say most of what it does */
};

/* An entry, or an offer, that fits what was typed. */
struct ui_hit {
    size_t index;
    int score;
    uint64_t name_cells, label_cells; /* letters that were typed; see planek/fuzzy.h */
};

struct ui_palette {
    struct ui_entry *entries;
    size_t count, capacity;
    struct pk_arena texts;
    struct ui_offers offers;
    bool arguments; /* the hits are offers */
    struct ui_hit *hits;
    size_t hit_capacity;
    struct ui_list list; /* of the hits */
    bool moved;          /* the cursor was put where it is */
    struct ui_lineedit typed; /* in the menu */
};

void ui_palette_dispose(struct ui_palette *palette);

/* Collects what can be done where the person is. */
void ui_palette_collect(struct ui_app *app);
/* Narrows the entries by their names and labels; nothing typed: all in their order. */
void ui_palette_narrow(struct ui_palette *palette, const char *typed);
/* The same for a line that is being written: beyond a command's name its arguments are offered.
 * asked: also what takes a walk through the plan. */
void ui_palette_follow(struct ui_app *app, const char *line, bool asked);
/* The same for a line of such words, as a filter is. */
void ui_palette_follow_words(struct ui_app *app, ui_offer_fn *offer, const char *line, bool asked);
/* The same for a line that is one text, blanks and all. */
void ui_palette_follow_text(struct ui_app *app, ui_offer_fn *offer, const char *line, bool asked);

/* Where the word that the line ends in begins. */
size_t ui_palette_last_word(const char *line);

/* The hit under the cursor; NULL when there is none, or when it is of the other kind. */
const struct ui_entry *ui_palette_entry(const struct ui_palette *palette);
const struct ui_offer *ui_palette_offer(const struct ui_palette *palette);

/* Draws the hit on a line: an entry with its name, its label and its key; dimmed, and with the
 * reason, where it is not possible now.  In the menu the label comes first. */
void ui_palette_draw_hit(struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                         size_t place);
void ui_palette_draw_item(struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                          size_t place);

#endif
