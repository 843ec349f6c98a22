/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_STATUS_CLAIMS_H
#define WLT_STATUS_CLAIMS_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdbool.h>
#include <stdint.h>

/** What a token's claims tell the status by. */
enum wlt_list_kind {
    WLT_LIST_STATUS,      /* a place in a list: draft-ietf-oauth-status-list section 5.2 */
    WLT_LIST_IDENTIFIERS, /* an identifier that stands there: ISO/IEC 18013-5, 2nd edition, 12.3.6.4 */
};

/** When a list was signed, from when on it should be fetched anew, and from when on it counts no more. */
struct wlt_status_period {
    int64_t issued_unix;
    int64_t fresh_seconds; /* INT64_MAX: it does not say */
    int64_t until_unix;    /* INT64_MAX: it does not say */
};

/** The claims around a list; borrows from the payload. */
struct wlt_list_claims {
    struct wallet_bytes sub;
    struct wallet_bytes list; /* encoded */
    struct wallet_bytes open; /* map whose keys nobody has compared: wlt_cbor_check_but_one() */
    struct wlt_status_period period;
};

/**
 * Reads them.
 *
 * \retval WALLET_ERR_STRUCTURE  a claim is missing that every such list has, or is there that none has
 */
enum wallet_status wlt_list_claims_read(
    struct wallet_bytes payload,
    enum wlt_list_kind kind,
    struct wlt_list_claims *out,
    struct wallet_error *error);

#endif
