/* SPDX-License-Identifier: Apache-2.0 */

/* What each method demands, and what it must not say. */
#include "make_grant.h"

/** Changes good terms of a method into bad ones. */
struct row {
    const char *what;
    enum wallet_grant_method method;
    void (*spoil)(struct wallet_grant_terms *terms, struct wallet_grant_evidence *evidence);
    enum wallet_status status;
};

#define SPOIL(name_)                                              \
    static void name_(                                            \
        __attribute__((unused)) struct wallet_grant_terms *terms, \
        __attribute__((unused)) struct wallet_grant_evidence *evidence)

static const struct wallet_bytes no_bytes = { 0 };
static const uint8_t long_nonce[65] = { 1 };
static const struct wallet_request_item same_twice[] = { { .type = ID_CARD }, { .type = ID_CARD } };
static const struct wallet_request_item no_type[] = { { .type = "ID card" } };
static const struct wallet_request_field same_fields[] = { { .key = 1 }, { .key = 1 } };
static const struct wallet_request_item field_twice[] = { { ID_CARD, same_fields, 2, false } };
static const struct wallet_request_field far_fields[] = { { .key = 1000000000 } };
static const struct wallet_request_item far_field[] = { { ID_CARD, far_fields, 1, false } };

SPOIL(no_method)
{
    terms->method = (enum wallet_grant_method)0;
}
SPOIL(odd_audience)
{
    terms->audience = "window 3";
}
SPOIL(no_audience)
{
    terms->audience = "";
}
SPOIL(no_items)
{
    terms->item_count = 0;
}
SPOIL(seventeen_items)
{
    terms->item_count = 17;
}
SPOIL(twice)
{
    terms->items = same_twice;
    terms->item_count = 2;
}
SPOIL(odd_type)
{
    terms->items = no_type;
}
SPOIL(doubled_field)
{
    terms->items = field_twice;
}
SPOIL(field_beyond)
{
    terms->items = far_field;
}
SPOIL(too_long)
{
    terms->seconds = wallet_grant_seconds_max(terms->method) + 1;
}
SPOIL(two_lines)
{
    terms->matter.name = "a\nb";
}
SPOIL(odd_category)
{
    terms->matter.category = (enum wallet_call_category)2;
}
SPOIL(with_holder)
{
    terms->holder = CITIZEN;
}
SPOIL(with_nonce)
{
    terms->nonce = (struct wallet_bytes){ grant_nonce, sizeof grant_nonce };
}
SPOIL(with_evidence)
{
    terms->evidence = evidence;
}
SPOIL(without_nonce)
{
    terms->nonce = no_bytes;
}
SPOIL(short_nonce)
{
    terms->nonce.size = 7;
}
SPOIL(longer_nonce)
{
    terms->nonce = (struct wallet_bytes){ long_nonce, sizeof long_nonce };
}
SPOIL(for_a_division)
{
    terms->audience = CITY;
}
SPOIL(without_purpose)
{
    terms->matter = (struct wallet_request_matter){ .code = "C-17" };
}
SPOIL(without_holder)
{
    terms->holder = NULL;
}
SPOIL(odd_holder)
{
    terms->holder = "360502199003070024";
}
SPOIL(odd_prefix)
{
    terms->holder = "1111:360502199003070024";
}
SPOIL(no_citizen)
{
    terms->holder = "111:36050219900307002";
}
SPOIL(an_enterprise)
{
    terms->holder = "001:913605020000000194";
}
SPOIL(no_enterprise)
{
    terms->holder = "001:91360502";
}
SPOIL(odd_number)
{
    terms->holder = "414:ab 1";
}
SPOIL(long_holder)
{
    terms->holder = "414:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
}
SPOIL(without_evidence)
{
    terms->evidence = NULL;
}
SPOIL(no_way)
{
    evidence->way = "";
}
SPOIL(level_0)
{
    evidence->level = 0;
}
SPOIL(level_5)
{
    evidence->level = 5;
}
SPOIL(no_portrait)
{
    evidence->portrait = no_bytes;
}
SPOIL(picture)
{
    evidence->portrait.size = 31;
}
SPOIL(no_model)
{
    evidence->model = NULL;
}
SPOIL(below)
{
    evidence->score = 799;
}
SPOIL(no_threshold)
{
    evidence->threshold = 0;
}
SPOIL(over_one)
{
    evidence->score = 1001;
}
SPOIL(compared_later)
{
    evidence->compared_unix = NOW + 1;
}
SPOIL(compared_long_ago)
{
    evidence->compared_unix = NOW - 10801;
}
SPOIL(no_clerk)
{
    evidence->clerk = "";
}
SPOIL(clerk_of_lines)
{
    evidence->clerk = "a\x1b[2J";
}
SPOIL(no_cause)
{
    terms->matter.cause = NULL;
}

