/* offers.h: what can be written next: the arguments of a command, the words of a filter.
 */
#ifndef PLANEK_UI_OFFERS_H
#define PLANEK_UI_OFFERS_H

#include <stdbool.h>
#include <stddef.h>

#include "planek/mem.h"

struct ui_app;

struct ui_offer {
    const char *text;  /* takes the place of the word being typed */
    const char *label; /* for people, translated; "" */
};

struct ui_offers {
    struct ui_offer *items;
    size_t count, capacity;
    struct pk_arena texts;
    bool asked;  /* Tab asks for what takes a walk through the plan */
    bool hidden; /* there is more for whoever asks */
};

/* Adds what can stand as that argument (from 0) of a command, of which `word` is written. */
typedef void ui_offer_fn(struct ui_app *app, struct ui_offers *offers, int argument,
                         const char *word);

/* The texts are copied. */
void ui_offer_add(struct ui_offers *offers, const char *text, const char *label);
void ui_offers_dispose(struct ui_offers *offers);

/* Numbers of goals and activities; tables, and their records once "TABLE/" is written; FIELD=VALUE
 * of the row under the cursor; words of a filter; "after" and rows; themes; roles in use. */
ui_offer_fn ui_offer_rows, ui_offer_records, ui_offer_tables, ui_offer_fields, ui_offer_filter,
    ui_offer_places, ui_offer_themes, ui_offer_roles;
/* Values of the field that the open line asks for. */
ui_offer_fn ui_offer_values;
/* The words that "[up|down|NUMBER]" names; those in capitals are none. */
void ui_offer_words(struct ui_offers *offers, const char *words);

#endif
