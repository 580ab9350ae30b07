/* floor DIR: the least that a screen of a plan can be, which planek is measured against.  Reads
 * goals.csv and activities.csv with libcsv and shows their rows as a plain list with ncurses:
 * title, deadline, cost.  Arrows move, q and F10 end.
 */
#include "config.h"

#include <csv.h>
#include <curses.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 16, GOAL = 1, TITLE = 2, DUE = 7, COST = 8 };

struct row {
    char *cells[COLUMNS];
    int column;
};

struct table {
    struct row *rows;
    size_t count;
    bool open; /* the last row is not complete yet */
};

static void take_field(void *bytes, size_t length, void *user)
{
    struct table *table = user;
    if (!table->open) {
        table->rows = realloc(table->rows, (table->count + 1) * sizeof *table->rows);
        if (!table->rows) {
            exit(3);
        }
        table->rows[table->count++] = (struct row){ .column = 0 };
        table->open = true;
    }
    struct row *row = &table->rows[table->count - 1];
    if (row->column < COLUMNS) {
        row->cells[row->column++] = strndup(bytes ? bytes : "", length);
    }
}

static void take_row(int end, void *user)
{
    (void)end;
    ((struct table *)user)->open = false;
}

static struct table read_table(const char *folder, const char *name)
{
    struct table table = { NULL, 0, false };
    struct csv_parser parser;
    char path[4096], bytes[65536];
    size_t got;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file || csv_init(&parser, 0) != 0) {
        perror(path);
        exit(3);
    }
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0) {
        csv_parse(&parser, bytes, got, take_field, take_row, &table);
    }
    csv_fini(&parser, take_field, take_row, &table);
    csv_free(&parser);
    fclose(file);
    return table;
}

/* Goals, each with its activities behind it. */
static const struct row **make_list(const struct table *goals, const struct table *activities,
                                    size_t *count)
{
    const struct row **list = malloc((goals->count + activities->count) * sizeof(*list));
    *count = 0;
    for (size_t g = 1; list && g < goals->count; g++) {
        list[(*count)++] = &goals->rows[g];
        for (size_t a = 1; a < activities->count; a++) {
            if (strcmp(activities->rows[a].cells[GOAL], goals->rows[g].cells[0]) == 0) {
                list[(*count)++] = &activities->rows[a];
            }
        }
    }
    return list;
}

static void draw_row(const struct row *row, int y, bool lit)
{
    if (lit) {
        attron(A_REVERSE);
    }
    if (row->column > COST) {
        mvprintw(y, 3, "%.*s", COLS / 2, row->cells[TITLE]);
        mvaddstr(y, COLS - 30, row->cells[DUE]);
        mvprintw(y, COLS - 14, "%12s", row->cells[COST]);
    } else {
        mvaddstr(y, 1, row->cells[1]);
    }
    if (lit) {
        attroff(A_REVERSE);
    }
}

static void draw(const struct row *const *list, size_t count, size_t cursor)
{
    size_t first = cursor < (size_t)LINES ? 0 : cursor - (size_t)LINES + 1;
    erase();
    for (size_t i = first; i < count && i < first + (size_t)LINES; i++) {
        draw_row(list[i], (int)(i - first), i == cursor);
    }
    refresh();
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: floor DIR\n", stderr);
        return 2;
    }
    setlocale(LC_ALL, "");
    struct table goals = read_table(argv[1], "goals.csv");
    struct table activities = read_table(argv[1], "activities.csv");
    size_t count, cursor = 0;
    const struct row **list = make_list(&goals, &activities, &count);
    initscr();
    raw();
    noecho();
    keypad(stdscr, TRUE);
    curs_set(0);
    for (int key = 0; list && count && key != 'q' && key != KEY_F(10); key = getch()) {
        cursor += key == KEY_DOWN && cursor + 1 < count;
        cursor -= key == KEY_UP && cursor > 0;
        draw((const struct row *const *)list, count, cursor);
    }
    endwin();
    return 0;
}
