#include "config.h"

#include "disk.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "planek/mem.h"

enum { EXCHANGED = 2, NOTHING = -1, ALL_NAMES = 6, SHORT_WRITE = 400, TEARS = 6 };

/* A write, or a new length where bytes is NULL. */
struct write {
    size_t offset, length;
    char *bytes;
    bool doomed;
};

struct file {
    bool folder;
    uint64_t inode;
    struct pk_buf lasting;
    struct write *writes; /* not lasting yet */
    size_t count, capacity;
};

struct name {
    char *path;
    int file; /* NOTHING: the path is free */
};

/* Names that change together. */
struct naming {
    struct name names[2];
    int count;
};

struct disk {
    struct file *files;
    size_t file_count, file_capacity;
    struct name *names; /* lasting */
    size_t name_count, name_capacity;
    struct naming *namings; /* not lasting yet */
    size_t naming_count, naming_capacity;
};

/* How a file fared: so many of its writes reached the disk, of the next one so many bytes, and then
 * zeros; one of them may be missing. */
struct fate {
    size_t whole, bytes, zeros;
    size_t missing; /* counted from 1 */
};

/* ---- names ---- */

static void name_set(struct name **names, size_t *count, size_t *capacity, const char *path,
                     int file)
{
    for (size_t i = 0; i < *count; i++) {
        if (strcmp((*names)[i].path, path) == 0) {
            (*names)[i].file = file;
            return;
        }
    }
    *names = pk_reserve(*names, capacity, *count + 1, sizeof **names);
    (*names)[(*count)++] = (struct name){ pk_strdup(path), file };
}

/* What the path stands for once everything has happened. */
static int file_at(const struct disk *disk, const char *path)
{
    int file = NOTHING;
    for (size_t i = 0; i < disk->name_count; i++) {
        if (strcmp(disk->names[i].path, path) == 0) {
            file = disk->names[i].file;
        }
    }
    for (size_t i = 0; i < disk->naming_count; i++) {
        for (int j = 0; j < disk->namings[i].count; j++) {
            if (strcmp(disk->namings[i].names[j].path, path) == 0) {
                file = disk->namings[i].names[j].file;
            }
        }
    }
    return file;
}

static struct naming *naming_add(struct disk *disk, const char *path, int file)
{
    disk->namings = pk_reserve(disk->namings, &disk->naming_capacity, disk->naming_count + 1,
                               sizeof *disk->namings);
    struct naming *naming = &disk->namings[disk->naming_count++];
    *naming = (struct naming){ .names = { { pk_strdup(path), file } }, .count = 1 };
    return naming;
}

static void naming_also(struct naming *naming, const char *path, int file)
{
    naming->names[naming->count++] = (struct name){ pk_strdup(path), file };
}

static bool lies_in(const char *path, const char *folder)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    return strlen(folder) == length && strncmp(path, folder, length) == 0;
}

/* What was renamed from one folder to another lasts with the folder it went to. */
static void names_last(struct disk *disk, const char *folder)
{
    size_t kept = 0;
    for (size_t i = 0; i < disk->naming_count; i++) {
        struct naming naming = disk->namings[i];
        if (!lies_in(naming.names[naming.count - 1].path, folder)) {
            disk->namings[kept++] = naming;
            continue;
        }
        for (int j = 0; j < naming.count; j++) {
            name_set(&disk->names, &disk->name_count, &disk->name_capacity, naming.names[j].path,
                     naming.names[j].file);
            free(naming.names[j].path);
        }
    }
    disk->naming_count = kept;
}

/* ---- files ---- */

static int file_add(struct disk *disk, bool folder, uint64_t inode)
{
    disk->files =
        pk_reserve(disk->files, &disk->file_capacity, disk->file_count + 1, sizeof *disk->files);
    disk->files[disk->file_count] = (struct file){ .folder = folder, .inode = inode };
    return (int)disk->file_count++;
}

/* Numbers are used again: the youngest file has it. */
static struct file *file_of(struct disk *disk, uint64_t inode)
{
    for (size_t i = disk->file_count; i-- > 0;) {
        if (disk->files[i].inode == inode) {
            return &disk->files[i];
        }
    }
    return NULL;
}

/* Of a file that is known, since it was opened or made before. */
static struct file *known_file(struct disk *disk, uint64_t inode)
{
    struct file *file = file_of(disk, inode);
    if (!file) {
        fail_msg("a file was written to that nobody has opened");
        abort();
    }
    return file;
}

static void write_add(struct file *file, size_t offset, const char *bytes, size_t length)
{
    file->writes =
        pk_reserve(file->writes, &file->capacity, file->count + 1, sizeof *file->writes);
    struct write *write = &file->writes[file->count++];
    *write = (struct write){ .offset = offset, .length = length };
    if (bytes) {
        write->bytes = pk_new(length + 1, 1);
        memcpy(write->bytes, bytes, length);
    }
}

