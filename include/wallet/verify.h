/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Verifying: a code's text or a licence's bytes in, a verdict out.
 *
 * A verdict is accepted, refused or unknown; it lists each check with its result and its reason.
 * What a licence claims cannot be read unless its signature and its issuer's authority held.
 */
#ifndef WALLET_VERIFY_H
#define WALLET_VERIFY_H

#include <wallet/bytes.h>
#include <wallet/catalogue.h>
#include <wallet/claims.h>
#include <wallet/codes.h>
#include <wallet/digest.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/reason.h>
#include <wallet/replay.h>
#include <wallet/trust.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The largest input to a verification, in bytes or characters. */
#define WALLET_INPUT_MAX 262144

/** The checks, in the order in which they are made. */
enum wallet_check {
    WALLET_CHECK_FORM = 0,         /**< form and limits */
    WALLET_CHECK_ALGORITHM = 1,    /**< algorithm against key */
    WALLET_CHECK_ISSUER = 2,       /**< issuer known, certificate path at the right time */
    WALLET_CHECK_SIGNATURE = 3,    /**< over the received bytes */
    WALLET_CHECK_AUTHORITY = 4,    /**< issuer may sign this type */
    WALLET_CHECK_VALIDITY = 5,     /**< validity period, inside the signer's */
    WALLET_CHECK_DISCLOSURES = 6,  /**< every disclosed part is among the signed digests */
    WALLET_CHECK_FIELDS = 7,       /**< the fields are those of the type */
    WALLET_CHECK_HOLDER = 8,       /**< the holder's key, audience, freshness, nonce */
    WALLET_CHECK_REPLAY = 9,       /**< not shown before */
    WALLET_CHECK_STATUS = 10,      /**< not revoked or suspended */
    WALLET_CHECK_COMPLETENESS = 11 /**< what was asked for is there */
};

#define WALLET_CHECK_COUNT 12

enum wallet_result {
    WALLET_RESULT_UNKNOWN = 0, /**< could not be determined, or was not reached */
    WALLET_RESULT_PASSED = 1,
    WALLET_RESULT_FAILED = 2,
    WALLET_RESULT_NOT_APPLICABLE = 3,
};

enum wallet_decision {
    WALLET_UNKNOWN = 0, /**< neither accept nor accuse: something could not be determined */
    WALLET_ACCEPTED = 1,
    WALLET_REFUSED = 2,
};

/** "form", "algorithm", "issuer", ...; never NULL. */
WALLET_API const char *wallet_check_name(enum wallet_check check);

/** "passed", "failed", "unknown" or "not-applicable"; never NULL. */
WALLET_API const char *wallet_result_name(enum wallet_result result);

/** "accepted", "refused" or "unknown"; never NULL. */
WALLET_API const char *wallet_decision_name(enum wallet_decision decision);

/** Checks licences against trust and catalogue.  Immutable: any number of threads may use one. */
struct wallet_verifier;

/**
 * \param trust      borrowed; must outlive the verifier and no longer change
 * \param catalogue  borrowed; must outlive the verifier
 * \param out        on success the verifier, which the caller owns: wallet_verifier_free()
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_verifier_new(
    const struct wallet_trust *trust,
    const struct wallet_catalogue *catalogue,
    struct wallet_verifier **out,
    struct wallet_error *error);

/** Releases `verifier`.  NULL is allowed. */
WALLET_API void wallet_verifier_free(struct wallet_verifier *verifier);

/**
 * Says who verifies: what a holder shows is meant for somebody (`aud`), and for others it is refused.
 * Without this it can only be left open.  Call it before the verifier is shared.
 *
 * \param names  copied: the counter's USCC, and the division (GB/T 2260) to which codes are shown that
 *               nobody asked for, such as "360500"
 *
 * \retval WALLET_ERR_MEMORY  nothing has changed
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_verifier_set_audience(
    struct wallet_verifier *verifier,
    const char *const *names,
    size_t count,
    struct wallet_error *error);

/**
 * Says where shown codes are remembered (see replay.h).  Without this none is ever accepted.  Call it
 * before the verifier is shared; if it is, the memory must take calls from several threads.
 */
WALLET_API void wallet_verifier_set_replay(
    struct wallet_verifier *verifier, struct wallet_replay replay);

/**
 * Gives the key that opens encrypted licences (COSE_Encrypt0, RFC 9052 section 5.2, by AES-GCM): who
 * shares it with whom, and how, is between issuer and verifier.  Without it what is encrypted is left
 * open, as UNSUPPORTED; and so is what does not open with it.  Call it before the verifier is shared.
 *
 * \param key  16, 24 or 32 bytes, for A128GCM, A192GCM and A256GCM; copied into locked memory, which is
 *             wiped with the verifier.  Empty: there is none any more
 *
 * \retval WALLET_ERR_VALUE   another size; nothing has changed, as below
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_verifier_set_decryption_key(
    struct wallet_verifier *verifier, struct wallet_bytes key, struct wallet_error *error);

/**
 * The outcome of one verification, and the memory in which it is made: used again for the next one,
 * it allocates nothing more.  One thread at a time.
 */
struct wallet_verdict;

/**
 * \param out  on success an empty verdict, which the caller owns: wallet_verdict_free()
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_verdict_new(
    struct wallet_verdict **out, struct wallet_error *error);

/** Releases `verdict` and all that was borrowed from it.  NULL is allowed. */
WALLET_API void wallet_verdict_free(struct wallet_verdict *verdict);

