/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_LICENCE_MAKE_CLAIMS_H
#define TEST_LICENCE_MAKE_CLAIMS_H

#include "cbor/writer.h"
#include "licence/disclosure.h"
#include "test.h"

#include <string.h>

/* Claims with parts redacted, put together piece by piece, as no honest issuer would do it. */

/** Pieces of CBOR, one behind the other. */
#define JOIN(...)                                     \
    join(                                             \
        (const struct wallet_bytes[]){ __VA_ARGS__ }, \
        sizeof(const struct wallet_bytes[]){ __VA_ARGS__ } / sizeof(struct wallet_bytes))

static inline struct wallet_bytes join(const struct wallet_bytes *pieces, size_t count)
{
    size_t size = 0;
    for (size_t i = 0; i < count; i++) {
        size += pieces[i].size;
    }

    uint8_t *out = test_memory(size + 1);
    size = 0;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].size > 0) {
            memcpy(out + size, pieces[i].data, pieces[i].size);
        }

        size += pieces[i].size;
    }

    return (struct wallet_bytes){ out, size };
}

/** Copies what was written, and releases it. */
static inline struct wallet_bytes kept(struct wallet_buffer *buffer)
{
    const struct wallet_bytes bytes = { buffer->data, buffer->size };
    const struct wallet_bytes copy = join(&bytes, 1);

    wallet_buffer_clear(buffer);
    return copy;
}

/** A byte string around a content. */
static inline struct wallet_bytes as_bytes(struct wallet_bytes content)
{
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&out);

    wlt_write_bytes(&writer, content);
    return kept(&out);
}

/** The disclosures that were made, in the order in which they are handed over. */
struct hidden {
    struct wallet_bytes items[80]; /* encoded, each */
    size_t count;
    enum wlt_hash hash;
};

/** Hands a disclosure over, whatever is in it; returns its digest as an item. */
static inline struct wallet_bytes hide_any(struct hidden *hidden, struct wallet_bytes content)
{
    const struct wallet_bytes encoded = as_bytes(content);
    uint8_t digest[WLT_HASH_SIZE_MAX];

    CHECK(hidden->count < sizeof hidden->items / sizeof hidden->items[0]);
    hidden->items[hidden->count++] = encoded;
    CHECK_EQUAL(wlt_hash_bytes(hidden->hash, encoded, digest), WALLET_OK);
    return as_bytes((struct wallet_bytes){ digest, wlt_hash_size(hidden->hash) });
}

/** A salt that no other disclosure of this one has. */
static inline struct wallet_bytes salt_of(const struct hidden *hidden)
{
    uint8_t *salt = test_memory(WLT_SALT_SIZE);
    salt[0] = (uint8_t)(hidden->count + 1);
    return as_bytes((struct wallet_bytes){ salt, WLT_SALT_SIZE });
}

static inline struct wallet_bytes hide_pair(
    struct hidden *hidden, const char *key, struct wallet_bytes value)
{
    return hide_any(hidden, JOIN(test_hex("83"), salt_of(hidden), value, test_hex(key)));
}

static inline struct wallet_bytes hide_element(struct hidden *hidden, struct wallet_bytes value)
{
    return hide_any(hidden, JOIN(test_hex("82"), salt_of(hidden), value));
}

static inline struct wallet_bytes hide_nothing(struct hidden *hidden)
{
    return hide_any(hidden, JOIN(test_hex("81"), salt_of(hidden)));
}

/** The pair that stands for one redacted key. */
static inline struct wallet_bytes redacted_key(struct wallet_bytes digest)
{
    return JOIN(test_hex("f83b 81"), digest);
}

/** The element that stands for a redacted one. */
static inline struct wallet_bytes redacted(struct wallet_bytes digest)
{
    return JOIN(test_hex("d83c"), digest);
}

/** The header that hands the disclosures over; empty where there are none. */
static inline struct wallet_bytes handed_over(const struct hidden *hidden)
{
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&out);

    if (hidden->count > 0) {
        wlt_write_array(&writer, hidden->count);
    }

    for (size_t i = 0; i < hidden->count; i++) {
        wlt_write_encoded(&writer, hidden->items[i]);
    }

    return kept(&out);
}

#endif