static void put(struct pk_buf *bytes, size_t offset, const char *text, size_t length, size_t zeros)
{
    size_t end = offset + length + zeros;
    if (bytes->len < end) {
        pk_buf_fill(bytes, '\0', end - bytes->len);
    }
    if (length) {
        memcpy(bytes->data + offset, text, length);
    }
    if (zeros) {
        memset(bytes->data + offset + length, 0, zeros);
    }
}

static void do_write(struct pk_buf *bytes, const struct write *write)
{
    if (write->bytes) {
        put(bytes, write->offset, write->bytes, write->length, 0);
    } else if (write->offset < bytes->len) {
        pk_buf_cut(bytes, write->offset);
    } else {
        put(bytes, bytes->len, "", 0, write->offset - bytes->len);
    }
}

static void file_bytes(const struct file *file, const struct fate *fate, struct pk_buf *out)
{
    pk_buf_add(out, pk_buf_text(&file->lasting), file->lasting.len);
    for (size_t i = 0; i < fate->whole; i++) {
        if (i + 1 != fate->missing) {
            do_write(out, &file->writes[i]);
        }
    }
    if (fate->bytes + fate->zeros) {
        const struct write *torn = &file->writes[fate->whole];
        put(out, torn->offset, torn->bytes, fate->bytes, fate->zeros);
    }
}

static void file_lasts(struct file *file, bool synced)
{
    size_t kept = 0;
    for (size_t i = 0; i < file->count; i++) {
        struct write write = file->writes[i];
        if (!synced || write.doomed) {
            write.doomed = true;
            file->writes[kept++] = write;
            continue;
        }
        do_write(&file->lasting, &write);
        free(write.bytes);
    }
    file->count = kept;
}

/* ---- calls ---- */

static void take_open(struct disk *disk, const struct record *record)
{
    const struct record_head *head = &record->head;
    if (head->created) {
        int file = file_add(disk, false, head->inode);
        if ((head->flags & O_TMPFILE) != O_TMPFILE) {
            naming_add(disk, record->path, file);
        }
    } else if (head->flags & O_TRUNC) {
        write_add(known_file(disk, head->inode), 0, NULL, 0);
    }
}

static void take_rename(struct disk *disk, const struct record *record)
{
    int from = file_at(disk, record->path), to = file_at(disk, record->other);
    assert_true(from != NOTHING);
    naming_also(naming_add(disk, record->path, record->head.flags & EXCHANGED ? to : NOTHING),
                record->other, from);
}

static void take_sync(struct disk *disk, const struct record *record, bool synced)
{
    struct file *file = file_of(disk, record->head.inode);
    if (file && !file->folder) {
        file_lasts(file, synced);
    } else if (synced) {
        names_last(disk, record->path);
    }
}

void disk_take(struct disk *disk, const struct record *record)
{
    const struct record_head *head = &record->head;
    if (head->kind == RECORD_SYNC) {
        take_sync(disk, record, head->result >= 0);
        return;
    }
    if (head->result < 0) {
        return;
    }
    switch ((enum record_kind)head->kind) {
    case RECORD_OPEN: take_open(disk, record); break;
    case RECORD_WRITE:
        write_add(known_file(disk, head->inode), (size_t)head->offset, record->data, head->data);
        break;
    case RECORD_TRUNCATE:
        write_add(known_file(disk, head->inode), (size_t)head->offset, NULL, 0);
        break;
    case RECORD_RENAME: take_rename(disk, record); break;
    case RECORD_LINK: {
        const struct file *file = known_file(disk, head->inode);
        naming_add(disk, record->path, (int)(file - disk->files));
        break;
    }
    case RECORD_UNLINK:
    case RECORD_RMDIR: naming_add(disk, record->path, NOTHING); break;
    case RECORD_MKDIR: naming_add(disk, record->path, file_add(disk, true, head->inode)); break;
    case RECORD_SYMLINK: fail_msg("symbolic links are not known here: %s", record->path);
    case RECORD_SYNC:
    case RECORD_MODE:
    case RECORD_KINDS: break;
    }
}

struct disk *disk_new(const struct image *start)
{
    struct disk *disk = pk_new(1, sizeof *disk);
    for (size_t i = 0; i < start->count; i++) {
        const struct image_item *item = &start->items[i];
        int file = file_add(disk, item->folder, item->inode);
        pk_buf_add(&disk->files[file].lasting, pk_buf_text(&item->bytes), item->bytes.len);
        name_set(&disk->names, &disk->name_count, &disk->name_capacity, item->path, file);
    }
    return disk;
}

void disk_free(struct disk *disk)
{
    for (size_t i = 0; i < disk->file_count; i++) {
        for (size_t j = 0; j < disk->files[i].count; j++) {
            free(disk->files[i].writes[j].bytes);
        }
        free(disk->files[i].writes);
        pk_buf_dispose(&disk->files[i].lasting);
    }
    for (size_t i = 0; i < disk->name_count; i++) {
        free(disk->names[i].path);
    }
    for (size_t i = 0; i < disk->naming_count; i++) {
        for (int j = 0; j < disk->namings[i].count; j++) {
            free(disk->namings[i].names[j].path);
        }
    }
    free(disk->files);
    free(disk->names);
    free(disk->namings);
    free(disk);
}

