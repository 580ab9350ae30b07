/* Signals are blocked and come through a descriptor that is waited for together with the
 * keyboard: a resize, a stop or an end is then one more kind of key.  ncurses' own handlers never
 * run.  Rows that changed are put straight into ncurses' picture of the next screen, since a
 * window of our own would only be copied there once more.
 */
#include "config.h"

#include "ui/term.h"

#include <assert.h>
#include <curses.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/glyph.h"
#include "ui/signals.h"
#include "ui/termkeys.h"
#include "ui/theme.h"

enum { ESC_WAIT_MS = 50, PASTE_WAIT_MS = 1000, PASTE_MOST = 1 << 20 };
enum { GAP = 16 /* cells; moving over as many costs as much as writing them */ };

struct ui_term {
    SCREEN *screen;
    WINDOW *keys; /* keys are read from it: a pad, for other windows are drawn when they are read */
    struct termios settings; /* as they were */
    struct ui_signals signals;
    attr_t attributes[PK_ROLES];
    short pairs[PK_ROLES];
    bool inks[PK_ROLES];  /* roles that are seen on a blank */
    struct pk_grid shown; /* what the terminal shows */
    cchar_t *line;        /* a row on its way to the terminal */
    struct pk_buf paste;
};

static_assert(KEY_MAX < UI_TERMKEYS_FIRST, "the codes of ncurses have grown");

/* What ncurses calls the keys. */
static const struct {
    int curses;
    uint32_t code;
    unsigned mods;
} named[] = {
    { KEY_UP, UI_KEY_UP, 0 },
    { KEY_DOWN, UI_KEY_DOWN, 0 },
    { KEY_LEFT, UI_KEY_LEFT, 0 },
    { KEY_RIGHT, UI_KEY_RIGHT, 0 },
    { KEY_PPAGE, UI_KEY_PGUP, 0 },
    { KEY_NPAGE, UI_KEY_PGDN, 0 },
    { KEY_HOME, UI_KEY_HOME, 0 },
    { KEY_END, UI_KEY_END, 0 },
    { KEY_ENTER, UI_KEY_ENTER, 0 },
    { KEY_BTAB, UI_KEY_TAB, UI_SHIFT },
    { KEY_DC, UI_KEY_DEL, 0 },
    { KEY_IC, UI_KEY_INS, 0 },
    { KEY_BACKSPACE, UI_KEY_BACKSPACE, 0 },
    { KEY_SR, UI_KEY_UP, UI_SHIFT },
    { KEY_SF, UI_KEY_DOWN, UI_SHIFT },
    { KEY_SLEFT, UI_KEY_LEFT, UI_SHIFT },
    { KEY_SRIGHT, UI_KEY_RIGHT, UI_SHIFT },
};

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static attr_t attributes_of(unsigned bits)
{
    attr_t attributes = A_NORMAL;
    if (bits & UI_BOLD) {
        attributes |= A_BOLD;
    }
    if (bits & UI_DIM) {
        attributes |= A_DIM;
    }
    if (bits & UI_UNDERLINE) {
        attributes |= A_UNDERLINE;
    }
    if (bits & UI_REVERSE) {
        attributes |= A_REVERSE;
    }
    return attributes;
}

static bool wants_color(enum pk_color color)
{
    return color != PK_COLOR_NEVER && has_colors();
}

static void set_theme(struct ui_term *term, enum pk_color color)
{
    bool colored = wants_color(color);
    const struct ui_style *theme = colored ? ui_theme_color : ui_theme_mono;
    if (colored) { /* in this order; the other way round the whole screen is searched */
        use_default_colors();
        start_color();
    }
    for (int role = 0; role < PK_ROLES; role++) {
        term->attributes[role] = attributes_of(theme[role].attributes);
        term->inks[role] = (theme[role].attributes & (UI_UNDERLINE | UI_REVERSE)) != 0;
        if (colored && theme[role].color >= 0) {
            term->pairs[role] = (short)(theme[role].color + 1);
            init_pair(term->pairs[role], theme[role].color, -1);
        }
    }
}

