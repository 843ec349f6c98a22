/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The cases of a counter, in a database of its own with a log beside them, and who acts in them.
 */
#ifndef WALLET_CASES_H
#define WALLET_CASES_H

#include <wallet/audit_log.h>
#include <wallet/bytes.h>
#include <wallet/call.h>
#include <wallet/error.h>
#include <wallet/matter.h>
#include <wallet/reason.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WALLET_CASE_NUMBER_SIZE 32 /**< room for a number, with its NUL */

/** Where a case was taken in; the numbers are those of one-window systems. */
enum wallet_case_channel {
    WALLET_CHANNEL_WINDOW = 8, /**< 线下一窗收件 */
    WALLET_CHANNEL_ONLINE = 9, /**< 线上一窗收件: a terminal or a phone */
};

/** Who acts, and when.  A name is required. */
struct wallet_case_actor {
    struct wallet_clerk clerk;
    int64_t at_unix;
};

/** What a database of cases is made for. */
struct wallet_cases_terms {
    const char *counter;   /**< the counter's USCC: whose log it is */
    const char *division;  /**< six digits of GB/T 2260: what numbers begin with */
    const uint8_t *secret; /**< WALLET_AUDIT_SECRET_SIZE bytes, kept outside of the database */
};

/** A counter's cases.  One thread at a time; several processes share one database. */
struct wallet_cases;

/**
 * Makes the database.
 *
 * \param database  path of an SQLite file, or "postgresql://..."
 *
 * \retval WALLET_ERR_FILE   something is there, or it cannot be made
 * \retval WALLET_ERR_VALUE  no USCC or no division
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_cases_create(
    const char *database, const struct wallet_cases_terms *terms, struct wallet_error *error);

/**
 * Opens it.
 *
 * \param matters  borrowed; must outlive the result, as must their catalogue.  A case whose matter is
 *                 no longer there, or has changed, is handled by the file that was kept with it
 * \param secret   as it was made with; copied in part
 * \param out      on success the cases, which the caller owns: wallet_cases_close()
 *
 * \retval WALLET_ERR_FILE         it cannot be reached, read or written
 * \retval WALLET_ERR_MALFORMED    damaged, or no database
 * \retval WALLET_ERR_STRUCTURE    it is another program's, or the secret is another
 * \retval WALLET_ERR_UNSUPPORTED  another version's, or PostgreSQL in a build without
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_cases_open(
    const char *database,
    const struct wallet_catalogue *catalogue,
    const struct wallet_matters *matters,
    const uint8_t secret[WALLET_AUDIT_SECRET_SIZE],
    struct wallet_cases **out,
    struct wallet_error *error);

/** Releases `cases`; cases that were opened must have been released before.  NULL is allowed. */
WALLET_API void wallet_cases_close(struct wallet_cases *cases);

/** The counter's USCC. */
WALLET_API const char *wallet_cases_counter(const struct wallet_cases *cases);

/**
 * Writes what stands for a holder in the database and its log: a keyed hash.
 *
 * \param holder  "TYPE:CODE" (GB/T 36903 annex A), such as "111:" and a citizen number
 *
 * \retval WALLET_ERR_VALUE  not three digits, a colon, and 1 to 60 characters of ASCII without blanks
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_cases_holder(
    const struct wallet_cases *cases,
    const char *holder,
    uint8_t out[WALLET_AUDIT_HOLDER_SIZE],
    struct wallet_error *error);

/** What a list shows of a case. */
struct wallet_case_line {
    const char *number;
    const char *matter_code;
    int state; /**< enum wallet_case_state */
    int64_t opened_unix;
    int64_t changed_unix;
    const char *clerk; /**< who opened it */
};

/** Is told cases, one at a time; false to stop. */
typedef bool wallet_case_visit(void *context, const struct wallet_case_line *line);

/** Which cases are listed. */
struct wallet_cases_query {
    int state;          /**< 0: any */
    const char *holder; /**< of any party: "111:NUMBER"; NULL: anybody's */
    unsigned limit;     /**< 0: all */
};

/** Tells cases, the latest first. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_cases_list(
    struct wallet_cases *cases,
    const struct wallet_cases_query *query,
    wallet_case_visit *visit,
    void *context,
    struct wallet_error *error);

/** Up to where a department has been told of its accepted cases; start with `= { .place = 0 }`. */
struct wallet_accepted_mark {
    uint64_t place;                       /**< of the last one, among the department's, from 1 */
    char number[WALLET_CASE_NUMBER_SIZE]; /**< its number */
};

/** A case that was accepted. */
struct wallet_accepted {
    struct wallet_accepted_mark mark;
    const char *matter_code;
    int state; /**< enum wallet_case_state, as it is now */
    int64_t accepted_unix;
};

/** Is told accepted cases, one at a time; false to stop. */
typedef bool wallet_accepted_visit(void *context, const struct wallet_accepted *accepted);

/**
 * Tells what was accepted of a department's matters since a mark, the oldest first.  Whoever goes on from
 * the last mark is told each case once and misses none, however many are accepted meanwhile.
 *
 * \param department  USCC
 * \param limit       at most so many, at least 1
 *
 * \retval WALLET_ERR_CONFLICT  the mark is not of this store, or of a time that the store was put back
 *                              before: begin anew
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_cases_accepted(
    struct wallet_cases *cases,
    const char *department,
    const struct wallet_accepted_mark *since,
    unsigned limit,
    wallet_accepted_visit *visit,
    void *context,
    struct wallet_error *error);

/** Whether a case was accepted of this department's matters; WALLET_ERR_UNKNOWN if not. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_cases_find_accepted(
    struct wallet_cases *cases,
    const char *department,
    const char *number,
    struct wallet_error *error);

/**
 * A licence that was shown at a counter and not accepted.  Nothing in it is about whom it is of: its
 * digest tells which it was to whoever has the licence.
 */
struct wallet_refusal {
    enum wallet_reason reason;      /**< WALLET_REASON_NONE: the clerk looked, and it is not so */
    const uint8_t *digest;          /**< see wallet_verdict_digest(); NULL: there is none */
    const struct wallet_type *type; /**< NULL: it is not known */
    const struct wallet_matter *matter; /**< that it was shown for; NULL: for none */
    const char *number;                 /**< of the case; NULL or "": there is none */
};

/**
 * Records a refusal in the log: reason, digest, time, window and clerk.
 *
 * \retval WALLET_ERR_VALUE     no clerk, or a text that makes no sense
 * \retval WALLET_ERR_ARGUMENT  no such reason
 * \retval WALLET_ERR_FILE      the database failed, or WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_cases_refuse(
    struct wallet_cases *cases,
    const struct wallet_refusal *refusal,
    const struct wallet_case_actor *actor,
    struct wallet_error *error);

/** Signs a checkpoint of the log, where one is due or at the end of the day; see audit_log.h. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_cases_checkpoint(
    struct wallet_cases *cases,
    const struct wallet_signer *audit,
    int64_t at_unix,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
