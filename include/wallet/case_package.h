/* SPDX-License-Identifier: Apache-2.0 */

/**
 * A case's package: one signed file with all that the case rests on, so that it can be judged again
 * years later without the counter, by whoever has the region's trust list of then.
 *
 * It is files put together as in an offline bundle (see bundle.h), typ application/wallet-case+cwt,
 * signed by the counter:
 *
 *     matter.json      the matter, as the case was handled by it
 *     acts/0000 ...    what was done, each act chained to the one before it
 *     originals/HEX    what licences came in and what they rest on, named by SHA-256
 *     others           as the counter adds: trust list, status data, receipts of its log
 */
#ifndef WALLET_CASE_PACKAGE_H
#define WALLET_CASE_PACKAGE_H

#include <wallet/bundle.h>
#include <wallet/bytes.h>
#include <wallet/case.h>
#include <wallet/error.h>
#include <wallet/presentation.h>
#include <wallet/trust.h>
#include <wallet/verify.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Puts a case into a package.
 *
 * \param others  files to go with it; names as in a bundle, in no folder "acts" or "originals"; borrowed
 * \param signer  the counter's; its issuer is the counter's USCC
 * \param out     replaced by the package; as it was if that fails
 *
 * \retval WALLET_ERR_VALUE      one of the others has a name that may not be, or that is taken
 * \retval WALLET_ERR_KEY        the signer is not the counter's whose case it is
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_BUNDLE_MAX or WALLET_BUNDLE_FILE_MAX
 * \retval WALLET_ERR_MALFORMED  something that was kept with the case is gone, or is not what was kept
 * \retval WALLET_ERR_FILE       the database failed, or WALLET_ERR_MEMORY; or what the signer says
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_case_pack(
    struct wallet_case *item,
    const struct wallet_bundle_file *others,
    size_t count,
    const struct wallet_signer *signer,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/** A package that was read. */
struct wallet_package;

/** Whether it is a package, by what it says of itself; nothing is checked. */
WALLET_API bool wallet_package_recognise(struct wallet_bytes object);

/**
 * Reads a package and builds its case again from its acts: they follow each other from the first to the
 * last, and all that they name is there.  Who signed it is not asked: see wallet_package_verify().
 *
 * \param package    borrowed for as long as `out` lives
 * \param catalogue  borrowed, must outlive the result
 * \param out        on success the package, which the caller owns: wallet_package_free()
 *
 * \retval WALLET_ERR_MALFORMED  acts do not follow each other, make no sense, or something is missing
 * \retval WALLET_ERR_STRUCTURE  or TRUNCATED, TOO_LARGE, VALUE, UNSUPPORTED: it is no package
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_package_read(
    struct wallet_bytes package,
    const struct wallet_catalogue *catalogue,
    struct wallet_package **out,
    struct wallet_error *error);

/**
 * The same, and verifies that the counter signed it whose case it is, under a trust list in which it has
 * that role, when it was made.
 *
 * \retval WALLET_ERR_REFUSED  whoever signed it is unknown, no counter, another counter, was not in the
 *                             list then; or it was altered
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_package_verify(
    struct wallet_bytes package,
    const struct wallet_catalogue *catalogue,
    const struct wallet_trust *trust,
    struct wallet_package **out,
    struct wallet_error *error);

/** Releases `package`, and all that was borrowed from it.  NULL is allowed. */
WALLET_API void wallet_package_free(struct wallet_package *package);

/** Whether it comes from wallet_package_verify(). */
WALLET_API bool wallet_package_is_verified(const struct wallet_package *package);

/** The USCC of the counter, and when the package was made. */
WALLET_API const char *wallet_package_counter(const struct wallet_package *package);
WALLET_API int64_t wallet_package_made(const struct wallet_package *package);

/** The case, as its acts make it: for all that asks, and for no act. */
WALLET_API const struct wallet_case *wallet_package_case(const struct wallet_package *package);

/** How many files are in it, and the file at `index`; borrows. */
WALLET_API size_t wallet_package_file_count(const struct wallet_package *package);
WALLET_API void wallet_package_file_at(
    const struct wallet_package *package, size_t index, struct wallet_bundle_file *out);

/** One act; texts borrow from the package and are "" where there is none. */
struct wallet_package_act {
    const char *name; /**< "open", "take", "paper", "write", "go", ... */
    int64_t at_unix;
    struct wallet_bytes clerk;
    struct wallet_bytes account;
    struct wallet_bytes window;
};

WALLET_API size_t wallet_package_act_count(const struct wallet_package *package);

/** The act at `index`, below wallet_package_act_count(), in their order. */
WALLET_API void wallet_package_act_at(
    const struct wallet_package *package, size_t index, struct wallet_package_act *out);

/** What came of looking at one licence again. */
struct wallet_package_finding {
    enum wallet_decision decision; /**< as of the time at which it was verified then */
    enum wallet_reason reason;     /**< of another decision than WALLET_ACCEPTED */
    bool is_same;                  /**< it says what the act says that it said */
};

/**
 * Verifies a licence of the case again, from the bytes that were received, as of the time at which it was
 * verified then.  Whether a code was shown twice cannot be told from a package, and is not asked.
 *
 * \param licence   index, below wallet_case_licence_count()
 * \param verifier  with trust, catalogue and status data of then, and the counter as its audience
 *
 * \retval WALLET_ERR_MALFORMED  the original is no presentation, copy or licence
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_package_check(
    const struct wallet_package *package,
    size_t licence,
    const struct wallet_verifier *verifier,
    struct wallet_package_finding *out,
    struct wallet_error *error);

#ifdef __cplusplus
}
#endif

#endif
