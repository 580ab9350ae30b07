#include "config.h"

#include "ui/termoutput.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/* The terminal anew, so that others do not notice that nobody waits for it; else as it is. */
static int open_again(int usual)
{
    int fd = open("/proc/self/fd/1", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (fd >= 0 && !isatty(fd)) {
        close(fd);
        fd = -1;
    }
    return fd >= 0 ? fd : usual;
}

void ui_termoutput_begin(struct ui_termoutput *output, unsigned ways)
{
    *output = (struct ui_termoutput){ .fresh = true, .ways = ways, .memory = -1 };
    output->usual = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (output->usual >= 0) {
        output->terminal = open_again(output->usual);
        output->memory = memfd_create("planek", MFD_CLOEXEC);
    }
}

void ui_termoutput_end(struct ui_termoutput *output)
{
    if (output->usual >= 0) {
        dup2(output->usual, STDOUT_FILENO);
        close(output->usual);
    }
    if (output->usual >= 0 && output->terminal != output->usual) {
        close(output->terminal);
    }
    if (output->memory >= 0) {
        close(output->memory);
    }
    pk_buf_dispose(&output->caught);
    pk_buf_dispose(&output->bytes);
}

/* The memory is a file to the system: a limit on the size of files would cut a frame off. */
static bool files_may_grow(void)
{
    struct rlimit limit;
    return getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY;
}

void ui_termoutput_catch(struct ui_termoutput *output)
{
    output->catching = output->memory >= 0 && files_may_grow();
    output->pen.strange = output->pen.strange || !output->catching;
    output->pen.known = output->pen.known && output->catching;
    if (output->catching) {
        dup2(output->memory, STDOUT_FILENO);
    }
}

/* Takes out of the memory what was caught. */
static void collect(struct ui_termoutput *output)
{
    char bytes[16384];
    ssize_t got;
    pk_buf_cut(&output->caught, 0);
    lseek(output->memory, 0, SEEK_SET);
    while ((got = read(output->memory, bytes, sizeof bytes)) > 0) {
        pk_buf_add(&output->caught, bytes, (size_t)got);
    }
    lseek(output->memory, 0, SEEK_SET);
    if (ftruncate(output->memory, 0) != 0) {
        output->gone = true;
    }
}

/* Waits until the terminal takes more; when the program is to end, not for long.  False when it is
 * to be waited for no longer. */
static bool may_go_on(const struct ui_termoutput *output, struct ui_terminput *input)
{
    enum { GRACE_MS = 300 };
    struct pollfd fds[] = { { output->terminal, POLLOUT, 0 }, { input->signals.fd, POLLIN, 0 } };
    if (input->ended) {
        return poll(fds, 1, GRACE_MS) > 0;
    }
    if (poll(fds, 2, -1) > 0 && fds[1].revents) {
        ui_terminput_note(input);
    }
    return true;
}

static void send_bytes(struct ui_termoutput *output, struct ui_terminput *input)
{
    const char *at = pk_buf_text(&output->bytes);
    size_t left = output->bytes.len;
    while (left && !output->gone) {
        ssize_t sent = write(output->terminal, at, left);
        if (sent >= 0) {
            at += sent;
            left -= (size_t)sent;
        } else if (errno == EAGAIN || errno == EINTR) {
            output->gone = !may_go_on(output, input);
        } else {
            output->gone = true;
        }
    }
}

void ui_termoutput_send(struct ui_termoutput *output, struct ui_terminput *input)
{
    if (!output->catching) {
        return;
    }
    dup2(output->usual, STDOUT_FILENO);
    collect(output);
    pk_buf_cut(&output->bytes, 0);
    ui_wire_shorten(&output->bytes, &output->pen, pk_buf_text(&output->caught),
                    output->caught.len, output->ways | (output->fresh ? UI_WIRE_FIRST : 0u));
    output->fresh = false;
    send_bytes(output, input);
}
