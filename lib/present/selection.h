/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_SELECTION_H
#define WLT_PRESENT_SELECTION_H

#include <wallet/selection.h>

#include "cose/sign1.h"
#include "crypto/digest.h"
#include "present/leaves.h"

struct wallet_selection {
    struct wallet_buffer licence; /* all spans below point here */
    struct wlt_sign1 sign1;
    struct wlt_cwt cwt;
    const struct wallet_type *type;
    struct wlt_disclosures disclosures;
    bool *is_shown; /* one a disclosure */
    struct wlt_leaves leaves;
    uint8_t key_id[WLT_SHA256_SIZE]; /* the thumbprint of the holder's key (RFC 9679) */
};

#endif
