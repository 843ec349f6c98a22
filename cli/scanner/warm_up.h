/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_WARM_UP_H
#define SCANNER_WARM_UP_H

#include <stdbool.h>

/**
 * Decodes a small PNG, a small JPEG and a small code of our own making, so that whatever the
 * libraries open, load or ask the system on first use is done before the process is locked in.
 */
bool warm_up(void);

#endif
