/* best[i][j] is what the first i + 1 letters typed are worth with the last of them standing at
 * place j of the text:
 *
 *     the place's own worth + the better of   best[i - 1][j - 1] + FOLLOWS
 *                                             best[i - 1][k] - (places between k and j)
 *
 * A gap costs as much as it is long, so that the best k of the second line is kept up in passing.
 */
#include "config.h"

#include "planek/fuzzy.h"

#include <limits.h>
#include <string.h>

#include "planek/buf.h"
#include "planek/text.h"

enum { TEXT_MOST = 120, TYPED_MOST = 48, BEGINS_TEXT = 14, BEGINS_WORD = 10, FOLLOWS = 8 };
enum { WORTH_A_LETTER = 7 }; /* halves: what scattered letters do not reach */
enum { NEVER = INT_MIN / 2, CELLS_MOST = 64 };

/* The text, folded, with the cell that each byte is shown in. */
struct folded {
    char bytes[TEXT_MOST];
    int cells[TEXT_MOST];
    int count;
};

struct places {
    int best[TYPED_MOST][TEXT_MOST];
    int16_t before[TYPED_MOST][TEXT_MOST]; /* where the letter before it stands */
};

static void fold_text(struct folded *folded, const char *text)
{
    struct pk_buf one = { 0 };
    size_t length = strlen(text), bytes;
    int cell = 0, width;
    folded->count = 0;
    for (; length && (bytes = pk_text_next(text, length, &width)); text += bytes, length -= bytes) {
        pk_buf_cut(&one, 0);
        pk_text_fold(&one, text, bytes);
        for (size_t i = 0; i < one.len && folded->count < TEXT_MOST; i++) {
            folded->bytes[folded->count] = one.data[i];
            folded->cells[folded->count++] = cell;
        }
        cell += width;
    }
    pk_buf_dispose(&one);
}

static bool divides(char byte)
{
    return strchr(" -_/:=.,;()\"", byte) != NULL;
}

static int worth(const struct folded *text, int at)
{
    if (at == 0) {
        return BEGINS_TEXT;
    }
    return divides(text->bytes[at - 1]) && !divides(text->bytes[at]) ? BEGINS_WORD : 0;
}

static void fill_letter(struct places *places, const struct folded *text, int letter, char byte)
{
    int reach = NEVER, from = -1; /* the best of the letter before, at the place before j */
    for (int j = 0; j < text->count; j++) {
        int *best = &places->best[letter][j];
        *best = NEVER;
        if (letter > 0 && j > 0) {
            int follows = places->best[letter - 1][j - 1] + FOLLOWS;
            reach = reach > NEVER ? reach - 1 : NEVER;
            if (text->bytes[j] == byte) {
                *best = follows > reach ? follows : reach;
                places->before[letter][j] = (int16_t)(follows > reach ? j - 1 : from);
            }
            if (places->best[letter - 1][j - 1] >= reach) {
                reach = places->best[letter - 1][j - 1];
                from = j - 1;
            }
        } else if (letter == 0 && text->bytes[j] == byte) {
            *best = 0;
        }
        *best = *best > NEVER / 2 ? *best + worth(text, j) : NEVER;
    }
}

static int best_end(const struct places *places, const struct folded *text, int letter)
{
    int end = 0;
    for (int j = 1; j < text->count; j++) {
        if (places->best[letter][j] > places->best[letter][end]) {
            end = j;
        }
    }
    return end;
}

static void note_cells(struct pk_fuzzy *out, const struct places *places,
                       const struct folded *text, int letter, int at)
{
    for (; letter >= 0; at = places->before[letter--][at]) {
        if (text->cells[at] < CELLS_MOST) {
            out->cells |= UINT64_C(1) << text->cells[at];
        }
    }
}

bool pk_fuzzy_match(struct pk_fuzzy *out, const char *text, const char *typed)
{
    struct folded folded;
    struct places places;
    int letters = (int)strnlen(typed, TYPED_MOST + 1);
    *out = (struct pk_fuzzy){ 0 };
    if (letters == 0) {
        return true;
    }
    fold_text(&folded, text);
    if (letters > TYPED_MOST || letters > folded.count) {
        return false;
    }
    for (int i = 0; i < letters; i++) {
        fill_letter(&places, &folded, i, typed[i]);
    }
    int end = best_end(&places, &folded, letters - 1);
    int score = places.best[letters - 1][end];
    if (2 * score < WORTH_A_LETTER * letters) {
        return false;
    }
    out->score = 16 * score - (folded.count - letters);
    note_cells(out, &places, &folded, letters - 1, end);
    return true;
}
