/* SPDX-License-Identifier: Apache-2.0 */

/* What a grant says, and what nobody can change in it. */
#include "crypto/digest.h"
#include "make_grant.h"
#include "qr/capacity.h"

enum {
    SHOWN_MAX = 204,    /* bytes, of a shown grant of one type for a region */
    SHOWN_VERSION = 10, /* and its symbol at level M */
};

static const enum wallet_grant_method methods[] = {
    WALLET_GRANT_SHOW,
    WALLET_GRANT_SCAN,
    WALLET_GRANT_FACE,
    WALLET_GRANT_DUTY,
};

enum {
    METHOD_COUNT = sizeof methods / sizeof *methods,
};

TEST(each_method_is_accepted_from_whoever_may)
{
    static const enum wallet_algorithm algorithms[] = { WALLET_ALGORITHM_ED25519,
                                                        WALLET_ALGORITHM_ES256 };

    for (size_t i = 0; i < 2; i++) {
        struct granting granting;
        open_granting(&granting, algorithms[i]);
        for (size_t j = 0; j < METHOD_COUNT; j++) {
            const struct wallet_grant_use use = grant_use(&granting, methods[j]);
            const struct wallet_bytes bytes = make_grant(&granting, methods[j]);
            CHECK(wallet_grant_recognise(bytes));
            CHECK_ROW(
                wallet_grant_method_name(methods[j]),
                judge_grant(&granting, bytes, methods[j], &use, NOW),
                WALLET_REASON_NONE);
        }
        close_granting(&granting);
    }
}

TEST(no_bit_of_a_grant_can_be_changed)
{
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < METHOD_COUNT; i++) {
        const struct wallet_grant_use use = grant_use(&granting, methods[i]);
        const struct wallet_bytes bytes = make_grant(&granting, methods[i]);
        uint8_t *copy = test_memory(bytes.size);
        for (size_t bit = 0; bit < 8 * bytes.size; bit++) {
            memcpy(copy, bytes.data, bytes.size);
            copy[bit / 8] ^= (uint8_t)(1U << bit % 8);
            const struct wallet_bytes changed = { copy, bytes.size };
            CHECK(judge_grant(&granting, changed, methods[i], &use, NOW) != WALLET_REASON_NONE);
        }
    }

    close_granting(&granting);
}

TEST(no_part_of_a_grant_is_one)
{
    struct granting granting;
    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes bytes = make_grant(&granting, WALLET_GRANT_DUTY);
    const struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_DUTY);

    for (size_t size = 0; size < bytes.size; size++) {
        const struct wallet_bytes part = { bytes.data, size };
        CHECK(!wallet_grant_recognise(part));
        CHECK_EQUAL(
            try_grant(&granting, part, WALLET_GRANT_DUTY, &use, NOW, NULL, NULL),
            WALLET_ERR_TRUNCATED);
    }

    uint8_t *longer = test_memory(bytes.size + 1);
    memcpy(longer, bytes.data, bytes.size);
    CHECK_EQUAL(
        try_grant(
            &granting,
            (struct wallet_bytes){ longer, bytes.size + 1 },
            WALLET_GRANT_DUTY,
            &use,
            NOW,
            NULL,
            NULL),
        WALLET_ERR_STRUCTURE);
    close_granting(&granting);
}

/** What a duty's grant says, which says most. */
static void check_duty(const struct granting *granting, const struct wallet_grant *grant)
{
    struct wallet_request_matter matter;
    struct wallet_grant_evidence evidence;
    struct wallet_request_item item;

    CHECK_EQUAL(wallet_grant_method(grant), WALLET_GRANT_DUTY);
    CHECK_BYTES(wallet_grant_key_id(grant), wallet_key_id(granting->counter.key));
    CHECK_EQUAL(wallet_grant_id(grant).size, WALLET_GRANT_ID_SIZE);
    CHECK_TEXT(wallet_grant_issuer(grant), granting->counter.id);
    CHECK_TEXT(wallet_grant_audience(grant), granting->counter.id);
    CHECK_TEXT(wallet_grant_holder(grant), CITIZEN);
    CHECK_EQUAL(wallet_grant_nonce(grant).size, 0);
    CHECK_EQUAL(wallet_grant_issued(grant), NOW);
    CHECK_EQUAL(wallet_grant_until(grant), NOW + 600);

    wallet_grant_matter(grant, &matter);
    CHECK_EQUAL(matter.category, WALLET_CALL_OTHER);
    CHECK_TEXT(matter.system, "新余市一窗受理平台");
    CHECK_TEXT(matter.name, "");
    CHECK_TEXT(matter.code, "C-17");
    CHECK_TEXT(matter.cause, "核查低保资格");

    CHECK(wallet_grant_evidence(grant, &evidence));
    CHECK_TEXT(evidence.clerk, "钟见山");
    CHECK_TEXT(evidence.account, "zhong");
    CHECK_TEXT(evidence.desk, "A12");
    CHECK_TEXT(evidence.model, "");

    CHECK_EQUAL(wallet_grant_item_count(grant), 2);
    wallet_grant_item_at(grant, 1, &item);
    CHECK_TEXT(item.type, HOUSEHOLD);
    CHECK_EQUAL(item.field_count, 2);
    CHECK_EQUAL(item.fields[0].key, 2);
    CHECK_EQUAL(item.fields[1].key, 9);
    CHECK_EQUAL(item.fields[1].member_count, 1);
    CHECK_EQUAL(item.fields[1].members[0], 1);
}

