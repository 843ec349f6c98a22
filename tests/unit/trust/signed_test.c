/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/signed.h"

#include "agency.h"
#include "test.h"

/** A department with a key, and what it signed. */
struct office {
    struct wallet_key *key;
    struct wallet_signer signer;
    struct wallet_trust *trust;
    uint8_t signature[WALLET_SIGNATURE_MAX];
    struct wallet_signed signed_by;
};

static void trust(struct office *office, const struct wallet_trust_entry *wanted)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_buffer cose = { 0 };
    struct wallet_trust_entry entry = *wanted;

    wallet_trust_free(office->trust);
    office->trust = NULL;
    CHECK_EQUAL(wallet_key_write_cose(office->key, &cose, NULL), WALLET_OK);
    entry.id = AGENCY_ISSUER;
    entry.name_zh = entry.name_en = "";
    entry.region = entry.region ? entry.region : "";
    entry.key = wallet_buffer_bytes(&cose);
    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, &entry, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_new(&office->trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(office->trust, list, NULL), WALLET_OK);
    wallet_trust_list_free(list);
    wallet_buffer_clear(&cose);
}

static void open_office(struct office *office, enum wallet_algorithm algorithm)
{
    size_t size = 0;

    *office = (struct office){ .key = agency_stranger(algorithm, AGENCY_ISSUER) };
    CHECK_EQUAL(wallet_key_signer(office->key, &office->signer, NULL), WALLET_OK);
    const struct wallet_signer *signer = &office->signer;
    CHECK_EQUAL(
        signer->sign(signer->context, test_text("GET"), office->signature, &size, NULL), WALLET_OK);
    office->signed_by = (struct wallet_signed){
        .id = AGENCY_ISSUER,
        .key_id = wallet_key_id(office->key),
        .message = test_text("GET"),
        .signature = { office->signature, size },
        .at_unix = AGENCY_NOW,
    };
    trust(office, &(struct wallet_trust_entry){ .roles = WALLET_ROLE_APPROVAL });
}

static void close_office(struct office *office)
{
    wallet_trust_free(office->trust);
    wallet_key_free(office->key);
}

static enum wallet_status check(const struct office *office)
{
    return wallet_trust_check(office->trust, WALLET_ROLE_APPROVAL, &office->signed_by, NULL);
}

TEST(holds_for_whom_the_list_gives_the_role)
{
    static const enum wallet_algorithm algorithms[] = { WALLET_ALGORITHM_ED25519,
                                                        WALLET_ALGORITHM_ES256,
                                                        WALLET_ALGORITHM_ES384 };

    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
        struct office office;
        open_office(&office, algorithms[i]);
        CHECK_EQUAL(check(&office), WALLET_OK);
        office.signed_by.algorithm = algorithms[i];
        CHECK_EQUAL(check(&office), WALLET_OK);
        office.signed_by.algorithm = i == 0 ? WALLET_ALGORITHM_ES256 : WALLET_ALGORITHM_ED25519;
        CHECK_EQUAL(check(&office), WALLET_ERR_REFUSED);
        close_office(&office);
    }
}

TEST(refuses_what_was_altered_and_whom_it_does_not_know)
{
    struct office office;
    struct wallet_key *stranger = agency_stranger(WALLET_ALGORITHM_ED25519, AGENCY_ISSUER);
    open_office(&office, WALLET_ALGORITHM_ED25519);
    const struct wallet_signed good = office.signed_by;

    office.signed_by.message = test_text("PUT");
    CHECK_EQUAL(check(&office), WALLET_ERR_REFUSED);
    office.signed_by = good;
    office.signed_by.signature.size--;
    CHECK_EQUAL(check(&office), WALLET_ERR_REFUSED);
    office.signed_by = good;
    office.signed_by.id = "913605020000000194";
    CHECK_EQUAL(check(&office), WALLET_ERR_REFUSED);
    office.signed_by = good;
    office.signed_by.key_id = wallet_key_id(stranger);
    CHECK_EQUAL(check(&office), WALLET_ERR_REFUSED);
    office.signed_by.id = NULL;
    CHECK_EQUAL(check(&office), WALLET_ERR_ARGUMENT);
    wallet_key_free(stranger);
    close_office(&office);
}

TEST(refuses_another_role_region_or_time)
{
    static const struct {
        const char *what;
        struct wallet_trust_entry entry;
        enum wallet_status status;
    } rows[] = {
        { "the role", { .roles = WALLET_ROLE_APPROVAL | WALLET_ROLE_COUNTER }, WALLET_OK },
        { "another role", { .roles = WALLET_ROLE_COUNTER }, WALLET_ERR_REFUSED },
        { "its region", { .roles = WALLET_ROLE_APPROVAL, .region = "3605" }, WALLET_OK },
        { "another region",
          { .roles = WALLET_ROLE_APPROVAL, .region = "3606" },
          WALLET_ERR_REFUSED },
        { "too early",
          { .roles = WALLET_ROLE_APPROVAL, .from_unix = AGENCY_NOW + 1 },
          WALLET_ERR_REFUSED },
        { "too late",
          { .roles = WALLET_ROLE_APPROVAL, .until_unix = AGENCY_NOW },
          WALLET_ERR_REFUSED },
        { "retired",
          { .roles = WALLET_ROLE_APPROVAL,
            .state = WALLET_TRUST_RETIRED,
            .state_unix = AGENCY_NOW },
          WALLET_ERR_REFUSED },
        { "compromised",
          { .roles = WALLET_ROLE_APPROVAL,
            .state = WALLET_TRUST_COMPROMISED,
            .state_unix = AGENCY_NOW },
          WALLET_ERR_REFUSED },
        { "compromised later",
          { .roles = WALLET_ROLE_APPROVAL,
            .state = WALLET_TRUST_COMPROMISED,
            .state_unix = AGENCY_NOW + 1 },
          WALLET_ERR_UNDETERMINED },
    };
    struct office office;
    open_office(&office, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        trust(&office, &rows[i].entry);
        CHECK_ROW(rows[i].what, check(&office), rows[i].status);
    }
    close_office(&office);
}
