/* SPDX-License-Identifier: Apache-2.0 */
#include "http_signature.h"

#include "test.h"

#include <string.h>

/* RFC 9421, appendix B.2.6: what is signed. */
static const struct http_component components[] = {
    { "date", "Tue, 20 Apr 2021 02:07:55 GMT" },
    { "@method", "POST" },
    { "@path", "/foo" },
    { "@authority", "example.com" },
    { "content-type", "application/json" },
    { "content-length", "18" },
};
static const char base[] =
    "\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n"
    "\"@method\": POST\n"
    "\"@path\": /foo\n"
    "\"@authority\": example.com\n"
    "\"content-type\": application/json\n"
    "\"content-length\": 18\n"
    "\"@signature-params\": (\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" "
    "\"content-length\");created=1618884473;keyid=\"test-key-ed25519\"";

static enum wallet_status sign(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    const char *wanted = context;
    (void)error;

    CHECK_BYTES(message, test_text(wanted));
    memset(out, 0xfb, 64);
    *size = 64;
    return WALLET_OK;
}

static enum wallet_status sign_nothing(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    (void)context, (void)message, (void)out, (void)size, (void)error;
    return WALLET_ERR_KEY;
}

TEST(signs_the_base_of_the_rfc)
{
    const struct wallet_signer signer = { .sign = sign, .context = base };
    const struct http_signature_terms terms = { "sig-b26", "test-key-ed25519", NULL, 1618884473 };
    struct http_signature out;

    CHECK_EQUAL(http_signature_make(components, 6, &terms, &signer, &out, NULL), WALLET_OK);
    CHECK_TEXT(
        out.input,
        "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" "
        "\"content-length\");created=1618884473;keyid=\"test-key-ed25519\"");
    CHECK_TEXT(
        out.signature,
        "sig-b26=:+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/"
        "v7+/v7+w==:");
}

TEST(says_the_algorithm_where_the_rfc_has_a_name_for_it)
{
    static const char wanted[] =
        "\"@method\": POST\n\"@signature-params\": (\"@method\");created=1;keyid=\"k\";"
        "alg=\"ed25519\"";
    const struct wallet_signer signer = { .sign = sign, .context = wanted };
    const struct http_signature_terms terms = {
        "a", "k", http_signature_algorithm(WALLET_ALGORITHM_ED25519), 1
    };
    struct http_signature out;

    CHECK_EQUAL(http_signature_make(&components[1], 1, &terms, &signer, &out, NULL), WALLET_OK);
    CHECK_TEXT(http_signature_algorithm(WALLET_ALGORITHM_ES256), "ecdsa-p256-sha256");
    CHECK_TEXT(http_signature_algorithm(WALLET_ALGORITHM_ES384), "ecdsa-p384-sha384");
    CHECK(!http_signature_algorithm(WALLET_ALGORITHM_SM2));
}

/* RFC 9421 section 2.4: an answer that is tied to its request. */
TEST(signs_what_is_the_requests_as_such)
{
    static const char wanted[] = "\"@status\": 200\n\"signature\";req: s=:AQID:\n"
                                 "\"@signature-params\": (\"@status\" \"signature\";req);"
                                 "created=1;keyid=\"k\"";
    static const struct http_component answer[] = {
        { "@status", "200" },
        { "signature;req", "s=:AQID:" },
    };
    const struct wallet_signer signer = { .sign = sign, .context = wanted };
    const struct http_signature_terms terms = { "a", "k", NULL, 1 };
    struct http_signature out;

    CHECK_EQUAL(http_signature_make(answer, 2, &terms, &signer, &out, NULL), WALLET_OK);
    CHECK_TEXT(out.input, "a=(\"@status\" \"signature\";req);created=1;keyid=\"k\"");
}

TEST(signs_nothing_that_would_read_as_two_lines_or_does_not_fit)
{
    static const struct http_component lines = { "x", "a\nb" };
    const struct wallet_signer signer = { .sign = sign, .context = "" };
    const struct wallet_signer locked = { .sign = sign_nothing };
    struct http_signature_terms terms = { "a", "k", NULL, 1 };
    struct http_component large = { "x", NULL };
    struct http_signature out;
    char value[5000];

    CHECK_EQUAL(http_signature_make(&lines, 1, &terms, &signer, &out, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(http_signature_make(components, 6, &terms, &locked, &out, NULL), WALLET_ERR_KEY);

    memset(value, 'a', sizeof value);
    value[sizeof value - 1] = '\0';
    large.value = value;
    CHECK_EQUAL(http_signature_make(&large, 1, &terms, &signer, &out, NULL), WALLET_ERR_TOO_LARGE);
    terms.key_id = value;
    CHECK_EQUAL(
        http_signature_make(components, 6, &terms, &signer, &out, NULL), WALLET_ERR_TOO_LARGE);
}

/* RFC 9530, appendix B.2 */
TEST(digests_a_body_as_the_rfc_does)
{
    char out[HTTP_DIGEST_SIZE];

    CHECK(http_signature_digest(test_text("{\"hello\": \"world\"}\n"), out));
    CHECK_TEXT(out, "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
}
