/* SPDX-License-Identifier: Apache-2.0 */
#include "receive.h"

#include <string.h>

/* Whether nothing stands against the verdict, or nothing but that its status is not known here. */
static bool is_good(const struct wallet_verdict *verdict)
{
    for (int i = 0; i < WALLET_CHECK_COUNT; i++) {
        const enum wallet_result result = wallet_verdict_check(verdict, (enum wallet_check)i, NULL);
        const bool is_open = i == WALLET_CHECK_STATUS && result == WALLET_RESULT_UNKNOWN;
        if (result != WALLET_RESULT_PASSED && result != WALLET_RESULT_NOT_APPLICABLE && !is_open) {
            return false;
        }
    }

    return true;
}

/* Whether the holder alone stands against it: another key than this one, or a session that nobody told. */
static bool is_of_another(const struct wallet_verdict *verdict)
{
    enum wallet_reason holder = WALLET_REASON_NONE;

    (void)wallet_verdict_check(verdict, WALLET_CHECK_HOLDER, &holder);
    return (holder == WALLET_REASON_HOLDER || holder == WALLET_REASON_SESSION) &&
           wallet_verdict_reason(verdict) == holder;
}

/* False where memory ran out. */
static bool verify_under(
    const struct receiving *receiving,
    const uint8_t key_id[WALLET_KEY_ID_SIZE],
    struct wallet_verdict *verdict)
{
    struct wallet_buffer file = { 0 };
    struct wallet_key *key = NULL;
    enum wallet_status status =
        wallet_vault_key_write_public(receiving->vault, key_id, &file, NULL);

    if (status == WALLET_OK) {
        status = wallet_key_parse(wallet_buffer_bytes(&file), &key, NULL);
    }
    if (status == WALLET_OK) {
        status = wallet_verify_received(
            receiving->verifier, receiving->content, key, receiving->at_unix, verdict, NULL);
    }

    wallet_key_free(key);
    wallet_buffer_clear(&file);
    return status == WALLET_OK || wallet_status_fault(status) == WALLET_FAULT_VERDICT;
}

enum receipt receive(
    const struct receiving *receiving,
    struct wallet_verdict *verdict,
    uint8_t out_key_id[WALLET_KEY_ID_SIZE])
{
    struct wallet_vault_key key;

    for (size_t i = 0; wallet_vault_key_at(receiving->vault, i, &key); i++) {
        if (!verify_under(receiving, key.id, verdict)) {
            return RECEIPT_FAILED;
        }
        if (is_good(verdict)) {
            memcpy(out_key_id, key.id, WALLET_KEY_ID_SIZE);
            return wallet_verdict_is_bound(verdict) ? RECEIPT_BOUND : RECEIPT_PRINTED;
        }
        if (!is_of_another(verdict)) {
            return RECEIPT_REFUSED;
        }
    }

    return RECEIPT_STRANGE;
}
