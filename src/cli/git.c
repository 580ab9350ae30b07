#include "config.h"

#include "cli/git.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "planek/i18n.h"
#include "planek/mem.h"

/* How a child ends whose program cannot be started, where posix_spawn does not tell at once. */
enum { NOT_STARTED = 127 };

/* What posix_spawnp wants: words that could be written to. */
static char **copy_words(const char *folder, const char *const *words)
{
    size_t count = 0;
    while (words[count]) {
        count++;
    }
    char **argv = pk_new(count + 4, sizeof *argv);
    argv[0] = pk_strdup("git");
    argv[1] = pk_strdup("-C");
    argv[2] = pk_strdup(folder);
    for (size_t i = 0; i < count; i++) {
        argv[3 + i] = pk_strdup(words[i]);
    }
    return argv;
}

static void free_words(char **argv)
{
    for (size_t i = 0; argv[i]; i++) {
        free(argv[i]);
    }
    free(argv);
}

static int spawn(pid_t *child, char **argv)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) {
        return error;
    }
    error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (!error) {
        error = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY,
                                                 0);
    }
    if (!error) {
        error = posix_spawnp(child, argv[0], &actions, NULL, argv, environ);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static enum pk_err fail_none(struct pk_diag *diag)
{
    return pk_fail(diag, PK_ERR_REFUSED,
                   _("git is not installed here; on Debian: apt-get install git"));
}

enum pk_err pk_git_run(const char *folder, const char *const *words, int *status,
                       struct pk_diag *diag)
{
    pid_t child, ended;
    int how;
    char **argv = copy_words(folder, words);
    int error = spawn(&child, argv);
    free_words(argv);
    if (error == ENOENT) {
        return fail_none(diag);
    }
    if (error) {
        return pk_fail(diag, PK_ERR_REFUSED, _("git cannot be started: %s"), strerror(error));
    }
    do {
        ended = waitpid(child, &how, 0);
    } while (ended < 0 && errno == EINTR);
    if (ended == child && WIFEXITED(how) && WEXITSTATUS(how) == NOT_STARTED) {
        return fail_none(diag);
    }
    if (ended != child || !WIFEXITED(how)) {
        return pk_fail(diag, PK_ERR_REFUSED, _("git did not end as it should; try again"));
    }
    *status = WEXITSTATUS(how);
    return PK_OK;
}
