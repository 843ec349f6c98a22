/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A grant: leave to fetch somebody's licences from a repository, once.
 *
 * There are four ways to it and one object.  The holder's key signs for a code that is shown (亮码) and
 * for the answer to a counter's request (扫码); an identity service signs that it has compared a face
 * (刷脸); a department signs for itself where the law lets it (依职能), with the clerk named.  A
 * grant says for which counter, which matter and which fields, and until when.
 *
 * Whoever shows or answers is named by the key alone (wallet_grant_key_id()): the repository finds the
 * licences that are bound to it, and checks the key in full.  The other two name the holder.  That a
 * grant is used once is the repository's to remember, by wallet_grant_id().
 */
#ifndef WALLET_GRANT_H
#define WALLET_GRANT_H

#include <wallet/bytes.h>
#include <wallet/catalogue.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/reason.h>
#include <wallet/request.h>
#include <wallet/selection.h>
#include <wallet/trust.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_GRANT_MAX         8192 /**< bytes of the largest grant */
#define WALLET_GRANT_ID_SIZE     16   /**< bytes of the number by which it is used once */
#define WALLET_GRANT_LEEWAY      30   /**< seconds that two clocks may differ by */
#define WALLET_GRANT_NONCE_MIN   8    /**< bytes of the shortest nonce that is answered */
#define WALLET_GRANT_NONCE_MAX   64   /**< and of the longest */
#define WALLET_GRANT_HOLDER_SIZE 40   /**< room for a holder, such as "111:NUMBER", with its NUL */
#define WALLET_GRANT_DIGEST_SIZE 32   /**< bytes of a grant's or a portrait's SHA-256 */

/** How somebody came to agree, or why nobody had to. */
enum wallet_grant_method {
    WALLET_GRANT_SHOW = 1, /**< the holder showed a code (亮码) */
    WALLET_GRANT_SCAN = 2, /**< the holder answered a counter's request (扫码) */
    WALLET_GRANT_FACE = 3, /**< an identity service compared the face (刷脸) */
    WALLET_GRANT_DUTY = 4, /**< by law, on the department's duty (依职能); the holder sees it */
};

/** "show", "scan", "face" or "duty"; "none" for any other number; never NULL. */
WALLET_API const char *wallet_grant_method_name(enum wallet_grant_method method);

/** For how many seconds a grant is good if nobody says else, and at most; 0 for no such method. */
WALLET_API unsigned wallet_grant_seconds(enum wallet_grant_method method);
WALLET_API unsigned wallet_grant_seconds_max(enum wallet_grant_method method);

/** On what somebody else's word rests than the holder's.  Texts are one line each, as of a matter. */
struct wallet_grant_evidence {
    /* Of WALLET_GRANT_FACE.  Never a picture, nor what a face was reduced to. */
    const char *way;              /**< how it was compared; required */
    unsigned level;               /**< of assurance, 1 to 4 (ISO/IEC 29115) */
    int64_t compared_unix;        /**< when, not after the grant's time */
    struct wallet_bytes portrait; /**< SHA-256 of the portrait compared with; 32 bytes */
    const char *model;            /**< of the program, or "person"; required */
    bool is_by_person;            /**< a person found them the same; else a score is */
    unsigned score;               /**< thousandths, not below `threshold`; 0 of a person */
    unsigned threshold;           /**< thousandths, 1 to 1000; 0 of a person */

    /* Of WALLET_GRANT_DUTY. */
    const char *clerk;   /**< who asks, by name; required */
    const char *account; /**< or number of the clerk; "" or NULL: not said */
    const char *desk;    /**< the window; "" or NULL: not said */
};

/** Writes the SHA-256 of a picture, for the evidence: what was compared with, and nothing of a face. */
WALLET_API void wallet_grant_portrait_digest(
    struct wallet_bytes picture, uint8_t out[WALLET_GRANT_DIGEST_SIZE]);

/** What a new grant is to say.  Pointers are borrowed for the call only. */
struct wallet_grant_terms {
    enum wallet_grant_method method;

    /** The counter's USCC; or a division of GB/T 2260, six digits: any accredited counter there. */
    const char *audience;

    /**
     * What for; texts "" or NULL where there is none.  Only a shown code may say nothing at all; by
     * duty a cause is required.
     */
    struct wallet_request_matter matter;

