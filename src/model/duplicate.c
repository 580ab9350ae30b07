/* duplicate.c: an activity once more, for what is to be done a second time.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/newid.h"
#include "planek/edit.h"
#include "planek/i18n.h"
#include "planek/text.h"

/* Of a checklist nothing is ticked off yet. */
static void untick(struct pk_buf *text)
{
    for (size_t at = 0; at < text->len;) {
        size_t box = at + strspn(text->data + at, " \t");
        if (text->data[box] == '-') {
            box++;
            box += strspn(text->data + box, " \t");
        }
        if (strncmp(text->data + box, "[x]", 3) == 0 || strncmp(text->data + box, "[X]", 3) == 0) {
            text->data[box + 1] = ' ';
        }
        at += strcspn(text->data + at, "\n");
        at += text->data[at] == '\n';
    }
}

/* ---- what it is called: "Web (copy)", then "Web (copy 2)" ---- */

/* What a copy's title ends in: `first`, or `head`, a number and `tail`. */
struct endings {
    struct pk_buf first, head;
    const char *tail;
};

static void make_endings(struct endings *endings)
{
    *endings = (struct endings){ .tail = "" };
    pk_buf_printf(&endings->first, _("%s (copy)"), "");
    /* TRANSLATORS: a further copy: the title and a number from 2 */
    pk_buf_printf(&endings->head, _("%s (copy %s)"), "", "\n");
    char *number = strchr(endings->head.data, '\n');
    if (number) {
        *number = '\0';
        endings->tail = number + 1;
    }
}

static void dispose_endings(struct endings *endings)
{
    pk_buf_dispose(&endings->first);
    pk_buf_dispose(&endings->head);
}

/* Which copy the ending tells: 1 the first, 0 none. */
static unsigned long read_ending(const struct endings *endings, const char *ending)
{
    const char *head = endings->head.data;
    size_t length = strlen(head);
    if (strcmp(ending, pk_buf_text(&endings->first)) == 0) {
        return 1;
    }
    const char *digits = strncmp(ending, head, length) == 0 ? ending + length : "";
    size_t count = strspn(digits, "0123456789");
    bool is_copy = count > 0 && count < 9 && strcmp(digits + count, endings->tail) == 0;
    return is_copy ? strtoul(digits, NULL, 10) : 0;
}

/* How much of the title is not the ending of a copy. */
static size_t base_length(const struct endings *endings, const char *title)
{
    size_t length = strlen(title);
    for (size_t at = length; at-- > 0;) {
        if (read_ending(endings, title + at)) {
            return at;
        }
    }
    return length;
}

/* The title with the next number that no copy in its goal has. */
static void name_copy(struct pk_buf *out, const struct pk_plan *plan,
                      const struct pk_activity *activity)
{
    const char *title = pk_record_title(&activity->record);
    const struct pk_group *groups;
    struct endings endings;
    unsigned long last = 0;
    make_endings(&endings);
    (void)pk_plan_groups(plan, &groups);
    const struct pk_group *group = &groups[activity->group];
    size_t length = base_length(&endings, title);
    for (size_t i = 0; i < group->count; i++) {
        const char *other = group->activities[i]->title;
        bool begins = strncmp(other, title, length) == 0;
        unsigned long number = begins ? read_ending(&endings, other + length) : 0;
        last = number > last ? number : last;
    }
    pk_buf_add(out, title, length);
    if (last == 0) {
        pk_buf_str(out, pk_buf_text(&endings.first));
    } else {
        pk_buf_printf(out, "%s%lu%s", endings.head.data, last + 1, endings.tail);
    }
    dispose_endings(&endings);
}

/* ---- what is in it ---- */

static void copy_value(struct pk_buf *out, const struct pk_record *record, int field,
                       const char *title)
{
    const char *text = record->text[field];
    switch (field) {
    case PK_ACTIVITY_TITLE: pk_buf_str(out, title); break;
    case PK_ACTIVITY_STATUS: pk_buf_str(out, "planned"); break;
    case PK_ACTIVITY_DONE: pk_buf_str(out, *text ? "0" : ""); break;
    case PK_ACTIVITY_DETAIL:
        pk_buf_str(out, text);
        untick(out);
        break;
    default: pk_buf_str(out, text); break;
    }
}

void pk_edit_duplicate(struct pk_change *change, const struct pk_plan *plan,
                       const struct pk_activity *activity, const char **id)
{
    const struct pk_record *record = &activity->record;
    struct pk_buf title = { 0 }, name = { 0 }, value = { 0 };
    size_t first = change->count;
    name_copy(&title, plan, activity);
    pk_newid(&name, plan, PK_ACTIVITIES, pk_buf_text(&title));
    pk_change_add(change, PK_ACTIVITIES, 0, pk_buf_text(&name), "", pk_buf_text(&name));
    pk_change_add(change, PK_ACTIVITIES, PK_FIELD_PLACE, pk_buf_text(&name), "", activity->id);
    int fields = PK_ACTIVITY_FIELDS + pk_plan_extra_count(plan, PK_ACTIVITIES);
    for (int field = 1; field < fields; field++) {
        pk_buf_cut(&value, 0);
        copy_value(&value, record, field, pk_buf_text(&title));
        bool good = field >= PK_ACTIVITY_FIELDS || !pk_record_bad(record, field) ||
                    field == PK_ACTIVITY_STATUS;
        if (value.len && good) {
            pk_change_add(change, PK_ACTIVITIES, field, pk_buf_text(&name), "",
                          pk_buf_text(&value));
        }
    }
    *id = change->cells[first].id;
    pk_buf_dispose(&title);
    pk_buf_dispose(&name);
    pk_buf_dispose(&value);
}
