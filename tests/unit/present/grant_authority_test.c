/* SPDX-License-Identifier: Apache-2.0 */

/* How far identity services and departments reach. */
#include "make_grant.h"

/** Believes the service and a counter that may ask for these. */
static void believe(
    struct granting *granting,
    const struct wallet_trust_entry *service,
    const char *const *types,
    size_t count)
{
    const struct wallet_trust_entry counter = counter_entry(&granting->counter, types, count);

    wallet_trust_free(granting->trust);
    granting->trust = trust_in_two(service, &counter);
}

TEST(an_identity_service_vouches_in_its_region_and_time)
{
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    const struct wallet_trust_entry good = service_entry(&granting);
    struct wallet_trust_entry rows[] = { good, good, good, good, good, good, good };
    const enum wallet_reason reasons[] = {
        WALLET_REASON_NONE,
        WALLET_REASON_ISSUER_NOT_AUTHORISED,
        WALLET_REASON_ISSUER_NOT_AUTHORISED,
        WALLET_REASON_CERTIFICATE,
        WALLET_REASON_CERTIFICATE,
        WALLET_REASON_CERTIFICATE,
        WALLET_REASON_CERTIFICATE,
    };
    const struct wallet_bytes bytes = make_grant(&granting, WALLET_GRANT_FACE);
    const struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_FACE);

    rows[1].region = "3601";
    rows[2].roles = WALLET_ROLE_REPOSITORY | WALLET_ROLE_COUNTER | WALLET_ROLE_ISSUER;
    rows[3].from_unix = NOW + 1;
    rows[4].until_unix = NOW;
    rows[5].state = WALLET_TRUST_RETIRED;
    rows[5].state_unix = NOW;
    rows[6].state = WALLET_TRUST_COMPROMISED;
    rows[6].state_unix = NOW + 100;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        believe(&granting, &rows[i], NULL, 0);
        CHECK_EQUAL(judge_grant(&granting, bytes, WALLET_GRANT_FACE, &use, NOW), reasons[i]);
    }

    close_granting(&granting);
}

TEST(a_service_vouches_for_counters_of_its_region_alone)
{
    static const char *const audiences[] = { "11360100000000019N", "360100", "360000" };
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_FACE);
    struct wallet_grant_terms terms = grant_terms(&granting, WALLET_GRANT_FACE);

    for (size_t i = 0; i < 3; i++) {
        terms.audience = audiences[i];
        use.counter = "11360100000000019N";
        CHECK_ROW(
            audiences[i],
            judge_grant(
                &granting,
                sign_grant(&terms, &granting.service.signer),
                WALLET_GRANT_FACE,
                &use,
                NOW),
            WALLET_REASON_ISSUER_NOT_AUTHORISED);
    }

    terms.audience = CITY;
    use.counter = granting.counter.id;
    CHECK_EQUAL(
        judge_grant(
            &granting, sign_grant(&terms, &granting.service.signer), WALLET_GRANT_FACE, &use, NOW),
        WALLET_REASON_NONE);
    close_granting(&granting);
}

TEST(a_grant_is_in_the_name_of_whoever_signed_it)
{
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    struct wallet_signer signer = granting.counter.signer;
    const struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_DUTY);
    const struct wallet_grant_terms terms = grant_terms(&granting, WALLET_GRANT_DUTY);

    memcpy(signer.issuer, granting.service.id, sizeof signer.issuer);
    CHECK_EQUAL(
        judge_grant(&granting, sign_grant(&terms, &signer), WALLET_GRANT_DUTY, &use, NOW),
        WALLET_REASON_ISSUER_NOT_AUTHORISED);
    close_granting(&granting);
}

static const uint64_t first[] = { 1 };
static const uint64_t second[] = { 2 };
static const struct wallet_request_field head[] = { { .key = 2 } };
static const struct wallet_request_field other[] = { { .key = 3 } };
static const struct wallet_request_field named[] = {
    { .key = 9, .members = first, .member_count = 1 }
};
static const struct wallet_request_field wide[] = {
    { .key = 9, .members = second, .member_count = 1 }
};
static const struct wallet_request_field pages[] = { { .key = 9 } };
static const struct {
    const char *what;
    struct wallet_request_item item;
    enum wallet_reason reason;
} reaches[] = {
    { "a whole type", { ID_CARD, NULL, 0, false }, WALLET_REASON_NONE },
    { "a field of it", { ID_CARD, head, 1, false }, WALLET_REASON_NONE },
    { "a narrowed type, left to the release", { HOUSEHOLD, NULL, 0, false }, WALLET_REASON_NONE },
    { "a field that is named", { HOUSEHOLD, head, 1, false }, WALLET_REASON_NONE },
    { "a field that is not", { HOUSEHOLD, other, 1, false }, WALLET_REASON_ISSUER_NOT_AUTHORISED },
    { "a members' field that is named", { HOUSEHOLD, named, 1, false }, WALLET_REASON_NONE },
    { "a members' field that is not",
      { HOUSEHOLD, wide, 1, false },
      WALLET_REASON_ISSUER_NOT_AUTHORISED },
    { "whole pages", { HOUSEHOLD, pages, 1, false }, WALLET_REASON_ISSUER_NOT_AUTHORISED },
    { "another type",
      { "11100000MB0143028R001", NULL, 0, false },
      WALLET_REASON_ISSUER_NOT_AUTHORISED },
};

TEST(a_duty_reaches_as_far_as_the_counters_entry)
{
    struct granting granting;

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    const struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_DUTY);
    struct wallet_grant_terms terms = grant_terms(&granting, WALLET_GRANT_DUTY);
    for (size_t i = 0; i < sizeof reaches / sizeof *reaches; i++) {
        terms.items = &reaches[i].item;
        CHECK_ROW(
            reaches[i].what,
            judge_grant(
                &granting,
                sign_grant(&terms, &granting.counter.signer),
                WALLET_GRANT_DUTY,
                &use,
                NOW),
            reaches[i].reason);
    }

    close_granting(&granting);
}
