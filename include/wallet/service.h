/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A repository that answers calls (see call.h): it releases against a grant, compares, verifies, takes
 * reports of problems, and writes down every act in the transaction in which it is done.
 *
 * A call goes through three steps.  Checks that need no database, and signatures, are made by any
 * number of threads; what needs it is done by one, many calls in one transaction:
 *
 *     wallet_service_prepare()      any thread         call in, task out
 *     wallet_service_begin()        one thread
 *     wallet_service_handle()       the same thread    for each task
 *     wallet_service_commit()       the same thread    from here on it is durable
 *     wallet_service_finish()       any thread         task in, answer out
 *
 * An answer is handed out after the commit only.  wallet_service_answer() does all five.
 */
#ifndef WALLET_SERVICE_H
#define WALLET_SERVICE_H

#include <wallet/bytes.h>
#include <wallet/call.h>
#include <wallet/catalogue.h>
#include <wallet/error.h>
#include <wallet/key.h>
#include <wallet/repository.h>
#include <wallet/trust.h>
#include <wallet/verify.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A service over one repository handle. */
struct wallet_service;

/** With what a service works.  Everything is borrowed and must outlive it. */
struct wallet_service_terms {
    struct wallet_repository *repository; /**< used by begin, handle, commit and rollback only */
    const struct wallet_trust *trust;
    const struct wallet_catalogue *catalogue; /**< the one that the repository was opened with */
    const struct wallet_verifier *verifier;   /**< for files; without audience or memory */
    const struct wallet_signer *signer;       /**< the repository's: for answers and copies */
};

/**
 * \param out  on success the service, which the caller owns: wallet_service_free()
 *
 * \retval WALLET_ERR_ARGUMENT  a pointer is NULL
 * \retval WALLET_ERR_KEY       the signer is not of this repository
 * \retval WALLET_ERR_MEMORY    or what the database says
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_service_new(
    const struct wallet_service_terms *terms,
    struct wallet_service **out,
    struct wallet_error *error);

/** Releases `service`; a transaction that is open is given up.  NULL is allowed. */
WALLET_API void wallet_service_free(struct wallet_service *service);

/** One call on its way.  One thread at a time; handed over from thread to thread by its owner. */
struct wallet_task;

/**
 * Reads and checks a call, as far as that needs no database.  A call that is refused is a task all the
 * same: it is handled, so that the refusal is written down, and answered.
 *
 * \param call     at most WALLET_CALL_MAX; copied
 * \param at_unix  now
 * \param out      on success the task, which the caller owns: wallet_task_free()
 *
 * \retval WALLET_ERR_ARGUMENT  a pointer is NULL
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_service_prepare(
    const struct wallet_service *service,
    struct wallet_bytes call,
    int64_t at_unix,
    struct wallet_task **out,
    struct wallet_error *error);

/** Releases `one`.  NULL is allowed. */
WALLET_API void wallet_task_free(struct wallet_task *one);

/** What becomes of it; as it stands between two steps, and for good after wallet_service_commit(). */
WALLET_API enum wallet_outcome wallet_task_outcome(const struct wallet_task *one);

/** What it asks for; WALLET_OPERATION_NONE where that could not be read. */
WALLET_API enum wallet_operation wallet_task_operation(const struct wallet_task *one);

/**
 * Gives up on a task that was not committed, or not handled for want of room: what it has learnt is
 * dropped, and the answer says only this.
 *
 * \param outcome  WALLET_OUTCOME_BUSY or WALLET_OUTCOME_OTHER
 */
WALLET_API void wallet_task_give_up(struct wallet_task *one, enum wallet_outcome outcome);

/** Begins a transaction; errors as those of the repository. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_service_begin(
    struct wallet_service *service, struct wallet_error *error);

/**
 * Does what a task asks for, and writes it down.  A refusal is a success of this function.
 *
 * \retval WALLET_ERR_FILE    the database failed, or WALLET_ERR_MEMORY: the transaction can only be rolled
 *                            back, with all tasks in it
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_service_handle(
    struct wallet_service *service, struct wallet_task *one, struct wallet_error *error);

/**
 * The same for several, in this order.  They go through it step by step together: over a network each
 * step of all takes one round trip to the database, and so a group takes hardly longer than one task.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_service_handle_group(
    struct wallet_service *service,
    struct wallet_task *const *tasks,
    size_t count,
    struct wallet_error *error);

/** Makes all that was handled durable.  If that fails, it is rolled back. */
WALLET_API WALLET_CHECKED enum wallet_status wallet_service_commit(
    struct wallet_service *service, struct wallet_error *error);

/** Gives up a transaction; nothing happens if there is none. */
WALLET_API void wallet_service_rollback(struct wallet_service *service);

/**
 * Writes and signs the answer to a task that was committed, or given up.
 *
 * \param out  replaced by the answer
 *
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_ANSWER_MAX
 * \retval WALLET_ERR_MEMORY     or what the signer says
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_service_finish(
    const struct wallet_service *service,
    struct wallet_task *one,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Answers one call, in a transaction of its own.
 *
 * \param out          replaced by the answer
 * \param out_outcome  what became of it; may be NULL
 *
 * \retval WALLET_OK  there is an answer, yes or no
 *
 * Others as above; then nothing was done, unless only the signing of the answer failed.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_service_answer(
    struct wallet_service *service,
    struct wallet_bytes call,
    int64_t at_unix,
    struct wallet_buffer *out,
    enum wallet_outcome *out_outcome,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
