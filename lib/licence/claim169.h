/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_CLAIM169_H
#define WLT_LICENCE_CLAIM169_H

#include <wallet/claim169.h>

enum {
    WLT_CLAIM169_FINGER_MAX = 10,    /* the greatest number of a finger */
    WLT_CLAIM169_VENDOR_LEAST = 100, /* of the formats that are a vendor's own */
    WLT_CLAIM169_VENDOR_MOST = 200,
};

/** What is wrong with an attribute's value as others write it; NULL: nothing. */
const char *wlt_claim169_problem(const struct wallet_claim169_item *item);

/**
 * Checks all that is to be issued against the specification's table.
 *
 * \retval WALLET_ERR_MISSING  the issuer, or every attribute
 * \retval WALLET_ERR_VALUE    a value is not what it should be
 */
enum wallet_status wlt_claim169_check_record(
    const struct wallet_claim169_record *record, struct wallet_error *error);

#endif
