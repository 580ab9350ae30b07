#include "config.h"

#include "ui/budgetremarks.h"

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/fieldtext.h"

/* "Counted elsewhere: 4 activities (3 → Webové stránky, 1 → Rodinná konference)", or by numbers. */
static void add_elsewhere(struct pk_buf *out, const struct ui_app *app, bool titles)
{
    const struct ui_money *money = &app->money;
    size_t total = money->all.counted_in;
    pk_buf_printf(out, ngettext("Counted elsewhere: %zu activity",
                                "Counted elsewhere: %zu activities", total), total);
    for (size_t i = 0; i < money->host_count && i < UI_HOSTS_MAX; i++) {
        const struct ui_host *host = &money->hosts[i];
        const struct pk_record *record = pk_plan_find(app->plan, PK_ACTIVITIES, host->id);
        pk_buf_printf(out, "%s%zu → ", i ? ", " : " (", host->count);
        if (record && !titles) {
            ui_record_brief(out, app->plan, record);
        } else {
            pk_buf_str(out, record ? pk_record_title(record) : host->id);
        }
    }
    pk_buf_str(out, money->host_count > UI_HOSTS_MAX ? ", …)" : money->host_count ? ")" : "");
}

void ui_remark_elsewhere(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    struct pk_buf text = { 0 };
    add_elsewhere(&text, app, true);
    if (pk_grid_width(grid, pk_buf_text(&text)) > line.width - 2) {
        pk_buf_cut(&text, 0);
        add_elsewhere(&text, app, false);
    }
    pk_grid_put_cut(grid, line.x + 1, line.y, line.width - 2, PK_ROLE_DIM, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

void ui_remark_open(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    const struct pk_budget *all = &app->money.all;
    struct pk_buf text = { 0 };
    size_t faulty = all->faulty + all->faulty_spending;
    if (all->not_set) {
        pk_buf_printf(&text, ngettext("No cost given: %zu activity",
                                      "No cost given: %zu activities", all->not_set),
                      all->not_set);
    }
    if (faulty) {
        pk_buf_printf(&text, _("%s! faulty: %zu"), text.len ? "   " : "", faulty);
    }
    pk_grid_put_cut(grid, line.x + 1, line.y, line.width - 2,
                    faulty ? PK_ROLE_LATE : PK_ROLE_DIM, pk_buf_text(&text));
    pk_buf_dispose(&text);
}
