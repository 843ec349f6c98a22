/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The trust list of a region: who may do what, signed by the region's root.
 *
 * An authority keeps a draft, changes it entry by entry and signs it; the version grows each time.
 * A counter imports the signed list under the root that it knows, never an older one than it has.
 *
 * When a licence is verified, WALLET_CHECK_ISSUER asks whether the entry's key was in use at the
 * licence's time of issue, and whether its chain led to a trusted authority then; the reason is
 * CERTIFICATE if not.  A chain must keep the profile of certificates (see certificate.h) for the role
 * in which it is used: WALLET_ROLE_ISSUER to sign licences, WALLET_ROLE_STATUS to say how they stand.
 * WALLET_CHECK_AUTHORITY asks for the role of an issuer, the licence's type and the region of the
 * issuer's USCC (positions 3 to 8); the reason is ISSUER_NOT_AUTHORISED if not.
 */
#ifndef WALLET_TRUST_LIST_H
#define WALLET_TRUST_LIST_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/trust.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The largest signed list, in bytes. */
#define WALLET_TRUST_LIST_MAX 1048576

/** The most entries in one list. */
#define WALLET_TRUST_ENTRY_MAX 4096

/** The longest type of an entry with its fields, in bytes. */
#define WALLET_TRUST_TYPE_MAX 1023

/** For wallet_trust_list_verify(): do not ask whether the list counts now, only what it says. */
#define WALLET_TRUST_ANY_TIME INT64_MIN

/** What an entry may be trusted to do; several may be joined by `|`. */
enum wallet_role {
    WALLET_ROLE_ISSUER = 1,
    WALLET_ROLE_COUNTER = 2,
    WALLET_ROLE_IDENTITY_SERVICE = 4,
    WALLET_ROLE_STATUS = 8,
    WALLET_ROLE_REPOSITORY = 16,
    WALLET_ROLE_AUDIT = 32,
    WALLET_ROLE_APPROVAL = 64, /**< a department's system, which decides on accepted cases */
};

/**
 * How an entry stands.  What was signed before a key was compromised cannot be told from what its
 * thief dated back, but by a receipt; without one such a licence is unknown, never accepted.
 */
enum wallet_trust_state {
    WALLET_TRUST_ACTIVE = 0,
    WALLET_TRUST_RETIRED = 1,     /**< signs no more since a time; what it signed before holds */
    WALLET_TRUST_COMPROMISED = 2, /**< what it signed since a time is refused, before it unknown */
};

/**
 * One entry as it is read and written; pointers borrow.  Whoever changes keys has an entry for each,
 * the old one retired: what it signed stays valid.
 */
struct wallet_trust_entry {
    const char *id;            /**< USCC, 18 characters */
    const char *name_zh;       /**< may be "" */
    const char *name_en;       /**< may be "" */
    unsigned roles;            /**< of enum wallet_role */
    struct wallet_bytes key;   /**< a COSE_Key, or empty */
    struct wallet_bytes chain; /**< certificates in DER one after the other, leaf first; or empty */

    /**
     * Type codes of the licences that an issuer signs and a counter asks for; "*" for every type;
     * absent authority is none.
     *
     * A counter may ask for all fields of such a type but those that the catalogue has shown never by
     * default.  Field keys behind the code narrow it to these, whatever the catalogue says of them:
     * "CODE#1,2,9.1", in ascending order; 9.1 is field 1 of the members in field 9, and 9 stands for
     * all fields of the members but those that are never shown by default.
     */
    const char *const *types;
    size_t type_count;
    const char *region; /**< prefix of a division code of GB/T 2260, 0 to 6 digits; "" for all */
    int64_t from_unix;  /**< what it signed before does not count; 0: no bound */
    int64_t until_unix; /**< nor what it signed from then on; 0: no bound */
    enum wallet_trust_state state;
    int64_t state_unix; /**< since when, unless active */
};

/** What somebody signed in a form that is none of ours, such as a request of HTTP (RFC 9421). */
struct wallet_signed {
    const char *id;                  /**< USCC of whom it names */
    struct wallet_bytes key_id;      /**< WALLET_KEY_ID_SIZE bytes, of the key that it names */
    enum wallet_algorithm algorithm; /**< that it names; WALLET_ALGORITHM_NONE: the key's */
    struct wallet_bytes message;     /**< what was signed */
    struct wallet_bytes signature;
    int64_t at_unix; /**< when it says that it was */
};

/**
 * Checks that whom it names signed it, and had this role in the trust list then.  A key file gives no
 * role, so nothing holds under one.
 *
 * \retval WALLET_ERR_REFUSED       it does not hold; `error` says why
 * \retval WALLET_ERR_UNDETERMINED  the key was compromised later than it says to have signed
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_trust_check(
    const struct wallet_trust *trust,
    enum wallet_role role,
    const struct wallet_signed *signed_by,
    struct wallet_error *error);

/** A trust list, as a draft or as it was signed. */
struct wallet_trust_list;

