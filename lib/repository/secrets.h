/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_SECRETS_H
#define WLT_REPOSITORY_SECRETS_H

#include <wallet/repository.h>

#include "base/cleanup.h"
#include "crypto/seal.h"

/*
 * What stands in a database instead of what it must not tell.  All keys are derived from the one secret
 * that is kept elsewhere, each for one thing.
 */

enum {
    WLT_NAME_MAX = 48,    /* bytes of what stands for a serial */
    WLT_SOURCE_SIZE = 16, /* bytes of what stands for a row that a licence was made from */
    WLT_PROOF_SIZE = 16,  /* bytes of what shows that the secret is the right one */
    WLT_NAME_CLEAR = 1,  /* the first byte of a name: numbers of type and issuer, then the serial */
    WLT_NAME_HASHED = 2, /* a keyed hash of these */
    WLT_SERIAL_SEALED_MAX = WALLET_SERIAL_MAX + WLT_SEAL_TAG_SIZE,
};

/** The derived keys, in memory of their own. */
struct wlt_secrets;

/** NULL when out of memory. */
struct wlt_secrets *wlt_secrets_new(const uint8_t secret[WALLET_REPOSITORY_SECRET_SIZE]);
void wlt_secrets_free(struct wlt_secrets *secrets);
WLT_DEFINE_AUTO(secrets, struct wlt_secrets, wlt_secrets_free)

/** What shows that a secret belongs to the repository of this id. */
void wlt_secrets_proof(
    const struct wlt_secrets *secrets, struct wallet_bytes id, uint8_t out[WLT_PROOF_SIZE]);

/** What stands for a holder. */
void wlt_secrets_holder(
    const struct wlt_secrets *secrets,
    struct wallet_bytes holder,
    uint8_t out[WALLET_AUDIT_HOLDER_SIZE]);

/** What stands for a row: its digest alone would tell, to who tries, which row it is. */
void wlt_secrets_source(
    const struct wlt_secrets *secrets,
    const uint8_t row[WALLET_REPOSITORY_ROW_SIZE],
    uint8_t out[WLT_SOURCE_SIZE]);

/** By what a licence of whatever version is found: of types and issuers the numbers in `codes`. */
struct wlt_name {
    int64_t type;
    int64_t issuer;
    struct wallet_bytes serial;
    bool
        is_own_serial; /* it may stand there as it is, and then names are in the order of serials */
};

/** \return the size of what was written */
size_t wlt_secrets_name(
    const struct wlt_secrets *secrets, const struct wlt_name *name, uint8_t out[WLT_NAME_MAX]);

/**
 * Seals a serial under its name, which is different for each: the same serial is sealed to the same
 * bytes, and tells no more than the name does.
 *
 * \return the size of what was written
 */
size_t wlt_secrets_seal_serial(
    const struct wlt_secrets *secrets,
    struct wallet_bytes name,
    struct wallet_bytes serial,
    uint8_t out[WLT_SERIAL_SEALED_MAX]);

/** \return the serial's size; 0: it is not what was sealed */
size_t wlt_secrets_unseal_serial(
    const struct wlt_secrets *secrets,
    struct wallet_bytes name,
    struct wallet_bytes sealed,
    char out[WALLET_SERIAL_MAX]);

/** Where content belongs: what its seal is bound to. */
struct wlt_place {
    int64_t number; /* of the licence, or of the report */
    const uint8_t *holder;
    const uint8_t *digest; /* WALLET_AUDIT_HASH_SIZE bytes: SHA-256 of the content */
};

/** \param out  replaced */
enum wallet_status wlt_secrets_seal(
    const struct wlt_secrets *secrets,
    const struct wlt_place *place,
    struct wallet_bytes content,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * \param out  replaced
 *
 * \retval WALLET_ERR_MALFORMED  it is not what was sealed, or was sealed for another place
 */
enum wallet_status wlt_secrets_unseal(
    const struct wlt_secrets *secrets,
    const struct wlt_place *place,
    struct wallet_bytes sealed,
    struct wallet_buffer *out,
    struct wallet_error *error);

#endif
