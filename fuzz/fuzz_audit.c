/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/trust_list.h>

#include "audit/entry.h"
#include "audit/signed_root.h"
#include "fuzz.h"

#include <string.h>

/*
 * Checkpoints, receipts, proofs of consistency and cosignatures as others take them: the input as it is,
 * and what it holds under a signature that is good.
 */

static struct wallet_key *auditor;
static struct wallet_signer signer;
static struct wallet_trust *trust;

static void open_auditor(void)
{
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F" };
    struct wallet_buffer cose = { 0 };
    struct wallet_trust_list *list = NULL;

    FUZZ_CHECK(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &auditor, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_signer(auditor, &signer, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_write_cose(auditor, &cose, NULL) == WALLET_OK);
    const struct wallet_trust_entry entry = {
        .id = owner.issuer,
        .roles = WALLET_ROLE_AUDIT,
        .key = wallet_buffer_bytes(&cose),
    };
    FUZZ_CHECK(wallet_trust_list_new(&list, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_list_put(list, &entry, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_new(&trust, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_add_list(trust, list, NULL) == WALLET_OK);
    wallet_trust_list_free(list);
    wallet_buffer_clear(&cose);
}

/** What nobody who is trusted signed is never believed. */
static void disbelieve(struct wallet_bytes input)
{
    struct wallet_checkpoint checkpoint = { .size = 1 };
    struct wallet_checkpoint newer;
    struct wallet_cosignature cosignature;
    struct wallet_receipt receipt;

    FUZZ_CHECK(wallet_checkpoint_verify(input, trust, &newer, NULL) != WALLET_OK);
    FUZZ_CHECK(wallet_receipt_verify(input, trust, NULL, &receipt, NULL) != WALLET_OK);
    FUZZ_CHECK(wallet_consistency_verify(input, trust, &checkpoint, &newer, NULL) != WALLET_OK);
    FUZZ_CHECK(wallet_cosignature_verify(input, trust, &cosignature, NULL) != WALLET_OK);
    (void)wallet_cosignature_recognise(input);
}

/** There is one way to write what was read. */
static void write_again(const struct wlt_signed_root *root, struct wallet_bytes input)
{
    struct wallet_buffer object = { 0 };

    FUZZ_CHECK(
        wlt_signed_root_attach(root, root->form, &root->proof, root->entry, &object, NULL) ==
        WALLET_OK);
    FUZZ_CHECK(object.size == input.size && memcmp(object.data, input.data, input.size) == 0);
    wallet_buffer_clear(&object);
}

/** Signs the root to which a receipt's proof leads, so that it is good. */
static void sign_receipt(const struct wlt_signed_root *root)
{
    struct wallet_buffer object = { 0 };
    struct wallet_buffer receipt = { 0 };
    struct wallet_checkpoint checkpoint = root->checkpoint;
    struct wallet_receipt found;
    struct wlt_signed_root good;
    struct wlt_tree_hash leaf;
    struct wlt_tree_hash top;

    if (wlt_log_entry_leaf(root->entry, &leaf, NULL) != WALLET_OK ||
        !wlt_tree_root_by_inclusion(
            &root->proof.path, root->proof.second, root->proof.first, &leaf, &top)) {
        return;
    }

    memcpy(checkpoint.root, top.bytes, sizeof top.bytes);
    memcpy(checkpoint.origin, signer.issuer, sizeof checkpoint.origin);
    FUZZ_CHECK(wlt_signed_root_sign(&checkpoint, &signer, &object, NULL) == WALLET_OK);
    FUZZ_CHECK(wlt_signed_root_read(wallet_buffer_bytes(&object), &good, NULL) == WALLET_OK);
    FUZZ_CHECK(
        wlt_signed_root_attach(
            &good, WLT_ROOT_INCLUSION, &root->proof, root->entry, &receipt, NULL) == WALLET_OK);
    if (wallet_receipt_verify(wallet_buffer_bytes(&receipt), trust, NULL, &found, NULL) ==
        WALLET_OK) {
        FUZZ_CHECK(found.entry.number < found.checkpoint.size);
        FUZZ_CHECK(root->proof.first == found.checkpoint.size);
    }

    wallet_buffer_clear(&object);
    wallet_buffer_clear(&receipt);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };
    struct wallet_audit_entry entry;
    struct wlt_signed_root root;

    if (!auditor) {
        open_auditor();
    }

    disbelieve(input);
    (void)wlt_log_entry_parse(input, &entry, NULL);
    if (wlt_signed_root_read(input, &root, NULL) == WALLET_OK) {
        if (root.form != WLT_ROOT_CHECKPOINT) {
            write_again(&root, input);
        }

        if (root.form == WLT_ROOT_INCLUSION) {
            sign_receipt(&root);
        }
    }

    return 0;
}
