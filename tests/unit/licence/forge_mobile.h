/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_FORGE_MOBILE_H
#define WALLET_TEST_FORGE_MOBILE_H

#include "cose/key.h"
#include "cose/sign1.h"
#include "make_mobile.h"
#include "mdoc/items.h"
#include "mdoc/mso.h"
#include "trust/key.h"

/* Mobile documents of our types that our own issuing would not make. */

/** One element in hex: its name and value. */
struct element {
    const char *name;
    const char *value;
};

enum {
    ELEMENTS_MAX = 4,
};

/** {namespace: content}, the same content in each. */
static inline void write_name_spaces(
    struct wlt_writer *writer,
    const char *const *names,
    size_t count,
    size_t item_count,
    bool is_map,
    const struct wallet_buffer *items)
{
    wlt_write_map(writer, count);
    for (size_t i = 0; i < count; i++) {
        wlt_write_text(writer, test_text(names[i]));
        if (is_map) {
            wlt_write_map(writer, item_count);
        } else {
            wlt_write_array(writer, item_count);
        }

        wlt_write_encoded(writer, wallet_buffer_bytes(items));
    }
}

static inline void write_issuer_auth(
    struct wlt_writer *writer, const struct mobile *mobile, struct wallet_bytes payload)
{
    const struct wallet_signer *signer = &mobile->agency.signer;
    struct wallet_buffer message = { 0 };
    struct wallet_buffer unprotected = { 0 };
    struct wlt_writer chain = wlt_writer_start(&unprotected);
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    wlt_write_map(&chain, 1);
    wlt_write_int(&chain, WLT_COSE_X5CHAIN);
    wlt_write_bytes(&chain, der_of(mobile->signer.x509));
    CHECK_EQUAL(
        wlt_sign1_append_signed(
            test_hex("a10126"), (struct wallet_bytes){ 0 }, payload, &message, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        signer->sign(signer->context, wallet_buffer_bytes(&message), signature, &size, NULL),
        WALLET_OK);
    wlt_sign1_write(
        writer,
        test_hex("a10126"),
        wallet_buffer_bytes(&unprotected),
        payload,
        (struct wallet_bytes){ signature, size });
    wallet_buffer_clear(&unprotected);
    wallet_buffer_clear(&message);
}

static inline struct wlt_mdoc_items make_items(const struct element *elements, size_t decoys)
{
    struct wlt_mdoc_items items = { .status = WALLET_OK };

    for (size_t i = 0; i < ELEMENTS_MAX && elements[i].name; i++) {
        wlt_mdoc_items_add(&items, test_text(elements[i].name), test_hex(elements[i].value));
    }

    for (size_t i = 0; i < decoys; i++) {
        wlt_mdoc_items_add_decoy(&items);
    }

    CHECK_EQUAL(items.status, WALLET_OK);
    return items;
}

/** An IssuerSigned of the ID card's type with these elements in each of the namespaces. */
static inline struct wallet_bytes forge_in(
    const struct mobile *mobile,
    const char *const *names,
    size_t count,
    const struct element *elements,
    size_t decoys)
{
    struct wlt_mdoc_items items = make_items(elements, decoys);
    struct wallet_buffer digests = { 0 };
    struct wallet_buffer key = { 0 };
    struct wallet_buffer payload = { 0 };
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&digests);
    write_name_spaces(&writer, names, count, items.digest_count, true, &items.digests);
    CHECK_EQUAL(wlt_cose_key_append(wlt_key_public(mobile->device), &key, NULL), WALLET_OK);
    const struct wlt_mso mso = {
        .doc_type = test_text(AGENCY_TYPE),
        .value_digests = wallet_buffer_bytes(&digests),
        .device_key = wallet_buffer_bytes(&key),
        .signed_unix = AGENCY_NOW,
        .from_unix = AGENCY_NOW,
        .until_unix = AGENCY_NOW + DAY,
    };

    writer = wlt_writer_start(&payload);
    wlt_mso_write(&writer, &mso);
    writer = wlt_writer_start(&out);
    wlt_write_map(&writer, 2);
    wlt_write_text(&writer, test_text("issuerAuth"));
    write_issuer_auth(&writer, mobile, wallet_buffer_bytes(&payload));
    wlt_write_text(&writer, test_text("nameSpaces"));
    write_name_spaces(&writer, names, count, items.item_count, false, &items.items);
    wallet_buffer_clear(&payload);
    wallet_buffer_clear(&key);
    wallet_buffer_clear(&digests);
    wlt_mdoc_items_clear(&items);

    uint8_t *copy = test_memory(out.size);
    memcpy(copy, out.data, out.size);
    const struct wallet_bytes kept = { copy, out.size };
    wallet_buffer_clear(&out);
    return kept;
}

/** The same in one namespace. */
static inline struct wallet_bytes forge(
    const struct mobile *mobile, const char *name, const struct element *elements, size_t decoys)
{
    return forge_in(mobile, &name, 1, elements, decoys);
}

#endif
