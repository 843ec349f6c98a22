/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Whether licences are still in force: IETF Token Status Lists in shards of 2^20 entries, one list
 * for *revoked* and a second for *suspended*, named with their digests in a signed manifest.
 *
 * An agency keeps a register, which draws the place of each licence at random, and publishes it; a
 * counter imports what was published and looks up without a network.  How old that knowledge is
 * stands in every verdict: fresh, to be looked at once more, or too old to accept anything by.
 */
#ifndef WALLET_STATUS_H
#define WALLET_STATUS_H

#include <wallet/bytes.h>
#include <wallet/codes.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/trust.h>
#include <wallet/verify.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Entries of one shard. */
#define WALLET_STATUS_SHARD_ENTRIES 1048576

/** The most shards of one manifest. */
#define WALLET_STATUS_SHARD_MAX 4096

/** The largest token, manifest or hot list, in bytes. */
#define WALLET_STATUS_TOKEN_MAX 2097152

/** The most entries of a hot list: with so many it still fits one QR code. */
#define WALLET_STATUS_HOT_MAX 100

/** The longest URI of a list, in bytes. */
#define WALLET_STATUS_URI_MAX 256

/** Room for the name of a published file, its NUL included. */
#define WALLET_STATUS_NAME_SIZE 64

/** The largest file of a register, in bytes: some two million licences. */
#define WALLET_STATUS_REGISTER_MAX 268435456

/** Fresh below, *look once* from here on. */
#define WALLET_STATUS_FRESH_SECONDS 86400

/** Unknown above, and never accepted silently. */
#define WALLET_STATUS_STALE_SECONDS 259200

/** The file that a publication is found by, and the one of its urgent changes. */
#define WALLET_STATUS_MANIFEST_NAME "manifest.cwt"
#define WALLET_STATUS_HOT_NAME      "hot.cwt"

/** What a list says of one entry (draft-ietf-oauth-status-list section 7). */
enum wallet_status_value {
    WALLET_STATUS_VALID = 0,
    WALLET_STATUS_INVALID = 1,
    WALLET_STATUS_SUSPENDED = 2,
};

/**
 * One status list as it was read: 1, 2, 4 or 8 bits an entry, least significant first.  Immutable.
 */
struct wallet_status_list;

/**
 * Reads a status list token (CWT form) and verifies it.
 *
 * \param token        borrowed
 * \param trust        who may sign it
 * \param uri          what `sub` must be
 * \param entries_max  what may be inflated, in entries
 * \param at_unix      the time of the check
 * \param out          on success the list, which the caller owns: wallet_status_list_free()
 *
 * \retval WALLET_ERR_REFUSED    signature, signer, `sub`, or outside its period at `at_unix`
 * \retval WALLET_ERR_MALFORMED  or STRUCTURE, TRUNCATED: no such token, or a broken stream in it
 * \retval WALLET_ERR_TOO_LARGE  one byte more than `entries_max` entries need
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_list_verify(
    struct wallet_bytes token,
    const struct wallet_trust *trust,
    const char *uri,
    size_t entries_max,
    int64_t at_unix,
    struct wallet_status_list **out,
    struct wallet_error *error);

/** Releases `list`.  NULL is allowed. */
WALLET_API void wallet_status_list_free(struct wallet_status_list *list);

/** Bits of an entry. */
WALLET_API unsigned wallet_status_list_bits(const struct wallet_status_list *list);

/** How many entries there are. */
WALLET_API size_t wallet_status_list_count(const struct wallet_status_list *list);

/** The value at `index`: WALLET_ERR_REFUSED beyond the list, as the draft demands. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_list_get(
    const struct wallet_status_list *list,
    uint64_t index,
    unsigned *out_value,
    struct wallet_error *error);

/** The states that an agency keeps (those of MoHURD's licence standard); the numbers are theirs. */
enum wallet_licence_state {
    WALLET_STATE_VALID = 1,       /**< 有效 */
    WALLET_STATE_SUSPENDED = 2,   /**< 暂扣 */
    WALLET_STATE_WITHDRAWN = 3,   /**< 撤销 */
    WALLET_STATE_CANCELLED = 4,   /**< 注销 */
    WALLET_STATE_LAPSED = 5,      /**< 失效 */
    WALLET_STATE_TRANSFERRED = 6, /**< 办理转出 */
    WALLET_STATE_REVOKED = 7,     /**< 吊销 */
    WALLET_STATE_OTHER = 99,      /**< 其他 */
};

/** "valid", "suspended", ... or 有效, 暂扣, ...; never NULL. */
WALLET_API const char *wallet_licence_state_name(
    enum wallet_licence_state state, enum wallet_language language);

/** The state of this English name; false if there is none. */
WALLET_API bool wallet_licence_state_find(const char *name, enum wallet_licence_state *out);

