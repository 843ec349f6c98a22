/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "cose/labels.h"
#include "present/grant.h"

enum {
    CLAIMS_ALWAYS = 6, /* aud, exp, iat, cti, scope, method */
};

static enum wallet_status write_item(
    struct wlt_writer *writer, const struct wallet_request_item *item, struct wallet_error *error)
{
    const struct wallet_bytes type = wlt_bytes_of(item->type ? item->type : "");
    size_t with_members = 0;

    const enum wallet_status status = wlt_field_list_check(item, &with_members, error);
    if (status != WALLET_OK || item->field_count == 0) {
        wlt_write_text(writer, type);
        return status;
    }

    wlt_write_array(writer, (size_t)WLT_SCOPE_PARTS + (with_members > 0));
    wlt_write_text(writer, type);
    wlt_field_list_write_fields(writer, item);
    if (with_members > 0) {
        wlt_field_list_write_members(writer, item, with_members);
    }

    return WALLET_OK;
}

static enum wallet_status write_scope(
    struct wlt_writer *writer, const struct wallet_grant_terms *terms, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;

    wlt_write_int(writer, WLT_CLAIM_SCOPE);
    wlt_write_array(writer, terms->item_count);
    for (size_t i = 0; status == WALLET_OK && i < terms->item_count; i++) {
        status = write_item(writer, &terms->items[i], error);
    }

    return status;
}

static void write_text(struct wlt_writer *writer, int64_t label, const char *text)
{
    if (wlt_text_is_there(text)) {
        wlt_write_int(writer, label);
        wlt_write_text(writer, wlt_bytes_of(text));
    }
}

static void write_head(
    struct wlt_writer *writer,
    const struct wallet_grant_terms *terms,
    const struct wlt_grant_head *head)
{
    const unsigned seconds =
        terms->seconds > 0 ? terms->seconds : wallet_grant_seconds(terms->method);

    write_text(writer, WLT_CLAIM_ISS, head->issuer);
    write_text(writer, WLT_CLAIM_SUB, terms->holder);
    wlt_write_int(writer, WLT_CLAIM_AUD);
    wlt_write_text(writer, wlt_bytes_of(terms->audience));
    wlt_write_int(writer, WLT_CLAIM_EXP);
    wlt_write_int(writer, head->issued_unix + seconds);
    wlt_write_int(writer, WLT_CLAIM_IAT);
    wlt_write_int(writer, head->issued_unix);
    wlt_write_int(writer, WLT_CLAIM_CTI);
    wlt_write_bytes(writer, (struct wallet_bytes){ head->id, sizeof head->id });
    if (terms->nonce.size > 0) {
        wlt_write_int(writer, WLT_CLAIM_CNONCE);
        wlt_write_bytes(writer, terms->nonce);
    }
}

enum wallet_status wlt_grant_write(
    const struct wallet_grant_terms *terms,
    const struct wlt_grant_head *head,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    const bool has_matter = !wlt_purpose_is_empty(&terms->matter);

    wlt_write_map(
        &writer,
        (size_t)CLAIMS_ALWAYS + wlt_text_is_there(head->issuer) + wlt_text_is_there(terms->holder) +
            (terms->nonce.size > 0) + has_matter + (terms->evidence != NULL));
    write_head(&writer, terms, head);
    if (has_matter) {
        wlt_write_int(&writer, WLT_CLAIM_MATTER);
        wlt_purpose_write(&writer, &terms->matter, false);
    }

    const enum wallet_status status = write_scope(&writer, terms, error);
    if (status != WALLET_OK) {
        return status;
    }

    wlt_write_int(&writer, WLT_CLAIM_METHOD);
    wlt_write_unsigned(&writer, (uint64_t)terms->method);
    if (terms->evidence) {
        wlt_write_int(&writer, WLT_CLAIM_EVIDENCE);
        wlt_grant_write_evidence(&writer, terms->method, terms->evidence);
    }

    return wlt_writer_status(&writer, error);
}
