/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a holder shows, as a counter takes it: the input as it is; as the claims of an SD-CWT that the
 * agency signed; as what stands beside a licence's signed claims; and as the claims of a key-binding token.
 * And as a licence that a holder opens.
 */
#include "cbor/check.h"
#include "cbor/writer.h"
#include "cose/sign1.h"
#include "fuzz.h"
#include "licence/labels.h"
#include "present/selection.h"
#include "world.h"

#include <string.h>

#define COUNTER "913605020000000194"

static struct wallet_key *agency;
static struct wallet_key *holder;
static struct wallet_signer agency_signer;
static struct wallet_signer holder_signer;
static struct wallet_buffer holder_key; /* a COSE_Key */
static struct wallet_buffer licence;    /* an ID card, bound to the holder's key */
static struct wallet_verifier *verifier;
static struct wallet_presentation *presentation;

static const char card[] =
    "{\"serial\":\"A1\",\"fields\":{\"name\":\"简素心\",\"sex\":\"女\",\"ethnic_group\":\"汉\","
    "\"birth_date\":\"1990-03-07\",\"address\":\"样例路1号\","
    "\"citizen_number\":\"360502199003070024\",\"issuing_authority\":\"某局\","
    "\"valid_from\":\"2026-01-01\",\"valid_until\":\"2046-01-01\"}}";

static struct wallet_bytes bytes_of(const char *text)
{
    return (struct wallet_bytes){ (const uint8_t *)text, strlen(text) };
}

/** Everything is new; whether it was shown before is not in question here. */
static enum wallet_status remember(
    void *context,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t until_unix,
    struct wallet_error *error)
{
    (void)context;
    (void)key;
    (void)at_unix;
    (void)until_unix;
    (void)error;
    return WALLET_OK;
}

static struct wallet_key *make_key(struct wallet_signer *out)
{
    static const char *const types[] = { "*" };
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F",
                                            .types = types,
                                            .type_count = 1 };
    struct wallet_key *key = NULL;

    FUZZ_CHECK(wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, &key, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_signer(key, out, NULL) == WALLET_OK);
    return key;
}

