/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_ISSUER_SIGNED_H
#define WALLET_TEST_MAKE_ISSUER_SIGNED_H

#include "cose/sign1.h"
#include "crypto/private_key.h"
#include "make_mso.h"

/* What an issuer hands over. */

static inline struct wallet_bytes sign_by(
    const struct wlt_private_key *key, struct wallet_bytes header, struct wallet_bytes payload)
{
    struct wallet_buffer message = { 0 };
    uint8_t *signature = test_memory(WALLET_SIGNATURE_MAX);
    size_t size = 0;

    CHECK_EQUAL(
        wlt_sign1_append_signed(header, (struct wallet_bytes){ 0 }, payload, &message, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wlt_private_key_sign(key, wallet_buffer_bytes(&message), signature, &size, NULL),
        WALLET_OK);
    wallet_buffer_clear(&message);
    return (struct wallet_bytes){ signature, size };
}

/** The protected header that names the hash of an ECDSA key: ES256, ES384, ES512. */
static inline struct wallet_bytes header_for(const struct wlt_public_key *key)
{
    const size_t size = wlt_public_key_x(key).size;
    if (size <= 32) {
        return test_hex("a10126");
    }

    return test_hex(size <= 48 ? "a1013822" : "a1013823");
}

/** [protected, unprotected, payload or null, signature or code], of which all but the last are encoded. */
static inline struct wallet_bytes make_cose(
    struct wallet_bytes header,
    struct wallet_bytes unprotected,
    struct wallet_bytes payload,
    struct wallet_bytes proof)
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_array(&writer, 4);
    wlt_write_bytes(&writer, header);
    wlt_write_encoded(&writer, unprotected);
    wlt_write_encoded(&writer, payload);
    wlt_write_bytes(&writer, proof);
    return kept(&buffer);
}

static inline struct wallet_bytes make_unprotected(
    const struct mdoc_world *world, const struct mdoc_recipe *recipe)
{
    const struct wallet_bytes chain = x5chain_header(&world->signer, NULL);

    if (recipe->unprotected.size > 0) {
        return recipe->unprotected;
    }

    if (recipe->odd == ODD_NO_CHAIN) {
        return test_hex("a0");
    }

    if (recipe->odd == ODD_ALGORITHM_UNPROTECTED) {
        return joined(
            test_hex("a2 01 26"), (struct wallet_bytes){ chain.data + 1, chain.size - 1 });
    }

    return chain;
}

/** issuerAuth. */
static inline struct wallet_bytes make_issuer_auth(
    const struct mdoc_world *world, const struct mdoc_recipe *recipe, struct wallet_bytes mso)
{
    const bool is_by_others = recipe->odd == ODD_SIGNED_BY_OTHERS;
    const struct identity *signer = is_by_others ? &world->other : &world->signer;
    const struct wallet_bytes payload = recipe->odd == ODD_MSO_BARE ? mso : embedded(mso);
    const bool is_detached = recipe->odd == ODD_ISSUER_DETACHED;
    struct wlt_private_key *key = NULL;
    CHECK_EQUAL(wlt_private_key_from_pkcs8(pkcs8_of(signer->pkey), &key, NULL), WALLET_OK);

    struct wallet_bytes header =
        recipe->header ? test_hex(recipe->header) : header_for(wlt_private_key_public(key));
    if (recipe->odd == ODD_ALGORITHM_UNPROTECTED) {
        header = (struct wallet_bytes){ 0 };
    }

    const struct wallet_bytes signature = sign_by(
        key, recipe->odd == ODD_SIGNED_OTHERWISE ? test_hex("a101390100") : header, payload);
    wlt_private_key_free(key);
    const struct wallet_bytes made = make_cose(
        header,
        make_unprotected(world, recipe),
        is_detached ? test_hex("f6") : in_bytes(payload),
        signature);
    return recipe->odd == ODD_ISSUER_TAGGED ? joined(test_hex("d2"), made) : made;
}

/** IssuerSignedItemBytes, with what is odd about the first of them. */
static inline struct wallet_bytes show_item(
    const struct mdoc_recipe *recipe, size_t index, struct wallet_bytes item)
{
    if (index == 0 && recipe->odd == ODD_ELEMENT_BARE) {
        return item;
    }

    if (index == 0 && recipe->odd == ODD_ELEMENT_UNTAGGED) {
        return in_bytes(item);
    }

    if (index == 0 && recipe->odd == ODD_ELEMENT_REWRITTEN) {
        const uint8_t head[] = { 0xd8, 0x18, 0x59, 0, (uint8_t)item.size };
        return joined((struct wallet_bytes){ head, sizeof head }, item);
    }

    return embedded(item);
}

static inline void write_items(
    struct wlt_writer *writer, const struct mdoc_recipe *recipe, const struct contents *contents)
{
    const bool has_more = recipe->odd == ODD_ELEMENT_TWICE || recipe->odd == ODD_UNSIGNED_ELEMENT;
    const struct contents others = make_contents(recipe, 99);

    wlt_write_array(writer, ELEMENT_COUNT + (has_more ? 1 : 0));
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        const bool is_others = i == 0 && recipe->odd == ODD_OTHERS_ELEMENT;
        wlt_write_encoded(writer, show_item(recipe, i, (is_others ? &others : contents)->items[i]));
    }

    if (recipe->odd == ODD_ELEMENT_TWICE) {
        wlt_write_encoded(writer, embedded(contents->items[0]));
    } else if (recipe->odd == ODD_UNSIGNED_ELEMENT) {
        wlt_write_encoded(writer, embedded(make_item(recipe, 77, "sex", test_hex("01"), 7)));
    }
}

static inline void write_name_spaces(
    struct wlt_writer *writer, const struct mdoc_recipe *recipe, const struct contents *contents)
{
    const bool has_more =
        recipe->odd == ODD_NAME_SPACE_UNSIGNED || recipe->odd == ODD_NAME_SPACE_EMPTY;

    write_key(writer, "nameSpaces");
    wlt_write_map(writer, has_more ? 2 : 1);
    write_key(writer, NAME_SPACE);
    write_items(writer, recipe, contents);
    if (recipe->odd == ODD_NAME_SPACE_EMPTY) {
        write_key(writer, "empty");
        wlt_write_array(writer, 0);
    } else if (has_more) {
        write_key(writer, "unsigned");
        wlt_write_array(writer, 1);
        wlt_write_encoded(writer, embedded(contents->items[0]));
    }
}

/** An IssuerSigned. */
UNUSED static struct wallet_bytes make_issuer_signed(
    const struct mdoc_world *world, const struct mdoc_recipe *recipe)
{
    const struct contents contents = make_contents(recipe, 1);
    const bool has_name_spaces = recipe->odd != ODD_NO_NAME_SPACES;
    const bool has_auth = recipe->odd != ODD_NO_ISSUER_AUTH;
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(&writer, (has_name_spaces ? 1 : 0) + (has_auth ? 1U : 0U));
    if (has_name_spaces) {
        write_name_spaces(&writer, recipe, &contents);
    }

    if (has_auth) {
        const struct wallet_bytes mso = make_mso(world, recipe, &contents);
        write_key(&writer, "issuerAuth");
        wlt_write_encoded(&writer, make_issuer_auth(world, recipe, mso));
    }

    return kept(&buffer);
}

#endif
