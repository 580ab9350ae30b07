#include "config.h"

#include "planek/roles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "planek/buf.h"
#include "tests/unit/support.h"

static void roles_are_counted_once_and_stand_in_czech_order(void **state)
{
    (void)state;
    struct pk_plan *plan =
        plan_of("activities",
                "id,title,responsible,status\na,A,Horák; Chalupa,planned\n"
                "b,B,Chalupa;Čáp ;; Cibulka,done\nc,C,Chalupa,proposed\nd,D,,\n",
                "meetings", "id,date\nm,2024-05-02\n", "decisions",
                "id,meeting,text,responsible,status\nx,m,X,Čáp; Nový,open\ny,m,Y,Starý,done\n",
                NULL);
    struct pk_roles roles;
    struct pk_buf found = { 0 };
    pk_roles_make(&roles, plan);
    for (size_t i = 0; i < roles.count; i++) {
        const struct pk_role_use *role = &roles.items[i];
        pk_buf_printf(&found, "%s %zu %zu %zu\n", role->name, role->open, role->finished,
                      role->decisions);
    }
    assert_string_equal(pk_buf_text(&found), "Cibulka 0 1 0\nČáp 0 1 1\nHorák 1 0 0\n"
                                             "Chalupa 2 1 0\nNový 0 0 1\n");
    pk_buf_dispose(&found);
    pk_roles_dispose(&roles);
    pk_plan_free(plan);
}

static void a_plan_without_roles_has_none(void **state)
{
    (void)state;
    struct pk_plan *plan = plan_of("activities", "id,title\na,A\n", NULL);
    struct pk_roles roles;
    pk_roles_make(&roles, plan);
    assert_int_equal(roles.count, 0);
    pk_roles_dispose(&roles);
    pk_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_are_counted_once_and_stand_in_czech_order),
        cmocka_unit_test(a_plan_without_roles_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
