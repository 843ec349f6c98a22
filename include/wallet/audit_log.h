/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The log of acts that a repository keeps in its database, for whoever looks after it: proofs and
 * receipts out of it, and whether it is still what it was.  What others check is in audit.h.
 */
#ifndef WALLET_AUDIT_LOG_H
#define WALLET_AUDIT_LOG_H

#include <wallet/audit.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_AUDIT_SECRET_SIZE 32 /**< bytes of a repository's secret */

/** A log with a connection of its own; one thread at a time, several handles on one log are fine. */
struct wallet_audit_log;

/**
 * Opens the log in a repository's database.
 *
 * \param database  path of an SQLite file, or "postgresql://..."
 * \param secret    the repository's, which is kept outside of the database; copied in part
 * \param out       on success the log, which the caller owns: wallet_audit_log_close()
 *
 * \retval WALLET_ERR_FILE         it cannot be reached or read
 * \retval WALLET_ERR_MALFORMED    damaged, or no database
 * \retval WALLET_ERR_STRUCTURE    there is no log in it
 * \retval WALLET_ERR_UNSUPPORTED  PostgreSQL, in a build without
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_audit_log_open(
    const char *database,
    const uint8_t secret[WALLET_AUDIT_SECRET_SIZE],
    struct wallet_audit_log **out,
    struct wallet_error *error);

/** Releases `log`.  NULL is allowed. */
WALLET_API void wallet_audit_log_close(struct wallet_audit_log *log);

/** The repository's USCC. */
WALLET_API const char *wallet_audit_log_origin(const struct wallet_audit_log *log);

/** How many entries there are. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_audit_log_size(
    struct wallet_audit_log *log, uint64_t *out, struct wallet_error *error);

/**
 * Reads an entry.
 *
 * \param encoded  replaced by the entry as it was hashed, which `out` borrows from
 *
 * \retval WALLET_ERR_UNKNOWN    there is no such entry
 * \retval WALLET_ERR_MISSING    its content was erased
 * \retval WALLET_ERR_MALFORMED  it is not what was written, or the secret is another
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_audit_log_entry(
    struct wallet_audit_log *log,
    uint64_t number,
    struct wallet_buffer *encoded,
    struct wallet_audit_entry *out,
    struct wallet_error *error);

/**
 * Is given the entries of a holder's list.
 *
 * \param entry  NULL: its content was erased
 * \return false to stop
 */
typedef bool wallet_audit_visit(
    void *context, uint64_t number, const struct wallet_audit_entry *entry);

/** Tells the uses of a holder's licences, the latest first. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_audit_log_uses(
    struct wallet_audit_log *log,
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE],
    wallet_audit_visit *visit,
    void *context,
    struct wallet_error *error);

/**
 * Gives the newest checkpoint, after signing one over what came since, if anything did.
 *
 * \param audit  the log's audit key; NULL: give the newest there is
 * \param out    replaced by the checkpoint
 *
 * \retval WALLET_ERR_UNKNOWN  there is none, and none to sign
 * \retval WALLET_ERR_KEY      the key is not the log's owner's
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_audit_log_checkpoint(
    struct wallet_audit_log *log,
    const struct wallet_signer *audit,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Makes a receipt for an entry under the newest checkpoint, see wallet_receipt_verify().
 *
 * \param audit      the log's audit key; NULL: no newer checkpoint is signed, and no shorter receipt
 * \param most       bytes for which there is room; 0: any number.  A longer receipt is replaced, if there
 *                   is a key, by one under the root as it was right behind the entry: its proof is
 *                   half as long on average, and it cannot vouch for what came later
 * \param out        replaced by the receipt, which may be longer than `most` all the same
 *
 * \retval WALLET_ERR_UNKNOWN    no such entry, or no checkpoint covers it
 * \retval WALLET_ERR_MISSING    its content was erased
 * \retval WALLET_ERR_MALFORMED  the log no longer fits what was signed
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_audit_log_receipt(
    struct wallet_audit_log *log,
    uint64_t number,
    const struct wallet_signer *audit,
    int64_t at_unix,
    size_t most,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Proves that the log of `older` entries is the beginning of that of the newest checkpoint, see
 * wallet_consistency_verify().
 *
 * \retval WALLET_ERR_UNKNOWN    there is no checkpoint
 * \retval WALLET_ERR_ARGUMENT   0 entries, or more than the checkpoint has
 * \retval WALLET_ERR_MALFORMED  the log no longer fits what was signed
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_audit_log_prove(
    struct wallet_audit_log *log,
    uint64_t older,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** What is wrong with a log. */
