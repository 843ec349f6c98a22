/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/items.h"

#include "base/text.h"
#include "crypto/digest.h"
#include "mdoc/embedded.h"

enum {
    RANDOM_SIZE = 32, /* as long as a digest; WLT_MDOC_RANDOM_MIN would do */
};

static void add_digest(struct wlt_mdoc_items *items, const uint8_t digest[WLT_SHA256_SIZE])
{
    struct wlt_writer writer = wlt_writer_start(&items->digests);

    wlt_write_unsigned(&writer, items->digest_count++);
    wlt_write_bytes(&writer, (struct wallet_bytes){ digest, WLT_SHA256_SIZE });
    items->status = writer.status;
}

/** IssuerSignedItemBytes = #6.24(bstr .cbor IssuerSignedItem); its keys in the order of RFC 8949 4.2.1. */
static void write_item(
    struct wlt_writer *writer,
    uint64_t digest_id,
    struct wallet_bytes identifier,
    struct wallet_bytes value)
{
    uint8_t random[RANDOM_SIZE];

    wlt_random(random, sizeof random);
    const size_t mark = wlt_write_embedded_open(writer);
    wlt_write_map(writer, 4);
    wlt_write_text(writer, wlt_bytes_of("random"));
    wlt_write_bytes(writer, (struct wallet_bytes){ random, sizeof random });
    wlt_write_text(writer, wlt_bytes_of("digestID"));
    wlt_write_unsigned(writer, digest_id);
    wlt_write_text(writer, wlt_bytes_of("elementValue"));
    wlt_write_encoded(writer, value);
    wlt_write_text(writer, wlt_bytes_of("elementIdentifier"));
    wlt_write_text(writer, identifier);
    wlt_write_embedded_close(writer, mark);
}

void wlt_mdoc_items_add(
    struct wlt_mdoc_items *items, struct wallet_bytes identifier, struct wallet_bytes value)
{
    struct wlt_writer writer = wlt_writer_start(&items->items);
    const size_t start = items->items.size;
    uint8_t digest[WLT_SHA256_SIZE];

    if (items->status != WALLET_OK) {
        return;
    }

    write_item(&writer, items->digest_count, identifier, value);
    items->status = writer.status;
    if (items->status == WALLET_OK) {
        wlt_sha256(
            (struct wallet_bytes){ items->items.data + start, items->items.size - start }, digest);
        items->item_count++;
        add_digest(items, digest);
    }
}

void wlt_mdoc_items_add_decoy(struct wlt_mdoc_items *items)
{
    uint8_t digest[WLT_SHA256_SIZE];

    if (items->status == WALLET_OK) {
        wlt_random(digest, sizeof digest);
        add_digest(items, digest);
    }
}

void wlt_mdoc_items_clear(struct wlt_mdoc_items *items)
{
    wallet_buffer_clear(&items->items);
    wallet_buffer_clear(&items->digests);
    *items = (struct wlt_mdoc_items){ 0 };
}
