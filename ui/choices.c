#include "config.h"

#include "ui/choices.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/field.h"

static void add(struct ui_choices *choices, const char *value, const char *label)
{
    choices->all = pk_reserve(choices->all, &choices->capacity, choices->count + 1,
                              sizeof *choices->all);
    choices->all[choices->count++] = (struct ui_choice){
        pk_arena_text(&choices->arena, value, strlen(value)),
        pk_arena_text(&choices->arena, label, strlen(label)),
    };
}

static void add_records(struct ui_choices *choices, const struct pk_plan *plan,
                        enum pk_table table)
{
    struct pk_buf label = { 0 };
    const struct pk_group *groups;
    pk_plan_groups(plan, &groups);
    for (size_t i = 0; i < pk_plan_count(plan, table); i++) {
        const struct pk_record *record = pk_plan_at(plan, table, i);
        pk_buf_cut(&label, 0);
        ui_record_label(&label, plan, record);
        add(choices, record->text[0], pk_buf_text(&label));
    }
    pk_buf_dispose(&label);
}

static int compare_values(const void *a, const void *b)
{
    return strcmp(((const struct ui_choice *)a)->value, ((const struct ui_choice *)b)->value);
}

/* Every role that some activity names, once. */
static void add_roles(struct ui_choices *choices, const struct pk_plan *plan)
{
    for (size_t i = 0; i < pk_plan_count(plan, PK_ACTIVITIES); i++) {
        const struct pk_record *record = pk_plan_at(plan, PK_ACTIVITIES, i);
        const char *cursor = record->text[PK_ACTIVITY_RESPONSIBLE], *item;
        size_t length;
        while ((item = pk_text_item(&cursor, &length))) {
            char *role = pk_strndup(item, length);
            add(choices, role, role);
            free(role);
        }
    }
    if (choices->count == 0) {
        return;
    }
    qsort(choices->all, choices->count, sizeof *choices->all, compare_values);
    size_t kept = 1;
    for (size_t i = 1; i < choices->count; i++) {
        if (compare_values(&choices->all[kept - 1], &choices->all[i]) != 0) {
            choices->all[kept++] = choices->all[i];
        }
    }
    choices->count = kept;
}

static bool collect(struct ui_choices *choices, const struct pk_plan *plan,
                    const struct pk_field *field)
{
    if (!field) {
        return false;
    }
    if (field->type == PK_TYPE_ROLES) {
        add_roles(choices, plan);
    } else if (field->type == PK_TYPE_CHOICE) {
        for (const struct pk_choice *choice = field->choices; choice->name; choice++) {
            add(choices, choice->name, _(choice->label));
        }
    } else if (field->refers_to) {
        if (field->type == PK_TYPE_REF && !field->required) {
            add(choices, "", _("(none)"));
        }
        for (int table = 0; table < PK_TABLES; table++) {
            if (field->refers_to >> table & 1) {
                add_records(choices, plan, (enum pk_table)table);
            }
        }
    }
    return choices->count > 0;
}

static void narrow(struct ui_choices *choices)
{
    struct pk_buf folded = { 0 };
    pk_text_fold(&folded, pk_buf_text(&choices->typed.text), choices->typed.text.len);
    choices->list = (struct ui_list){ .height = choices->list.height };
    for (size_t i = 0; i < choices->count; i++) {
        if (pk_text_contains(choices->all[i].label, pk_buf_text(&folded))) {
            choices->shown[choices->list.count++] = choices->all[i];
        }
    }
    pk_buf_dispose(&folded);
}

void ui_choices_dispose(struct ui_choices *choices)
{
    free(choices->all);
    free(choices->shown);
    pk_arena_dispose(&choices->arena);
    ui_lineedit_dispose(&choices->typed);
    *choices = (struct ui_choices){ 0 };
}

