/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/item.h"

#include "cbor/check.h"
#include "cbor/members.h"

/** An item under way; names and randoms that are there are not empty, and values take a byte at least. */
struct draft {
    struct wlt_mdoc_item item;
    bool has_digest_id;
};

static void read_digest_id(struct wlt_reader *reader, void *out)
{
    struct draft *draft = out;

    draft->has_digest_id = true;
    draft->item.digest_id = wlt_read_unsigned(reader);
}

static void read_random(struct wlt_reader *reader, void *out)
{
    ((struct draft *)out)->item.random = wlt_read_bytes(reader);
}

static void read_identifier(struct wlt_reader *reader, void *out)
{
    ((struct draft *)out)->item.identifier = wlt_read_text(reader);
}

static void read_value(struct wlt_reader *reader, void *out)
{
    ((struct draft *)out)->item.value = wlt_read_any(reader);
}

static const struct wlt_member members[] = {
    { "digestID", read_digest_id },
    { "random", read_random },
    { "elementIdentifier", read_identifier },
    { "elementValue", read_value },
};

enum wallet_status wlt_mdoc_item_read(
    struct wallet_bytes encoded, struct wlt_mdoc_item *out, struct wallet_error *error)
{
    struct draft draft = { .has_digest_id = false };

    enum wallet_status status = wlt_cbor_check(encoded, WLT_CBOR_LENIENT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(encoded, WLT_CBOR_LENIENT);
    wlt_read_members(&reader, members, sizeof members / sizeof members[0], &draft);
    if (!draft.has_digest_id || draft.item.random.size < WLT_MDOC_RANDOM_MIN ||
        draft.item.identifier.size == 0 || draft.item.value.size == 0) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "number, random, name and value");
    }

    status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK) {
        *out = draft.item;
    }

    return status;
}
