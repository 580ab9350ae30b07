/* mergeorder.c: the order of merged records.
 *
 * On each side as few of base's records as possible count as moved.  Those that neither side moved
 * are the skeleton, in base's order:
 *
 *     base  a b c d      ours  b a c d      theirs  a b d x c      skeleton  b d
 *
 * Every other record stands in a gap, behind one record of the skeleton or before all, as the side
 * has it that moved it; if both did, the gap that comes first.  What the two sides have in a gap is
 * woven together: each side's order is kept, and what stands together on a side stays together.
 *
 * First base's records are ordered in this way (one that a side removed counts as standing behind
 * the one it follows in base), then they are the skeleton for the records that were added.
 *
 * Merging once more must move nothing: with the outcome in the place of either side the outcome
 * has to be the same.  Weaving is of this kind, since the outcome keeps both orders.  Where moves
 * cross so that other records would seem to have moved, the order of base's records is that of one
 * side, the one that is first as a word of numbers: this depends on nothing else either.
 */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "model/merging.h"

#define NONE SIZE_MAX

static size_t *new_numbers(struct pk_arena *arena, size_t count)
{
    return pk_arena_alloc(arena, count * sizeof(size_t));
}

static bool *new_flags(struct pk_arena *arena, size_t count)
{
    bool *flags = pk_arena_alloc(arena, count * sizeof(*flags));
    memset(flags, 0, count * sizeof(*flags));
    return flags;
}

/* How many of the rising ends lie below the value. */
static size_t count_below(const size_t *values, const size_t *ends, size_t count, size_t value)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (values[ends[middle]] < value) {
            low = middle + 1;
        } else {
            count = middle;
        }
    }
    return low;
}

void pk_merge_rising(struct pk_arena *arena, const size_t *values, size_t count, bool *kept,
                     size_t limit)
{
    size_t *ends = new_numbers(arena, count); /* of the runs of each length the lowest end */
    size_t *previous = new_numbers(arena, count);
    size_t longest = 0;
    memset(kept, 0, limit * sizeof(*kept));
    for (size_t i = 0; i < count; i++) {
        size_t length = count_below(values, ends, longest, values[i]);
        previous[i] = length > 0 ? ends[length - 1] : NONE;
        ends[length] = i;
        longest += length == longest;
    }
    for (size_t i = longest > 0 ? ends[longest - 1] : NONE; i != NONE; i = previous[i]) {
        kept[values[i]] = true;
    }
}

/* ---- weaving ---- */

enum { TWO = 2 };

/* Two lists of numbers below `limit`.  A gap is the number of the skeleton before it plus one. */
struct weave {
    size_t limit;
    const size_t *list[TWO];
    size_t length[TWO];
    const bool *skeleton;
    bool *places[TWO];       /* whether the list says where the number goes */
    const char *const *name; /* numbers that are free to choose go by name; NULL: as they are */
    size_t *gap[TWO];
    size_t *start[TWO]; /* by gap: where in the list its numbers begin */
    bool *done;
};

static void find_gaps(struct weave *weave, struct pk_arena *arena, int side)
{
    size_t *gap = new_numbers(arena, weave->limit);
    size_t *start = new_numbers(arena, weave->limit + 1);
    size_t now = 0;
    for (size_t i = 0; i <= weave->limit; i++) {
        start[i] = NONE;
    }
    start[0] = 0;
    for (size_t i = 0; i < weave->length[side]; i++) {
        size_t number = weave->list[side][i];
        if (weave->skeleton[number]) {
            now = number + 1;
            start[now] = i + 1;
        } else {
            gap[number] = now;
        }
    }
    weave->gap[side] = gap;
    weave->start[side] = start;
}

static void settle_gaps(struct weave *weave)
{
    for (size_t i = 0; i < weave->limit; i++) {
        if (weave->places[0][i] && weave->places[1][i] && weave->gap[0][i] != weave->gap[1][i]) {
            weave->places[weave->gap[0][i] < weave->gap[1][i] ? 1 : 0][i] = false;
        }
    }
}

/* The next number that the side has to give in its gap, or NONE. */
static size_t next_of(const struct weave *weave, int side, size_t *at)
{
    while (*at < weave->length[side] && !weave->skeleton[weave->list[side][*at]]) {
        size_t number = weave->list[side][*at];
        if (weave->places[side][number] && !weave->done[number]) {
            return number;
        }
        ++*at;
    }
    return NONE;
}

/* From which side the next number comes: from the one where the other has no say, else from that
 * of the last one (run), else the lower one. */
static int choose(const struct weave *weave, const size_t *next, int run)
{
    if (next[0] == NONE || next[1] == NONE) {
        return next[0] == NONE;
    }
    bool bound[] = { weave->places[1][next[0]], weave->places[0][next[1]] };
    if (bound[0] != bound[1]) {
        return bound[0];
    }
    if (run >= 0 && !bound[0]) {
        return run;
    }
    return weave->name ? strcmp(weave->name[next[0]], weave->name[next[1]]) > 0
                       : next[0] > next[1];
}

static void weave_gap(struct weave *weave, size_t gap, size_t *out, size_t *count)
{
    size_t at[] = { weave->start[0][gap], weave->start[1][gap] }, next[TWO];
    int run = -1;
    for (;;) {
        next[0] = next_of(weave, 0, &at[0]);
        next[1] = next_of(weave, 1, &at[1]);
        if (next[0] == NONE && next[1] == NONE) {
            return;
        }
        int side = choose(weave, next, run);
        size_t number = next[side];
        run = weave->places[0][number] && weave->places[1][number] ? -1 : side;
        weave->done[number] = true;
        out[(*count)++] = number;
    }
}

