#include "config.h"

#include "ui/picture.h"

#include "planek/gridsvg.h"
#include "ui/theme.h"

#define INK "#d5d9e0"
#define PAPER "#1c2128"
#define DIM "#8b93a1"

/* The sixteen colours of a terminal, legible on PAPER; the bright ones are those of the others. */
static const char *const colors[8] = {
    "#5c6370", "#f47067", "#8ddb8c", "#dcb862", "#6cb6ff", "#dcbdfb", "#76d2dd", "#f0f3f6",
};

static struct pk_svgstyle style_of(const struct ui_style *style)
{
    const char *own = style->attributes & UI_DIM ? DIM : INK;
    struct pk_svgstyle svg = { .ink = style->color ? colors[(style->color - 1) % 8] : own,
                               .bold = style->attributes & UI_BOLD,
                               .underline = style->attributes & UI_UNDERLINE };
    if (style->attributes & UI_REVERSE) {
        svg.paper = svg.ink;
        svg.ink = PAPER;
    }
    return svg;
}

void ui_picture(const struct pk_grid *grid, struct pk_buf *out)
{
    struct pk_svglook look = { .ink = INK, .paper = PAPER };
    for (int role = 0; role < PK_ROLES; role++) {
        look.roles[role] = style_of(&ui_themes[0].styles[role]);
    }
    pk_grid_svg(grid, &look, out);
}
