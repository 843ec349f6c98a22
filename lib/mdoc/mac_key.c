/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/mac_key.h"

#include "base/text.h"
#include "crypto/hmac.h"
#include "mdoc/embedded.h"

#include <string.h>

enum wallet_status wlt_mdoc_mac_salt(
    struct wallet_bytes transcript, uint8_t out[WLT_SHA256_SIZE], struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer tagged = { 0 };
    struct wlt_writer writer = wlt_writer_start(&tagged);

    wlt_write_embedded(&writer, transcript);
    const enum wallet_status status = wlt_writer_status(&writer, error);
    if (status == WALLET_OK) {
        wlt_sha256(wallet_buffer_bytes(&tagged), out);
    }

    return status;
}

enum wallet_status wlt_mdoc_mac_key(
    const struct wlt_private_key *ours,
    const struct wlt_public_key *theirs,
    struct wallet_bytes transcript,
    uint8_t out[WLT_SHA256_SIZE],
    struct wallet_error *error)
{
    uint8_t salt[WLT_SHA256_SIZE];
    uint8_t secret[WLT_POINT_MAX];
    size_t size = 0;

    enum wallet_status status = wlt_mdoc_mac_salt(transcript, salt, error);
    if (status == WALLET_OK) {
        status = wlt_agree(ours, theirs, secret, &size, error);
    }

    if (status == WALLET_OK) {
        wlt_hkdf_sha256(
            (struct wallet_bytes){ secret, size },
            (struct wallet_bytes){ salt, sizeof salt },
            wlt_bytes_of("EMacKey"),
            out);
        explicit_bzero(secret, sizeof secret);
    }

    return status;
}
