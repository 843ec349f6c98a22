/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_SCOPE_H
#define WLT_TRUST_SCOPE_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdbool.h>
#include <stdint.h>

/*
 * What an entry says of one licence type:
 *
 *     scope  = "*" / type-code [ "#" field *( "," field ) ]
 *     field  = key [ "." key ]          ; the second is that of a member's field
 *
 * Fields ascend, a field before those of its members; each has one form, without zeros in front.
 */

enum {
    WLT_SCOPE_DIGITS_MAX = 9, /* of a key */
};

/** For wlt_scope_leave(): it is about the field itself. */
#define WLT_SCOPE_NO_MEMBER UINT64_MAX

/** How far the leave to ask for a field goes; the greater, the further. */
enum wlt_leave {
    WLT_LEAVE_NONE = 0,
    WLT_LEAVE_BY_DEFAULT =
        1,                 /* of a whole type, or of all members' fields: not the sensitive ones */
    WLT_LEAVE_EXPRESS = 2, /* the field is named */
};

/** Takes a scope apart into its type code and its fields; the latter with their "#", or empty. */
void wlt_scope_split(
    struct wallet_bytes scope, struct wallet_bytes *out_code, struct wallet_bytes *out_fields);

/** Whether it is a list of fields as above, with its "#". */
bool wlt_scope_fields_are_valid(struct wallet_bytes fields);

/** How far one scope lets ask for a field, or a member's field, of licences of this type. */
enum wlt_leave wlt_scope_leave(
    struct wallet_bytes scope, struct wallet_bytes type_code, uint64_t field, uint64_t member);

#endif
