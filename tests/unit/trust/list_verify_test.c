/* SPDX-License-Identifier: Apache-2.0 */
#include "agency.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "cose/labels.h"
#include "trust/entry_wire.h"
#include "trust/list.h"
#include "unit/trust/make_entry.h"

enum {
    NOW = 1795420800,
    LEEWAY = 120,
};

static const char *const types[] = { "11100000000013127D001" };

/** A root and a list of one entry, signed by it. */
struct region {
    struct member root;
    struct member agency;
    struct wallet_trust_list *draft;
    struct wallet_buffer object;
};

static struct region make_region(int64_t until_unix)
{
    struct region region = {
        .root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ES256),
        .agency = make_member(1, NULL, WALLET_ALGORITHM_ED25519),
    };
    struct wallet_trust_entry entry = entry_of(&region.agency, types, 1);
    entry.region = "3605";
    entry.from_unix = 1;
    entry.until_unix = NOW;
    entry.state = WALLET_TRUST_RETIRED;
    entry.state_unix = 2;

    CHECK_EQUAL(wallet_trust_list_new(&region.draft, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(region.draft, &entry, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_trust_list_sign(
            region.draft, &region.root.signer, NOW, until_unix, &region.object, NULL),
        WALLET_OK);
    return region;
}

static void clear_region(struct region *region)
{
    wallet_buffer_clear(&region->object);
    wallet_trust_list_free(region->draft);
    clear_member(&region->agency);
    clear_member(&region->root);
}

static enum wallet_status verify(
    struct wallet_bytes object,
    const struct wallet_key *root,
    uint64_t least_version,
    int64_t at_unix)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_error error = { .status = WALLET_OK };
    const enum wallet_status status =
        wallet_trust_list_verify(object, root, least_version, at_unix, &list, &error);

    CHECK_EQUAL(error.status, status);
    CHECK_EQUAL(list != NULL, status == WALLET_OK);
    wallet_trust_list_free(list);
    return status;
}

