/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What a counter asks a holder for (扫码): the code at the counter says who asks, for which matter,
 * which fields of which licences, and carries a nonce that the answer must repeat.
 *
 * A request is signed, so that nobody poses as a counter, and good for minutes.  The holder's side
 * believes it under a trust list only, in which the counter's entry says what it may ask for at most:
 * see wallet_request_may_ask().  A key file gives no role, so no request holds under it.
 */
#ifndef WALLET_REQUEST_H
#define WALLET_REQUEST_H

#include <wallet/bytes.h>
#include <wallet/catalogue.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/reason.h>
#include <wallet/trust.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_REQUEST_MAX         8192 /**< bytes of the largest request */
#define WALLET_REQUEST_NONCE_SIZE  16   /**< bytes of the nonce */
#define WALLET_REQUEST_SECONDS     300  /**< how long a request is good, if nobody says else */
#define WALLET_REQUEST_SECONDS_MAX 3600 /**< how long it is good at most */
#define WALLET_REQUEST_LEEWAY      30   /**< seconds that two clocks may differ by */
#define WALLET_REQUEST_ITEM_MAX    16   /**< licences that one request asks for */
#define WALLET_REQUEST_FIELD_MAX   256  /**< fields of all of them, and members' fields of all */
#define WALLET_REQUEST_TEXT_MAX    200  /**< characters of each text of a matter */
#define WALLET_REQUEST_URL_MAX     512  /**< bytes of the address that takes the answer */

/** For wallet_request_may_ask(): the field itself, not one of its members' fields. */
#define WALLET_REQUEST_NO_MEMBER UINT64_MAX

/** Whether a licence is asked for within a matter that is registered. */
enum wallet_call_category {
    WALLET_CALL_MATTER = 0, /**< for the matter that is named */
    WALLET_CALL_OTHER = 1,  /**< tied to none; the cause says for what */
};

/**
 * What a request is for: the record of use that Chinese repositories keep.  Each text is one line of at
 * most WALLET_REQUEST_TEXT_MAX printable characters; "" or NULL where there is none.
 */
struct wallet_request_matter {
    const char *system; /**< the system in which the matter is handled */
    enum wallet_call_category category;
    const char *name;  /**< of the matter; required for WALLET_CALL_MATTER */
    const char *code;  /**< of the matter (实施编码) */
    const char *cause; /**< in the clerk's words; required for WALLET_CALL_OTHER */
};

/** A field that is asked for. */
struct wallet_request_field {
    uint64_t key;            /**< at most 999999999 */
    const uint64_t *members; /**< keys of the members' fields wanted, where it holds members */
    size_t member_count;     /**< 0: the field as it is; of members, what is shown by default */
};

/** A licence that is asked for. */
struct wallet_request_item {
    const char *type; /**< type code, 21 characters; none is asked for twice */
    const struct wallet_request_field *fields;
    size_t field_count; /**< at least 1 */
    bool is_required;   /**< without it the answer is incomplete */
};

/** How the licences must belong together. */
enum wallet_relation {
    WALLET_RELATION_NONE = 0,
    WALLET_RELATION_ONE_HOLDER = 1,
    WALLET_RELATION_ONE_HOUSEHOLD = 2, /**< the holders are members of the household register */
    WALLET_RELATION_ONE_ENTERPRISE = 3,
};

/** What a new request is to say.  Pointers are borrowed for the call only. */
struct wallet_request_terms {
    struct wallet_request_matter matter;
    const struct wallet_request_item *items;
    size_t item_count; /**< at least 1 */
    enum wallet_relation relation;
    const char *reply_url; /**< https; where the answer is posted.  NULL or "": shown as a code */
    unsigned seconds;      /**< how long it is good; 0: WALLET_REQUEST_SECONDS */
};

/**
 * Signs a request, typ application/wallet-request+cwt, with a nonce from the system's randomness.
 *
 * \param signer  the counter's; its issuer is the counter's USCC
 * \param out     replaced by the request, deterministic CBOR; wallet_qr_write_text() draws it
 *
 * \retval WALLET_ERR_ARGUMENT   a required pointer is NULL
 * \retval WALLET_ERR_VALUE      a text, type code, key, address or time that makes no sense, a type or
 *                               field that is there twice, or none
 * \retval WALLET_ERR_KEY        the signer names no issuer
 * \retval WALLET_ERR_TOO_LARGE  beyond one of the limits above
 * \retval WALLET_ERR_MEMORY     or what the signer says
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_request_sign(
    const struct wallet_request_terms *terms,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** A request that was read.  Immutable: any number of threads may use it. */
