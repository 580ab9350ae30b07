/*  by source    Rozpočet OSV  planned  750 000  ██████████  100 %  free         0
 *                 750 000 Kč  spent    118 400  ██░░░░░░░░   16 %  left   631 600
 *  by goal      4 Online prostor   500 000        0  ██████░░░░   67 %
 *
 * The second line of a source stands only where it has something to say.
 */
#include "config.h"

#include "ui/budgetlines.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/field.h"

enum kind { PLANNED, SPENT, ORDERED, FILTERED, ELSEWHERE, OPEN, GOALS_HEAD, GOAL, TOTAL, NO_LINE };

struct line {
    enum kind kind;
    size_t index; /* of the source or goal */
};

enum { NAME_SHORTEST = 6, NAME_LEAST = 13, NAME_MOST = 22 };
enum { AMOUNT_LEAST = 7, PERCENT = 6, LABEL = 8, FREE = 6, BAR_MOST = 40, HOSTS_MOST = 3 };

static bool is_empty(const struct pk_budget_source *source)
{
    return source->planned == 0 && source->spent == 0 && source->committed == 0;
}

size_t ui_budget_sources(const struct ui_app *app)
{
    const struct pk_budget *all = &app->money.all;
    size_t count = all->source_count;
    bool last_says_nothing = count && !*all->sources[count - 1].id &&
                             is_empty(&all->sources[count - 1]);
    return last_says_nothing ? count - 1 : count;
}

static bool has_limit(const struct pk_budget_source *source)
{
    return source->allocation != PK_NO_MONEY;
}

/* Counts `number` down to 0 over the lines of one source. */
static bool source_line(const struct pk_budget_source *source, int *number, enum kind *kind)
{
    bool spent = has_limit(source) || source->spent != 0;
    if ((*number)-- == 0) {
        *kind = PLANNED;
    } else if (spent && (*number)-- == 0) {
        *kind = SPENT;
    } else if (source->committed != 0 && (*number)-- == 0) {
        *kind = ORDERED;
    } else {
        return false;
    }
    return true;
}

/* Then a total says more than the sources do. */
static bool several_sources(const struct ui_app *app)
{
    size_t used = 0;
    for (size_t i = 0; i < app->money.all.source_count; i++) {
        used += !is_empty(&app->money.all.sources[i]);
    }
    return used > 1;
}

static bool goal_shown(const struct ui_app *app, size_t index)
{
    const struct pk_budget_goal *goal = &app->money.all.goals[index];
    return goal->goal || goal->planned != 0 || goal->spent != 0;
}

static struct line tail_line(const struct ui_app *app, int number)
{
    const struct pk_budget *all = &app->money.all;
    if (app->outline.filter_text && number-- == 0) {
        return (struct line){ FILTERED, 0 };
    }
    if (all->counted_in && number-- == 0) {
        return (struct line){ ELSEWHERE, 0 };
    }
    if ((all->not_set || all->faulty || all->faulty_spending) && number-- == 0) {
        return (struct line){ OPEN, 0 };
    }
    return (struct line){ NO_LINE, 0 };
}

static struct line line_at(const struct ui_app *app, int number)
{
    const struct pk_budget *all = &app->money.all;
    struct line line = { NO_LINE, 0 };
    if (!app->below.per_goal) {
        size_t count = ui_budget_sources(app);
        for (; line.index < count; line.index++) {
            if (source_line(&all->sources[line.index], &number, &line.kind)) {
                return line;
            }
        }
        if (several_sources(app) && number-- == 0) {
            return (struct line){ TOTAL, 0 };
        }
        return tail_line(app, number);
    }
    if (number-- == 0) {
        return (struct line){ GOALS_HEAD, 0 };
    }
    for (size_t i = 0; i < all->goal_count; i++) {
        if (goal_shown(app, i) && number-- == 0) {
            return (struct line){ GOAL, i };
        }
    }
    return number == 0 ? (struct line){ TOTAL, 0 } : tail_line(app, number - 1);
}

int ui_budget_lines(const struct ui_app *app)
{
    int lines = 0;
    while (line_at(app, lines).kind != NO_LINE) {
        lines++;
    }
    return lines;
}

int ui_budget_line_of(const struct ui_app *app, size_t source)
{
    int lines = 0;
    struct line line;
    while ((line = line_at(app, lines)).kind != NO_LINE && line.index < source) {
        lines++;
    }
    return lines;
}

/* Where the columns stand in a line. */
struct columns {
    int name, name_cells, label, amount, amount_cells, bar, bar_cells, percent, free, free_amount;
};

static void widen(int *cells, pk_money amount)
{
    struct pk_buf text = { 0 };
    pk_money_format(&text, amount);
    int width = pk_text_width(pk_buf_text(&text), text.len);
    *cells = width > *cells ? width : *cells;
    pk_buf_dispose(&text);
}

