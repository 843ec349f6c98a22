/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_TURNS_H
#define WALLET_CLI_BATCH_TURNS_H

#include <wallet/key.h>

#include <pthread.h>

/** A signer that lets threads in one at a time; all but the signature is made beside each other. */
struct batch_turns {
    pthread_mutex_t lock;
    const struct wallet_signer *inner;
    struct wallet_signer signer;
};

#define BATCH_TURNS_NONE                  \
    {                                     \
        .lock = PTHREAD_MUTEX_INITIALIZER \
    }

/** \param inner  borrowed  \return a signer that borrows from `turns`, which stays where it is */
const struct wallet_signer *batch_turns_take(
    struct batch_turns *turns, const struct wallet_signer *inner);

void batch_turns_finish(struct batch_turns *turns);

#endif
