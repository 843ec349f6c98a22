/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BARE_H
#define BARE_H

#include "found.h"
#include "grey.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The decoders as anyone would call them on the whole picture, QR codes only, to measure ours against.
 * \return false: out of memory
 */
bool bare_zbar(const struct grey *picture, struct found *found);
bool bare_zbar_inverted(const struct grey *picture, struct found *found); /* and light on dark */
bool bare_zxing(const struct grey *picture, struct found *found); /* harder, turned, smaller */

#ifdef __cplusplus
}
#endif

#endif
