/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_PNG_H
#define WALLET_DESK_PNG_H

#include <wallet/bytes.h>

#include <stdint.h>

/**
 * Writes grey pixels as a PNG (ISO/IEC 15948) that is not compressed: it goes no further than this
 * machine.
 *
 * \param pixels  a byte each, row by row, 0 is black
 *
 * \return what the caller owns: free(); NULL where memory ran out or it is too large
 */
uint8_t *png_write(const uint8_t *pixels, unsigned width, unsigned height, size_t *out_size);

#endif
