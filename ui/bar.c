/* Entries come in the order of the tables.  Those that are there only now and then (ui_when) share
 * a place with the others of their rank, as wide as the widest of them: going from an activity to a
 * goal exchanges one entry and moves none.
 */
#include "config.h"

#include "ui/bar.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/field.h"
#include "ui/target.h"

enum { RANKS = 14, ENTRIES_MOST = 40 };

struct entry {
    const struct ui_binding *binding;
    struct pk_buf key;
    const char *brief;
    int key_cells, cells;
    bool shown;
};

/* In the chart: what there is for Esc to end, which it does one after the other. */
static unsigned esc_state(const struct ui_app *app)
{
    if (app->below.focus != UI_ON_CHART) {
        return 0;
    }
    return (app->outline.search.lit ? UI_WHEN_FOUND : 0u) |
           (ui_marks_count(app) ? UI_WHEN_MARKED : 0u) |
           (app->outline.filter_text ? UI_WHEN_FILTERED : 0u);
}

static const char *esc_brief(const struct ui_app *app, const char *brief)
{
    unsigned state = esc_state(app);
    return state & UI_WHEN_FOUND    ? _("end search")
           : state & UI_WHEN_MARKED ? _("unmark")
                                    : _(brief);
}

static unsigned state_of(const struct ui_app *app)
{
    const struct pk_record *target = ui_target(app);
    unsigned state = esc_state(app);
    if (app->outline.list.count == 0) {
        state |= UI_WHEN_EMPTY;
    }
    if (app->below.focus == UI_ON_BUDGET) {
        return state | UI_WHEN_SOURCE;
    }
    if (target) {
        state |= target->table == PK_ACTIVITIES ? UI_WHEN_ACTIVITY : UI_WHEN_GOAL;
    }
    return state;
}

static bool has_context(const struct ui_pane *pane, const struct ui_binding *binding)
{
    return binding->context == pane->context || binding->context == UI_ANYWHERE ||
           (pane->context == UI_IN_BUDGET && binding->context == UI_IN_CHART);
}

static bool does_same(const struct ui_binding *found, const struct ui_binding *binding)
{
    return found && strcmp(found->line, binding->line) == 0;
}

static bool goes_back(const struct ui_binding *binding)
{
    return strcmp(binding->line, "back") == 0;
}

/* Whether the key does something else here than what is said of it. */
static bool is_hidden(const struct ui_app *app, enum ui_context context,
                      const struct ui_binding *binding)
{
    struct ui_key key;
    return ui_key_parse(&key, binding->key) &&
           !does_same(ui_keymap_find(&app->keymap, context, &key), binding);
}

static bool in_bar(const struct ui_app *app, const struct ui_pane *pane,
                   const struct ui_binding *binding)
{
    if (!binding->brief || !has_context(pane, binding) ||
        is_hidden(app, pane->context, binding)) {
        return false;
    }
    if (goes_back(binding) && !binding->when) {
        return ui_app_covered(app) || app->below.focus != UI_ON_CHART ||
               (app->present && !esc_state(app));
    }
    if (pane->context == UI_IN_CHOICES && strcmp(binding->line, "tick") == 0) {
        return app->forms.open && ui_field_is_list(ui_form_field(app->forms.open));
    }
    if (pane->context == UI_IN_WAITING && !ui_waiting_offers(app, binding->line)) {
        return false;
    }
    if (!ui_meeting_offers(app, binding->line)) {
        return false;
    }
    if (ui_app_past(app) && (strcmp(binding->line, "take-back") == 0 ||
                             strcmp(binding->line, "why") == 0)) {
        return false;
    }
    return pane->choose || strcmp(binding->line, "choose") != 0;
}

