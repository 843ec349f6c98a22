/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_MDOC_MSO_H
#define WLT_MDOC_MSO_H

#include "cbor/reader.h"
#include "cbor/writer.h"
#include "crypto/hash.h"
#include "crypto/public_key.h"

/** A mobile security object (ISO/IEC 18013-5 9.1.2.4): what an issuer signs; borrows from the payload. */
struct wlt_mso {
    enum wlt_hash hash;
    struct wallet_bytes doc_type;
    struct wallet_bytes value_digests;          /* encoded map */
    struct wallet_bytes device_key;             /* encoded COSE_Key */
    struct wallet_bytes authorised_name_spaces; /* encoded array; empty where absent, as below */
    struct wallet_bytes authorised_elements;    /* encoded map */
    int64_t signed_unix;
    int64_t from_unix;
    int64_t until_unix;
    struct wallet_bytes status; /* encoded map */
};

/**
 * Reads the payload of an issuer's signature.
 *
 * \retval WALLET_ERR_UNSUPPORTED  a version or a digest algorithm that is not known
 * \retval WALLET_ERR_STRUCTURE    a part is missing, or of another kind; else as wlt_cbor_check()
 */
enum wallet_status wlt_mso_read(
    struct wallet_bytes payload, struct wlt_mso *out, struct wallet_error *error);

/**
 * Writes a payload for an issuer to sign: MobileSecurityObjectBytes.  Digests are by SHA-256, whatever its
 * `hash` says, and the device may sign no elements of its own.
 */
void wlt_mso_write(struct wlt_writer *writer, const struct wlt_mso *mso);

/** The digests of a namespace, an encoded map; empty where there are none. */
struct wallet_bytes wlt_mso_find_digests(const struct wlt_mso *mso, struct wallet_bytes name_space);

/** The digest of this number; empty where there is none. */
struct wallet_bytes wlt_mso_find_digest(struct wallet_bytes digests, uint64_t digest_id);

/**
 * Whether it was issued for the device with this key.
 *
 * Results as wlt_cose_key_read(), of the key that stands in it.
 */
enum wallet_status wlt_mso_is_for(
    const struct wlt_mso *mso,
    const struct wlt_public_key *device,
    bool *out,
    struct wallet_error *error);

/** Whether the device's key may sign this element itself (keyAuthorizations). */
bool wlt_mso_authorises(
    const struct wlt_mso *mso, struct wallet_bytes name_space, struct wallet_bytes identifier);

#endif
