/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CASE_SERVE_H
#define WALLET_CLI_CASE_SERVE_H

#include "case_files.h"
#include "exit_code.h"
#include "http_options.h"
#include "session.h"
#include "signers.h"

#define CASE_SERVE_LISTEN "127.0.0.1:8430" /* where nothing else is asked for */

struct case_serve_settings {
    const char *store;
    const char *connector;
    const char *key;
    const char *memory;
    struct option_list trust;
    struct case_files files;
    struct signer_settings signer;
    struct http_settings http;
    bool quiet;
};

/** Serves until it is interrupted; in a build without libmicrohttpd says that it cannot. */
enum exit_code case_serve(
    const struct session *session, const struct case_serve_settings *settings);

#endif
