/* SPDX-License-Identifier: Apache-2.0 */
#include "agency.h"
#include "status/list.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define URI "https://status.example/xinyu/0000.cwt"

/* {1: -19, 4: kid, 16: "application/statuslist+cwt"} */
#define ALG  "0132"
#define KID  "0448%s"
#define TYP  "10781a6170706c69636174696f6e2f7374617475736c6973742b637774"
#define SUB  "02782568747470733a2f2f7374617475732e6578616d706c652f78696e79752f303030302e637774"
#define IAT  "061a6b03f280" /* AGENCY_NOW */
#define EXP  "041a6b03f380" /* 256 seconds later */
#define LIST "19fffda2636c73744a78dadbb918000217015d646269747301"

/** Signs what the hex spells; "%s" in the header stands for the key's name. */
static struct wallet_bytes forge(
    const struct agency *agency, const char *header, const char *payload)
{
    char kid[2 * WALLET_KEY_ID_SIZE + 1];
    char filled[512];
    const struct wallet_bytes id = wallet_key_id(agency->key);

    for (size_t i = 0; i < id.size; i++) {
        (void)snprintf(kid + 2 * i, 3, "%02x", id.data[i]);
    }

    const char *mark = strstr(header, "%s");
    (void)snprintf(
        filled,
        sizeof filled,
        "%.*s%s%s",
        (int)(mark ? mark - header : (long)strlen(header)),
        header,
        mark ? kid : "",
        mark ? mark + 2 : "");
    return agency_forge(&agency->signer, test_hex(filled), test_hex("a0"), test_hex(payload));
}

static enum wallet_status verify_at(
    const struct agency *agency, struct wallet_bytes token, const char *uri, int64_t at_unix)
{
    struct wallet_status_list *list = NULL;
    const enum wallet_status status =
        wallet_status_list_verify(token, agency->trust, uri, 16, at_unix, &list, NULL);
    CHECK_EQUAL(status == WALLET_OK, list != NULL);
    wallet_status_list_free(list);
    return status;
}

TEST(reads_what_was_signed)
{
    struct agency agency;
    struct wallet_buffer token = { 0 };
    struct wallet_status_list *list = NULL;
    unsigned value = 9;
    agency_open(&agency, WALLET_ALGORITHM_ES256);

    CHECK_EQUAL(
        wlt_status_list_sign(&agency.signer, URI, test_hex("0180"), AGENCY_NOW, &token, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_status_list_verify(
            wallet_buffer_bytes(&token), agency.trust, URI, 16, AGENCY_NOW, &list, NULL),
        WALLET_OK);
    CHECK_EQUAL(wallet_status_list_count(list), 16);
    CHECK_EQUAL(wallet_status_list_get(list, 15, &value, NULL), WALLET_OK);
    CHECK_EQUAL(value, WALLET_STATUS_INVALID);
    CHECK_EQUAL(wallet_status_list_get(list, 14, &value, NULL), WALLET_OK);
    CHECK_EQUAL(value, WALLET_STATUS_VALID);

    wallet_status_list_free(list);
    wallet_buffer_clear(&token);
    agency_close(&agency);
}

static const struct {
    const char *what;
    const char *header;
    const char *payload;
    enum wallet_status wanted;
} tokens[] = {
    { "all in order", "a3" ALG KID TYP, "a3" SUB IAT LIST, WALLET_OK },
    { "no kid", "a2" ALG TYP, "a3" SUB IAT LIST, WALLET_OK },
    { "no typ", "a2" ALG KID, "a3" SUB IAT LIST, WALLET_ERR_STRUCTURE },
    { "typ of a CWT", "a3" ALG KID "10183d", "a3" SUB IAT LIST, WALLET_ERR_STRUCTURE },
    { "typ of a manifest",
      "a3" ALG KID "10781d6170706c69636174696f6e2f77616c6c65742d7374617475732b637774",
      "a3" SUB IAT LIST,
      WALLET_ERR_STRUCTURE },
    { "no alg", "a2" KID TYP, "a3" SUB IAT LIST, WALLET_ERR_STRUCTURE },
    { "alg of HMAC",
      "a3"
      "0105" KID TYP,
      "a3" SUB IAT LIST,
      WALLET_ERR_STRUCTURE },
    { "alg of another key",
      "a3"
      "0128" KID TYP,
      "a3" SUB IAT LIST,
      WALLET_ERR_REFUSED },
    { "kid of nobody", "a3" ALG "04480000000000000000" TYP, "a3" SUB IAT LIST, WALLET_ERR_REFUSED },
    { "no sub", "a3" ALG KID TYP, "a2" IAT LIST, WALLET_ERR_STRUCTURE },
    { "another sub",
      "a3" ALG KID TYP,
      "a3"
      "0261"
      "78" IAT LIST,
      WALLET_ERR_REFUSED },
    { "no iat", "a3" ALG KID TYP, "a2" SUB LIST, WALLET_ERR_STRUCTURE },
    { "no list", "a3" ALG KID TYP, "a2" SUB IAT, WALLET_ERR_STRUCTURE },
    { "sub twice", "a3" ALG KID TYP, "a4" SUB SUB IAT LIST, WALLET_ERR_MALFORMED },
    { "not yet at its end", "a3" ALG KID TYP, "a4" SUB IAT EXP LIST, WALLET_OK },
    { "past its end",
      "a3" ALG KID TYP,
      "a4" SUB "06"
      "1a6b03f280"
      "041a6b03f280" LIST,
      WALLET_ERR_REFUSED },
    { "from the future", "a3" ALG KID TYP, "a3" SUB "061a6b03f2f9" LIST, WALLET_ERR_REFUSED },
    { "a clock two minutes ahead", "a3" ALG KID TYP, "a3" SUB "061a6b03f2f8" LIST, WALLET_OK },
    { "a claim with a name", "a3" ALG KID TYP, "a4" SUB IAT LIST "6378797a01", WALLET_OK },
    { "unknown crit", "a4" ALG "02811837" KID TYP, "a3" SUB IAT LIST, WALLET_ERR_UNSUPPORTED },
};

TEST(every_must_of_the_draft_has_its_refusal)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);

    for (size_t i = 0; i < sizeof tokens / sizeof tokens[0]; i++) {
        const struct wallet_bytes token = forge(&agency, tokens[i].header, tokens[i].payload);
        CHECK_ROW(tokens[i].what, verify_at(&agency, token, URI, AGENCY_NOW), tokens[i].wanted);
    }

    agency_close(&agency);
}

