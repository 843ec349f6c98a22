/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_HOLDER_CODE_H
#define WLT_CATALOGUE_HOLDER_CODE_H

#include <wallet/error.h>

/**
 * Whether somebody is named as "TYPE:CODE": three digits of GB/T 36903 annex A, and a code of 1 to 60
 * characters without blanks.
 *
 * \retval WALLET_ERR_VALUE  not so
 */
enum wallet_status wlt_holder_code_check(const char *text, struct wallet_error *error);

#endif
