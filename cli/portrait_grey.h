/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PORTRAIT_GREY_H
#define WALLET_CLI_PORTRAIT_GREY_H

#include <wallet/bytes.h>

#include <stdbool.h>
#include <stdint.h>

/** A portrait as pixels, a byte each, 0 is black; portrait_grey_free() in any case. */
struct portrait_grey {
    unsigned width;
    unsigned height;
    const uint8_t *pixels;
    uint8_t *memory;
};

/**
 * Has a portrait (PNG or JPEG) decoded into grey by wallet-portrait, a process that is locked in as
 * the scanner is, and dies with the picture.
 *
 * \param picture  borrowed; nothing: there is none
 *
 * \return false where there is none that can be read
 */
bool portrait_grey_read(struct wallet_bytes picture, struct portrait_grey *out);

/** Wipes and releases. */
void portrait_grey_free(struct portrait_grey *portrait);

#endif
