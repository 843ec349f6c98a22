/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The copy that a repository releases (加注件): a licence's own bytes, wrapped with what for, for whom,
 * when and until when.
 *
 * The licence inside is never rewritten: its issuer's signature is checked as ever, and fields beyond
 * the grant are left out as a holder leaves them out.  The repository's signature around it stands in
 * the place of the holder's: it vouches that a grant was there.  So nothing says of a copy that the
 * holder presented it.
 */
#ifndef WALLET_COPY_H
#define WALLET_COPY_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/grant.h>
#include <wallet/key.h>
#include <wallet/reason.h>
#include <wallet/request.h>
#include <wallet/verify.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_COPY_MAX     73728 /**< bytes of the largest copy: a licence and 8 KiB */
#define WALLET_COPY_ID_SIZE 16    /**< bytes of the copy's number */
#define WALLET_COPY_SECONDS 86400 /**< how long a copy is good, if nobody says else */
#define WALLET_COPY_SECONDS_MAX \
    94608000 /**< how long at most: three years (PIPL article 56), for a case's file */

/** What a new copy is to say.  Pointers are borrowed for the call only. */
struct wallet_copy_terms {
    const char *audience;                /**< the counter's USCC: for whom it is */
    struct wallet_request_matter matter; /**< the record of use: what for; a name or a cause */
    const char *maker;                   /**< the USCC of whoever asked; NULL: `audience` */
    const char *clerk;                   /**< who asked there, one line; "" or NULL: a program */
    enum wallet_grant_method method;     /**< of the grant */
    const uint8_t *grant;        /**< SHA-256 of the grant, WALLET_GRANT_DIGEST_SIZE bytes */
    struct wallet_bytes licence; /**< as wallet_selection_write() makes it */
    unsigned seconds;            /**< how long it is good; 0: WALLET_COPY_SECONDS */
};

/**
 * Signs a copy, typ application/wallet-copy+cwt, with a number from the system's randomness.
 *
 * \param signer  the repository's; its issuer is the repository's USCC
 * \param out     replaced by the copy, deterministic CBOR
 *
 * \retval WALLET_ERR_ARGUMENT   a required pointer is NULL
 * \retval WALLET_ERR_STRUCTURE  the licence is no COSE_Sign1
 * \retval WALLET_ERR_VALUE      a text, code or time that makes no sense, or is missing
 * \retval WALLET_ERR_KEY        the signer names no issuer
 * \retval WALLET_ERR_TOO_LARGE  beyond one of the limits
 * \retval WALLET_ERR_MEMORY     or what the signer says
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_copy_sign(
    const struct wallet_copy_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** A copy that was read.  Immutable: any number of threads may use it. */
struct wallet_copy;

/** Whether it is a copy, by what it says of itself; nothing is checked. */
WALLET_API bool wallet_copy_recognise(struct wallet_bytes object);

/**
 * Reads a copy without asking who signed it, or when: to look into one.
 *
 * \param copy  at most WALLET_COPY_MAX; copied
 * \param out   on success the copy, which the caller owns: wallet_copy_free()
 *
 * \retval WALLET_ERR_TRUNCATED, WALLET_ERR_MALFORMED, WALLET_ERR_STRUCTURE  it is no copy
 * \retval WALLET_ERR_VALUE        it says something that makes no sense
 * \retval WALLET_ERR_TOO_LARGE    beyond one of the limits
 * \retval WALLET_ERR_UNSUPPORTED  a critical header or a method that is not understood
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_copy_parse(
    struct wallet_bytes copy, struct wallet_copy **out, struct wallet_error *error);

/**
 * Verifies a copy, and the licence in it as wallet_verify() does.  What is wrong with the repository's
 * part is a failed WALLET_CHECK_HOLDER, with its reason: ALGORITHM, ISSUER_UNKNOWN, CERTIFICATE,
 * SIGNATURE, ISSUER_NOT_AUTHORISED, AUDIENCE, NOT_YET_VALID or CODE_EXPIRED; unknown, not failed, where
 * the repository is in no trust list, or nobody said who checks.  If nothing is wrong, that check is
 * not applicable: no holder presented it.
 *
 * \param verifier  borrowed; with the counter as its audience, and the repository in its trust list
 * \param copy      at most WALLET_COPY_MAX; borrowed for the call only
 * \param verdict   replaced, as by wallet_verify()
 * \param out       unless NULL: replaced by the copy where the repository's part held, which the caller
 *                  owns: wallet_copy_free(); else by NULL
 *
 * \retval WALLET_OK  accepted, both the copy and the licence in it; others as for wallet_verify()
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_copy_verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes copy,
    int64_t at_unix,
    struct wallet_verdict *verdict,
    struct wallet_copy **out,
    struct wallet_error *error);

/** Releases `copy`.  NULL is allowed. */
WALLET_API void wallet_copy_free(struct wallet_copy *copy);

/** Whether it comes from wallet_copy_verify(). */
WALLET_API bool wallet_copy_is_verified(const struct wallet_copy *copy);

/** WALLET_COPY_ID_SIZE bytes: the copy's number.  Borrows. */
WALLET_API struct wallet_bytes wallet_copy_id(const struct wallet_copy *copy);

/** The USCC of the repository. */
WALLET_API const char *wallet_copy_repository(const struct wallet_copy *copy);

/** Its name in the trust list; "" where it has none, or nothing was verified. */
WALLET_API const char *wallet_copy_repository_name(
    const struct wallet_copy *copy, enum wallet_language language);

/** The USCC of the counter for which it is. */
WALLET_API const char *wallet_copy_audience(const struct wallet_copy *copy);

/** The USCC of whoever asked, and the clerk's name; "" for a program. */
WALLET_API const char *wallet_copy_maker(const struct wallet_copy *copy);
WALLET_API const char *wallet_copy_clerk(const struct wallet_copy *copy);

WALLET_API enum wallet_grant_method wallet_copy_method(const struct wallet_copy *copy);

/** SHA-256 of the grant, WALLET_GRANT_DIGEST_SIZE bytes; borrows. */
WALLET_API struct wallet_bytes wallet_copy_grant(const struct wallet_copy *copy);

WALLET_API int64_t wallet_copy_issued(const struct wallet_copy *copy);

/** From when on it is not good any more. */
WALLET_API int64_t wallet_copy_until(const struct wallet_copy *copy);

/** What it is for; texts borrow from `copy` and are "" where there is none. */
WALLET_API void wallet_copy_matter(
    const struct wallet_copy *copy, struct wallet_request_matter *out);

/** The licence's bytes, as its issuer signed them; borrows. */
WALLET_API struct wallet_bytes wallet_copy_licence(const struct wallet_copy *copy);

#ifdef __cplusplus
}
#endif

#endif
