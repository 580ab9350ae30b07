#include "config.h"

#include "ui/views.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/roles.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/marks.h"
#include "ui/since.h"
#include "ui/viewnames.h"

/* The filter of planek.ini that is called so, or NULL. */
static const struct pk_config_entry *named(const struct ui_app *app, const char *text)
{
    const struct pk_config *config = app->options->config;
    return config ? pk_config_filter(config, text) : NULL;
}

bool ui_views_named(const struct ui_app *app, const char *name)
{
    return named(app, name) != NULL;
}

static enum pk_err wrong_entry(const struct ui_app *app, const struct pk_config_entry *entry,
                               enum pk_err err, const struct pk_diag *why, struct pk_diag *diag)
{
    const char *file = app->options->config->file;
    return pk_fail_at(diag, err, file ? file : "planek.ini", entry->line, "%s", why->text);
}

/* What the heading calls it. */
static void call(struct ui_outline *outline, const char *name)
{
    char *copy = outline->filter_text ? pk_strdup(name) : NULL;
    free(outline->filter_name);
    outline->filter_name = copy;
}

/* Some words are called by what they mean. */
static void call_known(struct ui_outline *outline)
{
    struct pk_buf name = { 0 };
    if (outline->filter_text && ui_viewname_of(&name, outline->filter_text)) {
        call(outline, pk_buf_text(&name));
    }
    pk_buf_dispose(&name);
}

enum pk_err ui_views_filter(struct ui_app *app, const char *text, struct pk_diag *diag)
{
    struct ui_outline *outline = &app->outline;
    const struct pk_config_entry *entry = text ? named(app, text) : NULL;
    if (!entry) {
        struct pk_buf words = { 0 };
        bool called = text && ui_viewname_words(&words, text);
        enum pk_err err = ui_outline_filter(outline, called ? pk_buf_text(&words) : text,
                                            app->options->today, diag);
        call_known(outline);
        pk_buf_dispose(&words);
        return err;
    }
    struct pk_diag why = { .text = "" };
    enum pk_err err = ui_outline_filter(outline, entry->value, app->options->today, &why);
    if (err) {
        return wrong_entry(app, entry, err, &why, diag);
    }
    call(outline, entry->name);
    return PK_OK;
}

void ui_views_choose(struct ui_app *app, const char *key, const char *value)
{
    struct pk_buf words = { 0 };
    struct pk_diag diag;
    const struct pk_source *source =
        strcmp(key, "source") == 0 ? pk_plan_source(app->plan, value) : NULL;
    ui_search_unlight(&app->outline.search);
    pk_buf_printf(&words, "%s:\"%.*s\"", key, (int)strcspn(value, "\""), value);
    if (ui_outline_filter(&app->outline, pk_buf_text(&words), app->options->today, &diag)) {
        ui_complain(app, &diag);
    } else {
        call(&app->outline, source ? pk_record_title(&source->record) : value);
    }
    ui_app_rebuild(app);
    pk_buf_dispose(&words);
}

/* ---- since the last meeting ---- */

static void give_changed(struct ui_app *app)
{
    const struct pk_since *since = &app->since.since;
    const char **ids = pk_new(since->count + 1, sizeof *ids);
    struct pk_buf name = { 0 };
    size_t count = 0;
    for (size_t i = 0; i < since->count; i++) {
        if (since->items[i].now) {
            ids[count++] = since->items[i].id;
        }
    }
    pk_buf_str(&name, _("changed since "));
    pk_day_format(&name, app->since.day, PK_DAY_SHORT);
    ui_outline_give(&app->outline, pk_query_of_ids(ids, count, pk_buf_text(&name)),
                    pk_buf_text(&name));
    pk_buf_dispose(&name);
    free(ids);
}

bool ui_views_changed(struct ui_app *app)
{
    if (!ui_since_ready(app)) {
        return false;
    }
    ui_search_unlight(&app->outline.search);
    give_changed(app);
    return true;
}

void ui_views_renew(struct ui_app *app)
{
    struct pk_diag diag;
    if (app->outline.filter_given && app->since.then) {
        give_changed(app);
    } else if (app->outline.filter_given &&
               ui_outline_filter(&app->outline, NULL, app->options->today, &diag)) {
        ui_complain(app, &diag);
    }
}

/* ---- lists ---- */

/* How many match, "  (3)"; of a large plan nobody is to wait for that. */
static void add_count(const struct ui_app *app, struct pk_buf *label, const struct pk_query *query)
{
    enum { COUNTED_MOST = 5000 };
    size_t count = pk_plan_count(app->plan, PK_ACTIVITIES), matching = 0;
    if (count > COUNTED_MOST) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct pk_record *record = pk_plan_at(app->plan, PK_ACTIVITIES, i);
        matching += pk_query_match(query, (const struct pk_activity *)record);
    }
    pk_buf_printf(label, "  (%zu)", matching);
}

