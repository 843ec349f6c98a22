/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Mobile documents that are forged, broken or out of date, each refused for its own reason by its own
 * check.  The file MUSTS says which demand of ISO/IEC 18013-5 each row is the test of.
 */
#include "make_mdoc.h"

#define AGO  (-2 * DAY) /* before the signer's certificate */
#define LAST (NOON + DAY)

/** A row of the table; the verdict is *refused* unless it is told to be open. */
struct row {
    const char *what;
    struct mdoc_recipe recipe;
    enum wallet_check check;
    enum wallet_reason reason;
    bool is_open;
};

#define ROW(what_, check_, reason_, ...)                                                \
    {                                                                                   \
        (what_), { __VA_ARGS__ }, WALLET_CHECK_##check_, WALLET_REASON_##reason_, false \
    }
#define OPEN(what_, check_, reason_, ...)                                              \
    {                                                                                  \
        (what_), { __VA_ARGS__ }, WALLET_CHECK_##check_, WALLET_REASON_##reason_, true \
    }

static const struct row containers[] = {
    ROW("response of another version", FORM, UNSUPPORTED, .response_version = "2.0"),
    ROW("response without a status", FORM, MALFORMED, .odd = ODD_NO_STATUS),
    ROW("response that tells of an error", COMPLETENESS, INCOMPLETE, .odd = ODD_STATUS),
    ROW("response without documents", COMPLETENESS, INCOMPLETE, .odd = ODD_NO_DOCUMENTS),
    ROW("member twice", FORM, MALFORMED, .odd = ODD_MEMBER_TWICE),
    ROW("bytes behind the response", FORM, MALFORMED, .odd = ODD_BYTES_BEHIND),
    ROW("document without a type", FORM, MALFORMED, .odd = ODD_NO_DOC_TYPE),
    ROW("document without its issuer's signature", FORM, MALFORMED, .odd = ODD_NO_ISSUER_AUTH),
};

static const struct row envelopes[] = {
    ROW("algorithm unprotected", ALGORITHM, ALGORITHM, .odd = ODD_ALGORITHM_UNPROTECTED),
    ROW("algorithm of another curve", ALGORITHM, ALGORITHM, .header = "a1013822"),
    ROW("algorithm of another kind of key", ALGORITHM, ALGORITHM, .header = "a10127"),
    ROW("algorithm that nobody knows", ALGORITHM, ALGORITHM, .header = "a10118 63"),
    ROW("critical header that is not known", FORM, UNSUPPORTED, .header = "a301260281186418 6401"),
    ROW("payload left out", FORM, MALFORMED, .odd = ODD_ISSUER_DETACHED),
    ROW("signed by another signer", SIGNATURE, SIGNATURE, .odd = ODD_SIGNED_BY_OTHERS),
    ROW("signed over another header", SIGNATURE, SIGNATURE, .odd = ODD_SIGNED_OTHERWISE),
    OPEN("no certificates", ISSUER, ISSUER_UNKNOWN, .odd = ODD_NO_CHAIN),
};

static const struct row security_objects[] = {
    ROW("security object in no byte string", FORM, MALFORMED, .odd = ODD_MSO_BARE),
    ROW("security object of another version", FORM, UNSUPPORTED, .mso_version = "2.0"),
    ROW("security object without a version", FORM, MALFORMED, .mso_without = "version"),
    ROW("digests by another algorithm", FORM, UNSUPPORTED, .algorithm = "SHA-1"),
    ROW("no digest algorithm", FORM, MALFORMED, .mso_without = "digestAlgorithm"),
    ROW("no digests", FORM, MALFORMED, .mso_without = "valueDigests"),
    ROW("no device key", FORM, MALFORMED, .mso_without = "deviceKey"),
    ROW("no type in the security object", FORM, MALFORMED, .mso_without = "docType"),
    ROW("no time of signing", FORM, MALFORMED, .mso_without = "signed"),
    ROW("no beginning", FORM, MALFORMED, .mso_without = "validFrom"),
    ROW("no end", FORM, MALFORMED, .mso_without = "validUntil"),
    ROW("dates without a tag", FORM, MALFORMED, .odd = ODD_DATES_UNTAGGED),
    ROW("type other than was signed", AUTHORITY, ISSUER_NOT_AUTHORISED, .mso_doc_type = OTHER_DOC),
    ROW("shown as another type", AUTHORITY, ISSUER_NOT_AUTHORISED, .doc_type = OTHER_DOC),
    ROW("of a type that nobody asked for",
        COMPLETENESS,
        INCOMPLETE,
        .doc_type = OTHER_DOC,
        .mso_doc_type = OTHER_DOC),
};

