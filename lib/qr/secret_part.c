/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

#include "qr/frame.h"
#include "qr/pattern.h"

#include <stdbool.h>

/* After which beginning everything is a secret. */
static const char *const beginnings[] = { "otpauth://", "otpauth-migration://", "LPA:1$" };

/** The size of the beginning that is there, or 0. */
static size_t beginning_size(struct wallet_bytes text)
{
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        struct wallet_bytes rest;
        if (wlt_pattern_begins(beginnings[i], text, true, &rest)) {
            return text.size - rest.size;
        }
    }

    return 0;
}

static bool is_password(struct wallet_bytes text, size_t offset)
{
    const uint8_t before = text.data[offset - 1];
    const uint8_t name = text.data[offset];
    return (before == ':' || before == ';') && (name == 'P' || name == 'p') &&
           text.data[offset + 1] == ':';
}

/**
 * Up to the password of a network.  What follows it is hidden, too: where its own semicolons are not
 * escaped, nobody can tell where it ends.
 */
static size_t network_size(struct wallet_bytes text)
{
    for (size_t i = 1; i + 1 < text.size; i++) {
        if (is_password(text, i)) {
            return i + 2;
        }
    }

    return text.size;
}

size_t wallet_code_shown_size(struct wallet_bytes text)
{
    const struct wallet_bytes stripped = wlt_frame_strip(text);
    const enum wallet_code_kind kind = wallet_code_kind(text);
    const size_t before = stripped.data ? (size_t)(stripped.data - text.data) : 0;

    if (kind == WALLET_CODE_SECRET) {
        return before + beginning_size(stripped);
    }

    return kind == WALLET_CODE_WIFI ? before + network_size(stripped) : text.size;
}
