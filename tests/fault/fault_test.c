/* SPDX-License-Identifier: Apache-2.0 */
#include "fault.h"

#include <wallet/wallet.h>

#include "alloc_faulty.h"
#include "base/buffer.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

/*
 * Each scenario runs with its first allocation failing, then with its second, and so on.  Every time
 * it must say MEMORY and leave nothing behind.
 */

static const char person[] =
    "{\"serial\":\"A1\",\"fields\":{\"name\":\"简素心\",\"sex\":\"女\",\"ethnic_group\":\"汉\","
    "\"birth_date\":\"1990-03-07\",\"address\":\"样例路1号\","
    "\"citizen_number\":\"360502199003070024\",\"issuing_authority\":\"某局\","
    "\"valid_from\":\"2026-01-01\",\"valid_until\":\"2046-01-01\"}}";

/** What the scenarios share; made before allocations begin to fail. */
static struct wallet_catalogue *catalogue;
static struct wallet_key *key;
static struct wallet_buffer key_file;
static struct wallet_buffer licence;
static struct wallet_buffer text;

static enum wallet_status load_catalogue(void)
{
    struct wallet_catalogue *loaded = NULL;
    const enum wallet_status status =
        wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &loaded, NULL);
    wallet_catalogue_free(loaded);
    return status;
}

static enum wallet_status generate_key(void)
{
    static const char *const types[] = { "11100000000013127D001" };
    const struct wallet_key_owner owner = { "11360500000000019F", "某局", "A Bureau", types, 1 };
    struct wallet_key *generated = NULL;
    const enum wallet_status status =
        wallet_key_generate(WALLET_ALGORITHM_ES256, &owner, &generated, NULL);
    wallet_key_free(generated);
    return status;
}

static enum wallet_status write_and_read_key(void)
{
    struct wallet_buffer file = { 0 };
    struct wallet_key *read = NULL;
    enum wallet_status status = wallet_key_write_private(key, &file, NULL);
    if (status == WALLET_OK) {
        status = wallet_key_parse(wallet_buffer_bytes(&file), &read, NULL);
    }

    wallet_key_free(read);
    wallet_buffer_clear(&file);
    return status;
}

static enum wallet_status write_and_read_cose_key(void)
{
    struct wallet_buffer file = { 0 };
    struct wallet_key *read = NULL;
    enum wallet_status status = wallet_key_write_cose(key, &file, NULL);
    if (status == WALLET_OK) {
        status = wallet_key_read_cose(wallet_buffer_bytes(&file), &read, NULL);
    }

    wallet_key_free(read);
    wallet_buffer_clear(&file);
    return status;
}

static const struct wallet_type *id_card(void)
{
    return wallet_catalogue_find(catalogue, test_text("id-card"));
}

static enum wallet_status issue_from_json(void)
{
    struct wallet_record *record = NULL;
    struct wallet_signer signer;
    struct wallet_buffer issued = { 0 };

    enum wallet_status status = wallet_key_signer(key, &signer, NULL);
    if (status == WALLET_OK) {
        status = wallet_record_parse(id_card(), test_text(person), &record, NULL);
    }

    if (status == WALLET_OK) {
        status = wallet_issue(record, &signer, 1795420800, &issued, NULL);
    }

    wallet_record_free(record);
    wallet_buffer_clear(&issued);
    return status;
}

static enum wallet_status write_text(void)
{
    struct wallet_buffer written = { 0 };
    const enum wallet_status status =
        wallet_qr_write_text(wallet_buffer_bytes(&licence), &written, NULL);
    wallet_buffer_clear(&written);
    return status;
}

static enum wallet_status read_text(void)
{
    struct wallet_buffer read = { 0 };
    const enum wallet_status status = wallet_qr_read_text(wallet_buffer_bytes(&text), &read, NULL);
    wallet_buffer_clear(&read);
    return status;
}

/** What deflates well and still needs several small symbols. */
static struct wallet_bytes large_object(void)
{
    static uint8_t data[4000];
    for (size_t i = 0; i < sizeof data; i++) {
        data[i] = (uint8_t)(i * i % 251);
    }

