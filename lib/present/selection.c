/* SPDX-License-Identifier: Apache-2.0 */
#include "present/selection.h"

#include <wallet/issue.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "licence/format.h"

WLT_DEFINE_AUTO(selection, struct wallet_selection, wallet_selection_free)

void wallet_selection_free(struct wallet_selection *selection)
{
    if (!selection) {
        return;
    }

    wlt_leaves_clear(&selection->leaves);
    wlt_disclosures_clear(&selection->disclosures);
    wlt_free(selection->is_shown);
    wallet_buffer_clear(&selection->licence);
    wlt_free(selection);
}

static enum wallet_status read_envelope(
    struct wallet_selection *selection, struct wallet_error *error)
{
    const struct wallet_bytes licence = wallet_buffer_bytes(&selection->licence);

    const enum wallet_status status =
        wlt_sign1_read(licence, WLT_CBOR_STRICT, &selection->sign1, error);
    return status == WALLET_OK
               ? wlt_cwt_read(selection->sign1.payload, WLT_CBOR_STRICT, &selection->cwt, error)
               : status;
}

static enum wallet_status read_leaves(
    struct wallet_selection *selection, struct wallet_error *error)
{
    const struct wallet_bytes key = wlt_cwt_holder_key(&selection->cwt, WLT_CBOR_STRICT);
    enum wlt_hash hash = WLT_HASH_SHA256;

    if (!wlt_disclosure_hash(&selection->sign1.protected_headers, &hash)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "the hash of its digests is not known");
    }

    const enum wallet_status status = wlt_disclosures_read(
        &selection->sign1.unprotected_headers,
        WLT_CBOR_STRICT,
        hash,
        NULL,
        &selection->disclosures,
        error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_sha256(key, selection->key_id);
    selection->is_shown = wlt_alloc(selection->disclosures.count + 1, sizeof *selection->is_shown);
    return selection->is_shown ? wlt_leaves_find(
                                     &selection->cwt,
                                     selection->type,
                                     &selection->disclosures,
                                     &selection->leaves,
                                     error)
                               : wlt_fail_memory(error);
}

enum wallet_status wallet_selection_new(
    struct wallet_bytes licence,
    const struct wallet_catalogue *catalogue,
    struct wallet_selection **out,
    struct wallet_error *error)
{
    if (!catalogue || !out || (!licence.data && licence.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (licence.size > WALLET_LICENCE_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, 0, "%zu bytes", licence.size);
    }

    WLT_AUTO(selection)
    struct wallet_selection *selection = wlt_alloc(1, sizeof *selection);
    if (!selection || !wlt_buffer_append(&selection->licence, licence)) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = read_envelope(selection, error);
    status =
        status == WALLET_OK
            ? wlt_our_type(&selection->sign1, &selection->cwt, catalogue, &selection->type, error)
            : status;
    status = status == WALLET_OK ? read_leaves(selection, error) : status;
    if (status == WALLET_OK) {
        *out = WLT_TAKE(selection);
    }

    return status;
}

const struct wallet_type *wallet_selection_type(const struct wallet_selection *selection)
{
    return selection->type;
}

struct wallet_bytes wallet_selection_issuer(const struct wallet_selection *selection)
{
    return selection->cwt.iss;
}

void wallet_selection_identifier(
    const struct wallet_selection *selection, char out[WALLET_IDENTIFIER_SIZE])
{
    if (!wlt_cwt_identifier(&selection->cwt, out)) {
        out[0] = '\0';
    }
}

bool wallet_selection_until(const struct wallet_selection *selection, int64_t *out_unix)
{
    const struct wlt_claim_time exp = selection->cwt.exp;
    if (exp.is_present) {
        *out_unix = exp.unix_seconds;
    }

    return exp.is_present;
}

bool wallet_selection_is_bound(const struct wallet_selection *selection)
{
    return selection->cwt.has_cnf;
}

struct wallet_bytes wallet_selection_key_id(const struct wallet_selection *selection)
{
    return wallet_selection_is_bound(selection)
               ? (struct wallet_bytes){ selection->key_id, WALLET_KEY_ID_SIZE }
               : (struct wallet_bytes){ 0 };
}

size_t wallet_selection_count(const struct wallet_selection *selection)
{
    return selection->leaves.count;
}

static bool is_shown(const struct wallet_selection *selection, uint16_t disclosure)
{
    return disclosure == WLT_IN_CLEAR || selection->is_shown[disclosure];
}

void wallet_selection_at(
    const struct wallet_selection *selection, size_t index, struct wallet_selectable *out)
{
    const struct wlt_leaf *leaf = &selection->leaves.items[index];

    *out = (struct wallet_selectable){
        .fact = leaf->fact,
        .is_always_shown = leaf->disclosure == WLT_IN_CLEAR,
        .is_shown = is_shown(selection, leaf->disclosure) && is_shown(selection, leaf->page),
    };
}

static void set(struct wallet_selection *selection, uint16_t disclosure, bool shown)
{
    if (disclosure != WLT_IN_CLEAR) {
        selection->is_shown[disclosure] = shown;
    }
}

void wallet_selection_show(struct wallet_selection *selection, size_t index)
{
    set(selection, selection->leaves.items[index].page, true);
    set(selection, selection->leaves.items[index].disclosure, true);
}

/** Of a member nothing can be shown whose page is not: what is beyond it goes back too. */
static void hide_page(struct wallet_selection *selection, uint16_t page)
{
    for (size_t i = 0; i < selection->leaves.count; i++) {
        if (selection->leaves.items[i].page == page) {
            set(selection, selection->leaves.items[i].disclosure, false);
        }
    }

    set(selection, page, false);
}

void wallet_selection_hide(struct wallet_selection *selection, size_t index)
{
    const struct wlt_leaf *leaf = &selection->leaves.items[index];

    if (leaf->disclosure == WLT_IN_CLEAR && leaf->page != WLT_IN_CLEAR) {
        hide_page(selection, leaf->page);
    } else {
        set(selection, leaf->disclosure, false);
    }
}

void wallet_selection_show_holder(struct wallet_selection *selection)
{
    set(selection, selection->leaves.holder, true);
}

static void write_shown(const struct wallet_selection *selection, struct wlt_writer *writer)
{
    size_t count = 0;

    for (size_t i = 0; i < selection->disclosures.count; i++) {
        count += selection->is_shown[i];
    }

    wlt_write_map(writer, count > 0);
    if (count == 0) { /* the draft, section 7: MUST omit the header */
        return;
    }

    wlt_write_int(writer, WLT_COSE_SD_CLAIMS);
    wlt_write_array(writer, count);
    for (size_t i = 0; i < selection->disclosures.count; i++) {
        if (selection->is_shown[i]) {
            wlt_write_encoded(writer, selection->disclosures.items[i].encoded);
        }
    }
}

enum wallet_status wallet_selection_write(
    const struct wallet_selection *selection, struct wallet_buffer *out, struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer shown = { 0 };
    struct wlt_writer writer = wlt_writer_start(&shown);

    if (!selection || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    write_shown(selection, &writer);
    const enum wallet_status status = wlt_writer_status(&writer, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_buffer_set_size(out, 0);
    return wlt_sign1_append_with(
        selection->sign1.protected_encoded,
        wallet_buffer_bytes(&shown),
        selection->sign1.payload,
        selection->sign1.signature,
        out,
        error);
}
