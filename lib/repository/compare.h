/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_COMPARE_H
#define WLT_REPOSITORY_COMPARE_H

#include <wallet/call.h>
#include <wallet/catalogue.h>

/**
 * Compares a value as people write it with the one in a licence.  Both are read as the field's kind has
 * it: dates in any form, codes by number or by text, letters of numbers in either case, and blanks
 * around a value and forms of Unicode make no difference.
 *
 * \param stored  NULL: the licence says nothing
 *
 * \return WALLET_COMPARISON_IMPOSSIBLE also where the text is none of this kind, and for portraits
 */
enum wallet_comparison wlt_compare(
    const struct wallet_field *field, const struct wallet_value *stored, struct wallet_bytes text);

#endif
