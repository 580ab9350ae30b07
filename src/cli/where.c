#include "config.h"

#include "cli/where.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "planek/buf.h"
#include "planek/folder.h"
#include "planek/i18n.h"
#include "planek/mem.h"

#define SAMPLE "kk-2024"

bool pk_where_is_folder(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

char *pk_where_of(const char *name, const char *installed)
{
    struct pk_buf path = { 0 };
    char *self = realpath("/proc/self/exe", NULL);
    char *slash = self ? strrchr(self, '/') : NULL;
    if (slash) {
        pk_buf_printf(&path, "%.*s/%s", (int)(slash - self), self, name);
    }
    if (!slash || !pk_where_is_folder(pk_buf_text(&path))) {
        pk_buf_cut(&path, 0);
        pk_buf_str(&path, installed);
    }
    free(self);
    return pk_buf_take(&path);
}

enum pk_err pk_cli_demo(struct pk_invocation *invocation, struct pk_diag *diag)
{
    char *data = pk_where_of("data", PK_DATADIR);
    struct pk_buf sample = { 0 };
    pk_buf_printf(&sample, "%s/" SAMPLE, data);
    enum pk_err err = pk_folder_copy(&invocation->demo_folder, pk_buf_text(&sample), diag);
    invocation->options.plan = invocation->demo_folder;
    pk_buf_dispose(&sample);
    free(data);
    return err;
}

enum pk_err pk_cli_no_plan(struct pk_diag *diag)
{
    return pk_fail(diag, PK_ERR_IO,
                   _("there is no plan here: name its folder with -p DIR, set $PLANEK_PLAN, or go "
                     "to a folder with a plan.ini; --demo opens a sample plan"));
}

enum pk_err pk_where_plan(struct pk_invocation *invocation, struct pk_diag *diag)
{
    struct pk_options *options = &invocation->options;
    if (options->demo) {
        return pk_cli_demo(invocation, diag);
    }
    const char *named = getenv("PLANEK_PLAN");
    if (!options->plan && named && *named) {
        options->plan = named;
    }
    if (!options->plan && access("plan.ini", F_OK) == 0) {
        options->plan = ".";
    }
    if (!options->plan) {
        options->plan = invocation->config.plan;
    }
    return options->plan || pk_cli_screen(invocation) ? PK_OK : pk_cli_no_plan(diag);
}
