/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/disclose.h"

#include <wallet/mdoc.h>

#include "base/error.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "mdoc/item.h"

/** A namespace under way: what was signed of it, and which names have been seen. */
struct shelf {
    const struct wlt_mso *mso;
    struct wlt_check_context *context;
    struct wallet_bytes digests; /* encoded map of those that were signed */
    size_t count;
    struct wallet_bytes identifiers[WALLET_MDOC_ELEMENT_MAX];
};

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

/** The whole of what came is hashed, its tag and its head included. */
static enum wallet_status check_digest(
    const struct shelf *shelf,
    struct wallet_bytes whole,
    uint64_t digest_id,
    struct wallet_error *error)
{
    const struct wallet_bytes wanted = wlt_mso_find_digest(shelf->digests, digest_id);
    uint8_t digest[WLT_HASH_SIZE_MAX];

    if (wanted.size == 0) {
        return refuse(error, "an element whose digest is not among the signed ones");
    }

    if (wlt_hash_with(shelf->context, shelf->mso->hash, whole, digest) != WALLET_OK) {
        return wlt_fail_memory(error);
    }

    const struct wallet_bytes found = { digest, wlt_hash_size(shelf->mso->hash) };
    return wlt_bytes_equal(found, wanted) ? WALLET_OK
                                          : refuse(error, "an element that is not what was signed");
}

/** No name twice; a number twice would have one digest, and so be one element. */
static enum wallet_status note(
    struct shelf *shelf, struct wallet_bytes identifier, struct wallet_error *error)
{
    for (size_t i = 0; i < shelf->count; i++) {
        if (wlt_bytes_equal(shelf->identifiers[i], identifier)) {
            return refuse(error, "an element that is there twice");
        }
    }

    shelf->identifiers[shelf->count++] = identifier;
    return WALLET_OK;
}

static enum wallet_status disclose_item(
    struct shelf *shelf,
    const struct wlt_embedded *embedded,
    struct wlt_writer *writer,
    struct wallet_error *error)
{
    struct wlt_mdoc_item item;

    enum wallet_status status = wlt_mdoc_item_read(embedded->content, &item, error);
    if (status == WALLET_OK) {
        status = note(shelf, item.identifier, error);
    }

    if (status == WALLET_OK) {
        status = check_digest(shelf, embedded->whole, item.digest_id, error);
    }

    if (status == WALLET_OK) {
        wlt_write_text(writer, item.identifier);
        wlt_write_encoded(writer, item.value);
    }

    return status;
}

/** [+ IssuerSignedItemBytes] */
static enum wallet_status disclose_items(
    struct shelf *shelf,
    struct wlt_reader *reader,
    struct wlt_writer *writer,
    struct wallet_error *error)
{
    const uint64_t count = wlt_read_array_any(reader);
    enum wallet_status status = wlt_reader_status(reader, error);

    if (status == WALLET_OK && count == 0) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "a namespace of nothing");
    }

    if (count > WALLET_MDOC_ELEMENT_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "a namespace of over %d elements",
            WALLET_MDOC_ELEMENT_MAX);
    }

    wlt_write_map(writer, (size_t)count);
    for (uint64_t left = count; left > 0 && status == WALLET_OK; left--) {
        const struct wlt_embedded embedded = wlt_read_embedded(reader);
        status = wlt_reader_status(reader, error);
        status = status == WALLET_OK ? disclose_item(shelf, &embedded, writer, error) : status;
    }

    return status;
}

/** One namespace; of one that was not signed nothing is believed, not even that it is empty. */
static enum wallet_status disclose_name_space(
    struct shelf *shelf,
    struct wlt_reader *reader,
    struct wlt_writer *writer,
    struct wallet_error *error)
{
    const struct wallet_bytes name = wlt_read_text(reader);
    const enum wallet_status status = wlt_reader_status(reader, error);
    if (status != WALLET_OK) {
        return status;
    }

    shelf->count = 0;
    shelf->digests = wlt_mso_find_digests(shelf->mso, name);
    if (shelf->digests.size == 0) {
        return refuse(error, "a namespace that is not among the signed ones");
    }

    wlt_write_text(writer, name);
    return disclose_items(shelf, reader, writer, error);
}

enum wallet_status wlt_mdoc_disclose(
    const struct wlt_mdoc_document *document,
    const struct wlt_mso *mso,
    struct wlt_check_context *context,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(document->name_spaces, WLT_CBOR_LENIENT);
    struct wlt_writer writer = wlt_writer_start(out);
    struct shelf shelf;

    shelf.mso = mso;
    shelf.context = context;
    const uint64_t count = wlt_read_map(&reader);
    enum wallet_status status = wlt_reader_status(&reader, error);
    wlt_write_map(&writer, (size_t)count);
    for (uint64_t left = count; left > 0 && status == WALLET_OK; left--) {
        status = disclose_name_space(&shelf, &reader, &writer, error);
    }

    return status == WALLET_OK ? wlt_writer_status(&writer, error) : status;
}
