#include "config.h"

#include <signal.h>
#include <string.h>

#include "planek/cli.h"
#include "ui/keylist.h"
#include "ui/screen.h"

int main(int argc, char **argv)
{
    struct pk_invocation invocation;
    int status;
    /* A file that may not grow is then an error like a full disk. */
    signal(SIGXFSZ, SIG_IGN);
    pk_cli_locale();
    enum pk_err err = pk_cli_parse(&invocation, argc, argv);
    if (err) {
        status = pk_exit_status(err);
    } else if (pk_cli_screen(&invocation)) {
        status = ui_screen_run(&invocation);
    } else if (pk_cli_keys(&invocation)) {
        status = ui_keylist_print(&invocation.options, strcmp(invocation.argv[0], "roff") == 0);
    } else {
        status = pk_cli_run(&invocation);
    }
    pk_cli_dispose(&invocation);
    return status;
}
