/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/mdoc_explain.h>
#include <wallet/mdoc_present.h>

#include "alloc_faulty.h"
#include "fault.h"
#include "unit/licence/make_mobile.h"
#include "unit/mdoc/make_asker.h"
#include "unit/mdoc/make_mdoc.h"
#include "unit/status/make_list.h"

/* Mobile documents: each allocation fails once; every time it must say MEMORY and leave nothing behind. */

static struct mdoc_world world;
static struct wallet_bytes shown;
static struct wallet_bytes reader_key;

static enum wallet_status verify(void)
{
    struct wallet_mdoc *mdoc = NULL;
    enum wallet_status status = wallet_mdoc_new(&mdoc, NULL);
    if (status == WALLET_OK) {
        status = wallet_mdoc_verify(world.verifier, shown, &world.session, NOON, mdoc, NULL);
    }

    CHECK(!mdoc || (wallet_mdoc_count(mdoc) == 0) == (status == WALLET_ERR_MEMORY));

    /* It fails once, and spoils nothing: no verdict, and no memory of signers. */
    if (mdoc && status == WALLET_ERR_MEMORY) {
        CHECK_EQUAL(
            wallet_mdoc_verify(world.verifier, shown, &world.session, NOON, mdoc, NULL), WALLET_OK);
    }

    wallet_mdoc_free(mdoc);
    return status;
}

static struct wallet_bytes handed_over;
static const struct wallet_key *reader;
static const struct wallet_signer *signer;

static enum wallet_status present(void)
{
    const struct wallet_mdoc_choice choice = { test_text(NAME_SPACE), test_text("given_name") };
    const struct wallet_mdoc_shown document = { handed_over, world.device, &choice, 1, signer };
    struct wallet_buffer answer = { 0 };
    const enum wallet_status status =
        wallet_mdoc_present(&document, 1, world.session.transcript, reader, &answer, NULL);
    wallet_buffer_clear(&answer);
    return status;
}

static struct asking asking;
static struct wallet_bytes asked;

static enum wallet_status read_request(void)
{
    struct wallet_mdoc_request *request = NULL;
    const enum wallet_status status =
        wallet_mdoc_request_read(asked, asking.transcript, asking.roots, NOON, &request, NULL);
    wallet_mdoc_request_free(request);
    return status;
}

static struct asker asker;

static enum wallet_status write_request(void)
{
    struct wallet_mdoc_asked_element elements[WANTED_COUNT];
    const struct wallet_mdoc_reader by = reader_of(&asker);
    const struct wallet_mdoc_wanted wanted[] = { { MDL, elements, WANTED_COUNT },
                                                 { OTHER_DOC, elements, 1 } };
    struct wallet_buffer out = { 0 };

    fill_wanted(elements);
    const enum wallet_status status = wallet_mdoc_request_write(wanted, 2, &by, &out, NULL);
    CHECK_EQUAL(status == WALLET_OK, out.size > 0);
    wallet_buffer_clear(&out);
    return status;
}

static enum wallet_status look_at_issued(void)
{
    struct wallet_mdoc_issued *issued = NULL;
    const enum wallet_status status = wallet_mdoc_issued_read(handed_over, &issued, NULL);
    wallet_mdoc_issued_free(issued);
    return status;
}

static enum wallet_status take_reader_key(struct wallet_bytes transcript)
{
    struct wallet_key *key = NULL;
    const enum wallet_status status = wallet_transcript_reader_key(transcript, &key, NULL);
    wallet_key_free(key);
    return status;
}

static enum wallet_status make_transcripts(void)
{
    const struct wallet_bytes none = { 0 };
    struct wallet_buffer out = { 0 };

    enum wallet_status status = wallet_transcript_qr(test_hex("a0"), reader_key, &out, NULL);
    if (status == WALLET_OK) {
        status = take_reader_key(wallet_buffer_bytes(&out));
    }

    wallet_buffer_clear(&out);
    if (status == WALLET_OK) {
        status =
            wallet_transcript_nfc(test_hex("a0"), reader_key, test_hex("01"), none, &out, NULL);
    }

    wallet_buffer_clear(&out);
    if (status == WALLET_OK) {
        status = wallet_transcript_redirect("client", "nonce", none, "uri", &out, NULL);
    }

    wallet_buffer_clear(&out);
    if (status == WALLET_OK) {
        status = wallet_transcript_dc_api("origin", "nonce", none, &out, NULL);
    }

    wallet_buffer_clear(&out);
    return status;
}

static enum wallet_status explain(void)
{
    struct wallet_mdoc_explanation *explanation = NULL;
    const enum wallet_status status =
        wallet_mdoc_explain(world.session.transcript, shown, world.reader, &explanation, NULL);
    wallet_mdoc_explanation_free(explanation);
    return status;
}