static int collect(const struct ui_app *app, const struct pk_grid *grid,
                   struct entry entries[ENTRIES_MOST])
{
    const struct ui_pane *pane = ui_app_pane(app);
    unsigned state = state_of(app);
    int count = 0;
    for (size_t i = 0; i < ui_keymap_count(&app->keymap) && count < ENTRIES_MOST; i++) {
        const struct ui_binding *binding = ui_keymap_at(&app->keymap, i);
        if (!in_bar(app, pane, binding)) {
            continue;
        }
        struct entry *entry = &entries[count++];
        const char *other =
            pane->context == UI_IN_WAITING ? ui_waiting_brief(app, binding->line) : NULL;
        *entry = (struct entry){ .binding = binding,
                                 .brief = other                               ? other
                                          : binding->when && goes_back(binding)
                                              ? esc_brief(app, binding->brief)
                                              : _(binding->brief),
                                 .shown = !binding->when || (binding->when & state) };
        ui_binding_label(&entry->key, binding);
        entry->key_cells = pk_grid_width(grid, pk_buf_text(&entry->key));
        entry->cells = entry->key_cells + 1 + pk_grid_width(grid, entry->brief) + 2;
    }
    return count;
}

static bool share(const struct entry *a, const struct entry *b)
{
    return a->binding->when && b->binding->when && a->binding->rank == b->binding->rank;
}

/* Of those that share a place the one whose time it is goes to the first one's, with room for the
 * widest that moving about can bring there. */
static void share_places(struct entry *entries, int count)
{
    for (int i = 0; i < count; i++) {
        int widest = 0, shown = -1;
        for (int k = i; k < count && entries[i].binding->when; k++) {
            bool moving = entries[k].binding->when & (UI_WHEN_ACTIVITY | UI_WHEN_GOAL);
            if (!share(&entries[i], &entries[k])) {
                continue;
            }
            widest = moving && entries[k].cells > widest ? entries[k].cells : widest;
            if (entries[k].shown && shown < 0) {
                shown = k;
            } else {
                entries[k].shown = false;
            }
        }
        if (shown >= 0) {
            struct entry first = entries[i];
            entries[i] = entries[shown];
            if (shown > i) {
                entries[shown] = first;
            }
            entries[i].cells = widest > entries[i].cells ? widest : entries[i].cells;
        }
    }
}

/* The lowest rank that still fits with all those before it. */
static int ranks_that_fit(const struct entry *entries, int count, int cells)
{
    int rank = 1;
    for (; rank <= RANKS; rank++) {
        for (int i = 0; i < count; i++) {
            bool here = entries[i].shown && entries[i].binding->rank == rank;
            cells -= here ? entries[i].cells : 0;
        }
        if (cells < 0) {
            break;
        }
    }
    return rank - 1;
}

/* At the right end; returns the cells that it takes. */
static int draw_count(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct pk_buf text = { 0 };
    int cells = 0;
    if (app->count) {
        pk_buf_printf(&text, "%d×", app->count);
        cells = pk_grid_width(grid, pk_buf_text(&text)) + 2;
        pk_grid_put_right(grid, rect.x, rect.y, rect.width - 1, PK_ROLE_KEY, pk_buf_text(&text));
    }
    pk_buf_dispose(&text);
    return cells;
}

void ui_bar_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct entry entries[ENTRIES_MOST];
    int count = collect(app, grid, entries);
    share_places(entries, count);
    pk_grid_fill(grid, rect, PK_ROLE_BAR);
    int room = rect.width + 1 - draw_count(app, grid, rect);
    int x = rect.x + 1, ranks = ranks_that_fit(entries, count, room);
    for (int i = 0; i < count; i++) {
        struct entry *entry = &entries[i];
        if (entry->shown && entry->binding->rank <= ranks) {
            pk_grid_put(grid, x, rect.y, rect.width, PK_ROLE_KEY, pk_buf_text(&entry->key));
            pk_grid_put(grid, x + entry->key_cells + 1, rect.y, rect.width, PK_ROLE_BAR,
                        entry->brief);
            ui_mouse_press(app, (struct pk_rect){ x, rect.y, entry->cells - 2, 1 },
                           entry->binding->key);
            x += entry->cells;
        }
        pk_buf_dispose(&entry->key);
    }
}
