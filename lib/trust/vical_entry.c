/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/reader.h"
#include "trust/vical.h"

#include <string.h>

enum {
    TAG_BIGNUM = 2, /* RFC 8949 section 3.4.3 */
};

/** What a CertificateInfo says; borrows from it. */
struct draft {
    struct wallet_bytes certificate;
    bool has_serial;
    struct wallet_bytes serial; /* big-endian, without leading zeros */
    uint8_t small_serial[sizeof(uint64_t)];
    bool has_ski;
    struct wallet_bytes ski;
    struct wallet_bytes doc_types; /* encoded */
    struct wallet_bytes authority;
    struct wallet_bytes country;
    struct wallet_bytes state;
};

void wlt_vical_entry_clear(struct wlt_vical_entry *entry)
{
    for (size_t i = 0; i < entry->doc_type_count; i++) {
        wlt_free(entry->doc_types[i]);
    }

    wlt_free(entry->doc_types);
    wlt_free(entry->authority);
    wlt_free(entry->country);
    wlt_free(entry->state);
    wlt_certificate_free(entry->certificate);
    wallet_buffer_clear(&entry->der);
}

static void read_certificate(struct wlt_reader *reader, struct draft *draft)
{
    draft->certificate = wlt_read_bytes(reader);
}

/** biguint; RFC 8949 section 3.4.3 prefers the plain form where the number is small enough. */
static void read_serial(struct wlt_reader *reader, struct draft *draft)
{
    struct wallet_bytes digits = { draft->small_serial, sizeof draft->small_serial };

    if (wlt_next_is(reader, WLT_CBOR_UNSIGNED)) {
        const uint64_t number = wlt_read_unsigned(reader);
        for (size_t i = 0; i < sizeof number; i++) {
            draft->small_serial[i] = (uint8_t)(number >> 8 * (sizeof number - 1 - i));
        }
    } else {
        wlt_read_tag(reader, TAG_BIGNUM);
        digits = wlt_read_bytes(reader);
    }

    while (digits.size > 0 && digits.data[0] == 0) {
        digits = (struct wallet_bytes){ digits.data + 1, digits.size - 1 };
    }

    draft->has_serial = true;
    draft->serial = digits;
}

static void read_ski(struct wlt_reader *reader, struct draft *draft)
{
    draft->has_ski = true;
    draft->ski = wlt_read_bytes(reader);
}

static void read_doc_types(struct wlt_reader *reader, struct draft *draft)
{
    if (!wlt_next_is(reader, WLT_CBOR_ARRAY)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "an array of document types");
    }

    draft->doc_types = wlt_read_any(reader);
}

static void read_authority(struct wlt_reader *reader, struct draft *draft)
{
    draft->authority = wlt_read_text(reader);
}

static void read_country(struct wlt_reader *reader, struct draft *draft)
{
    draft->country = wlt_read_text(reader);
}

static void read_state(struct wlt_reader *reader, struct draft *draft)
{
    draft->state = wlt_read_text(reader);
}

/* ISO/IEC 18013-5 C.1.7.1, in its order; the certificate itself says the rest. */
static const struct {
    const char *name;
    void (*read)(struct wlt_reader *reader, struct draft *draft);
} members[] = {
    { "certificate", read_certificate },
    { "serialNumber", read_serial },
    { "ski", read_ski },
    { "docType", read_doc_types },
    { "issuingAuthority", read_authority },
    { "issuingCountry", read_country },
    { "stateOrProvinceName", read_state },
};

static void read_member(struct wlt_reader *reader, struct draft *draft)
{
    const struct wallet_bytes key = wlt_read_text_key(reader);

    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        if (wlt_bytes_are(key, members[i].name)) {
            members[i].read(reader, draft);
            return;
        }
    }

    (void)wlt_read_any(reader);
}

