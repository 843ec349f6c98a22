/* SPDX-License-Identifier: Apache-2.0 */
#include "present/selection.h"

#include "cbor/check.h"
#include "desk.h"
#include "test.h"
#include "unit/licence/foreign.h"

#include <string.h>

#define HEX test_hex

static struct wallet_selection *open_card(const struct desk *desk, const struct wallet_key *holder)
{
    return desk_select(
        desk, desk_issue(desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), holder), "");
}

/** The first field with this name, of this member; the count where there is none. */
static size_t find(const struct wallet_selection *selection, const char *name, size_t member)
{
    size_t i = 0;

    for (; i < wallet_selection_count(selection); i++) {
        struct wallet_selectable one;
        wallet_selection_at(selection, i, &one);
        if (one.fact.member == member && strcmp(wallet_field_name(one.fact.field), name) == 0) {
            break;
        }
    }

    return i;
}

static bool is_shown(const struct wallet_selection *selection, const char *name, size_t member)
{
    struct wallet_selectable one;
    wallet_selection_at(selection, find(selection, name, member), &one);
    return one.is_shown;
}

/** How many disclosures stand in what is shown. */
static size_t count_disclosures(const struct wallet_selection *selection)
{
    struct wallet_buffer out = { 0 };
    struct wlt_sign1 sign1;

    CHECK_EQUAL(wallet_selection_write(selection, &out, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_cbor_check(wallet_buffer_bytes(&out), WLT_CBOR_STRICT, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_sign1_read(wallet_buffer_bytes(&out), WLT_CBOR_STRICT, &sign1, NULL), WALLET_OK);
    struct wlt_reader reader =
        wlt_reader_start(sign1.unprotected_headers.sd_claims, WLT_CBOR_STRICT);
    const size_t count =
        sign1.unprotected_headers.count == 0 ? 0 : (size_t)wlt_read_array_any(&reader);
    CHECK_EQUAL(sign1.unprotected_headers.count, count > 0); /* section 7: no empty list */
    wallet_buffer_clear(&out);
    return count;
}

TEST(tells_what_the_licence_is)
{
    struct desk desk;
    char identifier[WALLET_IDENTIFIER_SIZE];
    int64_t until = 0;
    desk_open(&desk, WALLET_ALGORITHM_ES256);
    struct wallet_selection *selection = open_card(&desk, desk.holder);

    CHECK_TEXT(wallet_type_name(wallet_selection_type(selection)), "id-card");
    CHECK_BYTES(wallet_selection_issuer(selection), test_text(AGENCY_ISSUER));
    wallet_selection_identifier(selection, identifier);
    CHECK(strstr(identifier, "11100000000013127D001") != NULL);
    CHECK(wallet_selection_until(selection, &until));
    CHECK_EQUAL(until, AGENCY_NOW + AGENCY_A_YEAR);
    CHECK(wallet_selection_is_bound(selection));
    CHECK_BYTES(
        wallet_selection_key_id(selection),
        ((struct wallet_bytes){ desk.holder_signer.key_id, WALLET_KEY_ID_SIZE }));
    wallet_selection_free(selection);
    wallet_selection_free(NULL);
    desk_close(&desk);
}

TEST(shows_at_first_only_what_always_is)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_selection *selection = open_card(&desk, desk.holder);
    static const char *const always[] = {
        "name", "issuing_authority", "valid_from", "valid_until"
    };

    CHECK_EQUAL(wallet_selection_count(selection), 9);
    CHECK_EQUAL(count_disclosures(selection), 0);
    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        struct wallet_selectable one;
        bool is_wanted = false;
        wallet_selection_at(selection, i, &one);
        for (size_t j = 0; j < 4; j++) {
            is_wanted = is_wanted || strcmp(wallet_field_name(one.fact.field), always[j]) == 0;
        }

        CHECK_EQUAL(one.fact.key, i + 1);
        CHECK_EQUAL(one.is_always_shown, is_wanted);
        CHECK_EQUAL(one.is_shown, is_wanted);
    }

    wallet_selection_free(selection);
    desk_close(&desk);
}

