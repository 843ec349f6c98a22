/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_BINDING_H
#define WLT_LICENCE_BINDING_H

#include "cose/sign1.h"
#include "licence/cwt.h"

/**
 * A key-binding token (SD-KBT, draft-ietf-spice-sd-cwt section 7.1): a licence with what its holder
 * chose to show, signed by the holder for one verifier.  Borrows from what it was read from.
 */
struct wlt_binding {
    bool is_there; /* if not, the rest says nothing */
    struct wlt_sign1 sign1;
    struct wlt_cwt cwt;
};

/** Whether an envelope's `typ` says that it is one. */
bool wlt_binding_is(const struct wlt_sign1 *sign1);

/**
 * Reads the claims of an envelope for which wlt_binding_is(), and finds the licence inside.
 *
 * \retval WALLET_ERR_STRUCTURE  a claim or header that must be there is missing, or one that may not be is
 *                               there; as the envelope's mode has it, too: see wlt_sign1_read()
 */
enum wallet_status wlt_binding_read(
    const struct wlt_sign1 *sign1,
    enum wlt_cbor_mode mode,
    struct wlt_binding *out,
    struct wallet_bytes *out_licence,
    struct wallet_error *error);

/** Whether nbf <= iat < exp and nbf < exp, as far as they are there (section 8, steps 3 and 7). */
bool wlt_period_agrees(const struct wlt_cwt *cwt);

/**
 * Whether its times agree with each other and with those of the licence inside (section 8, step 7).
 */
bool wlt_binding_times_agree(const struct wlt_binding *binding, const struct wlt_cwt *licence);

#endif
