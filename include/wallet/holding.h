/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Licences in a repository, and how they are found there: by holder, by key, by identifier; within a
 * transaction (see repository.h), or outside of any.
 */
#ifndef WALLET_HOLDING_H
#define WALLET_HOLDING_H

#include <wallet/audit.h>
#include <wallet/bytes.h>
#include <wallet/catalogue.h>
#include <wallet/codes.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/status.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct wallet_repository;

/** What the database knows of a licence without opening it. */
struct wallet_holding {
    char identifier[WALLET_IDENTIFIER_SIZE]; /**< of GB/T 36904; "" where that was erased too */
    const struct wallet_type *type;          /**< NULL: the catalogue has it no longer */
    char type_code[22];                      /**< 21 characters */
    char issuer[WALLET_ISSUER_SIZE];         /**< USCC */
    unsigned version;
    enum wallet_licence_state state;
    bool
        is_live; /**< valid or suspended, and not replaced; it may still be over: see `until_unix` */
    bool is_erased;
    bool has_from;
    bool has_until; /**< false: 长期 */
    int64_t from_unix;
    int64_t until_unix;                       /**< the first second in which it no longer holds */
    int64_t loaded_unix;                      /**< when it was stored */
    int64_t state_unix;                       /**< since when it is in this state */
    uint8_t digest[WALLET_AUDIT_HASH_SIZE];   /**< SHA-256 of the licence as it was stored */
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE]; /**< see wallet_repository_holder() */
    bool has_key;                             /**< bound to a key */
    bool is_custody;                          /**< namely that of the repository */
    uint8_t key_id[WALLET_KEY_ID_SIZE];
    int64_t number; /**< by which wallet_repository_body() finds it */
};

/**
 * Is given what was found, one licence at a time.
 *
 * \param holding  borrowed for the call
 *
 * \return false to stop
 */
typedef bool wallet_holding_visit(void *context, const struct wallet_holding *holding);

/** Which licences of a holder are looked for. */
struct wallet_repository_query {
    const struct wallet_type *type; /**< NULL: of all types */
    bool history;                   /**< also those that are not live */
};

/**
 * Tells the licences of a holder (一人一档, 一企一档): by type, the live one first where there can
 * be but one, then the latest.
 * `visit` may call wallet_repository_body(), and no other search.
 *
 * \param query  NULL: the live ones of all types
 *
 * \retval WALLET_ERR_VALUE  as wallet_repository_holder()
 * \retval WALLET_ERR_FILE   the database failed, or WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_find(
    struct wallet_repository *repository,
    const char *holder,
    const struct wallet_repository_query *query,
    wallet_holding_visit *visit,
    void *context,
    struct wallet_error *error);

/** The same for a holder who is known by the hash alone. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_find_hash(
    struct wallet_repository *repository,
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE],
    const struct wallet_repository_query *query,
    wallet_holding_visit *visit,
    void *context,
    struct wallet_error *error);

/**
 * Tells the licences that are bound to a key of this identifier.  It is eight bytes long: the whole key
 * stands in the licence and must be compared.
 *
 * \param key_id  WALLET_KEY_ID_SIZE bytes
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_find_key(
    struct wallet_repository *repository,
    const uint8_t key_id[WALLET_KEY_ID_SIZE],
    const struct wallet_repository_query *query,
    wallet_holding_visit *visit,
    void *context,
    struct wallet_error *error);

/**
 * Finds one licence.
 *
 * \param identifier  of GB/T 36904, with or without its root
 *
 * \retval WALLET_ERR_VALUE    it is no identifier
 * \retval WALLET_ERR_UNKNOWN  there is no such licence
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_find_identifier(
    struct wallet_repository *repository,
    const char *identifier,
    struct wallet_holding *out,
    struct wallet_error *error);

/**
 * Opens a licence: as it was stored, checked against its digest.
 *
 * \param out  replaced
 *
 * \retval WALLET_ERR_MISSING    it was erased
 * \retval WALLET_ERR_MALFORMED  it is not what was stored
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_body(
    struct wallet_repository *repository,
    const struct wallet_holding *holding,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** Somebody's look at licences, for the log: who, and why. */
struct wallet_repository_look {
    enum wallet_act act; /**< WALLET_ACT_SEARCH or WALLET_ACT_RELEASE */
    int64_t at_unix;
    const uint8_t *holder;                /**< WALLET_AUDIT_HOLDER_SIZE bytes */
    const struct wallet_holding *holding; /**< RELEASE: which licence; else NULL */
    const char *clerk;
    const char *cause;
};

/** Writes a look down, within a transaction; the holder's list of uses shows it. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_log_look(
    struct wallet_repository *repository,
    const struct wallet_repository_look *look,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
