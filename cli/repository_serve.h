/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_REPOSITORY_SERVE_H
#define WALLET_CLI_REPOSITORY_SERVE_H

#include "check.h"
#include "exit_code.h"
#include "http_options.h"
#include "session.h"

#define SERVE_LISTEN "127.0.0.1:8420" /* where nothing else is asked for */

enum {
    SERVE_QUEUE = 1024, /* calls at a time */
};

struct serve_settings {
    const char *repository;
    struct check_settings check;
    struct http_settings http;
    unsigned queue;
    unsigned workers;
    bool quiet;
};

/** Serves until it is interrupted; in a build without libmicrohttpd says that it cannot. */
enum exit_code repository_serve(
    const struct session *session, const struct serve_settings *settings);

#endif
