#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "planek/mem.h"

static void new_memory_is_zeroed_and_never_null(void **state)
{
    (void)state;
    unsigned char *bytes = pk_new(300, 7);
    for (size_t i = 0; i < 2100; i++) {
        assert_int_equal(bytes[i], 0);
    }
    free(bytes);
    void *nothing = pk_new(0, 16);
    assert_non_null(nothing);
    nothing = pk_renew(nothing, 0, 16);
    assert_non_null(nothing);
    free(nothing);
}

static void reserving_at_least_doubles_and_keeps_what_was_there(void **state)
{
    (void)state;
    int *numbers = NULL;
    size_t capacity = 0, growths = 0;
    for (int i = 0; i < 10000; i++) {
        size_t before = capacity;
        numbers = pk_reserve(numbers, &capacity, (size_t)i + 1, sizeof *numbers);
        assert_true(capacity > (size_t)i);
        if (capacity != before) {
            assert_true(capacity >= 2 * before);
            growths++;
        }
        numbers[i] = i;
    }
    for (int i = 0; i < 10000; i++) {
        assert_int_equal(numbers[i], i);
    }
    assert_true(growths < 16);
    numbers = pk_reserve(numbers, &capacity, 1000000, sizeof *numbers);
    assert_true(capacity >= 1000000);
    free(numbers);
}

static void copies_are_the_text_and_end_it(void **state)
{
    (void)state;
    char *copy = pk_strdup("Příběhy");
    assert_string_equal(copy, "Příběhy");
    free(copy);
    copy = pk_strndup("Příběhy", 3);
    assert_string_equal(copy, "Př");
    free(copy);
    copy = pk_strndup("web", 100);
    assert_string_equal(copy, "web");
    free(copy);
}

static void sizes_that_overflow_end_the_program(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(STDERR_FILENO);
        volatile size_t huge = SIZE_MAX / 2;
        free(pk_renew(NULL, huge, 4));
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
}

static void an_arena_gives_aligned_pieces_that_do_not_overlap(void **state)
{
    (void)state;
    struct pk_arena arena = { 0 };
    enum { PIECES = 4000 };
    static unsigned char *pieces[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        size_t size = i % 97 + (i % 500 == 0 ? 100000 : 0);
        pieces[i] = pk_arena_alloc(&arena, size);
        assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        memset(pieces[i], (int)(i % 251), size);
        assert_string_equal(pk_arena_text(&arena, "mezi", 4), "mezi");
    }
    for (size_t i = 0; i < PIECES; i++) {
        size_t size = i % 97 + (i % 500 == 0 ? 100000 : 0);
        for (size_t at = 0; at < size; at++) {
            assert_int_equal(pieces[i][at], i % 251);
        }
    }
    pk_arena_dispose(&arena);
    assert_null(arena.head);
    pk_arena_dispose(&arena);
}

static void texts_in_an_arena_are_packed(void **state)
{
    (void)state;
    struct pk_arena arena = { 0 };
    const char *first = pk_arena_text(&arena, "osv;mzdy", 3);
    const char *second = pk_arena_text(&arena, "mzdy", 4);
    assert_string_equal(first, "osv");
    assert_string_equal(second, "mzdy");
    assert_ptr_equal(second, first + 4);
    pk_arena_dispose(&arena);
}

static void the_empty_text_takes_no_arena(void **state)
{
    (void)state;
    struct pk_arena arena = { 0 };
    assert_string_equal(pk_arena_text(&arena, "x", 0), "");
    assert_null(arena.head);
}

static void a_large_piece_does_not_waste_the_room_left(void **state)
{
    (void)state;
    struct pk_arena arena = { 0 };
    const char *before = pk_arena_text(&arena, "a", 1);
    assert_non_null(pk_arena_alloc(&arena, 10000000));
    assert_ptr_equal(pk_arena_text(&arena, "b", 1), before + 2);
    pk_arena_dispose(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_memory_is_zeroed_and_never_null),
        cmocka_unit_test(reserving_at_least_doubles_and_keeps_what_was_there),
        cmocka_unit_test(copies_are_the_text_and_end_it),
        cmocka_unit_test(sizes_that_overflow_end_the_program),
        cmocka_unit_test(an_arena_gives_aligned_pieces_that_do_not_overlap),
        cmocka_unit_test(texts_in_an_arena_are_packed),
        cmocka_unit_test(the_empty_text_takes_no_arena),
        cmocka_unit_test(a_large_piece_does_not_waste_the_room_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
