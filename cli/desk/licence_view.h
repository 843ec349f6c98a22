/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_LICENCE_VIEW_H
#define WALLET_DESK_LICENCE_VIEW_H

#include <wallet/verify.h>

#include <jansson.h>

#include <stdbool.h>

enum {
    LICENCE_HOLDER_SIZE = 64,
};

/**
 * One licence as the page shows it: type, issuer, validity and fields; NULL unless signature and
 * authority held.  The caller owns it.
 */
json_t *licence_view(const struct wallet_verdict *verdict);

/** The portrait in it; nothing where there is none that a person can be compared with.  Borrows. */
struct wallet_bytes licence_portrait(const struct wallet_verdict *verdict);

/**
 * The number of whoever holds it, to tell whether two licences are one holder's; of a household the
 * head's.  "" where it does not say.
 */
void licence_holder(const struct wallet_verdict *verdict, char out[LICENCE_HOLDER_SIZE]);

/** Whether somebody's number stands in it: as its holder's, or as that of a member of the household. */
bool licence_names(const struct wallet_verdict *verdict, const char *number);

#endif
