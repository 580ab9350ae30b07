#include "config.h"

#include "ui/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "ui/commands.h"

static const struct ui_binding *const tables[] = {
    ui_bindings_chart, ui_bindings_budget,  ui_bindings_lists,
    ui_bindings_form,  ui_bindings_meeting, ui_bindings_anywhere,
};

/* A prompt and a form take letters as text, so that they are based on no list.  A list that is
 * typed into moves, but has no letters of its own. */
static const enum ui_context bases[UI_CONTEXTS] = {
    [UI_ANYWHERE] = UI_ANYWHERE,
    [UI_MOVING] = UI_ANYWHERE,
    [UI_IN_CHART] = UI_MOVING,
    [UI_IN_BUDGET] = UI_IN_CHART,
    [UI_IN_LIST] = UI_MOVING,
    [UI_IN_LINE] = UI_ANYWHERE,
    [UI_IN_FORM] = UI_IN_LINE,
    [UI_IN_CHOICES] = UI_MOVING,
    [UI_IN_PROMPT] = UI_IN_LINE,
    [UI_IN_WAITING] = UI_IN_LIST,
    [UI_IN_HISTORY] = UI_IN_LIST,
    [UI_IN_PICKER] = UI_MOVING,
    [UI_IN_TABLE] = UI_IN_LIST,
    [UI_IN_PREVIEW] = UI_IN_LIST,
    [UI_IN_CALENDAR] = UI_MOVING,
    [UI_IN_EXPLAIN] = UI_IN_LIST,
    [UI_IN_MEETING] = UI_IN_LIST,
    [UI_IN_AGENDA] = UI_IN_MEETING,
    [UI_IN_PRESENT] = UI_MOVING,
    [UI_IN_MINUTES] = UI_IN_LIST,
};

static const char *const context_names[UI_CONTEXTS] = {
    [UI_ANYWHERE] = "anywhere", [UI_MOVING] = "moving",       [UI_IN_CHART] = "chart",
    [UI_IN_BUDGET] = "budget",  [UI_IN_LIST] = "list",        [UI_IN_FORM] = "form",
    [UI_IN_CHOICES] = "choices", [UI_IN_PROMPT] = "prompt",   [UI_IN_WAITING] = "waiting",
    [UI_IN_HISTORY] = "history", [UI_IN_PICKER] = "picker",   [UI_IN_TABLE] = "table",
    [UI_IN_CALENDAR] = "calendar", [UI_IN_MEETING] = "meeting", [UI_IN_AGENDA] = "agenda",
    [UI_IN_MINUTES] = "minutes", [UI_IN_LINE] = "line",
    [UI_IN_PRESENT] = "present", [UI_IN_PREVIEW] = "preview", [UI_IN_EXPLAIN] = "explain",
};

const char *ui_context_name(enum ui_context context)
{
    return context_names[context];
}

enum ui_context ui_context_base(enum ui_context context)
{
    return bases[context];
}

bool ui_context_holds(enum ui_context context, enum ui_context base)
{
    while (context != base && context != UI_ANYWHERE) {
        context = bases[context];
    }
    return context == base;
}

void ui_keymap_init(struct ui_keymap *map)
{
    *map = (struct ui_keymap){ 0 };
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
        for (const struct ui_binding *row = tables[t]; row->key; row++) {
            map->items =
                pk_reserve(map->items, &map->capacity, map->count + 1, sizeof *map->items);
            struct ui_bound *bound = &map->items[map->count++];
            bound->binding = *row;
            ui_key_parse(&bound->key, row->key);
        }
    }
}

void ui_keymap_dispose(struct ui_keymap *map)
{
    free(map->items);
    pk_arena_dispose(&map->texts);
}

static struct ui_bound *bound_to(struct ui_keymap *map, enum ui_context context,
                                 const struct ui_key *key)
{
    for (size_t i = 0; i < map->count; i++) {
        struct ui_bound *bound = &map->items[i];
        if (bound->binding.context == context && ui_key_same(&bound->key, key)) {
            return bound;
        }
    }
    return NULL;
}

/* The place of a new binding: before others of its line there, so that it is the one that is
 * shown; else the last. */
static size_t place_for(const struct ui_keymap *map, enum ui_context context, const char *line)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct ui_binding *binding = &map->items[i].binding;
        if (binding->context == context && strcmp(binding->line, line) == 0) {
            return i;
        }
    }
    return map->count;
}

