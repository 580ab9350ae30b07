#include "config.h"

#include "ui/theme.h"

enum { OWN = -1, RED = 1, GREEN = 2, MAGENTA = 5, CYAN = 6 };

const struct ui_style ui_theme_color[PK_ROLES] = {
    [PK_ROLE_TEXT] = { OWN, 0 },
    [PK_ROLE_BAR] = { OWN, 0 },
    [PK_ROLE_HEADING] = { CYAN, 0 },
    [PK_ROLE_GOAL] = { OWN, UI_BOLD },
    [PK_ROLE_SELECTED] = { OWN, UI_REVERSE },
    [PK_ROLE_DIM] = { OWN, UI_DIM },
    [PK_ROLE_LATE] = { RED, UI_BOLD },
    [PK_ROLE_TODAY] = { MAGENTA, 0 },
    [PK_ROLE_DONE] = { GREEN, 0 },
    [PK_ROLE_LEFT] = { OWN, UI_DIM },
    [PK_ROLE_RULE] = { CYAN, 0 },
    [PK_ROLE_KEY] = { CYAN, UI_BOLD },
    [PK_ROLE_FIELD] = { OWN, UI_UNDERLINE },
    [PK_ROLE_FAULT] = { RED, UI_BOLD },
};

const struct ui_style ui_theme_mono[PK_ROLES] = {
    [PK_ROLE_TEXT] = { OWN, 0 },
    [PK_ROLE_BAR] = { OWN, 0 },
    [PK_ROLE_HEADING] = { OWN, UI_DIM | UI_UNDERLINE },
    [PK_ROLE_GOAL] = { OWN, UI_BOLD },
    [PK_ROLE_SELECTED] = { OWN, UI_REVERSE },
    [PK_ROLE_DIM] = { OWN, UI_DIM },
    [PK_ROLE_LATE] = { OWN, UI_BOLD | UI_UNDERLINE },
    [PK_ROLE_TODAY] = { OWN, UI_BOLD | UI_DIM },
    [PK_ROLE_DONE] = { OWN, UI_BOLD },
    [PK_ROLE_LEFT] = { OWN, UI_DIM },
    [PK_ROLE_RULE] = { OWN, UI_DIM },
    [PK_ROLE_KEY] = { OWN, UI_BOLD },
    [PK_ROLE_FIELD] = { OWN, UI_UNDERLINE },
    [PK_ROLE_FAULT] = { OWN, UI_BOLD | UI_REVERSE },
};
