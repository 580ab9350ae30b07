#include "config.h"

#include "ui/faults.h"

#include <string.h>

#include "planek/check.h"
#include "planek/i18n.h"
#include "ui/wrap.h"

enum { DETAIL_LINES = 3 };

static void add_all(struct pk_faults *out, const struct pk_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        pk_faults_add(out, faults->items[i].severity, faults->items[i].file,
                      faults->items[i].line, "%s", faults->items[i].text);
    }
}

static void collect(struct ui_app *app)
{
    struct ui_findings *findings = &app->findings;
    pk_faults_dispose(&findings->faults);
    findings->faults = (struct pk_faults){ 0 };
    add_all(&findings->faults, pk_store_faults(app->store));
    if (findings->check) {
        pk_check_plan(app->plan, &findings->faults);
        add_all(&findings->faults, &app->warnings);
    }
    findings->list.count = findings->faults.count;
    if (findings->list.cursor >= findings->list.count) {
        findings->list.cursor = findings->list.count ? findings->list.count - 1 : 0;
    }
}

void ui_faults_open(struct ui_app *app, bool check)
{
    app->findings.list = (struct ui_list){ 0 };
    app->findings.check = check;
    app->findings.by_itself = false;
    collect(app);
    ui_app_open(app, &ui_pane_faults);
}

void ui_faults_renew(struct ui_app *app)
{
    if (!ui_app_has(app, &ui_pane_faults)) {
        return;
    }
    collect(app);
    if (app->findings.by_itself && app->findings.list.count == 0) {
        ui_app_drop(app, &ui_pane_faults);
    }
}

bool ui_faults_tell_mended(struct ui_app *app)
{
    unsigned mended = app->mended;
    app->mended = 0;
    for (int table = 0; table < PK_TABLES; table++) {
        if (mended >> table & 1) {
            pk_buf_str(&app->message.text, app->message.text.len ? "; " : "");
            pk_buf_printf(&app->message.text, _("%s is understood again"),
                          pk_schema((enum pk_table)table)->file);
        }
    }
    return mended != 0;
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    const struct pk_faults *faults = &app->findings.faults;
    size_t errors = pk_faults_count(faults, PK_ERROR);
    size_t warnings = faults->count - errors;
    pk_buf_printf(out, ngettext("%zu error", "%zu errors", errors), errors);
    pk_buf_str(out, ", ");
    pk_buf_printf(out, ngettext("%zu warning", "%zu warnings", warnings), warnings);
}

static void format(struct pk_buf *out, const struct pk_fault *fault)
{
    if (*fault->file) {
        pk_buf_str(out, fault->file);
    }
    if (fault->line) {
        pk_buf_printf(out, ":%zu", fault->line);
    }
    pk_buf_printf(out, "%s%s", out->len ? ": " : "", fault->text);
}

static void put_fault(struct pk_grid *grid, struct pk_rect line, const struct pk_fault *fault,
                      bool lit)
{
    struct pk_buf text = { 0 };
    bool error = fault->severity >= PK_ERROR;
    enum pk_role role = lit ? PK_ROLE_SELECTED : error ? PK_ROLE_FAULT : PK_ROLE_TEXT;
    format(&text, fault);
    if (error) {
        pk_grid_glyph(grid, line.x + 1, line.y, role, "×", 'x');
    } else {
        pk_grid_glyph(grid, line.x + 1, line.y, role, "!", '!');
    }
    pk_grid_put_cut(grid, line.x + 3, line.y, line.width - 4, role, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

/* The one under the cursor stands below in full. */
static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_findings *findings = &app->findings;
    struct ui_list *list = &findings->list;
    if (list->count == 0) {
        pk_grid_put_cut(grid, rect.x + 1, rect.y, rect.width - 2, PK_ROLE_TEXT,
                        _("nothing is wrong with this plan"));
        return;
    }
    ui_list_fit(list, (size_t)(rect.height - DETAIL_LINES - 1));
    ui_mouse_rows(app, (struct pk_rect){ rect.x, rect.y, rect.width, (int)list->height }, list);
    for (size_t i = 0; i < list->height && list->top + i < list->count; i++) {
        struct pk_rect line = { rect.x, rect.y + (int)i, rect.width, 1 };
        put_fault(grid, line, &findings->faults.items[list->top + i],
                  list->top + i == list->cursor);
    }
    struct pk_buf text = { 0 };
    struct pk_rect low = { rect.x + 1, rect.y + rect.height - DETAIL_LINES, rect.width - 2,
                           DETAIL_LINES };
    format(&text, &findings->faults.items[list->cursor]);
    ui_text_put(grid, low, PK_ROLE_TEXT, pk_buf_text(&text), 0);
    pk_buf_dispose(&text);
}

static unsigned move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->findings.list, motion);
    return UI_DRAW;
}

/* The record that the line of the file belongs to: the last that starts on it or before. */
static const struct pk_record *record_of(const struct pk_plan *plan, const struct pk_fault *fault)
{
    const struct pk_record *found = NULL;
    for (int table = 0; table < PK_TABLES; table++) {
        const struct pk_table_schema *schema = pk_schema((enum pk_table)table);
        if (!schema->in_plan || strcmp(schema->file, fault->file) != 0) {
            continue;
        }
        size_t count = pk_plan_count(plan, (enum pk_table)table);
        for (size_t i = 0; i < count; i++) {
            const struct pk_record *record = pk_plan_at(plan, (enum pk_table)table, i);
            if (record->line && record->line <= fault->line &&
                (!found || record->line > found->line)) {
                found = record;
            }
        }
    }
    return found;
}

static unsigned choose(struct ui_app *app)
{
    const struct ui_findings *findings = &app->findings;
    if (findings->list.count == 0) {
        return UI_FRESH;
    }
    const struct pk_record *record =
        record_of(app->plan, &findings->faults.items[findings->list.cursor]);
    if (!record) {
        ui_say(app, "%s", _("no record can be shown for this; mend it in the file"));
        return UI_DRAW;
    }
    ui_app_close(app);
    if (record->table == PK_GOALS || record->table == PK_ACTIVITIES) {
        if (app->outline.filter_text) {
            ui_app_filter(app, NULL);
        }
        ui_outline_seek(&app->outline, app->plan, record);
        ui_outline_build(&app->outline, app->plan, app->options->today);
    } else if (ui_app_writable(app, (enum pk_table)record->table)) {
        ui_form_open(app, (enum pk_table)record->table, record);
    }
    return UI_DRAW;
}

const struct ui_pane ui_pane_faults = {
    .context = UI_IN_LIST,
    .title = title,
    .draw = draw,
    .move = move,
    .choose = choose,
};
