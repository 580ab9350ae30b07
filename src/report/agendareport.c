/* agendareport.c: what is late and what comes next. */
#include "config.h"

#include "planek/agenda.h"
#include "planek/chart.h"
#include "planek/i18n.h"
#include "planek/report.h"
#include "planek/text.h"
#include "report/columns.h"
#include "report/parts.h"
#include "report/rows.h"

enum column { NUMBER, TITLE, DUE, DAYS, RESPONSIBLE, COLUMNS };

static const struct pk_column columns[] = {
    [NUMBER] = { "", NULL, false, false },
    [TITLE] = { "", NULL, false, true },
    [DUE] = { "", N_("due"), true, false },
    [DAYS] = { "", "", false, false },
    [RESPONSIBLE] = { "", N_("responsible"), false, true },
};

struct slice {
    const struct pk_report *report;
    const struct pk_agenda_item *items;
    bool brief; /* only the leading role */
};

static void add_roles(struct pk_buf *out, const char *roles, bool brief)
{
    size_t length;
    const char *first = pk_text_item(&(const char *){ roles }, &length);
    if (!brief) {
        pk_buf_str(out, roles);
    } else if (first) {
        pk_buf_add(out, first, length);
    }
}

static void add_days(struct pk_buf *out, int days)
{
    if (days == 0) {
        pk_buf_str(out, _("today"));
    } else if (days < 0) {
        pk_buf_printf(out, ngettext("%d day late", "%d days late", (unsigned long)-days), -days);
    } else {
        pk_buf_printf(out, ngettext("in %d day", "in %d days", (unsigned long)days), days);
    }
}

static void cell(struct pk_buf *out, size_t row, int column, const void *user)
{
    const struct slice *slice = user;
    const struct pk_activity *activity = slice->items[row].activity;
    switch ((enum column)column) {
    case NUMBER:
        pk_plan_number(out, slice->report->plan, &activity->record);
        break;
    case TITLE:
        pk_buf_str(out, pk_record_title(&activity->record));
        break;
    case DUE:
        pk_due_format(out, activity->due, pk_plan_settings(slice->report->plan)->year);
        break;
    case DAYS:
        add_days(out, slice->items[row].days);
        break;
    case RESPONSIBLE:
        add_roles(out, activity->responsible, slice->brief);
        break;
    case COLUMNS:
        break;
    }
}

static void print_slice(struct pk_doc *doc, const struct pk_report *report,
                        const struct pk_agenda_item *items, size_t count, bool brief,
                        const char *none)
{
    if (!count) {
        pk_doc_paragraph(doc, 0, 0, none);
        return;
    }
    struct slice slice = { report, items, brief };
    struct pk_columns table = { .columns = columns,
                                .count = COLUMNS,
                                .rows = count,
                                .cell = cell,
                                .user = &slice,
                                .names = 2,
                                .no_head = true };
    pk_columns_print(doc, &table);
}

void pk_parts_agenda(struct pk_doc *doc, const struct pk_report *report, int days)
{
    struct pk_agenda agenda;
    struct pk_buf title = { 0 };
    bool brief = days >= 0;
    pk_agenda_make(&agenda, report->plan, report->today, days, report->filter);
    pk_doc_section(doc, _("Late"));
    print_slice(doc, report, agenda.items, agenda.late, brief, _("Nothing is late."));
    if (days < 0) {
        pk_buf_str(&title, _("To come"));
    } else {
        pk_buf_printf(&title, ngettext("The next %d day", "The next %d days", (unsigned long)days),
                      days);
    }
    pk_doc_section(doc, pk_buf_text(&title));
    const struct pk_agenda_item *next = agenda.count ? agenda.items + agenda.late : NULL;
    print_slice(doc, report, next, agenda.count - agenda.late, brief,
                _("No deadline is to come."));
    pk_buf_dispose(&title);
    pk_agenda_dispose(&agenda);
}

static void agenda_text(struct pk_buf *out, const struct pk_report *report, int days)
{
    struct pk_doc doc;
    pk_doc_init(&doc, report);
    if (!pk_query_all(report->filter)) {
        struct pk_buf totals = { 0 };
        pk_parts_totals(&totals, report);
        pk_doc_paragraph(&doc, 0, 0, pk_buf_text(&totals));
        pk_buf_dispose(&totals);
    }
    pk_parts_agenda(&doc, report, days);
    pk_doc_print(out, &doc, false, "");
    pk_doc_dispose(&doc);
}

static void agenda_json(struct pk_buf *out, const struct pk_report *report,
                        const struct pk_agenda *agenda)
{
    struct pk_json json = { .out = out };
    struct pk_cellcheck *check = pk_cellcheck_new(report->plan);
    pk_json_open(&json, NULL, '[');
    for (size_t i = 0; i < agenda->count; i++) {
        pk_rows_json(&json, report, check, agenda->items[i].activity,
                     &agenda->items[i].days);
    }
    pk_json_close(&json, ']');
    pk_json_end(&json);
    pk_cellcheck_free(check);
}

static void agenda_csv(struct pk_buf *out, const struct pk_report *report,
                       const struct pk_agenda *agenda)
{
    pk_rows_csv_head(out, report, true);
    for (size_t i = 0; i < agenda->count; i++) {
        pk_rows_csv(out, report, agenda->items[i].activity, &agenda->items[i].days);
    }
}

void pk_report_agenda(struct pk_buf *out, const struct pk_report *report, int days,
                      enum pk_format format)
{
    if (format == PK_FORMAT_TEXT) {
        agenda_text(out, report, days);
        return;
    }
    struct pk_agenda agenda;
    pk_agenda_make(&agenda, report->plan, report->today, days, report->filter);
    if (format == PK_FORMAT_JSON) {
        agenda_json(out, report, &agenda);
    } else {
        agenda_csv(out, report, &agenda);
    }
    pk_agenda_dispose(&agenda);
}