static struct ui_bound *insert(struct ui_keymap *map, size_t place)
{
    map->items = pk_reserve(map->items, &map->capacity, map->count + 1, sizeof *map->items);
    memmove(map->items + place + 1, map->items + place,
            (map->count - place) * sizeof *map->items);
    map->count++;
    return &map->items[place];
}

/* Whether another binding there has the same line, so that menu and list keep it. */
static bool has_other(const struct ui_keymap *map, const struct ui_bound *bound)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct ui_binding *other = &map->items[i].binding;
        if (&map->items[i] != bound && other->context == bound->binding.context &&
            strcmp(other->line, bound->binding.line) == 0) {
            return true;
        }
    }
    return false;
}

void ui_keymap_bind(struct ui_keymap *map, enum ui_context context, const char *name,
                    const char *line)
{
    struct ui_key key;
    if (!ui_key_parse(&key, name)) {
        return;
    }
    struct ui_bound *old = bound_to(map, context, &key);
    if (old && *old->binding.line && !has_other(map, old)) {
        *old = (struct ui_bound){ old->binding, { .code = UI_KEY_NONE } };
        old->binding.key = "";
    } else if (old) {
        memmove(old, old + 1, (size_t)(map->items + map->count - old - 1) * sizeof *old);
        map->count--;
    }
    size_t place = place_for(map, context, line);
    struct ui_bound *bound = insert(map, place);
    struct ui_binding binding = { .context = context };
    if (place + 1 < map->count && *line) {
        binding = bound[1].binding;
        bound[1].binding.brief = NULL;
    }
    binding.key = pk_arena_text(&map->texts, name, strlen(name));
    binding.line = pk_arena_text(&map->texts, line, strlen(line));
    *bound = (struct ui_bound){ binding, key };
}

const struct ui_binding *ui_keymap_find(const struct ui_keymap *map, enum ui_context context,
                                        const struct ui_key *key)
{
    for (;; context = bases[context]) {
        for (size_t i = 0; i < map->count; i++) {
            const struct ui_bound *bound = &map->items[i];
            if (bound->binding.context == context && ui_key_same(&bound->key, key)) {
                return *bound->binding.line ? &bound->binding : NULL;
            }
        }
        if (context == UI_ANYWHERE) {
            return NULL;
        }
    }
}

bool ui_keymap_has(const struct ui_keymap *map, enum ui_context context, const char *line)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct ui_bound *bound = &map->items[i];
        if (bound->key.code != UI_KEY_NONE && strcmp(bound->binding.line, line) == 0 &&
            ui_context_holds(context, bound->binding.context) &&
            ui_keymap_find(map, context, &bound->key) == &bound->binding) {
            return true;
        }
    }
    return false;
}

size_t ui_keymap_count(const struct ui_keymap *map)
{
    return map->count;
}

const struct ui_binding *ui_keymap_at(const struct ui_keymap *map, size_t index)
{
    return &map->items[index].binding;
}

const struct ui_binding *ui_keymap_of(const struct ui_keymap *map, const char *line)
{
    for (size_t i = 0; i < map->count; i++) {
        const struct ui_binding *binding = &map->items[i].binding;
        if (ui_context_holds(UI_IN_CHART, binding->context) && strcmp(binding->line, line) == 0) {
            return binding;
        }
    }
    return NULL;
}

enum pk_err ui_keymap_check(const struct ui_keymap *map, struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    for (size_t i = 0; i < map->count && !err; i++) {
        const struct ui_bound *bound = &map->items[i];
        struct ui_line line;
        struct pk_diag why;
        if (!*bound->binding.line) {
            continue;
        }
        if (*bound->binding.key && bound->key.code == UI_KEY_NONE) {
            return pk_fail(diag, PK_ERR_USAGE, _("\"%s\" is no key"), bound->binding.key);
        }
        err = ui_line_parse(&line, bound->binding.line, &why);
        ui_line_dispose(&line);
        if (err) {
            err = pk_fail(diag, err, "%s: %s", bound->binding.key, why.text);
        }
    }
    return err;
}

void ui_binding_label(struct pk_buf *out, const struct ui_binding *binding)
{
    struct ui_key key;
    if (ui_key_parse(&key, binding->key)) {
        ui_key_label(out, &key);
    }
}

const char *ui_binding_help(const struct ui_binding *binding)
{
    if (binding->label) {
        return _(binding->label);
    }
    size_t length = strcspn(binding->line, " ");
    const struct ui_command *command;
    for (size_t i = 0; (command = ui_command_at(i)); i++) {
        if (strncmp(command->name, binding->line, length) == 0 && !command->name[length]) {
            return _(command->label);
        }
    }
    return "";
}
