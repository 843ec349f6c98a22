/* SPDX-License-Identifier: Apache-2.0 */
#include "driving_licence.h"

#include <wallet/mdoc_present.h>

#include "crypto/ecdsa.h"
#include "crypto/pkey.h"
#include "job.h"
#include "mdoc/device_auth.h"
#include "mdoc/response.h"
#include "trust/key.h"
#include "unit/mdoc/make_issuer_signed.h"

enum {
    A_YEAR = 365 * DAY,
};

/** An element of ISO/IEC 18013-5 7.2.1, one of three. */
struct element {
    const char *name;
    const char *text;
    const char *date; /* full-date */
    const char *encoded;
};

/* Those that are shown come first. */
static const struct element elements[LICENCE_ELEMENTS] = {
    { .name = "family_name", .text = "Zhong" },
    { .name = "given_name", .text = "Wangshu" },
    { .name = "birth_date", .date = "1990-03-07" },
    { .name = "expiry_date", .date = "2099-03-07" },
    { .name = "issuing_country", .text = "UT" },
    { .name = "document_number", .text = "3605021990" },
    { .name = "issue_date", .date = "2026-03-07" },
    { .name = "issuing_authority", .text = "Utopia Department of Roads" },
    { .name = "portrait", .encoded = "4102" },
    { .name = "driving_privileges",
      .encoded = "81a17576656869636c655f63617465676f72795f636f64656142" },
    { .name = "un_distinguishing_sign", .text = "UT" },
    { .name = "administrative_number", .text = "AB-0042" },
    { .name = "sex", .encoded = "02" },
    { .name = "height", .encoded = "18a8" },
    { .name = "weight", .encoded = "1838" },
    { .name = "eye_colour", .text = "black" },
    { .name = "hair_colour", .text = "black" },
    { .name = "birth_place", .text = "Xinyu" },
    { .name = "resident_address", .text = "1 Example Road" },
    { .name = "age_over_18", .encoded = "f5" },
    { .name = "age_over_21", .encoded = "f5" },
    { .name = "nationality", .text = "UT" },
};

static void make_authority(struct identity *out, int64_t now_unix)
{
    struct recipe recipe = iaca_recipe;
    recipe.not_before = now_unix - A_YEAR;
    recipe.not_after = now_unix + A_YEAR;
    *out = make_certificate(&recipe, NULL);
}

static void make_signer(struct mdoc_world *world, int64_t now_unix)
{
    struct recipe recipe = document_signer;
    recipe.not_before = now_unix - DAY;
    recipe.not_after = now_unix + DAY;
    world->signer = make_certificate(&recipe, &world->iaca);
}

void reader_open(struct mdoc_world *world, struct wallet_bytes root, struct wallet_bytes transcript)
{
    *world = (struct mdoc_world){ .trust = NULL };
    job_demand(
        wallet_trust_new(&world->trust, NULL) == WALLET_OK &&
            wallet_trust_add(world->trust, root, NULL) == WALLET_OK &&
            wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &world->catalogue, NULL) ==
                WALLET_OK &&
            wallet_verifier_new(world->trust, world->catalogue, &world->verifier, NULL) ==
                WALLET_OK &&
            wallet_mdoc_new(&world->mdoc, NULL) == WALLET_OK,
        "a reader");
    world->session = (struct wallet_mdoc_session){ .transcript = transcript, .doc_type = MDL };
}

void licence_world_open(struct mdoc_world *world, int64_t now_unix)
{
    struct wallet_buffer transcript = { 0 };
    struct identity iaca;

    job_demand(
        wallet_transcript_redirect(
            "x509_san_dns:reader.example",
            "nonce",
            (struct wallet_bytes){ 0 },
            "https://reader.example/response",
            &transcript,
            NULL) == WALLET_OK,
        "a session");
    make_authority(&iaca, now_unix);
    reader_open(world, der_of(iaca.x509), kept(&transcript));
    world->iaca = iaca;
    make_signer(world, now_unix);
}

void licence_world_change_signer(struct mdoc_world *world, int64_t now_unix)
{
    release_identity(&world->signer);
    make_signer(world, now_unix);
}

/** IssuerSignedItem. */
static struct wallet_bytes make_element(const struct mdoc_recipe *recipe, size_t index)
{
    const struct element *element = &elements[index];
    struct wallet_bytes value = test_hex(element->encoded ? element->encoded : "");

    if (element->text) {
        value = in_text(element->text);
    } else if (element->date) {
        value = joined(test_hex("d903ec"), in_text(element->date));
    }

    return make_item(recipe, index, element->name, value, (uint8_t)(index + 1));
}

