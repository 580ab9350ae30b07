#include "config.h"

#include "ui/lineedit.h"

#include <stdlib.h>
#include <string.h>

#include "planek/mem.h"
#include "planek/text.h"
#include "ui/area.h"
#include "ui/lineword.h"

static void forget_steps(struct ui_lineedit *edit)
{
    for (size_t i = 0; i < edit->step_count; i++) {
        free(edit->steps[i].text);
    }
    edit->step_count = 0;
}

static void put_text(struct ui_lineedit *edit, const char *text)
{
    pk_buf_cut(&edit->text, 0);
    pk_buf_str(&edit->text, text);
    pk_buf_cut(&edit->ghost, 0);
    edit->at = edit->text.len;
    edit->scroll = 0;
    edit->types = edit->kills = edit->selected = false;
}

void ui_lineedit_set(struct ui_lineedit *edit, const char *text)
{
    forget_steps(edit);
    put_text(edit, text);
}

void ui_lineedit_dispose(struct ui_lineedit *edit)
{
    forget_steps(edit);
    free(edit->steps);
    pk_buf_dispose(&edit->text);
    pk_buf_dispose(&edit->killed);
    pk_buf_dispose(&edit->ghost);
    pk_buf_dispose(&edit->offer);
}

static struct ui_linestep state_of(const struct ui_lineedit *edit)
{
    return (struct ui_linestep){ pk_strdup(pk_buf_text(&edit->text)), edit->at };
}

/* Remembers how it stood; takes the step.  Where nothing has changed there is no step. */
static void remember(struct ui_lineedit *edit, struct ui_linestep before)
{
    if (strcmp(before.text, pk_buf_text(&edit->text)) == 0) {
        free(before.text);
        return;
    }
    edit->steps = pk_reserve(edit->steps, &edit->step_capacity, edit->step_count + 1,
                             sizeof *edit->steps);
    edit->steps[edit->step_count++] = before;
}

static void step_back(struct ui_lineedit *edit)
{
    if (edit->step_count == 0) {
        return;
    }
    struct ui_linestep step = edit->steps[--edit->step_count];
    put_text(edit, step.text);
    edit->at = step.at;
    free(step.text);
}

void ui_lineedit_replace(struct ui_lineedit *edit, const char *text)
{
    struct ui_linestep before = state_of(edit);
    put_text(edit, text);
    remember(edit, before);
}

void ui_lineedit_insert(struct ui_lineedit *edit, const char *text, size_t length)
{
    struct pk_buf clean = { 0 };
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n' && edit->lines) {
            pk_buf_char(&clean, '\n');
            continue;
        }
        size_t end = i;
        while (end < length && (text[end] != '\n' || !edit->lines)) {
            end++;
        }
        pk_text_safe(&clean, text + i, end - i);
        i = end - 1;
    }
    pk_buf_splice(&edit->text, edit->at, edit->at, pk_buf_text(&clean), clean.len);
    edit->at += clean.len;
    pk_buf_dispose(&clean);
}

static size_t next(const struct ui_lineedit *edit)
{
    const char *text = pk_buf_text(&edit->text);
    return edit->at + pk_text_next(text + edit->at, edit->text.len - edit->at, NULL);
}

static size_t previous(const struct ui_lineedit *edit)
{
    return pk_text_previous(pk_buf_text(&edit->text), edit->at);
}

static size_t line_start(const struct ui_lineedit *edit)
{
    size_t at = edit->at;
    while (at > 0 && edit->text.data[at - 1] != '\n') {
        at--;
    }
    return at;
}

static size_t line_end(const struct ui_lineedit *edit)
{
    return edit->at + strcspn(pk_buf_text(&edit->text) + edit->at, "\n");
}

static size_t word_before(const struct ui_lineedit *edit)
{
    return ui_word_before(&edit->text, edit->at);
}

static size_t word_after(const struct ui_lineedit *edit)
{
    return ui_word_behind(&edit->text, edit->at);
}

static void erase(struct ui_lineedit *edit, size_t from, size_t to)
{
    pk_buf_splice(&edit->text, from, to, "", 0);
    edit->at = from;
}

/* What is cut out by keys in a row comes back as one. */
static void cut_out(struct ui_lineedit *edit, size_t from, size_t to)
{
    if (from == to) {
        return;
    }
    if (!edit->kills) {
        pk_buf_cut(&edit->killed, 0);
    }
    size_t at = from < edit->at ? 0 : edit->killed.len;
    pk_buf_splice(&edit->killed, at, at, edit->text.data + from, to - from);
    erase(edit, from, to);
}

