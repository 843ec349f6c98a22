/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/log_state.h"
#include "base/buffer.h"
#include "base/error.h"
#include "crypto/seal.h"

#include <string.h>

_Static_assert((int)WLT_LOG_NONCE_SIZE == (int)WLT_SEAL_NONCE_SIZE, "one size, two names");

enum {
    NUMBER_SIZE = 8,
    PLACE_SIZE = NUMBER_SIZE + WALLET_ISSUER_SIZE,
};

/** What a body is bound to, log and number: no entry can stand for another. */
static struct wallet_bytes place_of(
    const struct wlt_log *log, uint64_t number, uint8_t out[PLACE_SIZE])
{
    for (size_t i = 0; i < NUMBER_SIZE; i++) {
        out[i] = (uint8_t)(number >> 8 * (NUMBER_SIZE - 1 - i));
    }

    memcpy(out + NUMBER_SIZE, log->origin, WALLET_ISSUER_SIZE);
    return (struct wallet_bytes){ out, PLACE_SIZE };
}

enum wallet_status wlt_log_seal(
    struct wlt_log *log,
    uint64_t number,
    const uint8_t nonce[WLT_LOG_NONCE_SIZE],
    struct wallet_error *error)
{
    uint8_t bound_to[PLACE_SIZE];
    const struct wallet_bytes entry = { log->entry.data + 1, log->entry.size - 1 };
    const size_t size = WLT_SEAL_NONCE_SIZE + entry.size + WLT_SEAL_TAG_SIZE;

    wlt_buffer_set_size(&log->body, 0);
    if (!wlt_buffer_reserve(&log->body, size)) {
        return wlt_fail_memory(error);
    }

    memcpy(log->body.data, nonce, WLT_SEAL_NONCE_SIZE);
    wlt_seal(
        log->key,
        nonce,
        place_of(log, number, bound_to),
        entry,
        log->body.data + WLT_SEAL_NONCE_SIZE);
    wlt_buffer_set_size(&log->body, size);
    return WALLET_OK;
}

enum wallet_status wlt_log_unseal(
    const struct wlt_log *log,
    uint64_t number,
    struct wallet_bytes body,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    uint8_t bound_to[PLACE_SIZE];
    const size_t overhead = WLT_SEAL_NONCE_SIZE + WLT_SEAL_TAG_SIZE;

    wlt_buffer_set_size(out, 0);
    if (body.size >= overhead && !wlt_buffer_reserve(out, body.size - overhead)) {
        return wlt_fail_memory(error);
    }

    if (body.size < overhead || body.size - overhead > WALLET_ENTRY_MAX ||
        !wlt_unseal(
            log->key,
            body.data,
            place_of(log, number, bound_to),
            (struct wallet_bytes){ body.data + WLT_SEAL_NONCE_SIZE,
                                   body.size - WLT_SEAL_NONCE_SIZE },
            out->data)) {
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            WALLET_NO_OFFSET,
            "entry %llu is not what was written, or was written under another key",
            (unsigned long long)number);
    }

    wlt_buffer_set_size(out, body.size - overhead);
    return WALLET_OK;
}
