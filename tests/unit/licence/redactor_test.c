/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/redactor.h"

#include <wallet/catalogue.h>

#include "licence/redaction.h"
#include "make_claims.h"

#include <stdlib.h>

/* What of a record is in clear, and what is in the disclosures beside it. */

static const char id_card[] =
    "{\"serial\":\"A1\",\"fields\":{\"name\":\"简素心\",\"sex\":\"女\",\"ethnic_group\":\"汉\","
    "\"birth_date\":\"1990-03-07\",\"address\":\"样例路1号\","
    "\"citizen_number\":\"360502199003070024\",\"issuing_authority\":\"某局\","
    "\"valid_from\":\"2026-01-01\",\"valid_until\":\"2046-01-01\"}}";

static const char household_head[] =
    "{\"serial\":\"A1\",\"fields\":{\"household_class\":\"家庭户\",\"head_name\":\"甲\","
    "\"household_number\":\"1\",\"address\":\"样例路1号\",\"registration_authority\":\"某局\","
    "\"issued_on\":\"2026-01-01\",\"members\":[";
static const char member_head[] =
    "{\"name\":\"甲\",\"relation\":\"户主\",\"sex\":\"女\",\"ethnic_group\":\"汉\","
    "\"birth_date\":\"1990-03-07\",\"citizen_number\":\"360502199003070024\"}";
static const char member_other[] =
    ",{\"name\":\"乙\",\"relation\":\"夫\",\"sex\":\"男\",\"ethnic_group\":\"汉\","
    "\"birth_date\":\"1990-03-07\",\"citizen_number\":\"360502199003070016\",\"religion\":"
    "\"某教\"}";

/** A record written with its disclosures; both live until the test ends. */
struct written {
    struct wallet_bytes fields;
    struct wallet_bytes disclosures; /* one behind the other */
    size_t count;
};

static struct wallet_catalogue *catalogue;

static struct written write_record(const char *type, const char *json)
{
    struct wallet_record *record = NULL;
    struct wallet_buffer fields = { 0 };
    struct wlt_redactor redactor = { 0 };
    struct wlt_writer writer = wlt_writer_start(&fields);
    struct wallet_error error = { .message = "" };

    CHECK_EQUAL(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL), WALLET_OK);
    if (wallet_record_parse(
            wallet_catalogue_find(catalogue, test_text(type)), test_text(json), &record, &error) !=
        WALLET_OK) {
        fail_msg("%s", error.message);
    }

    wlt_redactor_write_record(&redactor, &writer, record);
    CHECK_EQUAL(redactor.status, WALLET_OK);
    CHECK_EQUAL(writer.status, WALLET_OK);
    const size_t count = redactor.count;
    const struct written written = { kept(&fields), kept(&redactor.disclosures), count };
    wlt_redactor_clear(&redactor);
    wallet_record_free(record);
    wallet_catalogue_free(catalogue);
    return written;
}

static const char *household(size_t members)
{
    char *json = test_memory(32768);
    char *end = stpcpy(stpcpy(json, household_head), member_head);

    for (size_t i = 1; i < members; i++) {
        end = stpcpy(end, member_other);
    }

    (void)stpcpy(end, "]}}");
    return json;
}

static void open_disclosures(const struct written *written, struct wlt_disclosures *out)
{
    struct wallet_buffer array = { 0 };
    struct wlt_writer writer = wlt_writer_start(&array);

    wlt_write_array(&writer, written->count);
    wlt_write_encoded(&writer, written->disclosures);
    const struct wlt_cose_headers headers = { .sd_claims = kept(&array) };
    *out = (struct wlt_disclosures){ 0 };
    CHECK_EQUAL(
        wlt_disclosures_read(&headers, WLT_CBOR_STRICT, WLT_HASH_SHA256, NULL, out, NULL),
        WALLET_OK);
}

/** The encoded value under a key of a map; empty where there is none. */
static struct wallet_bytes value_of(struct wallet_bytes map, struct wallet_bytes wanted)
{
    struct wlt_reader reader = wlt_reader_start(map, WLT_CBOR_STRICT);
    struct wallet_bytes found = { 0 };

    for (uint64_t left = wlt_read_map(&reader); left > 0; left--) {
        const struct wallet_bytes key = wlt_read_any(&reader);
        const struct wallet_bytes value = wlt_read_any(&reader);
        const bool is_it = key.size == wanted.size && memcmp(key.data, wanted.data, key.size) == 0;
        found = is_it ? value : found;
    }

    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
    return found;
}

static size_t count_of(struct wallet_bytes array)
{
    struct wlt_reader reader = wlt_reader_start(array, WLT_CBOR_STRICT);
    return (size_t)wlt_read_array_any(&reader);
}

/** Digests stand in ascending order, so that they do not tell which is which. */
static void check_sorted(struct wallet_bytes digests)
{
    struct wlt_reader reader = wlt_reader_start(digests, WLT_CBOR_STRICT);
    struct wallet_bytes last = { 0 };

    for (uint64_t left = wlt_read_array_any(&reader); left > 0; left--) {
        const struct wallet_bytes digest = wlt_read_bytes(&reader);
        CHECK_EQUAL(digest.size, 32);
        CHECK(!last.data || memcmp(last.data, digest.data, 32) < 0);
        last = digest;
    }

    CHECK_EQUAL(wlt_reader_finish(&reader, NULL), WALLET_OK);
}

#define SIMPLE_59 test_hex("f83b")