/* Writes the skeleton, in the order of spine, with what goes into its gaps; returns the count. */
static size_t weave_all(struct weave *weave, struct pk_arena *arena, const size_t *spine,
                        size_t spine_length, size_t *out)
{
    size_t count = 0;
    find_gaps(weave, arena, 0);
    find_gaps(weave, arena, 1);
    settle_gaps(weave);
    weave->done = new_flags(arena, weave->limit);
    weave_gap(weave, 0, out, &count);
    for (size_t i = 0; i < spine_length; i++) {
        out[count++] = spine[i];
        weave_gap(weave, spine[i] + 1, out, &count);
    }
    return count;
}

/* ---- base's records ---- */

static bool same_order(const size_t *a, const size_t *b, size_t count)
{
    return memcmp(a, b, count * sizeof(*a)) == 0;
}

static bool is_rising(const size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (order[i] != i) {
            return false;
        }
    }
    return true;
}

/* Orders of the numbers 0 to count - 1, where the rising one is base's. */
static const size_t *join(struct pk_arena *arena, const size_t *one, const size_t *other,
                          size_t count)
{
    if (is_rising(other, count) || same_order(one, other, count)) {
        return one;
    }
    if (is_rising(one, count)) {
        return other;
    }
    bool *skeleton = new_flags(arena, count);
    size_t *spine = new_numbers(arena, count), *out = new_numbers(arena, count), length = 0;
    struct weave weave = { .limit = count,
                           .list = { one, other },
                           .length = { count, count },
                           .skeleton = skeleton,
                           .places = { new_flags(arena, count), new_flags(arena, count) } };
    pk_merge_rising(arena, one, count, weave.places[0], count);
    pk_merge_rising(arena, other, count, weave.places[1], count);
    for (size_t i = 0; i < count; i++) {
        skeleton[i] = weave.places[0][i] && weave.places[1][i];
        weave.places[0][i] = !weave.places[0][i];
        weave.places[1][i] = !weave.places[1][i];
        if (skeleton[i]) {
            spine[length++] = i;
        }
    }
    (void)weave_all(&weave, arena, spine, length, out);
    return out;
}

static const size_t *join_for_good(struct pk_arena *arena, const size_t *one,
                                   const size_t *other, size_t count)
{
    const size_t *joined = join(arena, one, other, count);
    if (same_order(join(arena, joined, other, count), joined, count) &&
        same_order(join(arena, one, joined, count), joined, count)) {
        return joined;
    }
    size_t at = 0;
    while (one[at] == other[at]) {
        at++;
    }
    return one[at] < other[at] ? one : other;
}

/* The ranks (among those that are there) of base's records in a side's order; what the side does
 * not have comes behind the record that it follows in base. */
static size_t *order_of_side(struct pk_merging *merging, enum pk_side side, const size_t *rank,
                             const size_t *ranked, size_t count)
{
    size_t *order = new_numbers(&merging->arena, count), length = 0, next = 0;
    for (size_t i = 0;; i++) {
        while (next < count && !merging->records[ranked[next]].of[side]) {
            order[length++] = next++;
        }
        while (i < merging->length[side] &&
               (merging->list[side][i] >= merging->base_count ||
                !merging->records[merging->list[side][i]].there)) {
            i++;
        }
        if (i >= merging->length[side]) {
            return order;
        }
        next = rank[merging->list[side][i]];
        order[length++] = next++;
    }
}

/* Writes the order of base's records that are there. */
static size_t order_base(struct pk_merging *merging, size_t *out)
{
    size_t *rank = new_numbers(&merging->arena, merging->base_count);
    size_t *ranked = new_numbers(&merging->arena, merging->base_count);
    size_t count = 0;
    for (size_t i = 0; i < merging->base_count; i++) {
        if (merging->records[i].there) {
            rank[i] = count;
            ranked[count++] = i;
        }
    }
    const size_t *order = join_for_good(
        &merging->arena, order_of_side(merging, PK_OURS, rank, ranked, count),
        order_of_side(merging, PK_THEIRS, rank, ranked, count), count);
    for (size_t i = 0; i < count; i++) {
        out[i] = ranked[order[i]];
    }
    return count;
}

size_t pk_merge_order(struct pk_merging *merging, size_t *out)
{
    struct pk_arena *arena = &merging->arena;
    size_t count = merging->count;
    size_t *spine = new_numbers(arena, merging->base_count);
    size_t spine_length = order_base(merging, spine);
    bool *skeleton = new_flags(arena, count);
    const char **name = pk_arena_alloc(arena, count * sizeof(*name));
    struct weave weave = { .limit = count,
                           .list = { merging->list[PK_OURS], merging->list[PK_THEIRS] },
                           .length = { merging->length[PK_OURS], merging->length[PK_THEIRS] },
                           .skeleton = skeleton,
                           .places = { new_flags(arena, count), new_flags(arena, count) },
                           .name = name };
    for (size_t i = 0; i < count; i++) {
        const struct pk_merged *record = &merging->records[i];
        name[i] = record->id;
        skeleton[i] = i < merging->base_count && record->there;
        weave.places[0][i] = i >= merging->base_count && record->of[PK_OURS];
        weave.places[1][i] = i >= merging->base_count && record->of[PK_THEIRS];
    }
    return weave_all(&weave, arena, spine, spine_length, out);
}