    data[0] = 0xd2;
    data[1] = 0x84;
    return (struct wallet_bytes){ data, sizeof data };
}

static enum wallet_status split_and_join(void)
{
    struct wallet_split *split = NULL;
    struct wallet_parts *parts = NULL;
    enum wallet_status status =
        wallet_split_new(large_object(), WALLET_QR_LEVEL_M, 5, &split, NULL);
    if (status == WALLET_OK) {
        status = wallet_parts_new(&parts, NULL);
    }

    for (size_t i = 0; status == WALLET_OK && i < wallet_split_count(split); i++) {
        status = wallet_parts_add(parts, wallet_split_text(split, i), NULL, NULL);
    }

    wallet_parts_free(parts);
    wallet_split_free(split);
    return status;
}

static enum wallet_status draw(enum wallet_qr_format format)
{
    const struct wallet_qr_options options = { .format = format };
    struct wallet_buffer picture = { 0 };
    const enum wallet_status status =
        wallet_qr_draw(wallet_buffer_bytes(&text), &options, &picture, NULL, NULL);
    wallet_buffer_clear(&picture);
    return status;
}

static enum wallet_status draw_png(void)
{
    return draw(WALLET_QR_PNG);
}

static enum wallet_status draw_svg(void)
{
    return draw(WALLET_QR_SVG);
}

static enum wallet_status verify(void)
{
    struct wallet_trust *trust = NULL;
    struct wallet_verifier *verifier = NULL;
    struct wallet_verdict *verdict = NULL;

    enum wallet_status status = wallet_trust_new(&trust, NULL);
    if (status == WALLET_OK) {
        status = wallet_trust_add(trust, wallet_buffer_bytes(&key_file), NULL);
    }

    if (status == WALLET_OK) {
        status = wallet_verifier_new(trust, catalogue, &verifier, NULL);
    }

    if (status == WALLET_OK) {
        status = wallet_verdict_new(&verdict, NULL);
    }

    if (status == WALLET_OK) {
        status = wallet_verify(verifier, wallet_buffer_bytes(&text), 1795420800, verdict, NULL);
    }

    wallet_verdict_free(verdict);
    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
    return status;
}

static enum wallet_status issue_with_status(void)
{
    struct wallet_record *record = NULL;
    struct wallet_buffer issued = { 0 };
    struct wallet_signer signer;

    enum wallet_status status = wallet_key_signer(key, &signer, NULL);
    if (status == WALLET_OK) {
        status = wallet_record_parse(id_card(), test_text(person), &record, NULL);
    }

    if (status == WALLET_OK) {
        wallet_record_terms(record)->status_uri = "urn:x/0000.cwt";
        status = wallet_issue(record, &signer, 1795420800, &issued, NULL);
    }

    wallet_buffer_clear(&issued);
    wallet_record_free(record);
    return status;
}

/** What was published of a register, by the name's first characters: "0000.", "0000-", "hot", "man". */
static struct wallet_buffer published[4];

static size_t slot_of(const char *name)
{
    return name[0] == 'm' ? 3 : name[0] == 'h' ? 2 : name[4] == '-' ? 1 : 0;
}

static enum wallet_status keep_published(
    void *context, const char *name, struct wallet_bytes content)
{
    const bool *is_kept = context;
    struct wallet_buffer *slot = &published[slot_of(name)];
    return !*is_kept || wlt_buffer_append(slot, content) ? WALLET_OK : WALLET_ERR_MEMORY;
}

static enum wallet_status load_published(void *context, const char *name, struct wallet_bytes *out)
{
    (void)context;
    *out = wallet_buffer_bytes(&published[slot_of(name)]);
    return WALLET_OK;
}

static enum wallet_status load_a_snapshot(void)
{
    struct wallet_trust *trust = NULL;
    struct wallet_status_snapshot *snapshot = NULL;

    enum wallet_status status = wallet_trust_new(&trust, NULL);
    if (status == WALLET_OK) {
        status = wallet_trust_add(trust, wallet_buffer_bytes(&key_file), NULL);
    }

