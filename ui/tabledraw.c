/* The title comes first, what is long gets what the others leave.  Where there is no room columns
 * give way: notes first, money and state last.  The widths come from the schema alone, so that
 * nothing jumps about while one scrolls and no record is looked at but those shown.
 */
#include "config.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "planek/value.h"
#include "ui/app.h"
#include "ui/fieldtext.h"
#include "ui/table.h"
#include "ui/wrap.h"

enum { GAP = 2, DETAIL_LINES = 3, TITLE_BARE = 18, TITLE_LEAST = 28, TITLE_MOST = 60, FEW = 4 };
/* Ranks: below PLAIN a column gives way to the comfort of the others; a DEAR one to nothing but
 * want of room; what must be filled in counts for more. */
enum { PLAIN = 5, DEAR = 8, REQUIRED = 3, TITLE_RANK = 100 };

/* Cells of a column: from least, or its label's, up to most, `share` at a time as long as there is
 * room.  The lowest rank gives way first. */
static const struct measure {
    int least, most, rank, share;
    bool right;
} measures[] = {
    [PK_TYPE_ID] = { 16, 40, 2, 1, false },     [PK_TYPE_TEXT] = { 14, 40, 3, 1, false },
    [PK_TYPE_LINES] = { 14, 200, 1, 3, false }, [PK_TYPE_ROLES] = { 18, 40, 7, 1, false },
    [PK_TYPE_REF] = { 16, 40, 6, 1, false },    [PK_TYPE_REFS] = { 14, 30, 2, 1, false },
    [PK_TYPE_SHARES] = { 14, 30, 5, 1, false }, [PK_TYPE_INT] = { 3, 3, 4, 0, true },
    [PK_TYPE_MONEY] = { 12, 12, 10, 0, true },  [PK_TYPE_NUMBER] = { 8, 8, 4, 0, true },
    [PK_TYPE_DAY] = { 12, 12, 4, 0, true },     [PK_TYPE_DUE] = { 10, 10, 8, 0, true },
    [PK_TYPE_CHOICE] = { 0, 0, 9, 0, false },
};

static int label_cells(const char *label)
{
    return pk_text_width(label, strlen(label));
}

static int widest_choice(const struct pk_field *field)
{
    int widest = 0;
    for (const struct pk_choice *choice = field->choices; choice->name; choice++) {
        int cells = label_cells(_(choice->label));
        widest = cells > widest ? cells : widest;
    }
    return widest;
}

static struct measure measure_of(const struct pk_field *field, bool is_title)
{
    struct measure measure = measures[field->type];
    if (field->type == PK_TYPE_CHOICE) {
        measure.least = measure.most = widest_choice(field);
    }
    int label = label_cells(_(field->label));
    if (is_title && measure.share) {
        measure.least = TITLE_LEAST;
        measure.most = TITLE_MOST;
        measure.share = 2;
    }
    measure.least = measure.least < label ? label : measure.least;
    measure.most = measure.most < measure.least ? measure.least : measure.most;
    measure.rank = is_title ? TITLE_RANK : measure.rank + (field->required ? REQUIRED : 0);
    return measure;
}

static void collect(struct ui_tablecolumns *out, struct measure *taken, enum pk_table table)
{
    const struct pk_table_schema *schema = pk_schema(table);
    int title = pk_schema_title_field(table);
    for (int i = 0; i < schema->field_count && out->count < UI_TABLE_COLUMNS; i++) {
        int field = i == 0 ? title : i <= title ? i - 1 : i;
        bool shown = field != 0 || title == 0;
        if (!shown) {
            continue;
        }
        struct measure measure = measure_of(&schema->fields[field], i == 0);
        taken[out->count] = measure;
        out->items[out->count++] =
            (struct ui_tablecolumn){ field, 0, measure.least, measure.right };
    }
}

/* The column that gives way next: of equal rank the last one, the title never. */
static int weakest(const struct ui_tablecolumns *columns, const struct measure *taken)
{
    int at = 0;
    for (int i = 1; i < columns->count; i++) {
        at = at == 0 || taken[i].rank <= taken[at].rank ? i : at;
    }
    return at;
}

static void drop(struct ui_tablecolumns *columns, struct measure *taken, int at)
{
    int rest = --columns->count - at;
    memmove(&columns->items[at], &columns->items[at + 1],
            (size_t)rest * sizeof *columns->items);
    memmove(&taken[at], &taken[at + 1], (size_t)rest * sizeof *taken);
}

/* The width of all of them, each with half as much again as it needs where that does it good. */
static int comfort(const struct ui_tablecolumns *columns, const struct measure *taken)
{
    int total = 0;
    for (int i = 0; i < columns->count; i++) {
        int wished = taken[i].least * 3 / 2;
        total += (wished < taken[i].most ? wished : taken[i].most) + GAP;
    }
    return total - GAP;
}

