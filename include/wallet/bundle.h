/* SPDX-License-Identifier: Apache-2.0 */

/**
 * The offline bundle: one signed file with all that a counter without a network needs, as it was
 * collected at one time: the trust list, the status data of any number of agencies, and CRLs.
 *
 * The region's root signs it.  The bundle says only that these files were collected together; each
 * of them is verified for itself all the same.
 */
#ifndef WALLET_BUNDLE_H
#define WALLET_BUNDLE_H

#include <wallet/bytes.h>
#include <wallet/error.h>
#include <wallet/key.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The largest bundle, in bytes. */
#define WALLET_BUNDLE_MAX 67108864

/** The most files in one bundle. */
#define WALLET_BUNDLE_FILE_MAX 16384

/** The longest name of a file, in bytes. */
#define WALLET_BUNDLE_NAME_MAX 128

/** The name of the trust list, and the folder of the CRLs; status data is in folders by USCC. */
#define WALLET_BUNDLE_TRUST_NAME "trust.cbor"
#define WALLET_BUNDLE_CRL_FOLDER "crl"

/**
 * One file; pointers borrow.  A name is FILE or FOLDER/FILE, of letters, digits, `.`, `_` and `-`;
 * neither part begins with a dot.
 */
struct wallet_bundle_file {
    const char *name;
    struct wallet_bytes content;
};

/** A bundle that was verified.  Immutable. */
struct wallet_bundle;

/**
 * Signs a bundle: typ application/wallet-bundle+cwt.
 *
 * \param files        in any order
 * \param signer       the root's
 * \param issued_unix  when the files were collected
 * \param out          replaced by the bundle; as it was if that fails
 *
 * \retval WALLET_ERR_ARGUMENT   a NULL, no file, or a time before 1970
 * \retval WALLET_ERR_VALUE      a name that may not be, or that comes twice
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_BUNDLE_MAX or WALLET_BUNDLE_FILE_MAX
 * \retval WALLET_ERR_MEMORY     or what the signer says
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_bundle_write(
    const struct wallet_bundle_file *files,
    size_t count,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error);

/**
 * Reads and verifies a bundle.
 *
 * \param bundle   borrowed for as long as `out` lives
 * \param root     the region's root: a key file's public key
 * \param at_unix  the time of the check
 * \param out      on success the bundle, which the caller owns: wallet_bundle_free()
 *
 * \retval WALLET_ERR_REFUSED    wrong root, altered, or from the future
 * \retval WALLET_ERR_VALUE      a file in it has a name that may not be
 * \retval WALLET_ERR_TOO_LARGE  beyond WALLET_BUNDLE_MAX or WALLET_BUNDLE_FILE_MAX
 * \retval WALLET_ERR_MALFORMED  or STRUCTURE, TRUNCATED, UNSUPPORTED: not such a bundle
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_bundle_verify(
    struct wallet_bytes bundle,
    const struct wallet_key *root,
    int64_t at_unix,
    struct wallet_bundle **out,
    struct wallet_error *error);

/**
 * Reads a bundle and verifies nothing: for showing what is in it.  As wallet_bundle_verify(), but
 * never WALLET_ERR_REFUSED.
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_bundle_read(
    struct wallet_bytes bundle, struct wallet_bundle **out, struct wallet_error *error);

/** Releases `bundle`.  NULL is allowed. */
WALLET_API void wallet_bundle_free(struct wallet_bundle *bundle);

/** When the files were collected. */
WALLET_API int64_t wallet_bundle_issued(const struct wallet_bundle *bundle);

WALLET_API size_t wallet_bundle_count(const struct wallet_bundle *bundle);

/** The file at `index`, below wallet_bundle_count(); borrows from `bundle`. */
WALLET_API void wallet_bundle_at(
    const struct wallet_bundle *bundle, size_t index, struct wallet_bundle_file *out);

#ifdef __cplusplus
}
#endif

#endif
