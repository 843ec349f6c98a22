/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/claims.h>

#include "cbor/check.h"
#include "cbor/reader.h"
#include "fuzz.h"

enum {
    KINDS = WALLET_ITEM_FLOAT + 1,
};

/** Walks over all items; each must lie within the input. */
static size_t walk(struct wallet_bytes input, struct wallet_claims claims)
{
    struct wallet_item item;
    size_t items = 0;

    while (wallet_claims_next(&claims, &item)) {
        FUZZ_CHECK((size_t)item.kind < KINDS);
        if (item.content.size > 0) {
            FUZZ_CHECK(item.content.data > input.data);
            FUZZ_CHECK(item.content.data + item.content.size <= input.data + input.size);
        }

        if (item.kind == WALLET_ITEM_ARRAY || item.kind == WALLET_ITEM_MAP) {
            FUZZ_CHECK(item.number <= input.size);
        }

        items++;
    }

    FUZZ_CHECK(claims.rest.size == 0);
    return items;
}

/** The reader by whatever call fits the next item; it must end, and stay inside. */
static size_t read_all(struct wallet_bytes input, enum wlt_cbor_mode mode)
{
    struct wlt_reader reader = wlt_reader_start(input, mode);
    size_t items = 0;

    while (wlt_reader_is_ok(&reader) && reader.offset < input.size) {
        const size_t before = reader.offset;
        if (wlt_next_is(&reader, WLT_CBOR_ARRAY)) {
            FUZZ_CHECK(wlt_read_array_any(&reader) <= input.size);
        } else if (wlt_next_is(&reader, WLT_CBOR_MAP)) {
            FUZZ_CHECK(wlt_read_map(&reader) <= input.size / 2);
        } else if (wlt_next_is(&reader, WLT_CBOR_TEXT)) {
            (void)wlt_read_text(&reader);
        } else if (wlt_next_is(&reader, WLT_CBOR_BYTES)) {
            (void)wlt_read_bytes(&reader);
        } else if (wlt_next_is(&reader, WLT_CBOR_NEGATIVE)) {
            (void)wlt_read_int(&reader);
        } else if (!wlt_read_optional_tag(&reader, 18)) {
            (void)wlt_read_any(&reader);
        }

        FUZZ_CHECK(reader.offset <= input.size);
        FUZZ_CHECK(reader.offset > before || !wlt_reader_is_ok(&reader));
        items++;
    }

    return items;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };
    struct wallet_error error = { .offset = 0 };
    struct wallet_claims claims = { 0 };

    const enum wallet_status strict = wlt_cbor_check(input, WLT_CBOR_STRICT, &error);
    FUZZ_CHECK(strict == WALLET_OK || error.offset <= size);
    const enum wallet_status lenient = wallet_claims_start(input, &claims, &error);
    FUZZ_CHECK(lenient == WALLET_OK || error.offset <= size);

    /* Whatever is good for the strict is good for the lenient. */
    FUZZ_CHECK(strict != WALLET_OK || lenient == WALLET_OK);
    if (lenient == WALLET_OK) {
        struct wallet_claims whole = claims;
        FUZZ_CHECK(walk(input, claims) > 0);
        FUZZ_CHECK(wallet_claims_skip(&whole) && whole.rest.size == 0);
    }

    (void)read_all(input, WLT_CBOR_STRICT);
    (void)read_all(input, WLT_CBOR_LENIENT);
    return 0;
}