/* Ctrl-C and Ctrl-\ are keys; Ctrl-S, Ctrl-Q and Ctrl-Z stay the terminal's. */
static void keep_control_keys(void)
{
    struct termios settings;
    if (tcgetattr(STDIN_FILENO, &settings) != 0) {
        return;
    }
    settings.c_cc[VINTR] = _POSIX_VDISABLE;
    settings.c_cc[VQUIT] = _POSIX_VDISABLE;
    settings.c_cc[VLNEXT] = _POSIX_VDISABLE;
    settings.c_cc[VDISCARD] = _POSIX_VDISABLE;
    tcsetattr(STDIN_FILENO, TCSANOW, &settings);
    def_prog_mode();
}

static void define_keys(void)
{
    char room[UI_TERMKEYS_ROOM];
    const char *sequence;
    int code;
    bool firm;
    for (size_t i = 0; (sequence = ui_termkeys_sequence(i, room, &code, &firm)); i++) {
        if (firm || key_defined(sequence) == 0) {
            define_key(sequence, code);
        }
    }
}

static void bracket_pastes(bool on)
{
    putp(on ? "\033[?2004h" : "\033[?2004l");
    fflush(stdout);
}

static void restore(struct ui_term *term)
{
    bracket_pastes(false);
    endwin();
    tcsetattr(STDIN_FILENO, TCSADRAIN, &term->settings);
}

static void restore_before_dying(void *user)
{
    restore(user);
}

static enum pk_err unusable(struct pk_diag *diag)
{
    const char *name = getenv("TERM");
    return pk_fail(diag, PK_ERR_USAGE,
                   _("this terminal (TERM=%s) cannot show the full screen; planek snapshot prints "
                     "the plan"), name ? name : "");
}

enum pk_err ui_term_open(struct ui_term **out, enum pk_color color, struct pk_diag *diag)
{
    *out = NULL;
    struct ui_term *term = pk_new(1, sizeof *term);
    tcgetattr(STDIN_FILENO, &term->settings);
    ui_signals_take(&term->signals);
    if (!getenv("ESCDELAY")) {
        set_escdelay(ESC_WAIT_MS);
    }
    term->screen = newterm(NULL, stdout, stdin);
    if (!term->screen || !tigetstr("cup") || tigetstr("cup") == (char *)-1) {
        if (term->screen) {
            endwin();
            delscreen(term->screen);
        }
        ui_signals_give_back(&term->signals);
        free(term);
        return unusable(diag);
    }
    cbreak();
    noecho();
    nonl();
    term->keys = newpad(1, 1);
    keypad(term->keys, TRUE);
    nodelay(term->keys, TRUE);
    keep_control_keys();
    set_theme(term, color);
    define_keys();
    bracket_pastes(true);
    pk_grid_init(&term->shown, 0, 0, false);
    pk_die_hook(restore_before_dying, term);
    *out = term;
    return PK_OK;
}

void ui_term_close(struct ui_term *term)
{
    if (!term) {
        return;
    }
    pk_die_hook(NULL, NULL);
    restore(term);
    delwin(term->keys);
    delscreen(term->screen);
    ui_signals_give_back(&term->signals);
    pk_grid_dispose(&term->shown);
    free(term->line);
    pk_buf_dispose(&term->paste);
    free(term);
}

int ui_term_width(const struct ui_term *term)
{
    (void)term;
    return COLS;
}

int ui_term_height(const struct ui_term *term)
{
    (void)term;
    return LINES;
}

static bool is_blank(const struct pk_gridcell *cell)
{
    return cell->glyph[0] == ' ' && cell->glyph[1] == '\0';
}