#define VALUE WALLET_ERR_VALUE

static const struct row rows[] = {
    { "no method", WALLET_GRANT_SHOW, no_method, VALUE },
    { "an odd audience", WALLET_GRANT_SHOW, odd_audience, VALUE },
    { "no audience", WALLET_GRANT_SHOW, no_audience, VALUE },
    { "nothing in it", WALLET_GRANT_SHOW, no_items, VALUE },
    { "too many types", WALLET_GRANT_SHOW, seventeen_items, WALLET_ERR_TOO_LARGE },
    { "a type twice", WALLET_GRANT_SHOW, twice, VALUE },
    { "no type code", WALLET_GRANT_SHOW, odd_type, VALUE },
    { "a field twice", WALLET_GRANT_SHOW, doubled_field, VALUE },
    { "a key that no field has", WALLET_GRANT_SHOW, field_beyond, VALUE },
    { "shown for over a minute", WALLET_GRANT_SHOW, too_long, VALUE },
    { "two lines", WALLET_GRANT_SHOW, two_lines, VALUE },
    { "shown with a holder", WALLET_GRANT_SHOW, with_holder, VALUE },
    { "shown with a nonce", WALLET_GRANT_SHOW, with_nonce, VALUE },
    { "shown with evidence", WALLET_GRANT_SHOW, with_evidence, VALUE },
    { "an odd category", WALLET_GRANT_SCAN, odd_category, WALLET_ERR_UNSUPPORTED },
    { "an answer to nothing", WALLET_GRANT_SCAN, without_nonce, VALUE },
    { "a short nonce", WALLET_GRANT_SCAN, short_nonce, VALUE },
    { "a long nonce", WALLET_GRANT_SCAN, longer_nonce, VALUE },
    { "an answer to a division", WALLET_GRANT_SCAN, for_a_division, VALUE },
    { "an answer without purpose", WALLET_GRANT_SCAN, without_purpose, VALUE },
    { "an answer for over a day", WALLET_GRANT_SCAN, too_long, VALUE },
    { "an answer with a holder", WALLET_GRANT_SCAN, with_holder, VALUE },
    { "a face of nobody", WALLET_GRANT_FACE, without_holder, VALUE },
    { "a number without its type", WALLET_GRANT_FACE, odd_holder, VALUE },
    { "a type of four digits", WALLET_GRANT_FACE, odd_prefix, VALUE },
    { "no citizen's number", WALLET_GRANT_FACE, no_citizen, VALUE },
    { "a face of an enterprise", WALLET_GRANT_FACE, an_enterprise, VALUE },
    { "a face for nothing", WALLET_GRANT_FACE, without_purpose, VALUE },
    { "a face for no request", WALLET_GRANT_FACE, without_nonce, VALUE },
    { "a face for over three hours", WALLET_GRANT_FACE, too_long, VALUE },
    { "a face without evidence", WALLET_GRANT_FACE, without_evidence, VALUE },
    { "no way", WALLET_GRANT_FACE, no_way, VALUE },
    { "level 0", WALLET_GRANT_FACE, level_0, VALUE },
    { "level 5", WALLET_GRANT_FACE, level_5, VALUE },
    { "no portrait", WALLET_GRANT_FACE, no_portrait, VALUE },
    { "something else than a digest", WALLET_GRANT_FACE, picture, VALUE },
    { "no model", WALLET_GRANT_FACE, no_model, VALUE },
    { "below the threshold", WALLET_GRANT_FACE, below, VALUE },
    { "no threshold", WALLET_GRANT_FACE, no_threshold, VALUE },
    { "a score over one", WALLET_GRANT_FACE, over_one, VALUE },
    { "compared after the grant", WALLET_GRANT_FACE, compared_later, VALUE },
    { "compared long ago", WALLET_GRANT_FACE, compared_long_ago, VALUE },
    { "a duty about nobody", WALLET_GRANT_DUTY, without_holder, VALUE },
    { "no USCC", WALLET_GRANT_DUTY, no_enterprise, VALUE },
    { "an odd number", WALLET_GRANT_DUTY, odd_number, VALUE },
    { "a long number", WALLET_GRANT_DUTY, long_holder, VALUE },
    { "a duty without evidence", WALLET_GRANT_DUTY, without_evidence, VALUE },
    { "no clerk", WALLET_GRANT_DUTY, no_clerk, VALUE },
    { "a clerk that clears the screen", WALLET_GRANT_DUTY, clerk_of_lines, VALUE },
    { "no cause", WALLET_GRANT_DUTY, no_cause, VALUE },
    { "a duty with a nonce", WALLET_GRANT_DUTY, with_nonce, VALUE },
    { "a duty for over a day", WALLET_GRANT_DUTY, too_long, VALUE },
};

