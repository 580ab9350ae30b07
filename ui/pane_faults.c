#include "config.h"

#include "ui/faults.h"

#include <stdlib.h>
#include <string.h>

#include "planek/check.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "ui/fieldtext.h"
#include "ui/wrap.h"

enum { DETAIL_LINES = 3 };

/* Records by the lines that they begin on, so that each fault finds its own without a walk. */
struct place {
    size_t line;
    const struct pk_record *record;
};
struct places {
    struct place *items[PK_TABLES];
    size_t counts[PK_TABLES];
};

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return x->line < y->line ? -1 : x->line > y->line;
}

static void places_make(struct places *places, const struct pk_plan *plan)
{
    for (int table = 0; table < PK_TABLES; table++) {
        bool in_plan = pk_schema((enum pk_table)table)->in_plan;
        size_t count = in_plan ? pk_plan_count(plan, (enum pk_table)table) : 0, used = 0;
        struct place *items = pk_new(count + 1, sizeof *items);
        for (size_t i = 0; i < count; i++) {
            const struct pk_record *record = pk_plan_at(plan, (enum pk_table)table, i);
            if (record->line) {
                items[used++] = (struct place){ record->line, record };
            }
        }
        qsort(items, used, sizeof *items, compare_places);
        places->items[table] = items;
        places->counts[table] = used;
    }
}

static void places_dispose(struct places *places)
{
    for (int table = 0; table < PK_TABLES; table++) {
        free(places->items[table]);
    }
}

/* The record that begins on the line. */
static const struct pk_record *place_find(const struct places *places,
                                          const struct pk_fault *fault)
{
    const struct place wanted = { fault->line, NULL };
    for (int table = 0; table < PK_TABLES && fault->line; table++) {
        if (strcmp(pk_schema((enum pk_table)table)->file, fault->file) == 0) {
            const struct place *found = bsearch(&wanted, places->items[table],
                                                places->counts[table], sizeof wanted,
                                                compare_places);
            return found ? found->record : NULL;
        }
    }
    return NULL;
}

/* What the check says about a cell begins with its column and its text; what comes after them, or
 * NULL where the sentence is about something else. */
static const char *sentence_of(const struct pk_fault *fault, const struct pk_record *record,
                               int *field)
{
    int count = pk_schema((enum pk_table)record->table)->field_count;
    const char *after = NULL;
    for (*field = 0; *field < count; ++*field) {
        struct pk_buf start = { 0 };
        pk_buf_str(&start, pk_schema_field((enum pk_table)record->table, *field)->name);
        if (strncmp(fault->text, pk_buf_text(&start), start.len) == 0) {
            after = fault->text + start.len;
            pk_buf_cut(&start, 0);
            pk_buf_printf(&start, " \"%s\"", pk_text_quote(record->text[*field]).text);
            after += strncmp(after, pk_buf_text(&start), start.len) == 0 ? start.len : 0;
            after = strncmp(after, ": ", 2) == 0 ? after + 2 : NULL;
        }
        pk_buf_dispose(&start);
        if (after) {
            break;
        }
    }
    return after;
}

/* "2.2 Webináře, Waits for: ..."; what is no record's, or whose file is not understood, is named
 * by file and line. */
static void tell(struct pk_buf *out, const struct pk_plan *plan, const struct pk_fault *fault,
                 const struct pk_record *record)
{
    int field;
    const char *sentence = record && fault->severity < PK_FATAL
                             ? sentence_of(fault, record, &field)
                             : NULL;
    if (sentence) {
        const struct pk_field *schema = pk_schema_field((enum pk_table)record->table, field);
        bool cited = fault->severity >= PK_ERROR && *record->text[field];
        ui_record_label(out, plan, record);
        if (field > 0 || cited) { /* a good id stands for the whole record */
            pk_buf_printf(out, ", %s", _(schema->label));
        }
        if (cited) {
            struct pk_quote value = pk_text_quote(record->text[field]);
            if (!strstr(sentence, value.text)) {
                pk_buf_printf(out, _(" \"%s\""), value.text);
            }
        }
        pk_buf_printf(out, ": %s", sentence);
        return;
    }
    pk_buf_str(out, fault->file);
    if (fault->line) {
        pk_buf_printf(out, ":%zu", fault->line);
    }
    pk_buf_printf(out, "%s%s", out->len ? ": " : "", fault->text);
}

static void add_all(struct ui_app *app, const struct places *places,
                    const struct pk_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct pk_fault *fault = &faults->items[i];
        struct pk_buf text = { 0 };
        tell(&text, app->plan, fault, place_find(places, fault));
        pk_faults_add(&app->findings.faults, fault->severity, fault->file, fault->line, "%s",
                      pk_buf_text(&text));
        pk_buf_dispose(&text);
    }
}

static void collect(struct ui_app *app)
{
    struct ui_findings *findings = &app->findings;
    pk_faults_dispose(&findings->faults);
    findings->faults = (struct pk_faults){ 0 };
    struct places places = { 0 };
    places_make(&places, app->plan);
    add_all(app, &places, pk_store_faults(app->store));
    if (findings->check) {
        struct pk_faults found = { 0 };
        pk_check_plan(app->plan, &found);
        add_all(app, &places, &found);
        add_all(app, &places, &app->warnings);
        pk_faults_dispose(&found);
    }
    places_dispose(&places);
    pk_faults_sort(&findings->faults);
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

static void put_fault(struct pk_grid *grid, struct pk_rect line, const struct pk_fault *fault,
                      bool lit)
{
    bool error = fault->severity >= PK_ERROR;
    enum pk_role role = lit ? PK_ROLE_SELECTED : error ? PK_ROLE_FAULT : PK_ROLE_TEXT;
    if (error) {
        pk_grid_glyph(grid, line.x + 1, line.y, role, "×", 'x');
    } else {
        pk_grid_glyph(grid, line.x + 1, line.y, role, "!", '!');
    }
    pk_grid_put_cut(grid, line.x + 3, line.y, line.width - 4, role, fault->text);
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
    struct pk_rect low = { rect.x + 1, rect.y + rect.height - DETAIL_LINES, rect.width - 2,
                           DETAIL_LINES };
    ui_text_put(grid, low, PK_ROLE_TEXT, findings->faults.items[list->cursor].text, 0);
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
