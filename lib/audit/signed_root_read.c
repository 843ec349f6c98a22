/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/signed_root.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/reader.h"
#include "cose/labels.h"
#include "cose/sign1.h"

#include <string.h>

enum {
    VDS_RFC9162_SHA256 = 1, /* RFC 9942 section 5.1 */
    CBOR_NULL = 0xf6,
    HEADER_COUNT = 5,
    CLAIM_COUNT = 3,
};

/** Reads a key of a map, whose members come in one order. */
static void expect_label(struct wlt_reader *reader, int64_t label, const char *what)
{
    if (wlt_read_int(reader) != label) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, what);
    }
}

static void expect_map(struct wlt_reader *reader, uint64_t count, const char *what)
{
    if (wlt_read_map(reader) != count) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, what);
    }
}

/** The size of a log, or a place in one: what a database can number. */
static uint64_t read_number(struct wlt_reader *reader)
{
    const uint64_t number = wlt_read_unsigned(reader);
    if (number > INT64_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a number of entries");
        return 0;
    }

    return number;
}

static void read_claims(struct wlt_reader *reader, struct wallet_checkpoint *out)
{
    expect_map(reader, CLAIM_COUNT, "origin, time and size");
    expect_label(reader, WLT_CLAIM_ISS, "the log's origin");
    const struct wallet_bytes origin = wlt_read_text(reader);
    if (origin.size == sizeof out->origin - 1) {
        memcpy(out->origin, origin.data, origin.size);
    } else {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "an origin of 18 characters");
    }

    expect_label(reader, WLT_CLAIM_IAT, "the time");
    out->at_unix = wlt_read_int(reader);
    expect_label(reader, WLT_CLAIM_TREE_SIZE, "the log's size");
    out->size = read_number(reader);
    if (wlt_reader_is_ok(reader) && (out->size == 0 || out->at_unix < 0)) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a log with entries, after 1970");
    }
}

static enum wallet_status read_protected(struct wlt_signed_root *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(out->protected_encoded, WLT_CBOR_STRICT);

    expect_map(&reader, HEADER_COUNT, "the headers of a checkpoint");
    expect_label(&reader, WLT_COSE_ALG, "an algorithm");
    out->algorithm = wlt_cose_algorithm(wlt_read_int(&reader));
    expect_label(&reader, WLT_COSE_KID, "a key identifier");
    out->kid = wlt_read_bytes(&reader);
    expect_label(&reader, WLT_COSE_CWT_CLAIMS, "claims");
    read_claims(&reader, &out->checkpoint);
    expect_label(&reader, WLT_COSE_TYP, "a type");
    if (!wlt_bytes_are(wlt_read_text(&reader), WLT_CHECKPOINT_TYP)) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "the type " WLT_CHECKPOINT_TYP);
    }

    expect_label(&reader, WLT_COSE_VDS, "a data structure");
    if (wlt_read_int(&reader) != VDS_RFC9162_SHA256) {
        wlt_reader_fail(&reader, WALLET_ERR_UNSUPPORTED, "a tree of RFC 9162 with SHA-256");
    } else if (out->algorithm == WALLET_ALGORITHM_NONE) {
        wlt_reader_fail(&reader, WALLET_ERR_UNSUPPORTED, "an algorithm that is known");
    }

    return wlt_reader_finish(&reader, error);
}

/** [ first, second, [ * hash ] ] */
static enum wallet_status read_proof(
    struct wallet_bytes encoded, struct wlt_root_proof *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_STRICT);

    wlt_read_array(&reader, 3);
    out->first = read_number(&reader);
    out->second = read_number(&reader);
    const uint64_t count = wlt_read_array_any(&reader);
    if (count > WLT_TREE_PATH_MAX) {
        wlt_reader_fail(&reader, WALLET_ERR_TOO_LARGE, "a path that a tree has");
    }

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        const struct wallet_bytes hash = wlt_read_bytes(&reader);
        if (hash.size != WLT_SHA256_SIZE) {
            wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "hashes of 32 bytes");
        } else {
            memcpy(out->path.hashes[i].bytes, hash.data, hash.size);
        }
    }

    out->path.count = (size_t)count;
    return wlt_reader_finish(&reader, error);
}

/** The unprotected bucket; the proof in it stays encoded. */
static struct wallet_bytes read_unprotected(struct wlt_reader *reader, struct wlt_signed_root *out)
{
    const uint64_t count = wlt_read_map(reader);
    if (count == 0) {
        return (struct wallet_bytes){ 0 };
    }

    expect_label(reader, WLT_COSE_VDP, "proofs");
    expect_map(reader, 1, "proofs of one kind");
    const int64_t form = wlt_read_int(reader);
    wlt_read_array(reader, 1);
    const struct wallet_bytes proof = wlt_read_bytes(reader);
    out->form = form == WLT_ROOT_INCLUSION ? WLT_ROOT_INCLUSION : WLT_ROOT_CONSISTENCY;
    if (form != WLT_ROOT_INCLUSION && form != WLT_ROOT_CONSISTENCY) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a proof of inclusion or consistency");
    } else if (count != (form == WLT_ROOT_INCLUSION ? 2 : 1)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a proof, and of inclusion the entry");
    } else if (form == WLT_ROOT_INCLUSION) {
        expect_label(reader, WLT_COSE_LOG_ENTRY, "the entry");
        out->entry = wlt_read_bytes(reader);
    }

    return proof;
}

static void read_payload(struct wlt_reader *reader, struct wlt_signed_root *out)
{
    if (out->form == WLT_ROOT_CHECKPOINT) {
        const struct wallet_bytes root = wlt_read_bytes(reader);
        if (root.size == sizeof out->checkpoint.root) {
            memcpy(out->checkpoint.root, root.data, root.size);
        } else {
            wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a root of 32 bytes");
        }
        return;
    }

    const struct wallet_bytes none = wlt_read_any(reader);
    if (wlt_reader_is_ok(reader) && (none.size != 1 || none.data[0] != CBOR_NULL)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "no payload beside a proof");
    }
}

/** What is counted from the beginning of a part has no place that the caller knows. */
static enum wallet_status without_offset(enum wallet_status status, struct wallet_error *error)
{
    if (status != WALLET_OK && error) {
        error->offset = WALLET_NO_OFFSET;
    }

    return status;
}

enum wallet_status wlt_signed_root_read(
    struct wallet_bytes object, struct wlt_signed_root *out, struct wallet_error *error)
{
    if (object.size > WALLET_RECEIPT_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", object.size);
    }

    struct wlt_reader reader = wlt_reader_start(object, WLT_CBOR_STRICT);
    *out = (struct wlt_signed_root){ .form = WLT_ROOT_CHECKPOINT };
    wlt_read_tag(&reader, WLT_TAG_COSE_SIGN1);
    wlt_read_array(&reader, 4);
    out->protected_encoded = wlt_read_bytes(&reader);
    const struct wallet_bytes proof = read_unprotected(&reader, out);
    read_payload(&reader, out);
    out->signature = wlt_read_bytes(&reader);

    enum wallet_status status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK) {
        status = without_offset(read_protected(out, error), error);
    }

    return status == WALLET_OK && out->form != WLT_ROOT_CHECKPOINT
               ? without_offset(read_proof(proof, &out->proof, error), error)
               : status;
}
