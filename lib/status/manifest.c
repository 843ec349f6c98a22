/* SPDX-License-Identifier: Apache-2.0 */
#include "status/manifest.h"

#include "base/error.h"
#include "base/text.h"

#include <string.h>

enum {
    SHARD_PARTS = 4,
};

static bool is_letter_or_digit(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
}

/** Printable ASCII without blanks, as URIs are (RFC 3986 section 2). */
static bool is_uri(struct wallet_bytes text)
{
    bool fits = text.size > 0 && text.size <= WALLET_STATUS_URI_MAX;
    for (size_t i = 0; i < text.size && fits; i++) {
        fits = text.data[i] > ' ' && text.data[i] <= '~';
    }

    return fits;
}

/**
 * The file's name is the last part of the URI.  It becomes a path on the counter's disk, so it may
 * not lead anywhere else, nor be hidden.
 */
static bool set_name(struct wlt_manifest_list *list)
{
    size_t start = list->uri.size;
    while (start > 0 && list->uri.data[start - 1] != '/') {
        start--;
    }

    const size_t size = list->uri.size - start;
    bool fits = size > 0 && size < sizeof list->name && start > 0;
    for (size_t i = 0; i < size && fits; i++) {
        const uint8_t byte = list->uri.data[start + i];
        fits = is_letter_or_digit(byte) || (i > 0 && (byte == '.' || byte == '-' || byte == '_'));
    }

    if (fits) {
        memcpy(list->name, list->uri.data + start, size);
        list->name[size] = '\0';
    }

    return fits && strcmp(list->name, WALLET_STATUS_MANIFEST_NAME) != 0 &&
           strcmp(list->name, WALLET_STATUS_HOT_NAME) != 0;
}

static void read_list(struct wlt_reader *reader, struct wlt_manifest_list *out)
{
    *out = (struct wlt_manifest_list){ 0 };
    out->uri = wlt_read_text(reader);
    out->digest = wlt_read_bytes(reader);
    if (wlt_reader_is_ok(reader) &&
        (!is_uri(out->uri) || !set_name(out) || out->digest.size != WLT_SHA256_SIZE)) {
        wlt_reader_fail(reader, WALLET_ERR_STRUCTURE, "a list's URI and digest");
    }
}

struct wlt_reader wlt_manifest_start(const struct wlt_manifest *manifest)
{
    struct wlt_reader reader = wlt_reader_start_checked(manifest->shards, WLT_CBOR_STRICT);
    (void)wlt_read_array_any(&reader);
    return reader;
}

void wlt_manifest_next(struct wlt_reader *reader, struct wlt_manifest_shard *out)
{
    wlt_read_array(reader, SHARD_PARTS);
    read_list(reader, &out->revoked);
    read_list(reader, &out->suspended);
}

/* Bytes in the order of their values, the shorter first: the order of the shards. */
int wlt_manifest_order(struct wallet_bytes a, struct wallet_bytes b)
{
    const size_t shorter = a.size < b.size ? a.size : b.size;
    const int order = shorter > 0 ? memcmp(a.data, b.data, shorter) : 0;

    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static enum wallet_status check_shards(struct wlt_manifest *manifest, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(manifest->shards, WLT_CBOR_STRICT);
    struct wlt_manifest_shard shard = { 0 };
    struct wallet_bytes last = { 0 };

    const uint64_t count = wlt_read_array_any(&reader);
    if (count > WALLET_STATUS_SHARD_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "too many shards");
    }

    for (uint64_t i = 0; i < count && wlt_reader_is_ok(&reader); i++) {
        wlt_manifest_next(&reader, &shard);
        if (wlt_reader_is_ok(&reader) && wlt_manifest_order(last, shard.revoked.uri) >= 0) {
            wlt_reader_fail(&reader, WALLET_ERR_STRUCTURE, "URIs in ascending order");
        }

        last = shard.revoked.uri;
    }

    manifest->facts.shard_count = (size_t)count;
    return wlt_reader_finish(&reader, error);
}

enum wallet_status wlt_manifest_open(
    struct wallet_bytes encoded,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    struct wlt_manifest *out,
    struct wallet_error *error)
{
    struct wlt_status_head head = { 0 };
    enum wallet_status status =
        wlt_status_head_open(encoded, WLT_TYP_STATUS_MANIFEST, trust, context, &head, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_manifest manifest = {
        .facts = { .version = head.version, .issued_unix = head.issued_unix },
        .shards = head.content,
    };
    memcpy(manifest.facts.issuer, head.issuer.data, head.issuer.size);
    wlt_sha256(encoded, manifest.facts.digest);
    status = check_shards(&manifest, error);
    if (status == WALLET_OK) {
        *out = manifest;
    }

    return status;
}

enum wallet_status wallet_status_manifest_read(
    struct wallet_bytes manifest,
    const struct wallet_trust *trust,
    struct wallet_status_manifest *out,
    struct wallet_error *error)
{
    struct wlt_check_context *context = NULL;
    struct wlt_manifest opened;

    if (!out || (!manifest.data && manifest.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    enum wallet_status status = wlt_check_context_new(&context, error);
    if (status == WALLET_OK) {
        status = wlt_manifest_open(manifest, trust, context, &opened, error);
    }

    wlt_check_context_free(context);
    if (status == WALLET_OK) {
        *out = opened.facts;
    }

    return status;
}

void wlt_manifest_write_list(struct wlt_writer *writer, const char *uri, struct wallet_bytes token)
{
    uint8_t digest[WLT_SHA256_SIZE];

    wlt_sha256(token, digest);
    wlt_write_text(writer, wlt_bytes_of(uri));
    wlt_write_bytes(writer, (struct wallet_bytes){ digest, sizeof digest });
}
