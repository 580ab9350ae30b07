/* Entries come in the order of the tables, at most ten: who reads more finds nothing.  Those that
 * are there only now and then (ui_when) share a place with the others of their rank, as wide as the
 * widest of them: going from an activity to a goal exchanges one entry and moves none.  What is the
 * same everywhere, such as moving and deleting, fills up where few others are.
 */
#include "config.h"

#include "ui/bar.h"

#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/budgetlines.h"
#include "ui/commands.h"
#include "ui/field.h"
#include "ui/target.h"

enum { GAP = 2, RANKS = 16, RANK_FILLING = 14, ENTRIES_MOST = 60, KEYS_MOST = 10, KEYS_FEW = 8 };

struct entry {
    const struct ui_binding *binding;
    struct pk_buf key;
    const char *brief;
    int key_cells, cells;
    bool shown, taken; /* shown: in its time; taken: has room, too */
};

/* Where the keys go: a prompt has them before any pane. */
static enum ui_context context_of(const struct ui_app *app)
{
    return app->prompt.kind != UI_NO_PROMPT ? UI_IN_PROMPT : ui_app_pane(app)->context;
}

static bool marked_in_table(const struct ui_app *app)
{
    return ui_app_pane(app) == &ui_pane_table && ui_marks_count(app) > 0;
}

/* What there is for Esc to end, which in the chart it does one after the other. */
static unsigned esc_state(const struct ui_app *app)
{
    if (context_of(app) == UI_IN_PROMPT) {
        return 0;
    }
    if (ui_app_pane(app) == &ui_pane_table) {
        return ui_marks_count(app) ? UI_WHEN_MARKED : 0u;
    }
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

/* An arrow folds a goal, or unfolds it, unless it scrolls the timeline. */
static unsigned row_state(const struct ui_app *app, const struct pk_record *target)
{
    if (target->table != PK_GOALS) {
        return target->table == PK_ACTIVITIES ? UI_WHEN_ACTIVITY : 0;
    }
    if (app->span.zoom != PK_ZOOM_YEAR) {
        return UI_WHEN_ZOOMED;
    }
    bool folded = ui_outline_folded(&app->outline, (const struct pk_goal *)target);
    return folded ? UI_WHEN_FOLDED : UI_WHEN_GOAL;
}

static unsigned state_of(const struct ui_app *app)
{
    const struct pk_record *target = ui_target(app);
    unsigned state = esc_state(app) | (app->layout.wide ? UI_WHEN_WIDE : UI_WHEN_NARROW);
    if (app->outline.list.count == 0) {
        state |= UI_WHEN_EMPTY;
    }
    if (app->since.shown && app->below.focus == UI_ON_CHART) {
        state |= UI_WHEN_COMPARED;
    }
    if (app->below.focus == UI_ON_BUDGET) {
        return state | UI_WHEN_SOURCE;
    }
    if (target) {
        state |= row_state(app, target);
    }
    return state;
}

static bool has_context(enum ui_context context, const struct ui_binding *binding)
{
    static const enum ui_context shared[] = { UI_ANYWHERE, UI_MOVING, UI_IN_LINE };
    for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++) {
        if (binding->context == shared[i]) {
            return ui_context_holds(context, shared[i]);
        }
    }
    return binding->context == context ||
           (context == UI_IN_BUDGET && binding->context == UI_IN_CHART) ||
           (context == UI_IN_AGENDA && binding->context == UI_IN_MEETING);
}

static bool goes_back(const struct ui_binding *binding)
{
    return strcmp(binding->line, "back") == 0;
}

/* Whether the key is another binding's here, or that one's to be shown. */
static bool is_hidden(const struct ui_app *app, enum ui_context context,
                      const struct ui_binding *binding)
{
    struct ui_key key;
    if (!ui_key_parse(&key, binding->key)) {
        return true;
    }
    const struct ui_binding *found = ui_keymap_find(&app->keymap, context, &key);
    if (!found || found == binding) {
        return !found;
    }
    bool shows = found->brief && !found->when && has_context(context, found);
    return shows || strcmp(found->line, binding->line) != 0;
}

/* What nothing comes of while the plan is only looked at. */
static bool alters(const struct ui_binding *binding)
{
    static const char *const lines[] = { "edit", "add", "change", "take-back", "why" };
    const struct ui_command *command = ui_command_of(binding->line);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (strcmp(binding->line, lines[i]) == 0) {
            return true;
        }
    }
    return command && command->needs & UI_WRITE;
}

/* Whether there is something for Esc to go back from. */
static bool has_back(const struct ui_app *app)
{
    return app->prompt.kind != UI_NO_PROMPT || ui_app_covered(app) ||
           app->below.focus != UI_ON_CHART || (app->present && !esc_state(app));
}

