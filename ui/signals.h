/* signals.h: signals as something to be waited for and read, like keys.
 */
#ifndef PLANEK_UI_SIGNALS_H
#define PLANEK_UI_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <termios.h>

enum ui_signal { UI_NO_SIGNAL, UI_SIGNAL_SIZE, UI_SIGNAL_STOP, UI_SIGNAL_CANCEL, UI_SIGNAL_END };

struct ui_signals {
    sigset_t mask; /* as it was */
    int fd;        /* readable when one has come */
};

/* From now on they do nothing by themselves.  Where Ctrl-Z does nothing it goes on doing so. */
void ui_signals_take(struct ui_signals *signals);
void ui_signals_give_back(struct ui_signals *signals);

/* The next one that has come. */
enum ui_signal ui_signals_read(const struct ui_signals *signals);

/* When a fault of the program ends it, the bytes are written and the line gets these settings
 * first.  NULL: nothing is. */
void ui_signals_prepare_crash(const char *bytes, const struct termios *settings);

/* Stops the program as Ctrl-Z does; returns when it goes on. */
void ui_signals_stop(void);

#endif
