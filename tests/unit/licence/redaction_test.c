/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/redaction.h"

#include "resolve.h"

#define HEX test_hex

static struct outcome resolve(const struct hidden *hidden, struct wallet_bytes payload)
{
    return resolve_in(hidden, payload, WLT_CBOR_STRICT);
}

static void check_claims(
    const struct hidden *hidden, struct wallet_bytes payload, struct wallet_bytes wanted)
{
    const struct outcome outcome = resolve(hidden, payload);

    if (outcome.status != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(outcome.status), outcome.error.message);
    }

    CHECK_BYTES(outcome.claims, wanted);
    CHECK_EQUAL(wlt_cbor_check(outcome.claims, WLT_CBOR_STRICT, NULL), WALLET_OK);
}

static void check_refused(
    const struct hidden *hidden, struct wallet_bytes payload, const char *message)
{
    const struct outcome outcome = resolve(hidden, payload);

    CHECK_TEXT(outcome.error.message, message);
    CHECK(outcome.status == WALLET_ERR_REFUSED || outcome.status == WALLET_ERR_STRUCTURE);
}

static const enum wlt_hash hashes[] = { WLT_HASH_SHA256, WLT_HASH_SHA384, WLT_HASH_SHA512 };

TEST(claims_without_redaction_stay_as_they_are)
{
    const struct hidden none = { .hash = WLT_HASH_SHA256 };

    check_claims(
        &none,
        HEX("a4 01 6161 02 82 01 d864 20 20 a1 00 f6 6161 f5"),
        HEX("a4 01 6161 02 82 01 d864 20 20 a1 00 f6 6161 f5"));
}

/** Keys go where they belong in the order of the map, elements where they stood. */
TEST(each_disclosed_part_stands_in_its_place)
{
    for (size_t i = 0; i < 3; i++) {
        struct hidden hidden = { .hash = hashes[i] };
        const struct wallet_bytes key = hide_pair(&hidden, "02", HEX("6162"));
        const struct wallet_bytes element = hide_element(&hidden, HEX("18ff"));
        const struct wallet_bytes text = hide_pair(&hidden, "61 6b", HEX("f5"));

        check_claims(
            &hidden,
            JOIN(HEX("a3 01 6161 09 83 01"), redacted(element), HEX("03 f83b 82"), key, text),
            HEX("a4 01 6161 02 6162 09 83 01 18ff 03 616b f5"));
    }
}

TEST(what_is_not_disclosed_is_left_out_and_counted)
{
    struct hidden all = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes top = hide_pair(&all, "02", HEX("01"));
    const struct wallet_bytes inner = hide_pair(&all, "03", HEX("01"));
    const struct wallet_bytes element = hide_element(&all, HEX("01"));
    const struct hidden none = { .hash = WLT_HASH_SHA256 };

    const struct outcome outcome = resolve(
        &none,
        JOIN(
            HEX("a3 09 a1"),
            redacted_key(inner),
            HEX("0a 82"),
            redacted(element),
            HEX("05"),
            redacted_key(top)));
    CHECK_EQUAL(outcome.status, WALLET_OK);
    CHECK_BYTES(outcome.claims, HEX("a2 09 a0 0a 81 05"));
    CHECK_EQUAL(outcome.hidden, 3);
    CHECK_EQUAL(outcome.hidden_at_top, 1);
}

