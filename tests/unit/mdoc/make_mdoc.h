/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_MDOC_H
#define WALLET_TEST_MAKE_MDOC_H

#include "cose/mac0.h"
#include "crypto/agreement.h"
#include "crypto/hmac.h"
#include "make_issuer_signed.h"
#include "trust/key.h"

/* What a device shows. */

/** DeviceAuthenticationBytes. */
static inline struct wallet_bytes make_authentication(
    const struct mdoc_world *world, const struct mdoc_recipe *recipe)
{
    const struct wallet_bytes transcript = world->session.transcript;
    const bool is_short = recipe->odd == ODD_DOC_TYPE_LEFT_OUT;
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_array(&writer, is_short ? 3 : 4);
    wlt_write_text(&writer, test_text("DeviceAuthentication"));
    wlt_write_encoded(
        &writer, recipe->odd == ODD_TRANSCRIPT_TAGGED ? embedded(transcript) : transcript);
    if (!is_short) {
        wlt_write_text(&writer, test_text(or_else(recipe->doc_type, MDL)));
    }

    wlt_write_encoded(&writer, embedded(test_hex(or_else(recipe->by_device, "a0"))));
    const struct wallet_bytes made = kept(&buffer);
    return recipe->odd == ODD_AUTHENTICATION_BARE ? made : embedded(made);
}

static inline struct wallet_bytes payload_sent(
    const struct mdoc_recipe *recipe, struct wallet_bytes payload)
{
    if (recipe->odd == ODD_PAYLOAD_SENT) {
        return in_bytes(payload);
    }

    return recipe->odd == ODD_OTHER_PAYLOAD_SENT ? in_bytes(test_hex("d81840")) : test_hex("f6");
}

static inline struct wallet_bytes make_device_signature(
    const struct mdoc_world *world, const struct mdoc_recipe *recipe, struct wallet_bytes payload)
{
    const bool is_others = recipe->odd == ODD_DEVICE_OF_OTHERS;
    const struct wallet_key *device = is_others ? world->other_device : world->device;
    const bool is_unprotected = recipe->odd == ODD_DEVICE_ALGORITHM_UNPROTECTED;
    const struct wallet_bytes own = header_for(wlt_key_public(device));
    const bool is_odd = recipe->odd == ODD_DEVICE_ALGORITHM_OF_OTHERS;
    const struct wallet_bytes named = is_odd ? test_hex("a10127") : own;
    const struct wallet_bytes header = is_unprotected ? (struct wallet_bytes){ 0 } : named;

    return make_cose(
        header,
        test_hex(is_unprotected ? "a10126" : "a0"),
        payload_sent(recipe, payload),
        sign_by(wlt_key_private(device), header, payload));
}

static inline void derive_mac_key(
    const struct mdoc_world *world, const struct mdoc_recipe *recipe, uint8_t out[WLT_SHA256_SIZE])
{
    const bool is_others = recipe->odd == ODD_DEVICE_OF_OTHERS;
    const struct wallet_key *device = is_others ? world->other_device : world->device;
    const struct wallet_bytes transcript = world->session.transcript;
    uint8_t salt[WLT_SHA256_SIZE];
    uint8_t secret[WLT_POINT_MAX];
    size_t size = 0;

    wlt_sha256(recipe->odd == ODD_SALT_UNTAGGED ? transcript : embedded(transcript), salt);
    CHECK_EQUAL(
        wlt_agree(
            wlt_key_private(device),
            wlt_key_public(world->session.reader_key),
            secret,
            &size,
            NULL),
        WALLET_OK);
    wlt_hkdf_sha256(
        (struct wallet_bytes){ secret, size },
        (struct wallet_bytes){ salt, sizeof salt },
        test_text(recipe->odd == ODD_INFO_OF_OTHERS ? "SKReader" : "EMacKey"),
        out);
}

static inline struct wallet_bytes make_device_mac(
    const struct mdoc_world *world, const struct mdoc_recipe *recipe, struct wallet_bytes payload)
{
    const bool is_cut = recipe->odd == ODD_MAC_CUT;
    const struct wallet_bytes header = test_hex(is_cut ? "a10104" : "a10105");
    struct wallet_buffer message = { 0 };
    uint8_t key[WLT_SHA256_SIZE];
    uint8_t *code = test_memory(WLT_SHA256_SIZE);

    derive_mac_key(world, recipe, key);
    CHECK_EQUAL(
        wlt_cose_append_structure(
            "MAC0", header, (struct wallet_bytes){ 0 }, payload, &message, NULL),
        WALLET_OK);
    wlt_hmac_sha256((struct wallet_bytes){ key, sizeof key }, wallet_buffer_bytes(&message), code);
    wallet_buffer_clear(&message);
    return make_cose(
        header,
        test_hex("a0"),
        payload_sent(recipe, payload),
        (struct wallet_bytes){ code, is_cut ? 8 : WLT_SHA256_SIZE });
}

