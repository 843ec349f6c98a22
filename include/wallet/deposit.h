/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Licences on their way into a repository: see repository.h.
 *
 * One thread stores; what needs no database any number of threads may do before.
 */
#ifndef WALLET_DEPOSIT_H
#define WALLET_DEPOSIT_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct wallet_repository;

/** A licence that is to be stored.  Everything is borrowed for the call. */
struct wallet_repository_item {
    struct wallet_bytes
        licence;        /**< an SD-CWT with all its disclosures, or a printed CWT, of ours */
    const uint8_t *row; /**< WALLET_REPOSITORY_ROW_SIZE bytes: of the row that it was made
                                      from; NULL: none */
    int64_t at_unix;    /**< now */
    bool is_issue;      /**< it was signed here, for the log: WALLET_ACT_ISSUE, not LOAD */

    /**
     * Where another licence of this type and holder is in force and the type allows one only: this one
     * takes its place.
     */
    bool replace;

    /**
     * The serial was drawn here, in the order of time, and says nothing about anybody: it is kept as
     * it is, which makes storing many faster.  All other serials stand in the database encrypted.
     */
    bool is_own_serial;
};

/** What became of a licence that was to be stored. */
enum wallet_deposit {
    WALLET_DEPOSIT_NEW = 0,   /**< stored */
    WALLET_DEPOSIT_KNOWN = 1, /**< it is there, or one made from the same row: nothing done */
    WALLET_DEPOSIT_NEWER_VERSION = 2, /**< stored; it took the place of one, which is history now */
    WALLET_DEPOSIT_OLDER_VERSION = 3, /**< stored as history: a newer version was there */
    WALLET_DEPOSIT_LIVE = 4,          /**< another one of this type and holder is in force, or
                                  has the same identifier: nothing done */
};

/** "new", "known", "newer-version", "older-version", "live"; never NULL. */
WALLET_API const char *wallet_deposit_name(enum wallet_deposit deposit);

/**
 * Stores a licence, within a transaction.  No signature is checked here: verify first.
 *
 * \retval WALLET_ERR_ARGUMENT   a pointer is NULL, or there is no transaction
 * \retval WALLET_ERR_STRUCTURE  no licence of ours, or its holder cannot be told; or TRUNCATED,
 *                               MALFORMED, TOO_LARGE, REFUSED, UNSUPPORTED: an envelope, or
 *                               disclosures, that cannot be read
 * \retval WALLET_ERR_UNKNOWN    its type is not in the catalogue
 * \retval WALLET_ERR_FILE       or MEMORY: the transaction can only be rolled back
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_put(
    struct wallet_repository *repository,
    const struct wallet_repository_item *item,
    enum wallet_deposit *out,
    struct wallet_error *error);

/** A licence that was opened, and is ready to be stored. */
struct wallet_prepared;

/** \param out  on success empty, owned by the caller: wallet_prepared_free() */
WALLET_API WALLET_CHECKED enum wallet_status wallet_prepared_new(
    struct wallet_prepared **out, struct wallet_error *error);

/** Releases `prepared`.  NULL is allowed. */
WALLET_API void wallet_prepared_free(struct wallet_prepared *prepared);

/**
 * The part of wallet_repository_put() that needs no database: any thread may do it, also while another
 * writes, for as long as the repository is open.
 *
 * \param out  filled in, whatever it held; borrows the licence and the row until they are stored
 *
 * \return as wallet_repository_put(), but for ARGUMENT without a transaction, and FILE
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_prepare(
    const struct wallet_repository *repository,
    const struct wallet_repository_item *item,
    struct wallet_prepared *out,
    struct wallet_error *error);

/**
 * The rest of it, within a transaction.
 *
 * \param prepared  for this repository
 *
 * \retval WALLET_ERR_ARGUMENT  a pointer is NULL, or there is no transaction
 * \retval WALLET_ERR_FILE      or MEMORY: the transaction can only be rolled back
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_put_prepared(
    struct wallet_repository *repository,
    const struct wallet_prepared *prepared,
    enum wallet_deposit *out,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
