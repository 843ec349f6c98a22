/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/*
 * Posts calls that stand ready in a file, over many connections at a time, one call a connection, and
 * tells how long it took.  The file has each call behind its size, four bytes in network order; from its
 * end it goes on at its beginning.
 *
 * usage: http_load PORT TYPE FILE COUNT CONNECTIONS
 */

enum {
    CONNECTION_MAX = 20000,
    HEAD_SIZE = 256,
    EVENT_COUNT = 256,
    SIZE_SIZE = 4,
    STATUS_AT = 9,     /* in "HTTP/1.1 200 OK" */
    SLOT_COUNT = 4096, /* of latencies, each of SLOT_MICROSECONDS */
    SLOT_MICROSECONDS = 250,
};

struct call {
    const uint8_t *data;
    size_t size;
};

struct connection {
    int descriptor;
    struct call call;
    char head[HEAD_SIZE];
    size_t head_size;
    size_t sent; /* of head and call */
    char status[STATUS_AT + 3];
    size_t got;
    double begun;
};

struct load {
    const char *type;
    struct sockaddr_in address;
    int events;
    const uint8_t *calls;
    size_t calls_size;
    size_t next; /* call, as a place in the file */
    unsigned long to_start;
    unsigned long running;
    unsigned long answered;
    unsigned long busy; /* 503 */
    unsigned long failed;
    uint64_t answer_bytes;
    unsigned long slots[SLOT_COUNT];
};

