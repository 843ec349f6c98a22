/* SPDX-License-Identifier: Apache-2.0 */

/**
 * X.509 certificates: whether a chain of them holds, and where it deviates from the profile of those
 * who issue licences, ask for them or publish their status.
 *
 * The two are told apart.  A chain holds or is broken, whoever made it.  A deviation is a fact about
 * one certificate; a grave one keeps it from its role, the others are for its authority to mend.
 */
#ifndef WALLET_CERTIFICATE_H
#define WALLET_CERTIFICATE_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/reason.h>
#include <wallet/trust_list.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_CHAIN_MAX        4  /**< certificates in one chain, root included */
#define WALLET_CERTIFICATES_MAX 64 /**< certificates in one file */

/**
 * Where a certificate deviates from the profile.  Those up to NOT_DER are looked for in any
 * certificate, the others only where one of our roles is asked of it, and those from NO_CRL_ADDRESS on
 * only of who signs mobile documents (see mdoc.h).
 */
enum wallet_deviation {
    WALLET_DEVIATION_NONE = 0,
    WALLET_DEVIATION_VERSION = 1,             /**< not X.509 version 3 */
    WALLET_DEVIATION_SERIAL_NUMBER = 2,       /**< not positive, or over 20 bytes */
    WALLET_DEVIATION_SIGNATURE_ALGORITHM = 3, /**< signed by an algorithm that is not allowed */
    WALLET_DEVIATION_WEAK_DIGEST = 4,         /**< signed over SHA-1 or worse */
    WALLET_DEVIATION_NO_SUBJECT = 5,          /**< an empty subject */
    WALLET_DEVIATION_WRONG_KEY_USAGE = 6,     /**< may not sign what it is there to sign */
    WALLET_DEVIATION_KEY_USAGE_NOT_CRITICAL = 7,
    WALLET_DEVIATION_NOT_AUTHORITY = 8, /**< stands above another, and is no authority */
    WALLET_DEVIATION_BASIC_CONSTRAINTS_NOT_CRITICAL = 9,
    WALLET_DEVIATION_NO_SKI = 10,             /**< no subject key identifier */
    WALLET_DEVIATION_NO_AKI = 11,             /**< no authority key identifier */
    WALLET_DEVIATION_VALIDITY_BACKWARDS = 12, /**< ends before it begins */
    WALLET_DEVIATION_OUTLIVES_ISSUER = 13,    /**< valid when the one above it is not */
    WALLET_DEVIATION_TIME_FORM = 14,          /**< a time before 2050 as GeneralizedTime */
    WALLET_DEVIATION_UNKNOWN_CRITICAL = 15,   /**< a critical extension nobody here knows */
    WALLET_DEVIATION_BROKEN_EXTENSION = 16,   /**< an extension that cannot be read, or is twice */
    WALLET_DEVIATION_NOT_DER = 17, /**< what is not signed of it can be written in another way */

    WALLET_DEVIATION_KEY_TYPE = 18,                    /**< an RSA key */
    WALLET_DEVIATION_NO_COUNTRY = 19,                  /**< the subject is not in CN */
    WALLET_DEVIATION_NO_ORGANISATION_IDENTIFIER = 20,  /**< the subject names no USCC */
    WALLET_DEVIATION_BAD_ORGANISATION_IDENTIFIER = 21, /**< something else, or several */
    WALLET_DEVIATION_NO_KEY_USAGE = 22,                /**< no key usage */
    WALLET_DEVIATION_EXTRA_KEY_USAGE = 23,             /**< more than its place needs */
    WALLET_DEVIATION_NO_EKU = 24,                      /**< no extended key usage */
    WALLET_DEVIATION_WRONG_EKU = 25,                   /**< not for the role that is asked */
    WALLET_DEVIATION_EXTRA_EKU = 26,                   /**< for something else as well */
    WALLET_DEVIATION_LEAF_IS_AUTHORITY = 27,           /**< an authority where a signer should be */
    WALLET_DEVIATION_NO_PATH_LENGTH = 28,              /**< an authority below a root, unbounded */
    WALLET_DEVIATION_LONG_VALIDITY = 29, /**< beyond 3, as authority 10, root 30 years */

