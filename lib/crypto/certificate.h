/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_CERTIFICATE_H
#define WLT_CRYPTO_CERTIFICATE_H

#include "crypto/public_key.h"

#include <stdint.h>

enum {
    WLT_CERTIFICATE_SIZE_MAX = 8192,
    WLT_CHAIN_MAX = 4, /* certificates in one chain, root included */
    WLT_DIGEST_SIZE = 32,
};

/** An X.509 certificate, parsed once.  Immutable: any number of threads may use it. */
struct wlt_certificate;

/**
 * \param der  exactly one certificate of at most WLT_CERTIFICATE_SIZE_MAX; copied
 *
 * \retval WALLET_ERR_KEY        no certificate, or one whose key cannot be used
 * \retval WALLET_ERR_TOO_LARGE
 */
enum wallet_status wlt_certificate_parse(
    struct wallet_bytes der, struct wlt_certificate **out, struct wallet_error *error);

/**
 * As wlt_certificate_parse(), but takes a certificate whose key is of no use here, too: of another
 * algorithm or curve, on a curve by its parameters, an RSA key of 1024 bits.  It then has no key:
 * wlt_certificate_key() gives NULL, and nothing that needs one may be asked of it.
 *
 * \retval WALLET_ERR_KEY  no certificate, or a key that is not what the certificate calls it
 */
enum wallet_status wlt_certificate_parse_any(
    struct wallet_bytes der, struct wlt_certificate **out, struct wallet_error *error);

void wlt_certificate_free(struct wlt_certificate *certificate);

/** SHA-256 over the DER; WLT_DIGEST_SIZE bytes; borrows. */
struct wallet_bytes wlt_certificate_digest(const struct wlt_certificate *certificate);

/**
 * Appends the certificate in DER: the bytes that it was parsed from, unless it deviates by
 * WALLET_DEVIATION_NOT_DER.  WALLET_ERR_MEMORY is the only failure.
 */
enum wallet_status wlt_certificate_append_der(
    const struct wlt_certificate *certificate,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** The subject's key; lives as long as the certificate. */
const struct wlt_public_key *wlt_certificate_key(const struct wlt_certificate *certificate);

/** The validity period; both ends belong to it. */
int64_t wlt_certificate_not_before(const struct wlt_certificate *certificate);
int64_t wlt_certificate_not_after(const struct wlt_certificate *certificate);

/** Whether it says of itself that it is an authority (basicConstraints CA). */
bool wlt_certificate_is_authority(const struct wlt_certificate *certificate);

/**
 * Whether its key is meant for signing what is no certificate: a keyUsage, where there is one, says
 * so, and an extendedKeyUsage is not one for other ends only, such as web servers.
 */
bool wlt_certificate_signs_objects(const struct wlt_certificate *certificate);

/** Whether issuer and subject are the same name. */
bool wlt_certificate_is_self_issued(const struct wlt_certificate *certificate);

/** Whether it names the other one as its issuer, by name and key identifier; no signature is looked at. */
bool wlt_certificate_names(
    const struct wlt_certificate *certificate, const struct wlt_certificate *issuer);

/**
 * The subject's country, organisation identifier (2.5.4.97) or common name; "" if absent or not fit to
 * be shown.
 */
const char *wlt_certificate_country(const struct wlt_certificate *certificate);
const char *wlt_certificate_organisation(const struct wlt_certificate *certificate);
const char *wlt_certificate_name(const struct wlt_certificate *certificate);

/** The serial number without leading zeros, big-endian; empty for 0, and for a negative one.  Borrows. */
struct wallet_bytes wlt_certificate_serial(const struct wlt_certificate *certificate);

/** The subject key identifier; empty if there is none.  Borrows. */
struct wallet_bytes wlt_certificate_key_identifier(const struct wlt_certificate *certificate);

/** Whether an extended key usage of this OID ("1.3.6.1.5...") is there. */
bool wlt_certificate_has_usage(const struct wlt_certificate *certificate, const char *oid);

/** A time from its first second to its last, which both belong to it. */
struct wlt_period {
    int64_t first_unix;
    int64_t last_unix;
};

/**
 * Whether it is of who asks for mobile documents (ISO/IEC 18013-5 Annex B: its extended key usage), and no
 * authority's.
 */
bool wlt_certificate_is_readers(const struct wlt_certificate *certificate);

/**
 * Checks the path from `leaf` over the `chain` to one of the `anchors` at a point in time: strict
 * X.509, no system store, no partial chain, at most WLT_CHAIN_MAX certificates in all, and every
 * certificate of the chain used.  A signature within the path must reach 112 bits, so no SHA-1.  The
 * last second of a validity period counts as expired here, as in OpenSSL.
 *
 * \retval WALLET_ERR_UNDETERMINED  it leads to no anchor
 * \retval WALLET_ERR_REFUSED       it is broken; `error` says where
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_certificate_check_path(
    const struct wlt_certificate *leaf,
    const struct wlt_certificate *const *chain,
    size_t chain_count,
    const struct wlt_certificate *const *anchors,
    size_t anchor_count,
    int64_t at_unix,
    struct wallet_error *error);

/**
 * The same, and tells for how long the path is known to hold: at each time of the period the same question
 * has the same answer.  Where that would take more than looking at the dates, because anchors stand for
 * certificates of the chain or are no roots, it is the moment that was asked about.
 *
 * \param certificates  the leaf, and the chain behind it
 * \param count         at least 1
 * \param out_holds     written if it holds
 */
enum wallet_status wlt_certificate_find_period(
    const struct wlt_certificate *const *certificates,
    size_t count,
    const struct wlt_certificate *const *anchors,
    size_t anchor_count,
    int64_t at_unix,
    struct wlt_period *out_holds,
    struct wallet_error *error);

#endif
