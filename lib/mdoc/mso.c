/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/mso.h"

#include "base/text.h"
#include "cbor/check.h"
#include "cbor/members.h"
#include "cbor/tdate.h"
#include "cose/key.h"
#include "mdoc/embedded.h"

/** The parts that must be there, a bit each. */
enum part {
    PART_VERSION = 1,
    PART_ALGORITHM = 2,
    PART_DIGESTS = 4,
    PART_KEY = 8,
    PART_DOC_TYPE = 16,
    PART_SIGNED = 32,
    PART_FROM = 64,
    PART_UNTIL = 128,
    PART_ALL = 255,
};

/** An object under way, and the parts that were found. */
struct draft {
    struct wlt_mso mso;
    unsigned parts;
};

static const struct {
    const char *name;
    enum wlt_hash hash;
} hashes[] = {
    { "SHA-256", WLT_HASH_SHA256 },
    { "SHA-384", WLT_HASH_SHA384 },
    { "SHA-512", WLT_HASH_SHA512 },
};

/** Notes that a part is there, and gives where it goes. */
static struct wlt_mso *found(void *out, enum part part)
{
    struct draft *draft = out;

    draft->parts |= part;
    return &draft->mso;
}

static struct wallet_bytes read_as(
    struct wlt_reader *reader, enum wlt_cbor_major major, const char *expected)
{
    if (!wlt_next_is(reader, major)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, expected);
    }

    return wlt_read_any(reader);
}

static void read_version(struct wlt_reader *reader, void *out)
{
    (void)found(out, PART_VERSION);
    if (!wlt_bytes_are(wlt_read_text(reader), "1.0")) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "a security object of version 1.0");
    }
}

static void read_algorithm(struct wlt_reader *reader, void *out)
{
    const struct wallet_bytes name = wlt_read_text(reader);
    struct wlt_mso *mso = found(out, PART_ALGORITHM);

    for (size_t i = 0; i < sizeof hashes / sizeof hashes[0]; i++) {
        if (wlt_bytes_are(name, hashes[i].name)) {
            mso->hash = hashes[i].hash;
            return;
        }
    }

    wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "digests by SHA-256, SHA-384 or SHA-512");
}

static void read_digests(struct wlt_reader *reader, void *out)
{
    found(out, PART_DIGESTS)->value_digests = read_as(reader, WLT_CBOR_MAP, "a map of digests");
}

static void read_device_key(struct wlt_reader *reader, void *out)
{
    found(out, PART_KEY)->device_key = read_as(reader, WLT_CBOR_MAP, "a COSE_Key");
}

static void read_authorised_name_spaces(struct wlt_reader *reader, void *out)
{
    found(out, 0)->authorised_name_spaces =
        read_as(reader, WLT_CBOR_ARRAY, "an array of namespaces");
}

static void read_authorised_elements(struct wlt_reader *reader, void *out)
{
    found(out, 0)->authorised_elements = read_as(reader, WLT_CBOR_MAP, "a map of elements");
}

static void read_authorisations(struct wlt_reader *reader, void *out)
{
    static const struct wlt_member members[] = {
        { "nameSpaces", read_authorised_name_spaces },
        { "dataElements", read_authorised_elements },
    };

    wlt_read_members(reader, members, sizeof members / sizeof members[0], out);
}

static void read_device_key_info(struct wlt_reader *reader, void *out)
{
    static const struct wlt_member members[] = {
        { "deviceKey", read_device_key },
        { "keyAuthorizations", read_authorisations },
    };

    wlt_read_members(reader, members, sizeof members / sizeof members[0], out);
}

static void read_doc_type(struct wlt_reader *reader, void *out)
{
    found(out, PART_DOC_TYPE)->doc_type = wlt_read_text(reader);
}

static void read_signed(struct wlt_reader *reader, void *out)
{
    found(out, PART_SIGNED)->signed_unix = wlt_read_tdate(reader);
}

static void read_from(struct wlt_reader *reader, void *out)
{
    found(out, PART_FROM)->from_unix = wlt_read_tdate(reader);
}

static void read_until(struct wlt_reader *reader, void *out)
{
    found(out, PART_UNTIL)->until_unix = wlt_read_tdate(reader);
}

