/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_HEX_H
#define WALLET_CLI_HEX_H

#include <wallet/bytes.h>

#include <stdbool.h>
#include <stdint.h>

/** What a hexadecimal digit stands for, in any case; -1 for what is none. */
int hex_value(uint8_t digit);

/**
 * Reads pairs of hexadecimal digits, in any case, and nothing else.
 *
 * \param out       room for `room` bytes
 * \param out_size  on success how many there are
 */
bool hex_read(struct wallet_bytes text, uint8_t *out, size_t room, size_t *out_size);

#endif