TEST(reads_what_was_signed)
{
    struct region region = make_region(NOW + 10);
    struct wallet_trust_list *list = NULL;
    struct wallet_trust_entry got;

    CHECK_EQUAL(
        wallet_trust_list_verify(
            wallet_buffer_bytes(&region.object), region.root.key, 1, NOW, &list, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_version(list), 1);
    CHECK_EQUAL(wallet_trust_list_issued(list), NOW);
    CHECK_EQUAL(wallet_trust_list_until(list), NOW + 10);
    CHECK_TEXT(wallet_trust_list_issuer(list), ROOT_ISSUER);
    CHECK_EQUAL(wallet_trust_list_count(list), 1);
    wallet_trust_list_at(list, 0, &got);
    CHECK_TEXT(got.id, region.agency.id);
    CHECK_TEXT(got.name_zh, "新余市某局");
    CHECK_TEXT(got.region, "3605");
    CHECK_EQUAL(got.roles, WALLET_ROLE_ISSUER);
    CHECK_EQUAL(got.from_unix, 1);
    CHECK_EQUAL(got.until_unix, NOW);
    CHECK_EQUAL(got.state, WALLET_TRUST_RETIRED);
    CHECK_EQUAL(got.state_unix, 2);
    CHECK_EQUAL(got.type_count, 1);
    CHECK_TEXT(got.types[0], types[0]);
    CHECK_BYTES(got.key, wallet_buffer_bytes(&region.agency.cose));

    wallet_trust_list_free(list);
    clear_region(&region);
}

TEST(each_signing_makes_the_version_grow_from_where_it_was)
{
    struct region region = make_region(0);

    wallet_trust_list_set_version(region.draft, 41);
    CHECK_EQUAL(
        wallet_trust_list_sign(region.draft, &region.root.signer, NOW, 0, &region.object, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_version(region.draft), 42);

    const struct wallet_bytes object = wallet_buffer_bytes(&region.object);
    CHECK_EQUAL(verify(object, region.root.key, 41, NOW), WALLET_OK);
    CHECK_EQUAL(verify(object, region.root.key, 42, NOW), WALLET_OK);
    CHECK_EQUAL(verify(object, region.root.key, 43, NOW), WALLET_ERR_REFUSED);

    CHECK_EQUAL(
        wallet_trust_list_sign(region.draft, &region.root.signer, NOW, NOW, &region.object, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_trust_list_version(region.draft), 42);
    clear_region(&region);
}

TEST(counts_for_its_time_only)
{
    struct region region = make_region(NOW + 10);
    const struct wallet_bytes object = wallet_buffer_bytes(&region.object);

    CHECK_EQUAL(verify(object, region.root.key, 0, NOW - LEEWAY - 1), WALLET_ERR_REFUSED);
    CHECK_EQUAL(verify(object, region.root.key, 0, NOW - LEEWAY), WALLET_OK);
    CHECK_EQUAL(verify(object, region.root.key, 0, NOW + 9), WALLET_OK);
    CHECK_EQUAL(verify(object, region.root.key, 0, NOW + 10), WALLET_ERR_REFUSED);
    CHECK_EQUAL(verify(object, region.root.key, 0, WALLET_TRUST_ANY_TIME), WALLET_OK);
    CHECK_EQUAL(verify(object, region.root.key, 2, WALLET_TRUST_ANY_TIME), WALLET_ERR_REFUSED);
    clear_region(&region);
}

TEST(refuses_another_root_and_the_same_root_under_another_name)
{
    struct region region = make_region(0);
    struct member stranger = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ES256);
    struct wallet_signer renamed = region.root.signer;
    const struct wallet_bytes object = wallet_buffer_bytes(&region.object);

    CHECK_EQUAL(verify(object, stranger.key, 0, NOW), WALLET_ERR_REFUSED);
    CHECK_EQUAL(verify(object, region.agency.key, 0, NOW), WALLET_ERR_REFUSED);

    /* The stranger says that it is the root. */
    struct wallet_signer liar = stranger.signer;
    memcpy(liar.key_id, region.root.signer.key_id, sizeof liar.key_id);
    CHECK_EQUAL(
        wallet_trust_list_sign(region.draft, &liar, NOW, 0, &region.object, NULL), WALLET_OK);
    CHECK_EQUAL(
        verify(wallet_buffer_bytes(&region.object), region.root.key, 0, NOW), WALLET_ERR_REFUSED);

    memcpy(renamed.issuer, region.agency.id, sizeof renamed.issuer);
    CHECK_EQUAL(
        wallet_trust_list_sign(region.draft, &renamed, NOW, 0, &region.object, NULL), WALLET_OK);
    CHECK_EQUAL(
        verify(wallet_buffer_bytes(&region.object), region.root.key, 0, NOW), WALLET_ERR_REFUSED);

    clear_member(&stranger);
    clear_region(&region);
}

TEST(refuses_each_prefix_and_each_flipped_bit)
{
    struct region region = make_region(0);
    const struct wallet_bytes object = wallet_buffer_bytes(&region.object);

    for (size_t size = 0; size < object.size; size++) {
        CHECK_EQUAL(
            verify((struct wallet_bytes){ object.data, size }, region.root.key, 0, NOW),
            WALLET_ERR_TRUNCATED);
    }

    for (size_t bit = 0; bit < object.size * 8; bit++) {
        region.object.data[bit / 8] ^= (uint8_t)(1U << bit % 8);
        CHECK(verify(object, region.root.key, 0, NOW) != WALLET_OK);
        region.object.data[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }
    clear_region(&region);
}

/* Lists that the root signed, but that are not as they should be. */

static struct wallet_bytes header_of(const struct wallet_signer *signer, const char *typ)
{
    static struct wallet_buffer out;
    wallet_buffer_clear(&out);
    struct wlt_writer writer = wlt_writer_start(&out);

    wlt_write_map(&writer, 3);
    wlt_write_int(&writer, 1);
    wlt_write_int(&writer, -9);
    wlt_write_int(&writer, 4);
    wlt_write_bytes(&writer, (struct wallet_bytes){ signer->key_id, WALLET_KEY_ID_SIZE });
    wlt_write_int(&writer, 16);
    wlt_write_text(&writer, wlt_bytes_of(typ));
    CHECK_EQUAL(wlt_writer_status(&writer, NULL), WALLET_OK);

    uint8_t *copy = test_memory(out.size);
    memcpy(copy, out.data, out.size);
    const struct wallet_bytes header = { copy, out.size };
    wallet_buffer_clear(&out);
    return header;
}

/** The claims of a list with these entries, encoded as an array. */
static struct wallet_bytes claims_of(struct wallet_bytes entries)
{
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&out);

    wlt_write_map(&writer, 4);
    wlt_write_int(&writer, WLT_CLAIM_ISS);
    wlt_write_text(&writer, wlt_bytes_of(ROOT_ISSUER));
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, NOW);
    wlt_write_int(&writer, WLT_CLAIM_TRUST_ENTRIES);
    wlt_write_encoded(&writer, entries);
    wlt_write_int(&writer, WLT_CLAIM_VERSION);
    wlt_write_unsigned(&writer, 1);
    CHECK_EQUAL(wlt_writer_status(&writer, NULL), WALLET_OK);

    uint8_t *copy = test_memory(out.size);
    memcpy(copy, out.data, out.size);
    const struct wallet_bytes claims = { copy, out.size };
    wallet_buffer_clear(&out);
    return claims;
}

/** "ID": a USCC as text; "KEY": the RFC 8032 base point's COSE_Key. */
#define ID "72 313133363035303230303030303030313946"
#define KEY                      \
    "05 a3 01 01 20 06 21 58 20" \
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"

TEST(refuses_entries_that_it_does_not_understand)
{
    static const struct {
        const char *what;
        const char *entries;
        enum wallet_status wanted;
    } rows[] = {
        { "none", "80", WALLET_OK },
        { "the smallest", "81 a3 01" ID "04 01" KEY, WALLET_OK },
        { "an unknown key", "81 a4 01" ID "04 01" KEY "18 63 01", WALLET_OK },
        { "a critical one that is known", "81 a4 00 81 08 01" ID "04 01" KEY, WALLET_OK },
        { "a critical one that is not",
          "81 a4 00 81 18 63 01" ID "04 01" KEY,
          WALLET_ERR_UNSUPPORTED },
        { "one of two", "81 a4 00 82 08 0d 01" ID "04 01" KEY, WALLET_ERR_UNSUPPORTED },
        { "a negative one", "81 a4 00 81 20 01" ID "04 01" KEY, WALLET_ERR_UNSUPPORTED },
        { "nothing critical", "81 a4 00 80 01" ID "04 01" KEY, WALLET_ERR_STRUCTURE },
        { "an unknown state", "81 a5 01" ID "04 01" KEY "0b 03 0c 01", WALLET_ERR_UNSUPPORTED },
        { "a state at no time", "81 a4 01" ID "04 01" KEY "0b 01", WALLET_ERR_VALUE },
        { "a role to come", "81 a3 01" ID "04 18 41" KEY, WALLET_OK },
        { "no id", "81 a2 04 01" KEY, WALLET_ERR_VALUE },
        { "a number for an id", "81 a3 01 01 04 01" KEY, WALLET_ERR_STRUCTURE },
        { "no key", "81 a2 01" ID "04 01", WALLET_ERR_KEY },
        { "a chain of one in an array", "81 a3 01" ID "04 01 06 81 42 3000", WALLET_ERR_STRUCTURE },
        { "bytes behind a certificate", "81 a3 01" ID "04 01 06 43 300000", WALLET_ERR_KEY },
        { "no certificate", "81 a3 01" ID "04 01 06 42 3000", WALLET_ERR_KEY },
        { "no types", "81 a4 01" ID "04 01" KEY "07 80", WALLET_ERR_TOO_LARGE },
        { "a NUL in a region", "81 a4 01" ID "04 01" KEY "08 62 3300", WALLET_ERR_VALUE },
        { "the end of time", "81 a4 01" ID "04 01" KEY "09 1b ffffffffffffffff", WALLET_ERR_VALUE },
        { "the same twice",
          "82 a3 01" ID "04 01" KEY "a3 01" ID "04 01" KEY,
          WALLET_ERR_STRUCTURE },
        { "a key twice", "81 a4 01" ID "04 01 04 01" KEY, WALLET_ERR_MALFORMED },
        { "a text for a key", "81 a4 01" ID "04 01" KEY "61 61 01", WALLET_ERR_STRUCTURE },
        { "no map", "81 01", WALLET_ERR_STRUCTURE },
        { "no array", "a0", WALLET_ERR_STRUCTURE },
    };
    struct member root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ES256);
    const struct wallet_bytes header = header_of(&root.signer, WLT_TRUST_LIST_TYP);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wallet_bytes object = agency_forge(
            &root.signer, header, test_hex("a0"), claims_of(test_hex(rows[i].entries)));
        CHECK_ROW(rows[i].what, verify(object, root.key, 0, NOW), rows[i].wanted);
    }
    clear_member(&root);
}

