#include "config.h"

#include "ui/script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "planek/atomic.h"
#include "planek/i18n.h"
#include "planek/mem.h"
#include "planek/text.h"
#include "ui/live.h"
#include "ui/loop.h"
#include "ui/pane.h"
#include "ui/picture.h"

enum { SIZE_MOST = 1000, WAIT_MS = 60000 };

struct ui_script {
    const struct ui_scene *scene;
    FILE *file;
    struct pk_grid grid;
    int width, height;
    const char *path;
    size_t line;
    unsigned stale;
    struct pk_diag *diag;
};

/* Says what is wrong with the line. */
static enum pk_err fail(const struct ui_script *script, const char *sentence)
{
    return pk_fail_at(script->diag, PK_ERR_USAGE, script->path, script->line, "%s", sentence);
}

static enum pk_err fail_word(const struct ui_script *script, const char *word)
{
    return pk_fail_at(script->diag, PK_ERR_USAGE, script->path, script->line,
                      _("\"%s\" is no key, or no size such as 80x24"), word);
}

static bool parse_size(const char *text, int *width, int *height)
{
    int end = 0;
    if (sscanf(text, "%4dx%4d%n", width, height, &end) != 2 || text[end]) {
        return false;
    }
    return *width > 0 && *height > 0 && *width <= SIZE_MOST && *height <= SIZE_MOST;
}

static void settle(struct ui_script *script)
{
    script->scene->draw(script->scene->user, &script->grid, script->width, script->height);
    ui_dump(stdout, &script->grid, script->stale);
    script->stale &= UI_QUIT;
}

static void press(struct ui_script *script, const struct ui_key *key)
{
    if (script->stale & UI_QUIT) {
        return;
    }
    script->stale |= script->scene->key(script->scene->user, key);
    settle(script);
}

