/* SPDX-License-Identifier: Apache-2.0 */
#include "agent_socket.h"

#include "output.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    BACKLOG = 64,
};

static enum exit_code fail(const struct session *session, const char *path, int problem)
{
    complain(session, SAY(session, "no socket at '%s'", "无法在 '%s' 建立套接字"), path);
    why(session,
        "%s",
        problem == EADDRINUSE
            ? SAY(session, "an agent listens there, or a file is there", "该处已有代理或文件")
            : strerror(problem));
    hint(
        session,
        SAY(session,
            "choose a short name in a folder of your own",
            "请在自己的目录中选择一个较短的名称"));
    return EXIT_CODE_FILE;
}

/* Whoever may write to the folder could put a socket of his own in the place of ours. */
static enum exit_code check_folder(const struct session *session, const char *path)
{
    char folder[PATH_MAX];
    struct stat status;
    const char *slash = strrchr(path, '/');
    const int size = slash == path ? 1 : (int)(slash ? slash - path : 0);

    (void)snprintf(folder, sizeof folder, "%.*s", slash ? size : 1, slash ? path : ".");
    if (stat(folder, &status) != 0) {
        return fail(session, path, errno);
    }
    if (status.st_uid == geteuid() && (status.st_mode & 022) == 0) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "the folder '%s' is not safe", "目录 '%s' 不安全"), folder);
    why(session,
        SAY(session,
            "others may write to it, and put a socket of theirs in the agent's place",
            "其他用户可写入，并以自己的套接字冒充代理"));
    hint(session, "mkdir -m 755 FOLDER");
    return EXIT_CODE_FILE;
}

static bool name_address(const char *path, struct sockaddr_un *out)
{
    *out = (struct sockaddr_un){ .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof out->sun_path) {
        return false;
    }

    memcpy(out->sun_path, path, strlen(path) + 1);
    return true;
}

/* What an agent left behind that was killed; never a socket on which somebody listens. */
static void remove_stale(const char *path, const struct sockaddr_un *address)
{
    struct stat status;

    if (lstat(path, &status) != 0 || !S_ISSOCK(status.st_mode) || status.st_uid != geteuid()) {
        return;
    }

    const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0) {
        return;
    }
    if (connect(probe, (const struct sockaddr *)address, sizeof *address) != 0 &&
        errno == ECONNREFUSED) {
        (void)unlink(path);
    }
    (void)close(probe);
}

/* 0 or an errno. */
static int bind_and_listen(
    const struct sockaddr_un *address, bool for_others, struct agent_socket *listener)
{
    /* From the first moment on nobody else may connect. */
    const mode_t mask = umask(0177);
    const int bound = bind(listener->descriptor, (const struct sockaddr *)address, sizeof *address);
    const int problem = errno;

    (void)umask(mask);
    if (bound != 0) {
        return problem;
    }

    const bool is_ready = lstat(listener->path, &listener->made) == 0 &&
                          (!for_others || chmod(listener->path, 0666) == 0) &&
                          listen(listener->descriptor, BACKLOG) == 0;
    return is_ready ? 0 : errno;
}

enum exit_code agent_socket_open(
    const struct session *session, const char *path, bool for_others, struct agent_socket *out)
{
    struct agent_socket listener = { .path = path };
    struct sockaddr_un address;

    if (!name_address(path, &address)) {
        return fail(session, path, ENAMETOOLONG);
    }

    const enum exit_code code = check_folder(session, path);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    remove_stale(path, &address);
    listener.descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int problem =
        listener.descriptor < 0 ? errno : bind_and_listen(&address, for_others, &listener);
    if (problem != 0) {
        agent_socket_close(&listener);
        return fail(session, path, problem);
    }

    *out = listener;
    return EXIT_CODE_OK;
}

void agent_socket_close(struct agent_socket *listener)
{
    struct stat there;

    if (listener->descriptor >= 0) {
        (void)close(listener->descriptor);
    }
    if (listener->made.st_ino != 0 && lstat(listener->path, &there) == 0 &&
        there.st_ino == listener->made.st_ino && there.st_dev == listener->made.st_dev) {
        (void)unlink(listener->path);
    }
}
