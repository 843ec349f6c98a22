/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_PICTURE_H
#define SCANNER_PICTURE_H

#include <wallet/bytes.h>

#include "grey.h"
#include "scan/protocol.h"

/**
 * Decodes a PNG or JPEG into grey, shrunk to at most GREY_PIXELS_MAX.
 *
 * \param out  set in each case; grey_free() is needed in each case
 */
enum wlt_scan_answer picture_decode(struct wallet_bytes file, struct grey *out);

/** Whether a picture of this size is decoded at all. */
bool picture_is_too_large(size_t width, size_t height);

/* One format a file; `file` begins as the format does. */
enum wlt_scan_answer picture_decode_png(struct wallet_bytes file, struct grey *out);
enum wlt_scan_answer picture_decode_jpeg(struct wallet_bytes file, struct grey *out);

#endif