    /**
     * Types and fields, as in a request, 1 to WALLET_REQUEST_ITEM_MAX.  A type without fields stands for
     * all that the catalogue does not have shown never by default.  `is_required` is not looked at.
     */
    const struct wallet_request_item *items;
    size_t item_count;

    const char *holder;        /**< "111:NUMBER"; for face and duty alone, and required there */
    struct wallet_bytes nonce; /**< of the request; for scan and face alone, and required there */
    unsigned seconds;          /**< how long it is good; 0: wallet_grant_seconds() */
    const struct wallet_grant_evidence
        *evidence; /**< for face and duty alone, and required there */
};

/**
 * Signs a grant, typ application/wallet-grant+cwt, with a number from the system's randomness.
 *
 * \param signer  the holder's, the identity service's or the department's; for the last two its issuer
 *                is the signer's USCC, and the holder's names none
 * \param out     replaced by the grant, deterministic CBOR; wallet_qr_write_text() draws it
 *
 * \retval WALLET_ERR_ARGUMENT   a required pointer is NULL
 * \retval WALLET_ERR_VALUE      it says what its method does not allow, lacks what it demands, or
 *                               something that makes no sense; `error` says which
 * \retval WALLET_ERR_KEY        the signer names no issuer where one is needed
 * \retval WALLET_ERR_TOO_LARGE  beyond one of the limits
 * \retval WALLET_ERR_MEMORY     or what the signer says
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_grant_sign(
    const struct wallet_grant_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** A grant that was read.  Immutable: any number of threads may use it. */
struct wallet_grant;

/** Whether it is a grant, by what it says of itself; nothing is checked. */
WALLET_API bool wallet_grant_recognise(struct wallet_bytes object);

/**
 * Reads a grant without asking who signed it, or when: to look into one, and to learn by which key it
 * has to be verified.
 *
 * \param grant  at most WALLET_GRANT_MAX; copied
 * \param out    on success the grant, which the caller owns: wallet_grant_free()
 *
 * \retval WALLET_ERR_TRUNCATED, WALLET_ERR_MALFORMED, WALLET_ERR_STRUCTURE  it is no grant
 * \retval WALLET_ERR_VALUE        it says something that makes no sense, or not what its method demands
 * \retval WALLET_ERR_TOO_LARGE    beyond one of the limits
 * \retval WALLET_ERR_UNSUPPORTED  a critical header or a method that is not understood
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_grant_parse(
    struct wallet_bytes grant, struct wallet_grant **out, struct wallet_error *error);

/** Who uses a grant, and in answer to what it was asked for. */
struct wallet_grant_use {
    const char *counter;       /**< the USCC of the counter that uses it; required */
    struct wallet_bytes nonce; /**< of the counter's request; empty: none was made */
    bool is_nonce_unknown;     /**< nobody said which request is answered: do not compare it */
};

/**
 * Verifies a grant by an identity service or a department, under a trust list: form, algorithm,
 * signer, signature over the received bytes, role and region, audience, period, nonce, in this order.
 *
 * The signer's entry must have WALLET_ROLE_IDENTITY_SERVICE for WALLET_GRANT_FACE and
 * WALLET_ROLE_COUNTER for WALLET_GRANT_DUTY, which it may ask for no more than its entry allows (see
 * wallet_request_may_ask(); sensitive fields are to be compared with the catalogue at the release).
 *
 * \param use         who uses it; borrowed for the call only
 * \param out         on success the grant, which the caller owns: wallet_grant_free()
 * \param out_reason  unless NULL, why it was not accepted; WALLET_REASON_NONE if it was, or for want of
 *                    memory
 *
 * \retval WALLET_ERR_REFUSED  well formed, but not to be relied on; `error` says why
 *
 * Others as for wallet_grant_parse(), and WALLET_ERR_ARGUMENT for a pointer that is NULL.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_grant_verify(
    struct wallet_bytes grant,
    const struct wallet_trust *trust,
    const struct wallet_grant_use *use,
    int64_t at_unix,
    struct wallet_grant **out,
    enum wallet_reason *out_reason,
    struct wallet_error *error);

/**
 * The same for WALLET_GRANT_SHOW and WALLET_GRANT_SCAN, by the holder's key, which the caller vouches
 * for: the `cnf` of a licence of this holder that is valid.
 *
 * \param holder  a COSE_Key (RFC 9052 section 7); borrowed for the call only
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_grant_verify_holder(
    struct wallet_bytes grant,
    struct wallet_bytes holder,
    const struct wallet_grant_use *use,
    int64_t at_unix,
    struct wallet_grant **out,
    enum wallet_reason *out_reason,
    struct wallet_error *error);

/** Releases `grant`.  NULL is allowed. */
WALLET_API void wallet_grant_free(struct wallet_grant *grant);