static enum wallet_status read_draft(
    struct wallet_bytes map, struct draft *draft, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(map, WLT_CBOR_LENIENT);

    const uint64_t count = wlt_read_map(&reader);
    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        read_member(&reader, draft);
    }

    if (draft->certificate.size == 0 || draft->doc_types.size == 0) {
        wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "certificate and document types");
    }

    return wlt_reader_finish(&reader, error);
}

static enum wallet_status check_certificate(
    const struct draft *draft,
    const struct wlt_certificate *certificate,
    struct wallet_error *error)
{
    if (draft->has_serial && !wlt_bytes_equal(draft->serial, wlt_certificate_serial(certificate))) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it has another serial number");
    }

    if (draft->has_ski &&
        !wlt_bytes_equal(draft->ski, wlt_certificate_key_identifier(certificate))) {
        return wlt_fail(
            error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it has another subject key identifier");
    }

    return WALLET_OK;
}

static enum wallet_status take_certificate(
    const struct draft *draft, struct wlt_vical_entry *out, struct wallet_error *error)
{
    const enum wallet_status status =
        wlt_certificate_parse_any(draft->certificate, &out->certificate, error);
    if (status != WALLET_OK) {
        return status;
    }

    return wlt_buffer_append(&out->der, draft->certificate)
               ? check_certificate(draft, out->certificate, error)
               : wlt_fail_memory(error);
}

/** A copy; "" where it is not fit to be shown.  NULL: no memory. */
static char *copy_showable(struct wallet_bytes text)
{
    return wlt_text_copy(wlt_text_is_printable(text) ? text : (struct wallet_bytes){ 0 });
}

static enum wallet_status take_names(
    const struct draft *draft, struct wlt_vical_entry *out, struct wallet_error *error)
{
    out->authority = copy_showable(draft->authority);
    out->country = copy_showable(draft->country);
    out->state = copy_showable(draft->state);

    return out->authority && out->country && out->state ? WALLET_OK : wlt_fail_memory(error);
}

/** Takes one; a NUL would cut it short. */
static void take_doc_type(struct wlt_reader *reader, struct wlt_vical_entry *out)
{
    const struct wallet_bytes text = wlt_read_text(reader);

    if (text.size == 0 || text.size > WALLET_VICAL_NAME_MAX || memchr(text.data, '\0', text.size)) {
        wlt_reader_fail(reader, WALLET_ERR_VALUE, "a document type");
        return;
    }

    out->doc_types[out->doc_type_count] = wlt_text_copy(text);
    if (!out->doc_types[out->doc_type_count]) {
        wlt_reader_fail(reader, WALLET_ERR_MEMORY, "more memory");
        return;
    }

    out->doc_type_count++;
}

static enum wallet_status take_doc_types(
    const struct draft *draft, struct wlt_vical_entry *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(draft->doc_types, WLT_CBOR_LENIENT);

    const uint64_t count = wlt_read_array_any(&reader);
    if (count == 0 || count > WALLET_VICAL_DOC_TYPE_MAX) {
        return wlt_fail(
            error,
            count == 0 ? WALLET_ERR_STRUCTURE : WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "expected 1 to %d document types",
            WALLET_VICAL_DOC_TYPE_MAX);
    }

    out->doc_types = wlt_alloc(count, sizeof *out->doc_types);
    if (!out->doc_types) {
        return wlt_fail_memory(error);
    }

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        take_doc_type(&reader, out);
    }

    return wlt_reader_status(&reader, error);
}

enum wallet_status wlt_vical_entry_read(
    struct wallet_bytes map, struct wlt_vical_entry *out, struct wallet_error *error)
{
    struct draft draft = { .has_serial = false };

    enum wallet_status status = read_draft(map, &draft, error);
    if (status == WALLET_OK) {
        status = take_certificate(&draft, out, error);
    }

    if (status == WALLET_OK) {
        status = take_names(&draft, out, error);
    }

    return status == WALLET_OK ? take_doc_types(&draft, out, error) : status;
}
