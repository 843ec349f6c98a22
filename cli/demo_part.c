/* SPDX-License-Identifier: Apache-2.0 */
#include "demo_part.h"

#include "file.h"
#include "output.h"
#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define REMARKS "remarks"

/** Reads a file of the folder as a text; false where it does not fit. */
static bool read_all(const struct demo_place *place, const char *name, char *out, size_t size)
{
    char path[PATH_MAX];
    struct file file = { 0 };

    if (!place_join(path, place->folder, name) || file_try(path, size - 1, &file) != 0) {
        return false;
    }

    memcpy(out, file.data, file.size);
    out[file.size] = '\0';
    file_free(&file);
    return true;
}

static void complain_part(const struct demo_place *place, const char *words)
{
    const struct session *session = place->session;
    char said[DEMO_LINE_SIZE];

    complain(session, SAY(session, "the demo cannot go on", "演示无法继续"));
    why(session, SAY(session, "'wallet %s' failed", "'wallet %s' 失败"), words);
    if (!read_all(place, REMARKS, said, sizeof said)) {
        said[0] = '\0';
    }
    for (char *end = said; (end = strchr(end, '\n')); end++) {
        *end = end[1] ? ';' : '\0'; /* all that it said, on one line */
    }
    hint(
        session,
        "%s",
        said[0]
            ? said
            : SAY(session, "'wallet doctor' looks for the cause", "用 'wallet doctor' 查找原因"));
}

/** Cuts a command line apart, of which the first word is the program; `out` ends with NULL. */
static void split(char *line, char *out[DEMO_WORDS_MAX])
{
    size_t count = 0;
    char *rest = line;
    char *word = NULL;

    while ((word = strsep(&rest, " ")) && count < DEMO_WORDS_MAX - 1) {
        out[count++] = word;
    }
    out[count] = NULL;
}

/** What it says goes to a file, its answer to `output`; ends with the demo, whatever ends that. */
static void become(const struct demo_place *place, char *const *words, int output, pid_t parent)
{
    const int remarks = chdir(place->folder) == 0
                            ? open(REMARKS, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)
                            : -1;
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);

    if (remarks < 0 || nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
        dup2(output >= 0 ? output : remarks, STDOUT_FILENO) < 0 ||
        dup2(remarks, STDERR_FILENO) < 0 || prctl(PR_SET_PDEATHSIG, SIGTERM) != 0 ||
        getppid() != parent) {
        _exit(EXIT_CODE_FILE);
    }

    (void)setenv("HOME", place->folder, 1);
    (void)unsetenv("XDG_DATA_HOME");
    (void)unsetenv("XDG_STATE_HOME");
    (void)execv("/proc/self/exe", words);
    _exit(EXIT_CODE_FILE);
}

static pid_t launch(const struct demo_place *place, const char *words, int output)
{
    char *line = NULL;
    char *cut[DEMO_WORDS_MAX];
    const pid_t parent = getpid();
    if (asprintf(&line, "wallet %s", words) < 0) {
        return -1;
    }

    split(line, cut);
    (void)fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        become(place, cut, output, parent);
    }

    free(line);
    return child;
}

static int wait_for(pid_t process)
{
    int status = 0;

    while (waitpid(process, &status, 0) < 0) {
        if (errno != EINTR) {
            return -1;
        }
    }

    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool demo_part_run(const struct demo_place *place, const char *words)
{
    remark(place->session, "$ wallet %s", words);
    const pid_t process = launch(place, words, -1);

    if (process > 0 && wait_for(process) == EXIT_CODE_OK) {
        return true;
    }

    complain_part(place, words);
    return false;
}

/** One line from a pipe; false where the other end closes before. */
static bool read_line(int descriptor, char out[DEMO_LINE_SIZE])
{
    size_t size = 0;

    while (size + 1 < DEMO_LINE_SIZE) {
        const ssize_t got = read(descriptor, out + size, 1);
        if (got == 1 && out[size] == '\n') {
            out[size] = '\0';
            return true;
        }
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return false;
        }
        size += got > 0 ? 1 : 0;
    }

    return false;
}

bool demo_part_start(const struct demo_place *place, const char *words, struct demo_part *out)
{
    int ends[2];

    remark(place->session, "$ wallet %s &", words);
    if (pipe2(ends, O_CLOEXEC) != 0) {
        complain_part(place, words);
        return false;
    }

    out->process = launch(place, words, ends[1]);
    (void)close(ends[1]);
    const bool is_there = out->process > 0 && read_line(ends[0], out->line);
    (void)close(ends[0]);
    if (!is_there) {
        complain_part(place, words);
    }

    return is_there;
}

void demo_part_stop(struct demo_part *part)
{
    if (part->process > 0) {
        (void)kill(part->process, SIGTERM);
        (void)wait_for(part->process);
        part->process = 0;
    }
}

bool demo_part_read(const struct demo_place *place, const char *name, char *out, size_t size)
{
    if (!read_all(place, name, out, size)) {
        return false;
    }

    out[strcspn(out, "\n")] = '\0';
    return true;
}