static void read_validity(struct wlt_reader *reader, void *out)
{
    static const struct wlt_member members[] = {
        { "signed", read_signed },
        { "validFrom", read_from },
        { "validUntil", read_until },
    };

    wlt_read_members(reader, members, sizeof members / sizeof members[0], out);
}

static void read_status(struct wlt_reader *reader, void *out)
{
    found(out, 0)->status = read_as(reader, WLT_CBOR_MAP, "a map of kinds of status");
}

static const struct wlt_member members[] = {
    { "version", read_version },      { "digestAlgorithm", read_algorithm },
    { "valueDigests", read_digests }, { "deviceKeyInfo", read_device_key_info },
    { "docType", read_doc_type },     { "validityInfo", read_validity },
    { "status", read_status },
};

/** MobileSecurityObjectBytes = #6.24(bstr .cbor MobileSecurityObject) */
static enum wallet_status unwrap(
    struct wallet_bytes payload, struct wallet_bytes *out, struct wallet_error *error)
{
    enum wallet_status status = wlt_cbor_check(payload, WLT_CBOR_LENIENT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(payload, WLT_CBOR_LENIENT);
    *out = wlt_read_embedded(&reader).content;
    status = wlt_reader_finish(&reader, error);
    return status == WALLET_OK ? wlt_cbor_check(*out, WLT_CBOR_LENIENT, error) : status;
}

enum wallet_status wlt_mso_read(
    struct wallet_bytes payload, struct wlt_mso *out, struct wallet_error *error)
{
    struct wallet_bytes map = { 0 };
    struct draft draft = { .parts = 0 };

    enum wallet_status status = unwrap(payload, &map, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(map, WLT_CBOR_LENIENT);
    wlt_read_members(&reader, members, sizeof members / sizeof members[0], &draft);
    if (draft.parts != PART_ALL) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "every part of a security object");
    }

    status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK) {
        *out = draft.mso;
    }

    return status;
}

struct wallet_bytes wlt_mso_find_digests(const struct wlt_mso *mso, struct wallet_bytes name_space)
{
    return wlt_find_member(mso->value_digests, name_space);
}

struct wallet_bytes wlt_mso_find_digest(struct wallet_bytes digests, uint64_t digest_id)
{
    struct wlt_reader reader = wlt_reader_start_checked(digests, WLT_CBOR_LENIENT);

    for (uint64_t left = wlt_read_map(&reader); left > 0 && wlt_reader_is_ok(&reader); left--) {
        const bool is_it = wlt_read_unsigned(&reader) == digest_id;
        const struct wallet_bytes digest = wlt_read_bytes(&reader);
        if (is_it && wlt_reader_is_ok(&reader)) {
            return digest;
        }
    }

    return (struct wallet_bytes){ 0 };
}

static bool are_one_key(const struct wlt_public_key *a, const struct wlt_public_key *b)
{
    return wlt_public_key_kind(a) == wlt_public_key_kind(b) &&
           wlt_bytes_equal(wlt_public_key_x(a), wlt_public_key_x(b)) &&
           wlt_bytes_equal(wlt_public_key_y(a), wlt_public_key_y(b));
}

enum wallet_status wlt_mso_is_for(
    const struct wlt_mso *mso,
    const struct wlt_public_key *device,
    bool *out,
    struct wallet_error *error)
{
    struct wlt_public_key *key = NULL;

    const enum wallet_status status = wlt_cose_key_read(mso->device_key, &key, error);
    if (status == WALLET_OK) {
        *out = are_one_key(key, device);
        wlt_public_key_free(key);
    }

    return status;
}

/** Whether an array of texts has this one. */
static bool lists(struct wallet_bytes array, struct wallet_bytes text)
{
    struct wlt_reader reader = wlt_reader_start_checked(array, WLT_CBOR_LENIENT);
    bool found_it = false;

    for (uint64_t left = wlt_read_array_any(&reader); left > 0 && wlt_reader_is_ok(&reader);
         left--) {
        found_it = wlt_bytes_equal(wlt_read_text(&reader), text) || found_it;
    }

    return found_it && wlt_reader_is_ok(&reader);
}

bool wlt_mso_authorises(
    const struct wlt_mso *mso, struct wallet_bytes name_space, struct wallet_bytes identifier)
{
    return lists(mso->authorised_name_spaces, name_space) ||
           lists(wlt_find_member(mso->authorised_elements, name_space), identifier);
}