struct wallet_request;

/** Whether it is a request, by what it says of itself; nothing is checked. */
WALLET_API bool wallet_request_recognise(struct wallet_bytes object);

/**
 * Reads a request without asking who signed it, or when: for the counter, which checks the answer to
 * its own request, and to look into one.  Names are "" then, and nothing may be asked for.
 *
 * \param request  at most WALLET_REQUEST_MAX; copied
 * \param out      on success the request, which the caller owns: wallet_request_free()
 *
 * \retval WALLET_ERR_TRUNCATED, WALLET_ERR_MALFORMED, WALLET_ERR_STRUCTURE  it is no request
 * \retval WALLET_ERR_VALUE        it says something that makes no sense
 * \retval WALLET_ERR_TOO_LARGE    beyond one of the limits above
 * \retval WALLET_ERR_UNSUPPORTED  a critical header that is not understood
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_request_parse(
    struct wallet_bytes request, struct wallet_request **out, struct wallet_error *error);

/**
 * Reads and verifies a request, for the holder: without WALLET_OK nothing is shown and nothing leaves.
 *
 * \param request  at most WALLET_REQUEST_MAX; copied
 * \param trust    with a trust list in it; may be freed before the result
 * \param at_unix  now
 * \param out      on success the request, which the caller owns: wallet_request_free()
 *
 * \retval WALLET_ERR_REFUSED  nobody signed it; whoever did is unknown, no counter, outside the period
 *                             or region of its entry, or not the counter that it names; it was altered;
 *                             it has expired, or is from the future.  `error` says which
 *
 * Others as for wallet_request_parse(), and WALLET_ERR_ARGUMENT for a pointer that is NULL.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_request_verify(
    struct wallet_bytes request,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_request **out,
    struct wallet_error *error);

/** Releases `request`.  NULL is allowed. */
WALLET_API void wallet_request_free(struct wallet_request *request);

/** Whether it comes from wallet_request_verify(). */
WALLET_API bool wallet_request_is_verified(const struct wallet_request *request);

/** Who asks: a USCC, 18 characters.  It is the audience of the answer. */
WALLET_API const char *wallet_request_counter(const struct wallet_request *request);

/** The counter's name in the trust list; "" where it has none, or nothing was verified. */
WALLET_API const char *wallet_request_counter_name(
    const struct wallet_request *request, enum wallet_language language);

/** WALLET_REQUEST_NONCE_SIZE bytes; borrows from `request`. */
WALLET_API struct wallet_bytes wallet_request_nonce(const struct wallet_request *request);

WALLET_API int64_t wallet_request_issued(const struct wallet_request *request);

/** From when on it is not to be answered. */
WALLET_API int64_t wallet_request_until(const struct wallet_request *request);

/** What it is for; texts borrow from `request` and are "" where there is none. */
WALLET_API void wallet_request_matter(
    const struct wallet_request *request, struct wallet_request_matter *out);

WALLET_API enum wallet_relation wallet_request_relation(const struct wallet_request *request);

/** Where the answer is posted, https; "": it is shown as a code. */
WALLET_API const char *wallet_request_reply_url(const struct wallet_request *request);

WALLET_API size_t wallet_request_item_count(const struct wallet_request *request);

/** The item at `index`, below wallet_request_item_count(); fields ascend by key; borrows. */
WALLET_API void wallet_request_item_at(
    const struct wallet_request *request, size_t index, struct wallet_request_item *out);

/**
 * Whether the counter's entry in the trust list lets it ask for a field of the item's type; the item
 * need not ask for it.  False for all fields of a request that was only parsed.
 *
 * An entry that names no fields allows all that the catalogue knows of the type, but those that are
 * never shown by default; one that names the field allows it in any case.
 *
 * \param catalogue  may be NULL: then only named fields are allowed, as for types that it lacks
 * \param item       index, below wallet_request_item_count()
 * \param member     key of the members' field, or WALLET_REQUEST_NO_MEMBER for the field itself; where
 *                   that one holds members, it stands for what they show by default
 */
WALLET_API bool wallet_request_may_ask(
    const struct wallet_request *request,
    const struct wallet_catalogue *catalogue,
    size_t item,
    uint64_t field,
    uint64_t member);

#ifdef __cplusplus
}
#endif

#endif
