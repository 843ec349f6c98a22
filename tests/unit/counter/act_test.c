/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/act.h"

#include "counter/reuse.h"
#include "test.h"

static struct wlt_case_act sample(struct wallet_bytes body)
{
    return (struct wlt_case_act){
        .number = test_text("36050020261123000001"),
        .place = 3,
        .before = { 1, 2, 3 },
        .deed = WLT_DEED_WRITE,
        .at_unix = 1795420800,
        .clerk = test_text("兰芷"),
        .window = test_text("3号窗口"),
        .body = body,
    };
}

TEST(is_read_as_it_was_written)
{
    struct wallet_buffer body = { 0 };
    struct wallet_buffer encoded = { 0 };
    struct wlt_case_act act;
    struct wlt_saying saying = { test_text("phone"), test_text("110"), 0 };

    CHECK_EQUAL(wlt_saying_write(&saying, &body, NULL), WALLET_OK);
    const struct wlt_case_act written = sample(wallet_buffer_bytes(&body));
    CHECK_EQUAL(wlt_case_act_write(&written, &encoded, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_case_act_read(wallet_buffer_bytes(&encoded), &act, NULL), WALLET_OK);
    CHECK_BYTES(act.number, written.number);
    CHECK_EQUAL(act.place, 3);
    CHECK_EQUAL(act.before[2], 3);
    CHECK_EQUAL(act.deed, WLT_DEED_WRITE);
    CHECK_EQUAL(act.at_unix, written.at_unix);
    CHECK_BYTES(act.clerk, written.clerk);
    CHECK_EQUAL(act.account.size, 0);
    CHECK_BYTES(act.window, written.window);
    CHECK_EQUAL(wlt_saying_read(act.body, &saying, NULL), WALLET_OK);
    CHECK_BYTES(saying.about, test_text("phone"));
    CHECK_BYTES(saying.text, test_text("110"));
    wallet_buffer_clear(&encoded);
    wallet_buffer_clear(&body);
}

TEST(no_beginning_of_an_act_is_one)
{
    struct wallet_buffer encoded = { 0 };
    struct wlt_case_act act;
    const struct wlt_case_act written = sample(test_hex("a0"));

    CHECK_EQUAL(wlt_case_act_write(&written, &encoded, NULL), WALLET_OK);
    for (size_t size = 0; size < encoded.size; size++) {
        CHECK(
            wlt_case_act_read((struct wallet_bytes){ encoded.data, size }, &act, NULL) !=
            WALLET_OK);
    }
    wallet_buffer_clear(&encoded);
}

TEST(refuses_acts_of_another_shape)
{
    static const struct {
        const char *what;
        const char *hex;
    } rows[] = {
        { "no map", "80" },
        { "empty", "a0" },
        { "unknown key", "a10a00" },
        { "key 0", "a10000" },
        { "not in order", "a20200016131" },
        { "twice the same key", "a202000200" },
        { "kind 0", "a10400" },
        { "kind beyond", "a1040a" },
        { "short digest", "a1034101" },
    };
    struct wlt_case_act act;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const enum wallet_status status = wlt_case_act_read(test_hex(rows[i].hex), &act, NULL);
        CHECK_ROW(rows[i].what, status == WALLET_ERR_STRUCTURE, 1);
    }
}

TEST(refuses_bodies_of_another_shape)
{
    static const char *const sayings[] = {
        "a0", "a10161", "a1016131", "a203000400", "a20300016131"
    };
    struct wlt_saying saying;
    struct wlt_opening opening;
    struct wlt_reuse reuse;

    for (size_t i = 0; i < sizeof sayings / sizeof sayings[0]; i++) {
        CHECK_ROW(sayings[i], wlt_saying_read(test_hex(sayings[i]), &saying, NULL) == WALLET_OK, 0);
        CHECK_ROW(
            sayings[i], wlt_opening_read(test_hex(sayings[i]), &opening, NULL) == WALLET_OK, 0);
        CHECK_ROW(sayings[i], wlt_reuse_read(test_hex(sayings[i]), &reuse, NULL) == WALLET_OK, 0);
    }
}

TEST(a_record_of_reuse_is_read_as_it_was_written)
{
    const struct wlt_reuse written = {
        .id = test_text("1/2"),
        .material = test_text("identity"),
        .title = test_text("身份证"),
        .necessity = 1,
        .form = 7,
        .way = WALLET_WAY_REUSE,
        .source = test_text("36050020261123000001"),
        .source_place = 4,
        .source_act = test_hex("0102"),
        .source_material = test_text("card"),
        .original = test_hex("03"),
        .holder = test_text("111:X"),
        .submitted_unix = 9,
        .clerk = test_text("兰芷"),
        .level = test_text("B"),
        .has_until = true,
        .until_unix = 10,
        .scope = test_text("M"),
        .department = test_text("D"),
        .ground = test_hex("04"),
        .comparison = test_text("same"),
        .told = test_text("C"),
        .taken = test_hex("a0"),
        .note = test_text("n"),
    };
    struct wallet_buffer body = { 0 };
    struct wlt_reuse read;

    CHECK_EQUAL(wlt_reuse_write(&written, &body, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_reuse_read(wallet_buffer_bytes(&body), &read, NULL), WALLET_OK);
    CHECK_BYTES(read.id, written.id);
    CHECK_EQUAL(read.source_place, 4);
    CHECK_BYTES(read.original, written.original);
    CHECK(read.has_until);
    CHECK_EQUAL(read.until_unix, 10);
    CHECK_BYTES(read.ground, written.ground);
    CHECK_BYTES(read.taken, written.taken);
    CHECK_BYTES(read.note, written.note);
    wallet_buffer_clear(&body);
}