TEST(what_a_method_does_not_allow_is_not_signed)
{
    struct granting granting;
    struct wallet_buffer out = { 0 };

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wallet_grant_terms terms = grant_terms(&granting, rows[i].method);
        struct wallet_grant_evidence evidence = terms.evidence ? *terms.evidence : face_evidence;
        const struct wallet_signer *signer = grant_signer(&granting, rows[i].method);
        struct wallet_error error = { .status = WALLET_OK };

        terms.evidence = terms.evidence ? &evidence : NULL;
        CHECK_ROW(rows[i].what, wallet_grant_sign(&terms, signer, NOW, &out, &error), WALLET_OK);
        wallet_buffer_clear(&out);
        rows[i].spoil(&terms, &evidence);
        CHECK_ROW(
            rows[i].what, wallet_grant_sign(&terms, signer, NOW, &out, &error), rows[i].status);
        CHECK_EQUAL(error.status, rows[i].status);
        CHECK_EQUAL(out.size, 0);
    }

    close_granting(&granting);
}

TEST(a_duty_may_be_about_an_enterprise_or_whoever_has_another_number)
{
    static const char *const holders[] = { "001:913605020000000194", "414:E12345678" };
    struct granting granting;

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    for (size_t i = 0; i < 2; i++) {
        const struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_DUTY);
        struct wallet_grant_terms terms = grant_terms(&granting, WALLET_GRANT_DUTY);
        terms.holder = holders[i];
        const struct wallet_bytes bytes = sign_grant(&terms, &granting.counter.signer);
        CHECK_EQUAL(
            judge_grant(&granting, bytes, WALLET_GRANT_DUTY, &use, NOW), WALLET_REASON_NONE);
    }

    close_granting(&granting);
}

TEST(a_persons_word_counts_as_a_score_does)
{
    struct granting granting;
    struct wallet_grant *grant = NULL;
    struct wallet_grant_evidence evidence = face_evidence;

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    struct wallet_grant_terms terms = grant_terms(&granting, WALLET_GRANT_FACE);
    terms.evidence = &evidence;
    evidence.is_by_person = true;
    evidence.model = "person";
    CHECK_EQUAL(
        wallet_grant_parse(sign_grant(&terms, &granting.service.signer), &grant, NULL), WALLET_OK);
    CHECK(wallet_grant_evidence(grant, &evidence));
    CHECK(evidence.is_by_person);
    CHECK_EQUAL(evidence.score, 0);
    CHECK_EQUAL(evidence.threshold, 0);
    wallet_grant_free(grant);
    close_granting(&granting);
}

TEST(identity_services_and_departments_have_a_name)
{
    struct granting granting;
    struct wallet_buffer out = { 0 };

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    const struct wallet_grant_terms terms = grant_terms(&granting, WALLET_GRANT_DUTY);
    CHECK_EQUAL(
        wallet_grant_sign(&terms, &granting.holder_signer, NOW, &out, NULL), WALLET_ERR_KEY);
    CHECK_EQUAL(
        wallet_grant_sign(&terms, &granting.counter.signer, 0, &out, NULL), WALLET_ERR_VALUE);
    close_granting(&granting);
}
