/* budgetcase.h: plans of all kinds for what is told about money.  Comes after cmocka.h.
 */
#ifndef PLANEK_TESTS_BUDGETCASE_H
#define PLANEK_TESTS_BUDGETCASE_H

#include <stdbool.h>
#include <stdlib.h>

#include "planek/buf.h"
#include "tests/unit/support.h"

static const char goals[] = "id,name\n"
                            "g1,First\n"
                            "g2,Second\n";
static const char sources[] = "id,name,allocation\n"
                              "osv,Budget,1000\n"
                              "nadace,Foundation,\n"
                              "kraj,Region,50\n";

static inline const char *pick(const char *const *texts, unsigned *seed)
{
    int count = 0;
    while (texts[count]) {
        count++;
    }
    return texts[rand_r(seed) % count];
}

/* Rows of all kinds, faulty ones among them; what a row really costs is not known here. */
static inline struct pk_plan *random_plan(unsigned *seed)
{
    static const char *const plan_goals[] = { "g1", "g2", "", "nothing", NULL };
    static const char *const costs[] = { "", "0", "100", "99.99", "250000", "?", "-3", NULL };
    static const char *const rows[] = { "", "", "", "", "a1", "a2", "a7", "nothing", NULL };
    static const char *const payers[] = {
        "",          "osv",      "kraj",           "nobody", "osv:40; kraj",
        "osv; kraj", "osv:100",  "osv:50; nobody", NULL
    };
    static const char *const states[] = { "", "planned", "active",   "done",
                                          "proposed", "dropped", "no status", NULL };
    static const char *const sums[] = { "1", "20.20", "-7", "x", "", NULL };
    static const char *const dues[] = { "",           "2024-03-31", "2024-Q3", "ongoing", "soon",
                                        "2023-05-01", "2025-06-30", "2024-11", NULL };
    static const char *const days[] = { "2024-02-01", "2024-12-31", "2025-01-03", "", "?", NULL };
    static const char *const spent[] = { "", "paid", "ordered", "?", NULL };
    struct pk_buf text = { 0 }, spending = { 0 };
    int count = rand_r(seed) % 30;
    pk_buf_str(&text, "id,goal,title,due,cost,cost_in,source,status\n");
    pk_buf_str(&spending, "id,date,activity,source,amount,state\n");
    for (int i = 0; i < count; i++) {
        pk_buf_printf(&text, "a%d,%s,Step,%s,", i, pick(plan_goals, seed), pick(dues, seed));
        pk_buf_printf(&text, "%s,%s,", pick(costs, seed), pick(rows, seed));
        pk_buf_printf(&text, "%s,%s\n", pick(payers, seed), pick(states, seed));
        pk_buf_printf(&spending, "s%d,%s,%s,%s,%s,%s\n", i, pick(days, seed), pick(rows, seed),
                      pick((const char *const[]){ "", "osv", "kraj", "nobody", NULL }, seed),
                      pick(sums, seed), pick(spent, seed));
    }
    bool listed = rand_r(seed) % 2;
    struct pk_plan *plan =
        plan_of("goals", goals, "activities", pk_buf_text(&text), "spending",
                pk_buf_text(&spending), listed ? "sources" : NULL, sources, NULL);
    pk_buf_dispose(&text);
    pk_buf_dispose(&spending);
    return plan;
}

#endif
