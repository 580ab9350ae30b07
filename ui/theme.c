#include "config.h"

#include "ui/theme.h"

#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"

enum { BLACK = 1, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE, BRIGHT = 8 };
enum { GRAY = BRIGHT + BLACK };

/* Of the 256. */
enum {
    DEEP_BLUE = 24 + 1,
    DEEP_GREEN = 28 + 1,
    CLEAR_BLUE = 33 + 1,
    SLATE = 67 + 1,
    SKY = 75 + 1,
    DEEP_MAGENTA = 90 + 1,
    DEEP_RED = 124 + 1,
    ORANGE = 208 + 1,
    AMBER = 214 + 1,
    MIDDLE_GRAY = 242 + 1
};

enum { THEMES_MOST = 16, MONO = 4 };

const struct ui_theme ui_themes[] = {
    { "default", N_("Usual colours"), 0,
      {
          [PK_ROLE_HEADING] = { CYAN, 0, 0 },
          [PK_ROLE_GOAL] = { 0, 0, UI_BOLD },
          [PK_ROLE_SELECTED] = { 0, 0, UI_REVERSE },
          [PK_ROLE_DIM] = { 0, 0, UI_DIM },
          [PK_ROLE_LATE] = { RED, 0, UI_BOLD },
          [PK_ROLE_TODAY] = { MAGENTA, 0, 0 },
          [PK_ROLE_DONE] = { GREEN, 0, 0 },
          [PK_ROLE_LEFT] = { 0, 0, UI_DIM },
          [PK_ROLE_RULE] = { CYAN, 0, 0 },
          [PK_ROLE_KEY] = { CYAN, 0, UI_BOLD },
          [PK_ROLE_FIELD] = { 0, 0, UI_UNDERLINE },
          [PK_ROLE_FAULT] = { RED, 0, UI_BOLD },
      } },
    { "light", N_("For a light background"), 0,
      {
          [PK_ROLE_HEADING] = { BLUE, DEEP_BLUE, 0 },
          [PK_ROLE_GOAL] = { 0, 0, UI_BOLD },
          [PK_ROLE_SELECTED] = { 0, 0, UI_REVERSE },
          [PK_ROLE_DIM] = { GRAY, MIDDLE_GRAY, 0 },
          [PK_ROLE_LATE] = { RED, DEEP_RED, UI_BOLD },
          [PK_ROLE_TODAY] = { MAGENTA, DEEP_MAGENTA, 0 },
          [PK_ROLE_DONE] = { GREEN, DEEP_GREEN, 0 },
          [PK_ROLE_LEFT] = { GRAY, MIDDLE_GRAY, 0 },
          [PK_ROLE_RULE] = { BLUE, DEEP_BLUE, 0 },
          [PK_ROLE_KEY] = { BLUE, DEEP_BLUE, UI_BOLD },
          [PK_ROLE_FIELD] = { 0, 0, UI_UNDERLINE },
          [PK_ROLE_FAULT] = { RED, DEEP_RED, UI_BOLD },
      } },
    { "high-contrast", N_("High contrast"), BLACK,
      {
          [PK_ROLE_TEXT] = { BRIGHT + WHITE, 0, 0 },
          [PK_ROLE_BAR] = { BRIGHT + WHITE, 0, 0 },
          [PK_ROLE_HEADING] = { BRIGHT + CYAN, 0, UI_UNDERLINE },
          [PK_ROLE_GOAL] = { BRIGHT + WHITE, 0, UI_BOLD | UI_UNDERLINE },
          [PK_ROLE_SELECTED] = { BRIGHT + YELLOW, 0, UI_BOLD | UI_REVERSE },
          [PK_ROLE_DIM] = { WHITE, 0, 0 },
          [PK_ROLE_LATE] = { BRIGHT + YELLOW, 0, UI_BOLD },
          [PK_ROLE_TODAY] = { BRIGHT + MAGENTA, 0, UI_BOLD },
          [PK_ROLE_DONE] = { BRIGHT + GREEN, 0, 0 },
          [PK_ROLE_LEFT] = { BRIGHT + WHITE, 0, 0 },
          [PK_ROLE_RULE] = { BRIGHT + WHITE, 0, 0 },
          [PK_ROLE_KEY] = { BRIGHT + CYAN, 0, UI_BOLD },
          [PK_ROLE_FIELD] = { BRIGHT + WHITE, 0, UI_UNDERLINE },
          [PK_ROLE_FAULT] = { BRIGHT + YELLOW, 0, UI_BOLD | UI_REVERSE },
      } },
    { "colour-blind", N_("Blue and orange instead of green and red"), 0,
      {
          [PK_ROLE_HEADING] = { BLUE, SKY, 0 },
          [PK_ROLE_GOAL] = { 0, 0, UI_BOLD },
          [PK_ROLE_SELECTED] = { 0, 0, UI_REVERSE },
          [PK_ROLE_DIM] = { 0, 0, UI_DIM },
          [PK_ROLE_LATE] = { YELLOW, ORANGE, UI_BOLD },
          [PK_ROLE_TODAY] = { YELLOW, AMBER, 0 },
          [PK_ROLE_DONE] = { BLUE, CLEAR_BLUE, 0 },
          [PK_ROLE_LEFT] = { 0, 0, UI_DIM },
          [PK_ROLE_RULE] = { BLUE, SLATE, 0 },
          [PK_ROLE_KEY] = { BLUE, SKY, UI_BOLD },
          [PK_ROLE_FIELD] = { 0, 0, UI_UNDERLINE },
          [PK_ROLE_FAULT] = { YELLOW, ORANGE, UI_BOLD },
      } },
    [MONO] = { "mono", N_("No colours"), 0,
      {
          [PK_ROLE_HEADING] = { 0, 0, UI_DIM | UI_UNDERLINE },
          [PK_ROLE_GOAL] = { 0, 0, UI_BOLD },
          [PK_ROLE_SELECTED] = { 0, 0, UI_REVERSE },
          [PK_ROLE_DIM] = { 0, 0, UI_DIM },
          [PK_ROLE_LATE] = { 0, 0, UI_BOLD | UI_UNDERLINE },
          [PK_ROLE_TODAY] = { 0, 0, UI_BOLD | UI_DIM },
          [PK_ROLE_DONE] = { 0, 0, UI_BOLD },
          [PK_ROLE_LEFT] = { 0, 0, UI_DIM },
          [PK_ROLE_RULE] = { 0, 0, UI_DIM },
          [PK_ROLE_KEY] = { 0, 0, UI_BOLD },
          [PK_ROLE_FIELD] = { 0, 0, UI_UNDERLINE },
          [PK_ROLE_FAULT] = { 0, 0, UI_BOLD | UI_REVERSE },
      } },
    { 0 },
};

const struct ui_theme *ui_theme_mono(void)
{
    return &ui_themes[MONO];
}

enum pk_err ui_theme_find(const struct ui_theme **out, const char *name, struct pk_diag *diag)
{
    const char *names[THEMES_MOST + 1] = { NULL };
    for (size_t i = 0; i < THEMES_MOST && ui_themes[i].name; i++) {
        names[i] = ui_themes[i].name;
        if (strcmp(name, names[i]) == 0) {
            *out = &ui_themes[i];
            return PK_OK;
        }
    }
    struct pk_quote shown = pk_text_quote(name);
    const char *near = pk_text_nearest(name, names);
    if (near) {
        return pk_fail(diag, PK_ERR_USAGE, _("there is no theme \"%s\"; did you mean \"%s\"?"),
                       shown.text, near);
    }
    return pk_fail(diag, PK_ERR_USAGE,
                   _("there is no theme \"%s\"; there are: default, light, high-contrast, "
                     "colour-blind, mono"),
                   shown.text);
}