/* As wide as the largest amounts need. */
static int amount_cells(const struct ui_app *app)
{
    const struct pk_budget *all = &app->money.all;
    int cells = AMOUNT_LEAST;
    widen(&cells, all->planned);
    widen(&cells, all->spent);
    for (size_t i = 0; i < all->source_count; i++) {
        widen(&cells, all->sources[i].allocation);
        widen(&cells, all->sources[i].left);
    }
    return cells;
}

static struct columns columns_of(const struct ui_app *app, struct pk_rect line, bool goals)
{
    int label = goals ? 0 : LABEL, amount = amount_cells(app);
    int fixed = label + amount + 2 + PERCENT + 2 + FREE + amount + 2;
    int room = line.width - 1 - fixed; /* the last cell is the mark's that more lines follow */
    int most = goals ? 34 : NAME_MOST;
    int name = room - 12 < NAME_LEAST ? NAME_LEAST : room - 12 > most ? most : room - 12;
    if (name > room - 1) { /* figures are never cut, names are */
        name = room - 1 > NAME_SHORTEST ? room - 1 : NAME_SHORTEST;
    }
    struct columns columns = { .name = line.x + 1, .name_cells = name };
    columns.label = columns.name + name + 1;
    columns.amount = columns.label + label;
    columns.amount_cells = amount;
    columns.bar = columns.amount + amount + 1;
    columns.bar_cells = room - name > 0 ? room - name : 0;
    if (columns.bar_cells > BAR_MOST) {
        columns.bar_cells = BAR_MOST;
    }
    columns.percent = columns.bar + columns.bar_cells;
    columns.free = columns.percent + PERCENT + 2;
    columns.free_amount = columns.free + FREE;
    return columns;
}

