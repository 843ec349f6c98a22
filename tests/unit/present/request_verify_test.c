/* SPDX-License-Identifier: Apache-2.0 */

/* What a holder's side must not believe; each refusal has a story of its own. */
#include "agency.h"
#include "make_request.h"
#include "present/request.h"
#include "unit/crypto/make_certificate.h"

static struct wallet_bytes whole(const struct counter *counter)
{
    return wallet_buffer_bytes(&counter->request);
}

/** The request's COSE_Sign1, taken apart. */
static struct wlt_sign1 open_request(const struct counter *counter)
{
    struct wlt_sign1 sign1 = { 0 };
    CHECK_EQUAL(wlt_request_open(whole(counter), &sign1, NULL), WALLET_OK);
    return sign1;
}

static void check_refused(
    const struct counter *counter, struct wallet_bytes bytes, int64_t at_unix, const char *story)
{
    struct wallet_error error = { .message = "" };
    CHECK_EQUAL(try_verify(counter, bytes, at_unix, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, story);
}

TEST(no_bit_of_a_request_can_be_changed)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    uint8_t *copy = test_memory(whole(&counter).size);

    for (size_t i = 0; i < 8 * whole(&counter).size; i++) {
        memcpy(copy, whole(&counter).data, whole(&counter).size);
        copy[i / 8] ^= (uint8_t)(1U << i % 8);
        const struct wallet_bytes bytes = { copy, whole(&counter).size };
        CHECK(try_verify(&counter, bytes, NOW, NULL) != WALLET_OK);
    }

    clear_counter(&counter);
}

TEST(no_part_of_a_request_is_one)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);

    for (size_t size = 0; size < whole(&counter).size; size++) {
        const struct wallet_bytes bytes = { whole(&counter).data, size };
        CHECK_EQUAL(try_verify(&counter, bytes, NOW, NULL), WALLET_ERR_TRUNCATED);
    }

    uint8_t *longer = test_memory(whole(&counter).size + 1);
    memcpy(longer, whole(&counter).data, whole(&counter).size);
    const struct wallet_bytes bytes = { longer, whole(&counter).size + 1 };
    CHECK_EQUAL(try_verify(&counter, bytes, NOW, NULL), WALLET_ERR_STRUCTURE);
    clear_counter(&counter);
}

TEST(refuses_what_nobody_signed)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wlt_sign1 sign1 = open_request(&counter);
    struct wallet_buffer unsigned_request = { 0 };

    check_refused(&counter, sign1.payload, NOW, "nobody signed it");
    CHECK_EQUAL(
        wlt_sign1_append(
            sign1.protected_encoded,
            sign1.payload,
            (struct wallet_bytes){ 0 },
            &unsigned_request,
            NULL),
        WALLET_OK);
    check_refused(&counter, wallet_buffer_bytes(&unsigned_request), NOW, "nobody signed it");

    wallet_buffer_clear(&unsigned_request);
    clear_counter(&counter);
}

TEST(refuses_what_was_altered)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct counter other = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wlt_sign1 sign1 = open_request(&counter);
    const struct wlt_sign1 others = open_request(&other);
    struct wallet_buffer mixed = { 0 };

    CHECK_EQUAL(
        wlt_sign1_append(sign1.protected_encoded, others.payload, sign1.signature, &mixed, NULL),
        WALLET_OK);
    check_refused(
        &counter,
        wallet_buffer_bytes(&mixed),
        NOW,
        "its signature does not fit the content: it was altered");

    wallet_buffer_clear(&mixed);
    clear_counter(&other);
    clear_counter(&counter);
}

TEST(refuses_what_is_too_old_or_from_the_future)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const int64_t end = NOW + WALLET_REQUEST_SECONDS + WALLET_REQUEST_LEEWAY;
    const int64_t start = NOW - WALLET_REQUEST_LEEWAY;

    CHECK_EQUAL(try_verify(&counter, whole(&counter), start, NULL), WALLET_OK);
    CHECK_EQUAL(try_verify(&counter, whole(&counter), end - 1, NULL), WALLET_OK);
    check_refused(&counter, whole(&counter), end, "it expired at 2026-11-23T08:05:00Z");
    check_refused(&counter, whole(&counter), INT64_MAX, "it expired at 2026-11-23T08:05:00Z");
    check_refused(
        &counter,
        whole(&counter),
        start - 1,
        "it is from the future: issued at 2026-11-23T08:00:00Z");
    check_refused(
        &counter, whole(&counter), 0, "it is from the future: issued at 2026-11-23T08:00:00Z");
    clear_counter(&counter);
}

TEST(refuses_a_counter_that_nobody_knows)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct counter stranger = make_counter(WALLET_ALGORITHM_ED25519);

    check_refused(&counter, whole(&stranger), NOW, "whoever signed it is in no trust list");
    clear_counter(&stranger);
    clear_counter(&counter);
}

