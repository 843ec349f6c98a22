/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/frame.h"

#include <wallet/qr.h>

#include "base/buffer.h"
#include "crypto/deflate.h"
#include "qr/base45.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

static struct wallet_bytes bytes_of(const uint8_t *data, size_t size)
{
    return (struct wallet_bytes){ data, size };
}

/** A text that carries `bytes` behind `prefix`; lives until the test ends. */
static struct wallet_bytes framed(const char *prefix, struct wallet_bytes bytes)
{
    struct wallet_buffer text = { 0 };
    CHECK(wlt_buffer_append_text(&text, prefix));
    CHECK_EQUAL(wlt_base45_encode(bytes, &text, NULL), WALLET_OK);

    uint8_t *copy = test_memory(text.size);
    memcpy(copy, text.data, text.size);
    const struct wallet_bytes result = { copy, text.size };
    wallet_buffer_clear(&text);
    return result;
}

/** The zlib stream of `bytes`; lives until the test ends. */
static struct wallet_bytes deflated(struct wallet_bytes bytes)
{
    struct wallet_buffer stream = { 0 };
    CHECK_EQUAL(wlt_deflate(bytes, &stream, NULL), WALLET_OK);

    uint8_t *copy = test_memory(stream.size);
    memcpy(copy, stream.data, stream.size);
    const struct wallet_bytes result = { copy, stream.size };
    wallet_buffer_clear(&stream);
    return result;
}

/** Something that begins as a licence does: `size` bytes, alike or random. */
static struct wallet_bytes licence(size_t size, bool is_random)
{
    uint8_t *data = test_memory(size);
    for (size_t i = 0; i < size; i++) {
        data[i] = is_random ? (uint8_t)rand() : 7;
    }

    data[0] = 0xd2;
    data[1] = 0x84;
    return bytes_of(data, size);
}

static enum wallet_status read_status(struct wallet_bytes text)
{
    struct wallet_buffer out = { 0 };
    const enum wallet_status status = wallet_qr_read_text(text, &out, NULL);
    CHECK(status == WALLET_OK || out.size == 0);
    wallet_buffer_clear(&out);
    return status;
}

static void check_reads(struct wallet_bytes text, struct wallet_bytes wanted)
{
    struct wallet_buffer out = { 0 };
    CHECK_EQUAL(wallet_qr_read_text(text, &out, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&out), wanted);
    wallet_buffer_clear(&out);
}

TEST(reads_a_licence_that_is_not_deflated)
{
    check_reads(framed("EL1:", test_hex("d28440a04040")), test_hex("d28440a04040"));
}

TEST(reads_an_array_of_tagged_objects)
{
    const struct wallet_bytes two = test_hex("82d28440a04040d28440a04040");
    check_reads(framed("EL1:", two), two);
    CHECK(wlt_frame_is_object(two));
    CHECK(!wlt_frame_is_object(test_hex("8240d284")));
    CHECK(!wlt_frame_is_object(test_hex("90d284")));
    CHECK(!wlt_frame_is_object(test_hex("")));
}

TEST(reads_a_deflated_licence)
{
    const struct wallet_bytes wanted = licence(500, false);
    check_reads(framed("EL1:", deflated(wanted)), wanted);
}

TEST(reads_a_health_certificate)
{
    const struct wallet_bytes wanted = licence(300, false);
    check_reads(framed("HC1:", deflated(wanted)), wanted);
}

TEST(reads_what_a_scanner_gun_types)
{
    check_reads(test_text("]Q1EL1:RRQT78P3\r\n"), test_hex("d28440a0a0"));
    check_reads(test_text("EL1:RRQT78P3\t"), test_hex("d28440a0a0"));
}

TEST(refuses_other_prefixes)
{
    static const char *const texts[] = {
        "",        "E",        "EL1", "EL1/1/2/ab:BB8", "el1:BB8", "HC2:BB8", "HC1",
        "hc1:BB8", " EL1:BB8", "]Q1", "]C1EL1:BB8",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        CHECK_ROW(texts[i], read_status(test_text(texts[i])), WALLET_ERR_UNSUPPORTED);
    }
}

