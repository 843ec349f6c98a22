/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"
#include "fault.h"
#include "unit/audit/make_log.h"

/* A log: each allocation fails once; every time it must say MEMORY, leave nothing behind, and be good. */

static struct log_kit kit;
static struct log_signer witness;

static enum wallet_status append_and_sign(struct wlt_log *log, struct wlt_database *database)
{
    const struct wlt_act act = log_act(1);

    enum wallet_status status = wlt_database_begin(database, NULL);
    if (status == WALLET_OK) {
        status = wlt_log_append(log, &act, NULL, NULL);
    }
    if (status == WALLET_OK) {
        status = wlt_log_settle(log, NULL);
    }
    if (status == WALLET_OK) {
        status = wlt_log_checkpoint(log, &kit.auditor.signer, LOG_NOW, NULL);
    }

    /* Each run is to find the same log. */
    wlt_database_rollback(database);
    wlt_log_rolled_back(log);
    return status;
}

static enum wallet_status open_and_append(void)
{
    struct wlt_database *database = NULL;
    struct wlt_log *log = NULL;
    uint8_t key[WLT_LOG_KEY_SIZE];

    wlt_log_key(log_secret, key);
    enum wallet_status status = wlt_database_open(kit.place.name, &database, NULL);
    if (status == WALLET_OK) {
        status = wlt_log_open(database, key, &log, NULL);
    }
    if (status == WALLET_OK) {
        status = append_and_sign(log, database);
    }

    wlt_log_close(log);
    wlt_database_close(database);
    return status;
}

static bool go_on(void *context, uint64_t number, const struct wallet_audit_entry *entry)
{
    (void)context;
    (void)number;
    return entry != NULL;
}

static enum wallet_status read_and_prove(void)
{
    struct wallet_buffer receipt = { 0 };
    struct wallet_buffer proof = { 0 };
    const uint8_t holder[WALLET_AUDIT_HOLDER_SIZE] = { 0 };
    struct wallet_audit_report report;
    const struct wallet_audit_evidence evidence = { .trust = kit.trust };

    enum wallet_status status = wlt_log_receipt(kit.log, 1, &receipt, NULL);
    if (status == WALLET_OK) {
        status = wlt_log_short_receipt(kit.log, 1, &kit.auditor.signer, &receipt, NULL);
    }
    if (status == WALLET_OK) {
        status = wlt_log_consistency(kit.log, 2, &proof, NULL);
    }
    if (status == WALLET_OK) {
        status = wlt_log_uses(kit.log, holder, go_on, NULL, NULL);
    }
    if (status == WALLET_OK) {
        status = wlt_log_verify(kit.log, &evidence, NULL, NULL, &report, NULL);
    }

    wallet_buffer_clear(&receipt);
    wallet_buffer_clear(&proof);
    return status;
}

static enum wallet_status cosign_and_verify(void)
{
    struct wallet_buffer checkpoint = { 0 };
    struct wallet_buffer cosignature = { 0 };
    struct wallet_checkpoint seen;
    struct wallet_cosignature found;

    enum wallet_status status = wlt_log_last_checkpoint(kit.log, &checkpoint, NULL);
    if (status == WALLET_OK) {
        const struct wallet_sighting sighting = {
            .checkpoint = wallet_buffer_bytes(&checkpoint),
            .trust = kit.trust,
        };
        status = wallet_checkpoint_cosign(
            &sighting, &witness.signer, LOG_NOW, &cosignature, &seen, NULL, NULL);
    }
    if (status == WALLET_OK) {
        status =
            wallet_cosignature_verify(wallet_buffer_bytes(&cosignature), kit.trust, &found, NULL);
    }

    wallet_buffer_clear(&checkpoint);
    wallet_buffer_clear(&cosignature);
    return status;
}

TEST(a_log_survives_every_failing_allocation)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    log_kit_open(&kit);
    witness = log_signer_make(LOG_WITNESS);
    log_trust(kit.trust, &witness, WALLET_ROLE_AUDIT, WALLET_TRUST_ACTIVE, 0);
    log_kit_grow(&kit, 0, 4);
    CHECK_EQUAL(
        read_and_prove(), WALLET_OK); /* statements are made when they are first used, and stay */

    fault_each("open_and_append", open_and_append);
    fault_each("read_and_prove", read_and_prove);
    fault_each("cosign_and_verify", cosign_and_verify);
    wallet_key_free(witness.key);
    log_kit_close(&kit);
}
