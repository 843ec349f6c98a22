/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>
#include <wallet/mdoc_issue.h>
#include <wallet/verify.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/check.h"
#include "cose/key.h"
#include "cose/sign1.h"
#include "cose/to_be_signed.h"
#include "licence/mdoc_elements.h"
#include "licence/mdoc_signing.h"
#include "licence/terms.h"
#include "mdoc/mso.h"
#include "trust/certificates.h"
#include "trust/key.h"
#include "trust/x5chain.h"

#include <string.h>

enum {
    REST_MAX = WALLET_SIGNATURE_MAX + 64, /* signature, heads and names of an IssuerSigned */
};

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

static struct wallet_bytes type_code(const struct wallet_record *record)
{
    return wlt_bytes_of(wallet_type_code(wallet_record_type(record)));
}

/** {namespace: this}, encoded behind what is there. */
static void write_name_space(struct wlt_writer *writer, const struct wallet_record *record)
{
    wlt_write_map(writer, 1);
    wlt_write_text(writer, type_code(record));
}

static enum wallet_status format_identifier(
    const struct wallet_record *record,
    const char *issuer,
    char out[WALLET_IDENTIFIER_SIZE],
    struct wallet_error *error)
{
    struct wlt_licence_id id;

    const enum wallet_status status = wlt_licence_id_format(wlt_record_terms(record), &id, error);
    if (status != WALLET_OK) {
        return status;
    }

    const size_t serial_size = strlen(id.text) - WLT_VERSION_SIZE - 1;
    const struct wallet_identifier parts = {
        .type = type_code(record),
        .issuer = wlt_bytes_of(issuer),
        .serial = { (const uint8_t *)id.text, serial_size },
        .version = wlt_bytes_of(id.text + serial_size + 1),
    };
    return wallet_identifier_format(&parts, out) == WALLET_FINDING_NONE
               ? WALLET_OK
               : wlt_fail(
                     error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "the signer's issuer is no USCC");
}

/** What stands beside the signature: [unprotected header, namespaces]. */
static enum wallet_status write_beside(
    const struct wallet_record *record,
    const struct wallet_certificates *chain,
    const struct wlt_mdoc_items *items,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_array(&writer, 2);
    wlt_write_map(&writer, 1);
    wlt_write_int(&writer, WLT_COSE_X5CHAIN);
    wlt_x5chain_write(&writer, (const struct wlt_certificate *const *)chain->items, chain->count);
    write_name_space(&writer, record);
    wlt_write_array(&writer, items->item_count);
    wlt_write_encoded(&writer, wallet_buffer_bytes(&items->items));
    return wlt_writer_status(&writer, error);
}

/** Its encoded parts, which the security object borrows. */
struct parts {
    struct wallet_buffer digests;
    struct wallet_buffer device_key;
    struct wallet_buffer status;
};

static void parts_clear(struct parts *parts)
{
    wallet_buffer_clear(&parts->digests);
    wallet_buffer_clear(&parts->device_key);
    wallet_buffer_clear(&parts->status);
}

static enum wallet_status write_parts(
    const struct wallet_record *record,
    const struct wallet_key *device,
    const struct wlt_mdoc_items *items,
    struct parts *out,
    struct wallet_error *error)
{
    const struct wallet_terms *terms = wlt_record_terms(record);
    struct wlt_writer digests = wlt_writer_start(&out->digests);
    struct wlt_writer status = wlt_writer_start(&out->status);

    write_name_space(&digests, record);
    wlt_write_map(&digests, items->digest_count);
    wlt_write_encoded(&digests, wallet_buffer_bytes(&items->digests));
    if (terms->status_uri) {
        wlt_terms_write_status(&status, terms);
    }

    const bool is_written = digests.status == WALLET_OK && status.status == WALLET_OK;
    return is_written ? wlt_cose_key_append(wlt_key_public(device), &out->device_key, error)
                      : wlt_fail_memory(error);
}

