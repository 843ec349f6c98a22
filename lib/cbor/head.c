/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/head.h"

enum {
    SIMPLE_TWO_BYTES_MIN = 32,
};

/** What an argument of 1, 2, 4 or 8 bytes must reach to need them. */
static const uint64_t smallest_arguments[] = {
    WLT_CBOR_INFO_ONE_BYTE,
    (uint64_t)UINT8_MAX + 1,
    (uint64_t)UINT16_MAX + 1,
    (uint64_t)UINT32_MAX + 1,
};

/** In 1, 2, 4 or 8 bytes; most are one. */
static uint64_t read_argument(const uint8_t *bytes, size_t size)
{
    uint64_t argument = bytes[0];

    for (size_t i = 1; i < size; i++) {
        argument = argument << 8 | bytes[i];
    }

    return argument;
}

/** RFC 8949 section 3: 28 to 30 are reserved, and only arrays and maps may end with a break here. */
static bool may_be_indefinite(enum wlt_cbor_major major, uint8_t info)
{
    return info == WLT_CBOR_INFO_INDEFINITE && (major == WLT_CBOR_ARRAY || major == WLT_CBOR_MAP);
}

/*
 * In plain variables, and written once: heads are read in great numbers, and a structure that is filled
 * piece by piece and then copied makes the processor wait each time.
 */
enum wallet_status wlt_cbor_head_read_long(struct wallet_bytes input, struct wlt_cbor_head *out)
{
    if (input.size == 0) {
        return WALLET_ERR_TRUNCATED;
    }

    const enum wlt_cbor_major major = wlt_cbor_major_of(input.data[0]);
    const uint8_t info = input.data[0] & WLT_CBOR_INFO_MASK;
    if (info > WLT_CBOR_INFO_DOUBLE) {
        if (!may_be_indefinite(major, info)) {
            return WALLET_ERR_MALFORMED;
        }

        *out = (struct wlt_cbor_head){ 0, major, info, 1, true };
        return WALLET_OK;
    }

    const unsigned power = info - WLT_CBOR_INFO_ONE_BYTE;
    const size_t size = (size_t)1 << power;
    if (input.size - 1 < size) {
        return WALLET_ERR_TRUNCATED;
    }

    /* RFC 8949 section 3.3: simple values below 32 have no form of two bytes. */
    const uint64_t argument = read_argument(input.data + 1, size);
    const bool is_simple = major == WLT_CBOR_SIMPLE;
    if (is_simple && size == 1 && argument < SIMPLE_TWO_BYTES_MIN) {
        return WALLET_ERR_MALFORMED;
    }

    const bool is_shortest = is_simple || argument >= smallest_arguments[power];
    *out = (struct wlt_cbor_head){ argument, major, info, (uint8_t)(1 + size), is_shortest };
    return WALLET_OK;
}