/**
 * Verifies one licence.
 *
 * \param verifier  borrowed
 * \param input     the text of a code ("EL1:...", "HC1:...", or an identity code, which is Base45
 *                  alone) or the bytes of a COSE_Sign1, of one that is encrypted, or of a mobile
 *                  document; at most WALLET_INPUT_MAX; borrowed for the call only.  Trailing CR, LF and
 *                  Tab of a text, and a scanner's "]Q1" before it, are not part of it.  Who shows a
 *                  mobile document cannot be told here, but by wallet_mdoc_verify(): see mdoc.h
 * \param at_unix   the time of the check; the clock is the caller's
 * \param verdict   replaced; what was borrowed from it before is gone
 * \param error     may be NULL
 *
 * \retval WALLET_OK                the verdict is *accepted*, and only then
 * \retval WALLET_ERR_REFUSED       it is *refused*; the message says why
 * \retval WALLET_ERR_UNDETERMINED  it is *unknown*; the message says why
 * \retval WALLET_ERR_MEMORY        no verdict: every check is unknown
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    int64_t at_unix,
    struct wallet_verdict *verdict,
    struct wallet_error *error);

/**
 * Verifies a licence as its holder got it from the issuer (draft-ietf-spice-sd-cwt section 6.2): nothing
 * in it is hidden from the holder, and it is bound to the holder's own key.  Otherwise as
 * wallet_verify(); a printed licence is verified as it is there.
 *
 * \param holder  the holder's public key
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_verify_received(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    const struct wallet_key *holder,
    int64_t at_unix,
    struct wallet_verdict *verdict,
    struct wallet_error *error);

WALLET_API enum wallet_decision wallet_verdict_decision(const struct wallet_verdict *verdict);

/** The reason of the first check that failed, else of the first that is unknown, else none. */
WALLET_API enum wallet_reason wallet_verdict_reason(const struct wallet_verdict *verdict);

/** The result of one check and, in `*out_reason` unless NULL, why. */
WALLET_API enum wallet_result wallet_verdict_check(
    const struct wallet_verdict *verdict, enum wallet_check check, enum wallet_reason *out_reason);

/** "cwt", "sd-cwt", "hc1", "claim-169" or "mdoc"; "" where it was not recognised. */
WALLET_API const char *wallet_verdict_format(const struct wallet_verdict *verdict);

/** More about the reason, in English, for the one who looks into it; "" where there is none. */
WALLET_API const char *wallet_verdict_detail(const struct wallet_verdict *verdict);

/**
 * Whether the licence is bound to a key of its holder; if not, compare the portrait.  Of a copy that a
 * repository released (see copy.h) it is false: the holder did not present it.
 */
WALLET_API bool wallet_verdict_is_bound(const struct wallet_verdict *verdict);

/** When the check was made, as given to wallet_verify(). */
WALLET_API int64_t wallet_verdict_at(const struct wallet_verdict *verdict);

/** How old the status data was that the check used, in seconds; false where none was used. */
WALLET_API bool wallet_verdict_status_age(
    const struct wallet_verdict *verdict, int64_t *out_seconds);

/** Whether the status passed by data that is a day old: look once whether there is newer. */
WALLET_API bool wallet_verdict_look_once(const struct wallet_verdict *verdict);

/** Writes the SHA-256 of the bytes that were checked: the licence's name in logs. */
WALLET_API void wallet_verdict_digest(
    const struct wallet_verdict *verdict, uint8_t out[WALLET_DIGEST_SIZE]);

/*
 * What follows is empty, NULL or false unless signature and authority held.
 */

/** Whether the claims may be read. */
WALLET_API bool wallet_verdict_has_claims(const struct wallet_verdict *verdict);

/**
 * All claims, as signed: one map; borrows from `verdict`.  What was disclosed stands in its place, and
 * what was not is not there.
 */
WALLET_API struct wallet_claims wallet_verdict_claims(const struct wallet_verdict *verdict);

/** The licence type; NULL for foreign licences. */
WALLET_API const struct wallet_type *wallet_verdict_type(const struct wallet_verdict *verdict);

/** The issuer as the licence names it: a USCC, a country; empty if it names none. */
WALLET_API struct wallet_bytes wallet_verdict_issuer(const struct wallet_verdict *verdict);

/** The name of whoever signed, as the trust source gives it; "" where it gives none. */
WALLET_API const char *wallet_verdict_issuer_name(
    const struct wallet_verdict *verdict, enum wallet_language language);

/** Writes the identifier of GB/T 36904; "" for foreign licences. */
WALLET_API void wallet_verdict_identifier(
    const struct wallet_verdict *verdict, char out[WALLET_IDENTIFIER_SIZE]);

/** The validity period; false where the licence does not say.  长期 is said by no `*out_until`. */
WALLET_API bool wallet_verdict_from(const struct wallet_verdict *verdict, int64_t *out_unix);
WALLET_API bool wallet_verdict_until(const struct wallet_verdict *verdict, int64_t *out_unix);

/** One field of a licence of ours. */
struct wallet_fact {
    uint64_t key;
    const struct wallet_field *field; /**< NULL: the type has no such field */
    size_t member;                    /**< 0: the licence's own; n: of its n-th member */
    struct wallet_value value;        /**< borrows from the verdict; nothing for an unknown field */
    enum wallet_finding finding;
};

/** A walk over the fields; start with `= { 0 }`. */
struct wallet_fact_walk {
    size_t offset;
    size_t left;
    size_t members_left;
    size_t member_left;
    size_t member;
    size_t member_offset;
    const struct wallet_field *members;
    bool started;
};

/** Reads the next field in the order of the keys, members one by one; false at the end. */
WALLET_API bool wallet_verdict_next_fact(
    const struct wallet_verdict *verdict, struct wallet_fact_walk *walk, struct wallet_fact *out);

#ifdef __cplusplus
}
#endif

#endif
