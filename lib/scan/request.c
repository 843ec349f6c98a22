/* SPDX-License-Identifier: Apache-2.0 */
#include "scan/request.h"

#include <wallet/scan.h>

#include "base/error.h"

enum {
    TIMEOUT_MAX = 3600 * 1000,
};

enum wallet_status wlt_request_check_timeout(unsigned timeout_ms, struct wallet_error *error)
{
    if (timeout_ms <= TIMEOUT_MAX) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        WALLET_ERR_ARGUMENT,
        WALLET_NO_OFFSET,
        "a scan of %u ms is longer than an hour",
        timeout_ms);
}

enum wallet_status wlt_request_check_picture(
    struct wallet_bytes picture, struct wallet_error *error)
{
    if (picture.size == 0) {
        return wlt_fail(error, WALLET_ERR_UNSUPPORTED, WALLET_NO_OFFSET, "the picture is empty");
    }

    if (picture.size > WALLET_PICTURE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a picture of %zu bytes is larger than %d",
            picture.size,
            WALLET_PICTURE_MAX);
    }

    return WALLET_OK;
}

enum wallet_status wlt_request_check_pixels(
    unsigned width, unsigned height, struct wallet_error *error)
{
    if ((size_t)width * height <= WALLET_PICTURE_MAX) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        WALLET_ERR_TOO_LARGE,
        WALLET_NO_OFFSET,
        "a frame of %u by %u has more than %d pixels",
        width,
        height,
        WALLET_PICTURE_MAX);
}