/** Whether it comes from wallet_grant_verify() or wallet_grant_verify_holder(). */
WALLET_API bool wallet_grant_is_verified(const struct wallet_grant *grant);

WALLET_API enum wallet_grant_method wallet_grant_method(const struct wallet_grant *grant);

/** WALLET_GRANT_ID_SIZE bytes, the grant's number: accepted once.  Borrows. */
WALLET_API struct wallet_bytes wallet_grant_id(const struct wallet_grant *grant);

/** WALLET_KEY_ID_SIZE bytes: the identifier of the key that signed it.  Borrows. */
WALLET_API struct wallet_bytes wallet_grant_key_id(const struct wallet_grant *grant);

/** Writes the SHA-256 of the grant as received: its name in copies and logs. */
WALLET_API void wallet_grant_digest(
    const struct wallet_grant *grant, uint8_t out[WALLET_GRANT_DIGEST_SIZE]);

/** The USCC of the identity service or the department; "" where the holder signed. */
WALLET_API const char *wallet_grant_issuer(const struct wallet_grant *grant);

/** Its name in the trust list; "" where it has none, or nothing was verified. */
WALLET_API const char *wallet_grant_issuer_name(
    const struct wallet_grant *grant, enum wallet_language language);

/** The counter's USCC, or six digits of a division. */
WALLET_API const char *wallet_grant_audience(const struct wallet_grant *grant);

/** "111:NUMBER"; "" where the key names the holder. */
WALLET_API const char *wallet_grant_holder(const struct wallet_grant *grant);

/** The nonce of the request that is answered; empty where there is none.  Borrows. */
WALLET_API struct wallet_bytes wallet_grant_nonce(const struct wallet_grant *grant);

WALLET_API int64_t wallet_grant_issued(const struct wallet_grant *grant);

/** From when on it is not good any more; WALLET_GRANT_LEEWAY later it is refused. */
WALLET_API int64_t wallet_grant_until(const struct wallet_grant *grant);

/** What it is for; texts borrow from `grant` and are "" where there is none. */
WALLET_API void wallet_grant_matter(
    const struct wallet_grant *grant, struct wallet_request_matter *out);

/** On what it rests; texts borrow from `grant` and are "".  False where the holder signed. */
WALLET_API bool wallet_grant_evidence(
    const struct wallet_grant *grant, struct wallet_grant_evidence *out);

WALLET_API size_t wallet_grant_item_count(const struct wallet_grant *grant);

/** The item at `index`, below wallet_grant_item_count(); fields ascend by key; borrows. */
WALLET_API void wallet_grant_item_at(
    const struct wallet_grant *grant, size_t index, struct wallet_request_item *out);

/** Whether licences of this type are in its scope. */
WALLET_API bool wallet_grant_has_type(const struct wallet_grant *grant, const char *type);

/**
 * Whether a field of licences of this type is in its scope.
 *
 * \param catalogue  may be NULL: then only named fields are, as for types that it lacks
 * \param member     key of the members' field, or WALLET_REQUEST_NO_MEMBER for the field itself; where
 *                   that one holds members, it stands for what they show by default
 */
WALLET_API bool wallet_grant_allows(
    const struct wallet_grant *grant,
    const struct wallet_catalogue *catalogue,
    const char *type,
    uint64_t field,
    uint64_t member);

/**
 * Shows in a selection what is in the grant's scope and hides all else, but for what is always shown.
 *
 * \param catalogue  as above
 * \return whether the type is in the scope; if not, nothing has changed
 */
WALLET_API bool wallet_grant_select(
    const struct wallet_grant *grant,
    const struct wallet_catalogue *catalogue,
    struct wallet_selection *selection);

#ifdef __cplusplus
}
#endif

#endif
