/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A VICAL (ISO/IEC 18013-5 Annex C): the issuing authorities of mobile documents that a provider, such
 * as AAMVA, has verified, signed by that provider.
 *
 * Each authority in it counts for documents of the types that the list names for it, and for nothing
 * else: no other format becomes trusted by a VICAL.
 */
#ifndef WALLET_VICAL_H
#define WALLET_VICAL_H

#include <wallet/bytes.h>
#include <wallet/certificate.h>
#include <wallet/error.h>
#include <wallet/trust.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The largest VICAL, in bytes. */
#define WALLET_VICAL_MAX 4194304

/** The most certificates in one VICAL, and the most document types of one certificate. */
#define WALLET_VICAL_CERTIFICATE_MAX 1024
#define WALLET_VICAL_DOC_TYPE_MAX    64

/** The longest name of a provider or of a document type, in bytes. */
#define WALLET_VICAL_NAME_MAX 255

/** For wallet_vical_verify(): do not ask whether it counts now, only what it says. */
#define WALLET_VICAL_ANY_TIME INT64_MIN

/** A VICAL that was verified.  Immutable: any number of threads may use it. */
struct wallet_vical;

/** One authority of a VICAL; pointers borrow.  Texts are "" where absent or not fit to be shown. */
struct wallet_vical_entry {
    const char *name;      /**< common name of its certificate */
    const char *authority; /**< what the provider calls it */
    const char *country;   /**< ISO 3166, as the provider says */
    const char *state;     /**< state or province */
    const char *const *doc_types;
    size_t doc_type_count;
    int64_t from_unix; /**< its certificate's validity */
    int64_t until_unix;
};

/**
 * Reads and verifies a VICAL: the signer's certificates lead to one of the roots and are for signing
 * VICALs (extended key usage 1.0.18013.5.1.8), the signature fits the bytes as they came, and each
 * certificate in it is the one that its entry describes.  Entries with certificates that cannot be used
 * here, such as those with keys on secp256k1, are left out: see wallet_vical_skipped_count().
 *
 * One that is past its next update is verified all the same: compare wallet_vical_next_update().
 *
 * \param vical    a COSE_Sign1 with or without its tag, at most WALLET_VICAL_MAX; copied
 * \param roots    the provider's root, which you have from the provider by other means
 * \param at_unix  when it is to count, or WALLET_VICAL_ANY_TIME
 * \param out      on success the VICAL, which the caller owns: wallet_vical_free()
 *
 * \retval WALLET_ERR_REFUSED      another root, a signer for other things, altered, from the future,
 *                                 or an entry that does not fit its certificate
 * \retval WALLET_ERR_UNSUPPORTED  a version, an algorithm or a critical header that is not known
 * \retval WALLET_ERR_MALFORMED    or STRUCTURE, TRUNCATED, TOO_LARGE, KEY, VALUE: not a VICAL
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vical_verify(
    struct wallet_bytes vical,
    const struct wallet_certificates *roots,
    int64_t at_unix,
    struct wallet_vical **out,
    struct wallet_error *error);

/** Releases `vical`.  NULL is allowed. */
WALLET_API void wallet_vical_free(struct wallet_vical *vical);

/**
 * Whether a VICAL may take the place of one that was seen before: it is of the same provider, neither
 * its number nor its date goes back, and of one issue there is only one.
 *
 * \retval WALLET_ERR_REFUSED   it may not
 * \retval WALLET_ERR_ARGUMENT  a NULL
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_vical_check_successor(
    const struct wallet_vical *vical, const struct wallet_vical *seen, struct wallet_error *error);

/** Who made it, as it calls itself. */
WALLET_API const char *wallet_vical_provider(const struct wallet_vical *vical);

/** When it was issued. */
WALLET_API int64_t wallet_vical_issued(const struct wallet_vical *vical);

/** Before when the next one is to be expected; 0 if it does not say. */
WALLET_API int64_t wallet_vical_next_update(const struct wallet_vical *vical);

/** The number of the issue; 0 if it does not say. */
WALLET_API uint64_t wallet_vical_issue_id(const struct wallet_vical *vical);

/** How many authorities of it can be used. */
WALLET_API size_t wallet_vical_count(const struct wallet_vical *vical);

/** How many are left out, because their certificates have keys of a kind that is not handled here. */
WALLET_API size_t wallet_vical_skipped_count(const struct wallet_vical *vical);

/** The authority at `index`, below wallet_vical_count(), in the order of the VICAL. */
WALLET_API void wallet_vical_at(
    const struct wallet_vical *vical, size_t index, struct wallet_vical_entry *out);

/**
 * Adds the authorities of a VICAL to what a verifier believes of mobile documents, each for its types
 * of document; copies.  wallet_trust_count() does not count them.  All are added or none.
 *
 * \retval WALLET_ERR_ARGUMENT  a NULL
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_trust_add_vical(
    struct wallet_trust *trust, const struct wallet_vical *vical, struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