/* ---- states ---- */

struct state {
    const struct disk *disk;
    struct fate *fates;        /* one a file */
    const unsigned char *done; /* of the namings */
};

static bool is_there(const struct image *image, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) {
        return true;
    }
    char *folder = pk_strndup(path, (size_t)(slash - path));
    const struct image_item *item = image_find(image, folder);
    bool there = item && item->folder;
    free(folder);
    return there;
}

/* A file is found only where its folder is. */
static void build(const struct state *state, struct image *out)
{
    const struct disk *disk = state->disk;
    struct name *names = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < disk->name_count; i++) {
        name_set(&names, &count, &capacity, disk->names[i].path, disk->names[i].file);
    }
    for (size_t i = 0; i < disk->naming_count; i++) {
        const struct naming *naming = &disk->namings[i];
        for (int j = 0; state->done[i] && j < naming->count; j++) {
            name_set(&names, &count, &capacity, naming->names[j].path, naming->names[j].file);
        }
    }
    *out = (struct image){ 0 };
    for (int folders = 1; folders >= 0; folders--) {
        for (size_t i = 0; i < count; i++) {
            struct pk_buf bytes = { 0 };
            const struct file *file =
                names[i].file == NOTHING ? NULL : &disk->files[names[i].file];
            if (file && file->folder == folders && is_there(out, names[i].path)) {
                file_bytes(file, &state->fates[names[i].file], &bytes);
                image_add(out, names[i].path, file->folder, &bytes);
            }
        }
    }
    image_sort(out);
    for (size_t i = 0; i < count; i++) {
        free(names[i].path);
    }
    free(names);
}

struct telling {
    disk_state_fn *tell;
    void *user;
    bool finely;
};

static void tell(const struct state *state, const struct telling *telling)
{
    struct image image;
    build(state, &image);
    telling->tell(&image, telling->user);
    image_dispose(&image);
}

/* Every fate of the file but that all or nothing of it is there. */
static void tell_fates(const struct state *state, size_t number, const struct telling *telling)
{
    const struct file *file = &state->disk->files[number];
    struct fate *fate = &state->fates[number], old = *fate;
    for (size_t i = 0; i < file->count; i++) {
        size_t length = file->writes[i].length;
        size_t step = length > SHORT_WRITE || !telling->finely ? length / TEARS + 1 : 1;
        for (size_t bytes = 0; bytes < length; bytes += step) {
            *fate = (struct fate){ .whole = i, .bytes = bytes };
            tell(state, telling);
        }
        for (size_t part = 0; length && part < 3; part++) {
            size_t bytes = part * length / 3;
            *fate = (struct fate){ .whole = i, .bytes = bytes, .zeros = length - bytes };
            tell(state, telling);
        }
        if (file->count > 1) {
            *fate = (struct fate){ .whole = file->count, .missing = i + 1 };
            tell(state, telling);
        }
    }
    *fate = old;
}

static void tell_files(struct state *state, const struct telling *telling)
{
    const struct disk *disk = state->disk;
    for (int all = 0; all < 2; all++) {
        for (size_t i = 0; i < disk->file_count; i++) {
            state->fates[i] = (struct fate){ .whole = all ? disk->files[i].count : 0 };
        }
        tell(state, telling);
        for (size_t i = 0; i < disk->file_count; i++) {
            if (disk->files[i].count) {
                tell_fates(state, i, telling);
            }
        }
    }
}

/* All choices among a few namings; among many all first so many, all but one, and only one. */
void disk_states(const struct disk *disk, bool finely, disk_state_fn *callback, void *user)
{
    const struct telling telling = { callback, user, finely };
    size_t count = disk->naming_count;
    unsigned char *done = pk_new(count + 1, 1);
    struct state state = { disk, pk_new(disk->file_count + 1, sizeof *state.fates), done };
    size_t choices = count <= ALL_NAMES ? (size_t)1 << count : 3 * count + 1;
    for (size_t choice = 0; choice < choices; choice++) {
        for (size_t i = 0; i < count; i++) {
            size_t at = choice % (count + 1);
            done[i] = count <= ALL_NAMES        ? choice >> i & 1
                      : choice <= count         ? i < choice
                      : choice <= 2 * count + 1 ? i != at
                                                : i == at;
        }
        tell_files(&state, &telling);
    }
    free(state.fates);
    free(done);
}

void disk_now(const struct disk *disk, struct image *out)
{
    unsigned char *done = pk_new(disk->naming_count + 1, 1);
    struct state state = { disk, pk_new(disk->file_count + 1, sizeof *state.fates), done };
    memset(done, 1, disk->naming_count);
    for (size_t i = 0; i < disk->file_count; i++) {
        state.fates[i].whole = disk->files[i].count;
    }
    build(&state, out);
    free(state.fates);
    free(done);
}
