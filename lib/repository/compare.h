/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_COMPARE_H
#define WLT_REPOSITORY_COMPARE_H

#include <wallet/call.h>
#include <wallet/catalogue.h>
#include <wallet/request.h>

#include "present/selection.h"

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

/**
 * Compares the values for an item with a licence.  Those for fields of members are compared with one
 * member, the first of those that agree with the most of them.
 *
 * \param values  as many as wlt_call_values_of() says, in the order of keys
 * \param out     room for as many
 */
void wlt_compare_item(
    const struct wallet_request_item *item,
    const struct wallet_selection *selection,
    const char *const *values,
    struct wallet_answer_comparison *out);

#endif