static enum wallet_status append_payload(
    const struct wallet_record *record,
    const struct wlt_mdoc_signing *signing,
    const struct wlt_mdoc_items *items,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(parts_clear))) struct parts parts = { 0 };
    const struct wallet_terms *terms = wlt_record_terms(record);
    struct wlt_writer writer = wlt_writer_start(out);

    const enum wallet_status status = write_parts(record, signing->device, items, &parts, error);
    if (status != WALLET_OK) {
        return status;
    }

    /* Our terms name the first second that does not count, the object the last that does. */
    const struct wlt_mso mso = {
        .doc_type = type_code(record),
        .value_digests = wallet_buffer_bytes(&parts.digests),
        .device_key = wallet_buffer_bytes(&parts.device_key),
        .signed_unix = signing->signed_unix,
        .from_unix = signing->from_unix,
        .until_unix = terms->until_unix != 0 ? terms->until_unix - 1 : WALLET_MDOC_FOREVER_UNIX,
        .status = wallet_buffer_bytes(&parts.status),
    };
    wlt_mso_write(&writer, &mso);
    return wlt_writer_status(&writer, error);
}

static enum wallet_status append_to_be_signed(
    const struct wallet_record *record,
    const struct wlt_mdoc_signing *signing,
    const struct wlt_mdoc_items *items,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const int64_t alg = wlt_cose_algorithm_general(signing->signer->algorithm);
    WLT_AUTO_BUFFER header = { 0 };
    WLT_AUTO_BUFFER payload = { 0 };

    enum wallet_status status = append_payload(record, signing, items, &payload, error);
    status = status == WALLET_OK ? wlt_cose_append_algorithm(alg, &header, error) : status;
    return status == WALLET_OK ? wlt_sign1_append_signed(
                                     wallet_buffer_bytes(&header),
                                     (struct wallet_bytes){ 0 },
                                     wallet_buffer_bytes(&payload),
                                     out,
                                     error)
                               : status;
}

static enum wallet_status write_both(
    const struct wallet_record *record,
    const struct wlt_mdoc_signing *signing,
    struct wallet_mdoc_draft *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wlt_mdoc_items_clear))) struct wlt_mdoc_items items = { 0 };
    char identifier[WALLET_IDENTIFIER_SIZE];

    enum wallet_status status =
        format_identifier(record, signing->signer->issuer, identifier, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_mdoc_elements_make(record, identifier, &items);
    if (items.status != WALLET_OK) {
        return wlt_fail_memory(error);
    }

    status = append_to_be_signed(record, signing, &items, &out->to_be_signed, error);
    status = status == WALLET_OK ? write_beside(record, signing->chain, &items, &out->beside, error)
                                 : status;
    return status == WALLET_OK &&
                   out->to_be_signed.size + out->beside.size > WALLET_INPUT_MAX - REST_MAX
               ? wlt_fail(
                     error,
                     WALLET_ERR_TOO_LARGE,
                     WALLET_NO_OFFSET,
                     "the document would have more than %d bytes",
                     WALLET_INPUT_MAX)
               : status;
}

enum wallet_status wallet_mdoc_issue_start(
    const struct wallet_record *record,
    const struct wallet_key *device,
    const struct wallet_certificates *chain,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_mdoc_draft *out,
    struct wallet_error *error)
{
    if (!record || !device || !chain || !signer || !out) {
        return fail_null(error);
    }

    /* ISO/IEC 18013-5 9.1.2.4: `validFrom` is `signed` or later. */
    const int64_t from = wlt_record_terms(record)->from_unix;
    const struct wlt_mdoc_signing signing = {
        .chain = chain,
        .signer = signer,
        .device = device,
        .signed_unix = issued_unix,
        .from_unix = from > issued_unix ? from : issued_unix,
    };

