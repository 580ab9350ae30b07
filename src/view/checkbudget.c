/* checkbudget.c: the one check that needs totals, so it stands above the model. */
#include "config.h"

#include "planek/budget.h"
#include "planek/i18n.h"
#include "planek/text.h"

static void report_source(const struct pk_source *source, const struct pk_budget_source *row,
                          struct pk_faults *faults)
{
    struct pk_buf planned = { 0 }, over = { 0 };
    pk_money_format(&planned, row->planned);
    pk_money_format(&over, pk_money_sub(row->planned, row->allocation));
    pk_faults_add(faults, PK_WARNING, pk_schema(PK_SOURCES)->file, source->record.line,
                  _("allocation \"%s\": %s is planned from \"%s\", %s more than that; plan less "
                    "or raise the allocation"),
                  pk_text_quote(source->record.text[PK_SOURCE_ALLOCATION]).text,
                  pk_buf_text(&planned), pk_text_quote(source->id).text, pk_buf_text(&over));
    pk_buf_dispose(&planned);
    pk_buf_dispose(&over);
}

void pk_check_sources(const struct pk_plan *plan, struct pk_faults *faults)
{
    struct pk_budget budget;
    pk_budget_make(&budget, plan, NULL);
    for (size_t i = 0; i < budget.source_count; i++) {
        const struct pk_budget_source *row = &budget.sources[i];
        const struct pk_source *source = pk_plan_source(plan, row->id);
        if (source && pk_budget_over(row)) {
            report_source(source, row, faults);
        }
    }
    pk_budget_dispose(&budget);
    pk_faults_sort(faults);
}
