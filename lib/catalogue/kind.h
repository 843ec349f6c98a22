/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_KIND_H
#define WLT_CATALOGUE_KIND_H

#include <wallet/catalogue.h>

enum {
    WLT_KIND_COUNT = WALLET_FIELD_MEMBERS + 1,
};

/**
 * What one kind of field does.  A new kind is one enum value, one row in kind.c and its tests.
 */
struct wlt_kind {
    const char *name; /* in type files */

    /** Whether JSON may give the value as a number, too. */
    bool is_number;

    /** Reads a text as people write it; what borrows, borrows from it.  NULL: not from text. */
    enum wallet_finding (*parse)(
        const struct wallet_field *field, struct wallet_bytes text, struct wallet_value *out);

    /** Looks at a value. */
    enum wallet_finding (*check)(
        const struct wallet_field *field, const struct wallet_value *value);

    /** Appends the value as people read it; false: out of memory. */
    bool (*format)(
        const struct wallet_field *field,
        const struct wallet_value *value,
        enum wallet_language language,
        struct wallet_buffer *out);
};

/** Never NULL. */
const struct wlt_kind *wlt_kind_of(enum wallet_field_kind kind);

#endif
