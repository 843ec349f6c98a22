/* SPDX-License-Identifier: Apache-2.0 */

/**
 * Pictures in, the texts of their QR codes out.
 *
 * Pictures are decoded by a process of its own, wallet-scanner, which is started for one picture,
 * locks itself in and dies with it: nothing that a hostile picture does to a decoder reaches the
 * caller.
 */
#ifndef WALLET_SCAN_H
#define WALLET_SCAN_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The largest picture file, in bytes. */
#define WALLET_PICTURE_MAX 33554432

/** The most codes that one picture gives. */
#define WALLET_SCAN_CODE_MAX 16

/** How long a scan may take by default, in milliseconds of real time. */
#define WALLET_SCAN_TIMEOUT 2000

/** The codes of one picture, each once. */
struct wallet_scan;

/**
 * Scans one picture, PNG or JPEG.  No code is no error: wallet_scan_count() is 0 then.
 *
 * \param scanner     path of the wallet-scanner program; borrowed
 * \param picture     the file's content; borrowed
 * \param timeout_ms  0: WALLET_SCAN_TIMEOUT
 * \param out         on success the codes, which the caller owns: wallet_scan_free()
 *
 * \retval WALLET_ERR_ARGUMENT     a pointer is NULL, or `timeout_ms` is more than an hour
 * \retval WALLET_ERR_UNSUPPORTED  neither PNG nor JPEG
 * \retval WALLET_ERR_MALFORMED    a picture that cannot be decoded
 * \retval WALLET_ERR_TOO_LARGE    beyond WALLET_PICTURE_MAX, or too many pixels
 * \retval WALLET_ERR_SCANNER      the scanner is missing, died, or ran out of time
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_scan_picture(
    const char *scanner,
    struct wallet_bytes picture,
    unsigned timeout_ms,
    struct wallet_scan **out,
    struct wallet_error *error);

/** How many different codes were found. */
WALLET_API size_t wallet_scan_count(const struct wallet_scan *scan);

/** The text of the code at `index`, below wallet_scan_count(); hostile bytes; borrows from `scan`. */
WALLET_API struct wallet_bytes wallet_scan_text(const struct wallet_scan *scan, size_t index);

/** Releases `scan`.  NULL is allowed. */
WALLET_API void wallet_scan_free(struct wallet_scan *scan);

#ifdef __cplusplus
}
#endif

#endif