/** Puts three disclosures in each of their six orders. */
static void check_each_order(
    const struct hidden *hidden, struct wallet_bytes payload, struct wallet_bytes wanted)
{
    static const size_t orders[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
                                         { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

    CHECK_EQUAL(hidden->count, 3);
    for (size_t i = 0; i < 6; i++) {
        struct hidden turned = *hidden;
        for (size_t j = 0; j < 3; j++) {
            turned.items[j] = hidden->items[orders[i][j]];
        }

        check_claims(&turned, payload, wanted);
    }
}

/** Section 8, step 8: "A disclosed value could appear before the disclosure of its parent." */
TEST(disclosures_within_disclosures_come_in_any_order)
{
    struct hidden hidden = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes deepest = hide_element(&hidden, HEX("6161"));
    const struct wallet_bytes middle =
        hide_pair(&hidden, "02", JOIN(HEX("82 01"), redacted(deepest)));
    const struct wallet_bytes top =
        hide_pair(&hidden, "18 64", JOIN(HEX("a2 01 f5"), redacted_key(middle)));

    check_each_order(
        &hidden,
        JOIN(HEX("a2 01 6161"), redacted_key(top)),
        HEX("a2 01 6161 1864 a2 01 f5 02 82 01 6161"));
}

TEST(a_parent_that_is_not_disclosed_makes_its_parts_unknown)
{
    struct hidden hidden = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes inner = hide_pair(&hidden, "02", HEX("01"));
    const struct wallet_bytes top =
        hide_pair(&hidden, "18 64", JOIN(HEX("a1"), redacted_key(inner)));

    hidden.count = 1; /* the parent's disclosure is kept back */
    check_refused(
        &hidden,
        JOIN(HEX("a1"), redacted_key(top)),
        "a disclosure that is not among the signed digests");
}

TEST(refuses_a_digest_that_is_there_twice)
{
    struct hidden hidden = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes key = hide_pair(&hidden, "02", HEX("01"));
    struct hidden one = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes element = hide_element(&one, HEX("01"));
    struct hidden decoy = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes nothing = hide_nothing(&decoy);
    static const char message[] = "a disclosure whose digest is there twice";

    check_refused(&hidden, JOIN(HEX("a1 f83b 82"), key, key), message);
    check_refused(&hidden, JOIN(HEX("a2 09 a1"), redacted_key(key), redacted_key(key)), message);
    check_refused(&one, JOIN(HEX("a1 09 82"), redacted(element), redacted(element)), message);
    check_refused(&decoy, JOIN(HEX("a1 09 82"), redacted(nothing), redacted(nothing)), message);
}

TEST(refuses_a_disclosure_of_another_form_than_its_place)
{
    struct hidden pair = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes key = hide_pair(&pair, "02", HEX("01"));
    struct hidden single = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes element = hide_element(&single, HEX("01"));
    static const char message[] = "a disclosure that is of another form than its place";

    check_refused(&pair, JOIN(HEX("a1 09 81"), redacted(key)), message);
    check_refused(&single, JOIN(HEX("a1"), redacted_key(element)), message);
}

/* Section 8, step 8: "duplicates another claim key in the same position". */
TEST(refuses_a_disclosed_key_that_is_there_already)
{
    static const char message[] = "a disclosed key that is there already";
    struct hidden one = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes in_clear = hide_pair(&one, "02", HEX("01"));
    struct hidden two = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes first = hide_pair(&two, "61 61", HEX("01"));
    const struct wallet_bytes second = hide_pair(&two, "61 61", HEX("02"));

    check_refused(&one, JOIN(HEX("a2 02 01"), redacted_key(in_clear)), message);
    check_refused(&one, JOIN(HEX("a1 09 a2 02 01"), redacted_key(in_clear)), message);
    check_refused(&two, JOIN(HEX("a1 f83b 82"), first, second), message);
    check_claims(/* not in the same map */
                 &one,
                 JOIN(HEX("a2 02 01 09 a1"), redacted_key(in_clear)),
                 HEX("a2 02 01 09 a1 02 01"));
}

/** One key has one form: or it could be there twice, in two forms. */
TEST(a_disclosed_key_in_a_long_form_is_no_second_key)
{
    struct hidden hidden = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes key = hide_pair(&hidden, "19 0002", HEX("01"));

    const struct outcome outcome =
        resolve_in(&hidden, JOIN(HEX("a2 02 01"), redacted_key(key)), WLT_CBOR_DEFINITE);
    CHECK(
        outcome.status != WALLET_OK ||
        wlt_cbor_check(outcome.claims, WLT_CBOR_DEFINITE, NULL) == WALLET_ERR_MALFORMED);
}

/* Section 6, table 2. */
TEST(some_claims_are_never_redacted)
{
    static const struct {
        const char *key;
        bool may;
    } rows[] = {
        { "01", false }, { "02", true },  { "03", false },   { "04", false },     { "05", false },
        { "06", false }, { "07", false }, { "08", false },   { "1827", false },   { "0b", true },
        { "09", true },  { "20", true },  { "61 31", true }, { "19 ffff", true },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct hidden hidden = { .hash = WLT_HASH_SHA256 };
        const struct wallet_bytes key = hide_pair(&hidden, rows[i].key, HEX("01"));
        const struct wallet_bytes at_top = JOIN(HEX("a1"), redacted_key(key));
        const struct wallet_bytes below = JOIN(HEX("a1 0a a1"), redacted_key(key));

        CHECK_ROW(
            rows[i].key,
            resolve(&hidden, at_top).status,
            rows[i].may ? WALLET_OK : WALLET_ERR_REFUSED);
        CHECK_ROW(rows[i].key, resolve(&hidden, below).status, WALLET_OK);
    }
}

/* Sections 4.1, 5.3 and 9: each mark has its one place. */
TEST(refuses_marks_of_redaction_out_of_place)
{
    static const struct {
        const char *what;
        const char *payload;
    } rows[] = {
        { "a redacted element as a value",
          "a1 09 d83c 5820 0000000000000000000000000000000000000000000000000000000000000000" },
        { "a redacted element of an element", "a1 09 81 c1 d83c 40" },
        { "no digest in tag 60", "a1 09 81 d83c 01" },
        { "tag 60 in tag 60", "a1 09 81 d83c d83c 40" },
        { "a short digest in tag 60", "a1 09 81 d83c 41 00" },
        { "to be redacted, an element", "a1 09 81 d83a 01" },
        { "to be redacted, a value", "a1 09 d83a 01" },
        { "to be redacted, a key", "a1 d83a 01 02" },
        { "to be a decoy, an element", "a1 09 81 d83e 01" },
        { "to be a decoy, a key", "a1 d83e 01 f6" },
        { "no array under simple(59)", "a1 f83b 01" },
        { "a digest under simple(59) without an array", "a1 f83b 40" },
        { "no digest under simple(59)", "a1 f83b 81 01" },
        { "a tagged digest under simple(59)", "a1 f83b 81 d83c 40" },
        { "a short digest under simple(59)", "a1 f83b 81 41 00" },
        { "a digest of no bytes under simple(59)", "a1 f83b 81 40" },
        { "another simple value as a key", "a1 f83c 80" },
        { "false as a key", "a1 f4 01" },
        { "bytes as a key", "a1 40 01" },
        { "an array as a key", "a1 09 a1 80 01" },
    };
    const struct hidden none = { .hash = WLT_HASH_SHA256 };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_ROW(rows[i].what, resolve(&none, HEX(rows[i].payload)).status, WALLET_ERR_STRUCTURE);
    }
}

TEST(refuses_marks_inside_of_what_is_disclosed)
{
    static const char *const values[] = {
        "d83c 40", "81 d83a 01", "a1 d83a 01 02", "a1 f83b 01", "a1 40 01", "81 d83e 02",
    };

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        struct hidden hidden = { .hash = WLT_HASH_SHA256 };
        const struct wallet_bytes key = hide_pair(&hidden, "02", HEX(values[i]));
        CHECK_ROW(
            values[i],
            resolve(&hidden, JOIN(HEX("a1"), redacted_key(key))).status,
            WALLET_ERR_STRUCTURE);
    }
}

