#include "config.h"

#include <string.h>

#include "planek/date.h"
#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/layout.h"
#include "ui/welcome.h"
#include "ui/wrap.h"

enum {
    MARGIN = 3,
    LABEL_CELLS = 10,
    TEXT_MOST = 66,   /* cells of a paragraph */
    MENU_LINES = 10,  /* of the menu's own items where each has a line about it */
    ROOMY_HEIGHT = 20 /* from here on each item of the menu has a line about it */
};

struct page {
    struct ui_welcome *welcome;
    struct pk_grid *grid;
    int width, height; /* without the bar */
    int y;             /* the next line */
    bool brief;        /* the items of the menu have no room for a line about them */
};

static void put_mark(const struct page *page, int y)
{
    pk_grid_glyph(page->grid, MARGIN - 2, y, PK_ROLE_SELECTED, "›", '>');
}

static enum pk_role role_of(const struct page *page, size_t item)
{
    return page->welcome->cursor == item ? PK_ROLE_SELECTED : PK_ROLE_TEXT;
}

static void put_title(const struct page *page)
{
    struct pk_buf day = { 0 };
    pk_grid_fill(page->grid, (struct pk_rect){ 0, 0, page->width, 1 }, PK_ROLE_BAR);
    pk_grid_put(page->grid, 1, 0, page->width, PK_ROLE_BAR, PACKAGE);
    pk_day_format(&day, page->welcome->options->today, PK_DAY_WEEKDAY);
    pk_grid_put_right(page->grid, page->width / 2, 0, page->width - page->width / 2 - 1,
                      PK_ROLE_BAR, pk_buf_text(&day));
    pk_buf_dispose(&day);
}

static void put_heading(struct page *page, const char *text)
{
    page->y = page->height >= ROOMY_HEIGHT ? 2 : 1;
    pk_grid_put_cut(page->grid, MARGIN, page->y, page->width - 2 * MARGIN, PK_ROLE_GOAL, text);
    page->y += page->height >= ROOMY_HEIGHT ? 2 : 1;
}

static void put_paragraph(struct page *page, enum pk_role role, const char *text)
{
    int cells = page->width - 2 * MARGIN < TEXT_MOST ? page->width - 2 * MARGIN : TEXT_MOST;
    int lines = ui_text_lines(text, cells);
    ui_text_put(page->grid, (struct pk_rect){ MARGIN, page->y, cells, lines }, role, text, 0);
    page->y += lines;
}

/* ---- the menu ---- */

static void put_item(struct page *page, size_t item, const char *label, const char *about)
{
    if (page->welcome->cursor == item) {
        put_mark(page, page->y);
    }
    pk_grid_put_cut(page->grid, MARGIN, page->y, page->width - 2 * MARGIN, role_of(page, item),
                    label);
    page->y++;
    if (*about && page->height >= ROOMY_HEIGHT && !page->brief) {
        pk_grid_put_cut(page->grid, MARGIN + 2, page->y, page->width - 2 * MARGIN - 2, PK_ROLE_DIM,
                        about);
        page->y += 2;
    }
}

static void put_nearby(struct page *page, size_t index)
{
    const struct pk_place *place = &page->welcome->nearby.items[index];
    struct pk_buf label = { 0 }, folder = { 0 };
    pk_place_show(&folder, place->folder);
    pk_buf_printf(&label, _("Open %s"), *place->title ? place->title : pk_buf_text(&folder));
    put_item(page, index, pk_buf_text(&label), pk_buf_text(&folder));
    pk_buf_dispose(&label);
    pk_buf_dispose(&folder);
}

static void draw_menu(struct page *page)
{
    size_t nearby = ui_welcome_nearby(page->welcome);
    struct pk_buf begin = { 0 };
    int year = pk_day_ymd(page->welcome->options->today).year;
    pk_buf_printf(&begin, _("Begin the plan for %d"), year);
    put_heading(page, _("Welcome to planek"));
    put_paragraph(page, PK_ROLE_TEXT,
                  _("planek keeps the year's plan of a campaign: goals and activities, who does "
                    "what until when, and what becomes of the money."));
    page->y += page->height >= ROOMY_HEIGHT;
    put_paragraph(page, PK_ROLE_TEXT,
                  nearby ? _("This folder holds no plan itself.  What now?")
                         : _("There is no plan in this folder yet.  What now?"));
    page->y++;
    for (size_t i = 0; i < nearby; i++) {
        put_nearby(page, i);
    }
    page->brief = page->y + MENU_LINES > page->height;
    put_item(page, nearby + UI_MENU_SAMPLE, _("Look at an example"),
             _("The plan of 2024 as a copy: try anything, nothing of it is kept."));
    put_item(page, nearby + UI_MENU_NEW, pk_buf_text(&begin),
             _("Year, title and a folder are asked for; then it is opened."));
    put_item(page, nearby + UI_MENU_OPEN, _("Open an existing plan"),
             _("On this computer or on a shared drive."));
    put_item(page, nearby + UI_MENU_QUIT, _("Quit"), "");
    pk_buf_dispose(&begin);
}

