/* Goals, tables and fields are few and offered at once; activities and roles only where the plan
 * is small, or when they are asked for: typing must not take longer in a large plan.
 */
#include "config.h"

#include "ui/offers.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/roles.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/target.h"
#include "ui/theme.h"

enum { FEW = 300 };

void ui_offer_add(struct ui_offers *offers, const char *text, const char *label)
{
    offers->items =
        pk_reserve(offers->items, &offers->capacity, offers->count + 1, sizeof *offers->items);
    offers->items[offers->count++] =
        (struct ui_offer){ pk_arena_text(&offers->texts, text, strlen(text)),
                           pk_arena_text(&offers->texts, label, strlen(label)) };
}

void ui_offers_dispose(struct ui_offers *offers)
{
    free(offers->items);
    pk_arena_dispose(&offers->texts);
    *offers = (struct ui_offers){ 0 };
}

/* In capitals stands what has to be thought of: no word to be taken as it is. */
static bool is_word(const char *word)
{
    return *word && !strpbrk(word, " ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

void ui_offer_words(struct ui_offers *offers, const char *words)
{
    words += *words == '[';
    while (*words && *words != ']') {
        size_t length = strcspn(words, "|]");
        char *word = pk_strndup(words, length);
        if (is_word(word)) {
            ui_offer_add(offers, word, "");
        }
        free(word);
        words += length + (words[length] == '|');
    }
}

/* Whether all of a table is offered: it is short, or somebody asks for it. */
static bool opens(struct ui_app *app, struct ui_offers *offers, enum pk_table table)
{
    bool open = offers->asked || pk_plan_count(app->plan, table) <= FEW;
    offers->hidden = offers->hidden || !open;
    return open;
}

/* The record, where it fits what is written of it: what is not asked for fits anyway. */
static void add_record(struct ui_offers *offers, const char *before, const char *name,
                       const struct pk_record *record, const char *folded)
{
    const char *title = pk_record_title(record);
    if (offers->count >= FEW ||
        (!pk_text_contains(title, folded) && strncmp(name, folded, strlen(folded)) != 0)) {
        return;
    }
    struct pk_buf text = { 0 };
    pk_buf_printf(&text, "%s%s", before, name);
    ui_offer_add(offers, pk_buf_text(&text), title);
    pk_buf_dispose(&text);
}

/* Ids with titles, after what stands before them in the word. */
static void add_records(struct ui_app *app, struct ui_offers *offers, enum pk_table table,
                        const char *before, const char *written)
{
    struct pk_buf folded = { 0 };
    if (!opens(app, offers, table)) {
        return;
    }
    if (offers->asked) {
        pk_text_fold(&folded, written, strlen(written));
    }
    for (size_t i = 0; i < pk_plan_count(app->plan, table) && offers->count < FEW; i++) {
        const struct pk_record *record = pk_plan_at(app->plan, table, i);
        add_record(offers, before, record->text[0], record, pk_buf_text(&folded));
    }
    pk_buf_dispose(&folded);
}

static void add_number(struct ui_app *app, struct ui_offers *offers,
                       const struct pk_record *record, const char *folded)
{
    struct pk_buf number = { 0 };
    pk_plan_number(&number, app->plan, record);
    add_record(offers, "", pk_buf_text(&number), record, folded);
    pk_buf_dispose(&number);
}

void ui_offer_rows(struct ui_app *app, struct ui_offers *offers, int argument, const char *word)
{
    const struct pk_group *groups;
    struct pk_buf folded = { 0 };
    size_t count = pk_plan_groups(app->plan, &groups);
    bool all = opens(app, offers, PK_ACTIVITIES);
    (void)argument;
    if (offers->asked) {
        pk_text_fold(&folded, word, strlen(word));
    }
    for (size_t g = 0; g < count && offers->count < FEW; g++) {
        if (groups[g].goal) {
            add_number(app, offers, &groups[g].goal->record, pk_buf_text(&folded));
        }
        for (size_t i = 0; all && i < groups[g].count && offers->count < FEW; i++) {
            add_number(app, offers, &groups[g].activities[i]->record, pk_buf_text(&folded));
        }
    }
    pk_buf_dispose(&folded);
}

void ui_offer_places(struct ui_app *app, struct ui_offers *offers, int argument, const char *word)
{
    if (argument == 0) {
        ui_offer_add(offers, "after", "");
        ui_offer_add(offers, "first", "");
    } else {
        ui_offer_rows(app, offers, argument, word);
    }
}

static void add_tables(struct ui_offers *offers, const char *after)
{
    for (int table = 0; table < PK_TABLES; table++) {
        const struct pk_table_schema *schema = pk_schema((enum pk_table)table);
        struct pk_buf text = { 0 };
        pk_buf_printf(&text, "%s%s", schema->name, after);
        if (schema->in_plan) {
            ui_offer_add(offers, pk_buf_text(&text), _(schema->label));
        }
        pk_buf_dispose(&text);
    }
}

void ui_offer_tables(struct ui_app *app, struct ui_offers *offers, int argument, const char *word)
{
    (void)app, (void)argument, (void)word;
    add_tables(offers, "");
}

void ui_offer_records(struct ui_app *app, struct ui_offers *offers, int argument, const char *word)
{
    size_t length = strcspn(word, "/");
    (void)argument;
    if (!word[length]) {
        add_tables(offers, "/");
        return;
    }
    char *before = pk_strndup(word, length + 1), *name = pk_strndup(word, length);
    int table = pk_schema_find_table(name);
    if (table >= 0 && pk_schema((enum pk_table)table)->in_plan) {
        add_records(app, offers, (enum pk_table)table, before, word + length + 1);
    }
    free(before);
    free(name);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Every role that some activity names, once. */
static void add_roles(struct ui_app *app, struct ui_offers *offers, const char *before)
{
    char **roles = NULL;
    size_t count = 0, capacity = 0, length;
    for (size_t i = 0; i < pk_plan_count(app->plan, PK_ACTIVITIES); i++) {
        const struct pk_record *record = pk_plan_at(app->plan, PK_ACTIVITIES, i);
        const char *cursor = record->text[PK_ACTIVITY_RESPONSIBLE], *item;
        while ((item = pk_text_item(&cursor, &length))) {
            roles = pk_reserve(roles, &capacity, count + 1, sizeof *roles);
            roles[count++] = pk_strndup(item, length);
        }
    }
    if (count > 1) {
        qsort(roles, count, sizeof *roles, compare_texts);
    }
    for (size_t i = 0; i < count; i++) {
        if ((i == 0 || strcmp(roles[i - 1], roles[i]) != 0) && offers->count < FEW) {
            struct pk_buf text = { 0 };
            pk_buf_printf(&text, "%s%s", before, roles[i]);
            ui_offer_add(offers, pk_buf_text(&text), "");
            pk_buf_dispose(&text);
        }
    }
    for (size_t i = 0; i < count; i++) {
        free(roles[i]);
    }
    free(roles);
}

static void add_choices(struct ui_offers *offers, const struct pk_choice *choices,
                        const char *before)
{
    for (; choices->name; choices++) {
        struct pk_buf text = { 0 };
        pk_buf_printf(&text, "%s%s", before, pk_choice_word(choices));
        ui_offer_add(offers, pk_buf_text(&text), _(choices->label));
        pk_buf_dispose(&text);
    }
}

/* Values of a field, each after "field=" or what else stands before it. */
static void add_values(struct ui_app *app, struct ui_offers *offers, const struct pk_field *field,
                       const char *before, const char *written)
{
    if (field->type == PK_TYPE_CHOICE) {
        add_choices(offers, field->choices, before);
    } else if (field->type == PK_TYPE_ROLES && opens(app, offers, PK_ACTIVITIES)) {
        add_roles(app, offers, before);
    }
    for (int table = 0; table < PK_TABLES; table++) {
        if (field->refers_to >> table & 1) {
            add_records(app, offers, (enum pk_table)table, before, written);
        }
    }
}

void ui_offer_fields(struct ui_app *app, struct ui_offers *offers, int argument, const char *word)
{
    const struct pk_record *target = ui_target(app);
    enum pk_table table = target ? (enum pk_table)target->table : PK_ACTIVITIES;
    const struct pk_table_schema *schema = pk_schema(table);
    size_t length = strcspn(word, "=");
    char *name = pk_strndup(word, length), *before = pk_strndup(word, length + 1);
    int called = word[length] ? pk_schema_field_called(table, name) : -1;
    (void)argument;
    if (called >= 0) {
        add_values(app, offers, &schema->fields[called], before, word + length + 1);
    }
    for (int i = 0; !word[length] && i < schema->field_count; i++) {
        const struct pk_field *field = &schema->fields[i];
        struct pk_buf text = { 0 };
        pk_buf_printf(&text, "%s=", field->name);
        if (field->type != PK_TYPE_ID) {
            ui_offer_add(offers, pk_buf_text(&text), _(field->label));
        }
        pk_buf_dispose(&text);
    }
    free(name);
    free(before);
}

void ui_offer_values(struct ui_app *app, struct ui_offers *offers, int argument, const char *word)
{
    (void)argument;
    if (app->prompt.field) {
        add_values(app, offers, app->prompt.field, "", word);
    }
}

void ui_offer_themes(struct ui_app *app, struct ui_offers *offers, int argument, const char *word)
{
    (void)app, (void)argument, (void)word;
    for (const struct ui_theme *theme = ui_themes; theme->name; theme++) {
        ui_offer_add(offers, theme->name, _(theme->label));
    }
}

void ui_offer_roles(struct ui_app *app, struct ui_offers *offers, int argument, const char *word)
{
    struct pk_roles roles = { 0 };
    (void)argument, (void)word;
    if (!opens(app, offers, PK_ACTIVITIES)) {
        return;
    }
    pk_roles_make(&roles, app->plan);
    for (size_t i = 0; i < roles.count; i++) {
        ui_offer_add(offers, roles.items[i].name, "");
    }
    pk_roles_dispose(&roles);
}

/* What may stand before a value in a filter. */
struct filter_word {
    const char *text, *own; /* own: in the language of the person; both are understood */
    const char *label;
    int field; /* whose values are offered; -1: none */
};

static void offer_filter_word(struct ui_app *app, struct ui_offers *offers,
                              const struct filter_word *one, const char *word)
{
    size_t length = strcspn(word, ":");
    bool begun = strncmp(word, one->text, length + 1) == 0 ||
                 strncmp(word, one->own, length + 1) == 0;
    if (!word[length]) {
        ui_offer_add(offers, one->own, one->label);
    } else if (one->field >= 0 && begun) {
        char *before = pk_strndup(word, length + 1);
        add_values(app, offers, pk_schema_field(PK_ACTIVITIES, one->field), before,
                   word + length + 1);
        free(before);
    }
}

void ui_offer_filter(struct ui_app *app, struct ui_offers *offers, int argument, const char *word)
{
    const struct filter_word words[] = {
        { "late", C_("filter", "late"), _("past its deadline"), -1 },
        { "next:14d", C_("filter", "next:14d"), _("due in the next 14 days"), -1 },
        { "unfinished", C_("filter", "unfinished"), _("neither done nor dropped"), -1 },
        { "no:role", C_("filter", "no:role"), _("nobody is responsible"), -1 },
        { "no:source", C_("filter", "no:source"), _("paid from no source"), -1 },
        { "no:due", C_("filter", "no:due"), _("without a deadline"), -1 },
        { "goal:", C_("filter", "goal:"), _("of a goal"), PK_ACTIVITY_GOAL },
        { "status:", C_("filter", "status:"), _("in a state"), PK_ACTIVITY_STATUS },
        { "source:", C_("filter", "source:"), _("paid from a source"), PK_ACTIVITY_SOURCE },
        { "role:", C_("filter", "role:"), _("somebody is responsible"), PK_ACTIVITY_RESPONSIBLE },
        { "due:", C_("filter", "due:"), _("due within a day, month or quarter"), -1 },
        { "before:", C_("filter", "before:"), _("due before"), -1 },
        { "until:", C_("filter", "until:"), _("due until, that day included"), -1 },
        { "after:", C_("filter", "after:"), _("due after"), -1 },
        { "since:", C_("filter", "since:"), _("due since, that day included"), -1 },
    };
    (void)argument;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        offer_filter_word(app, offers, &words[i], word);
    }
}
