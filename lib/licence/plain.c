/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/plain.h"

#include "cbor/head.h"
#include "licence/disclosure.h"

static bool is_simple_59(const struct wlt_cbor_head *head)
{
    return head->major == WLT_CBOR_SIMPLE && !wlt_cbor_head_is_float(head) &&
           head->argument == WLT_SIMPLE_REDACTED;
}

bool wlt_is_simple_59(struct wallet_bytes encoded)
{
    struct wlt_cbor_head head;
    return wlt_cbor_head_read(encoded, &head) == WALLET_OK && is_simple_59(&head);
}

static bool is_tag_of_redaction(const struct wlt_cbor_head *head)
{
    return head->argument == WLT_TAG_REDACTED || head->argument == WLT_TAG_TO_BE_REDACTED ||
           head->argument == WLT_TAG_TO_BE_DECOY;
}

static void step(struct wallet_bytes *rest, size_t size)
{
    rest->data += size;
    rest->size -= size;
}

static bool item(struct wallet_bytes *rest);

static bool items(struct wallet_bytes *rest, uint64_t count)
{
    bool holds = true;

    for (; count > 0 && holds; count--) {
        holds = item(rest);
    }

    return holds;
}

static bool pairs(struct wallet_bytes *rest, uint64_t count)
{
    bool holds = true;

    for (; count > 0 && holds; count--) {
        holds = wlt_is_claim_key(*rest) && items(rest, 2);
    }

    return holds;
}

/** Steps over an item; false where it is not plain.  No deeper than wlt_cbor_check() allows. */
static bool item(struct wallet_bytes *rest)
{
    struct wlt_cbor_head head;
    if (wlt_cbor_head_read(*rest, &head) != WALLET_OK) {
        return false;
    }

    step(rest, head.size);
    switch (head.major) {
    case WLT_CBOR_UNSIGNED:
    case WLT_CBOR_NEGATIVE: return true;
    case WLT_CBOR_BYTES:
    case WLT_CBOR_TEXT:
        if (head.argument > rest->size) {
            return false;
        }

        step(rest, (size_t)head.argument);
        return true;
    case WLT_CBOR_ARRAY: return items(rest, head.argument);
    case WLT_CBOR_MAP: return pairs(rest, head.argument);
    case WLT_CBOR_TAG: return !is_tag_of_redaction(&head) && item(rest);
    case WLT_CBOR_SIMPLE: return !is_simple_59(&head);
    }

    return false;
}

bool wlt_is_plain(struct wallet_bytes encoded)
{
    struct wallet_bytes rest = encoded;
    return encoded.size == 0 || item(&rest);
}