static struct wallet_bytes make_security_object(
    const struct mdoc_world *world,
    const struct mdoc_recipe *recipe,
    const struct wallet_bytes items[LICENCE_ELEMENTS])
{
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(&writer, 6);
    write_text(&writer, "version", "1.0");
    write_text(&writer, "digestAlgorithm", "SHA-256");
    write_key(&writer, "valueDigests");
    wlt_write_map(&writer, 1);
    write_key(&writer, NAME_SPACE);
    wlt_write_map(&writer, LICENCE_ELEMENTS);
    for (size_t i = 0; i < LICENCE_ELEMENTS; i++) {
        write_digest(&writer, recipe, i, items[i]);
    }

    write_device_key_info(&writer, world, recipe);
    write_text(&writer, "docType", MDL);
    write_validity(&writer, recipe);
    return kept(&buffer);
}

/** IssuerSigned, with all elements. */
static struct wallet_bytes issue(const struct mdoc_world *world, int64_t now_unix)
{
    const struct mdoc_recipe recipe = { .signed_unix = now_unix - HOUR,
                                        .from_unix = now_unix - HOUR,
                                        .until_unix = now_unix + A_YEAR };
    struct wallet_bytes items[LICENCE_ELEMENTS];
    struct wallet_buffer buffer = { 0 };
    struct wlt_writer writer = wlt_writer_start(&buffer);

    wlt_write_map(&writer, 2);
    write_key(&writer, "nameSpaces");
    wlt_write_map(&writer, 1);
    write_key(&writer, NAME_SPACE);
    wlt_write_array(&writer, LICENCE_ELEMENTS);
    for (size_t i = 0; i < LICENCE_ELEMENTS; i++) {
        items[i] = make_element(&recipe, i);
        wlt_write_encoded(&writer, embedded(items[i]));
    }

    write_key(&writer, "issuerAuth");
    wlt_write_encoded(
        &writer, make_issuer_auth(world, &recipe, make_security_object(world, &recipe, items)));
    return kept(&buffer);
}

static void show(
    struct driving_licence *licence, const struct mdoc_world *world, struct wallet_bytes issued)
{
    struct wallet_mdoc_choice choices[LICENCE_SHOWN];

    for (size_t i = 0; i < LICENCE_SHOWN; i++) {
        choices[i] =
            (struct wallet_mdoc_choice){ test_text(NAME_SPACE), test_text(elements[i].name) };
    }

    const struct wallet_mdoc_shown shown = {
        .issuer_signed = issued,
        .device = world->device,
        .choices = choices,
        .choice_count = LICENCE_SHOWN,
    };
    job_demand(
        wallet_mdoc_present(&shown, 1, world->session.transcript, NULL, &licence->response, NULL) ==
            WALLET_OK,
        "showing");
}

/** What is signed by a COSE_Sign1, of which the payload may be known otherwise. */
static void take_signature(
    struct es256 *out, struct wallet_bytes encoded, struct wallet_bytes payload, EVP_PKEY *key)
{
    struct wlt_sign1 sign1;

    job_demand(
        wlt_sign1_read(encoded, WLT_CBOR_LENIENT, &sign1, NULL) == WALLET_OK &&
            wlt_sign1_append_signed(
                sign1.protected_encoded,
                (struct wallet_bytes){ 0 },
                sign1.is_detached ? payload : sign1.payload,
                &out->message,
                NULL) == WALLET_OK,
        "reading a signature");

    const struct wallet_bytes der = wlt_ecdsa_to_der(sign1.signature, out->signature);
    memmove(out->signature, der.data, der.size);
    out->signature_size = der.size;
    es256_open(out, key);
}

static void take_signatures(struct driving_licence *licence, const struct mdoc_world *world)
{
    struct wallet_buffer payload = { 0 };
    struct wlt_mdoc_response response;
    struct wlt_mdoc_document document;

    job_demand(
        wlt_mdoc_response_read(wallet_buffer_bytes(&licence->response), &response, NULL) ==
                WALLET_OK &&
            wlt_mdoc_document_read(response.documents[0], &document, NULL) == WALLET_OK &&
            wlt_device_auth_append_signed(
                document.doc_type,
                world->session.transcript,
                document.device_name_spaces.whole,
                &payload,
                NULL) == WALLET_OK,
        "reading a response");
    take_signature(
        &licence->signatures[0],
        document.issuer_auth,
        (struct wallet_bytes){ 0 },
        world->signer.pkey);
    take_signature(
        &licence->signatures[1],
        document.device_signature,
        wallet_buffer_bytes(&payload),
        wlt_key_public(world->device)->pkey);
    wallet_buffer_clear(&payload);
}

void driving_licence_open(
    struct driving_licence *licence, struct mdoc_world *world, int64_t now_unix)
{
    *licence = (struct driving_licence){ .response = { 0 } };
    world->device = make_wallet_key("P-256");
    show(licence, world, issue(world, now_unix));
    take_signatures(licence, world);
    wallet_key_free(world->device);
    world->device = NULL;
}

void driving_licence_close(struct driving_licence *licence)
{
    es256_close(&licence->signatures[0]);
    es256_close(&licence->signatures[1]);
    wallet_buffer_clear(&licence->response);
}