TEST(is_not_believed_when_somebody_else_signed)
{
    struct agency agency;
    struct agency other;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    agency_open(&other, WALLET_ALGORITHM_ED25519);

    const struct wallet_bytes token = forge(&other, "a3" ALG KID TYP, "a3" SUB IAT LIST);
    CHECK_EQUAL(verify_at(&other, token, URI, AGENCY_NOW), WALLET_OK);
    CHECK_EQUAL(verify_at(&agency, token, URI, AGENCY_NOW), WALLET_ERR_REFUSED);
    agency_close(&other);
    agency_close(&agency);
}

TEST(refuses_every_prefix_and_every_flipped_bit)
{
    struct agency agency;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes token = forge(&agency, "a3" ALG KID TYP, "a3" SUB IAT LIST);
    uint8_t *flipped = test_memory(token.size);
    memcpy(flipped, token.data, token.size);

    for (size_t size = 0; size < token.size; size++) {
        const struct wallet_bytes cut = { token.data, size };
        CHECK(verify_at(&agency, cut, URI, AGENCY_NOW) != WALLET_OK);
    }

    for (size_t bit = 0; bit < 8 * token.size; bit++) {
        flipped[bit / 8] = (uint8_t)(flipped[bit / 8] ^ 1U << (bit % 8));
        CHECK(
            verify_at(&agency, (struct wallet_bytes){ flipped, token.size }, URI, AGENCY_NOW) !=
            WALLET_OK);
        flipped[bit / 8] = (uint8_t)(flipped[bit / 8] ^ 1U << (bit % 8));
    }

    agency_close(&agency);
}

TEST(refuses_a_token_that_is_too_large_or_not_there)
{
    struct agency agency;
    struct wallet_status_list *list = NULL;
    agency_open(&agency, WALLET_ALGORITHM_ED25519);
    const struct wallet_bytes huge = { test_memory(WALLET_STATUS_TOKEN_MAX + 1),
                                       WALLET_STATUS_TOKEN_MAX + 1 };

    CHECK_EQUAL(verify_at(&agency, huge, URI, AGENCY_NOW), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(
        wallet_status_list_verify(huge, NULL, URI, 16, AGENCY_NOW, &list, NULL),
        WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(
        wallet_status_list_verify(huge, agency.trust, NULL, 16, AGENCY_NOW, &list, NULL),
        WALLET_ERR_ARGUMENT);
    wallet_status_list_free(NULL);
    agency_close(&agency);
}