TEST(what_was_granted_is_there)
{
    static const uint64_t names[] = { 1 };
    static const struct wallet_request_field fields[] = {
        { .key = 9, .members = names, .member_count = 1 }, /* in any order */
        { .key = 2 },
    };
    static const struct wallet_request_item items[] = {
        { .type = ID_CARD },
        { .type = HOUSEHOLD, .fields = fields, .field_count = 2 },
    };
    struct granting granting;
    struct wallet_grant *grant = NULL;

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    struct wallet_grant_terms terms = grant_terms(&granting, WALLET_GRANT_DUTY);
    terms.matter = (struct wallet_request_matter){ .system = "新余市一窗受理平台",
                                                   .category = WALLET_CALL_OTHER,
                                                   .code = "C-17",
                                                   .cause = "核查低保资格" };
    terms.items = items;
    terms.item_count = 2;
    terms.seconds = 600;
    const struct wallet_bytes bytes = sign_grant(&terms, &granting.counter.signer);
    const struct wallet_grant_use use = grant_use(&granting, WALLET_GRANT_DUTY);

    CHECK_EQUAL(wallet_grant_parse(bytes, &grant, NULL), WALLET_OK);
    check_duty(&granting, grant);
    CHECK(!wallet_grant_is_verified(grant));
    CHECK_TEXT(wallet_grant_issuer_name(grant, WALLET_ENGLISH), "");
    wallet_grant_free(grant);

    CHECK_EQUAL(
        wallet_grant_verify(bytes, granting.trust, &use, NOW, &grant, NULL, NULL), WALLET_OK);
    check_duty(&granting, grant);
    CHECK_TEXT(wallet_grant_issuer_name(grant, WALLET_ENGLISH), "Some Bureau");
    CHECK_TEXT(wallet_grant_issuer_name(grant, WALLET_CHINESE), "新余市某局");
    wallet_grant_free(grant);
    close_granting(&granting);
}

TEST(a_face_is_told_by_its_digest_and_score)
{
    struct granting granting;
    struct wallet_grant *grant = NULL;
    struct wallet_grant_evidence evidence;

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes bytes = make_grant(&granting, WALLET_GRANT_FACE);
    CHECK_EQUAL(wallet_grant_parse(bytes, &grant, NULL), WALLET_OK);
    CHECK_TEXT(wallet_grant_issuer(grant), granting.service.id);
    CHECK_BYTES(
        wallet_grant_nonce(grant), ((struct wallet_bytes){ grant_nonce, sizeof grant_nonce }));
    CHECK(wallet_grant_evidence(grant, &evidence));
    CHECK_TEXT(evidence.way, face_evidence.way);
    CHECK_TEXT(evidence.model, face_evidence.model);
    CHECK_EQUAL(evidence.level, 2);
    CHECK_EQUAL(evidence.compared_unix, NOW - 20);
    CHECK_BYTES(evidence.portrait, face_evidence.portrait);
    CHECK_EQUAL(evidence.score, 870);
    CHECK_EQUAL(evidence.threshold, 800);
    CHECK(!evidence.is_by_person);
    wallet_grant_free(grant);
    close_granting(&granting);
}

