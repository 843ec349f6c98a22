/* SPDX-License-Identifier: Apache-2.0 */
#include "batch_turns.h"

#include <stdint.h>

static enum wallet_status sign_in_turn(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    struct batch_turns *turns = (struct batch_turns *)(uintptr_t)context; /* it was not const */

    (void)pthread_mutex_lock(&turns->lock);
    const enum wallet_status status =
        turns->inner->sign(turns->inner->context, message, out, size, error);
    (void)pthread_mutex_unlock(&turns->lock);
    return status;
}

const struct wallet_signer *batch_turns_take(
    struct batch_turns *turns, const struct wallet_signer *inner)
{
    turns->inner = inner;
    turns->signer = *inner;
    turns->signer.sign = sign_in_turn;
    turns->signer.context = turns;
    return &turns->signer;
}

void batch_turns_finish(struct batch_turns *turns)
{
    (void)pthread_mutex_destroy(&turns->lock);
}
