/* Keys are read without ncurses (terminput.h), its signal handlers never run, and what it sends is
 * caught (termoutput.h): it knows the terminal, and finds the shortest way from screen to screen.
 */
#include "config.h"

#include "ui/term.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "planek/i18n.h"
#include "planek/mem.h"
#include "ui/signals.h"
#include "ui/termscreen.h"
#include "ui/termwire.h"

/* Ctrl-C and Ctrl-\ are keys; Ctrl-S, Ctrl-Q and Ctrl-Z stay the terminal's.  Ctrl-Z takes away
 * keys that were there already, so reading must not wait for them. */
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
    settings.c_cc[VMIN] = 0;
    settings.c_cc[VTIME] = 0;
    settings.c_oflag &= ~(tcflag_t)ONLCR; /* see termwire.h */
    tcsetattr(STDIN_FILENO, TCSANOW, &settings);
    def_prog_mode();
}

/* What this terminal sends for keys, where that is not known already. */
static void learn_keys(struct ui_termkeys *keys)
{
    const struct ui_termkey learned[] = {
        { key_up, UI_KEY_UP, 0, false },         { key_down, UI_KEY_DOWN, 0, false },
        { key_left, UI_KEY_LEFT, 0, false },     { key_right, UI_KEY_RIGHT, 0, false },
        { key_home, UI_KEY_HOME, 0, false },     { key_end, UI_KEY_END, 0, false },
        { key_ppage, UI_KEY_PGUP, 0, false },    { key_npage, UI_KEY_PGDN, 0, false },
        { key_ic, UI_KEY_INS, 0, false },        { key_dc, UI_KEY_DEL, 0, false },
        { key_enter, UI_KEY_ENTER, 0, false },   { key_btab, UI_KEY_TAB, UI_SHIFT, false },
        { key_sr, UI_KEY_UP, UI_SHIFT, false },  { key_sf, UI_KEY_DOWN, UI_SHIFT, false },
        { key_f1, UI_KEY_F1, 0, false },         { key_f2, UI_KEY_F1 + 1, 0, false },
        { key_f3, UI_KEY_F1 + 2, 0, false },     { key_f4, UI_KEY_F1 + 3, 0, false },
        { key_f5, UI_KEY_F1 + 4, 0, false },     { key_f6, UI_KEY_F1 + 5, 0, false },
        { key_f7, UI_KEY_F1 + 6, 0, false },     { key_f8, UI_KEY_F1 + 7, 0, false },
        { key_f9, UI_KEY_F1 + 8, 0, false },     { key_f10, UI_KEY_F1 + 9, 0, false },
        { key_f11, UI_KEY_F1 + 10, 0, false },   { key_f12, UI_KEY_F12, 0, false },
    };
    for (size_t i = 0; i < sizeof learned / sizeof learned[0]; i++) {
        ui_termkeys_add(keys, &learned[i]);
    }
}

/* PuTTY's keypad sends what other terminals mean an F-key by. */
static void learn_keypad(struct ui_termkeys *keys)
{
    static const struct {
        const char *capability;
        uint32_t code;
    } learned[] = { { "kpADD", '+' }, { "kpSUB", '-' }, { "kpMUL", '*' }, { "kpDIV", '/' } };
    for (size_t i = 0; i < sizeof learned / sizeof learned[0]; i++) {
        const char *sequence = tigetstr(learned[i].capability);
        struct ui_termkey key = { sequence == (char *)-1 ? NULL : sequence, learned[i].code, 0,
                                  true };
        ui_termkeys_add(keys, &key);
    }
}

static void put(const char *capability)
{
    if (capability) {
        putp(capability);
    }
}

void ui_term_unset_margins(void)
{
    if (change_scroll_region) {
        putp(tparm(change_scroll_region, 0, LINES - 1));
        fflush(stdout);
    }
}

#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

/* The modes that are the program's, not the screen's; in this order on, the other way round off. */
static void set_modes(const struct ui_term *term)
{
    put(keypad_xmit);
    putp(PASTE_ON);
    if (term->mouse) {
        putp(MOUSE_ON);
    }
    fflush(stdout);
}

static void reset_modes(const struct ui_term *term)
{
    if (term->mouse) {
        putp(MOUSE_OFF);
    }
    putp(PASTE_OFF);
    put(keypad_local);
    fflush(stdout);
}

void ui_term_mouse(struct ui_term *term, bool on)
{
    if (term->mouse != on) {
        term->mouse = on;
        putp(on ? MOUSE_ON : MOUSE_OFF);
        fflush(stdout);
    }
}

/* What is written when a fault of the program ends it. */
static void prepare_crash(const struct ui_term *term)
{
    const char *const capabilities[] = { keypad_local, exit_attribute_mode, orig_pair,
                                         cursor_normal, exit_ca_mode };
    struct pk_buf bytes = { 0 };
    pk_buf_str(&bytes, MOUSE_OFF PASTE_OFF);
    for (size_t i = 0; i < sizeof capabilities / sizeof capabilities[0]; i++) {
        const char *text = capabilities[i] ? capabilities[i] : "";
        pk_buf_add(&bytes, text, strcspn(text, "$"));
    }
    ui_signals_prepare_crash(pk_buf_text(&bytes), &term->settings);
    pk_buf_dispose(&bytes);
}