    wlt_buffer_set_size(&out->to_be_signed, 0);
    wlt_buffer_set_size(&out->beside, 0);
    enum wallet_status status = wlt_terms_check(record, issued_unix, error);
    status = status == WALLET_OK ? wlt_mdoc_signing_check(&signing, error) : status;
    status = status == WALLET_OK ? write_both(record, &signing, out, error) : status;
    if (status != WALLET_OK) {
        wlt_buffer_set_size(&out->to_be_signed, 0);
        wlt_buffer_set_size(&out->beside, 0);
    }

    return status;
}

/** IssuerSigned (8.3.2.1.2.2); what is signed is a COSE_Sign1 without a tag. */
static enum wallet_status append_issuer_signed(
    const struct wlt_to_be_signed *parts,
    struct wallet_bytes signature,
    struct wallet_bytes beside,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(beside, WLT_CBOR_LENIENT);
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_read_array(&reader, 2);
    const bool are_maps = wlt_next_is(&reader, WLT_CBOR_MAP);
    const struct wallet_bytes unprotected = wlt_read_any(&reader);
    if (!are_maps || !wlt_next_is(&reader, WLT_CBOR_MAP)) {
        return wlt_fail(
            error,
            WALLET_ERR_STRUCTURE,
            WALLET_NO_OFFSET,
            "this is not what stands beside a signature");
    }

    wlt_write_map(&writer, 2);
    wlt_write_text(&writer, wlt_bytes_of("issuerAuth"));
    wlt_sign1_write(&writer, parts->protected_encoded, unprotected, parts->payload, signature);
    wlt_write_text(&writer, wlt_bytes_of("nameSpaces"));
    wlt_write_encoded(&writer, wlt_read_any(&reader));
    return wlt_writer_status(&writer, error);
}

enum wallet_status wallet_mdoc_issue_finish(
    struct wallet_bytes to_be_signed,
    struct wallet_bytes signature,
    struct wallet_bytes beside,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_to_be_signed parts = { 0 };

    if (!out || (!to_be_signed.data && to_be_signed.size > 0) ||
        (!signature.data && signature.size > 0) || (!beside.data && beside.size > 0)) {
        return fail_null(error);
    }

    wlt_buffer_set_size(out, 0);
    enum wallet_status status = wlt_cbor_check(beside, WLT_CBOR_LENIENT, error);
    if (status == WALLET_OK) {
        status = wlt_to_be_signed_read(to_be_signed, signature, &parts, error);
    }

    if (status == WALLET_OK) {
        status = append_issuer_signed(&parts, signature, beside, out, error);
    }

    if (status != WALLET_OK) {
        wlt_buffer_set_size(out, 0);
    }

    return status;
}

static enum wallet_status sign(
    const struct wallet_signer *signer,
    const struct wallet_mdoc_draft *draft,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    const struct wallet_bytes message = wallet_buffer_bytes(&draft->to_be_signed);
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    const enum wallet_status status =
        signer->sign(signer->context, message, signature, &size, error);
    return status == WALLET_OK ? wallet_mdoc_issue_finish(
                                     message,
                                     (struct wallet_bytes){ signature, size },
                                     wallet_buffer_bytes(&draft->beside),
                                     out,
                                     error)
                               : status;
}

static void draft_clear(struct wallet_mdoc_draft *draft)
{
    wallet_buffer_clear(&draft->to_be_signed);
    wallet_buffer_clear(&draft->beside);
}

enum wallet_status wallet_mdoc_issue(
    const struct wallet_record *record,
    const struct wallet_key *device,
    const struct wallet_certificates *chain,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(draft_clear))) struct wallet_mdoc_draft draft = { .beside = { 0 } };

    if (!signer || !signer->sign || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "the signer cannot sign");
    }

    wlt_buffer_set_size(out, 0);
    const enum wallet_status status =
        wallet_mdoc_issue_start(record, device, chain, signer, issued_unix, &draft, error);
    return status == WALLET_OK ? sign(signer, &draft, out, error) : status;
}