/** The digest of another hash has another size, and that of the right size is another one. */
TEST(a_digest_has_the_size_of_its_hash)
{
    for (size_t i = 0; i < 3; i++) {
        struct hidden hidden = { .hash = hashes[i] };
        const struct wallet_bytes key = hide_pair(&hidden, "02", HEX("01"));
        const struct wallet_bytes payload = JOIN(HEX("a1"), redacted_key(key));

        CHECK_EQUAL(resolve(&hidden, payload).status, WALLET_OK);
        for (size_t j = 1; j < 3; j++) {
            struct hidden other = hidden;
            other.hash = hashes[(i + j) % 3];
            CHECK_EQUAL(resolve(&other, payload).status, WALLET_ERR_STRUCTURE);
        }
    }
}

/** Section 10: what a decoy stands for is nothing, wherever it stands. */
TEST(decoys_leave_nothing_and_are_counted)
{
    struct hidden hidden = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes in_map = hide_nothing(&hidden);
    const struct wallet_bytes in_array = hide_nothing(&hidden);
    const struct wallet_bytes payload =
        JOIN(HEX("a2 09 82"), redacted(in_array), HEX("05"), redacted_key(in_map));

    const struct outcome shown = resolve(&hidden, payload);
    CHECK_EQUAL(shown.status, WALLET_OK);
    CHECK_BYTES(shown.claims, HEX("a1 09 81 05"));
    CHECK_EQUAL(shown.decoys, 2);
    CHECK_EQUAL(shown.hidden, 0);

    hidden.count = 0;
    const struct outcome kept_back = resolve(&hidden, payload);
    CHECK_BYTES(kept_back.claims, HEX("a1 09 81 05"));
    CHECK_EQUAL(kept_back.decoys, 0);
    CHECK_EQUAL(kept_back.hidden, 2);
}

