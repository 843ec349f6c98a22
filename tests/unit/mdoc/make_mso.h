/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_MSO_H
#define WALLET_TEST_MAKE_MSO_H

#include "crypto/hash.h"
#include "mdoc_world.h"

/* Elements, and the security object over their digests. */

/** An IssuerSignedItem. */
static inline struct wallet_bytes make_item(
    const struct mdoc_recipe *recipe,
    uint64_t digest_id,
    const char *name,
    struct wallet_bytes value,
    uint8_t salt)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    uint8_t random[32];
    const size_t random_whole = recipe->random_size > 0 ? recipe->random_size : 16;
    const size_t random_size = random_whole - (recipe->odd == ODD_RANDOM_SHORT ? 1 : 0);
    const bool is_nameless = recipe->odd == ODD_ELEMENT_NAMELESS;

    memset(random, recipe->odd == ODD_RANDOM_TWICE ? 9 : salt, sizeof random);
    wlt_write_map(&writer, is_nameless ? 3 : 4);
    if (recipe->odd == ODD_ORDER) {
        write_text(&writer, "elementIdentifier", name);
        write_bytes(&writer, "random", (struct wallet_bytes){ random, random_size });
        write_key(&writer, "elementValue");
        wlt_write_encoded(&writer, value);
        write_key(&writer, "digestID");
        wlt_write_unsigned(&writer, digest_id);
        return kept(&buffer);
    }

    write_key(&writer, "digestID");
    wlt_write_unsigned(&writer, digest_id);
    write_key(&writer, "random");
    wlt_write_bytes(&writer, (struct wallet_bytes){ random, random_size });
    write_text(&writer, "elementIdentifier", is_nameless ? NULL : name);
    write_key(&writer, "elementValue");
    wlt_write_encoded(&writer, value);
    return kept(&buffer);
}

enum {
    ELEMENT_COUNT = 4,
};

/** The elements of the document, as they are signed. */
struct contents {
    struct wallet_bytes items[ELEMENT_COUNT]; /* IssuerSignedItem */
    uint64_t digest_ids[ELEMENT_COUNT];
};

static inline struct contents make_contents(const struct mdoc_recipe *recipe, uint8_t salt)
{
    const uint64_t last = recipe->odd == ODD_NUMBERS_IN_ORDER ? 3 : 33;
    struct contents contents = { .digest_ids = { 0, 1, 2, last } };
    const char *const names[] = {
        "family_name",
        "expiry_date",
        "issuing_country",
        recipe->odd == ODD_NAME_TWICE ? "family_name" : "given_name",
    };
    const struct wallet_bytes values[] = {
        in_text("Doe"),
        joined(test_hex("d903ec"), in_text(or_else(recipe->expiry_date, "2027-01-01"))),
        in_text(or_else(recipe->country, "UT")),
        test_hex("a1 61 61 82 01 f5"),
    };

    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        contents.items[i] =
            make_item(recipe, contents.digest_ids[i], names[i], values[i], (uint8_t)(salt + i));
    }

    return contents;
}

static inline enum wlt_hash hash_of(const struct mdoc_recipe *recipe)
{
    const char *name = or_else(recipe->algorithm, "SHA-256");

    if (strcmp(name, "SHA-512") == 0) {
        return WLT_HASH_SHA512;
    }

    return strcmp(name, "SHA-384") == 0 ? WLT_HASH_SHA384 : WLT_HASH_SHA256;
}

static inline void write_digest(
    struct wlt_writer *writer,
    const struct mdoc_recipe *recipe,
    uint64_t digest_id,
    struct wallet_bytes item)
{
    const bool is_of_content = recipe->odd == ODD_DIGEST_OF_CONTENT;
    const size_t size = wlt_hash_size(hash_of(recipe)) / (recipe->odd == ODD_DIGEST_CUT ? 2 : 1);
    uint8_t digest[WLT_HASH_SIZE_MAX];

    CHECK_EQUAL(
        wlt_hash_bytes(hash_of(recipe), is_of_content ? item : embedded(item), digest), WALLET_OK);
    wlt_write_unsigned(writer, digest_id);
    wlt_write_bytes(writer, (struct wallet_bytes){ digest, size });
}

/** valueDigests, with one for an element that is not disclosed. */
static inline void write_digests(
    struct wlt_writer *writer, const struct mdoc_recipe *recipe, const struct contents *contents)
{
    wlt_write_map(writer, recipe->odd == ODD_NAME_SPACE_EMPTY ? 2 : 1);
    write_key(writer, NAME_SPACE);
    wlt_write_map(writer, ELEMENT_COUNT + (recipe->odd == ODD_NO_DECOY ? 0 : 1));
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        const size_t from = recipe->odd == ODD_DIGESTS_SWAPPED && i < 2 ? 1 - i : i;
        write_digest(writer, recipe, contents->digest_ids[i], contents->items[from]);
    }

    if (recipe->odd != ODD_NO_DECOY) {
        write_digest(writer, recipe, 44, test_hex("a0"));
    }

    if (recipe->odd == ODD_NAME_SPACE_EMPTY) {
        write_key(writer, "empty");
        wlt_write_map(writer, 0);
    }
}