bool ui_choices_open(struct ui_app *app, const char *typed)
{
    struct ui_choices *choices = &app->forms.choices;
    const struct ui_formfield *field = ui_form_field(app->forms.open);
    ui_choices_dispose(choices);
    if (!collect(choices, app->plan, field->field)) {
        ui_say(app, "%s", _("there is nothing to choose from here; type the value"));
        return false;
    }
    choices->shown = pk_new(choices->count, sizeof *choices->shown);
    ui_lineedit_set(&choices->typed, typed);
    narrow(choices);
    for (size_t i = 0; i < choices->list.count; i++) {
        if (!*typed && strcmp(choices->shown[i].value, ui_field_text(field)) == 0) {
            choices->list.cursor = i;
        }
    }
    ui_app_open(app, &ui_pane_choices);
    return true;
}

/* A list of names gets another one; a name that was begun gives way. */
static void take_into_list(struct ui_formfield *field, const char *value)
{
    struct pk_buf text = { 0 };
    pk_buf_str(&text, ui_field_text(field));
    size_t length = text.len;
    const char *kept = pk_text_trim(pk_buf_text(&text), &length);
    pk_buf_cut(&text, (size_t)(kept - pk_buf_text(&text)) + length);
    if (text.len && text.data[text.len - 1] == ';') {
        pk_buf_char(&text, ' ');
    } else if (text.len) {
        pk_buf_str(&text, "; ");
    }
    pk_buf_str(&text, value);
    ui_field_set(field, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static unsigned choose(struct ui_app *app)
{
    struct ui_choices *choices = &app->forms.choices;
    struct ui_formfield *field = ui_form_field(app->forms.open);
    if (choices->list.count == 0) {
        return UI_FRESH;
    }
    const char *value = choices->shown[choices->list.cursor].value;
    bool is_list = field->field->type == PK_TYPE_ROLES || field->field->type == PK_TYPE_REFS;
    if (is_list) {
        take_into_list(field, value);
    } else {
        ui_field_set(field, value);
    }
    ui_form_check(app, app->forms.open);
    ui_app_close(app);
    return UI_DRAW;
}

static bool choices_key(struct ui_app *app, const struct ui_key *key, unsigned *stale)
{
    struct ui_choices *choices = &app->forms.choices;
    bool moves = key->code == UI_KEY_HOME || key->code == UI_KEY_END;
    if (moves || !ui_lineedit_key(&choices->typed, key)) {
        return false;
    }
    narrow(choices);
    *stale |= UI_DRAW;
    return true;
}

static unsigned choices_move(struct ui_app *app, enum ui_motion motion)
{
    ui_list_move(&app->forms.choices.list, motion);
    return UI_DRAW;
}

static void title(const struct ui_app *app, struct pk_buf *out)
{
    pk_buf_str(out, ui_field_label(ui_form_field(app->forms.open)));
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_choices *choices = &app->forms.choices;
    pk_grid_put(grid, rect.x + 1, rect.y, 2, PK_ROLE_KEY, "/");
    ui_lineedit_draw(&choices->typed, grid, (struct pk_rect){ rect.x + 3, rect.y,
                     rect.width - 4, 1 }, PK_ROLE_FIELD, true);
    ui_list_fit(&choices->list, (size_t)rect.height - 1);
    for (size_t i = 0; i < choices->list.height && choices->list.top + i < choices->list.count;
         i++) {
        size_t at = choices->list.top + i;
        bool lit = at == choices->list.cursor;
        pk_grid_put_cut(grid, rect.x + 3, rect.y + 1 + (int)i, rect.width - 4,
                        lit ? PK_ROLE_SELECTED : PK_ROLE_TEXT, choices->shown[at].label);
        if (lit) {
            pk_grid_glyph(grid, rect.x + 1, rect.y + 1 + (int)i, PK_ROLE_SELECTED, "›", '>');
        }
    }
    if (choices->list.count == 0) {
        pk_grid_put_cut(grid, rect.x + 3, rect.y + 1, rect.width - 4, PK_ROLE_DIM,
                        _("nothing matches; Backspace shows more"));
    }
}

const struct ui_pane ui_pane_choices = {
    .context = UI_IN_CHOICES,
    .title = title,
    .draw = draw,
    .key = choices_key,
    .move = choices_move,
    .choose = choose,
};