/** Trust in the counter's key file, which says nothing of what it may do. */
static struct wallet_trust *trust_in_file(const struct counter *counter)
{
    struct wallet_trust *trust = NULL;
    struct wallet_buffer file = { 0 };

    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_write_public(counter->member.key, &file, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(trust, wallet_buffer_bytes(&file), NULL), WALLET_OK);
    wallet_buffer_clear(&file);
    return trust;
}

TEST(refuses_whoever_is_no_counter)
{
    static const char *const types[] = { ID_CARD };
    static const char story[] = "whoever signed it is no counter in the trust list";
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct wallet_trust_entry entry = counter_entry(&counter.member, types, 1);

    wallet_trust_free(counter.trust);
    entry.roles = WALLET_ROLE_ISSUER | WALLET_ROLE_REPOSITORY;
    counter.trust = trust_in(&entry);
    check_refused(&counter, whole(&counter), NOW, story);

    wallet_trust_free(counter.trust);
    counter.trust = trust_in_file(&counter);
    check_refused(&counter, whole(&counter), NOW, story);
    clear_counter(&counter);
}

TEST(a_key_file_beside_the_entry_takes_nothing_away)
{
    static const char *const types[] = { ID_CARD };
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_trust_entry entry = counter_entry(&counter.member, types, 1);
    struct wallet_trust_list *list = NULL;

    wallet_trust_free(counter.trust);
    counter.trust = trust_in_file(&counter);
    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, &entry, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(counter.trust, list, NULL), WALLET_OK);
    CHECK_EQUAL(try_verify(&counter, whole(&counter), NOW, NULL), WALLET_OK);

    wallet_trust_list_free(list);
    clear_counter(&counter);
}

TEST(refuses_a_counter_outside_its_period_or_region)
{
    static const struct {
        const char *what;
        int64_t from;
        int64_t until;
        enum wallet_trust_state state;
        int64_t since;
        const char *region;
        const char *story; /* NULL: it holds */
    } rows[] = {
        { "good", NOW, NOW + 1, WALLET_TRUST_ACTIVE, 0, "3605", NULL },
        { "early",
          NOW + 1,
          0,
          WALLET_TRUST_ACTIVE,
          0,
          "",
          "signed before the counter's period in the trust list" },
        { "late",
          0,
          NOW,
          WALLET_TRUST_ACTIVE,
          0,
          "",
          "signed after the counter's period in the trust list" },
        { "retired",
          0,
          0,
          WALLET_TRUST_RETIRED,
          NOW,
          "",
          "signed when the counter's key had been retired" },
        { "retired later", 0, 0, WALLET_TRUST_RETIRED, NOW + 1, "", NULL },
        { "compromised",
          0,
          0,
          WALLET_TRUST_COMPROMISED,
          NOW,
          "",
          "the counter's key has been compromised" },
        { "compromised later",
          0,
          0,
          WALLET_TRUST_COMPROMISED,
          NOW + 1,
          "",
          "the counter's key has been compromised" },
        { "another region",
          0,
          0,
          WALLET_TRUST_ACTIVE,
          0,
          "3601",
          "the counter lies outside the region for which it may ask" },
    };
    static const char *const types[] = { ID_CARD };
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wallet_trust_entry entry = counter_entry(&counter.member, types, 1);
        entry.from_unix = rows[i].from;
        entry.until_unix = rows[i].until;
        entry.state = rows[i].state;
        entry.state_unix = rows[i].since;
        entry.region = rows[i].region;
        wallet_trust_free(counter.trust);
        counter.trust = trust_in(&entry);
        if (rows[i].story) {
            check_refused(&counter, whole(&counter), NOW, rows[i].story);
        } else {
            CHECK_ROW(rows[i].what, try_verify(&counter, whole(&counter), NOW, NULL), WALLET_OK);
        }
    }

    clear_counter(&counter);
}

TEST(refuses_a_counter_in_anothers_name)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_request_terms terms = make_terms();

    make_id(7, "360502", counter.member.signer.issuer);
    sign_request(&counter, &terms);
    check_refused(
        &counter, whole(&counter), NOW, "it names another counter than the one that signed it");
    clear_counter(&counter);
}

/** Signs the counter's claims below another protected header. */
static struct wallet_bytes forge(
    const struct counter *counter, struct wallet_bytes header, const char *unprotected)
{
    return agency_forge(
        &counter->member.signer, header, test_hex(unprotected), open_request(counter).payload);
}

/** { 1: alg, 4: kid, 16: typ } with these, encoded. */
static struct wallet_bytes header_of(
    const struct counter *counter, const char *algorithm, const char *typ)
{
    struct wallet_bytes start = test_hex(algorithm);
    const struct wallet_bytes type = test_text(typ);
    uint8_t *header = test_memory(start.size + 64 + type.size);
    size_t size = 0;

    header[size++] = 0xa3;
    header[size++] = 0x01;
    memcpy(header + size, start.data, start.size);
    size += start.size;
    header[size++] = 0x04;
    header[size++] = 0x48;
    memcpy(header + size, wallet_key_id(counter->member.key).data, WALLET_KEY_ID_SIZE);
    size += WALLET_KEY_ID_SIZE;
    header[size++] = 0x10;
    header[size++] = 0x78;
    header[size++] = (uint8_t)type.size;
    memcpy(header + size, type.data, type.size);
    return (struct wallet_bytes){ header, size + type.size };
}

