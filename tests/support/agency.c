/* SPDX-License-Identifier: Apache-2.0 */
#include "agency.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

static const char id_card[] =
    "{\"serial\":\"TEST20260001\",\"fields\":{"
    "\"name\":\"简素心\",\"sex\":\"女\",\"ethnic_group\":\"汉\",\"birth_date\":\"1990-03-07\","
    "\"address\":\"江西省新余市渝水区样例路1号\",\"citizen_number\":\"360502199003070024\","
    "\"issuing_authority\":\"新余市公安局渝水分局\","
    "\"valid_from\":\"2026-01-01\",\"valid_until\":\"2046-01-01\"}}";

static void demand(enum wallet_status status, const struct wallet_error *error)
{
    if (status != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(status), error->message);
    }
}

struct wallet_key *agency_stranger(enum wallet_algorithm algorithm, const char *issuer)
{
    const struct wallet_key_owner owner = {
        .issuer = issuer,
        .name_zh = "某机关",
        .name_en = "Some Bureau",
    };
    struct wallet_key *key = NULL;
    struct wallet_error error = { 0 };

    demand(wallet_key_generate(algorithm, &owner, &key, &error), &error);
    return key;
}

void agency_trust(struct agency *agency, const struct wallet_key *key)
{
    struct wallet_buffer file = { 0 };
    struct wallet_error error = { 0 };

    demand(wallet_key_write_public(key, &file, &error), &error);
    demand(wallet_trust_add(agency->trust, wallet_buffer_bytes(&file), &error), &error);
    wallet_buffer_clear(&file);
}

void agency_issue(struct agency *agency, const struct wallet_signer *signer)
{
    struct wallet_error error = { 0 };
    demand(wallet_issue(agency->record, signer, AGENCY_NOW, &agency->licence, &error), &error);
}

void agency_open(struct agency *agency, enum wallet_algorithm algorithm)
{
    static const char *const types[] = { AGENCY_TYPE };
    const struct wallet_key_owner owner = {
        .issuer = AGENCY_ISSUER,
        .name_zh = "新余市某局",
        .name_en = "A Bureau of Xinyu",
        .types = types,
        .type_count = 1,
    };
    struct wallet_error error = { 0 };

    *agency = (struct agency){ 0 };
    demand(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &agency->catalogue, &error), &error);
    demand(wallet_key_generate(algorithm, &owner, &agency->key, &error), &error);
    demand(wallet_key_signer(agency->key, &agency->signer, &error), &error);
    demand(wallet_trust_new(&agency->trust, &error), &error);
    agency_trust(agency, agency->key);
    demand(
        wallet_verifier_new(agency->trust, agency->catalogue, &agency->verifier, &error), &error);
    demand(wallet_verdict_new(&agency->verdict, &error), &error);

    const struct wallet_type *type = wallet_catalogue_find(agency->catalogue, test_text("id-card"));
    demand(wallet_record_parse(type, test_text(id_card), &agency->record, &error), &error);
    wallet_record_terms(agency->record)->until_unix = AGENCY_NOW + AGENCY_A_YEAR;
    agency_issue(agency, &agency->signer);
}

void agency_close(struct agency *agency)
{
    wallet_buffer_clear(&agency->licence);
    wallet_record_free(agency->record);
    wallet_verdict_free(agency->verdict);
    wallet_verifier_free(agency->verifier);
    wallet_trust_free(agency->trust);
    wallet_key_free(agency->key);
    wallet_catalogue_free(agency->catalogue);
}

enum wallet_reason agency_verify(struct agency *agency, struct wallet_bytes input, int64_t at_unix)
{
    const enum wallet_status status =
        wallet_verify(agency->verifier, input, at_unix, agency->verdict, NULL);
    const enum wallet_decision decision = wallet_verdict_decision(agency->verdict);

    CHECK_EQUAL(status == WALLET_OK, decision == WALLET_ACCEPTED);
    CHECK_EQUAL(status == WALLET_ERR_REFUSED, decision == WALLET_REFUSED);
    return wallet_verdict_reason(agency->verdict);
}

/** Appends a head of a byte or text string of up to 65535 bytes, and the string. */
static uint8_t *put_string(uint8_t *at, uint8_t major, struct wallet_bytes bytes)
{
    if (bytes.size < 24) {
        *at++ = (uint8_t)(major | bytes.size);
    } else if (bytes.size < 256) {
        *at++ = major | 24;
        *at++ = (uint8_t)bytes.size;
    } else {
        *at++ = major | 25;
        *at++ = (uint8_t)(bytes.size >> 8);
        *at++ = (uint8_t)bytes.size;
    }

    if (bytes.size > 0) {
        memcpy(at, bytes.data, bytes.size);
    }

    return at + bytes.size;
}

struct wallet_bytes agency_forge(
    const struct wallet_signer *signer,
    struct wallet_bytes protected_header,
    struct wallet_bytes unprotected_header,
    struct wallet_bytes payload)
{
    const uint8_t byte_string = 0x40;
    const size_t room = protected_header.size + unprotected_header.size + payload.size + 600;
    uint8_t *message = test_memory(room);
    uint8_t *out = test_memory(room);
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;
    struct wallet_error error = { 0 };

    uint8_t *end = message;
    *end++ = 0x84;
    end = put_string(end, 0x60, test_text("Signature1"));
    end = put_string(end, byte_string, protected_header);
    *end++ = byte_string;
    end = put_string(end, byte_string, payload);
    demand(
        signer->sign(
            signer->context,
            (struct wallet_bytes){ message, (size_t)(end - message) },
            signature,
            &size,
            &error),
        &error);

    end = out;
    *end++ = 0xd2;
    *end++ = 0x84;
    end = put_string(end, byte_string, protected_header);
    memcpy(end, unprotected_header.data, unprotected_header.size);
    end = put_string(end + unprotected_header.size, byte_string, payload);
    end = put_string(end, byte_string, (struct wallet_bytes){ signature, size });
    return (struct wallet_bytes){ out, (size_t)(end - out) };
}
