/* read DIR: reads a plan as the program does.  Prints the microseconds that took.  Frees nothing,
 * as csvfloor is compared with the reading alone.
 */
#include "config.h"

#include <stdio.h>

#include "clock.h"
#include "planek/store.h"

int main(int argc, char **argv)
{
    struct pk_store *store;
    struct pk_diag diag;
    if (argc != 2) {
        fputs("usage: read DIR\n", stderr);
        return 2;
    }
    int64_t start = microseconds();
    if (pk_store_open(&store, argv[1], NULL, &diag) != PK_OK) {
        fprintf(stderr, "%s: %s\n", diag.file, diag.text);
        return 3;
    }
    int64_t took = microseconds() - start;
    if (pk_store_faults(store)->count > 0 ||
        pk_plan_count(pk_store_plan(store), PK_ACTIVITIES) == 0) {
        fputs("the plan was not understood\n", stderr);
        return 1;
    }
    printf("%lld\n", (long long)took);
    return 0;
}
