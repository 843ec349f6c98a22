/* SPDX-License-Identifier: Apache-2.0 */
#include "base/cleanup.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cose/key.h"
#include "mdoc/embedded.h"
#include "mdoc/explanation.h"

WLT_DEFINE_AUTO(public_key, struct wlt_public_key, wlt_public_key_free)

enum {
    CBOR_NULL = 0xf6,

    /* DeviceEngagement (ISO/IEC 18013-5 8.2.1.1): its keys are numbers. */
    ENGAGEMENT_VERSION = 0,
    ENGAGEMENT_SECURITY = 1,
};

/** The three parts of a transcript, encoded. */
struct parts {
    struct wallet_bytes engagement;
    struct wallet_bytes reader;
    struct wallet_bytes handover;
};

static struct parts take_apart(struct wallet_bytes transcript)
{
    struct wlt_reader reader = wlt_reader_start_checked(transcript, WLT_CBOR_LENIENT);
    struct parts parts = { .engagement = { 0 } };

    (void)wlt_read_array_any(&reader);
    parts.engagement = wlt_read_any(&reader);
    parts.reader = wlt_read_any(&reader);
    parts.handover = wlt_read_any(&reader);
    return parts;
}

static bool is_null(struct wallet_bytes item)
{
    return item.size == 1 && item.data[0] == CBOR_NULL;
}

/** What is in a tag 24, looked at. */
static enum wallet_status open_embedded(
    struct wallet_bytes item, struct wallet_bytes *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(item, WLT_CBOR_LENIENT);
    const struct wlt_embedded embedded = wlt_read_embedded(&reader);

    enum wallet_status status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK) {
        status = wlt_cbor_check(embedded.content, WLT_CBOR_LENIENT, error);
    }

    if (status == WALLET_OK) {
        *out = embedded.content;
    }

    return status;
}

static void explain_cose_key(
    struct wallet_mdoc_explanation *explanation,
    enum wallet_mdoc_part curve,
    const char *what,
    struct wallet_bytes encoded,
    struct wlt_public_key **out)
{
    struct wallet_error story = { .message = "" };

    if (wlt_cose_key_read(encoded, out, &story) == WALLET_OK) {
        wlt_explain_key(explanation, curve, *out);
    } else {
        wlt_explain_problem(explanation, what, &story);
    }
}

/** Security: [cipher suite, EDeviceKeyBytes]. */
static enum wallet_status explain_security(
    struct wallet_mdoc_explanation *explanation,
    struct wlt_reader *reader,
    struct wallet_error *error)
{
    WLT_AUTO(public_key) struct wlt_public_key *key = NULL;
    struct wallet_bytes encoded = { 0 };

    wlt_read_array(reader, 2);
    const int64_t suite = wlt_read_int(reader);
    const struct wallet_bytes item = wlt_read_any(reader);
    enum wallet_status status = wlt_reader_status(reader, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_explain_number(explanation, WALLET_MDOC_PART_ENGAGEMENT_SUITE, suite);
    status = open_embedded(item, &encoded, error);
    if (status == WALLET_OK) {
        explain_cose_key(
            explanation, WALLET_MDOC_PART_ENGAGEMENT_CURVE, "EDeviceKey", encoded, &key);
    }

    return status;
}

static enum wallet_status explain_members(
    struct wallet_mdoc_explanation *explanation,
    struct wallet_bytes engagement,
    struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(engagement, WLT_CBOR_LENIENT);
    enum wallet_status status = WALLET_OK;

    for (uint64_t left = wlt_read_map(&reader);
         left > 0 && status == WALLET_OK && wlt_reader_is_ok(&reader);
         left--) {
        const int64_t key = wlt_read_int(&reader);
        if (key == ENGAGEMENT_VERSION) {
            wlt_explain_text(
                explanation, WALLET_MDOC_PART_ENGAGEMENT_VERSION, wlt_read_text(&reader));
        } else if (key == ENGAGEMENT_SECURITY) {
            status = explain_security(explanation, &reader, error);
        } else {
            (void)wlt_read_any(&reader);
        }
    }

    return status == WALLET_OK ? wlt_reader_finish(&reader, error) : status;
}

/** What the device said first; over OpenID4VP it said nothing. */
static void explain_engagement(
    struct wallet_mdoc_explanation *explanation, struct wallet_bytes item)
{
    struct wallet_bytes engagement = { 0 };
    struct wallet_error story = { .message = "" };

    if (is_null(item)) {
        return;
    }

    enum wallet_status status = open_embedded(item, &engagement, &story);
    if (status == WALLET_OK) {
        wlt_explain_bytes(explanation, WALLET_MDOC_PART_ENGAGEMENT, engagement);
        status = explain_members(explanation, engagement, &story);
    }

