/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Project Wycheproof's signatures, good ones and forged ones.  Each result must be ours too.
 */
#include "crypto/public_key.h"
#include "vector.h"

#include <stdio.h>

/** How the cases of a file came out. */
struct count {
    json_int_t all;
    json_int_t acceptable; /* good and bad may both be right: no verdict on us */
};

static void check_case(
    struct wlt_check_context *context,
    const struct wlt_public_key *key,
    enum wallet_algorithm algorithm,
    const json_t *test,
    struct count *count)
{
    char row[64];
    const char *result = vector_text(test, "result");
    const enum wallet_status status = wlt_check_signature(
        context, key, algorithm, vector_hex(test, "msg"), vector_hex(test, "sig"));

    (void)snprintf(
        row, sizeof row, "case %lld", (long long)json_integer_value(json_object_get(test, "tcId")));
    count->all++;
    if (strcmp(result, "acceptable") == 0) {
        count->acceptable++;
        return;
    }

    CHECK(strcmp(result, "valid") == 0 || strcmp(result, "invalid") == 0);
    CHECK_ROW(row, status, strcmp(result, "valid") == 0 ? WALLET_OK : WALLET_ERR_REFUSED);
}

static void check_group(
    struct wlt_check_context *context,
    const json_t *group,
    enum wallet_algorithm algorithm,
    struct count *count)
{
    struct wlt_public_key *key = NULL;
    const json_t *tests = json_object_get(group, "tests");

    CHECK_EQUAL(wlt_public_key_from_spki(vector_hex(group, "publicKeyDer"), &key, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_public_key_algorithm(key), algorithm);
    for (size_t i = 0; i < json_array_size(tests); i++) {
        check_case(context, key, algorithm, json_array_get(tests, i), count);
    }

    wlt_public_key_free(key);
}

static void check_file(const char *name, enum wallet_algorithm algorithm)
{
    json_t *file = vector_load(name);
    const json_t *groups = json_object_get(file, "testGroups");
    struct wlt_check_context *context = NULL;
    struct count count = { 0 };

    CHECK_EQUAL(wlt_check_context_new(&context, NULL), WALLET_OK);
    for (size_t i = 0; i < json_array_size(groups); i++) {
        check_group(context, json_array_get(groups, i), algorithm, &count);
    }

    CHECK_EQUAL(count.all, json_integer_value(json_object_get(file, "numberOfTests")));
    print_message(
        "# %lld cases agree, %lld of them acceptable either way\n",
        (long long)count.all,
        (long long)count.acceptable);
    wlt_check_context_free(context);
    json_decref(file);
}

TEST(ed25519_agrees_in_every_case)
{
    check_file("wycheproof/ed25519_test.json", WALLET_ALGORITHM_ED25519);
}

TEST(es256_agrees_in_every_case)
{
    check_file("wycheproof/ecdsa_secp256r1_sha256_p1363_test.json", WALLET_ALGORITHM_ES256);
}