static bool same_cell(const struct pk_gridcell *a, const struct pk_gridcell *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* How many blanks from x on look the same when drawn like what stands before and behind them,
 * which spares the terminal two changes of its attributes. */
static int bridge_from(const struct ui_term *term, const struct pk_gridcell *row, int width, int x)
{
    int to = x;
    if (x == 0 || is_blank(&row[x - 1])) {
        return 0;
    }
    while (to < width && to - x < GAP && is_blank(&row[to]) && !term->inks[row[to].role]) {
        to++;
    }
    int before = row[x - 1].role, behind = to < width ? row[to].role : before;
    bool bridges = to < width && !is_blank(&row[to]) && !term->inks[behind] &&
                   term->attributes[before] == term->attributes[behind] &&
                   term->pairs[before] == term->pairs[behind];
    return bridges ? to - x : 0;
}

/* Adds what a cell shows to the line. */
static int add_cell(struct ui_term *term, int count, const struct pk_gridcell *cell, int role)
{
    wchar_t text[CCHARW_MAX + 1];
    int cells = ui_glyph_widen(text, CCHARW_MAX, cell);
    for (int i = 0; i < cell->width; i += cells) {
        setcchar(&term->line[count++], text, term->attributes[role], term->pairs[role], NULL);
    }
    return count;
}

/* Fills the line with what a part of the row shows; returns its length. */
static int fill_line(struct ui_term *term, const struct pk_gridcell *row, int width, int from,
                     int to)
{
    int count = 0, role = 0;
    for (int x = from, bridged = from; x < to; x++) {
        bool again = x > from && x != bridged && same_cell(&row[x], &row[x - 1]);
        if (again && row[x].width == 1) {
            term->line[count] = term->line[count - 1];
            count++;
            continue;
        }
        if (x >= bridged) {
            bridged = is_blank(&row[x]) ? x + bridge_from(term, row, width, x) : x;
            role = row[bridged > x ? x - 1 : x].role;
        }
        count = add_cell(term, count, &row[x], role);
    }
    return count;
}

/* Where the cells that changed end, with gaps between them that are not worth a move. */
static int end_of_part(const struct pk_gridcell *shown, const struct pk_gridcell *row, int width,
                       int from)
{
    int end = from + 1;
    for (int x = end; x < width && x - end < GAP; x++) {
        if (!same_cell(&shown[x], &row[x])) {
            end = x + 1;
        }
    }
    return end;
}

static void draw_row(struct ui_term *term, const struct pk_grid *grid, int y)
{
    int width = grid->width;
    struct pk_gridcell *shown = term->shown.cells + (size_t)y * (size_t)width;
    const struct pk_gridcell *row = grid->cells + (size_t)y * (size_t)width;
    for (int x = 0, end; x < width; x = end) {
        end = x + 1;
        if (same_cell(&shown[x], &row[x])) {
            continue;
        }
        end = end_of_part(shown, row, width, x);
        int from = x > 0 && row[x].width == 0 ? x - 1 : x;
        mvwadd_wchnstr(newscr, y, from, term->line, fill_line(term, row, width, from, end));
    }
    memcpy(shown, row, (size_t)width * sizeof *row);
}

static void forget_shown(struct ui_term *term, const struct pk_grid *grid)
{
    bool first = !term->line;
    free(term->line);
    term->line = pk_new((size_t)grid->width + 1, sizeof *term->line);
    pk_grid_reset(&term->shown, grid->width, grid->height);
    if (!first) {
        werase(newscr);
        clearok(curscr, TRUE);
    }
}

void ui_term_draw(struct ui_term *term, const struct pk_grid *grid, bool repaint)
{
    bool other_size = term->shown.width != grid->width || term->shown.height != grid->height;
    if (repaint || other_size) {
        forget_shown(term, grid);
    }
    for (int y = 0; y < grid->height; y++) {
        draw_row(term, grid, y);
    }
    bool cursor = grid->cursor_x >= 0 && grid->cursor_y >= 0;
    curs_set(cursor ? 1 : 0);
    if (cursor) {
        wmove(newscr, grid->cursor_y, grid->cursor_x);
    } else {
        wmove(newscr, grid->height - 1, 0);
    }
    doupdate();
}

static void resize(struct ui_term *term)
{
    struct winsize size;
    (void)term;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        resize_term(size.ws_row, size.ws_col);
    }
}

/* Lets the terminal have it while the program is stopped. */
static void stop(struct ui_term *term)
{
    restore(term);
    ui_signals_stop();
    reset_prog_mode();
    bracket_pastes(true);
    resize(term);
}

static void read_signal(struct ui_term *term, struct ui_key *key)
{
    switch (ui_signals_read(&term->signals)) {
    case UI_NO_SIGNAL: break;
    case UI_SIGNAL_SIZE:
        resize(term);
        key->code = UI_KEY_RESIZE;
        break;
    case UI_SIGNAL_STOP:
        stop(term);
        key->code = UI_KEY_RESUME;
        break;
    case UI_SIGNAL_CANCEL:
        key->code = 'c';
        key->mods = UI_CTRL;
        break;
    case UI_SIGNAL_END: key->code = UI_KEY_HANGUP; break;
    }
}

