/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/head.h"

enum {
    SIMPLE_TWO_BYTES_MIN = 32,
};

/** What an argument of so many bytes must reach to need them. */
static uint64_t smallest_argument(size_t argument_size)
{
    switch (argument_size) {
    case 1: return WLT_CBOR_INFO_ONE_BYTE;
    case 2: return (uint64_t)UINT8_MAX + 1;
    case 4: return (uint64_t)UINT16_MAX + 1;
    case 8: return (uint64_t)UINT32_MAX + 1;
    default: return 0;
    }
}

static bool may_be_indefinite(enum wlt_cbor_major major)
{
    return major == WLT_CBOR_ARRAY || major == WLT_CBOR_MAP;
}

static enum wallet_status check_info(const struct wlt_cbor_head *head)
{
    if (head->info == WLT_CBOR_INFO_INDEFINITE) {
        return may_be_indefinite(head->major) ? WALLET_OK : WALLET_ERR_MALFORMED;
    }

    /* RFC 8949 section 3: 28 to 30 are reserved. */
    if (head->info > WLT_CBOR_INFO_DOUBLE) {
        return WALLET_ERR_MALFORMED;
    }

    /* RFC 8949 section 3.3: simple values below 32 have no form of two bytes. */
    if (head->major == WLT_CBOR_SIMPLE && head->info == WLT_CBOR_INFO_ONE_BYTE &&
        head->argument < SIMPLE_TWO_BYTES_MIN) {
        return WALLET_ERR_MALFORMED;
    }

    return WALLET_OK;
}

/** Reads the argument that follows the first byte, in 1, 2, 4 or 8 bytes. */
static enum wallet_status read_argument(struct wallet_bytes input, struct wlt_cbor_head *head)
{
    const size_t argument_size = (size_t)1 << (head->info - WLT_CBOR_INFO_ONE_BYTE);
    if (input.size - 1 < argument_size) {
        return WALLET_ERR_TRUNCATED;
    }

    head->argument = 0;
    for (size_t i = 1; i <= argument_size; i++) {
        head->argument = head->argument << 8 | input.data[i];
    }

    head->size = 1 + argument_size;
    head->is_shortest =
        head->major == WLT_CBOR_SIMPLE || head->argument >= smallest_argument(argument_size);
    return WALLET_OK;
}

enum wallet_status wlt_cbor_head_read_any(struct wallet_bytes input, struct wlt_cbor_head *out)
{
    if (input.size == 0) {
        return WALLET_ERR_TRUNCATED;
    }

    struct wlt_cbor_head head = {
        .major = wlt_cbor_major_of(input.data[0]),
        .info = input.data[0] & WLT_CBOR_INFO_MASK,
        .size = 1,
        .is_shortest = true,
    };

    enum wallet_status status = WALLET_OK;
    if (head.info < WLT_CBOR_INFO_ONE_BYTE) {
        head.argument = head.info;
    } else if (head.info <= WLT_CBOR_INFO_DOUBLE) {
        status = read_argument(input, &head);
    }

    status = status == WALLET_OK ? check_info(&head) : status;
    if (status == WALLET_OK) {
        *out = head;
    }

    return status;
}
