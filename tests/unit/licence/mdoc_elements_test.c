/* SPDX-License-Identifier: Apache-2.0 */

/* What the elements of a mobile document of ours do not tell: anything but themselves. */
#include "base/text.h"
#include "cbor/members.h"
#include "mdoc/item.h"
#include "open_mobile.h"

/** The number of an element's digest, and by `out_place` its place among the items. */
static uint64_t digest_id_of(const struct mobile *mobile, const char *name, size_t *out_place)
{
    const struct opened opened = open_document(mobile);
    const struct wallet_bytes items =
        wlt_find_member(opened.document.name_spaces, test_text(AGENCY_TYPE));
    struct wlt_reader reader = wlt_reader_start_checked(items, WLT_CBOR_LENIENT);
    const uint64_t count = wlt_read_array_any(&reader);

    for (*out_place = 0; *out_place < count; (*out_place)++) {
        struct wlt_mdoc_item item;
        CHECK_EQUAL(wlt_mdoc_item_read(wlt_read_embedded(&reader).content, &item, NULL), WALLET_OK);
        CHECK_EQUAL(item.random.size, 32);
        if (wlt_bytes_equal(item.identifier, test_text(name))) {
            return item.digest_id;
        }
    }

    fail_msg("no element %s", name);
    return 0;
}

/** How many digests there are, which are numbered from 0 on without a gap. */
static size_t count_digests(const struct mobile *mobile)
{
    const struct opened opened = open_document(mobile);
    struct wlt_reader reader = wlt_reader_start_checked(
        wlt_mso_find_digests(&opened.mso, opened.mso.doc_type), WLT_CBOR_LENIENT);
    const uint64_t count = wlt_read_map(&reader);

    for (uint64_t i = 0; i < count; i++) {
        CHECK_EQUAL(wlt_read_unsigned(&reader), i);
        CHECK_EQUAL(wlt_read_bytes(&reader).size, 32);
    }

    return (size_t)count;
}

/** One chance in 2^80 or so to fail where nothing is wrong. */
TEST(neither_the_numbers_of_digests_nor_the_order_of_elements_tell_anything)
{
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    const size_t fields = wallet_type_field_count(wallet_record_type(mobile.agency.record));
    bool is_id_used[64] = { false };
    bool is_place_used[64] = { false };
    size_t ids = 0;
    size_t places = 0;

    CHECK(fields < 64);
    for (size_t i = 0; i < 200; i++) {
        size_t place = 0;
        CHECK_EQUAL(mobile_issue(&mobile, mobile.agency.record, NULL), WALLET_OK);
        const uint64_t id = digest_id_of(&mobile, "name", &place);
        CHECK_EQUAL(count_digests(&mobile), fields + 1);
        ids += !is_id_used[id];
        places += !is_place_used[place];
        is_id_used[id] = true;
        is_place_used[place] = true;
    }

    CHECK(ids > fields / 2 && places > 4);
    mobile_close(&mobile);
}

/** The portrait, which the ID card does not have here. */
TEST(what_is_not_entered_has_a_digest_too)
{
    static const uint8_t jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xd9 };
    struct mobile mobile;
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    CHECK_EQUAL(mobile_issue(&mobile, mobile.agency.record, NULL), WALLET_OK);
    const size_t count = count_digests(&mobile);
    size_t place = 0;

    CHECK_EQUAL(
        wallet_record_set_portrait(
            mobile.agency.record, "portrait", (struct wallet_bytes){ jpeg, sizeof jpeg }, NULL),
        WALLET_OK);
    CHECK_TEXT(wallet_verdict_detail(mobile_verdict(&mobile)), "");
    CHECK_EQUAL(count_digests(&mobile), count);
    (void)digest_id_of(&mobile, "portrait", &place);
    mobile_close(&mobile);
}