static const struct row times[] = {
    ROW("signed before the signer's certificate", VALIDITY, CERTIFICATE, .signed_unix = NOON + AGO),
    ROW("signed behind the signer's certificate", VALIDITY, CERTIFICATE, .signed_unix = LAST + 1),
    ROW("signed in the future", VALIDITY, NOT_YET_VALID, .signed_unix = NOON + 1),
    ROW("not valid yet", VALIDITY, NOT_YET_VALID, .from_unix = NOON + 1),
    ROW("valid no longer", VALIDITY, EXPIRED, .until_unix = NOON - 1),
    ROW("past its own expiry date", VALIDITY, EXPIRED, .expiry_date = "2026-09-20"),
    ROW("of another country than its signer", FIELDS, FIELDS, .country = "XX"),
};

static const struct row elements[] = {
    ROW("element that was not signed", DISCLOSURES, DISCLOSURE, .odd = ODD_UNSIGNED_ELEMENT),
    ROW("element of another document", DISCLOSURES, DISCLOSURE, .odd = ODD_OTHERS_ELEMENT),
    ROW("digests swapped", DISCLOSURES, DISCLOSURE, .odd = ODD_DIGESTS_SWAPPED),
    ROW("digest cut short", DISCLOSURES, DISCLOSURE, .odd = ODD_DIGEST_CUT),
    ROW("digest of the content alone", DISCLOSURES, DISCLOSURE, .odd = ODD_DIGEST_OF_CONTENT),
    ROW("element written again", DISCLOSURES, DISCLOSURE, .odd = ODD_ELEMENT_REWRITTEN),
    ROW("element twice", DISCLOSURES, DISCLOSURE, .odd = ODD_ELEMENT_TWICE),
    ROW("name twice", DISCLOSURES, DISCLOSURE, .odd = ODD_NAME_TWICE),
    ROW("namespace that was not signed", DISCLOSURES, DISCLOSURE, .odd = ODD_NAME_SPACE_UNSIGNED),
    ROW("namespace of nothing", DISCLOSURES, MALFORMED, .odd = ODD_NAME_SPACE_EMPTY),
    ROW("element without its tag", DISCLOSURES, MALFORMED, .odd = ODD_ELEMENT_UNTAGGED),
    ROW("element in no byte string", DISCLOSURES, MALFORMED, .odd = ODD_ELEMENT_BARE),
    ROW("element without a name", DISCLOSURES, MALFORMED, .odd = ODD_ELEMENT_NAMELESS),
    ROW("element with little random", DISCLOSURES, MALFORMED, .odd = ODD_RANDOM_SHORT),
    ROW("nothing disclosed", COMPLETENESS, INCOMPLETE, .odd = ODD_NO_NAME_SPACES),
};

static const struct row devices[] = {
    ROW("nothing of a device", HOLDER, HOLDER, .odd = ODD_NO_DEVICE_SIGNED),
    ROW("no device authentication", HOLDER, HOLDER, .odd = ODD_NO_DEVICE_AUTH),
    ROW("signature and MAC at once", HOLDER, HOLDER, .odd = ODD_SIGNATURE_AND_MAC),
    ROW("device key of another", HOLDER, HOLDER, .odd = ODD_DEVICE_OF_OTHERS),
    ROW("MAC of another device", HOLDER, HOLDER, .odd = ODD_DEVICE_OF_OTHERS, .is_mac = true),
    ROW("transcript signed with its tag", HOLDER, HOLDER, .odd = ODD_TRANSCRIPT_TAGGED),
    ROW("device signed no byte string", HOLDER, HOLDER, .odd = ODD_AUTHENTICATION_BARE),
    ROW("type left out of what the device signed", HOLDER, HOLDER, .odd = ODD_DOC_TYPE_LEFT_OUT),
    ROW("another payload sent along", HOLDER, HOLDER, .odd = ODD_OTHER_PAYLOAD_SENT),
    ROW("device's algorithm unprotected",
        HOLDER,
        ALGORITHM,
        .odd = ODD_DEVICE_ALGORITHM_UNPROTECTED),
    ROW("MAC cut short", HOLDER, ALGORITHM, .odd = ODD_MAC_CUT, .is_mac = true),
    ROW("MAC salted without the tag", HOLDER, HOLDER, .odd = ODD_SALT_UNTAGGED, .is_mac = true),
    ROW("MAC by a key for something else",
        HOLDER,
        HOLDER,
        .odd = ODD_INFO_OF_OTHERS,
        .is_mac = true),
    ROW("device key off its curve", HOLDER, HOLDER, .odd = ODD_KEY_OFF_CURVE),
    OPEN("device key of another kind", HOLDER, UNSUPPORTED, .odd = ODD_KEY_OF_OTHERS),
    OPEN(
        "MAC of a device key of another kind",
        HOLDER,
        UNSUPPORTED,
        .odd = ODD_KEY_OF_OTHERS,
        .is_mac = true),
    ROW("device's algorithm of another key",
        HOLDER,
        ALGORITHM,
        .odd = ODD_DEVICE_ALGORITHM_OF_OTHERS),
    ROW("device says what its key may not", HOLDER, HOLDER, .by_device = "a1 61 61 a1 61 62 01"),
    ROW("device says another element than it may",
        HOLDER,
        HOLDER,
        .by_device = "a1 61 61 a1 61 62 01",
        .authorised = "a1 6c 64617461456c656d656e7473 a1 61 61 81 61 63"),
    ROW("device's namespaces are none", HOLDER, MALFORMED, .by_device = "01"),
};

