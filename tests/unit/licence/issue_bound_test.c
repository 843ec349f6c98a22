/* SPDX-License-Identifier: Apache-2.0 */

/* Licences that are bound to a holder's key; what issue_test.c says of printed ones holds of them, too. */
#include <wallet/issue.h>

#include "agency.h"
#include "desk.h"
#include "test.h"
#include "unit/crypto/make_key.h"

#include <openssl/pem.h>

#include <stdio.h>
#include <string.h>
/** The holder's side of what was issued: the reason for not taking it. */
static enum wallet_reason receive(
    struct agency *agency, const struct wallet_buffer *licence, const struct wallet_key *holder)
{
    const enum wallet_status status = wallet_verify_received(
        agency->verifier, wallet_buffer_bytes(licence), holder, AGENCY_NOW, agency->verdict, NULL);

    CHECK_EQUAL(status == WALLET_OK, wallet_verdict_decision(agency->verdict) == WALLET_ACCEPTED);
    return wallet_verdict_reason(agency->verdict);
}

TEST(its_holder_receives_what_is_bound)
{
    static const enum wallet_algorithm algorithms[] = { WALLET_ALGORITHM_ED25519,
                                                        WALLET_ALGORITHM_ES256,
                                                        WALLET_ALGORITHM_ES384 };

    for (size_t i = 0; i < 3; i++) {
        struct agency agency;
        struct wallet_buffer bound = { 0 };
        agency_open(&agency, WALLET_ALGORITHM_ED25519);
        struct wallet_key *holder = agency_stranger(algorithms[i], AGENCY_ISSUER);
        struct wallet_key *other = agency_stranger(algorithms[i], AGENCY_ISSUER);

        CHECK_EQUAL(
            wallet_issue_bound(agency.record, holder, &agency.signer, AGENCY_NOW, &bound, NULL),
            WALLET_OK);
        CHECK_EQUAL(receive(&agency, &bound, holder), WALLET_REASON_NONE);
        CHECK_EQUAL(receive(&agency, &bound, other), WALLET_REASON_HOLDER);
        CHECK_EQUAL(receive(&agency, &agency.licence, holder), WALLET_REASON_NONE); /* printed */
        wallet_key_free(other);
        wallet_key_free(holder);
        wallet_buffer_clear(&bound);
        agency_close(&agency);
    }
}

/** In two steps: what is signed and what stands beside it are joined by whoever has both. */
TEST(issues_what_is_bound_in_two_steps)
{
    struct agency agency;
    struct wallet_buffer message = { 0 };
    struct wallet_buffer beside = { 0 };
    struct wallet_buffer bound = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;
    agency_open(&agency, WALLET_ALGORITHM_ES256);
    struct wallet_key *holder = agency_stranger(WALLET_ALGORITHM_ES256, AGENCY_ISSUER);

    CHECK_EQUAL(
        wallet_issue_bound_start(
            agency.record, holder, &agency.signer, AGENCY_NOW, &message, &beside, NULL),
        WALLET_OK);
    const struct wallet_bytes signed_bytes = wallet_buffer_bytes(&message);
    CHECK_EQUAL(
        agency.signer.sign(agency.signer.context, signed_bytes, signature, &size, NULL), WALLET_OK);
    const struct wallet_bytes good = { signature, size };
    CHECK_EQUAL(
        wallet_issue_bound_finish(signed_bytes, good, wallet_buffer_bytes(&beside), &bound, NULL),
        WALLET_OK);
    CHECK_EQUAL(receive(&agency, &bound, holder), WALLET_REASON_NONE);

    /* Without what stands beside it, it says things of which its holder knows nothing. */
    CHECK_EQUAL(
        wallet_issue_bound_finish(signed_bytes, good, test_hex("a0"), &bound, NULL), WALLET_OK);
    CHECK_EQUAL(receive(&agency, &bound, holder), WALLET_REASON_DISCLOSURE);
    CHECK_EQUAL(
        wallet_issue_bound_finish(signed_bytes, good, test_hex("a1"), &bound, NULL),
        WALLET_ERR_TRUNCATED);
    CHECK_EQUAL(
        wallet_issue_bound_finish(
            signed_bytes, (struct wallet_bytes){ signature, 63 }, test_hex("a0"), &bound, NULL),
        WALLET_ERR_VALUE);
    CHECK_EQUAL(
        wallet_issue_bound_finish(test_hex("00"), good, test_hex("a0"), &bound, NULL),
        WALLET_ERR_STRUCTURE);
    wallet_key_free(holder);
    wallet_buffer_clear(&bound);
    wallet_buffer_clear(&beside);
    wallet_buffer_clear(&message);
    agency_close(&agency);
}

/** Section 8, step 3: nbf <= iat, or every verifier must refuse it. */
TEST(what_is_bound_has_begun_when_it_is_issued)
{
    static const struct {
        const char *what;
        int64_t from;
        enum wallet_status wanted;
    } rows[] = {
        { "at once", 0, WALLET_OK },
        { "long ago", AGENCY_NOW - AGENCY_A_YEAR, WALLET_OK },
        { "at that second", AGENCY_NOW, WALLET_OK },
        { "a second later", AGENCY_NOW + 1, WALLET_ERR_VALUE },
    };
    struct agency agency;
    struct wallet_buffer out = { 0 };
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        wallet_record_terms(agency.record)->from_unix = rows[i].from;
        CHECK_ROW(
            rows[i].what,
            wallet_issue_bound(agency.record, agency.key, &agency.signer, AGENCY_NOW, &out, NULL),
            rows[i].wanted);
        CHECK_ROW(/* a printed one may begin later */
                  rows[i].what,
                  wallet_issue(agency.record, &agency.signer, AGENCY_NOW, &out, NULL),
                  WALLET_OK);
    }

    wallet_buffer_clear(&out);
    agency_close(&agency);
}

