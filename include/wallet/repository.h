/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The licence repository (电子证照库): all licences of a region, by holder and by identifier, with
 * versions and states, in one database.
 *
 * Nothing in the database tells whose licences they are: holders stand in it under a keyed hash, what
 * licences say is encrypted, and the one secret for both is kept elsewhere.  Every change is written
 * down in the audit log (see audit.h) in the transaction in which it is made.
 *
 * A database is a file (SQLite) or a server (PostgreSQL).  Several handles, in threads and processes, may
 * be open on one; a handle is for one thread at a time.
 *
 *     wallet_repository_begin()
 *     wallet_repository_put() ...    any number of times
 *     wallet_repository_commit()     from here on it is durable
 */
#ifndef WALLET_REPOSITORY_H
#define WALLET_REPOSITORY_H

#include <wallet/audit.h>
#include <wallet/bytes.h>
#include <wallet/call.h>
#include <wallet/catalogue.h>
#include <wallet/codes.h>
#include <wallet/deposit.h>
#include <wallet/error.h>
#include <wallet/holding.h>
#include <wallet/key.h>
#include <wallet/status.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_REPOSITORY_SECRET_SIZE 32  /**< bytes of the secret outside of the database */
#define WALLET_REPOSITORY_ROW_SIZE    32  /**< bytes of the digest of a row that was issued from */
#define WALLET_REPOSITORY_BATCH_SIZE  32  /**< bytes of what a batch is known by */
#define WALLET_REPOSITORY_NOTE_MAX    512 /**< bytes of the longest note, clerk's name or cause */
#define WALLET_REPOSITORY_HOLDER_MAX  64  /**< bytes of the longest "TYPE:CODE" of a holder */

/** An open repository. */
struct wallet_repository;

/** With what a repository is opened.  Everything is borrowed and must outlive the handle. */
struct wallet_repository_terms {
    const char *database;  /**< "postgresql://..." (a URI of libpq), or the path of a file */
    const uint8_t *secret; /**< WALLET_REPOSITORY_SECRET_SIZE bytes */
    const struct wallet_catalogue *catalogue;

    /** Signs checkpoints of the log when one is due; NULL: this handle signs none. */
    const struct wallet_signer *audit;

    /**
     * WALLET_KEY_ID_SIZE bytes: the repository's own key, to which the licences of holders without a
     * key are bound.  It stands for no holder, and so is not looked for; NULL: there is none.
     */
    const uint8_t *custody;

    /**
     * How many bytes of a file are read through the memory (mmap), for who looks up much: it takes half
     * the time, and counts as memory of the process.  0: none.
     */
    int64_t map_size;
};

/**
 * Makes the tables of an empty repository, its audit log's too.  A file that is to be made gets mode
 * 0600; a PostgreSQL database must be there, and empty.
 *
 * \param id  USCC of who keeps the repository
 *
 * \retval WALLET_ERR_ARGUMENT  a pointer is NULL
 * \retval WALLET_ERR_VALUE     the id is no USCC
 * \retval WALLET_ERR_FILE      there is a repository already, or the database cannot be written
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_create(
    const struct wallet_repository_terms *terms, const char *id, struct wallet_error *error);

/**
 * Opens a repository.
 *
 * \param out  on success the repository, which the caller owns: wallet_repository_close()
 *
 * \retval WALLET_ERR_ARGUMENT     a pointer is NULL
 * \retval WALLET_ERR_FILE         the database cannot be reached or read
 * \retval WALLET_ERR_STRUCTURE    it is no repository
 * \retval WALLET_ERR_UNSUPPORTED  a later version made it
 * \retval WALLET_ERR_KEY          the secret is not the one that it was made with
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_open(
    const struct wallet_repository_terms *terms,
    struct wallet_repository **out,
    struct wallet_error *error);

/** Releases `repository`; a transaction that is open is rolled back.  NULL is allowed. */
WALLET_API void wallet_repository_close(struct wallet_repository *repository);

/** The USCC of who keeps it. */
WALLET_API const char *wallet_repository_id(const struct wallet_repository *repository);

/**
 * Writes what stands for a holder in database and log: a keyed hash, so that nobody who has only the
 * database can tell a number, or try all numbers.
 *
 * \param holder  "TYPE:CODE" (GB/T 36903 annex A), such as "111:" and a citizen number
 *
 * \retval WALLET_ERR_VALUE  not three digits, a colon, and 1 to 60 characters of ASCII without blanks
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_holder(
    const struct wallet_repository *repository,
    const char *holder,
    uint8_t out[WALLET_AUDIT_HOLDER_SIZE],
    struct wallet_error *error);

/* --- Writing: within one transaction ------------------------------------------------------------ */

/**
 * Begins a transaction, waiting until nobody else writes.
 *
 * \retval WALLET_ERR_FILE  the database cannot be written; the message says why
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_begin(
    struct wallet_repository *repository, struct wallet_error *error);

/**
 * Makes all since wallet_repository_begin() durable.  If it fails, all is rolled back.
 *
 * \param at_unix  now, for a checkpoint of the log, should one be due
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_commit(
    struct wallet_repository *repository, int64_t at_unix, struct wallet_error *error);

/** Gives up all since wallet_repository_begin(); nothing happens if there was none. */
WALLET_API void wallet_repository_rollback(struct wallet_repository *repository);