/** DeviceSigned. */
static inline void write_device_signed(
    struct wlt_writer *writer, const struct mdoc_world *world, const struct mdoc_recipe *recipe)
{
    const struct wallet_bytes payload = make_authentication(world, recipe);
    const bool has_auth = recipe->odd != ODD_NO_DEVICE_AUTH;
    const bool has_both = recipe->odd == ODD_SIGNATURE_AND_MAC;

    wlt_write_map(writer, has_auth ? 2 : 1);
    write_key(writer, "nameSpaces");
    wlt_write_encoded(writer, embedded(test_hex(or_else(recipe->by_device, "a0"))));
    if (!has_auth) {
        return;
    }

    write_key(writer, "deviceAuth");
    wlt_write_map(writer, has_both ? 2 : 1);
    if (recipe->is_mac || has_both) {
        write_key(writer, "deviceMac");
        wlt_write_encoded(writer, make_device_mac(world, recipe, payload));
    }

    if (!recipe->is_mac) {
        write_key(writer, "deviceSignature");
        wlt_write_encoded(writer, make_device_signature(world, recipe, payload));
    }
}

/** A Document. */
UNUSED static struct wallet_bytes make_document(
    const struct mdoc_world *world, const struct mdoc_recipe *recipe)
{
    const bool has_doc_type = recipe->odd != ODD_NO_DOC_TYPE;
    const bool has_device = recipe->odd != ODD_NO_DEVICE_SIGNED;
    const bool has_more = recipe->odd == ODD_MORE_MEMBERS;
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    if (recipe->odd == ODD_ORDER) {
        wlt_write_encoded(&writer, test_hex("b9 0003"));
    } else {
        wlt_write_map(
            &writer, 1 + (has_doc_type ? 1U : 0U) + (has_device ? 1U : 0U) + (has_more ? 1U : 0U));
    }

    write_key(&writer, "issuerSigned");
    wlt_write_encoded(&writer, make_issuer_signed(world, recipe));
    if (has_device) {
        write_key(&writer, "deviceSigned");
        write_device_signed(&writer, world, recipe);
    }

    if (has_more) {
        write_key(&writer, "errors");
        wlt_write_map(&writer, 0);
    }

    write_text(&writer, "docType", has_doc_type ? or_else(recipe->doc_type, MDL) : NULL);
    return kept(&buffer);
}

/** A DeviceResponse with these documents, encoded one behind the other. */
UNUSED static struct wallet_bytes make_response_of(
    const struct mdoc_recipe *recipe, struct wallet_bytes documents, size_t count)
{
    const bool has_documents = recipe->odd != ODD_NO_DOCUMENTS;
    const bool has_status = recipe->odd != ODD_NO_STATUS;
    const bool has_more = recipe->odd == ODD_MEMBER_TWICE || recipe->odd == ODD_MORE_MEMBERS;
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(
        &writer, 1 + (has_documents ? 1U : 0U) + (has_status ? 1U : 0U) + (has_more ? 1U : 0U));
    write_text(&writer, "version", or_else(recipe->response_version, "1.0"));
    if (has_documents) {
        write_key(&writer, "documents");
        wlt_write_array(&writer, count);
        wlt_write_encoded(&writer, documents);
    }

    if (has_status) {
        write_key(&writer, "status");
        wlt_write_unsigned(&writer, recipe->odd == ODD_STATUS ? 10 : 0);
    }

    if (has_more) {
        write_text(&writer, recipe->odd == ODD_MEMBER_TWICE ? "version" : "more", "1.0");
    }

    wlt_write_encoded(&writer, test_hex(recipe->odd == ODD_BYTES_BEHIND ? "00" : ""));
    return kept(&buffer);
}

/** What the recipe makes: a response with one document, or an IssuerSigned alone. */
UNUSED static struct wallet_bytes make_mdoc(
    const struct mdoc_world *world, const struct mdoc_recipe *recipe)
{
    return recipe->is_bare ? make_issuer_signed(world, recipe)
                           : make_response_of(recipe, make_document(world, recipe), 1);
}

/** Verifies at NOON; the first verdict. */
UNUSED static const struct wallet_verdict *verdict_of(
    struct mdoc_world *world, struct wallet_bytes input)
{
    struct wallet_error error = { .message = "" };
    const enum wallet_status status =
        wallet_mdoc_verify(world->verifier, input, &world->session, NOON, world->mdoc, &error);

    CHECK(wallet_mdoc_count(world->mdoc) > 0);
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    return wallet_mdoc_at(world->mdoc, 0);
}

#endif