/** The name, who issued it and until when it holds; five digests for the rest. */
TEST(only_what_is_always_disclosed_is_in_clear)
{
    const struct written card = write_record("id-card", id_card);
    struct wlt_reader reader = wlt_reader_start(card.fields, WLT_CBOR_STRICT);

    CHECK_EQUAL(wlt_read_map(&reader), 5);
    static const char *const clear[] = { "01", "07", "08", "09" };
    for (size_t i = 0; i < 4; i++) {
        CHECK_ROW(clear[i], value_of(card.fields, test_hex(clear[i])).size > 0, true);
    }

    const struct wallet_bytes digests = value_of(card.fields, SIMPLE_59);
    CHECK_EQUAL(count_of(digests), 5);
    CHECK_EQUAL(card.count, 5);
    check_sorted(digests);
}

/** Of never-by-default fields nobody can tell whether they are filled in. */
TEST(a_decoy_stands_for_what_is_never_shown_by_default)
{
    const struct written register_ = write_record("household-register", household(2));
    struct wlt_disclosures read;
    size_t decoys = 0;
    size_t pages = 0;
    open_disclosures(&register_, &read);

    for (size_t i = 0; i < read.count; i++) {
        const struct wlt_disclosure *one = &read.items[i];
        decoys += one->value.size == 0;
        if (one->value.size > 0 && one->key.size == 0) { /* the page of a member */
            const struct wallet_bytes digests = value_of(one->value, SIMPLE_59);
            CHECK_EQUAL(count_of(digests), 5); /* one with a religion, one with a decoy */
            check_sorted(digests);
            CHECK(value_of(one->value, test_hex("0a")).size == 0);
            pages++;
        }
    }

    CHECK_EQUAL(pages, 2);
    CHECK_EQUAL(decoys, 1 + 2); /* a religion; two members that are none */
    wlt_disclosures_clear(&read);
}

TEST(members_are_padded_to_multiples_of_four)
{
    static const size_t rows[][2] = { { 1, 4 }, { 2, 4 }, { 3, 4 }, { 4, 4 }, { 5, 8 }, { 8, 8 } };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct written register_ = write_record("household-register", household(rows[i][0]));
        CHECK_EQUAL(count_of(value_of(register_.fields, test_hex("09"))), rows[i][1]);
    }
}

/** Where the decoys stand is drawn: with one member of four it is in each place at times. */
TEST(decoys_stand_anywhere_among_the_members)
{
    bool seen[4] = { false, false, false, false };

    for (size_t i = 0; i < 200; i++) {
        const struct written register_ = write_record("household-register", household(1));
        const struct wallet_bytes members = value_of(register_.fields, test_hex("09"));
        struct wlt_reader reader = wlt_reader_start(members, WLT_CBOR_STRICT);
        struct wlt_disclosures read;
        open_disclosures(&register_, &read);
        for (size_t j = 0, left = (size_t)wlt_read_array_any(&reader); j < left; j++) {
            wlt_read_tag(&reader, WLT_TAG_REDACTED);
            const struct wlt_disclosure *one = wlt_disclosures_find(&read, wlt_read_bytes(&reader));
            CHECK(one != NULL);
            seen[j] = seen[j] || one->value.size > 0;
        }

        wlt_disclosures_clear(&read);
    }

    CHECK(seen[0] && seen[1] && seen[2] && seen[3]);
}

/** Section 6.1: "a unique cryptographically random salt" for each, decoys included. */
TEST(no_two_salts_are_the_same)
{
    uint8_t salts[400][WLT_SALT_SIZE];
    size_t count = 0;

    for (size_t round = 0; round < 2; round++) {
        const struct written register_ = write_record("household-register", household(20));
        struct wlt_disclosures read;
        open_disclosures(&register_, &read);
        for (size_t i = 0; i < read.count && count < 400; i++) {
            struct wlt_reader string = wlt_reader_start(read.items[i].encoded, WLT_CBOR_STRICT);
            struct wlt_reader reader = wlt_reader_start(wlt_read_bytes(&string), WLT_CBOR_STRICT);
            (void)wlt_read_array_any(&reader);
            const struct wallet_bytes salt = wlt_read_bytes(&reader);
            CHECK_EQUAL(salt.size, WLT_SALT_SIZE);
            memcpy(salts[count++], salt.data, WLT_SALT_SIZE);
        }

        wlt_disclosures_clear(&read);
    }

    CHECK(count > 200);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            CHECK(memcmp(salts[i], salts[j], WLT_SALT_SIZE) != 0);
        }
    }
}

/** With all disclosures it is what the record says, and no digest is left over. */
TEST(all_disclosures_together_make_the_record_again)
{
    const struct written card = write_record("id-card", id_card);
    struct wlt_redaction redaction = { 0 };
    struct wallet_buffer claims = { 0 };
    struct wlt_disclosures read;
    open_disclosures(&card, &read);

    CHECK_EQUAL(
        wlt_redaction_resolve(
            &redaction,
            JOIN(test_hex("a1 18 64"), card.fields),
            WLT_CBOR_STRICT,
            WLT_HASH_SHA256,
            &read,
            &claims,
            NULL),
        WALLET_OK);
    CHECK_EQUAL(redaction.hidden_count, 0);
    CHECK_EQUAL(redaction.decoy_count, 0);
    CHECK_BYTES(
        wallet_buffer_bytes(&claims),
        test_hex("a1 18 64 a9 01 69 e7ae80e7b4a0e5bf83 02 02 03 01 04 d864 191cca"
                 "05 6d e6a0b7e4be8be8b7af31e58fb7 06 72 333630353032313939303033303730303234"
                 "07 66 e69f90e5b180 08 d864 194fe6 09 d864 196c6f"));
    wallet_buffer_clear(&claims);
    wlt_redaction_clear(&redaction);
    wlt_disclosures_clear(&read);
}