    WALLET_DEVIATION_NO_CRL_ADDRESS = 30,     /**< no URI of a list of what is revoked */
    WALLET_DEVIATION_NO_ISSUER_ALT_NAME = 31, /**< no other name of the issuer, to contact it */
    WALLET_DEVIATION_OTHER_COUNTRY = 32,      /**< not of the country of its issuer, or of none */
    WALLET_DEVIATION_NOT_FOR_DOCUMENTS = 33,  /**< does not say that it is for mobile documents */
    WALLET_DEVIATION_AUTHORITY_SIGNS = 34,    /**< an authority that signs documents itself */
};

/** One more than the largest deviation. */
#define WALLET_DEVIATION_COUNT 35

/** The constant's name without its prefix, such as "NO_EKU"; "NONE" for none; never NULL. */
WALLET_API const char *wallet_deviation_name(enum wallet_deviation deviation);

/** What is wrong, in one sentence; empty for none; never NULL. */
WALLET_API const char *wallet_deviation_sentence(
    enum wallet_deviation deviation, enum wallet_language language);

/** Whether it keeps a certificate from signing at all. */
WALLET_API bool wallet_deviation_is_grave(enum wallet_deviation deviation);

/** The certificates of a file, in its order.  Immutable: any number of threads may use them. */
struct wallet_certificates;

/**
 * Reads certificates: PEM with other objects passed over, or DER one after the other.
 *
 * \param file  at most WALLET_KEY_FILE_MAX; copied
 * \param out   on success the certificates, which the caller owns: wallet_certificates_free()
 *
 * \retval WALLET_ERR_MISSING    there is none
 * \retval WALLET_ERR_MALFORMED  broken PEM
 * \retval WALLET_ERR_KEY        one that cannot be read, or whose key cannot be used (spelt-out curve)
 * \retval WALLET_ERR_TOO_LARGE
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_certificates_parse(
    struct wallet_bytes file, struct wallet_certificates **out, struct wallet_error *error);

/** Releases `certificates`.  NULL is allowed. */
WALLET_API void wallet_certificates_free(struct wallet_certificates *certificates);

WALLET_API size_t wallet_certificates_count(const struct wallet_certificates *certificates);

/** What a certificate says; pointers borrow from the certificates. */
struct wallet_certificate {
    const char *name;         /**< common name; "" if absent or not fit to be shown */
    const char *organisation; /**< organisation identifier, a USCC in our profile; or "" */
    int64_t from_unix;
    int64_t until_unix; /**< the last second of its validity */
    enum wallet_algorithm algorithm;
    bool is_authority;
};

/** The certificate at `index`, below wallet_certificates_count(). */
WALLET_API void wallet_certificates_at(
    const struct wallet_certificates *certificates, size_t index, struct wallet_certificate *out);

/**
 * Writes the certificate at `index`, below wallet_certificates_count(), in DER: as a file of its own.
 *
 * \param out  replaced; owned by the caller
 *
 * \retval WALLET_ERR_ARGUMENT  a NULL, or no certificate of this number
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_certificates_write(
    const struct wallet_certificates *certificates,
    size_t index,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** What was found out about a chain; a plain value. */
struct wallet_chain_report {
    enum wallet_status path; /**< OK, REFUSED (broken) or UNDETERMINED (leads nowhere) */
    char story[240];         /**< where it is broken; "" if it holds */
    uint64_t deviations[WALLET_CHAIN_MAX]; /**< a bit for each: see wallet_chain_deviates() */
};

/** Whether the certificate at `index` deviates so. */
WALLET_API bool wallet_chain_deviates(
    const struct wallet_chain_report *report, size_t index, enum wallet_deviation deviation);

/**
 * Checks a chain: the path to a root at a point in time, and each certificate against the profile.
 *
 * The path: strict X.509 (RFC 5280), no system store, at most WALLET_CHAIN_MAX certificates with the
 * root, all of them used, in their order.  A chain is accepted only if the path holds and nothing
 * deviates gravely.
 *
 * \param chain   the certificate in question, then the one above it, and so on; a root may be last
 * \param roots   whom to believe; NULL: nobody
 * \param roles   of enum wallet_role, all of which it must be fit for; 0 for a foreign certificate
 * \param report  filled in whenever path and profile could be looked at; may be NULL
 *
 * \retval WALLET_OK                accepted
 * \retval WALLET_ERR_REFUSED       the path is broken, or a certificate deviates gravely
 * \retval WALLET_ERR_UNDETERMINED  the chain leads to none of the roots
 * \retval WALLET_ERR_ARGUMENT      no such role
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_certificates_check(
    const struct wallet_certificates *chain,
    const struct wallet_certificates *roots,
    unsigned roles,
    int64_t at_unix,
    struct wallet_chain_report *report,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