/**
 * Makes an empty draft of version 0.
 *
 * \param out  on success the list, which the caller owns: wallet_trust_list_free()
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_trust_list_new(
    struct wallet_trust_list **out, struct wallet_error *error);

/**
 * Adds a copy of an entry, or replaces the one with the same id and the same key.
 *
 * \retval WALLET_ERR_VALUE      an id, type, region or period that makes no sense, or fields for an
 *                               entry that is no counter, or an issuer, too
 * \retval WALLET_ERR_KEY        neither key nor chain, both, one that must not be used, or that
 *                               another id has, or a certificate that names another organisation
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_TRUST_ENTRY_MAX, 1024 types, WALLET_TRUST_TYPE_MAX or 4
 *                               certificates
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_trust_list_put(
    struct wallet_trust_list *list,
    const struct wallet_trust_entry *entry,
    struct wallet_error *error);

/** Removes all entries with this id; WALLET_ERR_UNKNOWN if there is none. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_trust_list_remove(
    struct wallet_trust_list *list, const char *id, struct wallet_error *error);

/** Says which version was signed last, for a draft that was kept elsewhere and goes on from there. */
WALLET_API void wallet_trust_list_set_version(struct wallet_trust_list *list, uint64_t version);

/**
 * Signs the list with the root's key: version + 1, typ application/wallet-trust+cwt.
 *
 * \param signer      the root's; its issuer is the region's authority
 * \param until_unix  the list counts no more from then on; 0: no bound
 * \param out         replaced by the signed list; as it was if that fails, as is `list`
 *
 * \retval WALLET_ERR_ARGUMENT   an end that is not behind the beginning
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_TRUST_LIST_MAX
 * \retval WALLET_ERR_MEMORY     or what the signer says
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_trust_list_sign(
    struct wallet_trust_list *list,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    int64_t until_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Reads and verifies a signed list.
 *
 * \param root           the region's root: a key file's public key
 * \param least_version  an older list is refused: what the reader has seen before
 * \param at_unix        when it is to count, or WALLET_TRUST_ANY_TIME
 *
 * \retval WALLET_ERR_REFUSED       wrong root, altered, older, expired at `at_unix`, or from the future
 * \retval WALLET_ERR_UNSUPPORTED   a critical part that is not understood
 * \retval WALLET_ERR_MALFORMED     or STRUCTURE, TRUNCATED, TOO_LARGE, KEY, VALUE: not such a list
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_trust_list_verify(
    struct wallet_bytes signed_list,
    const struct wallet_key *root,
    uint64_t least_version,
    int64_t at_unix,
    struct wallet_trust_list **out,
    struct wallet_error *error);

/**
 * Takes the certificates out of a file, PEM or DER, as an entry wants them: leaf first.
 *
 * \param file  at most WALLET_KEY_FILE_MAX
 * \param out   replaced by the certificates in DER, one after the other
 *
 * \retval WALLET_ERR_KEY  no certificate in it, or one that cannot be used; else as for put
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_trust_read_chain(
    struct wallet_bytes file, struct wallet_buffer *out, struct wallet_error *error);

/** Releases `list`.  NULL is allowed. */
WALLET_API void wallet_trust_list_free(struct wallet_trust_list *list);

WALLET_API uint64_t wallet_trust_list_version(const struct wallet_trust_list *list);

/** The authority that signed it, a USCC; "" for a draft that never was. */
WALLET_API const char *wallet_trust_list_issuer(const struct wallet_trust_list *list);

/** When it was signed; 0 for a draft that never was. */
WALLET_API int64_t wallet_trust_list_issued(const struct wallet_trust_list *list);

/** From when on it no longer counts; 0: no bound. */
WALLET_API int64_t wallet_trust_list_until(const struct wallet_trust_list *list);

WALLET_API size_t wallet_trust_list_count(const struct wallet_trust_list *list);

/** The entry at `index`, below wallet_trust_list_count(), in order of ids; borrows from `list`. */
WALLET_API void wallet_trust_list_at(
    const struct wallet_trust_list *list, size_t index, struct wallet_trust_entry *out);

/** The identifier of the entry's key, as in licences; WALLET_KEY_ID_SIZE bytes; borrows. */
WALLET_API struct wallet_bytes wallet_trust_list_key_id(
    const struct wallet_trust_list *list, size_t index);

/**
 * Adds all entries to what a verifier believes; copies.  What a list says of a key comes before what
 * a key file or a certificate says of the same.  All are added or none.
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_trust_add_list(
    struct wallet_trust *trust, const struct wallet_trust_list *list, struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
