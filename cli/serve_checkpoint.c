/* SPDX-License-Identifier: Apache-2.0 */
#include "serve_checkpoint.h"

#include "clock.h"

enum exit_code serve_checkpoint_open(
    const struct open_repository *repository, struct serve_checkpoint *out)
{
    struct wallet_error error;

    (void)pthread_mutex_init(&out->lock, NULL);
    return wallet_audit_log_open(repository->database, repository->secret, &out->log, &error) ==
                   WALLET_OK
               ? EXIT_CODE_OK
               : repository_complain(repository, &error);
}

/* Called with the lock. */
static enum wallet_status look_up(struct serve_checkpoint *checkpoint)
{
    const int64_t now = clock_now();
    enum wallet_status status = WALLET_OK;

    if (checkpoint->newest.size == 0 || checkpoint->read_unix != now) {
        status = wallet_audit_log_checkpoint(checkpoint->log, NULL, now, &checkpoint->newest, NULL);
        checkpoint->read_unix = now;
    }

    return status;
}

void serve_checkpoint_answer(struct serve_checkpoint *checkpoint, struct http_exchange *exchange)
{
    (void)pthread_mutex_lock(&checkpoint->lock);
    const enum wallet_status status = look_up(checkpoint);
    const struct http_answer answer = { .status = HTTP_OK,
                                        .type = "application/cose",
                                        .body = wallet_buffer_bytes(&checkpoint->newest) };
    if (status == WALLET_OK) {
        http_exchange_answer(exchange, &answer);
    } else {
        http_exchange_fail(
            exchange, status == WALLET_ERR_UNKNOWN ? HTTP_NOT_FOUND : HTTP_INTERNAL_ERROR);
    }
    (void)pthread_mutex_unlock(&checkpoint->lock);
}

enum exit_code serve_checkpoint_sign(
    const struct open_repository *repository, struct serve_checkpoint *checkpoint)
{
    struct wallet_error error;
    const enum wallet_status status = wallet_audit_log_checkpoint(
        checkpoint->log, &repository->audit, clock_now(), &checkpoint->newest, &error);

    /* A log without entries has nothing to be signed. */
    return status == WALLET_OK || status == WALLET_ERR_UNKNOWN
               ? EXIT_CODE_OK
               : repository_complain(repository, &error);
}

void serve_checkpoint_close(struct serve_checkpoint *checkpoint)
{
    wallet_audit_log_close(checkpoint->log);
    wallet_buffer_clear(&checkpoint->newest);
}
