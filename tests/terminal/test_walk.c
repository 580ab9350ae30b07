/* Random keys as bytes, real sizes, stops and ends of all kinds, on terminals of all kinds: what
 * must hold then is in walker.h.
 *
 * WALK_SEED repeats a walk that failed, WALK_STEPS makes walks longer (4000 are some 120,000 keys).
 * The same seed sends the same bytes; when they come is another matter.
 */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "plandir.h"
#include "walker.h"

enum { STEPS = 60, PIECES_A_STEP = 8, KEYS_A_PIECE = 5 };

#define ESC_PAUSE 0.03 /* seconds; more than the ESCDELAY of what is started */

/* A folder that is typed here could be any. */
static bool may_write_elsewhere(const struct walk *walk)
{
    VTermPos found;
    return screen_find(walk->screen, "save-as", (VTermPos){ 0, 0 }, &found);
}

static void add_some(struct walk *walk)
{
    for (size_t i = luck_below(&walk->luck, KEYS_A_PIECE) + 1; i > 0; i--) {
        walk->keys += walkkeys_add(&walk->piece, &walk->luck, screen_vterm(walk->screen));
    }
}

static bool press_esc(struct walk *walk)
{
    walk->keys++;
    bool runs = walk_send_text(walk, "\033");
    walk_rest(walk, ESC_PAUSE);
    return runs;
}

/* Somebody holds the terminal for a while, by Ctrl-S.  With more keys than a line holds even Ctrl-Q
 * would not come through. */
static bool press_held(struct walk *walk)
{
    enum { MOST = 500 };
    pk_buf_char(&walk->piece, '\023');
    add_some(walk);
    pk_buf_cut(&walk->piece, MOST);
    pk_buf_char(&walk->piece, '\021');
    return walk_send(walk);
}

/* False when the program has ended. */
static bool go_on(struct walk *walk)
{
    size_t kind = luck_below(&walk->luck, 100), storm = luck_below(&walk->luck, 12);
    if (kind < 6) {
        for (walk_resize(walk); kind == 0 && storm > 0; storm--) {
            walk_resize(walk);
        }
    } else if (kind < 16 || may_write_elsewhere(walk)) {
        return press_esc(walk);
    } else if (kind < 18) {
        return press_held(walk);
    } else {
        add_some(walk);
        if (!walk_send(walk)) {
            return false;
        }
    }
    walk_watch(walk, 0.002);
    return !walk->process.silent;
}

static void stop_while_busy(struct walk *walk)
{
    bool runs = walk_settle(walk);
    walk->keys += walkkeys_add(&walk->piece, &walk->luck, screen_vterm(walk->screen));
    if (runs && walk_send(walk)) {
        walk_stop(walk);
    }
}

static void step(struct walk *walk)
{
    bool runs = true;
    if (!walk->screen) {
        walk_start(walk);
    }
    for (int i = 0; i < PIECES_A_STEP && runs; i++) {
        runs = go_on(walk);
    }
    if (runs && luck_below(&walk->luck, 12) == 0) {
        walk_compare(walk);
    }
    if (!walk->process.silent && luck_below(&walk->luck, 25) == 0) {
        stop_while_busy(walk);
    }
    if (walk->process.silent) {
        walk_over(walk);
    } else if (luck_below(&walk->luck, 30) == 0) {
        walk_leave(walk);
    }
}

static void random_bytes_do_no_harm(void **state)
{
    const char *steps = getenv("WALK_STEPS");
    struct walk walk;
    walk_begin(&walk, *state);
    for (unsigned long i = steps && *steps ? strtoul(steps, NULL, 10) : STEPS; i > 0; i--) {
        step(&walk);
    }
    print_message("%lu keys\n", walk.keys);
    walk_end(&walk);
}

/* Ctrl-Z takes away keys before it that nobody has read yet; nothing may wait for these. */
static void it_stops_whatever_it_is_doing(void **state)
{
    enum { TIMES = 200 };
    struct walk walk;
    walk_begin(&walk, *state);
    for (walk_start(&walk); !walk.has_shell; walk_start(&walk)) {
        walk_leave(&walk);
    }
    walk_settle(&walk);
    for (int i = 0; i < TIMES; i++) {
        walk_send_text(&walk, i % 2 ? "\033OA" : "\033OB");
        walk_rest(&walk, (double)luck_below(&walk.luck, 8) / 4000);
        assert_true(walk_stop(&walk));
        walk_watch(&walk, 0.02);
    }
    walk_end(&walk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(random_bytes_do_no_harm, plandir_setup, plandir_teardown),
        cmocka_unit_test_setup_teardown(it_stops_whatever_it_is_doing, plandir_setup,
                                        plandir_teardown),
    };
    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
