/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_SCAN_REQUEST_H
#define WLT_SCAN_REQUEST_H

#include <wallet/bytes.h>

/* What need not be asked is refused here. */

/** WALLET_ERR_ARGUMENT for more than an hour. */
enum wallet_status wlt_request_check_timeout(unsigned timeout_ms, struct wallet_error *error);

/** WALLET_ERR_UNSUPPORTED for no bytes, WALLET_ERR_TOO_LARGE for more than WALLET_PICTURE_MAX. */
enum wallet_status wlt_request_check_picture(
    struct wallet_bytes picture, struct wallet_error *error);

/** WALLET_ERR_TOO_LARGE for more pixels than WALLET_PICTURE_MAX. */
enum wallet_status wlt_request_check_pixels(
    unsigned width, unsigned height, struct wallet_error *error);

#endif
