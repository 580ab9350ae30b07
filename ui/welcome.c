#include "config.h"

#include "ui/welcome.h"

#include <stdio.h>
#include <stdlib.h>

#include "planek/config.h"
#include "planek/i18n.h"
#include "ui/pane.h"

void ui_welcome_say(struct ui_welcome *welcome, const char *text)
{
    pk_buf_cut(&welcome->message, 0);
    pk_buf_str(&welcome->message, text);
    welcome->fault = false;
}

void ui_welcome_complain(struct ui_welcome *welcome, const struct pk_diag *diag)
{
    pk_buf_cut(&welcome->message, 0);
    if (*diag->file) {
        pk_place_show(&welcome->message, diag->file);
        pk_buf_str(&welcome->message, ": ");
    }
    pk_buf_str(&welcome->message, diag->text);
    welcome->fault = true;
}

void ui_welcome_init(struct ui_welcome *welcome, const struct pk_options *options)
{
    char year[16];
    *welcome = (struct ui_welcome){ .options = options };
    snprintf(year, sizeof year, "%d", pk_day_ymd(options->today).year);
    ui_lineedit_set(&welcome->fields[UI_NEW_YEAR], year);
    ui_welcome_suggest(welcome);
    ui_welcome_look_nearby(welcome);
    bool known = options->config && options->config->plan;
    welcome->again = welcome->nearby.count == 0 && !known;
}

void ui_welcome_dispose(struct ui_welcome *welcome)
{
    for (size_t i = 0; i < UI_WELCOME_FIELDS; i++) {
        ui_lineedit_dispose(&welcome->fields[i]);
    }
    ui_lineedit_dispose(&welcome->open);
    pk_places_dispose(&welcome->found);
    pk_places_dispose(&welcome->nearby);
    pk_buf_dispose(&welcome->message);
    free(welcome->folder);
}

void ui_welcome_again(struct ui_welcome *welcome, const struct pk_diag *why)
{
    welcome->answer = UI_WELCOME_NONE;
    ui_welcome_complain(welcome, why);
}

/* ---- the items of a page ---- */

static size_t count_items(const struct ui_welcome *welcome)
{
    switch (welcome->page) {
    case UI_WELCOME_MENU: return ui_welcome_nearby(welcome) + UI_MENU_ITEMS;
    case UI_WELCOME_NEW: return UI_NEW_ITEMS;
    case UI_WELCOME_OPEN: return UI_OPEN_FOUND + welcome->found.count;
    }
    return 0;
}

static void go_to(struct ui_welcome *welcome, enum ui_welcome_page page)
{
    static const size_t entries[] = { [UI_WELCOME_NEW] = UI_MENU_NEW,
                                      [UI_WELCOME_OPEN] = UI_MENU_OPEN };
    size_t nearby = ui_welcome_nearby(welcome);
    welcome->cursor = page == UI_WELCOME_MENU ? nearby + entries[welcome->page] : 0;
    welcome->page = page;
    if (page == UI_WELCOME_OPEN) {
        ui_welcome_look(welcome);
    }
}

static struct ui_lineedit *field_of(struct ui_welcome *welcome)
{
    if (welcome->page == UI_WELCOME_NEW && welcome->cursor < UI_WELCOME_FIELDS) {
        return &welcome->fields[welcome->cursor];
    }
    bool open = welcome->page == UI_WELCOME_OPEN && welcome->cursor == UI_OPEN_FOLDER;
    return open ? &welcome->open : NULL;
}

bool ui_welcome_on_folder(const struct ui_welcome *welcome)
{
    bool new_one = welcome->page == UI_WELCOME_NEW;
    return welcome->page != UI_WELCOME_MENU &&
           welcome->cursor == (new_one ? UI_NEW_FOLDER : UI_OPEN_FOLDER);
}

static bool on_again(const struct ui_welcome *welcome)
{
    return welcome->cursor == (welcome->page == UI_WELCOME_NEW ? UI_NEW_AGAIN : UI_OPEN_AGAIN);
}

/* ---- keys ---- */

static void move(struct ui_welcome *welcome, int by)
{
    size_t count = count_items(welcome);
    if (by > 0 ? welcome->cursor + 1 < count : welcome->cursor > 0) {
        welcome->cursor = by > 0 ? welcome->cursor + 1 : welcome->cursor - 1;
    }
}

static bool move_key(struct ui_welcome *welcome, const struct ui_key *key)
{
    bool menu = welcome->page == UI_WELCOME_MENU;
    if (ui_key_is(key, UI_KEY_DOWN, 0) || (menu && ui_key_is(key, 'j', 0))) {
        move(welcome, 1);
    } else if (ui_key_is(key, UI_KEY_UP, 0) || (menu && ui_key_is(key, 'k', 0)) ||
               ui_key_is(key, UI_KEY_TAB, UI_SHIFT)) {
        move(welcome, -1);
    } else if (ui_key_is(key, UI_KEY_PGUP, 0)) {
        welcome->cursor = 0;
    } else if (ui_key_is(key, UI_KEY_PGDN, 0)) {
        welcome->cursor = count_items(welcome) - 1;
    } else {
        return false;
    }
    return true;
}

