/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Remembering what was shown, so that a code is accepted once and a copy of it never.
 */
#ifndef WALLET_REPLAY_H
#define WALLET_REPLAY_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Size of what is remembered of a shown code. */
#define WALLET_REPLAY_KEY_SIZE 32

/** Where codes that were accepted are remembered.  Fill one in to keep them elsewhere. */
struct wallet_replay {
    /**
     * Remembers `key` until a time, and tells whether it was new.  Atomic, and durable before it
     * returns: of several callers with one key, in whatever processes, exactly one is told WALLET_OK.
     *
     * \retval WALLET_OK           it was new, and is remembered now
     * \retval WALLET_ERR_REFUSED  it was seen before
     * \return any other           it could not be told; nothing may be accepted then
     */
    enum wallet_status (*remember)(
        void *context,
        const uint8_t key[WALLET_REPLAY_KEY_SIZE],
        int64_t at_unix,
        int64_t until_unix,
        struct wallet_error *error);
    void *context; /**< given to `remember` */
};

#ifdef __cplusplus
}
#endif

#endif
