/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The counter's side: all licences that a holder shows at once, and whether together they are what was
 * asked for.
 *
 * Each licence has a verdict of its own (see verify.h).  The whole is accepted only if every one is,
 * nothing that a request demands is missing, they belong together as it demands, and nothing of it
 * was shown before.
 */
#ifndef WALLET_PRESENTATION_H
#define WALLET_PRESENTATION_H

#include <wallet/bytes.h>
#include <wallet/catalogue.h>
#include <wallet/error.h>
#include <wallet/reason.h>
#include <wallet/request.h>
#include <wallet/selection.h>
#include <wallet/verify.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Stands for no item of a request. */
#define WALLET_NO_ITEM ((size_t)-1)

/**
 * The outcome of one verification, and the memory in which it is made: used again for the next one.
 * One thread at a time.
 */
struct wallet_presentation;

/**
 * \param out  on success an empty one, which the caller owns: wallet_presentation_free()
 *
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_presentation_new(
    struct wallet_presentation **out, struct wallet_error *error);

/** Releases `presentation` and all that was borrowed from it.  NULL is allowed. */
WALLET_API void wallet_presentation_free(struct wallet_presentation *presentation);

/**
 * Verifies what was shown: one licence of any kind that wallet_verify() takes, or an array of what
 * wallet_present() makes of several.
 *
 * A request is answered once: its nonce is remembered with what was shown, as soon as all is accepted.
 *
 * \param verifier  borrowed; with audience and memory, see wallet_verifier_set_audience()
 * \param input     a code's text, or bytes; at most WALLET_INPUT_MAX; borrowed for the call only
 * \param request   which is answered, as the counter made it; NULL: nobody asked, and what is shown
 *                  need not be complete.  Borrowed while the outcome is read
 *
 * \retval WALLET_OK                accepted, and only then
 * \retval WALLET_ERR_REFUSED       or WALLET_ERR_UNDETERMINED: it is not; the message says why
 * \retval WALLET_ERR_MEMORY        no outcome
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_presentation_verify(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    const struct wallet_request *request,
    int64_t at_unix,
    struct wallet_presentation *presentation,
    struct wallet_error *error);

/**
 * The same for an answer to a request of another kind, of which only the nonce is known here.
 *
 * \param nonce  what was asked with, of at least 8 bytes; empty: nobody asked
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_presentation_verify_nonce(
    const struct wallet_verifier *verifier,
    struct wallet_bytes input,
    struct wallet_bytes nonce,
    int64_t at_unix,
    struct wallet_presentation *presentation,
    struct wallet_error *error);

WALLET_API enum wallet_decision wallet_presentation_decision(
    const struct wallet_presentation *presentation);

/** The first reason for not accepting it, in whatever licence or in the whole; NONE if there is none. */
WALLET_API enum wallet_reason wallet_presentation_reason(
    const struct wallet_presentation *presentation);

/** More about the reason, in English; "" where there is none. */
WALLET_API const char *wallet_presentation_detail(const struct wallet_presentation *presentation);

/** How many licences were shown; 1 at least, for what could not be read has a verdict too. */
WALLET_API size_t wallet_presentation_count(const struct wallet_presentation *presentation);

/** The verdict on the licence at `index`, below wallet_presentation_count(); borrows. */
WALLET_API const struct wallet_verdict *wallet_presentation_verdict(
    const struct wallet_presentation *presentation, size_t index);

/** Which item of the request the licence at `index` answers; WALLET_NO_ITEM: none. */
WALLET_API size_t
wallet_presentation_item(const struct wallet_presentation *presentation, size_t index);

/** Something that was asked for and is not there. */
struct wallet_gap {
    size_t item;      /**< of the request */
    uint64_t field;   /**< its key; WALLET_REQUEST_NO_MEMBER: the whole licence is missing */
    uint64_t member;  /**< key of a members' field; WALLET_REQUEST_NO_MEMBER: none */
    bool is_required; /**< else the answer is complete without it */
};

/** How many things are missing. */
WALLET_API size_t wallet_presentation_gap_count(const struct wallet_presentation *presentation);

/** The gap at `index`, below wallet_presentation_gap_count(). */
WALLET_API void wallet_presentation_gap_at(
    const struct wallet_presentation *presentation, size_t index, struct wallet_gap *out);

#ifdef __cplusplus
}
#endif

#endif
