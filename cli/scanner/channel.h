/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCANNER_CHANNEL_H
#define SCANNER_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Standard input and output, all that a process that is locked in can reach. */

/** Reads `size` bytes, or all there are; returns how many. */
size_t channel_read(uint8_t *data, size_t size);

/** Writes all of it; false: nobody listens. */
bool channel_write(const uint8_t *data, size_t size);

#endif
