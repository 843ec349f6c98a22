/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DESK_H
#define WALLET_DESK_DESK_H

#include "examiner.h"
#include "exit_code.h"
#include "http_options.h"
#include "option.h"
#include "session.h"
#include "signers.h"

#define DESK_LISTEN "127.0.0.1:0" /* where nothing else is asked for */

/** What `desk` is asked for. */
struct desk_settings {
    struct examiner_settings examiner;
    const char *listen;
    const char *matter;
    const char *window;
    const char *clerk;
    const char *account;
    const char *store;
    const char *repository; /* its address */
    const char *repository_id;
    const char *authorities;
    const char *key;
    struct signer_settings signer;
    const char *gun;
    const char *lock_pin;
    unsigned idle_seconds;
    unsigned ask_seconds;
    struct http_settings phones; /* the door of citizens' phones */
    const char *phones_url;      /* at which they reach it; NULL: where it listens */
    bool quiet;
};

/**
 * Serves the page of a clerk's desk until it is interrupted; in a build without libmicrohttpd says that
 * it cannot.
 */
enum exit_code desk_run(const struct session *session, const struct desk_settings *settings);

#endif
