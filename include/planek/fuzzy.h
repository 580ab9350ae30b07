/* fuzzy.h: how well a text fits the letters that were typed of it.
 *
 * All of them have to stand in the text in their order, without regard to case and diacritics:
 * "tmn" finds "Termín".  Letters that begin a word or follow one another count for it, what lies
 * between them against it; letters scattered inside of words are no hit.
 */
#ifndef PLANEK_FUZZY_H
#define PLANEK_FUZZY_H

#include <stdbool.h>
#include <stdint.h>

struct pk_fuzzy {
    int score;      /* the higher the better; 0 when nothing was typed */
    uint64_t cells; /* bit n: cell n of the text holds a letter that was typed */
};

/* `typed` is folded (pk_text_fold).  Of a long text only the first 120 letters are looked at.
 * False, with *out cleared, when it is no hit. */
bool pk_fuzzy_match(struct pk_fuzzy *out, const char *text, const char *typed);

#endif