/* What the pane in front has of its own to say about it. */
static bool is_offered(const struct ui_app *app, enum ui_context context,
                       const struct ui_binding *binding)
{
    if (context == UI_IN_PROMPT) {
        return ui_prompt_offers(app, binding->line);
    }
    if (context == UI_IN_FORM && binding->context == UI_IN_LINE) {
        enum ui_fieldkind kind = ui_form_field(app->forms.open)->kind;
        return kind == UI_FIELD_LINE || kind == UI_FIELD_AREA;
    }
    if (context == UI_IN_CHOICES && strcmp(binding->line, "tick") == 0) {
        return app->forms.open && ui_field_is_list(ui_form_field(app->forms.open));
    }
    if (context == UI_IN_WAITING && !ui_waiting_offers(app, binding->line)) {
        return false;
    }
    if (context == UI_IN_BUDGET && strcmp(binding->line, "explain") == 0) {
        return ui_budget_rows(app) > 0;
    }
    bool empty = context == UI_IN_BUDGET ? ui_budget_rows(app) == 0
                                         : context == UI_IN_TABLE || context == UI_IN_CHART;
    if (empty && !ui_target(app)) {
        return strcmp(binding->line, "edit") != 0 && strcmp(binding->line, "remove") != 0;
    }
    return ui_meeting_offers(app, binding->line);
}

static bool in_bar(const struct ui_app *app, const struct ui_pane *pane,
                   const struct ui_binding *binding)
{
    enum ui_context context = context_of(app);
    bool looked_at = ui_app_past(app) || pk_store_read_only(app->store);
    if (!binding->brief || !has_context(context, binding) || is_hidden(app, context, binding)) {
        return false;
    }
    if (goes_back(binding) && !binding->when) {
        return has_back(app);
    }
    if (!is_offered(app, context, binding) || (looked_at && alters(binding))) {
        return false;
    }
    return pane->choose || strcmp(binding->line, "choose") != 0;
}

static const char *brief_of(const struct ui_app *app, const struct ui_binding *binding)
{
    enum ui_context context = context_of(app);
    const char *other = context == UI_IN_PROMPT    ? ui_prompt_brief(app, binding->line)
                        : context == UI_IN_WAITING ? ui_waiting_brief(app, binding->line)
                                                   : NULL;
    if (other) {
        return other;
    }
    if (binding->when & UI_WHEN_ZOOMED && app->span.zoom != PK_ZOOM_YEAR) {
        return _("earlier");
    }
    return goes_back(binding) && (binding->when || marked_in_table(app))
               ? esc_brief(app, binding->brief)
               : _(binding->brief);
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
        *entry = (struct entry){ .binding = binding,
                                 .brief = brief_of(app, binding),
                                 .shown = !binding->when || (binding->when & state) };
        ui_binding_label(&entry->key, binding);
        entry->key_cells = pk_grid_width(grid, pk_buf_text(&entry->key));
        entry->cells = entry->key_cells + 1 + pk_grid_width(grid, entry->brief) + GAP;
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

/* What is still to be had. */
struct room {
    int cells, keys;
};

static bool is_of(const struct entry *entry, int rank)
{
    return entry->shown && entry->binding->rank == rank;
}

/* What fills up comes in pairs, and only where there are few keys. */
static bool may_fill(const struct entry *entries, int count, int rank, struct room room)
{
    for (int i = 0; i < count; i++) {
        room.cells -= is_of(&entries[i], rank) ? entries[i].cells : 0;
    }
    return room.cells >= 0 && room.keys > KEYS_MOST - KEYS_FEW;
}

/* Takes those of a rank, in the order of the tables; false when there is no more room. */
static bool take_rank(struct entry *entries, int count, int rank, struct room *room)
{
    if (rank >= RANK_FILLING && !may_fill(entries, count, rank, *room)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (!is_of(&entries[i], rank)) {
            continue;
        }
        if (entries[i].cells > room->cells || room->keys == 0) {
            return false;
        }
        entries[i].taken = true;
        room->cells -= entries[i].cells;
        room->keys--;
    }
    return true;
}

/* Takes the most useful ones; returns the cells that they need. */
static int take(struct entry *entries, int count, int cells)
{
    struct room room = { cells, KEYS_MOST };
    for (int rank = 1; rank <= RANKS && take_rank(entries, count, rank, &room); rank++) {
    }
    return cells - room.cells;
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

static void put(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect,
                struct entry *entries, int count)
{
    int x = rect.x;
    for (int i = 0; i < count; i++) {
        struct entry *entry = &entries[i];
        if (entry->taken) {
            pk_grid_put(grid, x, rect.y, rect.width, PK_ROLE_KEY, pk_buf_text(&entry->key));
            pk_grid_put(grid, x + entry->key_cells + 1, rect.y, rect.width, PK_ROLE_BAR,
                        entry->brief);
            ui_mouse_press(app, (struct pk_rect){ x, rect.y, entry->cells - GAP, 1 },
                           entry->binding->key);
            x += entry->cells;
        }
        pk_buf_dispose(&entry->key);
    }
}

void ui_bar_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct entry entries[ENTRIES_MOST];
    int count = collect(app, grid, entries);
    share_places(entries, count);
    pk_grid_fill(grid, rect, PK_ROLE_BAR);
    take(entries, count, rect.width - 1 - draw_count(app, grid, rect) + GAP);
    rect.x++;
    put(app, grid, rect, entries, count);
}

void ui_bar_draw_end(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct entry entries[ENTRIES_MOST];
    int count = collect(app, grid, entries);
    share_places(entries, count);
    int cells = take(entries, count, rect.width - 1 + GAP);
    rect.x += rect.width - 1 + GAP - cells;
    put(app, grid, rect, entries, count);
}
