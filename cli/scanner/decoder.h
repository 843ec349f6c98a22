/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_DECODER_H
#define SCANNER_DECODER_H

#include "found.h"
#include "grey.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A library that reads QR codes, and gives their bytes exactly or not at all. */
struct decoder {
    const char *name;

    /**
     * Adds the dark-on-light codes of a picture of at most GREY_PIXELS_MAX to `found`.
     *
     * \return false: out of memory
     */
    bool (*look)(const struct grey *picture, struct found *found); /* NULL: not built in */
};

/* A file each. */
extern const struct decoder decoder_zbar;
extern const struct decoder decoder_zxing;

#ifdef __cplusplus
}
#endif

#endif
