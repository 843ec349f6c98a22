/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

#include "fuzz.h"

#include <stdbool.h>
#include <string.h>

enum {
    COSE_SIGN1 = 0xd2,
    ARRAY_OF_4 = 0x84,
};

/** What was read is within its limit, and the same again after it was written and read. */
static void write_and_read_again(const struct wallet_buffer *licence)
{
    struct wallet_buffer text = { 0 };
    struct wallet_buffer again = { 0 };
    const bool is_licence =
        licence->size >= 2 && licence->data[0] == COSE_SIGN1 && licence->data[1] == ARRAY_OF_4;

    FUZZ_CHECK(licence->size <= WALLET_QR_INFLATED_MAX);
    FUZZ_CHECK(
        wallet_qr_write_text(wallet_buffer_bytes(licence), &text, NULL) ==
        (is_licence ? WALLET_OK : WALLET_ERR_STRUCTURE));
    if (is_licence) {
        FUZZ_CHECK(wallet_code_kind(wallet_buffer_bytes(&text)) == WALLET_CODE_LICENCE);
        FUZZ_CHECK(wallet_qr_read_text(wallet_buffer_bytes(&text), &again, NULL) == WALLET_OK);
        FUZZ_CHECK(
            again.size == licence->size && memcmp(again.data, licence->data, again.size) == 0);
    }

    wallet_buffer_clear(&text);
    wallet_buffer_clear(&again);
}

/** Drawing takes any text, or says why not. */
static void draw(struct wallet_bytes text)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_SVG };
    struct wallet_buffer picture = { 0 };
    unsigned version = 0;

    if (wallet_qr_draw(text, &options, &picture, &version, NULL) == WALLET_OK) {
        FUZZ_CHECK(version >= 1 && version <= WALLET_QR_VERSION_MAX && picture.size > 0);
    }

    wallet_buffer_clear(&picture);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes text = { data, size };
    struct wallet_buffer licence = { 0 };
    struct wallet_error error = { 0 };

    FUZZ_CHECK(*wallet_code_kind_sentence(wallet_code_kind(text), WALLET_ENGLISH) != 0);
    FUZZ_CHECK(wallet_code_expected_size(text) <= WALLET_QR_INFLATED_MAX / 2 * 3 + 4);
    FUZZ_CHECK(wallet_code_shown_size(text) <= size);
    draw(text);
    if (wallet_qr_read_text(text, &licence, &error) == WALLET_OK) {
        write_and_read_again(&licence);
    } else {
        FUZZ_CHECK(error.status != WALLET_OK && *error.message != 0 && licence.size == 0);
    }

    wallet_buffer_clear(&licence);
    return 0;
}