enum wallet_damage {
    WALLET_DAMAGE_DATABASE = 0, /**< the database itself says that it is damaged */
    WALLET_DAMAGE_HEAD = 1,     /**< size or edge are not those of the entries */
    WALLET_DAMAGE_MISSING = 2,  /**< an entry is not there */
    WALLET_DAMAGE_LEAF = 3,     /**< an entry's content does not fit its leaf */
    WALLET_DAMAGE_BODY = 4,     /**< an entry's content is not what was sealed */
    WALLET_DAMAGE_ERASED = 5,   /**< an entry's content is gone, and none says that it was erased */
    WALLET_DAMAGE_TILE = 6,     /**< stored hashes are not those of the entries */
    WALLET_DAMAGE_CHECKPOINT = 7, /**< a checkpoint is not of these entries, or is no checkpoint */
    WALLET_DAMAGE_SIGNATURE = 8,  /**< a checkpoint's signature does not hold */
    WALLET_DAMAGE_USE = 9,        /**< the index of a holder's uses is not that of the entries */
    WALLET_DAMAGE_CUT = 10,       /**< somebody holds a signed root of more entries */
    WALLET_DAMAGE_FORK = 11,      /**< somebody holds a signed root of other entries */
};

/** The constant's name without its prefix, such as "LEAF"; never NULL. */
WALLET_API const char *wallet_damage_name(enum wallet_damage damage);

/** One sentence for people; never NULL. */
WALLET_API const char *wallet_damage_sentence(
    enum wallet_damage damage, enum wallet_language language);

/** For wallet_audit_tell: the damage is about no entry. */
#define WALLET_AUDIT_NO_NUMBER UINT64_MAX

/**
 * Is told each damage.
 *
 * \param number  of the entry; of a tile's first entry; of a checkpoint the size; or
 *                WALLET_AUDIT_NO_NUMBER
 */
typedef void wallet_audit_tell(void *context, enum wallet_damage damage, uint64_t number);

/** What was looked at. */
struct wallet_audit_report {
    uint64_t entry_count;
    uint64_t erased_count; /**< entries without content, as other entries say */
    uint64_t use_count;
    uint64_t tile_count;
    uint64_t checkpoint_count;
    uint64_t
        last_signed; /**< entries that the newest checkpoint covers; the rest no signature does */
    uint64_t damage_count;
};

/** Under what a log must hold; all is borrowed. */
struct wallet_audit_evidence {
    const struct wallet_trust *trust; /**< NULL: signatures are not checked */
    const struct wallet_checkpoint
        *outside; /**< what others hold, verified: wallet_receipt_verify() */
    size_t outside_count;
};

/**
 * Computes everything again from the contents of the entries: leaves, tiles, head, roots of checkpoints
 * and their signatures, holders' lists.  That the end of the log was taken away, with all that was signed
 * over it, shows only by what others hold: receipts and cosignatures.
 *
 * \param tell  may be NULL
 * \param out   filled in; the log is good if `damage_count` is 0
 *
 * \retval WALLET_ERR_FILE    it could not be read to the end; what was told up to there holds
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_audit_log_verify(
    struct wallet_audit_log *log,
    const struct wallet_audit_evidence *evidence,
    wallet_audit_tell *tell,
    void *context,
    struct wallet_audit_report *out,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