static int least_of(const struct ui_tablecolumns *columns)
{
    int total = 0;
    for (int i = 0; i < columns->count; i++) {
        total += columns->items[i].cells + GAP;
    }
    return total - GAP;
}

/* Many columns give way to the comfort of the others; then to their least; of those that count the
 * title gives first. */
static void make_room(struct ui_tablecolumns *columns, struct measure *taken, int width)
{
    while (columns->count > FEW && comfort(columns, taken) > width &&
           taken[weakest(columns, taken)].rank < PLAIN) {
        drop(columns, taken, weakest(columns, taken));
    }
    while (least_of(columns) > width && columns->count > 1) {
        int at = weakest(columns, taken), excess = least_of(columns) - width;
        struct ui_tablecolumn *title = &columns->items[0];
        if (taken[at].rank >= DEAR && taken[0].share && title->cells - excess >= TITLE_BARE) {
            title->cells -= excess;
            return;
        }
        drop(columns, taken, at);
    }
}

/* In turn, until nobody wants more. */
static void share_out(struct ui_tablecolumns *columns, const struct measure *taken, int left)
{
    for (bool given = true; given && left > 0;) {
        given = false;
        for (int i = 0; i < columns->count && left > 0; i++) {
            struct ui_tablecolumn *column = &columns->items[i];
            int more = taken[i].share;
            for (; more > 0 && left > 0 && column->cells < taken[i].most; more--) {
                column->cells++;
                left--;
                given = true;
            }
        }
    }
}

void ui_table_lay_out(struct ui_tablecolumns *out, enum pk_table table, int x, int width)
{
    struct measure taken[UI_TABLE_COLUMNS];
    *out = (struct ui_tablecolumns){ 0 };
    collect(out, taken, table);
    make_room(out, taken, width);
    share_out(out, taken, width - least_of(out));
    for (int i = 0; i < out->count; i++) {
        out->items[i].x = x;
        x += out->items[i].cells + GAP;
    }
}

/* The first line of a text of several; what is narrow is written narrow. */
static void cell_text(struct pk_buf *out, const struct ui_app *app,
                      const struct pk_record *record, int number)
{
    const struct pk_field *field = pk_schema_field((enum pk_table)record->table, number);
    const char *text = record->text[number];
    int year = pk_plan_settings(app->plan)->year;
    struct pk_dates dates = { year, PK_NO_DAY };
    struct pk_due due;
    if (field->type == PK_TYPE_DUE && pk_due_parse(&due, text, &dates, NULL) == PK_OK) {
        pk_due_format_narrow(out, due, year);
    } else if (field->type == PK_TYPE_LINES) {
        pk_buf_add(out, text, strcspn(text, "\n"));
    } else {
        ui_value_show(out, app->plan, field, text, year);
    }
}

static void put_heading(struct pk_grid *grid, int y, const struct ui_tablecolumns *columns,
                        enum pk_table table)
{
    for (int i = 0; i < columns->count; i++) {
        const struct ui_tablecolumn *column = &columns->items[i];
        const char *label = _(pk_schema_field(table, column->field)->label);
        if (column->right) {
            pk_grid_put_right(grid, column->x, y, column->cells, PK_ROLE_HEADING, label);
        } else {
            pk_grid_put_cut(grid, column->x, y, column->cells, PK_ROLE_HEADING, label);
        }
    }
}

static void put_record(const struct ui_app *app, struct pk_grid *grid, struct pk_rect line,
                       const struct ui_tablecolumns *columns, size_t index)
{
    const struct pk_record *record = ui_table_at(app, index);
    bool lit = index == app->table.list.cursor;
    struct pk_buf text = { 0 };
    if (ui_marks_has(ui_marks_front(app), record->text[0])) {
        pk_grid_put(grid, line.x, line.y, 1, PK_ROLE_KEY, "*");
    }
    for (int i = 0; i < columns->count; i++) {
        const struct ui_tablecolumn *column = &columns->items[i];
        enum pk_role role = pk_record_bad(record, column->field) ? PK_ROLE_FAULT : PK_ROLE_TEXT;
        pk_buf_cut(&text, 0);
        cell_text(&text, app, record, column->field);
        if (column->right) {
            pk_grid_put_right(grid, column->x, line.y, column->cells, role, pk_buf_text(&text));
        } else {
            pk_grid_put_cut(grid, column->x, line.y, column->cells, role, pk_buf_text(&text));
        }
    }
    if (lit) {
        struct pk_rect first = { columns->items[0].x, line.y, columns->items[0].cells, 1 };
        pk_grid_glyph(grid, line.x + 1, line.y, PK_ROLE_TEXT, "›", '>');
        pk_grid_paint(grid, first, PK_ROLE_SELECTED);
    }
    if (ui_forms_has_draft(app, record)) {
        pk_grid_glyph(grid, line.x + 2, line.y, PK_ROLE_KEY, "…", '~');
    }
    pk_buf_dispose(&text);
}

