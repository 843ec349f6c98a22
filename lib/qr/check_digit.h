/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_QR_CHECK_DIGIT_H
#define WLT_QR_CHECK_DIGIT_H

#include <wallet/bytes.h>

#include <stdbool.h>

/** Whether the last of these digits is the check digit of a GS1 key (GS1 General Specifications, 7.9). */
bool wlt_gs1_digit_agrees(struct wallet_bytes digits);

/** Whether the last of nine digits is the check digit of a postal item (UPU standard S10). */
bool wlt_s10_digit_agrees(struct wallet_bytes digits);

/** Whether the last of 18 characters is the check character of a citizen number (GB 11643). */
bool wlt_citizen_digit_agrees(struct wallet_bytes number);

#endif
