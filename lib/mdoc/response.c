/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/response.h"

#include "base/text.h"
#include "cbor/members.h"

/** A response under way, and what has been read of it. */
struct draft {
    struct wlt_mdoc_response response;
    bool has_version;
    bool has_status;
};

static void read_version(struct wlt_reader *reader, void *out)
{
    struct draft *draft = out;

    draft->has_version = true;
    if (!wlt_bytes_are(wlt_read_text(reader), "1.0")) {
        wlt_reader_fail(reader, WALLET_ERR_UNSUPPORTED, "a response of version 1.0");
    }
}

static void read_documents(struct wlt_reader *reader, void *out)
{
    struct wlt_mdoc_response *response = &((struct draft *)out)->response;
    const uint64_t count = wlt_read_array_any(reader);
    if (count > WALLET_MDOC_DOCUMENT_MAX) {
        wlt_reader_fail(reader, WALLET_ERR_TOO_LARGE, "fewer documents");
    }

    while (wlt_reader_is_ok(reader) && response->count < count) {
        response->documents[response->count++] = wlt_read_any(reader);
    }
}

static void read_status(struct wlt_reader *reader, void *out)
{
    struct draft *draft = out;

    draft->has_status = true;
    draft->response.status = wlt_read_unsigned(reader);
}

/* What a device tells of documents that it does not show (documentErrors) is no document. */
static const struct wlt_member members[] = {
    { "version", read_version },
    { "documents", read_documents },
    { "status", read_status },
};

enum wallet_status wlt_mdoc_response_read(
    struct wallet_bytes input, struct wlt_mdoc_response *out, struct wallet_error *error)
{
    struct draft draft = { .has_version = false };

    if (wlt_has_member(input, "issuerAuth")) {
        *out = (struct wlt_mdoc_response){ .documents = { input }, .count = 1 };
        return WALLET_OK;
    }

    struct wlt_reader reader = wlt_reader_start_checked(input, WLT_CBOR_LENIENT);
    wlt_read_members(&reader, members, sizeof members / sizeof members[0], &draft);
    if (!draft.has_version || !draft.has_status) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "a response with version and status");
    }

    const enum wallet_status status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK) {
        *out = draft.response;
    }

    return status;
}

bool wlt_mdoc_begins_so(struct wallet_bytes input)
{
    static const char *const names[] = {
        "version", "documents", "documentErrors", "status", "nameSpaces", "issuerAuth",
    };
    struct wlt_reader reader = wlt_reader_start(input, WLT_CBOR_LENIENT);

    if (!wlt_next_is(&reader, WLT_CBOR_MAP)) {
        return false;
    }

    (void)wlt_read_map(&reader);
    const struct wallet_bytes key = wlt_read_text(&reader);
    bool found = false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        found = found || wlt_bytes_are(key, names[i]);
    }

    return found;
}
