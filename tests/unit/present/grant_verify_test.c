/* SPDX-License-Identifier: Apache-2.0 */

/* Who may sign which grant, for whom, and when: each refusal with its reason. */
#include "cose/sign1.h"
#include "make_grant.h"
#include "present/grant.h"

static const enum wallet_grant_method methods[] = {
    WALLET_GRANT_SHOW,
    WALLET_GRANT_SCAN,
    WALLET_GRANT_FACE,
    WALLET_GRANT_DUTY,
};

enum {
    METHOD_COUNT = sizeof methods / sizeof *methods,
};

/** Signs for a method with anybody's key, in that one's name where the method has one. */
static struct wallet_bytes sign_as(
    const struct granting *granting,
    enum wallet_grant_method method,
    const struct wallet_signer *signer)
{
    const struct wallet_grant_terms terms = grant_terms(granting, method);
    return sign_grant(&terms, signer);
}

enum who {
    HOLDER, /* in the name of the service, where a name is needed */
    SERVICE,
    COUNTER,
};

static const struct {
    const char *what;
    enum wallet_grant_method method;
    enum who who;
    enum wallet_grant_method verified_as; /* whose key it is verified by */
    enum wallet_reason reason;
} strangers[] = {
    { "a holder a face, by the list",
      WALLET_GRANT_FACE,
      HOLDER,
      WALLET_GRANT_FACE,
      WALLET_REASON_ISSUER_UNKNOWN },
    { "a holder a face, by its key",
      WALLET_GRANT_FACE,
      HOLDER,
      WALLET_GRANT_SHOW,
      WALLET_REASON_ISSUER_NOT_AUTHORISED },
    { "a holder a duty, by its key",
      WALLET_GRANT_DUTY,
      HOLDER,
      WALLET_GRANT_SCAN,
      WALLET_REASON_ISSUER_NOT_AUTHORISED },
    { "a counter a shown code",
      WALLET_GRANT_SHOW,
      COUNTER,
      WALLET_GRANT_DUTY,
      WALLET_REASON_ISSUER_NOT_AUTHORISED },
    { "a counter an answer",
      WALLET_GRANT_SCAN,
      COUNTER,
      WALLET_GRANT_DUTY,
      WALLET_REASON_ISSUER_NOT_AUTHORISED },
    { "a counter an answer, by the holder's key",
      WALLET_GRANT_SCAN,
      COUNTER,
      WALLET_GRANT_SCAN,
      WALLET_REASON_HOLDER },
    { "a counter a face",
      WALLET_GRANT_FACE,
      COUNTER,
      WALLET_GRANT_FACE,
      WALLET_REASON_ISSUER_NOT_AUTHORISED },
    { "a service a duty",
      WALLET_GRANT_DUTY,
      SERVICE,
      WALLET_GRANT_DUTY,
      WALLET_REASON_ISSUER_NOT_AUTHORISED },
    { "a service an answer",
      WALLET_GRANT_SCAN,
      SERVICE,
      WALLET_GRANT_DUTY,
      WALLET_REASON_ISSUER_NOT_AUTHORISED },
};

TEST(nobody_signs_what_another_has_to)
{
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    struct wallet_signer holder = granting.holder_signer;
    memcpy(holder.issuer, granting.service.id, sizeof holder.issuer);
    const struct wallet_signer *signers[] = {
        [HOLDER] = &holder,
        [SERVICE] = &granting.service.signer,
        [COUNTER] = &granting.counter.signer,
    };

    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
        const struct wallet_grant_use use = grant_use(&granting, strangers[i].method);
        const struct wallet_bytes bytes =
            sign_as(&granting, strangers[i].method, signers[strangers[i].who]);
        CHECK_ROW(
            strangers[i].what,
            judge_grant(&granting, bytes, strangers[i].verified_as, &use, NOW),
            strangers[i].reason);
    }

    close_granting(&granting);
}

TEST(a_grant_is_for_its_counter_alone)
{
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < METHOD_COUNT; i++) {
        struct wallet_grant_use use = grant_use(&granting, methods[i]);
        const struct wallet_bytes bytes = make_grant(&granting, methods[i]);
        use.counter = "11360100000000019N"; /* of another city */
        CHECK_ROW(
            wallet_grant_method_name(methods[i]),
            judge_grant(&granting, bytes, methods[i], &use, NOW),
            WALLET_REASON_AUDIENCE);
    }

    /* A shown code is for any counter of the city. */
    struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_SHOW);
    use.counter = granting.service.id;
    CHECK_EQUAL(
        judge_grant(
            &granting, make_grant(&granting, WALLET_GRANT_SHOW), WALLET_GRANT_SHOW, &use, NOW),
        WALLET_REASON_NONE);
    close_granting(&granting);
}