TEST(refuses_what_is_no_trust_list)
{
    struct member root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ES256);
    const struct wallet_bytes claims = claims_of(test_hex("80"));
    const struct wallet_bytes typ = header_of(&root.signer, WLT_TRUST_LIST_TYP);
    const struct wallet_bytes cwt = header_of(&root.signer, "application/cwt");
    const struct wallet_bytes nothing = test_hex("a0");
    const struct wallet_bytes kid = test_hex("a1 05 40");

    CHECK_EQUAL(
        verify(agency_forge(&root.signer, typ, nothing, claims), root.key, 0, NOW), WALLET_OK);
    CHECK_EQUAL(
        verify(agency_forge(&root.signer, cwt, nothing, claims), root.key, 0, NOW),
        WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        verify(agency_forge(&root.signer, typ, kid, claims), root.key, 0, NOW),
        WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        verify(agency_forge(&root.signer, typ, nothing, nothing), root.key, 0, NOW),
        WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        verify(agency_forge(&root.signer, typ, nothing, test_hex("80")), root.key, 0, NOW),
        WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(verify(test_hex("01"), root.key, 0, NOW), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        verify(
            (struct wallet_bytes){ test_memory(WALLET_TRUST_LIST_MAX + 1),
                                   WALLET_TRUST_LIST_MAX + 1 },
            root.key,
            0,
            NOW),
        WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_trust_list_verify(claims, NULL, 0, NOW, NULL, NULL), WALLET_ERR_ARGUMENT);
    clear_member(&root);
}
