/* SPDX-License-Identifier: Apache-2.0 */
#include "http_run.h"
#include "interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * A service that keeps what it is sent, one line a call in a file, durable before the answer, which is
 * the call itself: what tests of the transport talk to.  A call that starts with "wait" waits, in the
 * committer, until the test writes a byte to standard input.
 *
 * usage: http_stub FILE NAME=VALUE...
 */

enum {
    LARGE_SIZE = 32 << 20,
};

struct stub {
    int file;
    bool is_dirty;
    const char *certificate;
    const char *private_key;
    const char *listen;
};

static void call(void *context, struct http_exchange *exchange)
{
    struct http_run *run = context;

    if (!http_crew_take(run->calls, exchange)) {
        http_exchange_fail(exchange, HTTP_UNAVAILABLE);
    }
}

static void health(void *context, struct http_exchange *exchange)
{
    static const char fine[] = "{\"v\":1}\n";
    const struct http_answer answer = { .status = HTTP_OK,
                                        .type = "application/json",
                                        .body = { (const uint8_t *)fine, sizeof fine - 1 } };
    (void)context;

    http_exchange_answer(exchange, &answer);
}

static void below(void *context, struct http_exchange *exchange)
{
    const char *path = http_exchange_path(exchange);
    const struct http_answer answer = { .status = HTTP_OK,
                                        .type = "text/plain",
                                        .body = { (const uint8_t *)path, strlen(path) } };
    (void)context;

    http_exchange_answer(exchange, &answer);
}

/* More than a kernel keeps for a client that does not read. */
static void large(void *context, struct http_exchange *exchange)
{
    uint8_t *bytes = calloc(1, LARGE_SIZE);
    const struct http_answer answer = { .status = HTTP_OK,
                                        .type = "text/plain",
                                        .body = { bytes, bytes ? LARGE_SIZE : 0 } };
    (void)context;

    http_exchange_answer(exchange, &answer);
    free(bytes);
}

static void prepare(void *context, struct http_job *job)
{
    (void)context;
    (void)job;
}

static void keep_one(struct stub *stub, struct http_job *job)
{
    const struct wallet_bytes body = http_exchange_body(job->exchange);
    char byte = 0;

    if (body.size >= 4 && memcmp(body.data, "wait", 4) == 0) {
        (void)puts("waits");
        (void)fflush(stdout);
        while (read(STDIN_FILENO, &byte, 1) < 0 && errno == EINTR) {
        }
    }
    stub->is_dirty = true;
    job->state =
        dprintf(stub->file, "%.*s\n", (int)body.size, (const char *)body.data) < 0 ? stub : NULL;
}

static void keep(void *context, struct http_job *first)
{
    for (struct http_job *job = first; job; job = job->next) {
        keep_one(context, job);
    }
}

static bool commit(void *context)
{
    const struct stub *stub = context;

    return fdatasync(stub->file) == 0;
}

static void finish(void *context, struct http_job *job, bool is_committed)
{
    const struct http_answer answer = { .status = HTTP_OK,
                                        .type = "application/cose",
                                        .body = http_exchange_body(job->exchange) };
    (void)context;

    if (is_committed && !job->state) {
        http_exchange_answer(job->exchange, &answer);
    } else {
        http_exchange_fail(job->exchange, HTTP_INTERNAL_ERROR);
    }
}

static void tell(const struct session *session, const struct http_run *run)
{
    char place[HTTP_ADDRESS_SIZE];
    (void)session;

    http_address_text(&run->address, place);
    (void)printf("%s %u\n", place, run->connections);
    (void)fflush(stdout);
}

/* Whole, with a NUL behind it; the process ends soon. */
static const char *read_text(const char *path)
{
    static char texts[2][16384];
    static size_t count;
    char *text = texts[count++];
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    const ssize_t size = read(file, text, sizeof texts[0] - 1);

    (void)close(file);
    return size < 0 ? NULL : text;
}

static void set(struct http_run *run, struct stub *stub, const char *name, const char *value)
{
    struct http_limits *limits = &run->server.limits;
    const struct {
        const char *name;
        unsigned *place;
    } numbers[] = {
        { "connections", &limits->connections },
        { "per-address", &limits->per_address },
        { "request-seconds", &limits->patience.request_seconds },
        { "answer-seconds", &limits->patience.answer_seconds },
        { "queue", &run->crew.queue },
        { "group", &run->crew.group },
        { "workers", &run->crew.workers },
    };

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (strcmp(name, numbers[i].name) == 0) {
            *numbers[i].place = (unsigned)strtoul(value, NULL, 10);
        }
    }
    if (strcmp(name, "bodies") == 0) {
        limits->bodies_size = strtoul(value, NULL, 10);
    } else if (strcmp(name, "certificate") == 0) {
        run->server.certificate = read_text(value);
    } else if (strcmp(name, "key") == 0) {
        run->server.private_key = read_text(value);
    } else if (strcmp(name, "listen") == 0) {
        stub->listen = value;
    }
}

int main(int argc, char **argv)
{
    static const struct http_route routes[] = {
        { .method = "POST",
          .path = "/v1/call",
          .type = "application/cose",
          .is_deferred = true,
          .serve = call },
        { .method = "GET", .path = "/health", .serve = health },
        { .method = "GET", .path = "/below/", .serve = below },
        { .method = "GET", .path = "/large", .serve = large },
        { 0 },
    };
    static const char *const names[] = { "localhost", "127.0.0.1" };
    struct story story = { .what = "" };
    const struct session session = { .language = WALLET_ENGLISH, .story = &story };
    struct stub stub = { .listen = "127.0.0.1:0" };
    const struct http_steps steps = { &stub, prepare, keep, commit, finish };
    struct http_run run = {
        .names = names,
        .name_count = 2,
        .server = { .routes = routes,
                    .limits = { .connections = 12000,
                                .body_size = 65536,
                                .bodies_size = 64 << 20,
                                .patience = { .request_seconds = 10, .answer_seconds = 10 } } },
        .crew = { .steps = &steps, .queue = 1024, .group = 256 },
        .tell = tell,
    };

    stub.file = argc > 1 ? open(argv[1], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    for (int i = 2; i < argc; i++) {
        char *value = strchr(argv[i], '=');
        if (value) {
            *value = '\0';
            set(&run, &stub, argv[i], value + 1);
        }
    }
    if (stub.file < 0 || !http_address_parse(stub.listen, &run.address)) {
        return EXIT_CODE_USAGE;
    }

    interrupt_listen();
    return (int)http_run(&session, &run);
}