static const struct row statuses[] = {
    OPEN(
        "status and no status data",
        STATUS,
        STATUS_MISSING,
        .status = "a1 6b 7374617475735f6c697374 a2 63 696478 01 63 757269 61 75"),
    OPEN(
        "status of another kind",
        STATUS,
        STATUS_MISSING,
        .status = "a1 6f 6964656e7469666965725f6c697374 a2 62 6964 41 01 63 757269 61 75"),
};

static const struct row bare[] = {
    OPEN("issued and not shown", HOLDER, HOLDER, .is_bare = true),
};

static void check_row(struct mdoc_world *world, const struct row *row)
{
    const struct wallet_verdict *verdict = verdict_of(world, make_mdoc(world, &row->recipe));
    enum wallet_reason reason = WALLET_REASON_NONE;
    const enum wallet_result wanted = row->is_open ? WALLET_RESULT_UNKNOWN : WALLET_RESULT_FAILED;

    CHECK_ROW(row->what, wallet_verdict_check(verdict, row->check, &reason), wanted);
    CHECK_ROW(row->what, reason, row->reason);
    CHECK_ROW(row->what, wallet_verdict_reason(verdict), row->reason);
    CHECK_ROW(
        row->what,
        wallet_verdict_decision(verdict),
        row->is_open ? WALLET_UNKNOWN : WALLET_REFUSED);
    CHECK(wallet_verdict_detail(verdict)[0]);
}

/** Of what is refused before an element was found to be signed, none can be read. */
static void check_silence(struct mdoc_world *world, const struct row *row)
{
    const struct wallet_verdict *verdict = wallet_mdoc_at(world->mdoc, 0);
    struct wallet_mdoc_walk walk = { .part = 0 };
    struct wallet_mdoc_element element;

    if (row->check <= WALLET_CHECK_AUTHORITY || row->check == WALLET_CHECK_DISCLOSURES) {
        CHECK(!wallet_mdoc_next(verdict, &walk, &element));
        CHECK_EQUAL(wallet_verdict_claims(verdict).rest.size, 0);
    }
}

static void check_table(const struct row *rows, size_t count)
{
    struct mdoc_world world;
    open_world(&world);

    for (size_t i = 0; i < count; i++) {
        check_row(&world, &rows[i]);
        check_silence(&world, &rows[i]);
    }

    close_world(&world);
}

#define CHECK_TABLE(rows_) check_table((rows_), sizeof(rows_) / sizeof(rows_)[0])

TEST(containers_that_are_not_formed_as_they_must)
{
    CHECK_TABLE(containers);
}

TEST(signatures_by_nobody_who_may)
{
    CHECK_TABLE(envelopes);
}

TEST(security_objects_that_lack_something_or_are_of_another_type)
{
    CHECK_TABLE(security_objects);
}

TEST(documents_out_of_their_time_and_place)
{
    CHECK_TABLE(times);
}

TEST(elements_that_were_not_signed)
{
    CHECK_TABLE(elements);
}

TEST(devices_that_prove_nothing)
{
    CHECK_TABLE(devices);
}

TEST(statuses_that_cannot_be_told)
{
    CHECK_TABLE(statuses);
}

TEST(documents_that_nobody_shows)
{
    CHECK_TABLE(bare);
}
