/* Searching, filtering, views and orders.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/views.h"

static unsigned search(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    app->below.focus = UI_ON_CHART;
    ui_prompt_open(app, UI_ASK_SEARCH, "");
    return UI_DRAW;
}

bool ui_find_tell(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_outline *outline = &app->outline;
    size_t rank = ui_search_rank(&outline->search, outline->list.cursor);
    if (rank && outline->search.in_others) {
        pk_buf_printf(out, _("hit %zu of %zu, in roles, notes or details"), rank,
                      outline->search.count);
    } else if (rank) {
        pk_buf_printf(out, _("hit %zu of %zu"), rank, outline->search.count);
    } else if (outline->filter_text) {
        pk_buf_str(out, _("not among the rows shown; Esc shows all of them"));
    } else if (outline->folded_count && outline->order == PK_ORDER_PLAN) {
        pk_buf_str(out, _("not among the rows shown; o unfolds all goals"));
    } else {
        pk_buf_str(out, _("in no row; a shorter word may find it"));
    }
    return rank > 0;
}

void ui_tell_hits(struct ui_app *app, const char *needle)
{
    struct pk_buf told = { 0 };
    ui_search_look(&app->outline.search, &app->outline, needle);
    (void)ui_find_tell(app, &told);
    ui_say(app, _("\"%s\": %s"), needle, pk_buf_text(&told));
    pk_buf_dispose(&told);
}

static unsigned search_on(struct ui_app *app, int direction)
{
    const char *needle = ui_prompt_last(&app->prompt, UI_ASK_SEARCH);
    struct ui_list *list = &app->outline.list;
    app->below.focus = UI_ON_CHART;
    if (!needle || !*needle) {
        ui_say(app, "%s", _("nothing was searched for yet; / searches"));
        return UI_DRAW;
    }
    if (list->count == 0) {
        return UI_FRESH;
    }
    size_t from = direction > 0 ? (list->cursor + 1) % list->count
                                : (list->cursor + list->count - 1) % list->count;
    ui_outline_search(&app->outline, needle, from, direction);
    ui_tell_hits(app, needle);
    return UI_DRAW;
}

static unsigned search_next(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return search_on(app, 1);
}

static unsigned search_previous(struct ui_app *app, int argc, const char *const *argv)
{
    (void)argc, (void)argv;
    return search_on(app, -1);
}

/* The words as a filter reads them: where one holds blanks, its value is quoted, for what begins
 * with a quote is text to be found. */
static void add_word(struct pk_buf *out, const char *word)
{
    size_t head = 0;
    pk_buf_str(out, out->len ? " " : "");
    if (!strchr(word, ' ')) {
        pk_buf_str(out, word);
        return;
    }
    size_t sign = strcspn(word, ":=<> ");
    if (word[sign] != ' ') {
        head = sign + strspn(word + sign, ":=<>");
    }
    pk_buf_add(out, word, head);
    pk_buf_printf(out, "\"%s\"", word + head);
}

static unsigned filter(struct ui_app *app, int argc, const char *const *argv)
{
    const struct ui_outline *outline = &app->outline;
    app->below.focus = UI_ON_CHART;
    if (argc == 0) {
        bool words = outline->filter_text && !outline->filter_given;
        ui_prompt_open(app, UI_ASK_FILTER, words ? outline->filter_text : "");
        return UI_DRAW;
    }
    struct pk_buf words = { 0 }, name = { 0 };
    for (int i = 0; i < argc; i++) {
        add_word(&words, argv[i]);
        pk_buf_printf(&name, "%s%s", i ? " " : "", argv[i]);
    }
    const char *text = pk_buf_text(&words);
    if (ui_views_named(app, pk_buf_text(&name))) {
        text = pk_buf_text(&name);
    }
    pk_buf_cut(&app->message.text, 0); /* it was about other rows */
    ui_app_filter(app, strcmp(text, "off") == 0 ? NULL : text);
    pk_buf_dispose(&words);
    pk_buf_dispose(&name);
    return UI_DRAW;
}

static unsigned views(struct ui_app *app, int argc, const char *const *argv)
{
    const char *which = argc ? argv[0] : "", *value = argc > 1 ? argv[1] : NULL;
    app->below.focus = UI_ON_CHART;
    if (!*which) {
        ui_views_open(app);
    } else if (value && (strcmp(which, "role") == 0 || strcmp(which, "source") == 0)) {
        ui_views_choose(app, which, value);
    } else if (strcmp(which, "role") == 0) {
        ui_views_open_roles(app);
    } else if (strcmp(which, "source") == 0) {
        ui_views_open_sources(app);
    } else if (strcmp(which, "changed") != 0) {
        ui_say(app, "%s", _("write it as: views, views role, views source or views changed"));
    } else if (ui_views_changed(app)) {
        ui_app_rebuild(app);
    }
    return UI_DRAW;
}

static unsigned sort(struct ui_app *app, int argc, const char *const *argv)
{
    app->below.focus = UI_ON_CHART;
    if (argc == 0) {
        ui_views_open_orders(app);
        return UI_DRAW;
    }
    int order = pk_order_find(argv[0]);
    if (order < 0) {
        ui_say(app, "%s", _("write it as: sort plan, sort due, sort cost, sort status or "
                            "sort role"));
        return UI_DRAW;
    }
    ui_search_unlight(&app->outline.search);
    ui_outline_hold(&app->outline);
    app->outline.order = (enum pk_order)order;
    ui_app_rearrange(app);
    if (app->outline.list.count == 0) {
        pk_buf_cut(&app->message.text, 0); /* the heading says it */
    } else if (order == PK_ORDER_PLAN) {
        ui_say(app, "%s", _("rows stand as in the plan, by goals"));
    } else {
        ui_say(app, _("rows stand %s; O brings the goals back"),
               pk_order_label((enum pk_order)order));
    }
    return UI_DRAW;
}

const struct ui_command ui_commands_find[] = {
    { "search", "", N_("Search"), 0, 0, 0, search },
    { "search-next", "", N_("Next hit"), UI_COUNTED, 0, 0, search_next },
    { "search-previous", "", N_("Previous hit"), UI_COUNTED, 0, 0, search_previous },
    { "filter", N_("[WORDS|off]"), N_("Show only some"), 0, 0, UI_ARGUMENTS_MAX, filter,
      ui_offer_filter },
    { "views", N_("[role|source|changed] [NAME]"), N_("Views"), 0, 0, 2, views },
    { "sort", "[plan|due|cost|status|role]", N_("Order of the rows"), 0, 0, 1, sort },
    { 0 },
};