TEST(shows_and_hides_one_by_one)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_selection *selection = open_card(&desk, desk.holder);

    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        wallet_selection_show(selection, i);
    }

    CHECK_EQUAL(count_disclosures(selection), 5);
    wallet_selection_hide(selection, find(selection, "sex", 0));
    CHECK(!is_shown(selection, "sex", 0));
    CHECK_EQUAL(count_disclosures(selection), 4);
    wallet_selection_hide(selection, find(selection, "name", 0)); /* may not be */
    CHECK(is_shown(selection, "name", 0));
    wallet_selection_show_holder(selection);
    CHECK_EQUAL(count_disclosures(selection), 5);
    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        wallet_selection_hide(selection, i);
    }

    CHECK_EQUAL(count_disclosures(selection), 1); /* who holds it is no field */
    wallet_selection_free(selection);
    desk_close(&desk);
}

/** A member's page shows what of it always is; without the page nothing of it can be shown. */
TEST(a_member_is_shown_by_its_page)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_selection *selection =
        desk_select(&desk, desk_issue(&desk, DESK_REGISTER, desk_register(), desk.holder), "");

    CHECK(!is_shown(selection, "name", 2));
    wallet_selection_show(selection, find(selection, "sex", 2));
    CHECK(is_shown(selection, "name", 2));
    CHECK(is_shown(selection, "relation", 2));
    CHECK(is_shown(selection, "sex", 2));
    CHECK(!is_shown(selection, "birth_date", 2));
    CHECK(!is_shown(selection, "name", 1));
    CHECK(!is_shown(selection, "religion", 1));
    CHECK_EQUAL(count_disclosures(selection), 2);

    wallet_selection_hide(selection, find(selection, "sex", 2));
    CHECK(is_shown(selection, "name", 2)); /* the page stays */
    CHECK_EQUAL(count_disclosures(selection), 1);
    wallet_selection_show(selection, find(selection, "sex", 2));
    wallet_selection_show(selection, find(selection, "birth_date", 2));
    wallet_selection_hide(selection, find(selection, "name", 2)); /* the page goes, and all of it */
    CHECK(!is_shown(selection, "sex", 2));
    CHECK_EQUAL(count_disclosures(selection), 0);
    wallet_selection_free(selection);
    desk_close(&desk);
}

TEST(of_a_printed_licence_everything_is_shown)
{
    struct desk desk;
    struct wallet_buffer out = { 0 };
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes printed =
        desk_issue(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), NULL);
    struct wallet_selection *selection = desk_select(&desk, printed, "address holder");

    CHECK(!wallet_selection_is_bound(selection));
    CHECK_EQUAL(wallet_selection_key_id(selection).size, 0);
    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        struct wallet_selectable one;
        wallet_selection_hide(selection, i);
        wallet_selection_at(selection, i, &one);
        CHECK(one.is_shown && one.is_always_shown);
    }

    CHECK_EQUAL(wallet_selection_write(selection, &out, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&out), printed);
    wallet_buffer_clear(&out);
    wallet_selection_free(selection);
    desk_close(&desk);
}

/** Selected in full it is the licence as it was issued, byte for byte. */
TEST(all_of_it_is_what_was_issued)
{
    struct desk desk;
    struct wallet_buffer out = { 0 };
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes bound =
        desk_issue(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), desk.holder);
    struct wallet_selection *selection =
        desk_select(&desk, bound, "sex ethnic_group birth_date address citizen_number holder");

    CHECK_EQUAL(wallet_selection_write(selection, &out, NULL), WALLET_OK);
    CHECK_BYTES(wallet_buffer_bytes(&out), bound);
    wallet_buffer_clear(&out);
    wallet_selection_free(selection);
    desk_close(&desk);
}

static enum wallet_status try_open(const struct desk *desk, struct wallet_bytes licence)
{
    struct wallet_selection *selection = NULL;
    const enum wallet_status status =
        wallet_selection_new(licence, desk->catalogue, &selection, NULL);

    CHECK_EQUAL(status == WALLET_OK, selection != NULL);
    wallet_selection_free(selection);
    return status;
}