static void choose_in_menu(struct ui_welcome *welcome)
{
    size_t nearby = ui_welcome_nearby(welcome);
    if (welcome->cursor < nearby) {
        ui_welcome_take(welcome);
        return;
    }
    switch (welcome->cursor - nearby) {
    case UI_MENU_SAMPLE: welcome->answer = UI_WELCOME_SAMPLE; break;
    case UI_MENU_NEW: go_to(welcome, UI_WELCOME_NEW); break;
    case UI_MENU_OPEN: go_to(welcome, UI_WELCOME_OPEN); break;
    default: welcome->answer = UI_WELCOME_QUIT;
    }
}

static void choose(struct ui_welcome *welcome)
{
    if (welcome->page == UI_WELCOME_MENU) {
        choose_in_menu(welcome);
    } else if (on_again(welcome)) {
        welcome->again = !welcome->again;
    } else if (welcome->page == UI_WELCOME_OPEN) {
        ui_welcome_take(welcome);
    } else if (welcome->cursor == UI_NEW_MAKE) {
        ui_welcome_make(welcome);
    } else {
        move(welcome, 1);
    }
}

static void complete(struct ui_welcome *welcome)
{
    struct ui_lineedit *field = field_of(welcome);
    if (!field) {
        return;
    }
    struct pk_buf names = { 0 };
    size_t count = pk_place_complete(&field->text, &names);
    field->at = field->text.len;
    if (count == 0) {
        ui_welcome_say(welcome, _("no folder begins like this"));
    } else if (names.len) {
        ui_welcome_say(welcome, pk_buf_text(&names));
    }
    welcome->folder_typed |= welcome->page == UI_WELCOME_NEW;
    pk_buf_dispose(&names);
}

static void type(struct ui_welcome *welcome, const struct ui_key *key)
{
    struct ui_lineedit *field = field_of(welcome);
    if (!field || !ui_lineedit_key(field, key)) {
        return;
    }
    if (field == &welcome->fields[UI_NEW_YEAR]) {
        ui_welcome_suggest(welcome);
    }
    welcome->folder_typed |= field == &welcome->fields[UI_NEW_FOLDER];
}

/* Keys of a page, where characters are text. */
static void page_key(struct ui_welcome *welcome, const struct ui_key *key)
{
    if (ui_key_is(key, UI_KEY_ESC, 0) || ui_key_is(key, 'c', UI_CTRL)) {
        go_to(welcome, UI_WELCOME_MENU);
    } else if (ui_key_is(key, UI_KEY_F1 + 1, 0)) {
        if (welcome->page == UI_WELCOME_NEW) {
            ui_welcome_make(welcome);
        } else {
            ui_welcome_take(welcome);
        }
    } else if (ui_key_is(key, UI_KEY_TAB, 0) && ui_welcome_on_folder(welcome)) {
        complete(welcome);
    } else if (ui_key_is(key, UI_KEY_TAB, 0)) {
        move(welcome, 1);
    } else if (ui_key_is(key, ' ', 0) && on_again(welcome)) {
        choose(welcome);
    } else {
        type(welcome, key);
    }
}

static void menu_key(struct ui_welcome *welcome, const struct ui_key *key)
{
    if (ui_key_is(key, 'q', 0)) {
        welcome->answer = UI_WELCOME_QUIT;
    } else if (ui_key_is(key, UI_KEY_ESC, 0) || ui_key_is(key, 'c', UI_CTRL)) {
        ui_welcome_say(welcome, _("F10 ends planek"));
    }
}

static void typed(struct ui_welcome *welcome, const struct ui_key *key)
{
    pk_buf_cut(&welcome->message, 0);
    if (ui_key_is(key, UI_KEY_F1 + 9, 0)) {
        welcome->answer = UI_WELCOME_QUIT;
    } else if (ui_key_is(key, UI_KEY_ENTER, 0)) {
        choose(welcome);
    } else if (!move_key(welcome, key)) {
        if (welcome->page == UI_WELCOME_MENU) {
            menu_key(welcome, key);
        } else {
            page_key(welcome, key);
        }
    }
}

unsigned ui_welcome_key(struct ui_welcome *welcome, const struct ui_key *key)
{
    switch (key->code) {
    case UI_KEY_NONE:
    case UI_KEY_IDLE:
    case UI_KEY_NEWS: return UI_FRESH;
    case UI_KEY_RESIZE:
    case UI_KEY_RESUME: return UI_DRAW | UI_REPAINT;
    case UI_KEY_HANGUP: welcome->answer = UI_WELCOME_QUIT; break;
    default: typed(welcome, key);
    }
    return welcome->answer ? UI_DRAW | UI_QUIT : UI_DRAW;
}
