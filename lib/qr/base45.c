/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/base45.h"

#include "base/buffer.h"
#include "base/error.h"

enum {
    BASE = 45,
    BASE_SQUARED = BASE * BASE,
    TRIPLE_MAX = 0xffff,
    NO = TRIPLE_MAX + 1, /* no digit: with it no group stays within its bytes */
};

static const char alphabet[BASE + 1] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/* The digit of each byte, or NO. */
static const uint32_t digits[256] = {
    // clang-format off
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    36, NO, NO, NO, 37, 38, NO, NO, NO, NO, 39, 40, NO, 41, 42, 43,
     0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 44, NO, NO, NO, NO, NO,
    NO, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
    25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    // clang-format on
};

size_t wlt_base45_decoded_size(size_t text_size)
{
    return text_size / 3 * 2 + text_size % 3 / 2;
}

size_t wlt_base45_span(struct wallet_bytes text)
{
    size_t count = 0;
    while (count < text.size && digits[text.data[count]] != NO) {
        count++;
    }

    return count;
}

static uint32_t triple_value(const uint8_t *text)
{
    return digits[text[0]] + BASE * digits[text[1]] + BASE_SQUARED * digits[text[2]];
}

static uint32_t pair_value(const uint8_t *text)
{
    return digits[text[0]] + BASE * digits[text[1]];
}

bool wlt_base45_fits(struct wallet_bytes text)
{
    const size_t behind = text.size - text.size % 3;
    bool fits =
        text.size % 3 == 0 || (text.size % 3 == 2 && pair_value(text.data + behind) <= UINT8_MAX);

    for (size_t at = 0; at < behind && fits; at += 3) {
        fits = triple_value(text.data + at) <= TRIPLE_MAX;
    }

    return fits;
}

/** Decodes to `out`, which has the room; false if anything was wrong, and then `out` is garbage. */
static bool decode_all(struct wallet_bytes text, uint8_t *out)
{
    const uint8_t *at = text.data;
    uint32_t beyond = 0;

    /* No branch but the loop's: what was wrong is gathered, and asked for once. */
    for (size_t left = text.size / 3; left > 0; left--) {
        const uint32_t value = triple_value(at);
        beyond |= value;
        out[0] = (uint8_t)(value >> 8);
        out[1] = (uint8_t)value;
        at += 3;
        out += 2;
    }

    beyond >>= 16;
    if (text.size % 3 == 2) {
        const uint32_t value = pair_value(at);
        beyond |= value >> 8;
        *out = (uint8_t)value;
    }

    return beyond == 0 && text.size % 3 != 1;
}

/** Finds again what decode_all() found wrong. */
static enum wallet_status say_what_is_wrong(struct wallet_bytes text, struct wallet_error *error)
{
    const size_t span = wlt_base45_span(text);
    if (span < text.size) {
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            span,
            "character 0x%02x at %zu is not of the Base45 alphabet",
            text.data[span],
            span);
    }

    size_t at = 0;
    while (at + 3 <= text.size && triple_value(text.data + at) <= TRIPLE_MAX) {
        at += 3;
    }

    /* RFC 9285, section 6: what does not fit its bytes MUST be refused. */
    return wlt_fail(
        error,
        WALLET_ERR_MALFORMED,
        at,
        at + 1 == text.size ? "a single character at %zu, at the end of the Base45 text"
                            : "the Base45 group at %zu is beyond its bytes",
        at);
}

enum wallet_status wlt_base45_decode(
    struct wallet_bytes text, struct wallet_buffer *out, struct wallet_error *error)
{
    const size_t size = wlt_base45_decoded_size(text.size);
    if (!wlt_buffer_reserve(out, out->size + size)) {
        return wlt_fail_memory(error);
    }

    if (!decode_all(text, out->data + out->size)) {
        wlt_buffer_set_size(out, out->size);
        return say_what_is_wrong(text, error);
    }

    wlt_buffer_set_size(out, out->size + size);
    return WALLET_OK;
}

enum wallet_status wlt_base45_encode(
    struct wallet_bytes bytes, struct wallet_buffer *out, struct wallet_error *error)
{
    const size_t size = bytes.size / 2 * 3 + bytes.size % 2 * 2;
    if (bytes.size > SIZE_MAX / 4 || !wlt_buffer_reserve(out, out->size + size)) {
        return wlt_fail_memory(error);
    }

    char *at = (char *)out->data + out->size;
    for (size_t i = 0; i + 1 < bytes.size; i += 2) {
        const unsigned value = (unsigned)bytes.data[i] << 8 | bytes.data[i + 1];
        *at++ = alphabet[value % BASE];
        *at++ = alphabet[value / BASE % BASE];
        *at++ = alphabet[value / BASE_SQUARED];
    }

    if (bytes.size % 2 == 1) {
        const unsigned value = bytes.data[bytes.size - 1];
        *at++ = alphabet[value % BASE];
        *at++ = alphabet[value / BASE];
    }

    wlt_buffer_set_size(out, out->size + size);
    return WALLET_OK;
}
