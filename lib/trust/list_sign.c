/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cose/labels.h"
#include "trust/entry_wire.h"
#include "trust/envelope.h"
#include "trust/list.h"

#include <string.h>

enum {
    CLAIM_COUNT = 4, /* iss, iat, entries, version; exp may come to them */
};

/** The parts of the object under way; clear with parts_clear(). */
struct parts {
    struct wallet_buffer claims;
    struct wallet_buffer object;
};

static void parts_clear(struct parts *parts)
{
    wallet_buffer_clear(&parts->claims);
    wallet_buffer_clear(&parts->object);
}

/** In the order of RFC 8949 section 4.2.1. */
static enum wallet_status write_claims(
    const struct wallet_trust_list *list, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, CLAIM_COUNT + (list->until_unix > 0 ? 1U : 0U));
    wlt_write_int(&writer, WLT_CLAIM_ISS);
    wlt_write_text(&writer, wlt_bytes_of(list->issuer));
    if (list->until_unix > 0) {
        wlt_write_int(&writer, WLT_CLAIM_EXP);
        wlt_write_int(&writer, list->until_unix);
    }

    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, list->issued_unix);
    wlt_write_int(&writer, WLT_CLAIM_TRUST_ENTRIES);
    wlt_write_array(&writer, list->count);
    for (size_t i = 0; i < list->count; i++) {
        wlt_entry_write(list->entries[i], &writer);
    }

    wlt_write_int(&writer, WLT_CLAIM_VERSION);
    wlt_write_unsigned(&writer, list->version);
    return wlt_writer_status(&writer, error);
}

static enum wallet_status make(
    const struct wallet_trust_list *list,
    const struct wallet_signer *signer,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(parts_clear))) struct parts parts = { .claims = { 0 } };

    enum wallet_status status = write_claims(list, &parts.claims, error);
    if (status == WALLET_OK) {
        status = wlt_envelope_sign(
            signer, WLT_TRUST_LIST_TYP, wallet_buffer_bytes(&parts.claims), &parts.object, error);
    }

    if (status == WALLET_OK && parts.object.size > WALLET_TRUST_LIST_MAX) {
        status = wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "the list would have over %d bytes",
            WALLET_TRUST_LIST_MAX);
    }

    if (status == WALLET_OK) {
        wallet_buffer_clear(out);
        *out = parts.object;
        parts.object = (struct wallet_buffer){ 0 };
    }

    return status;
}

enum wallet_status wallet_trust_list_sign(
    struct wallet_trust_list *list,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    int64_t until_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    if (!list || !signer || !out) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (issued_unix <= 0 || until_unix < 0 || (until_unix > 0 && until_unix <= issued_unix) ||
        list->version == UINT64_MAX) {
        return wlt_fail(
            error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "expected an end behind the beginning");
    }

    struct wallet_trust_list next = *list;
    next.version++;
    next.issued_unix = issued_unix;
    next.until_unix = until_unix;
    memcpy(next.issuer, signer->issuer, sizeof next.issuer);

    const enum wallet_status status = make(&next, signer, out, error);
    if (status == WALLET_OK) {
        *list = next;
    }

    return status;
}
