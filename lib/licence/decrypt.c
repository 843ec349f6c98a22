/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/decrypt.h"

#include <wallet/issue.h>

#include "base/buffer.h"
#include "cose/encrypt0.h"

/** Whether bytes stand in a buffer. */
static bool is_inside(struct wallet_bytes bytes, const struct wallet_buffer *buffer)
{
    return buffer->data && bytes.data >= buffer->data && bytes.data < buffer->data + buffer->size;
}

/** Makes room behind what the buffer holds, so that nothing moves while it is read. */
static bool hold_still(struct wallet_buffer *buffer, struct wallet_bytes *received)
{
    const bool is_here = is_inside(*received, buffer);
    const size_t offset = is_here ? (size_t)(received->data - buffer->data) : 0;

    if (!wlt_buffer_reserve(buffer, buffer->size + received->size)) {
        return false;
    }

    received->data = is_here ? buffer->data + offset : received->data;
    return true;
}

static enum wallet_status open_with(
    struct wallet_bytes key, struct wallet_verdict *verdict, struct wallet_bytes *received)
{
    struct wallet_buffer *buffer = &verdict->buffer;
    struct wallet_error error = { .message = "" };

    if (!hold_still(buffer, received)) {
        return WALLET_ERR_MEMORY;
    }

    const size_t start = buffer->size;
    const enum wallet_status status = wlt_encrypt0_open(*received, key, buffer, &error);
    *received = (struct wallet_bytes){ 0 };
    if (status == WALLET_OK) {
        *received = (struct wallet_bytes){ buffer->data + start, buffer->size - start };
    } else if (status == WALLET_ERR_REFUSED || status == WALLET_ERR_UNSUPPORTED) {
        wlt_verdict_leave_open(
            verdict, WALLET_CHECK_FORM, WALLET_REASON_UNSUPPORTED, "%s", error.message);
    } else if (status != WALLET_ERR_MEMORY) {
        wlt_fail_form(verdict, status, &error);
    }

    return status == WALLET_ERR_MEMORY ? status : WALLET_OK;
}

enum wallet_status wlt_decrypt(
    const struct wallet_verifier *verifier,
    struct wallet_verdict *verdict,
    struct wallet_bytes *received)
{
    const struct wallet_bytes key = { verifier->decryption_key, verifier->decryption_key_size };

    if (!wlt_encrypt0_begins_so(*received)) {
        return WALLET_OK;
    }

    if (received->size > WALLET_LICENCE_MAX) {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_FORM, WALLET_REASON_TOO_LARGE, "%zu bytes", received->size);
        *received = (struct wallet_bytes){ 0 };
        return WALLET_OK;
    }

    if (key.size == 0) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_FORM,
            WALLET_REASON_UNSUPPORTED,
            "it is encrypted, and no key was given to open it");
        *received = (struct wallet_bytes){ 0 };
        return WALLET_OK;
    }

    return open_with(key, verdict, received);
}
