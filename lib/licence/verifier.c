/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/verifier.h"

#include <wallet/status.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/secret.h"

#include <string.h>

enum wallet_status wallet_verifier_new(
    const struct wallet_trust *trust,
    const struct wallet_catalogue *catalogue,
    struct wallet_verifier **out,
    struct wallet_error *error)
{
    if (!trust || !catalogue || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wallet_verifier *verifier = wlt_alloc(1, sizeof *verifier);
    if (!verifier) {
        return wlt_fail_memory(error);
    }

    *verifier = (struct wallet_verifier){ .trust = trust, .catalogue = catalogue };
    *out = verifier;
    return WALLET_OK;
}

static void free_names(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        wlt_free(names[i]);
    }

    wlt_free(names);
}

void wallet_verifier_free(struct wallet_verifier *verifier)
{
    if (verifier) {
        free_names(verifier->audiences, verifier->audience_count);
        wlt_secret_free(verifier->decryption_key);
        wlt_free(verifier);
    }
}

void wallet_verifier_set_status(
    struct wallet_verifier *verifier, const struct wallet_status_snapshot *snapshot)
{
    verifier->status = snapshot;
}

void wallet_verifier_set_replay(struct wallet_verifier *verifier, struct wallet_replay replay)
{
    verifier->replay = replay;
}

enum wallet_status wallet_verifier_set_audience(
    struct wallet_verifier *verifier,
    const char *const *names,
    size_t count,
    struct wallet_error *error)
{
    if (!verifier || (!names && count > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    char **copies = wlt_alloc(count + 1, sizeof *copies);
    size_t copied = 0;
    while (copies && copied < count &&
           (copies[copied] = wlt_text_copy(wlt_bytes_of(names[copied])))) {
        copied++;
    }

    if (!copies || copied < count) {
        free_names(copies, copied);
        return wlt_fail_memory(error);
    }

    free_names(verifier->audiences, verifier->audience_count);
    verifier->audiences = copies;
    verifier->audience_count = count;
    return WALLET_OK;
}

enum wallet_status wallet_verifier_set_decryption_key(
    struct wallet_verifier *verifier, struct wallet_bytes key, struct wallet_error *error)
{
    uint8_t *copy = NULL;

    if (!verifier || (!key.data && key.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (key.size != 0 && key.size != 16 && key.size != 24 && key.size != 32) {
        return wlt_fail(
            error,
            WALLET_ERR_VALUE,
            WALLET_NO_OFFSET,
            "an AES key has 16, 24 or 32 bytes, not %zu",
            key.size);
    }

    if (key.size > 0) {
        copy = wlt_secret_alloc(key.size);
        if (!copy) {
            return wlt_fail_memory(error);
        }

        memcpy(copy, key.data, key.size);
    }

    wlt_secret_free(verifier->decryption_key);
    verifier->decryption_key = copy;
    verifier->decryption_key_size = key.size;
    return WALLET_OK;
}
