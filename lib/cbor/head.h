/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CBOR_HEAD_H
#define WLT_CBOR_HEAD_H

#include <wallet/bytes.h>
#include <wallet/error.h>

#include <stdbool.h>
#include <stdint.h>

/** How much freedom an encoder had. */
enum wlt_cbor_mode {
    WLT_CBOR_STRICT = 0,   /* deterministic, RFC 8949 section 4.2.1, and no floats: what we issue */
    WLT_CBOR_LENIENT = 1,  /* well-formed, strings in one piece: what others issue */
    WLT_CBOR_DEFINITE = 2, /* the same, and every length told beforehand: others' SD-CWTs */
};

/** RFC 8949 section 3.1. */
enum wlt_cbor_major {
    WLT_CBOR_UNSIGNED = 0,
    WLT_CBOR_NEGATIVE = 1,
    WLT_CBOR_BYTES = 2,
    WLT_CBOR_TEXT = 3,
    WLT_CBOR_ARRAY = 4,
    WLT_CBOR_MAP = 5,
    WLT_CBOR_TAG = 6,
    WLT_CBOR_SIMPLE = 7, /* and floats */
};

/* RFC 8949 section 3: the low five bits of the first byte. */
enum {
    WLT_CBOR_INFO_ONE_BYTE = 24,
    WLT_CBOR_INFO_HALF = 25,
    WLT_CBOR_INFO_SINGLE = 26,
    WLT_CBOR_INFO_DOUBLE = 27,
    WLT_CBOR_INFO_INDEFINITE = 31,
    WLT_CBOR_INFO_MASK = 0x1f,
    WLT_CBOR_BREAK = 0xff,
};

/** The first byte of an item and the argument behind it. */
struct wlt_cbor_head {
    uint64_t argument; /* 0 for an indefinite length */
    enum wlt_cbor_major major;
    uint8_t info;
    uint8_t size; /* of the head itself, 1 to 9 */
    bool is_shortest;
};

/* Two registers: heads are handed about by value, in great numbers. */
_Static_assert(sizeof(struct wlt_cbor_head) == 16, "a head fits into two registers");

/** The kind of item that begins with this byte. */
static inline enum wlt_cbor_major wlt_cbor_major_of(uint8_t first)
{
    return (enum wlt_cbor_major)(first >> 5);
}

/** Reads a head of one byte, as most are, which is right in each mode; false: it is longer, or none. */
static inline bool wlt_cbor_head_read_short(struct wallet_bytes input, struct wlt_cbor_head *out)
{
    const uint8_t info = input.size > 0 ? input.data[0] & WLT_CBOR_INFO_MASK : WLT_CBOR_INFO_MASK;
    if (info >= WLT_CBOR_INFO_ONE_BYTE) {
        return false;
    }

    *out = (struct wlt_cbor_head){ info, wlt_cbor_major_of(input.data[0]), info, 1, true };
    return true;
}

/** As wlt_cbor_head_read(), for what is not such a head. */
enum wallet_status wlt_cbor_head_read_long(struct wallet_bytes input, struct wlt_cbor_head *out);

/**
 * Reads the head at the beginning of `input`.
 *
 * \retval WALLET_ERR_TRUNCATED  the head is not all there
 * \retval WALLET_ERR_MALFORMED  a reserved value, or a break or indefinite length out of place
 */
static inline enum wallet_status wlt_cbor_head_read(
    struct wallet_bytes input, struct wlt_cbor_head *out)
{
    return wlt_cbor_head_read_short(input, out) ? WALLET_OK : wlt_cbor_head_read_long(input, out);
}

/** Whether the head opens an array or a map that ends with a break. */
static inline bool wlt_cbor_head_is_indefinite(const struct wlt_cbor_head *head)
{
    return head->info == WLT_CBOR_INFO_INDEFINITE;
}

/** Whether the head belongs to a floating-point number. */
static inline bool wlt_cbor_head_is_float(const struct wlt_cbor_head *head)
{
    return head->major == WLT_CBOR_SIMPLE && head->info >= WLT_CBOR_INFO_HALF &&
           head->info <= WLT_CBOR_INFO_DOUBLE;
}

#endif