enum waited { NOTHING, INPUT, SIGNAL, NEWS, ENDED };

static enum waited wait_for(const struct ui_term *term, int timeout, int fd)
{
    struct pollfd fds[] = { { STDIN_FILENO, POLLIN, 0 },
                            { term->signals.fd, POLLIN, 0 },
                            { fd, POLLIN, 0 } };
    int ready = poll(fds, 3, timeout);
    if (ready <= 0) {
        return NOTHING;
    }
    if (fds[1].revents & POLLIN) {
        return SIGNAL;
    }
    if (fds[0].revents) {
        return fds[0].revents & (POLLIN | POLLHUP) ? INPUT : ENDED;
    }
    return NEWS;
}

/* Readable and nothing there: the other end is gone. */
static bool input_ended(const struct ui_term *term)
{
    int bytes = 0;
    return wait_for(term, 0, -1) == INPUT &&
           (ioctl(STDIN_FILENO, FIONREAD, &bytes) != 0 || bytes == 0);
}

static void read_paste(struct ui_term *term, struct ui_key *key)
{
    pk_buf_cut(&term->paste, 0);
    for (;;) {
        wint_t code;
        int kind = wget_wch(term->keys, &code);
        if (kind == ERR) {
            if (wait_for(term, PASTE_WAIT_MS, -1) != INPUT || input_ended(term)) {
                break;
            }
            continue;
        }
        if (kind == KEY_CODE_YES && code == UI_TERMKEYS_PASTE_END) {
            break;
        }
        if (kind == OK && term->paste.len < PASTE_MOST) {
            ui_key_utf8(&term->paste, code == '\r' ? '\n' : (uint32_t)code);
        }
    }
    key->code = UI_KEY_PASTE;
    key->text = pk_buf_text(&term->paste);
}

static void translate(struct ui_key *key, int code)
{
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        if (named[i].curses == code) {
            key->code = named[i].code;
            key->mods = named[i].mods;
            return;
        }
    }
    if (code >= KEY_F(1) && code <= KEY_F(12)) {
        key->code = UI_KEY_F1 + (uint32_t)(code - KEY_F(1));
    } else {
        ui_termkeys_of_code(key, code);
    }
}

/* A key that is there already; Esc with something right behind it is Alt. */
static bool read_ready(struct ui_term *term, struct ui_key *key)
{
    wint_t code;
    int kind = wget_wch(term->keys, &code);
    if (kind == ERR) {
        return false;
    }
    if (kind == OK && code == 27) {
        wint_t second;
        int more = wget_wch(term->keys, &second);
        if (more == OK && second != 27) {
            ui_termkeys_of_character(key, (uint32_t)second);
            key->mods |= UI_ALT;
            return true;
        }
        if (more == OK) {
            unget_wch((wchar_t)second);
        } else if (more == KEY_CODE_YES) {
            ungetch((int)second);
        }
    }
    if (kind == KEY_CODE_YES) {
        translate(key, (int)code);
    } else {
        ui_termkeys_of_character(key, (uint32_t)code);
    }
    if (key->code == UI_KEY_PASTE) {
        read_paste(term, key);
    }
    return true;
}

void ui_term_read(struct ui_term *term, struct ui_key *key, int timeout, int fd)
{
    *key = (struct ui_key){ .code = UI_KEY_NONE };
    while (key->code == UI_KEY_NONE) {
        if (read_ready(term, key)) {
            break;
        }
        enum waited waited = wait_for(term, timeout, fd);
        if (waited == NOTHING && timeout >= 0) {
            key->code = UI_KEY_IDLE;
        } else if (waited == ENDED || (waited == INPUT && input_ended(term))) {
            key->code = UI_KEY_HANGUP;
        } else if (waited == SIGNAL) {
            read_signal(term, key);
        } else if (waited == NEWS) {
            key->code = UI_KEY_NEWS;
        }
    }
    key->when = now();
}