/** Arrays, each in the one before, the last of them redacted; `above` levels are in clear. */
static enum wallet_status resolve_deep(size_t above, size_t below)
{
    struct hidden hidden = { .hash = WLT_HASH_SHA256 };
    struct wallet_bytes value = HEX("01");

    for (size_t i = 0; i < below; i++) {
        value = JOIN(HEX("81"), redacted(hide_element(&hidden, value)));
    }

    for (size_t i = 0; i < above; i++) {
        value = JOIN(HEX("81"), value);
    }

    return resolve(&hidden, JOIN(HEX("a1 09"), value)).status;
}

/** Each disclosure is shallow; together they are not. */
TEST(sixteen_levels_count_across_disclosures)
{
    CHECK_EQUAL(resolve_deep(0, 15), WALLET_OK);
    CHECK_EQUAL(resolve_deep(0, 16), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(resolve_deep(8, 7), WALLET_OK);
    CHECK_EQUAL(resolve_deep(8, 8), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(resolve_deep(0, 40), WALLET_ERR_TOO_LARGE);
}

/** A map of so many keys in clear, and one that is redacted. */
static struct outcome resolve_wide(size_t count)
{
    struct hidden hidden = { .hash = WLT_HASH_SHA256 };
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&out);

    wlt_write_map(&writer, count + 1);
    for (size_t i = 0; i < count; i++) {
        wlt_write_unsigned(&writer, i + 1000);
        wlt_write_unsigned(&writer, 0);
    }

    wlt_write_encoded(&writer, redacted_key(hide_pair(&hidden, "02", HEX("01"))));
    return resolve(&hidden, kept(&out));
}

TEST(a_map_has_2048_keys_and_no_more)
{
    CHECK_EQUAL(resolve_wide(WLT_REDACTION_PAIRS_MAX - 1).status, WALLET_OK);
    CHECK_EQUAL(resolve_wide(WLT_REDACTION_PAIRS_MAX).status, WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(resolve_wide(WLT_REDACTION_PAIRS_MAX + 1).status, WALLET_ERR_TOO_LARGE);
}

/** What others write comes in no order; what is shown of it does. */
TEST(claims_in_no_order_come_out_in_theirs)
{
    struct hidden hidden = { .hash = WLT_HASH_SHA256 };
    const struct wallet_bytes key = hide_pair(&hidden, "0a", HEX("f5"));

    const struct outcome outcome = resolve_in(
        &hidden, JOIN(HEX("a3 61 7a 01"), redacted_key(key), HEX("03 02")), WLT_CBOR_DEFINITE);
    CHECK_EQUAL(outcome.status, WALLET_OK);
    CHECK_BYTES(outcome.claims, HEX("a3 03 02 0a f5 61 7a 01"));
}
