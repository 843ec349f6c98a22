/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/signed_root.h"
#include "make_log.h"

static struct wallet_bytes receipt_of(struct log_kit *kit, uint64_t number)
{
    struct wallet_buffer object = { 0 };
    struct wallet_error error = { .message = "" };
    log_check(wlt_log_receipt(kit->log, number, &object, &error), &error);
    uint8_t *kept = test_memory(object.size);
    memcpy(kept, object.data, object.size);
    const struct wallet_bytes receipt = { kept, object.size };
    wallet_buffer_clear(&object);
    return receipt;
}

TEST(every_entry_has_a_receipt)
{
    struct log_kit kit = { 0 };
    struct wallet_receipt receipt;
    enum {
        SIZE = 70
    };

    log_kit_open(&kit);
    for (uint64_t size = 1; size <= SIZE; size++) {
        log_kit_grow(&kit, size - 1, 1);
        for (uint64_t i = 0; i < size; i += 1 + size / 16) {
            const struct wallet_bytes object = receipt_of(&kit, i);
            CHECK_EQUAL(wallet_receipt_verify(object, kit.trust, NULL, &receipt, NULL), WALLET_OK);
            CHECK_EQUAL(receipt.checkpoint.size, size);
            CHECK_EQUAL(receipt.entry.number, i);
            CHECK_EQUAL(receipt.entry.at_unix, LOG_NOW + (int64_t)i);
            CHECK(wallet_receipt_recognise(object));
            CHECK(!wallet_checkpoint_recognise(object));
            CHECK(!wallet_consistency_recognise(object));
        }
    }

    log_kit_close(&kit);
}

TEST(entries_in_full_tiles_have_receipts_and_short_ones)
{
    static const uint64_t numbers[] = { 0, 1, 255, 256, 511, 767, 768, 900, 999 };
    struct log_kit kit = { 0 };
    struct wallet_receipt receipt;
    struct wallet_buffer object = { 0 };

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 1000);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const struct wallet_bytes whole = receipt_of(&kit, numbers[i]);
        CHECK_EQUAL(wallet_receipt_verify(whole, kit.trust, NULL, &receipt, NULL), WALLET_OK);
        CHECK_EQUAL(receipt.checkpoint.size, 1000);
        CHECK_EQUAL(
            wlt_log_short_receipt(kit.log, numbers[i], &kit.auditor.signer, &object, NULL),
            WALLET_OK);
        CHECK_EQUAL(
            wallet_receipt_verify(wallet_buffer_bytes(&object), kit.trust, NULL, &receipt, NULL),
            WALLET_OK);
        CHECK_EQUAL(receipt.checkpoint.size, numbers[i] + 1);
        CHECK_EQUAL(receipt.entry.number, numbers[i]);
        CHECK(object.size <= whole.size);
    }

    wallet_buffer_clear(&object);
    log_kit_close(&kit);
}