TEST(refuses_what_is_not_base45)
{
    static const char *const texts[] = {
        "EL1:RRQT78P",    "EL1:rrqt78p3", "EL1:RRQT78P3\n ", "EL1: RRQT78P3",
        "EL1:RRQ\nT78P3", "EL1::::",      "HC1:::",          "EL1:RRQ;20LTS",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        CHECK_ROW(texts[i], read_status(test_text(texts[i])), WALLET_ERR_MALFORMED);
    }
}

TEST(refuses_what_is_neither_a_licence_nor_a_stream)
{
    CHECK_EQUAL(read_status(test_text("EL1:")), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(read_status(test_text("HC1:\r\n")), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(read_status(framed("EL1:", test_hex("8440a04040"))), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(read_status(framed("EL1:", test_hex("00"))), WALLET_ERR_MALFORMED);
    /* Health certificates are always deflated. */
    CHECK_EQUAL(read_status(framed("HC1:", test_hex("d28440a04040"))), WALLET_ERR_MALFORMED);
}

TEST(refuses_each_beginning_of_a_stream)
{
    const struct wallet_bytes stream = deflated(licence(200, true));

    for (size_t size = 1; size < stream.size; size++) {
        const enum wallet_status status = read_status(framed("HC1:", bytes_of(stream.data, size)));
        CHECK_EQUAL(status, WALLET_ERR_TRUNCATED);
    }
}

TEST(refuses_broken_streams)
{
    uint8_t changed[512];
    const struct wallet_bytes stream = deflated(licence(300, false));
    const size_t size = stream.size;
    CHECK(size + 1 < sizeof changed);

    memcpy(changed, stream.data, size);
    changed[size - 1] ^= 1; /* checksum */
    CHECK_EQUAL(read_status(framed("EL1:", bytes_of(changed, size))), WALLET_ERR_MALFORMED);

    memcpy(changed, stream.data, size);
    changed[size] = 0; /* a byte behind */
    CHECK_EQUAL(read_status(framed("EL1:", bytes_of(changed, size + 1))), WALLET_ERR_MALFORMED);

    /* RFC 1950, section 2.2: FDICT, and a header checksum that allows for it */
    CHECK_EQUAL(
        read_status(framed("EL1:", test_hex("78bb 00000001 030000000001"))), WALLET_ERR_MALFORMED);
}

TEST(inflates_to_the_limit_and_not_a_byte_beyond)
{
    const struct wallet_bytes most = licence(WALLET_QR_INFLATED_MAX, false);
    check_reads(framed("EL1:", deflated(most)), most);

    const struct wallet_bytes beyond = licence(WALLET_QR_INFLATED_MAX + 1, false);
    CHECK_EQUAL(read_status(framed("EL1:", deflated(beyond))), WALLET_ERR_TOO_LARGE);

    const struct wallet_bytes bomb = licence(50 * WALLET_QR_INFLATED_MAX, false);
    CHECK_EQUAL(read_status(framed("HC1:", deflated(bomb))), WALLET_ERR_TOO_LARGE);
}

TEST(reads_text_to_the_limit_and_not_a_byte_beyond)
{
    const struct wallet_bytes most = licence(WALLET_QR_INFLATED_MAX, true);
    check_reads(framed("EL1:", most), most);

    const struct wallet_bytes beyond = licence(WALLET_QR_INFLATED_MAX + 1, true);
    CHECK_EQUAL(read_status(framed("EL1:", beyond)), WALLET_ERR_TOO_LARGE);
}

TEST(opens_frames_in_memory_that_is_used_again)
{
    struct wallet_buffer buffer = { 0 };
    struct wallet_bytes bytes = { 0 };
    struct wallet_bytes rest = { 0 };
    enum wlt_frame frame = WLT_FRAME_EL1;
    const struct wallet_bytes wanted = licence(400, false);
    const struct wallet_bytes text = framed("HC1:", deflated(wanted));

    CHECK(wlt_frame_find(text, &frame, &rest));
    CHECK_EQUAL(frame, WLT_FRAME_HC1);
    CHECK_EQUAL(wlt_frame_open(frame, rest, &buffer, &bytes, NULL), WALLET_OK);
    CHECK_BYTES(bytes, wanted);

    const uint8_t *memory = buffer.data;
    CHECK_EQUAL(wlt_frame_open(frame, rest, &buffer, &bytes, NULL), WALLET_OK);
    CHECK_BYTES(bytes, wanted);
    CHECK(buffer.data == memory);
    wallet_buffer_clear(&buffer);
}

/** How many characters the text of such a licence has. */
static size_t text_size(struct wallet_bytes licence_bytes)
{
    struct wallet_buffer text = { 0 };
    CHECK_EQUAL(wallet_qr_write_text(licence_bytes, &text, NULL), WALLET_OK);
    const size_t size = text.size;
    wallet_buffer_clear(&text);
    return size;
}

TEST(leaves_as_it_is_what_fits_the_preferred_symbol)
{
    CHECK_EQUAL(text_size(licence(753, false)), 1134); /* all that version 22 holds at level M */
    CHECK(text_size(licence(754, false)) < 200);
}

TEST(deflates_only_where_a_tenth_is_saved)
{
    CHECK(text_size(licence(2000, false)) < 200);
    CHECK_EQUAL(text_size(licence(2000, true)), 4 + 3000);
}

TEST(reads_what_it_wrote)
{
    for (size_t size = 2; size < 2000; size += 37) {
        struct wallet_buffer text = { 0 };
        const struct wallet_bytes wanted = licence(size, size % 2 == 0);

        CHECK_EQUAL(wallet_qr_write_text(wanted, &text, NULL), WALLET_OK);
        CHECK(memcmp(text.data, "EL1:", 4) == 0);
        check_reads(wallet_buffer_bytes(&text), wanted);
        wallet_buffer_clear(&text);
    }
}

TEST(writes_licences_only)
{
    struct wallet_buffer text = { 0 };
    const struct wallet_bytes too_large = licence(WALLET_QR_INFLATED_MAX + 1, false);

    CHECK_EQUAL(wallet_qr_write_text(test_hex(""), &text, NULL), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(wallet_qr_write_text(test_hex("d2"), &text, NULL), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(wallet_qr_write_text(test_hex("d28340a040"), &text, NULL), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(wallet_qr_write_text(test_hex("8440a04040"), &text, NULL), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(wallet_qr_write_text(too_large, &text, NULL), WALLET_ERR_TOO_LARGE);
    wallet_buffer_clear(&text);
}

TEST(writes_identity_codes_without_a_prefix_and_always_deflated)
{
    for (size_t size = 100; size < 2000; size += 371) {
        struct wallet_buffer text = { 0 };
        const struct wallet_bytes wanted = licence(size, true);

        CHECK_EQUAL(wallet_qr_write_claim169(wanted, &text, NULL), WALLET_OK);
        CHECK(memcmp(text.data, "NCF", 3) == 0);
        check_reads(wallet_buffer_bytes(&text), wanted);
        wallet_buffer_clear(&text);
    }
}

TEST(writes_no_identity_code_of_anything_else)
{
    struct wallet_buffer text = { 0 };
    const struct wallet_bytes too_large = licence(WALLET_QR_INFLATED_MAX + 1, false);

    CHECK_EQUAL(wallet_qr_write_claim169(test_hex("d2"), &text, NULL), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(wallet_qr_write_claim169(test_hex("d08340a0"), &text, NULL), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(wallet_qr_write_claim169(too_large, &text, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(text.size, 0);
}

TEST(refuses_identity_codes_with_a_broken_stream)
{
    struct wallet_buffer text = { 0 };
    struct wallet_buffer bytes = { 0 };

    CHECK_EQUAL(wallet_qr_write_claim169(licence(200, true), &text, NULL), WALLET_OK);
    const struct wallet_bytes cut = { text.data, text.size / 2 / 3 * 3 };
    CHECK_EQUAL(wallet_qr_read_text(cut, &bytes, NULL), WALLET_ERR_TRUNCATED);
    text.data[30] = ':'; /* the first of a group may be anything */
    CHECK_EQUAL(
        wallet_qr_read_text(wallet_buffer_bytes(&text), &bytes, NULL), WALLET_ERR_MALFORMED);
    wallet_buffer_clear(&bytes);
    wallet_buffer_clear(&text);
}