TEST(refuses_what_is_no_licence_of_ours)
{
    struct desk desk;
    const struct hidden none = { .hash = WLT_HASH_SHA256 };
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    struct wallet_selection *selection = open_card(&desk, desk.holder);
    const struct wallet_bytes token =
        desk_show(&desk, &selection, 1, NULL, (struct wallet_bytes){ 0 }, AGENCY_NOW);
    const struct wallet_bytes foreign =
        make_foreign(&desk, HEX("190125"), HEX(""), 0, JOIN(HEX("a3"), usual_pairs(&desk)), &none);
    const struct wallet_bytes bound =
        desk_issue(&desk, DESK_CARD, desk_card("钟望舒", DESK_WOMAN), desk.holder);
    const struct {
        const char *what;
        struct wallet_bytes input;
        enum wallet_status wanted;
    } rows[] = {
        { "nothing", HEX(""), WALLET_ERR_TRUNCATED },
        { "no CBOR", HEX("ff"), WALLET_ERR_MALFORMED },
        { "no COSE", HEX("01"), WALLET_ERR_STRUCTURE },
        { "what was shown", token, WALLET_ERR_STRUCTURE },
        { "somebody else's", foreign, WALLET_ERR_MALFORMED },
        { "cut", { bound.data, bound.size - 1 }, WALLET_ERR_TRUNCATED },
        { "too large", { test_memory(65537), 65537 }, WALLET_ERR_TOO_LARGE },
        { "nowhere", { NULL, 1 }, WALLET_ERR_ARGUMENT },
        { "a licence", bound, WALLET_OK },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, try_open(&desk, rows[i].input), rows[i].wanted);
    }

    desk_close(&desk);
}

/** A bound licence of ours in which something is another than our agency would write. */
static struct wallet_bytes odd_licence(
    const struct desk *desk, const char *type, struct wallet_bytes fields, const char *headers)
{
    const struct wallet_bytes kid = { desk->agency_signer.key_id, WALLET_KEY_ID_SIZE };
    const struct wallet_bytes claims = JOIN(
        HEX("a6 01"),
        as_text(AGENCY_ISSUER),
        HEX("06"),
        as_number(AGENCY_NOW),
        HEX("07 46 41312e303031 08 a1 01"),
        cose_key(desk->holder),
        HEX("0b"),
        as_text(type),
        HEX("3a 00010000"),
        fields);

    return agency_forge(
        &desk->agency_signer,
        JOIN(
            HEX(*headers ? "a4 01 32 04" : "a3 01 32 04"),
            as_bytes(kid),
            HEX("10 190125"),
            HEX(headers)),
        HEX("a0"),
        claims);
}

TEST(refuses_claims_that_we_do_not_make)
{
    struct desk desk;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);
    const struct {
        const char *what;
        struct wallet_bytes licence;
        enum wallet_status wanted;
    } rows[] = {
        { "as it should be", odd_licence(&desk, DESK_CARD, HEX("a1 01 6161"), ""), WALLET_OK },
        { "a type of nobody",
          odd_licence(&desk, "11100000000013127D999", HEX("a1 01 6161"), ""),
          WALLET_ERR_UNKNOWN },
        { "an unknown hash",
          odd_licence(&desk, DESK_CARD, HEX("a1 01 6161"), "18aa 2e"),
          WALLET_ERR_UNSUPPORTED },
        { "SHA-512", odd_licence(&desk, DESK_CARD, HEX("a1 01 6161"), "18aa 382b"), WALLET_OK },
        { "fields that are no map",
          odd_licence(&desk, DESK_CARD, HEX("01"), ""),
          WALLET_ERR_STRUCTURE },
        { "a field's key that is a text",
          odd_licence(&desk, DESK_CARD, HEX("a1 6161 01"), ""),
          WALLET_ERR_STRUCTURE },
        { "members that are none",
          odd_licence(&desk, DESK_REGISTER, HEX("a1 09 01"), ""),
          WALLET_ERR_STRUCTURE },
        { "a member that is none",
          odd_licence(&desk, DESK_REGISTER, HEX("a1 09 81 01"), ""),
          WALLET_ERR_STRUCTURE },
        { "a redacted member of no digest",
          odd_licence(&desk, DESK_REGISTER, HEX("a1 09 81 d83c 01"), ""),
          WALLET_ERR_STRUCTURE },
        { "redacted keys that are none",
          odd_licence(&desk, DESK_CARD, HEX("a1 f83b 01"), ""),
          WALLET_ERR_STRUCTURE },
        { "a field that is unknown",
          odd_licence(&desk, DESK_CARD, HEX("a1 1903e7 6161"), ""),
          WALLET_OK },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, try_open(&desk, rows[i].licence), rows[i].wanted);
    }

    desk_close(&desk);
}
