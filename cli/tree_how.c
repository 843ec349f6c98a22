/* SPDX-License-Identifier: Apache-2.0 */
#include "tree_how.h"

enum {
    DEEP = 8, /* a mobile document has three: what nests deeper is somebody's joke */
    TAG_ENCODED_CBOR = 24,
};

struct tree_how tree_how_of(enum tree_kind kind)
{
    return kind == TREE_DEEP ? (struct tree_how){ TREE_PLAIN, DEEP } : (struct tree_how){ kind, 0 };
}

struct tree_how tree_how_inside(struct tree_how how)
{
    return (struct tree_how){ TREE_PLAIN, how.deep };
}

bool tree_how_opens(
    struct tree_how how,
    struct wallet_bytes bytes,
    bool is_tagged,
    struct wallet_claims *out,
    struct tree_how *out_how)
{
    struct wallet_claims claims;
    struct wallet_item item;

    if (how.deep == 0 || wallet_claims_start(bytes, &claims, NULL) != WALLET_OK) {
        return false;
    }

    *out = claims;
    *out_how = (struct tree_how){ TREE_PLAIN, how.deep - 1 };
    return wallet_claims_next(&claims, &item) &&
           (is_tagged || item.kind == WALLET_ITEM_MAP ||
            (item.kind == WALLET_ITEM_TAG && item.number == TAG_ENCODED_CBOR));
}

bool tree_how_opens_tag(
    struct tree_how how,
    uint64_t tag,
    struct wallet_claims *claims,
    struct wallet_claims *out,
    struct tree_how *out_how)
{
    struct wallet_claims behind = *claims;
    struct wallet_item item;

    if (tag != TAG_ENCODED_CBOR || !wallet_claims_next(&behind, &item) ||
        item.kind != WALLET_ITEM_BYTES || !tree_how_opens(how, item.content, true, out, out_how)) {
        return false;
    }

    *claims = behind;
    return true;
}
