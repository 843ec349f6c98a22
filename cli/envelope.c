/* SPDX-License-Identifier: Apache-2.0 */
#include "envelope.h"

#include <stdio.h>

static enum wallet_status fail(struct wallet_error *error, const char *message)
{
    error->status = WALLET_ERR_STRUCTURE;
    error->offset = WALLET_NO_OFFSET;
    (void)snprintf(error->message, sizeof error->message, "%s", message);
    return WALLET_ERR_STRUCTURE;
}

/* Moves over tags to the array of four. */
static bool enter(struct wallet_claims *claims, struct envelope *out)
{
    struct wallet_item item;

    while (wallet_claims_next(claims, &item)) {
        if (item.kind != WALLET_ITEM_TAG) {
            return item.kind == WALLET_ITEM_ARRAY && item.number == 4;
        }
        out->is_tagged = out->is_tagged || item.number == 18;
    }

    return false;
}

/* What stands in a byte string: one item, or nothing. */
static enum wallet_status open_bytes(
    const struct wallet_item *item, struct wallet_claims *out, struct wallet_error *error)
{
    if (item->content.size == 0) {
        *out = (struct wallet_claims){ 0 };
        return WALLET_OK;
    }

    return wallet_claims_start(item->content, out, error);
}

enum wallet_status envelope_read(
    struct wallet_bytes bytes, struct envelope *out, struct wallet_error *error)
{
    struct wallet_claims claims;
    struct wallet_item item = { 0 };
    *out = (struct envelope){ 0 };

    const enum wallet_status status = wallet_claims_start(bytes, &claims, error);
    if (status != WALLET_OK) {
        return status;
    }
    if (!enter(&claims, out)) {
        return fail(error, "expected a COSE_Sign1: an array of four");
    }
    if (!wallet_claims_next(&claims, &item) || item.kind != WALLET_ITEM_BYTES) {
        return fail(error, "expected the protected header as bytes");
    }
    if (open_bytes(&item, &out->protected, error) != WALLET_OK) {
        return error->status;
    }

    out->unprotected = claims;
    if (!wallet_claims_skip(&claims)) {
        return fail(error, "expected the unprotected header");
    }
    if (!wallet_claims_next(&claims, &item) || item.kind != WALLET_ITEM_BYTES) {
        return fail(error, "expected the payload as bytes");
    }
    out->payload_bytes = item.content;
    if (open_bytes(&item, &out->payload, error) != WALLET_OK) {
        out->payload = (struct wallet_claims){ 0 }; /* a payload may be anything: shown as bytes */
    }
    if (!wallet_claims_next(&claims, &item) || item.kind != WALLET_ITEM_BYTES) {
        return fail(error, "expected the signature as bytes");
    }

    out->signature = item.content;
    return WALLET_OK;
}
