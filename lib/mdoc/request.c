/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/request.h"

#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cbor/members.h"

/** A request under way, and whether its version was read. */
struct draft {
    struct wlt_device_request request;
    bool has_version;
};

/** Later editions of the first add members, which are stepped over. */
static void read_version(struct wlt_reader *reader, void *out)
{
    ((struct draft *)out)->has_version = true;
    if (!wlt_bytes_start_with(wlt_read_text(reader), "1.")) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "a request of version 1");
    }
}

static void read_items(struct wlt_reader *reader, void *out)
{
    ((struct wlt_doc_request *)out)->items = wlt_read_embedded(reader);
}

static void read_reader_auth(struct wlt_reader *reader, void *out)
{
    ((struct wlt_doc_request *)out)->reader_auth = wlt_read_any(reader);
}

static void read_doc_request(struct wlt_reader *reader, struct wlt_doc_request *out)
{
    static const struct wlt_member members[] = {
        { "itemsRequest", read_items },
        { "readerAuth", read_reader_auth },
    };

    wlt_read_members(reader, members, sizeof members / sizeof members[0], out);
    if (out->items.whole.size == 0) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "what is asked for");
    }
}

static void read_doc_requests(struct wlt_reader *reader, void *out)
{
    struct wlt_device_request *request = &((struct draft *)out)->request;
    const uint64_t count = wlt_read_array_any(reader);
    if (count > WALLET_MDOC_REQUEST_DOC_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "fewer documents");
    }

    while (wlt_reader_is_ok(reader) && request->count < count) {
        read_doc_request(reader, &request->documents[request->count++]);
    }
}

static const struct wlt_member members[] = {
    { "version", read_version },
    { "docRequests", read_doc_requests },
};

static void read_doc_type(struct wlt_reader *reader, void *out)
{
    ((struct wlt_doc_request *)out)->doc_type = wlt_read_text(reader);
}

/** {element: whether it is retained}; as all of ItemsRequest it names one at least. */
static void read_elements(struct wlt_reader *reader, struct wlt_doc_request *request)
{
    const uint64_t count = wlt_read_map(reader);
    if (count == 0) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "elements of each namespace");
    }

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(reader); i++) {
        (void)wlt_read_text(reader);
        (void)wlt_read_bool(reader);
        request->element_count++;
    }
}

/** {namespace: {element: ...}}; each is looked at, so that it can be told later. */
static void read_name_spaces(struct wlt_reader *reader, void *out)
{
    struct wlt_doc_request *request = out;
    struct wlt_reader behind = *reader;

    request->name_spaces = wlt_read_any(&behind);
    for (uint64_t left = wlt_read_map(reader); left > 0 && wlt_reader_is_ok(reader); left--) {
        (void)wlt_read_text(reader);
        read_elements(reader, request);
    }

    if (request->element_count > WALLET_MDOC_REQUEST_ELEMENT_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "fewer elements");
    }
}

static const struct wlt_member item_members[] = {
    { "docType", read_doc_type },
    { "nameSpaces", read_name_spaces },
};

/** ItemsRequest */
static enum wallet_status read_asked(struct wlt_doc_request *request, struct wallet_error *error)
{
    const struct wallet_bytes content = request->items.content;

    const enum wallet_status status = wlt_cbor_check(content, WLT_CBOR_LENIENT, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_reader reader = wlt_reader_start_checked(content, WLT_CBOR_LENIENT);
    wlt_read_members(&reader, item_members, sizeof item_members / sizeof item_members[0], request);
    if (request->doc_type.size == 0 || request->element_count == 0) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "a type of document, and elements of it");
    }

    return wlt_reader_finish(&reader, error);
}

enum wallet_status wlt_device_request_read(
    struct wallet_bytes input, struct wlt_device_request *out, struct wallet_error *error)
{
    struct draft draft = { .has_version = false };
    struct wlt_reader reader = wlt_reader_start_checked(input, WLT_CBOR_LENIENT);

    wlt_read_members(&reader, members, sizeof members / sizeof members[0], &draft);
    if (!draft.has_version || draft.request.count == 0) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "a version, and documents");
    }

    enum wallet_status status = wlt_reader_finish(&reader, error);
    for (size_t i = 0; i < draft.request.count && status == WALLET_OK; i++) {
        status = read_asked(&draft.request.documents[i], error);
    }

    if (status == WALLET_OK) {
        *out = draft.request;
    }

    return status;
}

void wlt_doc_request_element(
    const struct wlt_doc_request *request, size_t index, struct wallet_mdoc_asked_element *out)
{
    struct wlt_reader reader = wlt_reader_start_checked(request->name_spaces, WLT_CBOR_LENIENT);
    size_t so_far = 0;

    (void)wlt_read_map(&reader);
    while (wlt_reader_is_ok(&reader)) {
        out->name_space = wlt_read_text(&reader);
        for (uint64_t left = wlt_read_map(&reader); left > 0; left--) {
            out->identifier = wlt_read_text(&reader);
            out->is_retained = wlt_read_bool(&reader);
            if (so_far++ == index) {
                return;
            }
        }
    }
}

enum wallet_status wlt_doc_request_append_signed(
    const struct wlt_doc_request *request,
    struct wallet_bytes transcript,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    const size_t mark = wlt_write_embedded_open(&writer);
    wlt_write_array(&writer, 3);
    wlt_write_text(&writer, wlt_bytes_of("ReaderAuthentication"));
    wlt_write_encoded(&writer, transcript);
    wlt_write_encoded(&writer, request->items.whole);
    wlt_write_embedded_close(&writer, mark);
    return wlt_writer_status(&writer, error);
}
