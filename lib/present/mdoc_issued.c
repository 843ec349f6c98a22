/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/mdoc_present.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "mdoc/issued.h"
#include "mdoc/item.h"

struct wallet_mdoc_issued {
    struct wallet_buffer received;
    struct wlt_mdoc_document document; /* borrows from `received`, as what was signed */
    struct wlt_mso mso;
    size_t count;
};

/** A place among the elements of a document, before the next one. */
struct place {
    struct wlt_reader reader;
    struct wallet_bytes name_space;
    uint64_t name_spaces_left;
    uint64_t items_left;
};

WLT_DEFINE_AUTO(issued, struct wallet_mdoc_issued, wallet_mdoc_issued_free)

void wallet_mdoc_issued_free(struct wallet_mdoc_issued *issued)
{
    if (issued) {
        wallet_buffer_clear(&issued->received);
        wlt_free(issued);
    }
}

static struct place first_place(const struct wallet_mdoc_issued *issued)
{
    struct place place = {
        .reader = wlt_reader_start_checked(issued->document.name_spaces, WLT_CBOR_LENIENT),
    };

    if (issued->document.name_spaces.size > 0) {
        place.name_spaces_left = wlt_read_map(&place.reader);
    }

    return place;
}

/** Moves into the next namespace that has elements; false where there is none. */
static bool enter(struct place *place)
{
    while (place->items_left == 0 && place->name_spaces_left > 0 &&
           wlt_reader_is_ok(&place->reader)) {
        place->name_space = wlt_read_text(&place->reader);
        place->items_left = wlt_read_array_any(&place->reader);
        place->name_spaces_left--;
    }

    return place->items_left > 0 && wlt_reader_is_ok(&place->reader);
}

/** Reads the next element, if there is one: `*found` tells. */
static enum wallet_status next(
    struct place *place, struct wallet_mdoc_element *out, bool *found, struct wallet_error *error)
{
    struct wlt_mdoc_item item = { 0 };

    *found = enter(place);
    if (!*found) {
        return wlt_reader_finish(&place->reader, error);
    }

    const struct wlt_embedded embedded = wlt_read_embedded(&place->reader);
    enum wallet_status status = wlt_reader_status(&place->reader, error);
    status = status == WALLET_OK ? wlt_mdoc_item_read(embedded.content, &item, error) : status;
    if (status == WALLET_OK) {
        place->items_left--;
        *out = (struct wallet_mdoc_element){
            .name_space = place->name_space,
            .identifier = item.identifier,
            .value = { item.value },
        };
    }

    return status;
}

/** Looks at each element once, so that each can be told. */
static enum wallet_status count_elements(
    struct wallet_mdoc_issued *issued, struct wallet_error *error)
{
    struct place place = first_place(issued);
    struct wallet_mdoc_element element;
    bool found = issued->document.name_spaces.size > 0;
    enum wallet_status status = WALLET_OK;

    while (found && status == WALLET_OK) {
        status = next(&place, &element, &found, error);
        issued->count += found;
    }

    return status;
}

static enum wallet_status read(
    struct wallet_bytes input, struct wallet_mdoc_issued *out, struct wallet_error *error)
{
    if (!wlt_buffer_append(&out->received, input)) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status =
        wlt_mdoc_issued_read(wallet_buffer_bytes(&out->received), &out->document, &out->mso, error);
    return status == WALLET_OK ? count_elements(out, error) : status;
}

enum wallet_status wallet_mdoc_issued_read(
    struct wallet_bytes issuer_signed, struct wallet_mdoc_issued **out, struct wallet_error *error)
{
    if (!issuer_signed.data || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (issuer_signed.size > WALLET_INPUT_MAX) {
        return wlt_fail(
            error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", issuer_signed.size);
    }

    WLT_AUTO(issued) struct wallet_mdoc_issued *issued = wlt_alloc(1, sizeof *issued);
    if (!issued) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = read(issuer_signed, issued, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(issued);
    }

    return status;
}

struct wallet_bytes wallet_mdoc_issued_doc_type(const struct wallet_mdoc_issued *issued)
{
    return issued->mso.doc_type;
}

size_t wallet_mdoc_issued_count(const struct wallet_mdoc_issued *issued)
{
    return issued->count;
}

void wallet_mdoc_issued_at(
    const struct wallet_mdoc_issued *issued, size_t index, struct wallet_mdoc_element *out)
{
    struct place place = first_place(issued);
    bool found = true;

    for (size_t i = 0; i <= index; i++) {
        (void)next(&place, out, &found, NULL);
    }
}