    status = status == WALLET_OK ? wallet_status_snapshot_new(&snapshot, NULL) : status;
    if (status == WALLET_OK) {
        const struct wallet_bytes manifest = wallet_buffer_bytes(&published[3]);
        status = wallet_status_snapshot_add(
            snapshot,
            manifest,
            trust,
            NULL,
            INT64_MAX,
            &(struct wallet_status_loader){ load_published, NULL },
            NULL);
    }

    if (status == WALLET_OK) {
        const struct wallet_bytes hot = wallet_buffer_bytes(&published[2]);
        status = wallet_status_snapshot_add_hot(snapshot, hot, trust, NULL, NULL);
    }

    wallet_status_snapshot_free(snapshot);
    wallet_trust_free(trust);
    return status;
}

/** Whether what is published is kept for the scenario above. */
static bool is_kept;

static enum wallet_status keep_a_register(void)
{
    struct wallet_status_register *reg = NULL;
    struct wallet_status_register *read = NULL;
    struct wallet_buffer file = { 0 };
    struct wallet_status_place place;
    struct wallet_signer signer;
    char identifier[WALLET_IDENTIFIER_SIZE];

    enum wallet_status status = wallet_status_register_new("urn:x", &reg, NULL);
    status = status == WALLET_OK ? wallet_status_register_draw(reg, 1, &place, NULL) : status;
    if (status == WALLET_OK) {
        status = wallet_issue_identifier(wallet_buffer_bytes(&licence), identifier, NULL);
    }

    status = status == WALLET_OK ? wallet_status_register_enter(reg, identifier, NULL) : status;
    if (status == WALLET_OK) {
        status = wallet_status_register_set(reg, identifier, WALLET_STATE_REVOKED, "x", 2, NULL);
    }

    status = status == WALLET_OK ? wallet_status_register_write(reg, &file, NULL) : status;
    if (status == WALLET_OK) {
        status = wallet_status_register_parse(wallet_buffer_bytes(&file), &read, NULL);
    }

    status = status == WALLET_OK ? wallet_key_signer(key, &signer, NULL) : status;
    if (status == WALLET_OK) {
        status = wallet_status_register_publish(
            read,
            &signer,
            NULL,
            1795420800,
            0,
            &(struct wallet_status_taker){ keep_published, &is_kept },
            NULL);
    }

    wallet_buffer_clear(&file);
    wallet_status_register_free(read);
    wallet_status_register_free(reg);
    return status;
}

static void prepare(void)
{
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F" };
    struct wallet_record *record = NULL;
    struct wallet_signer signer;

    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    CHECK_EQUAL(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &key, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_write_public(key, &key_file, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_key_signer(key, &signer, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_record_parse(id_card(), test_text(person), &record, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_issue(record, &signer, 1795420800, &licence, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_qr_write_text(wallet_buffer_bytes(&licence), &text, NULL), WALLET_OK);
    wallet_record_free(record);
    is_kept = true;
    CHECK_EQUAL(keep_a_register(), WALLET_OK);
    is_kept = false;
}

static void put_away(void)
{
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        wallet_buffer_clear(&published[i]);
    }

    wallet_buffer_clear(&text);
    wallet_buffer_clear(&licence);
    wallet_buffer_clear(&key_file);
    wallet_key_free(key);
    wallet_catalogue_free(catalogue);
}

TEST(survives_every_failing_allocation)
{
    prepare();
    fault_each("load_catalogue", load_catalogue);
    fault_each("generate_key", generate_key);
    fault_each("write_and_read_key", write_and_read_key);
    fault_each("write_and_read_cose_key", write_and_read_cose_key);
    fault_each("issue_from_json", issue_from_json);
    fault_each("write_text", write_text);
    fault_each("read_text", read_text);
    fault_each("split_and_join", split_and_join);
    fault_each("draw_png", draw_png);
    fault_each("draw_svg", draw_svg);
    fault_each("verify", verify);
    fault_each("issue_with_status", issue_with_status);
    fault_each("keep_a_register", keep_a_register);
    fault_each("load_a_snapshot", load_a_snapshot);
    put_away();
}
