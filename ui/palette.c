/* An entry is a command line that the chart's keys run, or a command that no key runs; in their
 * order, what the pane in front offers by itself before all others.
 */
#include "config.h"

#include "ui/palette.h"

#include <stdlib.h>
#include <string.h>

#include "planek/fuzzy.h"
#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/app.h"
#include "ui/commands.h"

enum { NAME_BETTER = 32, LINE_BETTER = 10000 };

void ui_palette_dispose(struct ui_palette *palette)
{
    free(palette->entries);
    pk_arena_dispose(&palette->texts);
    ui_offers_dispose(&palette->offers);
    free(palette->hits);
    ui_lineedit_dispose(&palette->typed);
    *palette = (struct ui_palette){ 0 };
}

static const char *keep(struct ui_palette *palette, const char *text)
{
    return pk_arena_text(&palette->texts, text, strlen(text));
}

static struct ui_entry *add(struct ui_palette *palette, const struct ui_entry *entry)
{
    palette->entries = pk_reserve(palette->entries, &palette->capacity, palette->count + 1,
                                  sizeof *palette->entries);
    palette->entries[palette->count] = *entry;
    return &palette->entries[palette->count++];
}

/* The line that `command "move after "` writes; NULL when it is another one. */
static char *line_written(const char *line)
{
    static const char writes[] = "command \"";
    size_t length = sizeof writes - 1, end = strlen(line);
    if (strncmp(line, writes, length) != 0 || end <= length || line[end - 1] != '"') {
        return NULL;
    }
    return pk_strndup(line + length, end - length - 1);
}

static void add_bound(struct ui_palette *palette, const struct ui_binding *binding,
                      const struct ui_command *command, const char *topic)
{
    char *written = line_written(binding->line);
    struct ui_entry entry = {
        .command = command,
        .line = keep(palette, written ? written : binding->line),
        .label = ui_binding_help(binding),
        .topic = topic,
        .binding = *binding->key ? binding : NULL,
        .open = written != NULL,
    };
    entry.name = entry.line;
    add(palette, &entry);
    free(written);
}

static const struct ui_command *command_of(const struct ui_binding *binding)
{
    char *written = line_written(binding->line);
    const struct ui_command *command = ui_command_of(written ? written : binding->line);
    free(written);
    return command;
}

/* What the pane in front has of its own: in its bottom bar, so that it is no mere motion. */
static void add_own(struct ui_app *app, enum ui_context context)
{
    const struct ui_keymap *map = &app->keymap;
    for (size_t i = 0; i < ui_keymap_count(map); i++) {
        const struct ui_binding *binding = ui_keymap_at(map, i);
        const struct ui_command *command = command_of(binding);
        if (binding->context == context && binding->brief && command &&
            (command->needs & (UI_SILENT | UI_COUNTED)) == UI_SILENT) {
            add_bound(&app->palette, binding, command, _("Here"));
        }
    }
}

static bool has_line(const struct ui_palette *palette, const char *line)
{
    for (size_t i = 0; i < palette->count; i++) {
        if (strcmp(palette->entries[i].line, line) == 0) {
            return true;
        }
    }
    return false;
}

/* Of the words that a command needs one of, "up|down", so many, and so many with an entry. */
static void count_told(const struct ui_palette *palette, const struct ui_command *command,
                       int *words, int *told)
{
    bool needs = command->least > 0 && strchr(command->arguments, '|');
    *words = *told = 0;
    for (const char *word = command->arguments; needs && *word; ++*words) {
        size_t length = strcspn(word, "|");
        struct pk_buf line = { 0 };
        pk_buf_printf(&line, "%s %.*s", command->name, (int)length, word);
        *told += has_line(palette, pk_buf_text(&line));
        pk_buf_dispose(&line);
        word += length + (word[length] == '|');
    }
}

