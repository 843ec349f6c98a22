/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/choose.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "mdoc/item.h"

/** What is chosen, and which of it has been found. */
struct choosing {
    const struct wallet_mdoc_choice *choices;
    size_t count;
    bool is_found[WALLET_MDOC_ELEMENT_MAX];
};

/** Whether an element is chosen; who chose it twice gets it once. */
static bool is_chosen(
    struct choosing *choosing, struct wallet_bytes name_space, struct wallet_bytes identifier)
{
    bool found = false;

    for (size_t i = 0; i < choosing->count; i++) {
        const struct wallet_mdoc_choice *choice = &choosing->choices[i];
        if (wlt_bytes_equal(choice->name_space, name_space) &&
            wlt_bytes_equal(choice->identifier, identifier)) {
            choosing->is_found[i] = true;
            found = true;
        }
    }

    return found;
}

/** Writes the chosen ones of [+ IssuerSignedItemBytes], one behind the other, and counts them. */
static enum wallet_status choose_items(
    struct choosing *choosing,
    struct wallet_bytes name_space,
    struct wlt_reader *reader,
    struct wlt_writer *writer,
    size_t *out_count,
    struct wallet_error *error)
{
    for (uint64_t left = wlt_read_array_any(reader); left > 0; left--) {
        const struct wlt_embedded embedded = wlt_read_embedded(reader);
        struct wlt_mdoc_item item = { 0 };

        enum wallet_status status = wlt_reader_status(reader, error);
        if (status == WALLET_OK) {
            status = wlt_mdoc_item_read(embedded.content, &item, error);
        }

        if (status != WALLET_OK) {
            return status;
        }

        if (is_chosen(choosing, name_space, item.identifier)) {
            wlt_write_encoded(writer, embedded.whole);
            (*out_count)++;
        }
    }

    return wlt_reader_status(reader, error);
}

/** Writes one namespace; of which nothing is chosen, that is left out. */
static enum wallet_status choose_name_space(
    struct choosing *choosing,
    struct wlt_reader *reader,
    struct wlt_writer *writer,
    size_t *out_count,
    struct wallet_error *error)
{
    WLT_AUTO_BUFFER items = { 0 };
    struct wlt_writer inner = wlt_writer_start(&items);
    size_t count = 0;

    const struct wallet_bytes name = wlt_read_text(reader);
    enum wallet_status status = choose_items(choosing, name, reader, &inner, &count, error);
    status = status == WALLET_OK ? wlt_writer_status(&inner, error) : status;
    if (status == WALLET_OK && count > 0) {
        wlt_write_text(writer, name);
        wlt_write_array(writer, count);
        wlt_write_encoded(writer, wallet_buffer_bytes(&items));
        (*out_count)++;
    }

    return status;
}

static enum wallet_status choose_name_spaces(
    struct choosing *choosing,
    struct wallet_bytes name_spaces,
    struct wlt_writer *writer,
    size_t *out_count,
    struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start_checked(name_spaces, WLT_CBOR_LENIENT);
    enum wallet_status status = WALLET_OK;

    for (uint64_t left = wlt_read_map(&reader); left > 0 && status == WALLET_OK; left--) {
        status = choose_name_space(choosing, &reader, writer, out_count, error);
    }

    return status;
}

static enum wallet_status check_found(const struct choosing *choosing, struct wallet_error *error)
{
    for (size_t i = 0; i < choosing->count; i++) {
        if (!choosing->is_found[i]) {
            return wlt_fail(
                error,
                WALLET_ERR_MISSING,
                WALLET_NO_OFFSET,
                "the document does not have the chosen element %zu",
                i);
        }
    }

    return WALLET_OK;
}

enum wallet_status wlt_mdoc_choose(
    const struct wlt_mdoc_document *document,
    const struct wallet_mdoc_choice *choices,
    size_t count,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    WLT_AUTO_BUFFER name_spaces = { 0 };
    struct choosing choosing = { .choices = choices, .count = count };
    struct wlt_writer inner = wlt_writer_start(&name_spaces);
    size_t name_space_count = 0;

    enum wallet_status status =
        choose_name_spaces(&choosing, document->name_spaces, &inner, &name_space_count, error);
    status = status == WALLET_OK ? wlt_writer_status(&inner, error) : status;
    status = status == WALLET_OK ? check_found(&choosing, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_writer writer = wlt_writer_start(out);
    wlt_write_map(&writer, 2);
    wlt_write_text(&writer, wlt_bytes_of("issuerAuth"));
    wlt_write_encoded(&writer, document->issuer_auth);
    wlt_write_text(&writer, wlt_bytes_of("nameSpaces"));
    wlt_write_map(&writer, name_space_count);
    wlt_write_encoded(&writer, wallet_buffer_bytes(&name_spaces));
    return wlt_writer_status(&writer, error);
}
