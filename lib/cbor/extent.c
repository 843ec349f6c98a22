/* SPDX-License-Identifier: Apache-2.0 */
#include "cbor/check.h"

static bool is_container(const struct wlt_cbor_head *head)
{
    return head->major == WLT_CBOR_ARRAY || head->major == WLT_CBOR_MAP ||
           head->major == WLT_CBOR_TAG;
}

static bool is_string(const struct wlt_cbor_head *head)
{
    return head->major == WLT_CBOR_BYTES || head->major == WLT_CBOR_TEXT;
}

/** How many items a container holds. */
static uint64_t item_count(const struct wlt_cbor_head *head)
{
    switch (head->major) {
    case WLT_CBOR_ARRAY: return head->argument;
    case WLT_CBOR_MAP: return 2 * head->argument;
    case WLT_CBOR_TAG: return 1;
    case WLT_CBOR_UNSIGNED:
    case WLT_CBOR_NEGATIVE:
    case WLT_CBOR_BYTES:
    case WLT_CBOR_TEXT:
    case WLT_CBOR_SIMPLE: break;
    }

    return 0;
}

/** An indefinite length needs its break found, which counting cannot do. */
static size_t measure_again(struct wallet_bytes checked)
{
    struct wlt_cbor_fault fault;
    return wlt_cbor_measure(checked, WLT_CBOR_LENIENT, &fault);
}

size_t wlt_cbor_extent(struct wallet_bytes checked)
{
    struct wallet_bytes rest = checked;

    /* What is left to step over: one item, and then all that those before it contain. */
    for (uint64_t left = 1; left > 0; left--) {
        struct wlt_cbor_head head;
        if (wlt_cbor_head_read(rest, &head) != WALLET_OK) {
            return 0;
        }

        if (wlt_cbor_head_is_indefinite(&head)) {
            return measure_again(checked);
        }

        const uint64_t content = is_string(&head) ? head.argument : 0;
        if (content > rest.size - head.size ||
            (is_container(&head) && item_count(&head) > rest.size)) {
            return 0;
        }

        const size_t step = head.size + (size_t)content;
        rest = (struct wallet_bytes){ rest.data + step, rest.size - step };
        left += item_count(&head);
    }

    return checked.size - rest.size;
}
