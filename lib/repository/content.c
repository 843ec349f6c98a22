/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/content.h"

#include "base/error.h"
#include "cose/key.h"
#include "licence/labels.h"
#include "present/selection.h"

#include <string.h>

static struct wallet_bytes read_holder(const struct wallet_selection *selection)
{
    const uint16_t hidden = selection->leaves.holder;

    if (hidden == WLT_IN_CLEAR) {
        return selection->cwt.sub;
    }

    const struct wallet_bytes value = selection->disclosures.items[hidden].value;
    struct wlt_reader reader = wlt_reader_start(value, WLT_CBOR_STRICT);
    return wlt_read_text(&reader);
}

/*
 * The thumbprint is over the members that a key must have.  As a selection has it, it is over the key as
 * it stands there: the same for all that we issue, and for what others do in the shortest way.
 */
static enum wallet_status read_key_id(
    const struct wallet_selection *selection,
    const uint8_t *custody,
    struct wlt_content *out,
    struct wallet_error *error)
{
    const struct wallet_bytes encoded = wlt_cwt_holder_key(&selection->cwt, WLT_CBOR_STRICT);
    uint8_t thumbprint[WLT_SHA256_SIZE];
    struct wlt_public_key *key = NULL;

    if (encoded.size == 0) {
        return WALLET_OK;
    }

    out->has_key = true;
    memcpy(out->key_id, selection->key_id, sizeof out->key_id);
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

static enum wallet_status read_all(
    const struct wallet_selection *selection,
    const uint8_t *custody,
    struct wlt_content *out,
    struct wallet_error *error)
{
    const struct wlt_cwt *cwt = &selection->cwt;
    char identifier[WALLET_IDENTIFIER_SIZE];

    out->holder = read_holder(selection);
    if (out->holder.size == 0 || out->holder.size > WALLET_REPOSITORY_HOLDER_MAX) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "the licence does not name its holder");
    }

    if (!wlt_cwt_identifier(cwt, identifier)) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "the licence has no identifier");
    }

    const size_t serial_size = cwt->cti.size - 1 - WLT_VERSION_SIZE;
    out->serial = (struct wallet_bytes){ cwt->cti.data, serial_size };
    out->version =
        read_version((struct wallet_bytes){ cwt->cti.data + serial_size + 1, WLT_VERSION_SIZE });
    out->type = selection->type;
    out->issuer = cwt->iss;
    out->from = cwt->nbf;
    out->until = cwt->exp;
    return read_key_id(selection, custody, out, error);
}

enum wallet_status wlt_content_open(
    struct wallet_bytes licence,
    const struct wallet_catalogue *catalogue,
    const uint8_t *custody,
    struct wlt_content *out,
    struct wallet_error *error)
{
    *out = (struct wlt_content){ .selection = NULL };

    enum wallet_status status = wallet_selection_new(licence, catalogue, &out->selection, error);
    status = status == WALLET_OK ? read_all(out->selection, custody, out, error) : status;
    if (status != WALLET_OK) {
        wlt_content_close(out);
    }

    return status;
}

void wlt_content_close(struct wlt_content *content)
{
    wallet_selection_free(content->selection);
    content->selection = NULL;
}