static const struct ui_tablecolumn *column_of(const struct ui_tablecolumns *columns, int field)
{
    for (int i = 0; i < columns->count; i++) {
        if (columns->items[i].field == field) {
            return &columns->items[i];
        }
    }
    return NULL;
}

/* Whether the column has room for all that the cell says. */
static bool is_whole(const struct ui_app *app, const struct pk_record *record,
                     const struct ui_tablecolumn *column)
{
    struct pk_buf text = { 0 };
    cell_text(&text, app, record, column->field);
    bool whole = pk_text_width(pk_buf_text(&text), text.len) <= column->cells &&
                 !strchr(record->text[column->field], '\n');
    pk_buf_dispose(&text);
    return whole;
}

/* What the line does not show of the record, or not all of it. */
static void tell_detail(struct pk_buf *out, const struct ui_app *app,
                        const struct ui_tablecolumns *columns, const struct pk_record *record)
{
    const struct pk_table_schema *schema = pk_schema((enum pk_table)record->table);
    struct pk_buf text = { 0 };
    for (int field = 1; field < schema->field_count; field++) {
        const struct ui_tablecolumn *column = column_of(columns, field);
        if (!*record->text[field] || (column && is_whole(app, record, column))) {
            continue;
        }
        pk_buf_cut(&text, 0);
        ui_value_show(&text, app->plan, &schema->fields[field], record->text[field], 0);
        pk_buf_printf(out, "%s%s: %s", out->len ? " · " : "", _(schema->fields[field].label),
                      pk_buf_text(&text));
    }
    for (size_t i = 0; i < out->len; i++) {
        out->data[i] = out->data[i] == '\n' ? ' ' : out->data[i];
    }
    pk_buf_dispose(&text);
}

static void put_detail(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect,
                       const struct ui_tablecolumns *columns)
{
    const struct pk_record *record = ui_table_record(app);
    struct pk_buf text = { 0 };
    pk_grid_run(grid, rect.x, rect.y, rect.width, PK_ROLE_RULE, "─", '-');
    if (record) {
        tell_detail(&text, app, columns, record);
        struct pk_rect low = { rect.x + 3, rect.y + 1, rect.width - 4, rect.height - 1 };
        ui_text_put(grid, low, PK_ROLE_TEXT, pk_buf_text(&text), 0);
    }
    pk_buf_dispose(&text);
}

static void put_nothing(const struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct pk_buf text = { 0 };
    struct pk_rect inner = { rect.x + 3, rect.y + 2, rect.width - 6, rect.height - 2 };
    pk_buf_printf(&text, "%s\n%s", ui_table_about(app->table.table),
                  _("There is nothing here yet.  a adds the first record."));
    ui_text_put(grid, inner, PK_ROLE_TEXT, pk_buf_text(&text), 0);
    pk_buf_dispose(&text);
}

static void put_search(struct ui_table *table, struct pk_grid *grid, struct pk_rect line)
{
    pk_grid_fill(grid, line, PK_ROLE_TEXT);
    pk_grid_put(grid, line.x + 1, line.y, 1, PK_ROLE_KEY, "/");
    ui_lineedit_draw(&table->typed, grid,
                     (struct pk_rect){ line.x + 3, line.y, line.width - 4, 1 }, PK_ROLE_FIELD,
                     true);
}

void ui_table_draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_table *table = &app->table;
    struct ui_tablecolumns columns;
    ui_table_sync(app);
    ui_table_lay_out(&columns, table->table, rect.x + 3, rect.width - 4);
    put_heading(grid, rect.y, &columns, table->table);
    if (table->list.count == 0) {
        put_nothing(app, grid, rect);
        return;
    }
    struct pk_rect low = { rect.x, rect.y + rect.height - DETAIL_LINES - 1, rect.width,
                           DETAIL_LINES + 1 };
    ui_list_fit(&table->list, (size_t)(low.y - rect.y - 1));
    for (size_t i = 0; i < table->list.height && table->list.top + i < table->list.count; i++) {
        struct pk_rect line = { rect.x, rect.y + 1 + (int)i, rect.width, 1 };
        put_record(app, grid, line, &columns, table->list.top + i);
    }
    put_detail(app, grid, low, &columns);
    if (table->searching) {
        put_search(table, grid,
                   (struct pk_rect){ rect.x, rect.y + rect.height - 1, rect.width, 1 });
    }
}