/** An RSA key has no COSE_Key here, and so it is no holder's: not even its file is read. */
TEST(binds_to_no_key_that_cannot_be_written)
{
    struct agency agency;
    struct wallet_buffer out = { 0 };
    struct wallet_key *key = NULL;
    char *text = NULL;
    EVP_PKEY *rsa = make_rsa(2048);
    BIO *pem = BIO_new(BIO_s_mem());
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    CHECK_EQUAL(PEM_write_bio_PUBKEY(pem, rsa), 1);
    const long size = BIO_get_mem_data(pem, &text);
    CHECK_EQUAL(
        wallet_key_parse((struct wallet_bytes){ (uint8_t *)text, (size_t)size }, &key, NULL),
        WALLET_ERR_KEY);
    CHECK_EQUAL(
        wallet_issue_bound(agency.record, key, &agency.signer, AGENCY_NOW, &out, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(out.size, 0);
    BIO_free(pem);
    EVP_PKEY_free(rsa);
    agency_close(&agency);
}

/** A household of so much text that not a byte more fits; `size` bytes in its last text. */
static const char *large_household(size_t size)
{
    static const char *const names[] = { "birth_place",   "other_address",    "religion",
                                         "workplace",     "military_service", "occupation",
                                         "moved_to_city", "moved_to_address", "registrar",
                                         "former_name" };
    const size_t room = 100000;
    char *json = test_memory(room);
    char *end = json;
    char text[4096 + 1];

    memset(text, 'x', 4096);
    text[4096] = '\0';
    end += snprintf(
        end,
        room,
        "{\"serial\":\"R1\",\"fields\":{\"household_class\":\"家庭户\",\"head_name\":\"甲\","
        "\"household_number\":\"%s\",\"address\":\"%s\",\"community\":\"%s\","
        "\"registration_authority\":\"某局\",\"issued_on\":\"2026-04-02\",\"registrar\":\"%.*s\","
        "\"members\":[{\"name\":\"甲\",\"relation\":\"户主\",\"sex\":\"女\","
        "\"ethnic_group\":\"汉\",\"birth_date\":\"1990-03-07\","
        "\"citizen_number\":\"" DESK_WOMAN "\"",
        text,
        text,
        text,
        (int)size,
        text);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        end += snprintf(end, room - (size_t)(end - json), ",\"%s\":\"%s\"", names[i], text);
    }

    (void)snprintf(
        end,
        room - (size_t)(end - json),
        "},{\"name\":\"乙\",\"relation\":\"夫\",\"sex\":\"男\",\"ethnic_group\":\"汉\","
        "\"birth_date\":\"1990-03-07\",\"citizen_number\":\"" DESK_HUSBAND "\","
        "\"native_place\":\"%s\",\"workplace\":\"%s\"}]}}",
        text,
        text);
    return json;
}

static enum wallet_status issue_household(
    const struct desk *desk, size_t size, struct wallet_buffer *out)
{
    const struct wallet_type *type =
        wallet_catalogue_find(desk->catalogue, test_text(DESK_REGISTER));
    struct wallet_record *record = NULL;

    CHECK_EQUAL(
        wallet_record_parse(type, test_text(large_household(size)), &record, NULL), WALLET_OK);
    const enum wallet_status status =
        wallet_issue_bound(record, desk->holder, &desk->agency_signer, AGENCY_NOW, out, NULL);
    wallet_record_free(record);
    return status;
}

/** What can be issued can be received, shown in full and taken by a counter. */
TEST(the_largest_licence_can_be_shown)
{
    struct desk desk;
    struct wallet_buffer bound = { 0 };
    size_t low = 1;
    size_t high = 4096;
    desk_open(&desk, WALLET_ALGORITHM_ED25519);

    while (low + 1 < high) {
        const size_t middle = (low + high) / 2;
        const bool fits = issue_household(&desk, middle, &bound) == WALLET_OK;
        low = fits ? middle : low;
        high = fits ? high : middle;
    }

    CHECK_EQUAL(issue_household(&desk, low + 1, &bound), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(issue_household(&desk, low, &bound), WALLET_OK);
    CHECK(bound.size <= WALLET_LICENCE_MAX - 448 && bound.size > WALLET_LICENCE_MAX - 512);

    struct wallet_selection *selection = desk_select(&desk, wallet_buffer_bytes(&bound), "holder");
    for (size_t i = 0; i < wallet_selection_count(selection); i++) {
        wallet_selection_show(selection, i);
    }

    const struct wallet_bytes shown =
        desk_show(&desk, &selection, 1, NULL, (struct wallet_bytes){ 0 }, AGENCY_NOW);
    CHECK(shown.size > bound.size && shown.size <= WALLET_LICENCE_MAX);
    CHECK_EQUAL(desk_judge(&desk, shown, NULL, AGENCY_NOW), WALLET_REASON_NONE);
    wallet_buffer_clear(&bound);
    desk_close(&desk);
}