static double now_seconds(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct call next_call(struct load *load)
{
    if (load->next + SIZE_SIZE > load->calls_size) {
        load->next = 0;
    }

    const uint8_t *at = load->calls + load->next;
    const size_t size =
        (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | (size_t)at[3];
    load->next += SIZE_SIZE + size;
    return (struct call){ at + SIZE_SIZE, size };
}

static bool start_one(struct load *load, struct connection *connection)
{
    struct epoll_event event = { .events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = connection };

    *connection = (struct connection){ .call = next_call(load), .begun = now_seconds() };
    connection->head_size = (size_t)snprintf(
        connection->head,
        HEAD_SIZE,
        "POST /v1/call HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nContent-Type: %s\r\nContent-Length: "
        "%zu\r\n\r\n",
        (unsigned)ntohs(load->address.sin_port),
        load->type,
        connection->call.size);
    connection->descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const bool is_started =
        connection->descriptor >= 0 &&
        (connect(
             connection->descriptor,
             (const struct sockaddr *)&load->address,
             sizeof load->address) == 0 ||
         errno == EINPROGRESS) &&
        epoll_ctl(load->events, EPOLL_CTL_ADD, connection->descriptor, &event) == 0;
    if (!is_started) {
        perror("http_load");
        return false;
    }

    load->to_start--;
    load->running++;
    return true;
}

/* False: nothing more can be sent for now. */
static bool send_some(struct connection *connection)
{
    const size_t head = connection->head_size;
    const bool is_head = connection->sent < head;
    const void *from = is_head ? (const void *)(connection->head + connection->sent)
                               : (const void *)(connection->call.data + connection->sent - head);
    const size_t size =
        is_head ? head - connection->sent : head + connection->call.size - connection->sent;
    const ssize_t sent =
        size > 0 ? send(connection->descriptor, from, size, MSG_NOSIGNAL | (is_head ? MSG_MORE : 0))
                 : 0;

    connection->sent += sent > 0 ? (size_t)sent : 0;
    return sent > 0;
}

/* False: nothing more has come; `out_end`: and nothing will. */
static bool read_some(struct load *load, struct connection *connection, bool *out_end)
{
    char bytes[16384];
    const ssize_t got = recv(connection->descriptor, bytes, sizeof bytes, 0);

    if (got <= 0) {
        *out_end = got == 0 || errno != EAGAIN;
        return false;
    }
    for (ssize_t i = 0; i < got && connection->got < sizeof connection->status; i++) {
        connection->status[connection->got++] = bytes[i];
    }
    load->answer_bytes += (uint64_t)got;
    return true;
}

static void end_one(struct load *load, struct connection *connection)
{
    const bool is_whole = connection->got == sizeof connection->status;
    const char *status = connection->status + STATUS_AT;
    const double microseconds = (now_seconds() - connection->begun) * 1e6;
    const size_t slot = (size_t)(microseconds / SLOT_MICROSECONDS);

    (void)close(connection->descriptor);
    load->running--;
    if (is_whole && memcmp(status, "200", 3) == 0) {
        load->answered++;
        load->slots[slot < SLOT_COUNT ? slot : SLOT_COUNT - 1]++;
    } else if (is_whole && memcmp(status, "503", 3) == 0) {
        load->busy++;
    } else {
        load->failed++;
    }
}

static bool serve_one(struct load *load, struct connection *connection)
{
    bool is_ended = false;

    while (send_some(connection)) {
    }
    while (read_some(load, connection, &is_ended)) {
    }
    if (!is_ended) {
        return true;
    }

    end_one(load, connection);
    return load->to_start == 0 || start_one(load, connection);
}

static bool run(struct load *load, struct connection *connections, unsigned long count)
{
    struct epoll_event events[EVENT_COUNT];

    for (unsigned long i = 0; i < count && load->to_start > 0; i++) {
        if (!start_one(load, &connections[i])) {
            return false;
        }
    }
    while (load->running > 0) {
        const int ready = epoll_wait(load->events, events, EVENT_COUNT, -1);
        for (int i = 0; i < ready; i++) {
            if (!serve_one(load, events[i].data.ptr)) {
                return false;
            }
        }
    }

    return true;
}

/* In milliseconds. */
static double latency(const struct load *load, double part)
{
    const double wanted = part * (double)load->answered;
    double seen = 0;
    size_t slot = 0;

    while (slot < SLOT_COUNT - 1 && (seen += (double)load->slots[slot]) < wanted) {
        slot++;
    }
    return (double)(slot + 1) * SLOT_MICROSECONDS / 1000;
}

static bool open_calls(struct load *load, const char *path)
{
    struct stat status;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    void *calls = file >= 0 && fstat(file, &status) == 0 && status.st_size > SIZE_SIZE
                      ? mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0)
                      : MAP_FAILED;

    if (calls == MAP_FAILED) {
        perror(path);
        return false;
    }

    (void)close(file);
    load->calls = calls;
    load->calls_size = (size_t)status.st_size;
    return true;
}

int main(int argc, char **argv)
{
    static struct connection connections[CONNECTION_MAX];
    static struct load load;

    if (argc != 6 || !open_calls(&load, argv[3])) {
        (void)fprintf(stderr, "usage: http_load PORT TYPE FILE COUNT CONNECTIONS\n");
        return 2;
    }

    const unsigned long count = strtoul(argv[5], NULL, 10);
    load.type = argv[2];
    load.to_start = strtoul(argv[4], NULL, 10);
    load.events = epoll_create1(EPOLL_CLOEXEC);
    load.address = (struct sockaddr_in){ .sin_family = AF_INET,
                                         .sin_port = htons((uint16_t)strtoul(argv[1], NULL, 10)),
                                         .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    const double begun = now_seconds();
    const bool is_done = run(&load, connections, count < CONNECTION_MAX ? count : CONNECTION_MAX);
    const double seconds = now_seconds() - begun;

    (void)printf(
        "{\"answered\":%lu,\"busy\":%lu,\"failed\":%lu,\"seconds\":%.3f,\"rate\":%.0f,"
        "\"p50\":%.2f,\"p99\":%.2f,\"bytes\":%llu}\n",
        load.answered,
        load.busy,
        load.failed,
        seconds,
        (double)load.answered / seconds,
        latency(&load, 0.5),
        latency(&load, 0.99),
        (unsigned long long)load.answer_bytes);
    return is_done ? 0 : 1;
}
