/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_MDL_H
#define WALLET_TEST_MAKE_MDL_H

#include "make_signer.h"
#include "unit/mdoc/make_mdoc.h"

/* Documents that keep their profile to the last demand, and driving licences with all their elements. */

#define ADDED_NAME_SPACE "org.iso.18013.5.1.utopia"

enum {
    MDL_COUNT = 11,
};

/** One element: its name and its value in hex. */
struct mdl_element {
    const char *name;
    const char *value;
};

/** As an issuer should hand them over. */
static const struct mdl_element mdl_elements[MDL_COUNT] = {
    { "family_name", "63 446f65" },
    { "given_name", "64 4a616e65" },
    { "birth_date", "d903ec 6a 313939302d30312d3031" },
    { "issue_date", "c0 74 323032362d30312d30315430303a30303a30305a" },
    { "expiry_date", "d903ec 6a 323033302d30312d3031" },
    { "issuing_country", "62 5554" },
    { "issuing_authority", "62 5554" },
    { "document_number", "61 31" },
    { "portrait", "44 ffd8ffe0" },
    { "driving_privileges", "80" },
    { "un_distinguishing_sign", "62 5554" },
};

/** As open_world(), with certificates that have no findings and last for over a year. */
UNUSED static void open_lasting_world(struct mdoc_world *world)
{
    struct recipe authority = lint_recipes[AUTHORITY];
    struct recipe signer = lint_recipes[SIGNER];

    open_world(world);
    release_identity(&world->signer);
    release_identity(&world->iaca);
    authority.not_after = NOON + 400 * (int64_t)DAY;
    signer.not_after = authority.not_after;
    world->iaca = make_lasting(&authority, NULL, NULL);
    world->signer = make_lasting(&signer, &world->iaca, NULL);
}

/** What a state adds in a namespace of its own, where names mean what it says. */
static inline struct wallet_bytes make_added_item(const struct mdoc_recipe *recipe)
{
    return make_item(recipe, 7, "issuing_country", test_hex("62 5858"), MDL_COUNT);
}

static inline void write_mdl_items(
    struct wlt_writer *writer, const struct mdoc_recipe *recipe, const struct wallet_bytes *items)
{
    size_t count = 0;

    for (size_t i = 0; i < MDL_COUNT; i++) {
        count += items[i].size > 0 ? 1U : 0U;
    }

    write_key(writer, "nameSpaces");
    wlt_write_map(writer, 2);
    write_key(writer, NAME_SPACE);
    wlt_write_array(writer, count);
    for (size_t i = 0; i < MDL_COUNT; i++) {
        if (items[i].size > 0) {
            wlt_write_encoded(writer, embedded(items[i]));
        }
    }

    write_key(writer, ADDED_NAME_SPACE);
    wlt_write_array(writer, 1);
    wlt_write_encoded(writer, embedded(make_added_item(recipe)));
}

/** The security object over these items, whose numbers go by twos. */
static inline struct wallet_bytes make_mdl_mso(
    const struct mdoc_world *world,
    const struct mdoc_recipe *recipe,
    const struct wallet_bytes *items)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(&writer, 6);
    write_text(&writer, "version", "1.0");
    write_text(&writer, "digestAlgorithm", "SHA-256");
    write_key(&writer, "valueDigests");
    wlt_write_map(&writer, 2);
    write_key(&writer, NAME_SPACE);
    wlt_write_map(&writer, MDL_COUNT + 1);
    for (size_t i = 0; i < MDL_COUNT; i++) {
        write_digest(&writer, recipe, 2 * i, items[i]);
    }

    write_digest(&writer, recipe, 99, test_hex("a0"));
    write_key(&writer, ADDED_NAME_SPACE);
    wlt_write_map(&writer, 2);
    write_digest(&writer, recipe, 7, make_added_item(recipe));
    write_digest(&writer, recipe, 99, test_hex("a0"));
    write_device_key_info(&writer, world, recipe);
    write_text(&writer, "docType", MDL);
    write_validity(&writer, recipe);
    return kept(&buffer);
}

/**
 * An IssuerSigned of a driving licence, with so many of its elements, one of which is another; no value: it is
 * left out.
 */
UNUSED static struct wallet_bytes make_mdl(
    const struct mdoc_world *world, const struct mdl_element *other, size_t count)
{
    const struct mdoc_recipe recipe = { .random_size = 32 };
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);
    struct wallet_bytes items[MDL_COUNT];

    for (size_t i = 0; i < MDL_COUNT; i++) {
        const struct mdl_element *element = &mdl_elements[i];
        const bool is_other = other && strcmp(other->name, element->name) == 0;
        const char *value = is_other ? other->value : element->value;
        items[i] = value && i < count
                       ? make_item(&recipe, 2 * i, element->name, test_hex(value), (uint8_t)i)
                       : (struct wallet_bytes){ 0 };
    }

    wlt_write_map(&writer, 2);
    write_mdl_items(&writer, &recipe, items);
    write_key(&writer, "issuerAuth");
    wlt_write_encoded(
        &writer, make_issuer_auth(world, &recipe, make_mdl_mso(world, &recipe, items)));
    return kept(&buffer);
}

#endif