/* The two characters around the cursor, at the end of the line those before it, trade places. */
static void transpose(struct ui_lineedit *edit)
{
    size_t end = edit->at == line_end(edit) ? edit->at : next(edit);
    size_t middle = pk_text_previous(pk_buf_text(&edit->text), end);
    size_t start = pk_text_previous(pk_buf_text(&edit->text), middle);
    if (start >= middle || middle <= line_start(edit)) {
        return;
    }
    char *first = pk_strndup(edit->text.data + start, middle - start);
    pk_buf_splice(&edit->text, start, middle, "", 0);
    pk_buf_splice(&edit->text, start + end - middle, start + end - middle, first, middle - start);
    edit->at = end;
    free(first);
}

static bool control_key(struct ui_lineedit *edit, uint32_t code)
{
    switch (code) {
    case 'a': edit->at = line_start(edit); return true;
    case 'e': edit->at = line_end(edit); return true;
    case 'b': edit->at = previous(edit); return true;
    case 'f': edit->at = next(edit); return true;
    case 'd': erase(edit, edit->at, next(edit)); return true;
    case 'k': cut_out(edit, edit->at, line_end(edit)); return true;
    case 'u': cut_out(edit, line_start(edit), edit->at); return true;
    case 'w': cut_out(edit, ui_word_blank_before(&edit->text, edit->at), edit->at); return true;
    case 't': transpose(edit); return true;
    case UI_KEY_BACKSPACE: cut_out(edit, word_before(edit), edit->at); return true;
    case UI_KEY_DEL: cut_out(edit, edit->at, word_after(edit)); return true;
    case 'y':
        ui_lineedit_insert(edit, pk_buf_text(&edit->killed), edit->killed.len);
        return true;
    case UI_KEY_LEFT: edit->at = word_before(edit); return true;
    case UI_KEY_RIGHT: edit->at = word_after(edit); return true;
    default: return false;
    }
}

static bool alt_key(struct ui_lineedit *edit, uint32_t code)
{
    switch (code) {
    case 'b':
    case UI_KEY_LEFT: edit->at = word_before(edit); return true;
    case 'f':
    case UI_KEY_RIGHT: edit->at = word_after(edit); return true;
    case 'd': cut_out(edit, edit->at, word_after(edit)); return true;
    case 't': edit->at = ui_word_swap(&edit->text, edit->at); return true;
    case 'u': edit->at = ui_word_write(&edit->text, edit->at, UI_WORD_UPPER); return true;
    case 'l': edit->at = ui_word_write(&edit->text, edit->at, UI_WORD_LOWER); return true;
    case 'c': edit->at = ui_word_write(&edit->text, edit->at, UI_WORD_CAPITAL); return true;
    case UI_KEY_BACKSPACE: cut_out(edit, word_before(edit), edit->at); return true;
    default: return false;
    }
}

static bool lines_key(struct ui_lineedit *edit, uint32_t code)
{
    switch (code) {
    case UI_KEY_ENTER: ui_lineedit_insert(edit, "\n", 1); return true;
    case UI_KEY_UP: return ui_area_step(edit, -1);
    case UI_KEY_DOWN: return ui_area_step(edit, 1);
    default: return false;
    }
}

static bool plain_key(struct ui_lineedit *edit, uint32_t code)
{
    switch (code) {
    case UI_KEY_LEFT: edit->at = previous(edit); return true;
    case UI_KEY_RIGHT: edit->at = next(edit); return true;
    case UI_KEY_HOME: edit->at = line_start(edit); return true;
    case UI_KEY_END: edit->at = line_end(edit); return true;
    case UI_KEY_BACKSPACE: erase(edit, previous(edit), edit->at); return true;
    case UI_KEY_DEL: erase(edit, edit->at, next(edit)); return true;
    default: return edit->lines && lines_key(edit, code);
    }
}

static bool apply_key(struct ui_lineedit *edit, const struct ui_key *key)
{
    if (key->code == UI_KEY_PASTE) {
        ui_lineedit_insert(edit, key->text, strlen(key->text));
        return true;
    }
    if (ui_key_types(key)) {
        struct pk_buf typed = { 0 };
        ui_key_utf8(&typed, key->code);
        ui_lineedit_insert(edit, pk_buf_text(&typed), typed.len);
        pk_buf_dispose(&typed);
        return true;
    }
    switch (key->mods) {
    case 0: return plain_key(edit, key->code);
    case UI_CTRL: return control_key(edit, key->code);
    case UI_ALT: return alt_key(edit, key->code);
    default: return false;
    }
}