static inline void write_date(
    struct wlt_writer *writer, const struct mdoc_recipe *recipe, const char *key, int64_t when)
{
    char text[WALLET_TIME_SIZE + 16];

    wallet_time_format(when, text);
    if (recipe->fraction) {
        memcpy(text + strlen(text) - 1, recipe->fraction, strlen(recipe->fraction) + 1);
    }

    if (recipe->odd == ODD_DATES_UNTAGGED) {
        write_text(writer, key, text);
    } else {
        write_tdate(writer, key, text);
    }
}

static inline bool has(const struct mdoc_recipe *recipe, const char *member)
{
    return !recipe->mso_without || strcmp(recipe->mso_without, member) != 0;
}

static inline void write_validity(struct wlt_writer *writer, const struct mdoc_recipe *recipe)
{
    const struct {
        const char *key;
        int64_t when;
    } dates[] = {
        { "signed", recipe->signed_unix ? recipe->signed_unix : NOON - HOUR },
        { "validFrom", recipe->from_unix ? recipe->from_unix : NOON - HOUR },
        { "validUntil", recipe->until_unix ? recipe->until_unix : NOON + HOUR },
    };
    size_t count = recipe->expected_update ? 1 : 0;

    for (size_t i = 0; i < 3; i++) {
        count += has(recipe, dates[i].key) ? 1U : 0U;
    }

    write_key(writer, "validityInfo");
    wlt_write_map(writer, count);
    for (size_t i = 0; i < 3; i++) {
        if (has(recipe, dates[i].key)) {
            write_date(writer, recipe, dates[i].key, dates[i].when);
        }
    }

    if (recipe->expected_update) {
        write_tdate(writer, "expectedUpdate", recipe->expected_update);
    }
}

static inline struct wallet_bytes cose_key_of(
    const struct mdoc_world *world, const struct mdoc_recipe *recipe)
{
    struct wallet_buffer buffer = { 0 };

    if (recipe->odd == ODD_KEY_OF_OTHERS) {
        return test_hex("a4 01 02 20 08 21 42 0102 22 42 0102");
    }

    CHECK_EQUAL(wallet_key_write_cose(world->device, &buffer, NULL), WALLET_OK);
    if (recipe->odd == ODD_KEY_OFF_CURVE) {
        buffer.data[buffer.size - 1] ^= 1;
    }

    return kept(&buffer);
}

static inline void write_device_key_info(
    struct wlt_writer *writer, const struct mdoc_world *world, const struct mdoc_recipe *recipe)
{
    const size_t key_count = has(recipe, "deviceKey") ? 1 : 0;

    write_key(writer, "deviceKeyInfo");
    wlt_write_map(writer, key_count + (recipe->authorised ? 1 : 0));
    if (key_count > 0) {
        write_key(writer, "deviceKey");
        wlt_write_encoded(writer, cose_key_of(world, recipe));
    }

    if (recipe->authorised) {
        write_key(writer, "keyAuthorizations");
        wlt_write_encoded(writer, test_hex(recipe->authorised));
    }
}

/** A MobileSecurityObject. */
static inline struct wallet_bytes make_mso(
    const struct mdoc_world *world,
    const struct mdoc_recipe *recipe,
    const struct contents *contents)
{
    static const char *const optional[] = {
        "version", "digestAlgorithm", "valueDigests", "docType"
    };
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    size_t count = 2 + (recipe->status ? 1U : 0U) + (recipe->odd == ODD_MORE_MEMBERS ? 1U : 0U);

    for (size_t i = 0; i < sizeof optional / sizeof optional[0]; i++) {
        count += has(recipe, optional[i]) ? 1U : 0U;
    }

    wlt_write_map(&writer, count);
    write_text(
        &writer, "version", has(recipe, "version") ? or_else(recipe->mso_version, "1.0") : NULL);
    write_text(
        &writer,
        "digestAlgorithm",
        has(recipe, "digestAlgorithm") ? or_else(recipe->algorithm, "SHA-256") : NULL);
    if (has(recipe, "valueDigests")) {
        write_key(&writer, "valueDigests");
        write_digests(&writer, recipe, contents);
    }

    write_device_key_info(&writer, world, recipe);
    write_text(
        &writer, "docType", has(recipe, "docType") ? or_else(recipe->mso_doc_type, MDL) : NULL);
    write_validity(&writer, recipe);
    if (recipe->status) {
        write_key(&writer, "status");
        wlt_write_encoded(&writer, test_hex(recipe->status));
    }

    if (recipe->odd == ODD_MORE_MEMBERS) {
        write_text(&writer, "more", "of it");
    }

    return kept(&buffer);
}

#endif