static void open_counter(const struct wallet_catalogue *catalogue)
{
    static const char *const audience[] = { COUNTER };
    static struct wallet_trust *trust;
    struct wallet_buffer file = { 0 };

    agency = make_key(&agency_signer);
    holder = make_key(&holder_signer);
    FUZZ_CHECK(wallet_key_write_cose(holder, &holder_key, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_key_write_public(agency, &file, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_new(&trust, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_add(trust, wallet_buffer_bytes(&file), NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_verifier_new(trust, catalogue, &verifier, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_verifier_set_audience(verifier, audience, 1, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_presentation_new(&presentation, NULL) == WALLET_OK);
    wallet_verifier_set_replay(verifier, (struct wallet_replay){ remember, NULL });
    wallet_buffer_clear(&file);
}

static void issue_licence(const struct wallet_catalogue *catalogue)
{
    struct wallet_record *record = NULL;

    FUZZ_CHECK(
        wallet_record_parse(
            wallet_catalogue_find(catalogue, bytes_of("id-card")), bytes_of(card), &record, NULL) ==
        WALLET_OK);
    FUZZ_CHECK(
        wallet_issue_bound(record, holder, &agency_signer, FUZZ_NOW, &licence, NULL) == WALLET_OK);
    wallet_record_free(record);
}

/** Signs claims under headers; `out` is replaced. */
static void sign(
    const struct wallet_signer *signer,
    const struct wallet_buffer *headers,
    struct wallet_bytes unprotected,
    struct wallet_bytes claims,
    struct wallet_buffer *out)
{
    struct wallet_buffer message = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    wallet_buffer_clear(out);
    FUZZ_CHECK(
        wlt_sign1_append_signed(
            wallet_buffer_bytes(headers), (struct wallet_bytes){ 0 }, claims, &message, NULL) ==
        WALLET_OK);
    FUZZ_CHECK(
        signer->sign(signer->context, wallet_buffer_bytes(&message), signature, &size, NULL) ==
        WALLET_OK);
    FUZZ_CHECK(
        wlt_sign1_append_with(
            wallet_buffer_bytes(headers),
            unprotected,
            claims,
            (struct wallet_bytes){ signature, size },
            out,
            NULL) == WALLET_OK);
    wallet_buffer_clear(&message);
}

/** For the counter, now. */
static void write_token_claims(struct wallet_buffer *out)
{
    static const uint8_t cti[16] = { 1 };
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, 4);
    wlt_write_int(&writer, WLT_CLAIM_AUD);
    wlt_write_text(&writer, bytes_of(COUNTER));
    wlt_write_int(&writer, WLT_CLAIM_EXP);
    wlt_write_int(&writer, FUZZ_NOW + WALLET_SHOWN_SECONDS);
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, FUZZ_NOW);
    wlt_write_int(&writer, WLT_CLAIM_CTI);
    wlt_write_bytes(&writer, (struct wallet_bytes){ cti, sizeof cti });
}

/** Shows a licence as its holder does, whatever it is; tells whether it is accepted. */
static bool show(struct wallet_bytes shown, struct wallet_bytes claims)
{
    const uint8_t empty_map[] = { 0xa0 };
    struct wallet_buffer headers = { 0 };
    struct wallet_buffer token = { 0 };
    struct wlt_writer writer = wlt_writer_start(&headers);

    wlt_write_map(&writer, 3);
    wlt_write_int(&writer, WLT_COSE_ALG);
    wlt_write_int(&writer, wlt_cose_algorithm_number(WALLET_ALGORITHM_ED25519));
    wlt_write_int(&writer, WLT_COSE_KCWT);
    wlt_write_encoded(&writer, shown);
    wlt_write_int(&writer, WLT_COSE_TYP);
    wlt_write_unsigned(&writer, WLT_TYP_KB_CWT);
    sign(
        &holder_signer,
        &headers,
        (struct wallet_bytes){ empty_map, sizeof empty_map },
        claims,
        &token);

    const bool is_accepted =
        wallet_presentation_verify(
            verifier, wallet_buffer_bytes(&token), NULL, FUZZ_NOW, presentation, NULL) == WALLET_OK;
    FUZZ_CHECK(is_accepted == (wallet_presentation_reason(presentation) == WALLET_REASON_NONE));
    wallet_buffer_clear(&token);
    wallet_buffer_clear(&headers);
    return is_accepted;
}

static bool show_now(struct wallet_bytes shown)
{
    struct wallet_buffer claims = { 0 };

    write_token_claims(&claims);
    const bool is_accepted = show(shown, wallet_buffer_bytes(&claims));
    wallet_buffer_clear(&claims);
    return is_accepted;
}

/** The claims with the holder's key in its place among them; false where they are no map. */
static bool add_holder(struct wallet_bytes claims, struct wallet_buffer *out)
{
    struct wlt_reader reader = wlt_reader_start(claims, WLT_CBOR_LENIENT);
    struct wlt_writer writer = wlt_writer_start(out);
    bool is_there = false;

    if (wlt_cbor_check(claims, WLT_CBOR_DEFINITE, NULL) != WALLET_OK) {
        return false;
    }

    const uint64_t count = wlt_read_map(&reader);
    wlt_write_map(&writer, (size_t)count + 1);
    for (uint64_t i = 0; i <= count && wlt_reader_is_ok(&reader); i++) {
        const struct wallet_bytes key = i < count ? wlt_read_any(&reader) : claims;
        if (!is_there && (i == count || key.data[0] > WLT_CLAIM_CNF)) {
            wlt_write_int(&writer, WLT_CLAIM_CNF);
            wlt_write_map(&writer, 1);
            wlt_write_int(&writer, WLT_CNF_COSE_KEY);
            wlt_write_encoded(&writer, wallet_buffer_bytes(&holder_key));
            is_there = true;
        }

        if (i < count) {
            wlt_write_encoded(&writer, key);
            wlt_write_encoded(&writer, wlt_read_any(&reader));
        }
    }

    return wlt_reader_is_ok(&reader);
}

/** Whatever the agency signed: of what is accepted, no mark of redaction is left. */
static void take_claims(struct wallet_bytes input)
{
    const uint8_t empty_map[] = { 0xa0 };
    struct wallet_buffer claims = { 0 };
    struct wallet_buffer headers = { 0 };
    struct wallet_buffer object = { 0 };
    struct wlt_writer writer = wlt_writer_start(&headers);

    wlt_write_map(&writer, 3);
    wlt_write_int(&writer, WLT_COSE_ALG);
    wlt_write_int(&writer, wlt_cose_algorithm_number(WALLET_ALGORITHM_ED25519));
    wlt_write_int(&writer, WLT_COSE_KID);
    wlt_write_bytes(&writer, wallet_key_id(agency));
    wlt_write_int(&writer, WLT_COSE_TYP);
    wlt_write_unsigned(&writer, WLT_TYP_SD_CWT);
    if (add_holder(input, &claims)) {
        const struct wallet_bytes nothing = { empty_map, sizeof empty_map };
        sign(&agency_signer, &headers, nothing, wallet_buffer_bytes(&claims), &object);
        if (show_now(wallet_buffer_bytes(&object))) {
            const struct wallet_verdict *verdict = wallet_presentation_verdict(presentation, 0);
            const struct wallet_bytes all = wallet_verdict_claims(verdict).rest;
            FUZZ_CHECK(wlt_cbor_check(all, WLT_CBOR_DEFINITE, NULL) == WALLET_OK);
            FUZZ_CHECK(wallet_verdict_is_bound(verdict));
        }
    }

    wallet_buffer_clear(&object);
    wallet_buffer_clear(&headers);
    wallet_buffer_clear(&claims);
}

/** Beside the signed claims: nothing tells more of the licence but the disclosures that it came with. */
static void take_unprotected(struct wallet_bytes input)
{
    struct wallet_buffer object = { 0 };
    struct wlt_sign1 sign1;
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;
    size_t count = 0;

    FUZZ_CHECK(
        wlt_sign1_read(wallet_buffer_bytes(&licence), WLT_CBOR_STRICT, &sign1, NULL) == WALLET_OK);
    FUZZ_CHECK(
        wlt_sign1_append_with(
            sign1.protected_encoded, input, sign1.payload, sign1.signature, &object, NULL) ==
        WALLET_OK);
    if (show_now(wallet_buffer_bytes(&object))) {
        while (
            wallet_verdict_next_fact(wallet_presentation_verdict(presentation, 0), &walk, &fact)) {
            count++;
        }

        FUZZ_CHECK(count == 4); /* what is always shown */
    }

    wallet_buffer_clear(&object);
}

/** What a holder opens can be shown, and what is shown of it can be opened. */
static void take_licence(struct wallet_bytes input, const struct wallet_catalogue *catalogue)
{
    struct wallet_selection *selection = NULL;
    struct wallet_selection *again = NULL;
    struct wallet_buffer written = { 0 };

    if (wallet_selection_new(input, catalogue, &selection, NULL) == WALLET_OK) {
        for (size_t i = 0; i < wallet_selection_count(selection); i++) {
            struct wallet_selectable one;
            wallet_selection_hide(selection, i);
            wallet_selection_show(selection, i);
            wallet_selection_at(selection, i, &one);
            FUZZ_CHECK(one.is_shown);
        }

        FUZZ_CHECK(wallet_selection_write(selection, &written, NULL) == WALLET_OK);
        FUZZ_CHECK(
            wallet_selection_new(wallet_buffer_bytes(&written), catalogue, &again, NULL) ==
            WALLET_OK);
        FUZZ_CHECK(wallet_selection_count(again) == wallet_selection_count(selection));
    }

    wallet_buffer_clear(&written);
    wallet_selection_free(again);
    wallet_selection_free(selection);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };
    const struct wallet_catalogue *catalogue = fuzz_world()->catalogue;

    if (!agency) {
        open_counter(catalogue);
        issue_licence(catalogue);
        FUZZ_CHECK(show_now(wallet_buffer_bytes(&licence))); /* the honest one */
    }

    FUZZ_CHECK(
        wallet_presentation_verify(verifier, input, NULL, FUZZ_NOW, presentation, NULL) !=
        WALLET_OK);
    FUZZ_CHECK(wallet_presentation_reason(presentation) != WALLET_REASON_NONE);
    take_claims(input);
    take_unprotected(input);
    (void)show(wallet_buffer_bytes(&licence), input);
    take_licence(input, catalogue);
    return 0;
}
