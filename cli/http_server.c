/* SPDX-License-Identifier: Apache-2.0 */
#include "http_server.h"

#include "http_parts.h"
#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    /* Of one connection: its head twice, as it came and as it is read, and what is on its way. */
    CONNECTION_MEMORY = 2 * HTTP_HEAD_SIZE_MAX + 4096,
    SPARE_DESCRIPTORS = 128, /* for databases, logs and the standard streams */
    OPTION_COUNT = 20,
};

static const char tls_versions[] = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2";

/* Of what libmicrohttpd says only the first is kept, and only until it has started: later words may be
 * about a client. */
static __attribute__((format(printf, 2, 0))) void keep_trouble(
    void *opaque, const char *format, va_list arguments)
{
    struct http_server *server = opaque;

    if (!server->is_started && server->trouble[0] == '\0') {
        (void)vsnprintf(server->trouble, sizeof server->trouble, format, arguments);
        server->trouble[strcspn(server->trouble, "\n")] = '\0';
    }
}

/* Paths are compared as they were sent: %00 would end one early. */
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

static void on_connection(
    void *opaque,
    struct MHD_Connection *connection,
    void **place,
    enum MHD_ConnectionNotificationCode what)
{
    struct http_server *server = opaque;

    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        http_watch_remove(server->watch, *place);
        *place = NULL;
        return;
    }

    const int descriptor =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    *place = http_watch_add(server->watch, descriptor);
    if (!*place) {
        (void)shutdown(descriptor, SHUT_RDWR);
    }
}

/* As many as descriptors allow, where the system does not give more. */
static unsigned raise_descriptors(unsigned connections)
{
    const rlim_t wanted = (rlim_t)connections + SPARE_DESCRIPTORS;
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return connections;
    }
    if (limit.rlim_cur < wanted) {
        /* Who may, raises the hard limit too. */
        const struct rlimit more = { wanted, limit.rlim_max > wanted ? limit.rlim_max : wanted };
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_NOFILE, &more) == 0 || setrlimit(RLIMIT_NOFILE, &limit) == 0) {
            (void)getrlimit(RLIMIT_NOFILE, &limit);
        }
    }
    if (limit.rlim_cur >= wanted) {
        return connections;
    }

    return limit.rlim_cur / 2 > SPARE_DESCRIPTORS ? (unsigned)limit.rlim_cur - SPARE_DESCRIPTORS
                                                  : SPARE_DESCRIPTORS;
}

static void set_options(
    struct http_server *server, const struct http_terms *terms, struct MHD_OptionItem *options)
{
    const struct http_limits *limits = &server->limits;
    const struct MHD_OptionItem always[] = {
        { MHD_OPTION_LISTEN_SOCKET, terms->listener, NULL },
        { MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)on_connection, server },
        { MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)http_exchange_end, server },
        { MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)leave_escaped, NULL },
        { MHD_OPTION_CONNECTION_MEMORY_LIMIT, (intptr_t)CONNECTION_MEMORY, NULL },
        { MHD_OPTION_CONNECTION_LIMIT, limits->connections, NULL },
        { MHD_OPTION_PER_IP_CONNECTION_LIMIT, limits->per_address, NULL },
        { MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL },
        { MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, NULL },
    };
    const struct MHD_OptionItem secured[] = {
        { MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)terms->certificate },
        { MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)terms->private_key },
        { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)tls_versions },
    };
    size_t count = sizeof always / sizeof always[0];

    memcpy(options, always, sizeof always);
    if (terms->certificate) {
        memcpy(options + count, secured, sizeof secured);
        count += sizeof secured / sizeof secured[0];
    }
    options[count] = (struct MHD_OptionItem){ MHD_OPTION_END, 0, NULL };
}

static void start_daemon(struct http_server *server, const struct http_terms *terms)
{
    struct MHD_OptionItem options[OPTION_COUNT];
    /* No thread of its own: see http_loop.h. */
    const unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
                           (terms->certificate ? MHD_USE_TLS : 0);

    set_options(server, terms, options);
    server->daemon = MHD_start_daemon(
        flags,
        0,
        NULL,
        NULL,
        http_exchange_take,
        server,
        MHD_OPTION_EXTERNAL_LOGGER,
        keep_trouble,
        server,
        MHD_OPTION_ARRAY,
        options,
        MHD_OPTION_END);
    server->is_started = true;
    server->loop = server->daemon ? http_loop_start(server->daemon) : NULL;
}

static void release(struct http_server *server)
{
    if (server->daemon) {
        MHD_stop_daemon(server->daemon);
    }
    http_watch_free(server->watch);
    free(server);
}

static enum exit_code complain_start(
    const struct session *session, const struct http_server *server, bool is_secured)
{
    complain(session, SAY(session, "the service cannot start", "服务无法启动"));
    why(session,
        "%s",
        server->trouble[0]
            ? server->trouble
            : SAY(session, "libmicrohttpd says no more", "libmicrohttpd 未说明原因"));
    hint(
        session,
        is_secured
            ? SAY(session,
                  "certificate and key must be PEM, and belong together",
                  "证书和私钥须为 PEM 格式，且相互匹配")
            : SAY(session, "see 'ulimit -n' and free memory", "请检查 'ulimit -n' 和可用内存"));
    return is_secured ? EXIT_CODE_KEY : EXIT_CODE_FILE;
}

enum exit_code http_server_start(
    const struct session *session, const struct http_terms *terms, struct http_server **out)
{
    struct http_server *server = calloc(1, sizeof *server);
    if (!server) {
        return complain_memory(session);
    }

    server->hosts = terms->hosts;
    server->routes = terms->routes;
    server->context = terms->context;
    server->fields = terms->fields;
    server->guard = terms->guard;
    server->limits = terms->limits;
    server->limits.connections = raise_descriptors(terms->limits.connections);
    server->watch = http_watch_start(&terms->limits.patience);
    if (server->watch) {
        start_daemon(server, terms);
    }
    if (server->loop) {
        *out = server;
        return EXIT_CODE_OK;
    }

    const enum exit_code code = server->watch && !server->daemon
                                    ? complain_start(session, server, terms->certificate)
                                    : complain_memory(session);
    release(server);
    return code;
}

unsigned http_server_connections(const struct http_server *server)
{
    return server->limits.connections;
}

void http_server_stop_listening(struct http_server *server)
{
    atomic_store(&server->is_stopping, true);
    http_loop_stop_listening(server->loop);
}

void http_server_stop(struct http_server *server)
{
    if (!server) {
        return;
    }

    http_watch_drain(server->watch);
    http_loop_stop(server->loop);
    release(server);
}
