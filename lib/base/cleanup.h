/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_BASE_CLEANUP_H
#define WLT_BASE_CLEANUP_H

/*
 * Owners clean up after themselves:
 *
 *     WLT_AUTO(licence) struct wallet_licence *licence = NULL;
 *     ...
 *     *out = WLT_TAKE(licence);
 *
 * Functions return as soon as they know the answer.  There is no goto in this tree.
 */

#define WLT_AUTO(name) __attribute__((cleanup(wlt_auto_##name)))

/** Defines what WLT_AUTO(name) does to a variable of `type *`. */
#define WLT_DEFINE_AUTO(name, type, release)         \
    static inline void wlt_auto_##name(type **owner) \
    {                                                \
        release(*owner);                             \
    }

/** Moves ownership out of `owner`, which then holds NULL. */
#define WLT_TAKE(owner)                     \
    (__extension__({                        \
        __typeof__(owner) taken_ = (owner); \
        (owner) = NULL;                     \
        taken_;                             \
    }))

#endif