    if (status != WALLET_OK) {
        wlt_explain_problem(explanation, "DeviceEngagementBytes", &story);
    }
}

static bool is_same_key(const struct wlt_public_key *a, const struct wlt_public_key *b)
{
    return wlt_public_key_kind(a) == wlt_public_key_kind(b) &&
           wlt_bytes_equal(wlt_public_key_x(a), wlt_public_key_x(b)) &&
           wlt_bytes_equal(wlt_public_key_y(a), wlt_public_key_y(b));
}

/** The reader's key in the transcript, and the one that the reader says it has: it should be the same. */
static void explain_reader(
    struct wallet_mdoc_explanation *explanation,
    struct wallet_bytes item,
    const struct wlt_public_key *given)
{
    WLT_AUTO(public_key) struct wlt_public_key *key = NULL;
    struct wallet_bytes encoded = { 0 };
    struct wallet_error story = { .message = "" };

    if (!is_null(item) && open_embedded(item, &encoded, &story) != WALLET_OK) {
        wlt_explain_problem(explanation, "EReaderKeyBytes", &story);
    } else if (!is_null(item)) {
        wlt_explain_bytes(explanation, WALLET_MDOC_PART_READER, encoded);
        explain_cose_key(explanation, WALLET_MDOC_PART_READER_CURVE, "EReaderKey", encoded, &key);
    }

    if (given) {
        wlt_explain_key(explanation, WALLET_MDOC_PART_GIVEN_CURVE, given);
    }

    if (given && key) {
        wlt_explain_flag(explanation, WALLET_MDOC_PART_GIVEN_IS_READER, is_same_key(given, key));
    }
}

/** OpenID4VP 1.0 Annex B.2.6 and ISO/IEC TS 18013-7 Annex C: [name, SHA-256 of what was asked]. */
static const char *kind_by_name(struct wallet_bytes name)
{
    static const char *const kinds[][2] = {
        { "OpenID4VPHandover", "openid4vp" },
        { "OpenID4VPDCAPIHandover", "openid4vp-dc-api" },
        { "dcapi", "dcapi" },
    };

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (wlt_bytes_are(name, kinds[i][0])) {
            return kinds[i][1];
        }
    }

    return NULL;
}

/** [Handover Select, Handover Request or null]; false if it is none. */
static bool explain_nfc(struct wallet_mdoc_explanation *explanation, struct wlt_reader reader)
{
    const struct wallet_bytes select = wlt_read_bytes(&reader);
    const bool has_request = wlt_next_is(&reader, WLT_CBOR_BYTES);
    const struct wallet_bytes request =
        has_request ? wlt_read_bytes(&reader) : (struct wallet_bytes){ 0 };
    const bool is_static = !has_request && is_null(wlt_read_any(&reader));

    if (wlt_reader_finish(&reader, NULL) != WALLET_OK || !(has_request || is_static)) {
        return false;
    }

    wlt_explain_word(explanation, WALLET_MDOC_PART_HANDOVER_KIND, "nfc");
    wlt_explain_bytes(explanation, WALLET_MDOC_PART_HANDOVER_SELECT, select);
    if (has_request) {
        wlt_explain_bytes(explanation, WALLET_MDOC_PART_HANDOVER_REQUEST, request);
    }

    return true;
}

static bool explain_named(struct wallet_mdoc_explanation *explanation, struct wlt_reader reader)
{
    const char *kind = kind_by_name(wlt_read_text(&reader));
    const struct wallet_bytes hash = wlt_read_bytes(&reader);

    if (wlt_reader_finish(&reader, NULL) != WALLET_OK || !kind) {
        return false;
    }

    wlt_explain_word(explanation, WALLET_MDOC_PART_HANDOVER_KIND, kind);
    wlt_explain_bytes(explanation, WALLET_MDOC_PART_HANDOVER_HASH, hash);
    return true;
}

static void explain_handover(
    struct wallet_mdoc_explanation *explanation, struct wallet_bytes handover)
{
    struct wlt_reader reader = wlt_reader_start_checked(handover, WLT_CBOR_LENIENT);

    wlt_read_array(&reader, 2);
    if (is_null(handover)) {
        wlt_explain_word(explanation, WALLET_MDOC_PART_HANDOVER_KIND, "qr");
    } else if (!explain_nfc(explanation, reader) && !explain_named(explanation, reader)) {
        wlt_explain_word(explanation, WALLET_MDOC_PART_HANDOVER_KIND, "unknown");
    }

    wlt_explain_bytes(explanation, WALLET_MDOC_PART_HANDOVER, handover);
}

void wlt_explain_session(
    struct wallet_mdoc_explanation *explanation, const struct wlt_explained_session *session)
{
    const struct parts parts = take_apart(session->transcript);

    wlt_explain_flag(explanation, WALLET_MDOC_PART_TRANSCRIPT_TAGGED, session->is_tagged);
    explain_handover(explanation, parts.handover);
    explain_engagement(explanation, parts.engagement);
    explain_reader(explanation, parts.reader, session->given);
    wlt_explain_bytes(explanation, WALLET_MDOC_PART_TRANSCRIPT, session->transcript);
    wlt_explain_salt(explanation, WALLET_MDOC_PART_TRANSCRIPT_SHA256, session->transcript);
}
