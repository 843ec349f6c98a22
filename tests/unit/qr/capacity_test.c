/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/capacity.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

/** The version of a symbol of so many characters; 0: beyond the largest. */
static unsigned version_of(size_t characters, enum wallet_qr_level level)
{
    static uint8_t letters[2000];
    const struct wallet_qr_options options = { .format = WALLET_QR_TERMINAL, .level = level };
    struct wallet_buffer out = { 0 };
    unsigned version = 0;

    CHECK(characters <= sizeof letters);
    memset(letters, 'A', sizeof letters);
    const enum wallet_status status = wallet_qr_draw(
        (struct wallet_bytes){ letters, characters }, &options, &out, &version, NULL);
    CHECK(status == WALLET_OK || status == WALLET_ERR_TOO_LARGE);
    wallet_buffer_clear(&out);
    return version;
}

TEST(holds_what_is_drawn_and_not_a_character_more)
{
    for (unsigned version = 1; version <= WALLET_QR_VERSION_MAX; version++) {
        for (unsigned i = 0; i < 4; i++) {
            const enum wallet_qr_level level = (enum wallet_qr_level)i;
            const size_t capacity = wlt_symbol_capacity(version, level);
            char row[32];

            (void)snprintf(row, sizeof row, "version %u, level %u", version, i);
            CHECK_ROW(row, version_of(capacity, level), version);
            CHECK_ROW(
                row,
                version_of(capacity + 1, level),
                version < WALLET_QR_VERSION_MAX ? version + 1 : 0);
        }
    }
}

TEST(knows_no_other_symbols)
{
    CHECK_EQUAL(wlt_symbol_capacity(0, WALLET_QR_LEVEL_M), 0);
    CHECK_EQUAL(wlt_symbol_capacity(WALLET_QR_VERSION_MAX + 1, WALLET_QR_LEVEL_M), 0);
    CHECK_EQUAL(wlt_symbol_capacity(1, (enum wallet_qr_level)4), 0);
}
