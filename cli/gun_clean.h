/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GUN_CLEAN_H
#define WALLET_CLI_GUN_CLEAN_H

#include <wallet/bytes.h>

/**
 * Undoes what stands between a code and its text as a gun types it: the symbology identifier of QR
 * codes before it ("]Q0" to "]Q6", ISO/IEC 15424), and in the text of a licence, which has capitals
 * only, the small letters of a Caps Lock and the full-width ones of an input method.
 *
 * \param text  borrowed
 * \param room  at least `text.size` bytes; may be where `text` stands
 *
 * \return the text; borrows from `text` or `room`
 */
struct wallet_bytes gun_clean(struct wallet_bytes text, uint8_t *room);

/** The text without that identifier, else as it is. */
struct wallet_bytes gun_clean_identifier(struct wallet_bytes text);

#endif
