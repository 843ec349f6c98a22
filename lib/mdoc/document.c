/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/document.h"

#include "cbor/members.h"

static void read_name_spaces(struct wlt_reader *reader, void *out)
{
    struct wlt_mdoc_document *document = out;

    if (!wlt_next_is(reader, WLT_CBOR_MAP)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a map of namespaces");
    }

    document->name_spaces = wlt_read_any(reader);
}

static void read_issuer_auth(struct wlt_reader *reader, void *out)
{
    struct wlt_mdoc_document *document = out;

    document->issuer_auth = wlt_read_any(reader);
}

static void read_issuer_signed(struct wlt_reader *reader, void *out)
{
    static const struct wlt_member members[] = {
        { "nameSpaces", read_name_spaces },
        { "issuerAuth", read_issuer_auth },
    };

    const struct wlt_mdoc_document *document = out;
    wlt_read_members(reader, members, sizeof members / sizeof members[0], out);
    if (document->issuer_auth.size == 0) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "the issuer's signature");
    }
}

static void read_device_signature(struct wlt_reader *reader, void *out)
{
    struct wlt_mdoc_document *document = out;

    document->device_signature = wlt_read_any(reader);
}

static void read_device_mac(struct wlt_reader *reader, void *out)
{
    struct wlt_mdoc_document *document = out;

    document->device_mac = wlt_read_any(reader);
}

static void read_device_auth(struct wlt_reader *reader, void *out)
{
    static const struct wlt_member members[] = {
        { "deviceSignature", read_device_signature },
        { "deviceMac", read_device_mac },
    };

    wlt_read_members(reader, members, sizeof members / sizeof members[0], out);
}

static void read_device_name_spaces(struct wlt_reader *reader, void *out)
{
    struct wlt_mdoc_document *document = out;

    document->device_name_spaces = wlt_read_embedded(reader);
}

static void read_device_signed(struct wlt_reader *reader, void *out)
{
    static const struct wlt_member members[] = {
        { "nameSpaces", read_device_name_spaces },
        { "deviceAuth", read_device_auth },
    };

    wlt_read_members(reader, members, sizeof members / sizeof members[0], out);
}

static void read_doc_type(struct wlt_reader *reader, void *out)
{
    struct wlt_mdoc_document *document = out;

    document->doc_type = wlt_read_text(reader);
}

static void read_document(struct wlt_reader *reader, struct wlt_mdoc_document *out)
{
    static const struct wlt_member members[] = {
        { "docType", read_doc_type },
        { "issuerSigned", read_issuer_signed },
        { "deviceSigned", read_device_signed },
    };

    wlt_read_members(reader, members, sizeof members / sizeof members[0], out);
    if (out->doc_type.size == 0 || out->issuer_auth.size == 0) {
        wlt_reader_fail(
            reader, WALLET_ERR_STRUCTURE, "a document's type and what its issuer signed");
    }
}

enum wallet_status wlt_mdoc_document_read(
    struct wallet_bytes encoded, struct wlt_mdoc_document *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(encoded, WLT_CBOR_LENIENT);
    struct wlt_mdoc_document document = { .is_shown = !wlt_has_member(encoded, "issuerAuth") };

    if (document.is_shown) {
        read_document(&reader, &document);
    } else {
        read_issuer_signed(&reader, &document);
    }

    const enum wallet_status status = wlt_reader_finish(&reader, error);
    if (status == WALLET_OK) {
        *out = document;
    }

    return status;
}
