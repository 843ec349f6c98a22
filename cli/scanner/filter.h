/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_FILTER_H
#define SCANNER_FILTER_H

#include "grey.h"

/*
 * What is done to a picture so that a code in it can be read.  Each makes a new picture of the same
 * size, in time linear in its pixels; false: out of memory, and `out` is as before.
 */

/** Spreads the grey values that occur, but for the rarest hundredth at each end, over all. */
bool filter_stretch(const struct grey *grey, struct grey *out);

/** Black where darker than the mean of the surroundings, white elsewhere and on plain ground. */
bool filter_threshold(const struct grey *grey, struct grey *out);

/** Unsharp mask: adds the difference from the blurred picture, against blur of about two pixels. */
bool filter_sharpen(const struct grey *grey, struct grey *out);

/** Gaussian of a standard deviation of one pixel: against noise. */
bool filter_blur(const struct grey *grey, struct grey *out);

/** Gaussian of a standard deviation of two pixels: against heavy noise and grids. */
bool filter_blur_twice(const struct grey *grey, struct grey *out);

#endif
