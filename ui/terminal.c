#include "config.h"

#include "ui/terminal.h"

#include <signal.h>
#include <unistd.h>

#include "ui/theme.h"

static const char *theme_name(const struct pk_options *options)
{
    const char *configured = options->config ? options->config->theme : NULL;
    return options->theme ? options->theme : configured;
}

enum pk_err ui_terminal_open(struct ui_term **out, const struct pk_options *options,
                             struct pk_diag *diag)
{
    const struct ui_theme *theme;
    const char *name = theme_name(options);
    struct pk_diag told_later;
    if (options->suggest) {
        signal(SIGTSTP, SIG_IGN); /* no shell */
    }
    enum pk_err err = ui_term_open(out, (enum pk_color)options->color, diag);
    if (!err && name && ui_theme_find(&theme, name, &told_later) == PK_OK) {
        ui_term_wear(*out, theme);
    }
    if (!err && options->config) {
        ui_term_esc_wait(*out, options->config->escdelay);
    }
    return err;
}

void ui_terminal_grid(const struct ui_term *term, const struct pk_options *options,
                      struct pk_grid *grid)
{
    pk_grid_init(grid, 0, 0, pk_cli_ascii(options, STDOUT_FILENO));
    grid->keeps = options->ascii ? NULL : ui_term_keeps(term);
}
