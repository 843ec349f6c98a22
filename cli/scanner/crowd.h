/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_CROWD_H
#define SCANNER_CROWD_H

#include "grey.h"

/**
 * Whether a picture holds more than a hundred places that a decoder may take for finder patterns which
 * is content more easily than finder.h.  Quick: it looks at each third row, as zxing does.
 */
bool crowd_is_there(const struct grey *picture);

#endif