TEST(a_grant_has_its_time)
{
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < METHOD_COUNT; i++) {
        const int64_t until = NOW + (int64_t)wallet_grant_seconds(methods[i]);
        const struct wallet_grant_use use = grant_use(&granting, methods[i]);
        const struct wallet_bytes bytes = make_grant(&granting, methods[i]);
        const struct {
            int64_t at;
            enum wallet_reason reason;
        } rows[] = {
            { NOW - 31, WALLET_REASON_NOT_YET_VALID },
            { NOW - 30, WALLET_REASON_NONE },
            { until, WALLET_REASON_NONE },
            { until + 29, WALLET_REASON_NONE },
            { until + 30, WALLET_REASON_CODE_EXPIRED },
        };
        for (size_t j = 0; j < sizeof rows / sizeof *rows; j++) {
            CHECK_ROW(
                wallet_grant_method_name(methods[i]),
                judge_grant(&granting, bytes, methods[i], &use, rows[j].at),
                rows[j].reason);
        }
    }

    close_granting(&granting);
}

TEST(an_answer_is_to_its_request_alone)
{
    static const uint8_t other[WALLET_REQUEST_NONCE_SIZE] = { 9 };
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < METHOD_COUNT; i++) {
        const struct wallet_bytes bytes = make_grant(&granting, methods[i]);
        struct wallet_grant_use use = grant_use(&granting, methods[i]);
        use.nonce = (struct wallet_bytes){ other, sizeof other };
        CHECK_ROW(
            wallet_grant_method_name(methods[i]),
            judge_grant(&granting, bytes, methods[i], &use, NOW),
            WALLET_REASON_NONCE);
        use.is_nonce_unknown = true;
        CHECK_ROW(
            wallet_grant_method_name(methods[i]),
            judge_grant(&granting, bytes, methods[i], &use, NOW),
            WALLET_REASON_NONE);
    }

    struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_SHOW);
    CHECK_EQUAL(
        judge_grant(
            &granting, make_grant(&granting, WALLET_GRANT_SCAN), WALLET_GRANT_SCAN, &use, NOW),
        WALLET_REASON_NONCE);
    close_granting(&granting);
}

TEST(an_algorithm_is_that_of_the_key)
{
    struct granting granting;
    struct granting other;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    open_granting(&other, WALLET_ALGORITHM_ES256);

    for (size_t i = 0; i < METHOD_COUNT; i++) {
        const struct wallet_grant_use use = grant_use(&granting, methods[i]);
        struct wallet_signer signer = *grant_signer(&granting, methods[i]);
        const struct wallet_signer *wrong = grant_signer(&other, methods[i]);
        signer.algorithm = wrong->algorithm;
        signer.sign = wrong->sign;
        signer.context = wrong->context;
        const struct wallet_grant_terms terms = grant_terms(&granting, methods[i]);
        CHECK_ROW(
            wallet_grant_method_name(methods[i]),
            judge_grant(&granting, sign_grant(&terms, &signer), methods[i], &use, NOW),
            WALLET_REASON_ALGORITHM);
    }

    close_granting(&other);
    close_granting(&granting);
}

TEST(a_signature_over_something_else_is_none)
{
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < METHOD_COUNT; i++) {
        const struct wallet_grant_use use = grant_use(&granting, methods[i]);
        struct wlt_sign1 one = { 0 };
        struct wlt_sign1 other = { 0 };
        struct wallet_buffer mixed = { 0 };
        CHECK_EQUAL(wlt_grant_open(make_grant(&granting, methods[i]), &one, NULL), WALLET_OK);
        CHECK_EQUAL(wlt_grant_open(make_grant(&granting, methods[i]), &other, NULL), WALLET_OK);
        CHECK_EQUAL(
            wlt_sign1_append(one.protected_encoded, one.payload, other.signature, &mixed, NULL),
            WALLET_OK);
        CHECK_ROW(
            wallet_grant_method_name(methods[i]),
            judge_grant(&granting, wallet_buffer_bytes(&mixed), methods[i], &use, NOW),
            WALLET_REASON_SIGNATURE);
        wallet_buffer_clear(&mixed);
        CHECK_EQUAL(
            wlt_sign1_append(
                one.protected_encoded, one.payload, (struct wallet_bytes){ 0 }, &mixed, NULL),
            WALLET_OK);
        CHECK_ROW(
            wallet_grant_method_name(methods[i]),
            judge_grant(&granting, wallet_buffer_bytes(&mixed), methods[i], &use, NOW),
            WALLET_REASON_SIGNATURE);
        wallet_buffer_clear(&mixed);
    }

    close_granting(&granting);
}

TEST(a_holders_key_must_be_one)
{
    struct granting granting;
    struct wallet_grant *grant = NULL;
    enum wallet_reason reason = WALLET_REASON_NONE;

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    const struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_SHOW);
    CHECK_EQUAL(
        wallet_grant_verify_holder(
            make_grant(&granting, WALLET_GRANT_SHOW),
            test_hex("a0"),
            &use,
            NOW,
            &grant,
            &reason,
            NULL),
        WALLET_ERR_REFUSED);
    CHECK_EQUAL(reason, WALLET_REASON_HOLDER);
    close_granting(&granting);
}