static void add_plain(struct ui_palette *palette, const struct ui_command *command)
{
    int words, told;
    count_told(palette, command, &words, &told);
    if (words && told == words) {
        return;
    }
    struct pk_buf line = { 0 }, name = { 0 }, written = { 0 };
    bool open = command->least > 0;
    pk_buf_printf(&line, open ? "%s " : "%s", command->name);
    pk_buf_str(&name, command->name);
    if (*command->arguments) {
        pk_buf_printf(&name, " %s", _(command->arguments));
    }
    pk_buf_printf(&written, "%s ", command->name);
    if (!has_line(palette, pk_buf_text(&line)) && !has_line(palette, pk_buf_text(&written))) {
        struct ui_entry entry = { .command = command,
                                  .line = keep(palette, pk_buf_text(&line)),
                                  .name = keep(palette, pk_buf_text(&name)),
                                  .label = _(command->label),
                                  .topic = ui_command_topic(command),
                                  .open = open,
                                  .asked = told > 0 };
        add(palette, &entry);
    }
    pk_buf_dispose(&line);
    pk_buf_dispose(&name);
    pk_buf_dispose(&written);
}

static void add_command(struct ui_app *app, const struct ui_command *command)
{
    const struct ui_keymap *map = &app->keymap;
    struct ui_palette *palette = &app->palette;
    size_t length = strlen(command->name);
    for (size_t i = 0; i < ui_keymap_count(map); i++) {
        const struct ui_binding *binding = ui_keymap_at(map, i);
        bool near = strstr(binding->line, command->name) != NULL && length;
        if (near && command_of(binding) == command &&
            ui_keymap_of(map, binding->line) == binding) {
            add_bound(palette, binding, command, ui_command_topic(command));
        }
    }
    add_plain(palette, command);
}

void ui_palette_collect(struct ui_app *app)
{
    struct ui_palette *palette = &app->palette;
    enum ui_context context = ui_app_pane(app)->context;
    const struct ui_command *command;
    ui_palette_dispose(palette);
    if (!ui_context_holds(context, UI_IN_CHART)) {
        add_own(app, context);
    }
    for (size_t i = 0; (command = ui_command_at(i)); i++) {
        if (!(command->needs & UI_SILENT)) {
            add_command(app, command);
        }
    }
    ui_palette_narrow(palette, "");
}

static void clear_hits(struct ui_palette *palette, bool arguments)
{
    palette->arguments = arguments;
    palette->moved = false;
    palette->list = (struct ui_list){ .height = palette->list.height };
}

/* Adds the hit when one of the two texts fits; a name tells more than a label, which is what a
 * value is called: of "status=under" it has to fit what follows the sign. */
static void try_hit(struct ui_palette *palette, size_t index, const char *name, const char *label,
                    const char *folded)
{
    struct pk_fuzzy by_name, by_label;
    size_t value = palette->arguments ? strcspn(folded, "=:/") : 0;
    bool named = pk_fuzzy_match(&by_name, name, folded);
    bool labelled = pk_fuzzy_match(
        &by_label, label, palette->arguments && folded[value] ? folded + value + 1 : folded);
    if (!named && !labelled) {
        return;
    }
    int name_score = named ? by_name.score + (*folded ? NAME_BETTER : 0) : 0;
    if (*folded && strcmp(name, folded) == 0) {
        name_score += LINE_BETTER;
    }
    palette->hits = pk_reserve(palette->hits, &palette->hit_capacity, palette->list.count + 1,
                               sizeof *palette->hits);
    palette->hits[palette->list.count++] = (struct ui_hit){
        .index = index,
        .score = name_score > by_label.score ? name_score : by_label.score,
        .name_cells = by_name.cells,
        .label_cells = by_label.cells,
    };
}

static int compare_hits(const void *a, const void *b)
{
    const struct ui_hit *left = a, *right = b;
    if (left->score != right->score) {
        return left->score < right->score ? 1 : -1;
    }
    return left->index < right->index ? -1 : left->index > right->index;
}

/* The best first; what fits less than half as well as the best is left out. */
static void sort_hits(struct ui_palette *palette)
{
    if (palette->list.count < 2) {
        return;
    }
    qsort(palette->hits, palette->list.count, sizeof *palette->hits, compare_hits);
    int best = palette->hits[0].score;
    best -= best > LINE_BETTER ? LINE_BETTER : 0;
    while (palette->hits[palette->list.count - 1].score < best / 2) {
        palette->list.count--;
    }
}

