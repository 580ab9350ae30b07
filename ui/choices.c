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
    struct pk_buf folded = { 0 };
    size_t length = strlen(label);
    int cells = pk_text_width(label, length);
    pk_text_fold(&folded, label, length);
    choices->all[choices->count++] = (struct ui_choice){
        pk_arena_text(&choices->arena, value, strlen(value)),
        pk_arena_text(&choices->arena, label, length),
        pk_arena_text(&choices->arena, pk_buf_text(&folded), folded.len),
    };
    choices->widest = cells > choices->widest ? cells : choices->widest;
    pk_buf_dispose(&folded);
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

static void add_roles(struct ui_choices *choices, const struct ui_roles *roles)
{
    for (size_t i = 0; i < roles->count; i++) {
        add(choices, roles->items[i].name, roles->items[i].name);
    }
}

static bool collect(struct ui_app *app, struct ui_choices *choices, const struct pk_field *field)
{
    if (!field) {
        return false;
    }
    if (field->type == PK_TYPE_ROLES) {
        add_roles(choices, ui_roles_get(app));
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
                add_records(choices, app->plan, (enum pk_table)table);
            }
        }
    }
    return choices->count > 0;
}

/* Whether all words, which blanks separate, are in the text. */
static bool has_words(const char *text, const char *words)
{
    char word[128];
    while (*(words += strspn(words, " "))) {
        size_t length = strcspn(words, " ");
        size_t kept = length < sizeof word ? length : sizeof word - 1;
        memcpy(word, words, kept);
        word[kept] = '\0';
        if (!strstr(text, word)) {
            return false;
        }
        words += length;
    }
    return true;
}

/* Whether the letters are in the text, one after another. */
static bool has_letters(const char *text, const char *letters)
{
    for (; *letters && *text; text++) {
        letters += *text == *letters;
    }
    return !*letters;
}

static void show_those(struct ui_choices *choices, const char *typed,
                       bool (*fits)(const char *text, const char *typed))
{
    for (size_t i = 0; i < choices->count; i++) {
        if (fits(choices->all[i].folded, typed)) {
            choices->shown[choices->list.count++] = choices->all[i];
        }
    }
}

