/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_RECEIVE_H
#define WLT_LICENCE_RECEIVE_H

#include "licence/verdict.h"

/** What a code's text, or the bytes in a file, turned out to be. */
enum wlt_received {
    WLT_RECEIVED_NOTHING = 0, /* no licence: WALLET_CHECK_FORM says what it is instead */
    WLT_RECEIVED_BYTES = 1,   /* a COSE_Sign1 of whoever, or a COSE_Encrypt0 */
    WLT_RECEIVED_OURS = 2,    /* out of a code with our prefix */
    WLT_RECEIVED_HC1 = 3,     /* out of one with that of EU health certificates */
    WLT_RECEIVED_MDOC = 4,    /* a mobile document */
};

/**
 * Gets a licence's bytes out of an input, a code's text or the bytes themselves, into the verdict's
 * buffer; `*out` is empty where there are none.
 *
 * \retval WALLET_OK          one or the other
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_receive(
    struct wallet_verdict *verdict,
    struct wallet_bytes input,
    enum wlt_received *out_kind,
    struct wallet_bytes *out);

/** Whether bytes begin as an array of key-binding tokens does. */
bool wlt_receive_is_several(struct wallet_bytes received);

/** The reason that belongs to a status: MALFORMED, TOO_LARGE or UNSUPPORTED. */
enum wallet_reason wlt_reason_of_form(enum wallet_status status);

/** Fails WALLET_CHECK_FORM with the reason that belongs to a status. */
void wlt_fail_form(
    struct wallet_verdict *verdict, enum wallet_status status, const struct wallet_error *error);

#endif
