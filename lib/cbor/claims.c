/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/claims.h>

#include "base/error.h"
#include "cbor/check.h"
#include "cbor/reader.h"

#include <math.h>
#include <string.h>

_Static_assert((int)WALLET_CLAIMS_DEPTH_MAX == (int)WLT_CBOR_DEPTH_MAX, "one limit, two names");

/** RFC 8949 appendix D. */
static double half_to_double(uint64_t bits)
{
    const int exponent = (int)(bits >> 10 & 0x1f);
    const double fraction = (double)(bits & 0x3ff);
    double value = 0;

    if (exponent == 0) {
        value = ldexp(fraction, -24);
    } else if (exponent == 31) {
        value = fraction > 0 ? (double)NAN : (double)INFINITY;
    } else {
        value = ldexp(fraction + 1024, exponent - 25);
    }

    return bits & 0x8000 ? -value : value;
}

static double real(const struct wlt_cbor_head *head)
{
    double value = 0;

    if (head->info == WLT_CBOR_INFO_HALF) {
        return half_to_double(head->argument);
    }

    if (head->info == WLT_CBOR_INFO_SINGLE) {
        const uint32_t bits = (uint32_t)head->argument;
        float single = 0;
        memcpy(&single, &bits, sizeof single);
        return (double)single;
    }

    memcpy(&value, &head->argument, sizeof value);
    return value;
}

static void move_on(struct wallet_claims *claims, size_t size)
{
    if (size > 0) { /* nothing may be added to a NULL pointer, not even 0 */
        claims->rest.data += size;
        claims->rest.size -= size;
    }
}

static void skip_breaks(struct wallet_claims *claims)
{
    while (claims->rest.size > 0 && claims->rest.data[0] == WLT_CBOR_BREAK) {
        move_on(claims, 1);
    }
}

/** The number of items or pairs in a container, counted where the head does not say. */
static uint64_t element_count(struct wallet_bytes container, const struct wlt_cbor_head *head)
{
    struct wlt_reader reader = wlt_reader_start(container, WLT_CBOR_LENIENT);
    return head->major == WLT_CBOR_MAP ? wlt_read_map(&reader) : wlt_read_array_any(&reader);
}

static enum wallet_item_kind kind_of(const struct wlt_cbor_head *head)
{
    if (wlt_cbor_head_is_float(head)) {
        return WALLET_ITEM_FLOAT;
    }

    return (enum wallet_item_kind)head->major;
}

bool wallet_claims_next(struct wallet_claims *claims, struct wallet_item *out)
{
    struct wlt_cbor_head head;
    skip_breaks(claims);
    if (wlt_cbor_head_read(claims->rest, &head) != WALLET_OK) {
        return false;
    }

    struct wallet_item item = { .kind = kind_of(&head), .number = head.argument };
    const struct wallet_bytes whole = claims->rest;
    move_on(claims, head.size);

    if (item.kind == WALLET_ITEM_FLOAT) {
        item.real = real(&head);
    } else if (item.kind == WALLET_ITEM_ARRAY || item.kind == WALLET_ITEM_MAP) {
        item.number = element_count(whole, &head);
    } else if (item.kind == WALLET_ITEM_BYTES || item.kind == WALLET_ITEM_TEXT) {
        if (head.argument > claims->rest.size) {
            return false;
        }

        item.content = (struct wallet_bytes){ claims->rest.data, (size_t)head.argument };
        move_on(claims, item.content.size);
    }

    *out = item;
    return true;
}

bool wallet_claims_skip(struct wallet_claims *claims)
{
    struct wlt_cbor_fault fault;
    skip_breaks(claims);

    const size_t size = wlt_cbor_measure(claims->rest, WLT_CBOR_LENIENT, &fault);
    move_on(claims, size);
    return size > 0;
}

enum wallet_status wallet_claims_start(
    struct wallet_bytes encoded, struct wallet_claims *out, struct wallet_error *error)
{
    if (!out || (!encoded.data && encoded.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = wlt_cbor_check(encoded, WLT_CBOR_LENIENT, error);
    if (status == WALLET_OK) {
        *out = (struct wallet_claims){ encoded };
    }

    return status;
}