/* ---- the pages ---- */

static int field_cells(const struct page *page)
{
    return (page->width - 2 * MARGIN - LABEL_CELLS) * 11 / 20;
}

static void put_beside(const struct page *page, size_t item, int x)
{
    struct pk_buf text = { 0 };
    bool fault = ui_welcome_beside(page->welcome, item, &text);
    enum pk_role role = fault ? PK_ROLE_FAULT : PK_ROLE_DIM;
    if (fault) {
        pk_grid_glyph(page->grid, x, page->y, role, "×", 'x');
    }
    pk_grid_put_cut(page->grid, x + 2, page->y, page->width - x - 3, role, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

static void put_field(struct page *page, size_t item, const char *label, struct ui_lineedit *field)
{
    bool lit = page->welcome->cursor == item;
    int x = MARGIN + LABEL_CELLS, cells = field_cells(page);
    if (lit) {
        put_mark(page, page->y);
    }
    pk_grid_put_cut(page->grid, MARGIN, page->y, LABEL_CELLS - 1,
                    lit ? PK_ROLE_KEY : PK_ROLE_TEXT, label);
    ui_lineedit_draw(field, page->grid, (struct pk_rect){ x, page->y, cells, 1 }, PK_ROLE_FIELD,
                     lit);
    put_beside(page, item, x + cells + 1);
    page->y++;
}

static void put_again(struct page *page, size_t item)
{
    struct pk_buf text = { 0 };
    if (page->welcome->cursor == item) {
        put_mark(page, page->y);
    }
    pk_buf_printf(&text, "[%c] %s", page->welcome->again ? 'x' : ' ',
                  _("open this plan next time, too"));
    int cells = pk_grid_put_cut(page->grid, MARGIN, page->y, page->width - 2 * MARGIN,
                                role_of(page, item), pk_buf_text(&text));
    put_beside(page, item, MARGIN + cells);
    pk_buf_dispose(&text);
    page->y++;
}

static void draw_new(struct page *page)
{
    struct ui_welcome *welcome = page->welcome;
    put_heading(page, _("A new plan"));
    put_field(page, UI_NEW_YEAR, _("Year"), &welcome->fields[UI_NEW_YEAR]);
    put_field(page, UI_NEW_TITLE, _("Title"), &welcome->fields[UI_NEW_TITLE]);
    put_field(page, UI_NEW_REGION, _("Region"), &welcome->fields[UI_NEW_REGION]);
    put_field(page, UI_NEW_FOLDER, _("Folder"), &welcome->fields[UI_NEW_FOLDER]);
    page->y++;
    put_again(page, UI_NEW_AGAIN);
    page->y++;
    put_item(page, UI_NEW_MAKE, _("Make the plan and open it"), "");
}

static void put_found(const struct page *page, size_t index)
{
    const struct pk_place *place = &page->welcome->found.items[index];
    enum pk_role role = role_of(page, UI_OPEN_FOUND + index);
    struct pk_buf path = { 0 };
    int cells = (page->width - 2 * MARGIN) / 2;
    if (role == PK_ROLE_SELECTED) {
        put_mark(page, page->y);
    }
    pk_place_show(&path, place->folder);
    pk_grid_put_cut(page->grid, MARGIN, page->y, cells - 2, role, pk_buf_text(&path));
    pk_grid_put_cut(page->grid, MARGIN + cells, page->y, page->width - 2 * MARGIN - cells,
                    PK_ROLE_TEXT, place->title);
    pk_buf_dispose(&path);
}

static void draw_found(struct page *page)
{
    struct ui_welcome *welcome = page->welcome;
    size_t count = welcome->found.count, room = (size_t)(page->height - page->y);
    size_t lit = welcome->cursor < UI_OPEN_FOUND ? 0 : welcome->cursor - UI_OPEN_FOUND;
    if (lit < welcome->top) {
        welcome->top = lit;
    }
    if (lit >= welcome->top + room) {
        welcome->top = lit - room + 1;
    }
    for (size_t i = 0; i < room && welcome->top + i < count; i++, page->y++) {
        put_found(page, welcome->top + i);
    }
}

static void draw_open(struct page *page)
{
    struct ui_welcome *welcome = page->welcome;
    put_heading(page, _("Open a plan"));
    put_field(page, UI_OPEN_FOLDER, _("Folder"), &welcome->open);
    put_again(page, UI_OPEN_AGAIN);
    page->y++;
    pk_grid_put_cut(page->grid, MARGIN, page->y++, page->width - 2 * MARGIN, PK_ROLE_HEADING,
                    welcome->recent ? _("Plans opened lately, then others here and in the home "
                                        "folder")
                    : welcome->found.count
                        ? _("Plans found here and in the home folder")
                        : _("No plan was found here nor in the home folder."));
    draw_found(page);
}

/* ---- the bar ---- */

struct hint {
    const char *key;
    const char *brief; /* to be given to gettext */
};

enum { HINTS_MOST = 5 };

/* Behind what Enter does. */
static const struct hint hints[][HINTS_MOST] = {
    [UI_WELCOME_MENU] = { { "↑ ↓", N_("choose") }, { "F10", N_("quit") } },
    [UI_WELCOME_NEW] = { { "F2", N_("make it") }, { "Esc", N_("back") }, { "F10", N_("quit") } },
    [UI_WELCOME_OPEN] = { { "↑ ↓", N_("choose") }, { "Esc", N_("back") }, { "F10", N_("quit") } },
};

static const char *enter_does(const struct ui_welcome *welcome)
{
    bool again = welcome->cursor == (welcome->page == UI_WELCOME_NEW ? UI_NEW_AGAIN
                                                                     : UI_OPEN_AGAIN);
    switch (welcome->page) {
    case UI_WELCOME_MENU: return _("go on");
    case UI_WELCOME_NEW:
        return again ? _("switch")
             : welcome->cursor == UI_NEW_MAKE ? _("make it")
                                              : _("next");
    case UI_WELCOME_OPEN: return again ? _("switch") : _("open it");
    }
    return "";
}

static int put_hint(const struct page *page, int x, const char *key, const char *brief)
{
    x += pk_grid_put(page->grid, x, page->height, page->width, PK_ROLE_KEY, key) + 1;
    return x + pk_grid_put(page->grid, x, page->height, page->width, PK_ROLE_BAR, brief) + 2;
}

static void put_hints(const struct page *page)
{
    const struct ui_welcome *welcome = page->welcome;
    int x = put_hint(page, 1, "Enter", enter_does(welcome));
    if (ui_welcome_on_folder(welcome)) {
        x = put_hint(page, x, "Tab", _("complete"));
    }
    for (const struct hint *hint = hints[welcome->page]; hint->key; hint++) {
        x = put_hint(page, x, hint->key, _(hint->brief));
    }
}

/* In full, on as many lines as it takes. */
static void put_message(const struct page *page)
{
    enum { MOST = 6 };
    const struct ui_welcome *welcome = page->welcome;
    const char *text = pk_buf_text(&welcome->message);
    int mark = welcome->fault ? 2 : 0, lines = ui_text_lines(text, page->width - 2 - mark);
    lines = lines < MOST ? lines : MOST;
    enum pk_role role = welcome->fault ? PK_ROLE_FAULT : PK_ROLE_KEY;
    struct pk_rect rect = { 0, page->height + 1 - lines, page->width, lines };
    pk_grid_fill(page->grid, rect, PK_ROLE_BAR);
    if (welcome->fault) {
        pk_grid_glyph(page->grid, 1, rect.y, role, "×", 'x');
    }
    rect.x = 1 + mark;
    rect.width -= 2 + mark;
    ui_text_put(page->grid, rect, role, text, 0);
}

static void put_too_small(struct pk_grid *grid, int width)
{
    struct pk_buf text = { 0 };
    pk_buf_printf(&text, _("planek needs %dx%d"), UI_LEAST_WIDTH, UI_LEAST_HEIGHT);
    pk_grid_put_cut(grid, 0, 0, width, PK_ROLE_TEXT, pk_buf_text(&text));
    pk_buf_dispose(&text);
}

void ui_welcome_draw(struct ui_welcome *welcome, struct pk_grid *grid, int width, int height)
{
    static void (*const draw[])(struct page *) = { draw_menu, draw_new, draw_open };
    struct page page = { welcome, grid, width, height - 1, 0, false };
    pk_grid_reset(grid, width, height);
    if (width < UI_LEAST_WIDTH || height < UI_LEAST_HEIGHT) {
        put_too_small(grid, width);
        return;
    }
    put_title(&page);
    draw[welcome->page](&page);
    if (welcome->message.len) {
        put_message(&page);
    } else {
        put_hints(&page);
    }
}
