/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/trust_list.h>

#include "cose/sign1.h"
#include "fuzz.h"

enum {
    NOW = 1795420800,
};

/* The claims of a trust list: the input is signed by a root, or nothing of it would be read. */

/** {alg: -19, kid: ..., typ: "application/wallet-trust+cwt"}; the kid is filled in. */
static uint8_t header[] = "\xa3\x01\x32\x04\x48........\x10\x78\x1c"
                          "application/wallet-trust+cwt";

static struct wallet_key *root;
static struct wallet_signer signer;

static void open_root(void)
{
    static const char *const nothing[] = { NULL };
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F", .types = nothing };

    FUZZ_CHECK(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &root, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_signer(root, &signer, NULL) == WALLET_OK);
    for (size_t i = 0; i < WALLET_KEY_ID_SIZE; i++) {
        header[5 + i] = signer.key_id[i];
    }
}

static void sign(struct wallet_bytes payload, struct wallet_buffer *out)
{
    const struct wallet_bytes headers = { header, sizeof header - 1 };
    struct wallet_buffer message = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    FUZZ_CHECK(
        wlt_sign1_append_signed(headers, (struct wallet_bytes){ 0 }, payload, &message, NULL) ==
        WALLET_OK);
    FUZZ_CHECK(
        signer.sign(signer.context, wallet_buffer_bytes(&message), signature, &size, NULL) ==
        WALLET_OK);
    FUZZ_CHECK(
        wlt_sign1_append(headers, payload, (struct wallet_bytes){ signature, size }, out, NULL) ==
        WALLET_OK);
    wallet_buffer_clear(&message);
}

/** What was read can be believed, and reads the same once it is written again. */
static void write_again(struct wallet_trust_list *list)
{
    struct wallet_trust *trust = NULL;
    struct wallet_trust_list *again = NULL;
    struct wallet_buffer object = { 0 };

    FUZZ_CHECK(wallet_trust_new(&trust, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_add_list(trust, list, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_count(trust) == wallet_trust_list_count(list));
    if (wallet_trust_list_sign(list, &signer, NOW, 0, &object, NULL) == WALLET_OK) {
        FUZZ_CHECK(
            wallet_trust_list_verify(wallet_buffer_bytes(&object), root, 0, NOW, &again, NULL) ==
            WALLET_OK);
        FUZZ_CHECK(wallet_trust_list_count(again) == wallet_trust_list_count(list));
    }

    wallet_buffer_clear(&object);
    wallet_trust_list_free(again);
    wallet_trust_free(trust);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_buffer object = { 0 };

    if (!root) {
        open_root();
    }

    sign((struct wallet_bytes){ data, size }, &object);
    if (wallet_trust_list_verify(wallet_buffer_bytes(&object), root, 0, NOW, &list, NULL) ==
        WALLET_OK) {
        write_again(list);
    }

    wallet_trust_list_free(list);
    wallet_buffer_clear(&object);
    return 0;
}