TEST(refuses_other_headers)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes good = header_of(&counter, "32", WLT_REQUEST_TYP); /* -19 */

    CHECK_EQUAL(try_verify(&counter, forge(&counter, good, "a0"), NOW, NULL), WALLET_OK);
    /* Something that is not signed, beside. */
    CHECK_EQUAL(
        try_verify(&counter, forge(&counter, good, "a1182a00"), NOW, NULL), WALLET_ERR_STRUCTURE);
    CHECK_EQUAL(
        try_verify(
            &counter,
            forge(&counter, header_of(&counter, "32", "application/wallet-grant+cwt"), "a0"),
            NOW,
            NULL),
        WALLET_ERR_STRUCTURE);
    check_refused(
        &counter,
        forge(&counter, header_of(&counter, "28", WLT_REQUEST_TYP), "a0"), /* -9 */
        NOW,
        "its algorithm is not that of the signer's key");
    /* Without a kid nobody is looked for. */
    check_refused(
        &counter,
        forge(
            &counter,
            test_hex("a2 01 32 10 78 1e"
                     "6170706c69636174696f6e2f77616c6c65742d726571756573742b637774"),
            "a0"),
        NOW,
        "whoever signed it is in no trust list");
    clear_counter(&counter);
}

TEST(refuses_more_bytes_than_a_request_has)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    uint8_t *large = test_memory(WALLET_REQUEST_MAX + 1);
    struct wallet_request *request = NULL;
    const struct wallet_bytes bytes = { large, WALLET_REQUEST_MAX + 1 };

    CHECK_EQUAL(try_verify(&counter, bytes, NOW, NULL), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_request_parse(bytes, &request, NULL), WALLET_ERR_TOO_LARGE);
    clear_counter(&counter);
}

/** A counter whose entry has a certificate that this authority made. */
static struct counter make_certified(const struct identity *authority, struct identity *leaf)
{
    static const char *const types[] = { ID_CARD };
    const struct recipe recipe = { .name = "Counter",
                                   .not_before = NOW - DAY,
                                   .not_after = NOW + DAY,
                                   .extensions = { LEAF_EXTENSIONS } };
    struct counter counter = make_counter(WALLET_ALGORITHM_ES256);
    struct wallet_trust_entry entry = counter_entry(&counter.member, types, 1);

    *leaf = make_certificate(&recipe, authority);
    entry.key.size = 0;
    entry.chain = der_of(leaf->x509);
    wallet_trust_free(counter.trust);
    counter.trust = trust_in(&entry);
    return counter;
}

/** Signs as the leaf. */
static enum wallet_status sign_with_pkey(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    const struct identity *leaf = context;
    EVP_MD_CTX *signing = EVP_MD_CTX_new();
    uint8_t der[WALLET_SIGNATURE_MAX];
    size_t der_size = sizeof der;
    (void)error;

    CHECK_EQUAL(EVP_DigestSignInit(signing, NULL, EVP_sha256(), NULL, leaf->pkey), 1);
    CHECK_EQUAL(EVP_DigestSign(signing, der, &der_size, message.data, message.size), 1);
    EVP_MD_CTX_free(signing);

    const uint8_t *at = der;
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &at, (long)der_size);
    CHECK(signature);
    CHECK_EQUAL(BN_bn2binpad(ECDSA_SIG_get0_r(signature), out, 32), 32);
    CHECK_EQUAL(BN_bn2binpad(ECDSA_SIG_get0_s(signature), out + 32, 32), 32);
    ECDSA_SIG_free(signature);
    *size = 64;
    return WALLET_OK;
}

TEST(a_counters_certificates_must_lead_to_an_authority_that_is_trusted)
{
    const struct recipe recipe = { .name = "Authority",
                                   .not_before = NOW - DAY,
                                   .not_after = NOW + DAY,
                                   .extensions = { AUTHORITY_EXTENSIONS } };
    struct identity authority = make_certificate(&recipe, NULL);
    struct identity leaf;
    struct counter counter = make_certified(&authority, &leaf);
    const struct wallet_request_terms terms = make_terms();

    counter.member.signer.sign = sign_with_pkey;
    counter.member.signer.context = &leaf;
    memcpy(
        counter.member.signer.key_id,
        wlt_certificate_digest(leaf.certificate).data,
        WALLET_KEY_ID_SIZE);
    sign_request(&counter, &terms);
    check_refused(&counter, whole(&counter), NOW, "the counter's certificates do not hold");

    CHECK_EQUAL(wallet_trust_add(counter.trust, der_of(authority.x509), NULL), WALLET_OK);
    CHECK_EQUAL(try_verify(&counter, whole(&counter), NOW, NULL), WALLET_OK);

    clear_counter(&counter);
    release_identity(&leaf);
    release_identity(&authority);
}