static enum pk_err press_names(struct ui_script *script, char *names)
{
    char *rest = NULL;
    for (char *name = strtok_r(names, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
        struct ui_key key;
        if (!ui_key_parse(&key, name)) {
            return fail_word(script, name);
        }
        press(script, &key);
    }
    return PK_OK;
}

/* A code point a key, as terminals send them. */
static enum pk_err type(struct ui_script *script, char *text)
{
    size_t length = strlen(text);
    if (pk_text_valid(text, length) < length) {
        return fail(script, _("this is not UTF-8"));
    }
    while (*text) {
        char one[5] = "";
        size_t bytes = 1;
        while (((unsigned char)text[bytes] & 0xC0) == 0x80) {
            bytes++;
        }
        memcpy(one, text, bytes);
        struct ui_key key;
        if (ui_key_parse(&key, one)) {
            press(script, &key);
        }
        text += bytes;
    }
    return PK_OK;
}

static enum pk_err paste(struct ui_script *script, char *text)
{
    struct pk_buf pasted = { 0 };
    for (; *text; text++) {
        bool line_break = text[0] == '\\' && text[1] == 'n';
        pk_buf_char(&pasted, line_break ? '\n' : *text);
        text += line_break;
    }
    struct ui_key key = { .code = UI_KEY_PASTE, .text = pk_buf_text(&pasted) };
    press(script, &key);
    pk_buf_dispose(&pasted);
    return PK_OK;
}

static enum pk_err resize(struct ui_script *script, char *size)
{
    if (!parse_size(size, &script->width, &script->height)) {
        return fail_word(script, size);
    }
    struct ui_key key = { .code = UI_KEY_RESIZE };
    press(script, &key);
    return PK_OK;
}

static enum pk_err fail_place(const struct ui_script *script, const char *rest)
{
    return pk_fail_at(script->diag, PK_ERR_USAGE, script->path, script->line,
                      _("\"%s\" is no place on the screen such as 10 5"), rest);
}

static void press_mouse(struct ui_script *script, enum ui_mouse what, int x, int y)
{
    struct ui_key key = { .code = UI_KEY_MOUSE, .mouse = what, .x = x, .y = y };
    press(script, &key);
}

static enum pk_err press_at(struct ui_script *script, const char *place, enum ui_mouse what)
{
    int x, y;
    if (sscanf(place, "%4d %4d", &x, &y) != 2) {
        return fail_place(script, place);
    }
    press_mouse(script, what, x, y);
    press_mouse(script, UI_MOUSE_RELEASE, x, y);
    return PK_OK;
}

static enum pk_err click(struct ui_script *script, char *place)
{
    return press_at(script, place, UI_MOUSE_PRESS);
}

/* The first press of the two comes as a click. */
static enum pk_err double_click(struct ui_script *script, char *place)
{
    enum pk_err err = press_at(script, place, UI_MOUSE_PRESS);
    return err ? err : press_at(script, place, UI_MOUSE_DOUBLE);
}

static enum pk_err hold(struct ui_script *script, char *way)
{
    int x, y, to_x, to_y;
    if (sscanf(way, "%4d %4d %4d %4d", &x, &y, &to_x, &to_y) != 4) {
        return fail_place(script, way);
    }
    press_mouse(script, UI_MOUSE_PRESS, x, y);
    press_mouse(script, UI_MOUSE_DRAG, to_x, to_y);
    return PK_OK;
}

static enum pk_err drag(struct ui_script *script, char *way)
{
    enum pk_err err = hold(script, way);
    if (!err) {
        press_mouse(script, UI_MOUSE_RELEASE, 0, 0);
    }
    return err;
}

static enum pk_err wheel(struct ui_script *script, char *rest)
{
    int x, y;
    bool up = strncmp(rest, "up ", 3) == 0;
    size_t word = strcspn(rest, " ");
    if ((!up && strncmp(rest, "down ", 5) != 0) ||
        sscanf(rest + word, "%4d %4d", &x, &y) != 2) {
        return fail_place(script, rest);
    }
    press_mouse(script, up ? UI_MOUSE_WHEEL_UP : UI_MOUSE_WHEEL_DOWN, x, y);
    return PK_OK;
}

static enum pk_err wait_still(struct ui_script *script, char *rest)
{
    (void)rest;
    struct ui_key key = { .code = UI_KEY_IDLE, .when = ui_live_now() + WAIT_MS };
    press(script, &key);
    return PK_OK;
}

static enum pk_err print(struct ui_script *script, char *text)
{
    (void)script;
    printf("%s\n", text);
    fflush(stdout);
    return PK_OK;
}

static enum pk_err dump_svg(struct ui_script *script, char *path)
{
    struct pk_buf picture = { 0 };
    struct pk_diag why;
    ui_picture(&script->grid, &picture);
    enum pk_err err = pk_file_replace(path, picture.data, picture.len, NULL, &why);
    pk_buf_dispose(&picture);
    return err ? fail(script, why.text) : PK_OK;
}

static enum pk_err run_command(struct ui_script *script, const char *text)
{
    struct pk_diag why;
    if (script->stale & UI_QUIT) {
        return PK_OK;
    }
    if (script->scene->command(script->scene->user, text, &script->stale, &why)) {
        return fail(script, why.text);
    }
    settle(script);
    return PK_OK;
}

static const struct word {
    const char *name;
    enum pk_err (*run)(struct ui_script *script, char *rest);
} words[] = {
    { "keys", press_names }, { "type", type },   { "paste", paste },       { "resize", resize },
    { "wait", wait_still },  { "print", print }, { "dump-svg", dump_svg },
    { "click", click },      { "drag", drag },   { "double", double_click },
    { "hold", hold },        { "wheel", wheel },
};

static enum pk_err run_line(struct ui_script *script, char *line)
{
    line[strcspn(line, "\r\n")] = '\0';
    size_t length = strcspn(line, " ");
    char *rest = line[length] ? line + length + 1 : line + length;
    if (!*line || *line == '#') {
        return PK_OK;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i].name) == length && strncmp(words[i].name, line, length) == 0) {
            return words[i].run(script, rest);
        }
    }
    return run_command(script, line);
}

enum pk_err ui_script_open(struct ui_script **out, const struct pk_options *options,
                           struct pk_diag *diag)
{
    int width, height;
    *out = NULL;
    if (!parse_size(options->size ? options->size : "80x24", &width, &height)) {
        return pk_fail(diag, PK_ERR_USAGE, _("--size %s: write it as 80x24"), options->size);
    }
    FILE *file = fopen(options->script, "re");
    if (!file) {
        return pk_fail_at(diag, PK_ERR_USAGE, options->script, 0, "%s", strerror(errno));
    }
    struct ui_script *script = pk_new(1, sizeof *script);
    *script = (struct ui_script){ .file = file, .path = options->script, .width = width,
                                  .height = height };
    pk_grid_init(&script->grid, 0, 0, pk_cli_ascii(options, STDOUT_FILENO));
    *out = script;
    return PK_OK;
}

void ui_script_close(struct ui_script *script)
{
    if (script) {
        fclose(script->file);
        pk_grid_dispose(&script->grid);
        free(script);
    }
}

enum pk_err ui_script_run(struct ui_script *script, const struct ui_scene *scene,
                          struct pk_diag *diag)
{
    enum pk_err err = PK_OK;
    char *line = NULL;
    size_t capacity = 0;
    script->scene = scene;
    script->diag = diag;
    script->stale = UI_FRESH;
    settle(script);
    while (!err && !(script->stale & UI_QUIT) && getline(&line, &capacity, script->file) >= 0) {
        script->line++;
        err = run_line(script, line);
    }
    free(line);
    return err;
}
