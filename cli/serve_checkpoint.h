/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_SERVE_CHECKPOINT_H
#define WALLET_CLI_SERVE_CHECKPOINT_H

#include <wallet/audit_log.h>

#include "exit_code.h"
#include "http_exchange.h"
#include "repository.h"

#include <pthread.h>

/** The newest checkpoint of a repository's log, for witnesses who ask over HTTP. */
struct serve_checkpoint {
    pthread_mutex_t lock;
    struct wallet_audit_log *log;
    struct wallet_buffer newest; /* as it was at `read_unix` */
    int64_t read_unix;
};

/** Opens the log; tells why where it cannot.  serve_checkpoint_close() in any case. */
enum exit_code serve_checkpoint_open(
    const struct open_repository *repository, struct serve_checkpoint *out);

/** Answers with the newest checkpoint, at most a second old: looking it up is worth no more. */
void serve_checkpoint_answer(struct serve_checkpoint *checkpoint, struct http_exchange *exchange);

/** Signs a checkpoint over all there is; tells why where it cannot. */
enum exit_code serve_checkpoint_sign(
    const struct open_repository *repository, struct serve_checkpoint *checkpoint);

void serve_checkpoint_close(struct serve_checkpoint *checkpoint);

#endif