/* An entry that filters by those words: under another command line where one is given. */
static enum pk_err add_filter(struct ui_app *app, const char *name, const char *words,
                              const char *line, struct pk_diag *why)
{
    struct pk_query *query;
    struct pk_buf label = { 0 }, own = { 0 };
    *why = (struct pk_diag){ .text = "" };
    enum pk_err err =
        pk_query_parse_line(&query, words, app->plan, app->options->today, why);
    if (!err) {
        pk_buf_str(&label, name);
        add_count(app, &label, query);
        pk_buf_printf(&own, "filter %s", words);
        ui_picker_add(app, pk_buf_text(&label), line ? line : pk_buf_text(&own));
    }
    pk_query_free(query);
    pk_buf_dispose(&label);
    pk_buf_dispose(&own);
    return err;
}

/* Those of planek.ini, but not those that are not understood; the first of these is told. */
static void add_named(struct ui_app *app)
{
    const struct pk_config *config = app->options->config;
    bool told = false;
    for (size_t i = 0; config && i < config->filter_count; i++) {
        const struct pk_config_entry *entry = &config->filters[i];
        struct pk_diag why, diag;
        struct pk_buf line = { 0 };
        pk_buf_printf(&line, "filter \"%s\"", entry->name);
        enum pk_err err = add_filter(app, entry->name, entry->value, pk_buf_text(&line), &why);
        if (err && !told && wrong_entry(app, entry, err, &why, &diag)) {
            ui_complain(app, &diag);
            told = true;
        }
        pk_buf_dispose(&line);
    }
}

static void add_next(struct ui_app *app)
{
    const struct pk_config *config = app->options->config;
    int days = config ? config->meeting_days : 14;
    struct pk_buf label = { 0 }, words = { 0 };
    struct pk_diag why;
    pk_buf_printf(&label, ngettext("In the next %d day", "In the next %d days", days), days);
    pk_buf_printf(&words, "next:%dd", days);
    (void)add_filter(app, pk_buf_text(&label), pk_buf_text(&words), NULL, &why);
    pk_buf_dispose(&label);
    pk_buf_dispose(&words);
}

/* What has changed is counted where it is known: looking it up reads the history. */
static void add_changed(struct ui_app *app)
{
    const struct pk_since *since = &app->since.since;
    struct pk_buf label = { 0 };
    pk_buf_str(&label, _("Changed since the last meeting"));
    if (app->since.then) {
        pk_buf_printf(&label, "  (%zu)", since->changed + since->appeared);
    }
    ui_picker_add(app, pk_buf_text(&label), "views changed");
    pk_buf_dispose(&label);
}

static void add_current(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_outline *outline = &app->outline;
    bool is_named = outline->filter_name && named(app, outline->filter_name);
    if (outline->filter_given) {
        pk_buf_str(out, "views changed");
    } else if (is_named) {
        pk_buf_printf(out, "filter \"%s\"", outline->filter_name);
    } else {
        pk_buf_printf(out, "filter %s", outline->filter_text ? outline->filter_text : "off");
    }
}

void ui_views_open(struct ui_app *app)
{
    struct pk_buf current = { 0 }, all = { 0 };
    struct pk_diag why;
    pk_buf_printf(&all, "%s  (%zu)", _("Everything"), pk_plan_count(app->plan, PK_ACTIVITIES));
    ui_picker_begin(app, _("Show"));
    ui_picker_add(app, pk_buf_text(&all), "filter off");
    (void)add_filter(app, _("Late"), "late", NULL, &why);
    add_next(app);
    add_changed(app);
    ui_picker_add(app, _("One role…"), "views role");
    ui_picker_add(app, _("One source…"), "views source");
    (void)add_filter(app, _("Not finished"), "unfinished", NULL, &why);
    (void)add_filter(app, _("Nobody is responsible"), "no:role", NULL, &why);
    (void)add_filter(app, _("Without a source"), "no:source", NULL, &why);
    add_named(app);
    add_current(app, &current);
    ui_picker_open(app, pk_buf_text(&current));
    pk_buf_dispose(&current);
    pk_buf_dispose(&all);
}

/* A quote would end the word: what is before it is looked for. */
static void add_word_line(struct ui_app *app, const char *label, const char *key,
                          const char *value)
{
    struct pk_buf line = { 0 };
    pk_buf_printf(&line, "views %s \"%.*s\"", key, (int)strcspn(value, "\""), value);
    ui_picker_add(app, label, pk_buf_text(&line));
    pk_buf_dispose(&line);
}

void ui_views_open_roles(struct ui_app *app)
{
    struct pk_roles roles;
    struct pk_buf label = { 0 };
    pk_roles_make(&roles, app->plan);
    ui_picker_begin(app, _("Responsible"));
    for (size_t i = 0; i < roles.count; i++) {
        size_t count = roles.items[i].open + roles.items[i].finished;
        pk_buf_cut(&label, 0);
        pk_buf_printf(&label, "%s  (%zu)", roles.items[i].name, count);
        if (count) {
            add_word_line(app, pk_buf_text(&label), "role", roles.items[i].name);
        }
    }
    ui_picker_open(app, NULL);
    pk_buf_dispose(&label);
    pk_roles_dispose(&roles);
}