TEST(mobile_documents_survive_every_failing_allocation)
{
    const struct mdoc_recipe signed_recipe = { .algorithm = "SHA-512" };
    const struct mdoc_recipe mac_recipe = { .is_mac = true };
    const struct mdoc_recipe bare_recipe = { .is_bare = true };

    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    open_world(&world);
    const struct wallet_bytes one = make_document(&world, &signed_recipe);
    const struct wallet_bytes other = make_document(&world, &mac_recipe);
    shown = make_response_of(&signed_recipe, joined(one, other), 2);
    fault_each("shown", verify);
    fault_each("explained", explain);
    world.session.device_key = world.device;
    shown = make_mdoc(&world, &bare_recipe);
    fault_each("issued", verify);
    reader_key = test_hex("a3010120062158"
                          "2019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");
    fault_each("transcripts", make_transcripts);
    close_world(&world);
}

TEST(what_is_shown_survives_every_failing_allocation)
{
    const struct mdoc_recipe recipe = { .is_bare = true };

    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    open_world(&world);
    handed_over = make_issuer_signed(&world, &recipe);
    reader = NULL;
    fault_each("shown with a signature", present);
    reader = world.reader;
    fault_each("shown with a MAC", present);
    reader = NULL;
    const struct wallet_signer elsewhere = signer_with(world.device);
    signer = &elsewhere;
    fault_each("shown by a signer elsewhere", present);
    signer = NULL;
    fault_each("looked at", look_at_issued);
    close_world(&world);
}

TEST(requests_survive_every_failing_allocation)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    open_asking(&asking, &good_reader);
    asked = make_request(&asking, REQUEST_GOOD);
    fault_each("asked", read_request);
    close_asking(&asking);
    open_asker(&asker, &good_reader);
    fault_each("written", write_request);
    close_asker(&asker);
}

static struct mobile mobile;

static enum wallet_status issue(void)
{
    struct wallet_buffer out = { 0 };
    const enum wallet_status status = wallet_mdoc_issue(
        mobile.agency.record,
        mobile.device,
        mobile.chain,
        &mobile.agency.signer,
        AGENCY_NOW,
        &out,
        NULL);
    wallet_buffer_clear(&out);
    return status;
}

static enum wallet_status verify_ours(void)
{
    struct wallet_mdoc *mdoc = NULL;
    enum wallet_status status = wallet_mdoc_new(&mdoc, NULL);
    if (status == WALLET_OK) {
        status = wallet_mdoc_verify(
            mobile.agency.verifier, handed_over, &mobile.session, AGENCY_NOW, mdoc, NULL);
    }

    wallet_mdoc_free(mdoc);
    return status;
}

TEST(documents_of_our_types_survive_every_failing_allocation)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    mobile_open(&mobile, WALLET_ALGORITHM_ES256, WALLET_ALGORITHM_ES256);
    CHECK_EQUAL(mobile_issue(&mobile, mobile.agency.record, NULL), WALLET_OK);
    handed_over = wallet_buffer_bytes(&mobile.document);
    fault_each("verified", verify_ours);
    wallet_record_terms(mobile.agency.record)->status_uri = "https://example.test/status";
    fault_each("issued", issue);
    mobile_close(&mobile);
}

static struct wallet_bytes lists[2];

/** A snapshot of two lists, of which one takes the place of an older one, and a document in both. */
static enum wallet_status verify_by_lists(void)
{
    struct wallet_status_snapshot *snapshot = NULL;
    struct wallet_status_list_facts facts;
    enum wallet_status status = wallet_status_snapshot_new(&snapshot, NULL);

    for (size_t i = 0; i < 3 && status == WALLET_OK; i++) {
        status = wallet_status_snapshot_add_list(
            snapshot, lists[i % 2], world.trust, NOON, &facts, NULL);
    }

    if (status == WALLET_OK) {
        wallet_verifier_set_status(world.verifier, snapshot);
        status = verify();
    }

    wallet_verifier_set_status(world.verifier, NULL);
    wallet_status_snapshot_free(snapshot);
    return status;
}

TEST(lists_survive_every_failing_allocation)
{
    const struct mdoc_recipe recipe = {
        .status = "a2 6f 6964656e7469666965725f6c697374 a2 62 6964 41 01 63 757269 65 75726e3a61"
                  "6b 7374617475735f6c697374 a2 63 696478 01 63 757269 65 75726e3a62",
    };
    struct list_recipe identifiers = { .uri = "urn:a" };
    struct list_recipe entries = {
        .typ = WLT_TYP_STATUS_LIST, .uri = "urn:b", .identifiers = "", .entries = ENTRIES
    };

    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    open_world(&world);
    identifiers.signer = &world.other;
    entries.signer = &world.other;
    shown = make_mdoc(&world, &recipe);
    lists[0] = make_list(&identifiers);
    lists[1] = make_list(&entries);
    fault_each("lists", verify_by_lists);
    close_world(&world);
}
