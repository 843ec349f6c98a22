/* SPDX-License-Identifier: Apache-2.0 */
#include "make_log.h"

/** A log that a witness looks at. */
struct watch {
    struct log_kit kit;
    struct log_signer witness;
    struct wallet_checkpoint last;
    bool has_last;
    struct wallet_buffer checkpoint;
    struct wallet_buffer proof;
    struct wallet_buffer cosignature;
};

static void watch_open(struct watch *watch)
{
    *watch = (struct watch){ .has_last = false };
    log_kit_open(&watch->kit);
    watch->witness = log_signer_make(LOG_WITNESS);
    log_trust(watch->kit.trust, &watch->witness, WALLET_ROLE_AUDIT, WALLET_TRUST_ACTIVE, 0);
}

static void watch_close(struct watch *watch)
{
    wallet_buffer_clear(&watch->checkpoint);
    wallet_buffer_clear(&watch->proof);
    wallet_buffer_clear(&watch->cosignature);
    wallet_key_free(watch->witness.key);
    log_kit_close(&watch->kit);
}

/** Shows the witness the newest checkpoint, with a proof from what it saw last. */
static void fetch(struct watch *watch)
{
    struct wlt_log *log = watch->kit.log;
    CHECK_EQUAL(wlt_log_last_checkpoint(log, &watch->checkpoint, NULL), WALLET_OK);
    wallet_buffer_clear(&watch->proof);
    if (watch->has_last) {
        (void)wlt_log_consistency(log, watch->last.size, &watch->proof, NULL);
    }
}

static enum wallet_status look(struct watch *watch, enum wallet_succession *out)
{
    struct wallet_checkpoint seen;
    const struct wallet_sighting sighting = {
        .checkpoint = wallet_buffer_bytes(&watch->checkpoint),
        .trust = watch->kit.trust,
        .last = watch->has_last ? &watch->last : NULL,
        .proof = wallet_buffer_bytes(&watch->proof),
    };
    const enum wallet_status status = wallet_checkpoint_cosign(
        &sighting, &watch->witness.signer, LOG_NOW + 5000, &watch->cosignature, &seen, out, NULL);
    if (status == WALLET_OK) {
        watch->last = seen;
        watch->has_last = true;
    }

    return status;
}

TEST(a_witness_cosigns_what_only_grew)
{
    struct watch watch;
    struct wallet_cosignature found;
    enum wallet_succession succession = WALLET_SUCCESSION_FORK;

    watch_open(&watch);
    for (uint64_t i = 0; i < 40; i++) {
        log_kit_grow(&watch.kit, i * 7, 7);
        fetch(&watch);
        CHECK_EQUAL(look(&watch, &succession), WALLET_OK);
        CHECK_EQUAL(succession, WALLET_SUCCESSION_GROWN);
        CHECK_EQUAL(look(&watch, &succession), WALLET_OK); /* the same once more */
        CHECK_EQUAL(succession, WALLET_SUCCESSION_SAME);
    }

    const struct wallet_bytes bytes = wallet_buffer_bytes(&watch.cosignature);
    CHECK(wallet_cosignature_recognise(bytes));
    CHECK(!wallet_cosignature_recognise(wallet_buffer_bytes(&watch.checkpoint)));
    CHECK_EQUAL(wallet_cosignature_verify(bytes, watch.kit.trust, &found, NULL), WALLET_OK);
    CHECK_TEXT(found.witness, LOG_WITNESS);
    CHECK_EQUAL(found.at_unix, LOG_NOW + 5000);
    CHECK_EQUAL(found.checkpoint.size, 280);
    CHECK_TEXT(found.checkpoint.origin, LOG_ORIGIN);
    watch_close(&watch);
}

static void check_refused(struct watch *watch, enum wallet_succession wanted)
{
    enum wallet_succession succession = WALLET_SUCCESSION_SAME;
    CHECK_EQUAL(look(watch, &succession), WALLET_ERR_REFUSED);
    CHECK_EQUAL(succession, wanted);
}

