#include "config.h"

#include "ui/script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "planek/i18n.h"
#include "planek/text.h"
#include "ui/commands.h"
#include "ui/loop.h"

enum { SIZE_MOST = 1000, WAIT_MS = 60000 };

struct script {
    struct ui_app *app;
    struct pk_grid grid;
    int width, height;
    const char *path;
    size_t line;
    unsigned stale;
    struct pk_diag *diag;
};

/* Says what is wrong with the line. */
static enum pk_err fail(const struct script *script, const char *sentence)
{
    return pk_fail_at(script->diag, PK_ERR_USAGE, script->path, script->line, "%s", sentence);
}

static enum pk_err fail_word(const struct script *script, const char *word)
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

static void settle(struct script *script)
{
    ui_draw(script->app, &script->grid, script->width, script->height);
    ui_dump(script->app, &script->grid, script->stale);
    script->stale &= UI_QUIT;
}

static void press(struct script *script, const struct ui_key *key)
{
    if (script->stale & UI_QUIT) {
        return;
    }
    script->stale |= ui_app_key(script->app, key);
    settle(script);
}

static enum pk_err press_names(struct script *script, char *names)
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
static enum pk_err type(struct script *script, const char *text)
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

static void paste(struct script *script, const char *text)
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
}

static enum pk_err resize(struct script *script, const char *size)
{
    if (!parse_size(size, &script->width, &script->height)) {
        return fail_word(script, size);
    }
    struct ui_key key = { .code = UI_KEY_RESIZE };
    press(script, &key);
    return PK_OK;
}

/* As if nobody had pressed a key for a while: what is due then is done. */
static void wait_still(struct script *script)
{
    struct ui_key key = { .code = UI_KEY_IDLE, .when = ui_live_now() + WAIT_MS };
    press(script, &key);
}

static enum pk_err run_command(struct script *script, const char *text)
{
    struct ui_line line;
    struct pk_diag why;
    enum pk_err err = ui_line_parse(&line, text, &why);
    if (err) {
        err = fail(script, why.text);
    } else if (!(script->stale & UI_QUIT)) {
        script->stale |= ui_line_run(script->app, &line);
    }
    ui_line_dispose(&line);
    if (!err) {
        settle(script);
    }
    return err;
}

static enum pk_err run_line(struct script *script, char *line)
{
    line[strcspn(line, "\r\n")] = '\0';
    size_t length = strcspn(line, " ");
    char *rest = line[length] ? line + length + 1 : line + length;
    if (!*line || *line == '#') {
        return PK_OK;
    }
    if (length == 4 && strncmp(line, "keys", length) == 0) {
        return press_names(script, rest);
    }
    if (length == 4 && strncmp(line, "type", length) == 0) {
        return type(script, rest);
    }
    if (length == 6 && strncmp(line, "resize", length) == 0) {
        return resize(script, rest);
    }
    if (length == 4 && strncmp(line, "wait", length) == 0) {
        wait_still(script);
    } else if (length == 5 && strncmp(line, "paste", length) == 0) {
        paste(script, rest);
    } else if (length == 5 && strncmp(line, "print", length) == 0) {
        fprintf(script->app->dump, "%s\n", rest);
        fflush(script->app->dump);
    } else {
        return run_command(script, line);
    }
    return PK_OK;
}

enum pk_err ui_script_run(struct ui_app *app, const char *path, const char *size,
                          struct pk_diag *diag)
{
    struct script script = { .app = app, .path = path, .diag = diag };
    if (!parse_size(size ? size : "80x24", &script.width, &script.height)) {
        return pk_fail(diag, PK_ERR_USAGE, _("--size %s: write it as 80x24"), size);
    }
    FILE *file = fopen(path, "re");
    if (!file) {
        return pk_fail_at(diag, PK_ERR_USAGE, path, 0, "%s", strerror(errno));
    }
    enum pk_err err = ui_keymap_check(&app->keymap, diag);
    char *line = NULL;
    size_t capacity = 0;
    app->dump = stdout;
    pk_grid_init(&script.grid, 0, 0, app->ascii);
    settle(&script);
    while (!err && !(script.stale & UI_QUIT) && getline(&line, &capacity, file) >= 0) {
        script.line++;
        err = run_line(&script, line);
    }
    free(line);
    fclose(file);
    pk_grid_dispose(&script.grid);
    return err;
}
