/* Rows that stand in another order than the plan's.
 *
 *     |·›·m·title..........·    due··   cost··line..............|      by goals
 *     |·›·m·4.1·title......·    due··   cost··line..............|      sorted
 *     |·›·m·4.1·title......·role.......·    due··   cost··line..|      sorted by role
 */
#include "config.h"

#include "report/chartflat.h"

#include <stdlib.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"

enum {
    LINE_LEAST = 12, /* what is left of a timeline that gives way to roles, or to numbers alone */
    LINE_FAIR = 24,
    LINE_WIDE = 36,
    ROLE_LEAST = 10, /* of a role there is to be seen this much, or nothing */
    ROLE_FAIR = 14,
    ROLE_MOST = 26,
    TITLE_LEAST = 12,
    TITLE_FAIR = 20
};

static int digits(size_t number)
{
    int count = 1;
    for (; number >= 10; number /= 10) {
        count++;
    }
    return count;
}

/* The widest "4.1" there can be: a look at the goals is enough. */
static int number_room(const struct pk_plan *plan)
{
    int most = 1;
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    for (size_t g = 0; g < count; g++) {
        int cells = groups[g].goal && groups[g].count ? digits(g + 1) + 1 + digits(groups[g].count) : 0;
        most = cells > most ? cells : most;
    }
    return most;
}

bool pk_chart_numbered(const struct pk_plan *plan, const struct pk_activity *activity)
{
    const struct pk_group *groups;
    size_t count = pk_plan_groups(plan, &groups);
    return activity->group + 1 < count;
}

static int at_most(int value, int most)
{
    return value < most ? value : most;
}

/* Beside `number` cells: much where the timeline stays wide, else what it and titles spare. */
static int role_room(const struct pk_chart *chart, int number)
{
    int spare = chart->line_cells - LINE_WIDE - number - 1;
    if (spare < ROLE_FAIR) {
        spare = chart->line_cells - LINE_LEAST + chart->title_cells - TITLE_FAIR - number - 1;
        spare = at_most(spare, ROLE_FAIR);
    }
    return spare < ROLE_LEAST ? 0 : at_most(spare, ROLE_MOST);
}

void pk_chart_flatten(struct pk_chart *chart, enum pk_order order)
{
    chart->order = order;
    if (order == PK_ORDER_PLAN) {
        return;
    }
    int number = number_room(chart->plan) + 1;
    int role = order == PK_ORDER_ROLE ? role_room(chart, number) : 0;
    int wanted = number + (role ? role + 1 : 0);
    int spare = at_most(chart->line_cells - (role ? LINE_LEAST : LINE_FAIR), wanted);
    spare = spare > 0 ? spare : 0;
    if (chart->title_cells - (wanted - spare) < TITLE_LEAST) {
        return;
    }
    chart->number_cells = number - 1;
    chart->title_x += number;
    chart->title_cells -= wanted - spare;
    chart->role_cells = role;
    chart->role_x = chart->title_x + chart->title_cells + 1;
    chart->due_x += spare;
    chart->cost_x += spare;
    chart->line_x += spare;
    chart->line_cells -= spare;
    pk_chart_show(chart, (struct pk_scale){ chart->scale.from, chart->scale.to,
                                            chart->line_cells });
}

/* Before a heading that ends at the column's end. */
static void put_before(struct pk_grid *grid, int end, int y, const char *heading,
                       const char *glyph, char ascii)
{
    pk_grid_glyph(grid, end - pk_grid_width(grid, heading) - 2, y, PK_ROLE_LATE, glyph, ascii);
}

void pk_chart_flat_heading(struct pk_grid *grid, int y, const struct pk_chart *chart)
{
    if (chart->order == PK_ORDER_DUE) {
        put_before(grid, chart->due_x + chart->due_cells, y, C_("column", "Due"), "▲", '^');
    } else if (chart->order == PK_ORDER_COST && chart->cost_cells) {
        put_before(grid, chart->cost_x + chart->cost_cells, y, C_("column", "Kč"), "▼", 'v');
    } else if (chart->role_cells) {
        pk_grid_glyph(grid, chart->role_x, y, PK_ROLE_LATE, "▲", '^');
        pk_grid_put_cut(grid, chart->role_x + 2, y, chart->role_cells - 2, PK_ROLE_HEADING,
                        _("Responsible"));
    }
}

void pk_chart_flat_row(struct pk_grid *grid, int y, const struct pk_chart *chart,
                       const struct pk_activity *activity)
{
    if (chart->number_cells && pk_chart_numbered(chart->plan, activity)) {
        struct pk_buf number = { 0 };
        pk_plan_number(&number, chart->plan, &activity->record);
        pk_grid_put(grid, chart->title_x - chart->number_cells - 1, y, chart->number_cells,
                    PK_ROLE_DIM, pk_buf_text(&number));
        pk_buf_dispose(&number);
    }
    if (chart->role_cells) {
        const char *cursor = activity->responsible;
        size_t length = 0;
        const char *leading = pk_text_item(&cursor, &length);
        char *role = pk_strndup(leading ? leading : "", length);
        pk_grid_put_cut(grid, chart->role_x, y, chart->role_cells, PK_ROLE_DIM, role);
        free(role);
    }
}
