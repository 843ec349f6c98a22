/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_AUDIT_LOG_H
#define WLT_AUDIT_LOG_H

#include <wallet/audit_log.h>

#include "database/database.h"

/*
 * A log of acts in a database, next to what the acts change: an entry is written in the caller's
 * transaction, so that there is no act without its entry, and no entry without its act.
 *
 *     wlt_database_begin()
 *     ... change something, wlt_log_append() ... any number of times
 *     wlt_log_settle()
 *     wlt_database_commit(), or after any failure wlt_database_rollback() and wlt_log_rolled_back()
 *
 * The log's head is one row, locked from the first append to the commit: several processes append to
 * one log one after the other.
 */

/** Borrows its database; one thread at a time. */
struct wlt_log;

/** Makes the tables of an empty log, within the caller's transaction.  \param origin  USCC */
enum wallet_status wlt_log_create(
    struct wlt_database *database, const char *origin, struct wallet_error *error);

enum {
    WLT_LOG_KEY_SIZE = 32,
};

/** The key that entries are sealed under, from a repository's secret. */
void wlt_log_key(const uint8_t secret[32], uint8_t out[WLT_LOG_KEY_SIZE]);

/**
 * \param body_key  what entries are sealed under, kept outside of the database; copied
 *
 * \retval WALLET_ERR_STRUCTURE  there is no log in the database, or its head is damaged
 */
enum wallet_status wlt_log_open(
    struct wlt_database *database,
    const uint8_t body_key[WLT_LOG_KEY_SIZE],
    struct wlt_log **out,
    struct wallet_error *error);

void wlt_log_close(struct wlt_log *log);
WLT_DEFINE_AUTO(log, struct wlt_log, wlt_log_close)

/** The repository's USCC. */
const char *wlt_log_origin(const struct wlt_log *log);

/** What was done; all is borrowed for the call. */
struct wlt_act {
    enum wallet_act act;
    int64_t at_unix;
    const uint8_t *holder;       /* WALLET_AUDIT_HOLDER_SIZE bytes; NULL: nobody's */
    bool is_use;                 /* the holder's list of uses shows it; needs a holder */
    struct wallet_bytes licence; /* WALLET_AUDIT_HASH_SIZE bytes; empty: none */
    struct wallet_bytes details; /* deterministic CBOR map, see enum wallet_detail; empty: none */
};

/**
 * Appends an entry within the caller's transaction.
 *
 * \param out_number  the entry's number, from 0; may be NULL
 *
 * \retval WALLET_ERR_ARGUMENT   an act that is none, a use without holder, a digest of another size
 * \retval WALLET_ERR_TOO_LARGE  details beyond WALLET_DETAILS_MAX
 * \retval WALLET_ERR_MALFORMED  or STRUCTURE: details that are no deterministic map
 * \retval WALLET_ERR_FILE       or MEMORY: roll back
 */
enum wallet_status wlt_log_append(
    struct wlt_log *log,
    const struct wlt_act *act,
    uint64_t *out_number,
    struct wallet_error *error);

/** Writes the head; a transaction that appended must call it last before the commit. */
enum wallet_status wlt_log_settle(struct wlt_log *log, struct wallet_error *error);

/** Forgets what was appended and not committed. */
void wlt_log_rolled_back(struct wlt_log *log);

/** When a checkpoint is due: see wlt_log_is_due(). */
enum {
    WLT_LOG_CHECKPOINT_ENTRIES = 64,
    WLT_LOG_CHECKPOINT_SECONDS = 60,
};

/**
 * Whether so much came, or so much time passed, since the last checkpoint, that another is due; never
 * if nothing came.  Within the caller's transaction, after wlt_log_append() or settle.
 */
enum wallet_status wlt_log_is_due(
    struct wlt_log *log, int64_t at_unix, bool *out, struct wallet_error *error);

/**
 * Signs a checkpoint over all entries so far, unless there is one of this size, and keeps it; within
 * the caller's transaction.  At shutdown, and when due.
 *
 * \retval WALLET_ERR_KEY  the signer is not the log's owner's
 */
enum wallet_status wlt_log_checkpoint(
    struct wlt_log *log,
    const struct wallet_signer *audit,
    int64_t at_unix,
    struct wallet_error *error);

/* What follows reads; call it within wlt_database_begin_reading() or a transaction that writes. */

/** How many entries there are. */
enum wallet_status wlt_log_size(struct wlt_log *log, uint64_t *out, struct wallet_error *error);

/**
 * Reads an entry.
 *
 * \param out      the entry as it was hashed, encoded; replaced
 *
 * \retval WALLET_ERR_UNKNOWN    there is no such entry
 * \retval WALLET_ERR_MISSING    its content was erased
 * \retval WALLET_ERR_MALFORMED  it is not what was written
 */
enum wallet_status wlt_log_entry(
    struct wlt_log *log, uint64_t number, struct wallet_buffer *out, struct wallet_error *error);

/** Takes an entry apart; borrows from `encoded`. */
enum wallet_status wlt_log_entry_parse(
    struct wallet_bytes encoded, struct wallet_audit_entry *out, struct wallet_error *error);

/** Tells the uses of a holder's licences, the latest first. */
enum wallet_status wlt_log_uses(
    struct wlt_log *log,
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE],
    wallet_audit_visit *visit,
    void *context,
    struct wallet_error *error);

/**
 * The newest checkpoint, if there is one.
 *
 * \retval WALLET_ERR_UNKNOWN  there is none
 */
enum wallet_status wlt_log_last_checkpoint(
    struct wlt_log *log, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Makes a receipt for an entry under the newest checkpoint that covers it.
 *
 * \param out  replaced
 *
 * \retval WALLET_ERR_UNKNOWN  no such entry, or no checkpoint covers it yet: wlt_log_checkpoint()
 * \retval WALLET_ERR_MISSING  its content was erased
 */
enum wallet_status wlt_log_receipt(
    struct wlt_log *log, uint64_t number, struct wallet_buffer *out, struct wallet_error *error);

/**
 * The same with the root of the log as it was right behind the entry: a shorter proof, by half on
 * average, for where a code has no room for the other.  `audit` signs it now, with the entry's time.
 */
enum wallet_status wlt_log_short_receipt(
    struct wlt_log *log,
    uint64_t number,
    const struct wallet_signer *audit,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Proves that the log of `older` entries is the beginning of that of the newest checkpoint.
 *
 * \retval WALLET_ERR_UNKNOWN   no checkpoint
 * \retval WALLET_ERR_ARGUMENT  0 entries, or more than the checkpoint has
 */
enum wallet_status wlt_log_consistency(
    struct wlt_log *log, uint64_t older, struct wallet_buffer *out, struct wallet_error *error);

/**
 * Erases the content of an entry, for which the time of keeping is over, and appends an entry that says
 * so; the leaf stays.  Within the caller's transaction, as wlt_log_append().
 */
enum wallet_status wlt_log_erase(
    struct wlt_log *log, uint64_t number, int64_t at_unix, struct wallet_error *error);

/** As wallet_audit_log_verify(). */
enum wallet_status wlt_log_verify(
    struct wlt_log *log,
    const struct wallet_audit_evidence *evidence,
    wallet_audit_tell *tell,
    void *context,
    struct wallet_audit_report *out,
    struct wallet_error *error);

#endif