TEST(each_grant_has_a_number_and_a_digest_of_its_own)
{
    struct granting granting;
    struct wallet_grant *one = NULL;
    struct wallet_grant *other = NULL;
    uint8_t digest[WALLET_GRANT_DIGEST_SIZE];
    uint8_t wanted[WLT_SHA256_SIZE];

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes bytes = make_grant(&granting, WALLET_GRANT_SHOW);
    CHECK_EQUAL(wallet_grant_parse(bytes, &one, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_grant_parse(make_grant(&granting, WALLET_GRANT_SHOW), &other, NULL), WALLET_OK);
    CHECK(memcmp(wallet_grant_id(one).data, wallet_grant_id(other).data, 16) != 0);

    wallet_grant_digest(one, digest);
    wlt_sha256(bytes, wanted);
    CHECK_BYTES(
        ((struct wallet_bytes){ digest, sizeof digest }),
        ((struct wallet_bytes){ wanted, sizeof wanted }));
    wallet_grant_free(one);
    wallet_grant_free(other);
    close_granting(&granting);
}

/** The smallest symbol at level M. */
static unsigned version_of(struct wallet_bytes object)
{
    struct wallet_buffer text = { 0 };
    unsigned version = 1;

    CHECK_EQUAL(wallet_qr_write_text(object, &text, NULL), WALLET_OK);
    while (version < WALLET_QR_VERSION_MAX &&
           text.size > wlt_symbol_capacity(version, WALLET_QR_LEVEL_M)) {
        version++;
    }

    wallet_buffer_clear(&text);
    return version;
}

TEST(a_shown_grant_stays_a_small_code)
{
    static const struct wallet_request_field fields[] = { { .key = 1 }, { .key = 6 } };
    static const struct wallet_request_item narrow[] = { { ID_CARD, fields, 2, false } };
    static const struct wallet_request_item two[] = { { .type = ID_CARD }, { .type = HOUSEHOLD } };
    struct granting granting;

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    for (size_t i = 0; i < METHOD_COUNT; i++) {
        const struct wallet_bytes bytes = make_grant(&granting, methods[i]);
        print_message(
            "# %-30s %4zu bytes, version %u\n",
            wallet_grant_method_name(methods[i]),
            bytes.size,
            version_of(bytes));
    }

    struct wallet_grant_terms terms = grant_terms(&granting, WALLET_GRANT_SHOW);
    const struct wallet_bytes shown = sign_grant(&terms, &granting.holder_signer);
    CHECK(shown.size <= SHOWN_MAX);
    CHECK(version_of(shown) <= SHOWN_VERSION);

    terms.items = narrow;
    const struct wallet_bytes narrower = sign_grant(&terms, &granting.holder_signer);
    terms.items = two;
    terms.item_count = 2;
    terms.audience = granting.counter.id;
    terms.matter.code = "C-17";
    const struct wallet_bytes larger = sign_grant(&terms, &granting.holder_signer);
    print_message(
        "# %-30s %4zu bytes, version %u\n", "show, 2 fields", narrower.size, version_of(narrower));
    print_message(
        "# %-30s %4zu bytes, version %u\n",
        "show, 2 types, counter, matter",
        larger.size,
        version_of(larger));
    close_granting(&granting);
}

TEST(methods_have_names_and_lifetimes)
{
    CHECK_TEXT(wallet_grant_method_name(WALLET_GRANT_SHOW), "show");
    CHECK_TEXT(wallet_grant_method_name(WALLET_GRANT_SCAN), "scan");
    CHECK_TEXT(wallet_grant_method_name(WALLET_GRANT_FACE), "face");
    CHECK_TEXT(wallet_grant_method_name(WALLET_GRANT_DUTY), "duty");
    CHECK_TEXT(wallet_grant_method_name((enum wallet_grant_method)5), "none");
    CHECK_EQUAL(wallet_grant_seconds(WALLET_GRANT_SHOW), 60);
    CHECK_EQUAL(wallet_grant_seconds_max(WALLET_GRANT_SCAN), 86400);
    CHECK_EQUAL(wallet_grant_seconds_max((enum wallet_grant_method)0), 0);
}

TEST(demands_its_arguments)
{
    struct granting granting;
    struct wallet_buffer out = { 0 };
    struct wallet_grant *grant = NULL;

    open_granting(&granting, WALLET_ALGORITHM_ED25519);
    struct wallet_grant_terms terms = grant_terms(&granting, WALLET_GRANT_SHOW);
    const struct wallet_bytes bytes = make_grant(&granting, WALLET_GRANT_SHOW);
    const struct wallet_bytes key = wallet_buffer_bytes(&granting.holder_cose);
    const struct wallet_grant_use use = { .counter = NULL };
    const struct wallet_signer *signer = &granting.holder_signer;

    CHECK_EQUAL(wallet_grant_sign(NULL, signer, NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_grant_sign(&terms, NULL, NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_grant_sign(&terms, signer, NOW, NULL, NULL), WALLET_ERR_ARGUMENT);
    terms.audience = NULL;
    CHECK_EQUAL(wallet_grant_sign(&terms, signer, NOW, &out, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_grant_parse(bytes, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_grant_verify_holder(bytes, key, &use, NOW, &grant, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_grant_verify_holder(bytes, key, NULL, NOW, &grant, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_grant_verify(bytes, NULL, &use, NOW, &grant, NULL, NULL), WALLET_ERR_ARGUMENT);
    wallet_grant_free(NULL);
    close_granting(&granting);
}