void ui_palette_narrow(struct ui_palette *palette, const char *typed)
{
    struct pk_buf folded = { 0 };
    pk_text_fold(&folded, typed, strlen(typed));
    clear_hits(palette, false);
    for (size_t i = 0; i < palette->count; i++) {
        const struct ui_entry *entry = &palette->entries[i];
        if (!entry->asked || folded.len) {
            try_hit(palette, i, entry->name, entry->label, pk_buf_text(&folded));
        }
    }
    sort_hits(palette);
    pk_buf_dispose(&folded);
}

/* "status=" without a value leaves all of them in their order. */
static void narrow_offers(struct ui_palette *palette, const char *word)
{
    struct pk_buf folded = { 0 };
    size_t length = strlen(word);
    if (length && !strchr("=:/", word[length - 1])) {
        pk_text_fold(&folded, word, length);
    }
    clear_hits(palette, true);
    for (size_t i = 0; i < palette->offers.count; i++) {
        const struct ui_offer *offer = &palette->offers.items[i];
        if (strcmp(offer->text, word) != 0) {
            try_hit(palette, i, offer->text, offer->label, pk_buf_text(&folded));
        }
    }
    sort_hits(palette);
    pk_buf_dispose(&folded);
}

size_t ui_palette_last_word(const char *line)
{
    bool quoted = false;
    size_t from = 0;
    for (size_t i = 0; line[i]; i++) {
        quoted = quoted != (line[i] == '"');
        from = line[i] == ' ' && !quoted ? i + 1 : from;
    }
    return from;
}

/* The word that the line ends in, without its quotes, and which one it is. */
static char *last_word(const char *line, int *number)
{
    struct pk_buf word = { 0 };
    const char *from = line + ui_palette_last_word(line);
    *number = 0;
    for (bool quoted = false; line < from; line++) {
        quoted = quoted != (*line == '"');
        *number += *line == ' ' && !quoted && line[1] != ' ';
    }
    for (; *from; from++) {
        if (*from != '"') {
            pk_buf_char(&word, *from);
        }
    }
    char *text = pk_strdup(pk_buf_text(&word));
    pk_buf_dispose(&word);
    return text;
}

static void offer(struct ui_app *app, ui_offer_fn *provide, const char *words, int argument,
                  const char *word, bool asked)
{
    struct ui_offers *offers = &app->palette.offers;
    ui_offers_dispose(offers);
    offers->asked = asked;
    if (provide) {
        provide(app, offers, argument, word);
    } else if (argument == 0 && strchr(words, '|')) {
        ui_offer_words(offers, words);
    }
    narrow_offers(&app->palette, word);
}

void ui_palette_follow(struct ui_app *app, const char *line, bool asked)
{
    size_t length = strcspn(line, " ");
    const struct ui_command *command = line[length] ? ui_command_of(line) : NULL;
    int number;
    if (!command) {
        ui_palette_narrow(&app->palette, line);
        return;
    }
    char *word = last_word(line, &number);
    if (number - 1 < command->most) {
        offer(app, command->offer, command->arguments, number - 1, word, asked);
    } else {
        ui_offers_dispose(&app->palette.offers);
        clear_hits(&app->palette, true);
    }
    free(word);
}

void ui_palette_follow_words(struct ui_app *app, ui_offer_fn *provide, const char *line,
                             bool asked)
{
    int number;
    char *word = last_word(line, &number);
    offer(app, provide, "", number, word, asked);
    free(word);
}

void ui_palette_follow_text(struct ui_app *app, ui_offer_fn *provide, const char *line,
                            bool asked)
{
    offer(app, provide, "", 0, line, asked);
}

static const struct ui_hit *hit_at(const struct ui_palette *palette, size_t place)
{
    return place < palette->list.count ? &palette->hits[place] : NULL;
}

const struct ui_entry *ui_palette_entry(const struct ui_palette *palette)
{
    const struct ui_hit *hit = hit_at(palette, palette->list.cursor);
    return hit && !palette->arguments ? &palette->entries[hit->index] : NULL;
}

const struct ui_offer *ui_palette_offer(const struct ui_palette *palette)
{
    const struct ui_hit *hit = hit_at(palette, palette->list.cursor);
    return hit && palette->arguments ? &palette->offers.items[hit->index] : NULL;
}
