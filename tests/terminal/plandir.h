/* plandir.h: a private copy of the 2024 plan for each test that writes; *state is its folder.
 */
#ifndef PLANEK_TESTS_PLANDIR_H
#define PLANEK_TESTS_PLANDIR_H

int plandir_setup(void **state);
int plandir_teardown(void **state);

/* The file's text, to be given to free(). */
char *plandir_read(const char *folder, const char *name);
void plandir_write(const char *folder, const char *name, const char *text);

/* activities.csv becomes, byte for byte, what it was in the beginning, with `now` where `was` stood
 * first.  Both "": nothing has changed. */
void plandir_expect(const char *folder, const char *was, const char *now);

/* A plan so large that reading it takes a while, in an empty folder. */
void plandir_put_large(const char *folder);
/* One of so many activities: k0 "Krok 0", k1 "Krok 1" and so on. */
void plandir_put_rows(const char *folder, int count);

#endif