/* Nothing waits for a terminal that takes no more. */
static void restore(struct ui_term *term)
{
    ui_termoutput_catch(&term->output);
    reset_modes(term);
    endwin();
    ui_termoutput_send(&term->output, &term->input);
    tcsetattr(STDIN_FILENO, term->output.gone ? TCSANOW : TCSADRAIN, &term->settings);
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

static bool is_capability(const char *capability, const char *usual)
{
    return capability && strcmp(capability, usual) == 0;
}

static unsigned ways_of_drawing(void)
{
    bool across = is_capability(column_address, "\033[%i%p1%dG");
    return (eat_newline_glitch ? UI_WIRE_LINES : 0u) | (across ? UI_WIRE_COLUMNS : 0u) |
           (move_standout_mode ? UI_WIRE_LATE : 0u);
}

/* Frames are always drawn to their end. */
static void set_up(struct ui_term *term)
{
    cbreak();
    noecho();
    nonl();
    typeahead(-1);
    keep_control_keys();
    learn_keys(&term->input.keys);
    learn_keypad(&term->input.keys);
    prepare_crash(term);
    ui_term_wear(term, &ui_themes[0]);
    ui_termoutput_begin(&term->output, ways_of_drawing());
    set_modes(term);
    /* many say that they are an xterm, which repeats a character, and do not */
    term->asks = is_capability(repeat_char, "%p1%c\033[%p2%{1}%-%db");
    pk_grid_init(&term->shown, 0, 0, false);
    pk_die_hook(restore_before_dying, term);
}

/* Newterm, which of itself keeps the screen that it made for a terminal that it then does not know:
 * so the screen is ours from the beginning. */
static SCREEN *new_screen(void)
{
#if NCURSES_SP_FUNCS
    SCREEN *made = new_prescr();
    if (!newterm_sp(made, NULL, stdout, stdin)) {
        free(made);
        return NULL;
    }
    return made;
#else
    return newterm(NULL, stdout, stdin);
#endif
}

/* NULL for a terminal that is not known or has no way to go to a cell. */
static SCREEN *open_screen(void)
{
    SCREEN *made = new_screen();
    if (made && !cursor_address) {
        endwin();
        delscreen(made);
        return NULL;
    }
    return made;
}

enum pk_err ui_term_open(struct ui_term **out, enum pk_color color, struct pk_diag *diag)
{
    *out = NULL;
    struct ui_term *term = pk_new(1, sizeof *term);
    term->color = color;
    tcgetattr(STDIN_FILENO, &term->settings);
    ui_terminput_begin(&term->input);
    term->screen = open_screen();
    if (!term->screen) {
        ui_terminput_end(&term->input);
        free(term);
        return unusable(diag);
    }
    set_up(term);
    *out = term;
    return PK_OK;
}

void ui_term_close(struct ui_term *term)
{
    if (!term) {
        return;
    }
    pk_die_hook(NULL, NULL);
    ui_terminput_await(&term->input);
    restore(term);
    ui_signals_prepare_crash(NULL, NULL);
    delscreen(term->screen);
    ui_termoutput_end(&term->output);
    ui_terminput_end(&term->input);
    pk_grid_dispose(&term->shown);
    free(term->line);
    free(term);
}

void ui_term_esc_wait(struct ui_term *term, int milliseconds)
{
    if (milliseconds >= 0 && !getenv("ESCDELAY")) {
        term->input.esc_wait = milliseconds;
    }
}

static bool has_character(uint32_t character)
{
    return wctob((wint_t)character) != EOF;
}

bool (*ui_term_keeps(const struct ui_term *term))(uint32_t character)
{
    return term->input.keys.high ? has_character : NULL;
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

static void resize(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        resize_term(size.ws_row, size.ws_col);
    }
}

/* Lets the terminal have it while the program is stopped. */
static void stop(struct ui_term *term)
{
    ui_terminput_await(&term->input);
    restore(term);
    ui_signals_stop();
    reset_prog_mode();
    set_modes(term);
    term->output.fresh = true;
    resize();
}

void ui_term_read(struct ui_term *term, struct ui_key *key, int timeout, int fd)
{
    *key = (struct ui_key){ .code = UI_KEY_NONE };
    if (term->output.gone) {
        key->code = UI_KEY_HANGUP;
        return;
    }
    switch (ui_terminput_read(&term->input, key, timeout, fd)) {
    case UI_INPUT_KEY: return;
    case UI_INPUT_NOTHING: key->code = UI_KEY_IDLE; break;
    case UI_INPUT_NEWS: key->code = UI_KEY_NEWS; break;
    case UI_INPUT_ENDED: key->code = UI_KEY_HANGUP; break;
    case UI_INPUT_SIZE:
        resize();
        key->code = UI_KEY_RESIZE;
        break;
    case UI_INPUT_STOP:
        stop(term);
        key->code = UI_KEY_RESUME;
        break;
    }
    key->when = ui_terminput_now();
}

void ui_term_hold(struct ui_term *term, bool on)
{
    ui_terminput_hold(&term->input, on);
}
