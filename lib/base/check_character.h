/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_BASE_CHECK_CHARACTER_H
#define WLT_BASE_CHECK_CHARACTER_H

#include <wallet/bytes.h>

#include <stdbool.h>

/*
 * The check characters of Chinese codes.  Callers have looked at the characters before.
 */

/** Whether a character is a digit, 0 to 9. */
bool wlt_is_digit(uint8_t character);

/** Whether a character is one of 0-9 A-Z. */
bool wlt_is_alphanumeric(uint8_t character);

/** Whether a character may stand in a USCC: 0-9 A-Z without I, O, S, V and Z. */
bool wlt_is_uscc_character(uint8_t character);

/** ISO/IEC 7064 MOD 11-2 over 17 digits, as GB 11643 uses it: 0-9 or X. */
char wlt_check_citizen_number(const uint8_t digits[17]);

/** GB 11714 over the 8 characters of an organisation code: 0-9 or X. */
char wlt_check_organisation(const uint8_t code[8]);

/** GB 32100 over the first 17 characters of a USCC. */
char wlt_check_uscc(const uint8_t code[17]);

/** ISO/IEC 7064 MOD 37,36 over parts of 0-9 A-Z, one after the other, as GB/T 36904 uses it. */
char wlt_check_identifier(const struct wallet_bytes *parts, size_t count);

#endif