/**
 * What an agency knows of its licences' status: a register that grows, kept in one file.  To a
 * verifier all states are one of three: valid, suspended, and revoked, which is every other one.
 */
struct wallet_status_register;

/**
 * Makes an empty register.
 *
 * \param uri  where its lists will be found, such as "https://…/status": ASCII, no blanks, no '/' at
 *             the end, at most 200 characters; copied
 * \param out  on success the register, which the caller owns: wallet_status_register_free()
 *
 * \retval WALLET_ERR_VALUE  a URI that is not as said
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_register_new(
    const char *uri, struct wallet_status_register **out, struct wallet_error *error);

/**
 * Reads a register's file; copies.
 *
 * \retval WALLET_ERR_MALFORMED  or STRUCTURE, TRUNCATED, TOO_LARGE, VALUE: no register
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_register_parse(
    struct wallet_bytes file, struct wallet_status_register **out, struct wallet_error *error);

/** Writes the register's file; `out` is replaced. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_register_write(
    const struct wallet_status_register *reg,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Releases `reg`.  NULL is allowed. */
WALLET_API void wallet_status_register_free(struct wallet_status_register *reg);

/** Where a licence's status stands; the text borrows from the register. */
struct wallet_status_place {
    const char
        *uri; /**< of the list of the revoked; in its twin the suspended stand at `index` too */
    uint32_t index;
};

/**
 * Draws a free place at random for a new licence, and opens a shard when they run out.  Write the
 * register before the licence leaves the house: nobody else may get the same place.
 *
 * \retval WALLET_ERR_TOO_LARGE  all of WALLET_STATUS_SHARD_MAX shards are full
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_register_draw(
    struct wallet_status_register *reg,
    int64_t at_unix,
    struct wallet_status_place *out,
    struct wallet_error *error);

/**
 * Enters which licence was issued with the place that was drawn last.  A licence that is issued twice
 * has two places, and one state.
 *
 * \param identifier  of GB/T 36904; copied
 *
 * \retval WALLET_ERR_VALUE     no identifier of a licence
 * \retval WALLET_ERR_ARGUMENT  nothing was drawn, or it has its licence already
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_register_enter(
    struct wallet_status_register *reg, const char *identifier, struct wallet_error *error);

/**
 * Sets a licence's state, with its reason and time, at each of its places.
 *
 * \param note  one line of at most 255 bytes for the agency's own file; demanded for OTHER, and to
 *              make what was revoked valid again; else it may be NULL
 *
 * \retval WALLET_ERR_UNKNOWN  the register has no such licence
 * \retval WALLET_ERR_VALUE    no state, or a note that is missing or not one printable line
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_register_set(
    struct wallet_status_register *reg,
    const char *identifier,
    enum wallet_licence_state state,
    const char *note,
    int64_t at_unix,
    struct wallet_error *error);

/** One line of the register; pointers borrow from it. */
struct wallet_status_entry {
    const char
        *identifier; /**< "" for a place that was drawn for a licence that was never issued */
    struct wallet_status_place place;
    enum wallet_licence_state state;
    const char *note; /**< "" if there is none */
    int64_t changed_unix;
};

/** Where its lists are found. */
WALLET_API const char *wallet_status_register_uri(const struct wallet_status_register *reg);

/** The version that was published last; 0 before the first. */
WALLET_API uint64_t wallet_status_register_version(const struct wallet_status_register *reg);

WALLET_API size_t wallet_status_register_shard_count(const struct wallet_status_register *reg);

/** How many places were drawn. */
WALLET_API size_t wallet_status_register_count(const struct wallet_status_register *reg);

/** The entry at `index`, below wallet_status_register_count(), in the order in which they came. */
WALLET_API void wallet_status_register_at(
    const struct wallet_status_register *reg, size_t index, struct wallet_status_entry *out);

/** Takes what is published, file by file. */
struct wallet_status_taker {
    /** The content is borrowed for the call; anything but WALLET_OK ends the publication. */
    enum wallet_status (*take)(void *context, const char *name, struct wallet_bytes content);
    void *context;
};

/**
 * Signs everything that is to be published: two tokens a shard, the hot list of what changed since
 * `hot_since_unix` (the latest WALLET_STATUS_HOT_MAX changes), and last the manifest.  The version
 * grows; write the register before the files, so that no version is ever used twice.
 *
 * \param signer  the agency's own, or that of its status service
 * \param issuer  USCC of the agency whose licences they are; NULL: the signer's
 * \param taker   called for each file
 *
 * \retval WALLET_ERR_MEMORY  or what `signer` or `taker` return
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_register_publish(
    struct wallet_status_register *reg,
    const struct wallet_signer *signer,
    const char *issuer,
    int64_t at_unix,
    int64_t hot_since_unix,
    const struct wallet_status_taker *taker,
    struct wallet_error *error);

/** What a manifest says of itself. */
struct wallet_status_manifest {
    char issuer[WALLET_ISSUER_SIZE]; /**< whose licences they are */
    uint64_t version;
    int64_t issued_unix;
    size_t shard_count;
    uint8_t digest[WALLET_DIGEST_SIZE]; /**< of the manifest itself */
};

