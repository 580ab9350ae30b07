/* faultsreport.c: what check found. */
#include "config.h"

#include <string.h>

#include "planek/report.h"
#include "report/csvline.h"
#include "report/json.h"
#include "report/wrap.h"

static const char *severity_name(enum pk_severity severity)
{
    switch (severity) {
    case PK_WARNING: return "warning";
    case PK_ERROR: return "error";
    case PK_FATAL: return "fatal";
    }
    return "";
}

static void fault_text(struct pk_buf *out, const struct pk_fault *fault, bool ascii)
{
    struct pk_buf line = { 0 };
    if (*fault->file && fault->line) {
        pk_buf_printf(&line, "%s:%zu: ", fault->file, fault->line);
    } else if (*fault->file) {
        pk_buf_printf(&line, "%s: ", fault->file);
    }
    pk_buf_str(&line, fault->text);
    pk_wrap_safe(out, pk_buf_text(&line), ascii);
    pk_buf_char(out, '\n');
    pk_buf_dispose(&line);
}

static void faults_json(struct pk_buf *out, const struct pk_faults *faults)
{
    struct pk_json json = { .out = out };
    pk_json_open(&json, NULL, '[');
    for (size_t i = 0; i < faults->count; i++) {
        const struct pk_fault *fault = &faults->items[i];
        pk_json_open(&json, NULL, '{');
        pk_json_cell(&json, "file", fault->file);
        if (fault->line) {
            pk_json_integer(&json, "line", (long long)fault->line);
        } else {
            pk_json_null(&json, "line");
        }
        pk_json_text(&json, "severity", severity_name(fault->severity));
        pk_json_text(&json, "message", fault->text);
        pk_json_close(&json, '}');
    }
    pk_json_close(&json, ']');
    pk_json_end(&json);
}

static void faults_csv(struct pk_buf *out, const struct pk_faults *faults)
{
    struct pk_csvline line = { .out = out };
    static const char *const head[] = { "file", "line", "severity", "message" };
    for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) {
        pk_csvline_text(&line, head[i]);
    }
    pk_csvline_end(&line);
    for (size_t i = 0; i < faults->count; i++) {
        const struct pk_fault *fault = &faults->items[i];
        pk_csvline_text(&line, fault->file);
        if (fault->line) {
            pk_csvline_integer(&line, (long long)fault->line);
        } else {
            pk_csvline_text(&line, "");
        }
        pk_csvline_text(&line, severity_name(fault->severity));
        pk_csvline_text(&line, fault->text);
        pk_csvline_end(&line);
    }
}

void pk_report_faults(struct pk_buf *out, const struct pk_faults *faults, enum pk_format format,
                      bool ascii)
{
    switch (format) {
    case PK_FORMAT_TEXT:
        for (size_t i = 0; i < faults->count; i++) {
            fault_text(out, &faults->items[i], ascii);
        }
        break;
    case PK_FORMAT_JSON:
        faults_json(out, faults);
        break;
    case PK_FORMAT_CSV:
        faults_csv(out, faults);
        break;
    }
}
