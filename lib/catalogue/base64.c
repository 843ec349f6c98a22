/* SPDX-License-Identifier: Apache-2.0 */
#include "catalogue/base64.h"

#include "base/buffer.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode_group(const uint8_t *in, size_t count, uint8_t *out)
{
    const uint32_t bits = (uint32_t)in[0] << 16 | (count > 1 ? (uint32_t)in[1] << 8 : 0) |
                          (count > 2 ? (uint32_t)in[2] : 0);

    out[0] = (uint8_t)alphabet[bits >> 18];
    out[1] = (uint8_t)alphabet[bits >> 12 & 63];
    out[2] = (uint8_t)(count > 1 ? alphabet[bits >> 6 & 63] : '=');
    out[3] = (uint8_t)(count > 2 ? alphabet[bits & 63] : '=');
}

bool wlt_base64_append(struct wallet_buffer *out, struct wallet_bytes bytes)
{
    const size_t start = out->size;
    const size_t size = (bytes.size + 2) / 3 * 4;

    if (!wlt_buffer_reserve(out, start + size)) {
        return false;
    }

    uint8_t *at = out->data + start;
    for (size_t i = 0; i < bytes.size; i += 3, at += 4) {
        encode_group(bytes.data + i, bytes.size - i, at);
    }

    wlt_buffer_set_size(out, start + size);
    return true;
}

size_t wlt_base64_size(struct wallet_bytes text)
{
    return text.size / 4 * 3;
}

/** 0 to 63, or 64 for a character outside the alphabet. */
static uint32_t sextet(uint8_t character)
{
    if (character >= 'A' && character <= 'Z') {
        return character - (uint32_t)'A';
    }

    if (character >= 'a' && character <= 'z') {
        return character - (uint32_t)'a' + 26;
    }

    if (character >= '0' && character <= '9') {
        return character - (uint32_t)'0' + 52;
    }

    return character == '+' ? 62 : character == '/' ? 63 : 64;
}

/** Four characters, `count` of which carry bits. */
static bool decode_group(const uint8_t *in, size_t count, uint8_t *out)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < 4; i++) {
        const uint32_t value = i < count ? sextet(in[i]) : 0;
        if (value > 63) {
            return false;
        }

        bits = bits << 6 | value;
    }

    for (size_t i = 0; i + 1 < count; i++) {
        out[i] = (uint8_t)(bits >> (16 - 8 * i));
    }

    /* RFC 4648 section 3.5: "Pad bits MUST be set to zero". */
    return count == 4 || (bits & (count == 3 ? 0xffU : 0xffffU)) == 0;
}

bool wlt_base64_decode(struct wallet_bytes text, uint8_t *out, size_t *out_size)
{
    if (text.size % 4 != 0) {
        return false;
    }

    size_t padding = 0;
    while (padding < 2 && padding < text.size && text.data[text.size - 1 - padding] == '=') {
        padding++;
    }

    size_t size = 0;
    for (size_t i = 0; i < text.size; i += 4) {
        const size_t count = i + 4 == text.size ? 4 - padding : 4;
        if (!decode_group(text.data + i, count, out + size)) {
            return false;
        }

        size += count - 1;
    }

    *out_size = size;
    return true;
}