/**
 * Changes the state of a licence, within a transaction.
 *
 * \param note  why, for the log; NULL or "" where there is nothing to say; required for
 *              WALLET_STATE_OTHER
 *
 * \retval WALLET_ERR_ARGUMENT  no such state, or there is no transaction
 * \retval WALLET_ERR_VALUE     a note that is required, or beyond WALLET_REPOSITORY_NOTE_MAX
 * \retval WALLET_ERR_UNKNOWN   there is no such licence
 * \retval WALLET_ERR_REFUSED   it would be in force again beside another one of its type and holder
 * \retval WALLET_ERR_FILE      or MEMORY: the transaction can only be rolled back
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_set_state(
    struct wallet_repository *repository,
    const char *identifier,
    enum wallet_licence_state state,
    const char *note,
    int64_t at_unix,
    struct wallet_error *error);

/**
 * Erases what a licence says, within a transaction: of one that is no longer in force.  Its digest and
 * the log stay.  After the commit nothing of it is left in an SQLite file; PostgreSQL overwrites it
 * when it next vacuums.
 *
 * \retval WALLET_ERR_UNKNOWN  there is no such licence, or it was erased
 * \retval WALLET_ERR_REFUSED  it is in force: change its state first
 * \retval WALLET_ERR_FILE     or MEMORY: the transaction can only be rolled back
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_erase(
    struct wallet_repository *repository,
    const char *identifier,
    int64_t at_unix,
    struct wallet_error *error);

/* --- Batches ------------------------------------------------------------------------------------ */

/**
 * Whether a licence of this type and holder was made from this row.
 *
 * \param row  WALLET_REPOSITORY_ROW_SIZE bytes
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_row_known(
    struct wallet_repository *repository,
    const struct wallet_type *type,
    const char *holder,
    const uint8_t row[WALLET_REPOSITORY_ROW_SIZE],
    bool *out,
    struct wallet_error *error);

/** How far a batch is. */
struct wallet_repository_batch {
    uint64_t next_row; /**< all rows before this one are done */
    uint64_t issued;
    uint64_t known;
    uint64_t refused;
    int64_t at_unix; /**< when this was written */
};

/** Reads how far a batch is; all 0 if it has not begun.  \param id  WALLET_REPOSITORY_BATCH_SIZE bytes */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_batch_read(
    struct wallet_repository *repository,
    const uint8_t id[WALLET_REPOSITORY_BATCH_SIZE],
    struct wallet_repository_batch *out,
    struct wallet_error *error);

/** Writes it, within a transaction. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_batch_write(
    struct wallet_repository *repository,
    const uint8_t id[WALLET_REPOSITORY_BATCH_SIZE],
    const struct wallet_repository_batch *batch,
    struct wallet_error *error);

/* --- Problems ----------------------------------------------------------------------------------- */

/** Something that is wrong with a licence here.  Texts may be NULL or "" but for those said. */
struct wallet_repository_problem {
    enum wallet_problem kind;
    int64_t at_unix;
    const char *holder;     /**< required: "TYPE:CODE" */
    const char *type;       /**< required: type code */
    const char *identifier; /**< required unless it is missing */
    const char *counter;    /**< USCC of who reports */
    const char *clerk;
    const char *note;
};

/**
 * Takes a report, within a transaction, and gives it a number such as "M20261128-000017": a letter for the
 * kind (M, W, L), the day, and a number.
 *
 * \param out_receipt  the number
 *
 * \retval WALLET_ERR_VALUE  no such kind, a text that is missing or too long
 * \retval WALLET_ERR_FILE   or MEMORY: the transaction can only be rolled back
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_report(
    struct wallet_repository *repository,
    const struct wallet_repository_problem *problem,
    char out_receipt[WALLET_RECEIPT_NUMBER_SIZE],
    struct wallet_error *error);

/** Is given the reports; texts are borrowed for the call.  \return false to stop */
typedef bool wallet_problem_visit(
    void *context, const char *receipt, const struct wallet_repository_problem *problem);

/** Tells the reports since a time, in their order. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_problems(
    struct wallet_repository *repository,
    int64_t since_unix,
    wallet_problem_visit *visit,
    void *context,
    struct wallet_error *error);

/* --- The whole ---------------------------------------------------------------------------------- */

/** What there is. */
struct wallet_repository_stats {
    uint64_t licences; /**< those of history included */
    uint64_t live;
    uint64_t suspended; /**< of the live ones */
    uint64_t erased;
    uint64_t types;    /**< that there are licences of */
    uint64_t issuers;  /**< that licences are from */
    uint64_t problems; /**< reported */
    uint64_t entries;  /**< of the log */
};

/** Counts; at 10^7 licences this takes seconds. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_count(
    struct wallet_repository *repository,
    struct wallet_repository_stats *out,
    struct wallet_error *error);

/** What a look at every row brought to light. */
enum wallet_flaw {
    WALLET_FLAW_NONE = 0,
    WALLET_FLAW_BODY = 1,   /**< what is there does not open, or is not what its digest says */
    WALLET_FLAW_INDEX = 2,  /**< it does not stand under its holder, type, issuer, serial or key */
    WALLET_FLAW_NAME = 3,   /**< it cannot be found by its identifier */
    WALLET_FLAW_LIVE = 4,   /**< state and being the one in force contradict each other */
    WALLET_FLAW_ORPHAN = 5, /**< content or identifier of a licence that is not there */
};

/** What is wrong, in one sentence for people; never NULL. */
WALLET_API const char *wallet_flaw_sentence(enum wallet_flaw flaw, enum wallet_language language);

/**
 * Is given the flaws.
 *
 * \param number  of the licence in the database
 *
 * \return false to stop
 */
typedef bool wallet_flaw_visit(void *context, int64_t number, enum wallet_flaw flaw);

/**
 * Reads everything: that each licence opens, is what its digest says, and stands where it should.
 *
 * \param out_count  how many licences were read; may be NULL
 *
 * \retval WALLET_ERR_REFUSED  there are flaws; `visit` was told each
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_repository_verify(
    struct wallet_repository *repository,
    wallet_flaw_visit *visit,
    void *context,
    uint64_t *out_count,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