TEST(a_receipt_is_about_one_licence_and_one_act)
{
    struct log_kit kit = { 0 };
    struct wallet_receipt receipt;
    struct wallet_error error;
    uint8_t digest[WALLET_AUDIT_HASH_SIZE];

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 20);
    const struct wallet_bytes object = receipt_of(&kit, 4);
    struct wallet_receipt_claim claim = { log_act(4).licence, WALLET_ACT_RELEASE };
    CHECK_EQUAL(wallet_receipt_verify(object, kit.trust, &claim, &receipt, NULL), WALLET_OK);

    claim.act = WALLET_ACT_COMPARE;
    CHECK_EQUAL(
        wallet_receipt_verify(object, kit.trust, &claim, &receipt, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "it is about another act");
    memset(digest, 5, sizeof digest);
    claim = (struct wallet_receipt_claim){ .licence = { digest, sizeof digest } };
    CHECK_EQUAL(
        wallet_receipt_verify(object, kit.trust, &claim, &receipt, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "it is about another licence");
    log_kit_close(&kit);
}

TEST(no_bit_of_a_receipt_can_be_changed)
{
    struct log_kit kit = { 0 };
    struct wallet_receipt receipt;

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 9);
    const struct wallet_bytes object = receipt_of(&kit, 2);
    uint8_t *changed = test_memory(object.size);
    memcpy(changed, object.data, object.size);
    const struct wallet_bytes bytes = { changed, object.size };
    for (size_t bit = 0; bit < object.size * 8; bit++) {
        changed[bit / 8] ^= (uint8_t)(1U << bit % 8);
        CHECK(wallet_receipt_verify(bytes, kit.trust, NULL, &receipt, NULL) != WALLET_OK);
        changed[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }

    for (size_t size = 0; size < object.size; size++) {
        const struct wallet_bytes cut = { changed, size };
        CHECK(wallet_receipt_verify(cut, kit.trust, NULL, &receipt, NULL) != WALLET_OK);
    }

    CHECK_EQUAL(wallet_receipt_verify(bytes, kit.trust, NULL, &receipt, NULL), WALLET_OK);
    log_kit_close(&kit);
}

/** Puts another entry or proof under the signature of a receipt. */
static enum wallet_status verify_forged(
    struct log_kit *kit,
    const struct wlt_signed_root *root,
    const struct wlt_root_proof *proof,
    struct wallet_bytes entry,
    struct wallet_error *error)
{
    struct wallet_buffer object = { 0 };
    struct wallet_receipt receipt;
    CHECK_EQUAL(
        wlt_signed_root_attach(root, WLT_ROOT_INCLUSION, proof, entry, &object, NULL), WALLET_OK);
    const enum wallet_status status =
        wallet_receipt_verify(wallet_buffer_bytes(&object), kit->trust, NULL, &receipt, error);
    wallet_buffer_clear(&object);
    return status;
}

TEST(another_entry_or_place_does_not_fit_the_signature)
{
    struct log_kit kit = { 0 };
    struct wlt_signed_root root;
    struct wlt_signed_root other;
    struct wallet_error error;

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 9);
    CHECK_EQUAL(wlt_signed_root_read(receipt_of(&kit, 2), &root, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_signed_root_read(receipt_of(&kit, 3), &other, NULL), WALLET_OK);
    CHECK_EQUAL(verify_forged(&kit, &root, &root.proof, root.entry, NULL), WALLET_OK);
    CHECK_EQUAL(verify_forged(&kit, &root, &root.proof, other.entry, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "its entry has another number than its proof is for");
    CHECK_EQUAL(verify_forged(&kit, &root, &other.proof, other.entry, NULL), WALLET_OK);

    struct wlt_root_proof proof = root.proof;
    proof.first = 8;
    CHECK_EQUAL(verify_forged(&kit, &root, &proof, root.entry, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "its proof is not one for a log of this size");
    proof = root.proof;
    proof.path.count--;
    CHECK_EQUAL(verify_forged(&kit, &root, &proof, root.entry, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "its proof is not one for a log of this size");
    proof.path.hashes[0].bytes[0] ^= 1;
    proof.path.count++;
    CHECK_EQUAL(verify_forged(&kit, &root, &proof, root.entry, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "its signature does not fit the content");
    log_kit_close(&kit);
}

/** Verifies a receipt where the signer's key stands so in the trust list. */
static enum wallet_status verify_under(
    const struct log_kit *kit,
    struct wallet_bytes object,
    unsigned roles,
    enum wallet_trust_state state,
    int64_t state_unix,
    struct wallet_error *error)
{
    struct wallet_trust *trust = NULL;
    struct wallet_receipt receipt;
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    log_trust(trust, &kit->auditor, roles, state, state_unix);
    const enum wallet_status status = wallet_receipt_verify(object, trust, NULL, &receipt, error);
    wallet_trust_free(trust);
    return status;
}

TEST(a_receipt_holds_under_an_audit_key_alone)
{
    struct log_kit kit = { 0 };
    struct wallet_trust *nobody = NULL;
    struct wallet_trust *file = NULL;
    struct wallet_buffer pem = { 0 };
    struct wallet_receipt receipt;
    struct wallet_error error;

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 3);
    const struct wallet_bytes object = receipt_of(&kit, 1);
    CHECK_EQUAL(wallet_trust_new(&nobody, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_receipt_verify(object, nobody, NULL, &receipt, &error), WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "whoever signed it is in no trust list");

    CHECK_EQUAL(
        verify_under(&kit, object, WALLET_ROLE_REPOSITORY, WALLET_TRUST_ACTIVE, 0, &error),
        WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "whoever signed it is no auditor of whom it names in the trust list");
    CHECK_EQUAL(wallet_trust_new(&file, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_write_public(kit.auditor.key, &pem, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add(file, wallet_buffer_bytes(&pem), NULL), WALLET_OK);
    CHECK_EQUAL(wallet_receipt_verify(object, file, NULL, &receipt, NULL), WALLET_ERR_REFUSED);

    const unsigned audit = WALLET_ROLE_AUDIT;
    const int64_t signed_unix = LOG_NOW + 3;
    CHECK_EQUAL(
        verify_under(&kit, object, audit, WALLET_TRUST_RETIRED, signed_unix + 1, NULL), WALLET_OK);
    CHECK_EQUAL(
        verify_under(&kit, object, audit, WALLET_TRUST_RETIRED, signed_unix, &error),
        WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "signed when the audit key had been retired");
    CHECK_EQUAL(
        verify_under(&kit, object, audit, WALLET_TRUST_COMPROMISED, signed_unix, &error),
        WALLET_ERR_REFUSED);
    CHECK_TEXT(error.message, "the audit key has been compromised");
    CHECK_EQUAL(
        verify_under(&kit, object, audit, WALLET_TRUST_COMPROMISED, signed_unix + 1, NULL),
        WALLET_ERR_UNDETERMINED);
    wallet_trust_free(nobody);
    wallet_trust_free(file);
    wallet_buffer_clear(&pem);
    log_kit_close(&kit);
}

TEST(a_receipt_is_withheld_where_the_log_was_changed)
{
    struct log_kit kit = { 0 };
    struct wallet_buffer object = { 0 };

    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 300);
    CHECK_EQUAL(wlt_log_receipt(kit.log, 300, &object, NULL), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(wlt_database_begin(kit.database, NULL), WALLET_OK);
    CHECK_EQUAL(
        wlt_database_run(
            kit.database,
            "UPDATE audit_entry SET leaf = (SELECT leaf FROM audit_entry AS o WHERE o.number = 7)"
            " WHERE number = 290",
            NULL),
        WALLET_OK);
    CHECK_EQUAL(wlt_log_receipt(kit.log, 290, &object, NULL), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(wlt_log_receipt(kit.log, 2, &object, NULL), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(wlt_log_consistency(kit.log, 100, &object, NULL), WALLET_ERR_MALFORMED);
    wlt_database_rollback(kit.database);
    wlt_log_rolled_back(kit.log);
    CHECK_EQUAL(wlt_log_receipt(kit.log, 290, &object, NULL), WALLET_OK);

    /* Behind the last checkpoint there is no receipt yet. */
    log_grow(kit.database, kit.log, 300, 1, NULL);
    CHECK_EQUAL(wlt_log_receipt(kit.log, 300, &object, NULL), WALLET_ERR_UNKNOWN);
    wallet_buffer_clear(&object);
    log_kit_close(&kit);
}

TEST(how_large_receipts_of_large_logs_are)
{
    struct log_kit kit = { 0 };
    struct wlt_signed_root root;
    struct wallet_buffer object = { 0 };
    uint8_t entry[200] = { 0 };

    /* Behind "EL1:" Base45 gets 1,133 bytes into a symbol 24-L and 1,232 into 25-L. */
    log_kit_open(&kit);
    log_kit_grow(&kit, 0, 3);
    CHECK_EQUAL(wlt_signed_root_read(receipt_of(&kit, 1), &root, NULL), WALLET_OK);
    struct wlt_root_proof proof = { .first = 1000000, .second = 999999, .path.count = 20 };
    CHECK_EQUAL(
        wlt_signed_root_attach(
            &root,
            WLT_ROOT_INCLUSION,
            &proof,
            (struct wallet_bytes){ entry, sizeof entry },
            &object,
            NULL),
        WALLET_OK);
    CHECK(object.size <= 1133);
    proof.path.count = 27; /* of 10^8 entries */
    CHECK_EQUAL(
        wlt_signed_root_attach(
            &root,
            WLT_ROOT_INCLUSION,
            &proof,
            (struct wallet_bytes){ entry, sizeof entry },
            &object,
            NULL),
        WALLET_OK);
    CHECK(object.size > 1232); /* more than a symbol 25-L takes */
    proof.path.count = 21;     /* one short receipt in 300 is longer */
    CHECK_EQUAL(
        wlt_signed_root_attach(
            &root,
            WLT_ROOT_INCLUSION,
            &proof,
            (struct wallet_bytes){ entry, sizeof entry },
            &object,
            NULL),
        WALLET_OK);
    CHECK(object.size <= 1133);
    wallet_buffer_clear(&object);
    log_kit_close(&kit);
}
