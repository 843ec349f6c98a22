/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HTTP_RUN_H
#define WALLET_CLI_HTTP_RUN_H

#include "http_address.h"
#include "http_crew.h"
#include "http_hosts.h"
#include "http_server.h"

/** A service, from its first connection to its last answer. */
struct http_run {
    struct http_address address; /* port 0: becomes the one that was free */
    const char *const *names;    /* that the Host field may say besides: see http_hosts_make() */
    size_t name_count;
    struct http_terms
        server; /* listener, hosts and context are filled in: the context is the run */
    struct http_crew_terms crew; /* no steps: none */
    struct http_crew *calls;     /* the crew, for routes; NULL: none */
    void *context;               /* of the caller */

    /** It listens, and answers already: tells people and programs where. */
    void (*tell)(const struct session *session, const struct http_run *run);
    unsigned connections; /* that it takes at a time, for tell() */

    /** Before the first connection: the port is known.  NULL: there is nothing to do. */
    void (*ready)(struct http_run *run);

    /** It takes no more: answers what waits for something to happen.  NULL: nothing does. */
    void (*leave)(struct http_run *run);
    bool is_one_host;   /* the Host field must say the address as it is told, and nothing else */
    const char *prefix; /* of the names of the options that say where; NULL: none */

    struct http_hosts hosts;     /* what the Host field may say, while it is open */
    struct http_server *started; /* by http_run_open(); NULL: it is not open */
};

enum {
    HTTP_URL_SIZE = HTTP_ADDRESS_SIZE + 9, /* "https://" and an address, with its NUL */
};

/** Writes where it listens, for people and programs: "https://10.1.2.3:8443". */
void http_run_url(const struct http_run *run, char out[HTTP_URL_SIZE]);

/**
 * Listens and answers, beside what else the process does, until http_run_close(); tells nobody where.
 * Tells why where it cannot.
 */
enum exit_code http_run_open(const struct session *session, struct http_run *run);

/** Takes no more, does what it took, and returns.  One that is not open stays so. */
void http_run_close(struct http_run *run);

/**
 * Serves until it is interrupted (see interrupt.h), then takes no more, does what it took, and returns.
 * A second signal ends the process at once.
 */
enum exit_code http_run(const struct session *session, struct http_run *run);

#endif