static void narrow(struct ui_choices *choices)
{
    struct pk_buf folded = { 0 };
    pk_text_fold(&folded, pk_buf_text(&choices->typed.text), choices->typed.text.len);
    choices->list = (struct ui_list){ .height = choices->list.height };
    show_those(choices, pk_buf_text(&folded), has_words);
    if (choices->list.count == 0) {
        show_those(choices, pk_buf_text(&folded), has_letters);
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
    if (!collect(app, choices, field->field)) {
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

/* The name in an item of a field: of a share what stands before its amount. */
static size_t name_length(const struct ui_formfield *field, const char *item, size_t length)
{
    const char *colon =
        field->field->type == PK_TYPE_SHARES ? memchr(item, ':', length) : NULL;
    return colon ? (size_t)(colon - item) : length;
}

static bool is_item(const struct ui_formfield *field, const char *item, size_t length,
                    const char *value)
{
    size_t name = name_length(field, item, length);
    return strlen(value) == name && memcmp(item, value, name) == 0;
}

static bool holds(const struct ui_formfield *field, const char *value)
{
    const char *cursor = ui_field_text(field), *item;
    size_t length;
    if (!ui_field_is_list(field)) {
        return strcmp(cursor, value) == 0;
    }
    while ((item = pk_text_item(&cursor, &length))) {
        if (is_item(field, item, length, value)) {
            return true;
        }
    }
    return false;
}

/* A further source waits for its amount to be typed; the others keep theirs. */
static void add_or_remove(struct ui_formfield *field, const char *value)
{
    struct pk_buf text = { 0 };
    bool removes = holds(field, value);
    const char *cursor = ui_field_text(field), *item;
    size_t length;
    while ((item = pk_text_item(&cursor, &length))) {
        if (!removes || !is_item(field, item, length, value)) {
            pk_buf_str(&text, text.len ? "; " : "");
            pk_buf_add(&text, item, length);
        }
    }
    bool shares = field->field->type == PK_TYPE_SHARES && text.len;
    if (!removes) {
        pk_buf_printf(&text, "%s%s%s", text.len ? "; " : "", value, shares ? ":" : "");
    }
    ui_field_set(field, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

void ui_choices_tick(struct ui_app *app)
{
    struct ui_choices *choices = &app->forms.choices;
    struct ui_formfield *field = ui_form_field(app->forms.open);
    if (choices->list.count == 0) {
        return;
    }
    if (!ui_field_is_list(field)) {
        ui_say(app, "%s", _("this holds one only; Enter takes it"));
        return;
    }
    add_or_remove(field, choices->shown[choices->list.cursor].value);
    app->forms.open->touched = true;
    ui_form_check(app, app->forms.open);
    ui_list_move(&choices->list, UI_MOVE_DOWN);
}

/* What was typed goes into a field that takes any name; for others it stays, to be mended. */
static unsigned take_typed(struct ui_app *app, struct ui_formfield *field)
{
    const char *typed = pk_buf_text(&app->forms.choices.typed.text);
    if (field->field->type != PK_TYPE_ROLES || !typed[strspn(typed, " ;")]) {
        ui_say(app, _("nothing matches \"%s\"; mend it, or Esc leaves the field as it was"),
               typed);
        return UI_DRAW;
    }
    add_or_remove(field, typed);
    app->forms.open->touched = true;
    ui_form_check(app, app->forms.open);
    ui_app_close(app);
    return UI_DRAW;
}

static unsigned choose(struct ui_app *app)
{
    struct ui_choices *choices = &app->forms.choices;
    struct ui_formfield *field = ui_form_field(app->forms.open);
    if (choices->list.count == 0) {
        return take_typed(app, field);
    }
    const char *value = choices->shown[choices->list.cursor].value;
    if (ui_field_is_list(field)) {
        add_or_remove(field, value);
    } else {
        ui_field_set(field, value);
    }
    app->forms.open->touched = true;
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

/* All labels and a line to type in; few rows stay few, whatever is typed. */
static void size(const struct ui_app *app, int *width, int *height)
{
    enum { WIDTH_LEAST = 36, MARGINS = 5, LINES_MOST = 11 };
    const struct ui_choices *choices = &app->forms.choices;
    int cells = choices->widest + MARGINS;
    int widest = cells > WIDTH_LEAST ? cells : WIDTH_LEAST;
    *width = widest < *width ? widest : *width;
    *height = *height < LINES_MOST ? *height : LINES_MOST;
    *height = choices->count + 1 < (size_t)*height ? (int)choices->count + 1 : *height;
}

static void draw(struct ui_app *app, struct pk_grid *grid, struct pk_rect rect)
{
    struct ui_choices *choices = &app->forms.choices;
    const struct ui_formfield *field = ui_form_field(app->forms.open);
    pk_grid_put(grid, rect.x + 1, rect.y, 2, PK_ROLE_KEY, "/");
    ui_lineedit_draw(&choices->typed, grid, (struct pk_rect){ rect.x + 3, rect.y,
                     rect.width - 4, 1 }, PK_ROLE_FIELD, true);
    ui_list_fit(&choices->list, (size_t)rect.height - 1);
    ui_mouse_rows(app, (struct pk_rect){ rect.x, rect.y + 1, rect.width, rect.height - 1 },
                  &choices->list);
    for (size_t i = 0; i < choices->list.height && choices->list.top + i < choices->list.count;
         i++) {
        size_t at = choices->list.top + i;
        bool lit = at == choices->list.cursor;
        pk_grid_put_cut(grid, rect.x + 3, rect.y + 1 + (int)i, rect.width - 4,
                        lit ? PK_ROLE_SELECTED : PK_ROLE_TEXT, choices->shown[at].label);
        if (lit) {
            pk_grid_glyph(grid, rect.x, rect.y + 1 + (int)i, PK_ROLE_SELECTED, "›", '>');
        }
        if (holds(field, choices->shown[at].value)) {
            pk_grid_glyph(grid, rect.x + 1, rect.y + 1 + (int)i, PK_ROLE_KEY, "√", 'x');
        }
    }
    if (choices->list.count == 0) {
        pk_grid_put_cut(grid, rect.x + 3, rect.y + 1, rect.width - 4, PK_ROLE_DIM,
                        _("nothing matches; Esc goes back"));
    }
}

const struct ui_pane ui_pane_choices = {
    .context = UI_IN_CHOICES,
    .title = title,
    .size = size,
    .draw = draw,
    .key = choices_key,
    .move = choices_move,
    .choose = choose,
};