static void put_money(struct pk_grid *grid, int x, int y, const struct columns *columns,
                      enum pk_role role, pk_money amount)
{
    struct pk_buf text = { 0 };
    pk_money_format(&text, amount);
    pk_grid_put_right(grid, x, y, columns->amount_cells, role, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static void put_bar(struct pk_grid *grid, int y, const struct columns *columns, pk_money part,
                    pk_money whole)
{
    struct pk_buf text = { 0 };
    pk_chart_bar(grid, columns->bar, y, columns->bar_cells, part, whole);
    pk_buf_printf(&text, "%d %%", pk_percent(part, whole));
    pk_grid_put_right(grid, columns->percent, y, PERCENT, PK_ROLE_TEXT, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

/* What is free or left; what is missing is said in another word, and marked. */
static void put_rest(struct pk_grid *grid, int y, const struct columns *columns,
                     const char *label, pk_money rest)
{
    bool over = rest < 0;
    enum pk_role role = over ? PK_ROLE_LATE : PK_ROLE_TEXT;
    if (over) {
        pk_grid_put(grid, columns->free - 1, y, 1, role, "!");
    }
    pk_grid_put_cut(grid, columns->free, y, FREE, role, over ? C_("money", "over") : label);
    put_money(grid, columns->free_amount, y, columns, role, over ? -rest : rest);
}

static void put_name(struct pk_grid *grid, struct pk_rect line, const struct columns *columns,
                     const char *name, bool lit)
{
    enum pk_role role = lit ? PK_ROLE_SELECTED : PK_ROLE_TEXT;
    pk_grid_put_cut(grid, columns->name, line.y, columns->name_cells, role, name);
    if (lit) {
        pk_grid_glyph(grid, line.x, line.y, PK_ROLE_SELECTED, "›", '>');
    }
}

static const char *source_name(const struct pk_budget_source *source)
{
    if (!*source->id) {
        return _("(no source)");
    }
    return *source->name ? source->name : source->id;
}

static void put_planned(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                        const struct pk_budget_source *source, bool lit)
{
    struct columns columns = columns_of(app, line, false);
    put_name(grid, line, &columns, source_name(source), lit);
    pk_grid_put_cut(grid, columns.label, line.y, LABEL, PK_ROLE_TEXT, C_("money", "planned"));
    put_money(grid, columns.amount, line.y, &columns, PK_ROLE_TEXT, source->planned);
    if (!has_limit(source)) {
        pk_grid_put(grid, columns.bar + 1, line.y, line.width, PK_ROLE_DIM, _("no limit"));
        return;
    }
    put_bar(grid, line.y, &columns, source->planned, source->allocation);
    put_rest(grid, line.y, &columns, C_("money", "free"), source->free);
}

static void put_spent(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                      const struct pk_budget_source *source, bool ordered)
{
    struct columns columns = columns_of(app, line, false);
    pk_money amount = ordered ? source->committed : source->spent;
    pk_grid_put_cut(grid, columns.label, line.y, LABEL, PK_ROLE_TEXT,
                    ordered ? C_("money", "ordered") : C_("money", "spent"));
    put_money(grid, columns.amount, line.y, &columns, PK_ROLE_TEXT, amount);
    if (!has_limit(source)) {
        return;
    }
    put_bar(grid, line.y, &columns, amount, source->allocation);
    if (ordered) {
        return;
    }
    struct pk_buf text = { 0 };
    pk_money_format(&text, source->allocation);
    pk_buf_str(&text, " Kč");
    pk_grid_put_right(grid, columns.name, line.y, columns.name_cells, PK_ROLE_TEXT,
                      pk_buf_text(&text));
    pk_buf_dispose(&text);
    put_rest(grid, line.y, &columns, C_("money", "left"), source->left);
}

static void put_goal(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                     size_t index)
{
    struct columns columns = columns_of(app, line, true);
    const struct pk_budget_goal *goal = &app->money.all.goals[index];
    struct pk_buf name = { 0 };
    if (goal->goal) {
        ui_record_label(&name, app->plan, &goal->goal->record);
    } else {
        pk_buf_str(&name, _("Without a goal"));
    }
    put_name(grid, line, &columns, pk_buf_text(&name), false);
    pk_buf_dispose(&name);
    put_money(grid, columns.amount, line.y, &columns, PK_ROLE_TEXT, goal->planned);
    put_bar(grid, line.y, &columns, goal->planned, app->money.all.planned);
    put_money(grid, columns.free_amount, line.y, &columns, PK_ROLE_TEXT, goal->spent);
}

static void put_goals_head(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    struct columns columns = columns_of(app, line, true);
    pk_grid_put_right(grid, columns.amount, line.y, columns.amount_cells, PK_ROLE_HEADING,
                      C_("money", "planned"));
    pk_grid_put_right(grid, columns.free_amount, line.y, columns.amount_cells, PK_ROLE_HEADING,
                      C_("money", "spent"));
}

static void put_total(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    const struct pk_budget *all = &app->money.all;
    struct columns columns = columns_of(app, line, app->below.per_goal);
    pk_grid_put_cut(grid, columns.name, line.y, columns.name_cells, PK_ROLE_GOAL, _("Total"));
    put_money(grid, columns.amount, line.y, &columns, PK_ROLE_GOAL, all->planned);
    if (!app->below.per_goal) {
        pk_grid_put_right(grid, columns.free, line.y, 6, PK_ROLE_TEXT, C_("money", "spent"));
    }
    put_money(grid, columns.free_amount, line.y, &columns, PK_ROLE_GOAL, all->spent);
}

/* "Counted elsewhere: 4 activities (→ Webové stránky 3, → Rodinná konference 1)" */
static void add_elsewhere(struct pk_buf *out, const struct ui_app *app, bool titles)
{
    const struct ui_money *money = &app->money;
    size_t total = money->all.counted_in, hosts = 0;
    pk_buf_printf(out, ngettext("Counted elsewhere: %zu activity",
                                "Counted elsewhere: %zu activities", total), total);
    for (size_t i = 0, count; i < money->covered_count && hosts < HOSTS_MOST; i += count) {
        const char *by = money->covered[i].by;
        const struct pk_record *record = pk_plan_find(app->plan, PK_ACTIVITIES, by);
        (void)ui_money_covered_by(money, by, &count);
        pk_buf_printf(out, "%s→ %s %zu", hosts++ ? ", " : " (",
                      record && titles ? pk_record_title(record) : by, count);
    }
    pk_buf_str(out, hosts ? ")" : "");
}

static void put_elsewhere(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
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

static void put_open(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
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

static void put_filtered(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line)
{
    const struct pk_budget *filtered = &app->money.filtered;
    struct pk_buf text = { 0 }, planned = { 0 }, spent = { 0 };
    pk_money_format(&planned, filtered->planned);
    pk_money_format(&spent, filtered->spent);
    pk_buf_printf(&text, _("of it in the filter: planned %s, spent %s"), pk_buf_text(&planned),
                  pk_buf_text(&spent));
    pk_grid_put_cut(grid, line.x + 1, line.y, line.width - 2, PK_ROLE_KEY, pk_buf_text(&text));
    pk_buf_dispose(&text);
    pk_buf_dispose(&planned);
    pk_buf_dispose(&spent);
}

void ui_budget_put(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                   int number, bool focus)
{
    struct line at = line_at(app, number);
    const struct pk_budget_source *source = &app->money.all.sources[at.index];
    switch (at.kind) {
    case PLANNED:
        put_planned(app, grid, line, source, focus && at.index == app->below.sources.cursor);
        break;
    case SPENT: put_spent(app, grid, line, source, false); break;
    case ORDERED: put_spent(app, grid, line, source, true); break;
    case FILTERED: put_filtered(app, grid, line); break;
    case ELSEWHERE: put_elsewhere(app, grid, line); break;
    case OPEN: put_open(app, grid, line); break;
    case GOALS_HEAD: put_goals_head(app, grid, line); break;
    case GOAL: put_goal(app, grid, line, at.index); break;
    case TOTAL: put_total(app, grid, line); break;
    case NO_LINE: break;
    }
}