static void add_source(struct ui_app *app, const char *id)
{
    const struct pk_source *source = pk_plan_source(app->plan, id);
    struct pk_buf label = { 0 }, words = { 0 };
    struct pk_query *query;
    pk_buf_str(&label, source ? pk_record_title(&source->record) : id);
    pk_buf_printf(&words, "source:\"%.*s\"", (int)strcspn(id, "\""), id);
    if (pk_query_parse_line(&query, pk_buf_text(&words), app->plan, app->options->today, NULL) ==
        PK_OK) {
        add_count(app, &label, query);
    }
    add_word_line(app, pk_buf_text(&label), "source", id);
    pk_query_free(query);
    pk_buf_dispose(&label);
    pk_buf_dispose(&words);
}

/* Those of the budget: also where no file names them. */
void ui_views_open_sources(struct ui_app *app)
{
    const struct pk_budget *budget = &app->money.all;
    struct pk_diag why;
    ui_picker_begin(app, _("Paid from"));
    for (size_t i = 0; i < budget->source_count; i++) {
        if (*budget->sources[i].id) {
            add_source(app, budget->sources[i].id);
        }
    }
    (void)add_filter(app, _("Without a source"), "no:source", NULL, &why);
    ui_picker_open(app, NULL);
}

void ui_views_open_orders(struct ui_app *app)
{
    struct pk_buf line = { 0 };
    ui_picker_begin(app, _("Order"));
    for (int order = 0; order < PK_ORDERS; order++) {
        pk_buf_cut(&line, 0);
        pk_buf_printf(&line, "sort %s", pk_order_name((enum pk_order)order));
        ui_picker_add(app, pk_order_label((enum pk_order)order), pk_buf_text(&line));
    }
    pk_buf_cut(&line, 0);
    pk_buf_printf(&line, "sort %s", pk_order_name(app->outline.order));
    ui_picker_open(app, pk_buf_text(&line));
    pk_buf_dispose(&line);
}

/* ---- what the heading says ---- */

/* What is filtered and in which order. */
static void add_view(const struct ui_app *app, struct pk_buf *out)
{
    const struct ui_outline *outline = &app->outline;
    size_t begin = out->len, count = pk_plan_count(app->plan, PK_ACTIVITIES);
    const char *filter = outline->filter_name ? outline->filter_name : outline->filter_text;
    if (filter && count) {
        pk_buf_printf(out, _("%zu of %zu: %s"), outline->shown, count, filter);
    } else if (filter) {
        pk_buf_printf(out, _("filter: %s"), filter);
    }
    if (outline->order != PK_ORDER_PLAN) {
        pk_buf_str(out, out->len > begin ? " · " : "");
        pk_buf_str(out, outline->order == PK_ORDER_STATUS ? "▲ " : "");
        pk_buf_str(out, pk_order_label(outline->order));
    }
}

bool ui_views_banner(const struct ui_app *app, struct pk_buf *out, int cells)
{
    struct pk_buf view = { 0 }, all = { 0 };
    size_t marked = ui_marks_count(app);
    add_view(app, &view);
    if (marked) {
        pk_buf_printf(&all, ngettext("%zu marked", "%zu marked", marked), marked);
    }
    pk_buf_printf(&all, "%s%s", marked && view.len ? " · " : "", pk_buf_text(&view));
    if (marked && pk_text_width(pk_buf_text(&all), all.len) > cells) {
        pk_buf_cut(&all, 0);
        pk_buf_printf(&all, "*%zu · %s", marked, pk_buf_text(&view));
    }
    bool any = all.len > 0;
    pk_buf_str(out, pk_buf_text(&all));
    pk_buf_dispose(&view);
    pk_buf_dispose(&all);
    return any;
}

void ui_views_hint(struct pk_grid *grid, int y, const struct pk_chart *chart)
{
    pk_grid_put_cut(grid, chart->line_x, y, chart->scale.cells, PK_ROLE_DIM,
                    _("key a adds a step"));
}

const char *ui_views_nothing(const struct ui_app *app)
{
    if (app->outline.filter_given) {
        return _("Nothing has changed since then.  Esc shows all.");
    }
    if (app->outline.filter_text && pk_plan_count(app->plan, PK_ACTIVITIES) == 0) {
        return _("There is no activity yet that the filter could show.  a adds one, Esc ends the "
                 "filter.");
    }
    if (app->outline.filter_text) {
        return _("No activity matches the filter.  Esc shows all, f changes it.");
    }
    if (pk_plan_count(app->plan, PK_GOALS)) {
        return _("There is no activity yet.  a adds one, O shows the goals.");
    }
    return _("The plan is empty.  The key A adds a goal, the key a an activity.");
}
