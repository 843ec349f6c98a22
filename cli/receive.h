/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_RECEIVE_H
#define WALLET_CLI_RECEIVE_H

#include <wallet/vault.h>
#include <wallet/verify.h>

#include <stdint.h>

/** What is to be done with a licence that came to its holder. */
enum receipt {
    RECEIPT_REFUSED = 0, /* as the verdict says */
    RECEIPT_PRINTED = 1, /* take it; it is bound to nobody */
    RECEIPT_BOUND = 2,   /* take it; it is bound to a key of the vault */
    RECEIPT_STRANGE = 3, /* it is bound to a key that is not in the vault */
    RECEIPT_FAILED = 4,  /* no memory */
};

/** What is verified, by whom and when. */
struct receiving {
    const struct wallet_vault *vault;
    const struct wallet_verifier *verifier;
    struct wallet_bytes content;
    int64_t at_unix;
};

/**
 * Verifies a licence as its holder gets it, under each key of the vault in turn.  Whether it is still
 * in force may be open: counters have the status data, and holders seldom.
 *
 * \param verdict     replaced
 * \param out_key_id  the key, where it is bound to one of the vault
 */
enum receipt receive(
    const struct receiving *receiving,
    struct wallet_verdict *verdict,
    uint8_t out_key_id[WALLET_KEY_ID_SIZE]);

#endif