static bool is_kill(const struct ui_key *key)
{
    bool removes = key->code == UI_KEY_BACKSPACE || key->code == UI_KEY_DEL;
    if (key->mods == UI_CTRL) {
        return removes || key->code == 'k' || key->code == 'u' || key->code == 'w';
    }
    return key->mods == UI_ALT && (removes || key->code == 'd');
}

void ui_lineedit_select(struct ui_lineedit *edit)
{
    edit->selected = !edit->lines && edit->text.len > 0;
    edit->types = edit->kills = false;
    edit->at = edit->text.len;
}

static bool replaces(const struct ui_lineedit *edit, const struct ui_key *key)
{
    return edit->selected && (ui_key_types(key) || key->code == UI_KEY_PASTE ||
                              ui_key_is(key, UI_KEY_DEL, 0));
}

/* Letters typed in a row are one step, a word; every other key that alters something is its
 * own. */
bool ui_lineedit_key(struct ui_lineedit *edit, const struct ui_key *key)
{
    if (ui_key_is(key, '_', UI_CTRL)) {
        edit->selected = false;
        step_back(edit);
        return true;
    }
    bool letter = ui_key_types(key) && key->code != ' ', goes_on = letter && edit->types;
    struct ui_linestep before = state_of(edit);
    if (replaces(edit, key)) {
        erase(edit, 0, edit->text.len);
    }
    if (!apply_key(edit, key)) {
        free(before.text);
        return false;
    }
    edit->selected = false;
    pk_buf_cut(&edit->ghost, 0);
    if (goes_on) {
        free(before.text);
    } else {
        remember(edit, before);
    }
    edit->types = letter;
    edit->kills = is_kill(key);
    return true;
}

bool ui_lineedit_key_shared(struct ui_lineedit *edit, const struct ui_key *key,
                            struct pk_buf *killed)
{
    if (ui_key_is(key, 'y', UI_CTRL) && killed->len) {
        pk_buf_cut(&edit->killed, 0);
        pk_buf_add(&edit->killed, killed->data, killed->len);
    }
    bool taken = ui_lineedit_key(edit, key);
    if (taken && edit->kills) {
        pk_buf_cut(killed, 0);
        pk_buf_add(killed, pk_buf_text(&edit->killed), edit->killed.len);
    }
    return taken;
}

void ui_lineedit_offer(struct ui_lineedit *edit, size_t from, const char *whole,
                       const char *rest)
{
    pk_buf_cut(&edit->ghost, 0);
    pk_buf_str(&edit->ghost, rest);
    pk_buf_cut(&edit->offer, 0);
    pk_buf_str(&edit->offer, whole);
    edit->offered_at = from;
}

bool ui_lineedit_take_ghost(struct ui_lineedit *edit)
{
    if (!edit->ghost.len) {
        return false;
    }
    struct ui_linestep before = state_of(edit);
    erase(edit, edit->offered_at, edit->at);
    ui_lineedit_insert(edit, pk_buf_text(&edit->offer), edit->offer.len);
    pk_buf_cut(&edit->ghost, 0);
    remember(edit, before);
    edit->types = false;
    return true;
}

/* The sign in the box that begins a line, as progress.h reads it; NULL when there is none. */
static const char *box_in(const char *line)
{
    line += strspn(line, " \t");
    if (*line == '-') {
        line += 1 + strspn(line + 1, " \t");
    }
    bool box = line[0] == '[' && line[1] && strchr(" xX", line[1]) && line[2] == ']';
    return box ? line + 1 : NULL;
}

void ui_lineedit_tick(struct ui_lineedit *edit)
{
    struct ui_linestep before = state_of(edit);
    size_t start = line_start(edit);
    const char *text = pk_buf_text(&edit->text), *sign = box_in(text + start);
    if (sign) {
        size_t at = (size_t)(sign - text);
        pk_buf_splice(&edit->text, at, at + 1, *sign == ' ' ? "x" : " ", 1);
    } else {
        pk_buf_splice(&edit->text, start, start, "[ ] ", 4);
        edit->at += 4;
    }
    remember(edit, before);
    edit->types = false;
}