/**
 * Reads a manifest.
 *
 * \param trust  who may sign it; NULL to look at one without believing it
 *
 * \retval WALLET_ERR_REFUSED    signature or signer
 * \retval WALLET_ERR_MALFORMED  or STRUCTURE, TRUNCATED, TOO_LARGE: no manifest
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_manifest_read(
    struct wallet_bytes manifest,
    const struct wallet_trust *trust,
    struct wallet_status_manifest *out,
    struct wallet_error *error);

/**
 * Whether a manifest or hot list is of nobody who is trusted: it names the key of none of them, and none of
 * their keys signed it.  Then it says nothing, and may be passed over where data of many agencies lies.
 * What was signed in the name of somebody who is trusted is not, be it forged, nor what is no manifest or hot
 * list: wallet_status_snapshot_add() tells what is wrong with those.
 */
WALLET_API bool wallet_status_is_of_stranger(
    struct wallet_bytes token, const struct wallet_trust *trust);

/** What a counter knows: manifests with all their shards.  Fill it first, then share it. */
struct wallet_status_snapshot;

WALLET_API WALLET_CHECKED enum wallet_status wallet_status_snapshot_new(
    struct wallet_status_snapshot **out, struct wallet_error *error);

/** Releases `snapshot`.  NULL is allowed. */
WALLET_API void wallet_status_snapshot_free(struct wallet_status_snapshot *snapshot);

/** Finds the files of a publication. */
struct wallet_status_loader {
    /** `*out` is borrowed until the next call; what it returns is passed on. */
    enum wallet_status (*load)(void *context, const char *name, struct wallet_bytes *out);
    void *context;
};

/**
 * Adds what a manifest names: verifies the manifest, asks `loader` for each file by name, checks each
 * digest, and verifies each token.  All or nothing; it takes the place of an older one of the same
 * issuer.  How old it is does not matter here: the verdict says so.
 *
 * \param seen     the manifest of this issuer that was seen last: an older one is refused (rollback),
 *                 and so is another one of the same version; NULL if none was seen
 * \param at_unix  a manifest from after that time is refused; INT64_MAX leaves it to the verdict
 * \param loader   called for each file, by the name that the manifest gives it
 *
 * \retval WALLET_ERR_REFUSED    signature or signer; older, or another of the same version; a file that
 *                               is not the one that the manifest names (mix and match)
 * \retval WALLET_ERR_MALFORMED  or STRUCTURE, TRUNCATED, TOO_LARGE: no manifest, or no list
 * \retval WALLET_ERR_MEMORY     or what `loader` returns
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_snapshot_add(
    struct wallet_status_snapshot *snapshot,
    struct wallet_bytes manifest,
    const struct wallet_trust *trust,
    const struct wallet_status_manifest *seen,
    int64_t at_unix,
    const struct wallet_status_loader *loader,
    struct wallet_error *error);

/**
 * Adds a hot list to the manifest of its issuer.  It only ever takes licences out of force, and it
 * makes nothing fresher.
 *
 * \param out_issuer  on success whose it is; may be NULL
 *
 * \retval WALLET_ERR_REFUSED    signature or signer; of an older version than the manifest
 * \retval WALLET_ERR_UNKNOWN    there is no manifest of its issuer to add it to
 * \retval WALLET_ERR_MALFORMED  or STRUCTURE, TRUNCATED, TOO_LARGE: no hot list
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_status_snapshot_add_hot(
    struct wallet_status_snapshot *snapshot,
    struct wallet_bytes hot_list,
    const struct wallet_trust *trust,
    char out_issuer[WALLET_ISSUER_SIZE],
    struct wallet_error *error);

/** How many manifests are in it. */
WALLET_API size_t wallet_status_snapshot_count(const struct wallet_status_snapshot *snapshot);

/** The version and time of the manifest for this issuer; false if there is none. */
WALLET_API bool wallet_status_snapshot_age(
    const struct wallet_status_snapshot *snapshot,
    const char *issuer,
    uint64_t *out_version,
    int64_t *out_unix);

/** Lets a verifier ask the snapshot; borrows it.  Call it before the verifier is shared. */
WALLET_API void wallet_verifier_set_status(
    struct wallet_verifier *verifier, const struct wallet_status_snapshot *snapshot);

#ifdef __cplusplus
}
#endif

#endif
