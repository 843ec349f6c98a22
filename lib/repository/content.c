/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/content.h"

#include <wallet/issue.h>

#include "base/error.h"
#include "cose/key.h"
#include "licence/format.h"
#include "licence/labels.h"
#include "licence/redacted_claim.h"

#include <string.h>

/** A licence, taken apart. */
struct opened {
    struct wlt_sign1 sign1;
    struct wlt_cwt cwt;
};

static enum wallet_status open_envelope(
    struct wallet_bytes licence, struct opened *out, struct wallet_error *error)
{
    if (licence.size > WALLET_LICENCE_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, 0, "%zu bytes", licence.size);
    }

    const enum wallet_status status = wlt_sign1_read(licence, WLT_CBOR_STRICT, &out->sign1, error);
    return status == WALLET_OK ? wlt_cwt_read(out->sign1.payload, WLT_CBOR_STRICT, &out->cwt, error)
                               : status;
}

/** In clear, or redacted at the top. */
static enum wallet_status read_holder(
    const struct opened *opened, struct wlt_content *out, struct wallet_error *error)
{
    struct wallet_bytes value = { 0 };

    out->holder = opened->cwt.sub;
    if (!opened->cwt.has_sub) {
        const enum wallet_status status =
            wlt_redacted_claim(&opened->sign1, &opened->cwt, WLT_CLAIM_SUB, &value, error);
        if (status != WALLET_OK) {
            return status;
        }

        struct wlt_reader reader = wlt_reader_start_checked(value, WLT_CBOR_STRICT);
        out->holder = value.size > 0 ? wlt_read_text(&reader) : value;
    }

    return out->holder.size > 0 && out->holder.size <= WALLET_REPOSITORY_HOLDER_MAX
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_STRUCTURE,
                     WALLET_NO_OFFSET,
                     "the licence does not name its holder");
}

/*
 * The thumbprint is over the members that a key must have.  Of a key in custody it is taken over the key as
 * it stands there: the same for all that we issue, and for what others do in the shortest way.
 */
static enum wallet_status read_key_id(
    const struct wlt_cwt *cwt,
    const uint8_t *custody,
    struct wlt_content *out,
    struct wallet_error *error)
{
    const struct wallet_bytes encoded = wlt_cwt_holder_key(cwt, WLT_CBOR_STRICT);
    uint8_t thumbprint[WLT_SHA256_SIZE];
    struct wlt_public_key *key = NULL;

    if (encoded.size == 0) {
        return WALLET_OK;
    }

    out->has_key = true;
    wlt_sha256(encoded, thumbprint);
    memcpy(out->key_id, thumbprint, sizeof out->key_id);
    if (custody && memcmp(custody, out->key_id, sizeof out->key_id) == 0) {
        return WALLET_OK;
    }

    enum wallet_status status = wlt_cose_key_read(encoded, &key, error);
    status = status == WALLET_OK ? wlt_cose_key_thumbprint(key, thumbprint, error) : status;
    wlt_public_key_free(key);
    if (status == WALLET_OK) {
        memcpy(out->key_id, thumbprint, sizeof out->key_id);
    }

    /* A key of a kind that is not known here signs nothing that we could check. */
    return status == WALLET_ERR_UNSUPPORTED || status == WALLET_ERR_KEY ? WALLET_OK : status;
}

static unsigned read_version(struct wallet_bytes digits)
{
    unsigned version = 0;

    for (size_t i = 0; i < digits.size; i++) {
        version = 10 * version + (unsigned)(digits.data[i] - '0');
    }

    return version;
}

static enum wallet_status read_identifier(
    const struct wlt_cwt *cwt, struct wlt_content *out, struct wallet_error *error)
{
    char identifier[WALLET_IDENTIFIER_SIZE];

    if (!wlt_cwt_identifier(cwt, identifier)) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "the licence has no identifier");
    }

    const size_t serial_size = cwt->cti.size - 1 - WLT_VERSION_SIZE;
    out->serial = (struct wallet_bytes){ cwt->cti.data, serial_size };
    out->version =
        read_version((struct wallet_bytes){ cwt->cti.data + serial_size + 1, WLT_VERSION_SIZE });
    out->issuer = cwt->iss;
    return WALLET_OK;
}

enum wallet_status wlt_content_read(
    struct wallet_bytes licence,
    const struct wallet_catalogue *catalogue,
    const uint8_t *custody,
    struct wlt_content *out,
    struct wallet_error *error)
{
    struct opened opened = { 0 };

    *out = (struct wlt_content){ .type = NULL };
    enum wallet_status status = open_envelope(licence, &opened, error);
    if (status != WALLET_OK) {
        return status;
    }

    out->from = opened.cwt.nbf;
    out->until = opened.cwt.exp;
    status = wlt_our_type(&opened.sign1, &opened.cwt, catalogue, &out->type, error);
    status = status == WALLET_OK ? read_holder(&opened, out, error) : status;
    status = status == WALLET_OK ? read_identifier(&opened.cwt, out, error) : status;
    return status == WALLET_OK ? read_key_id(&opened.cwt, custody, out, error) : status;
}
