/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Why a licence was not accepted.  The same reasons, by the same names, stand in the C interface,
 * in `--json`, on the desk and in `wallet explain`; they never change their meaning.
 */
#ifndef WALLET_REASON_H
#define WALLET_REASON_H

#include <wallet/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/** In which language a text is wanted. */
enum wallet_language {
    WALLET_ENGLISH = 0,
    WALLET_CHINESE = 1, /**< simplified characters, UTF-8 */
};

enum wallet_reason {
    WALLET_REASON_NONE = 0,
    WALLET_REASON_MALFORMED = 1,             /**< not a well-formed licence */
    WALLET_REASON_TOO_LARGE = 2,             /**< beyond a published limit */
    WALLET_REASON_UNSUPPORTED = 3,           /**< a format or option that is not handled */
    WALLET_REASON_ALGORITHM = 4,             /**< algorithm missing, unprotected or not the key's */
    WALLET_REASON_ISSUER_UNKNOWN = 5,        /**< nobody in the trust sources signed this */
    WALLET_REASON_CERTIFICATE = 6,           /**< the signer's certificate does not hold */
    WALLET_REASON_SIGNATURE = 7,             /**< the content is not what was signed */
    WALLET_REASON_ISSUER_NOT_AUTHORISED = 8, /**< known, but may not sign this */
    WALLET_REASON_NOT_YET_VALID = 9,
    WALLET_REASON_EXPIRED = 10,
    WALLET_REASON_DISCLOSURE = 11, /**< a disclosed part is not among the signed ones */
    WALLET_REASON_FIELDS = 12,     /**< the fields are not those of the licence type */
    WALLET_REASON_HOLDER = 13,     /**< not presented by the holder's key */
    WALLET_REASON_AUDIENCE = 14,   /**< meant for another counter */
    WALLET_REASON_CODE_EXPIRED = 15,
    WALLET_REASON_REPLAYED = 16,
    WALLET_REASON_NONCE = 17,
    WALLET_REASON_REVOKED = 18,
    WALLET_REASON_SUSPENDED = 19,
    WALLET_REASON_STATUS_STALE = 20,
    WALLET_REASON_STATUS_MISSING = 21,
    WALLET_REASON_INCOMPLETE = 22, /**< something that was asked for is missing */
    WALLET_REASON_CLOCK = 23,      /**< the clock of this machine cannot be right */
    WALLET_REASON_SESSION = 24,    /**< shown in a session of which too little is known here */
};

/** One more than the largest reason. */
#define WALLET_REASON_COUNT 25

/** The constant's name without its prefix, such as "EXPIRED"; "NONE" for none; never NULL. */
WALLET_API const char *wallet_reason_name(enum wallet_reason reason);

/** The reason of this name in any case, or WALLET_REASON_NONE. */
WALLET_API enum wallet_reason wallet_reason_find(const char *name);

/** What happened, in one sentence for a clerk; empty for none; never NULL. */
WALLET_API const char *wallet_reason_sentence(
    enum wallet_reason reason, enum wallet_language language);

/** Whose fault it most likely is, in a few words. */
WALLET_API const char *wallet_reason_fault(
    enum wallet_reason reason, enum wallet_language language);

/** Who can put it right and how, in one sentence. */
WALLET_API const char *wallet_reason_remedy(
    enum wallet_reason reason, enum wallet_language language);

#ifdef __cplusplus
}
#endif

#endif