TEST(a_witness_refuses_each_way_of_changing_the_past_by_its_name)
{
    struct watch watch;
    struct wallet_buffer older = { 0 };
    enum wallet_succession succession = WALLET_SUCCESSION_SAME;

    watch_open(&watch);
    log_kit_grow(&watch.kit, 0, 50);
    fetch(&watch);
    older = watch.checkpoint;
    watch.checkpoint = (struct wallet_buffer){ 0 };
    log_kit_grow(&watch.kit, 50, 50);
    fetch(&watch);
    CHECK_EQUAL(look(&watch, &succession), WALLET_OK);

    /* Fewer entries. */
    struct wallet_buffer newest = watch.checkpoint;
    watch.checkpoint = older;
    check_refused(&watch, WALLET_SUCCESSION_ROLLBACK);
    watch.checkpoint = newest;
    wallet_buffer_clear(&older);

    /* As many, others. */
    watch.last.root[0] ^= 1;
    check_refused(&watch, WALLET_SUCCESSION_FORK);
    watch.last.root[0] ^= 1;

    /* More, without a proof; with one for other sizes; with one that the older root does not fit. */
    log_kit_grow(&watch.kit, 100, 20);
    fetch(&watch);
    struct wallet_buffer proof = watch.proof;
    watch.proof = (struct wallet_buffer){ 0 };
    check_refused(&watch, WALLET_SUCCESSION_UNPROVEN);
    CHECK_EQUAL(wlt_log_consistency(watch.kit.log, 99, &watch.proof, NULL), WALLET_OK);
    check_refused(&watch, WALLET_SUCCESSION_UNPROVEN);
    wallet_buffer_clear(&watch.proof);
    watch.proof = proof;
    watch.last.root[5] ^= 1;
    check_refused(&watch, WALLET_SUCCESSION_INCONSISTENT);
    watch.last.root[5] ^= 1;

    /* Another log. */
    watch.last.origin[0] = '9';
    check_refused(&watch, WALLET_SUCCESSION_FOREIGN);
    watch.last.origin[0] = LOG_ORIGIN[0];
    CHECK_EQUAL(look(&watch, &succession), WALLET_OK);
    watch_close(&watch);
}

TEST(a_log_is_no_witness_of_itself)
{
    struct watch watch;
    struct wallet_checkpoint seen;

    watch_open(&watch);
    log_kit_grow(&watch.kit, 0, 5);
    fetch(&watch);
    const struct wallet_sighting sighting = {
        .checkpoint = wallet_buffer_bytes(&watch.checkpoint),
        .trust = watch.kit.trust,
    };
    CHECK_EQUAL(
        wallet_checkpoint_cosign(
            &sighting, &watch.kit.auditor.signer, LOG_NOW, &watch.cosignature, &seen, NULL, NULL),
        WALLET_ERR_KEY);
    watch_close(&watch);
}

TEST(no_bit_of_a_cosignature_can_be_changed)
{
    struct watch watch;
    struct wallet_cosignature found;
    enum wallet_succession succession;

    watch_open(&watch);
    log_kit_grow(&watch.kit, 0, 5);
    fetch(&watch);
    CHECK_EQUAL(look(&watch, &succession), WALLET_OK);
    const struct wallet_bytes bytes = wallet_buffer_bytes(&watch.cosignature);
    for (size_t bit = 0; bit < bytes.size * 8; bit++) {
        watch.cosignature.data[bit / 8] ^= (uint8_t)(1U << bit % 8);
        CHECK(wallet_cosignature_verify(bytes, watch.kit.trust, &found, NULL) != WALLET_OK);
        watch.cosignature.data[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }

    CHECK_EQUAL(wallet_cosignature_verify(bytes, watch.kit.trust, &found, NULL), WALLET_OK);
    watch_close(&watch);
}

TEST(no_bit_of_a_checkpoint_or_a_proof_can_be_changed)
{
    struct watch watch;
    struct wallet_checkpoint found;
    enum wallet_succession succession;

    watch_open(&watch);
    log_kit_grow(&watch.kit, 0, 5);
    fetch(&watch);
    CHECK_EQUAL(look(&watch, &succession), WALLET_OK);
    log_kit_grow(&watch.kit, 5, 8);
    fetch(&watch);
    const struct wallet_bytes checkpoint = wallet_buffer_bytes(&watch.checkpoint);
    const struct wallet_bytes proof = wallet_buffer_bytes(&watch.proof);
    for (size_t bit = 0; bit < checkpoint.size * 8; bit++) {
        watch.checkpoint.data[bit / 8] ^= (uint8_t)(1U << bit % 8);
        CHECK(wallet_checkpoint_verify(checkpoint, watch.kit.trust, &found, NULL) != WALLET_OK);
        watch.checkpoint.data[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }

    for (size_t bit = 0; bit < proof.size * 8; bit++) {
        watch.proof.data[bit / 8] ^= (uint8_t)(1U << bit % 8);
        CHECK(
            wallet_consistency_verify(proof, watch.kit.trust, &watch.last, &found, NULL) !=
            WALLET_OK);
        watch.proof.data[bit / 8] ^= (uint8_t)(1U << bit % 8);
    }

    CHECK(wallet_consistency_recognise(proof));
    CHECK(wallet_checkpoint_recognise(checkpoint));
    CHECK_EQUAL(
        wallet_consistency_verify(proof, watch.kit.trust, &watch.last, &found, NULL), WALLET_OK);
    CHECK_EQUAL(found.size, 13);
    CHECK_EQUAL(wallet_checkpoint_follow(&watch.last, &found, proof), WALLET_SUCCESSION_GROWN);
    watch_close(&watch);
}
