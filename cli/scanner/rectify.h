/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_RECTIFY_H
#define SCANNER_RECTIFY_H

#include "finder.h"

/**
 * Draws one code of a picture anew: upright, square, each module of one grey that is the mean of what
 * was seen of it, with a quiet zone.  It is placed by its finder, timing and alignment patterns, in
 * whatever perspective it was seen.
 *
 * \param triple  the code's finder patterns
 * \param out     on success owned by the caller: grey_free()
 * \return false: the three do not belong to a code, or memory ran out
 */
bool rectify(const struct grey *picture, const struct triple *triple, struct grey *out);

#endif
