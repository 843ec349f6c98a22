/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "cose/labels.h"
#include "repository/answer.h"
#include "trust/envelope.h"

enum {
    CLAIMS_ALWAYS = 4,    /* iss, iat, call, outcome */
    COMPARISON_PARTS = 2, /* field, comparison; and the key of a members' field */
};

static void write_line(struct wlt_writer *writer, int64_t key, const char *text)
{
    if (wlt_text_is_there(text)) {
        wlt_write_int(writer, key);
        wlt_write_text(writer, wlt_bytes_of(text));
    }
}

static void write_comparisons(struct wlt_writer *writer, const struct wlt_answer_entry *entry)
{
    const size_t count = entry->licence.comparison_count;
    if (count == 0) {
        return;
    }

    wlt_write_int(writer, WLT_LICENCE_COMPARISONS);
    wlt_write_array(writer, count);
    for (size_t i = 0; i < count; i++) {
        const struct wallet_answer_comparison *one = &entry->comparisons[i];
        wlt_write_array(writer, (size_t)COMPARISON_PARTS + (one->member != 0));
        wlt_write_unsigned(writer, one->field);
        wlt_write_unsigned(writer, one->comparison);
        if (one->member != 0) {
            wlt_write_unsigned(writer, one->member);
        }
    }
}

static void write_entry(struct wlt_writer *writer, const struct wlt_answer_entry *entry)
{
    const struct wallet_answer_licence *licence = &entry->licence;
    const size_t count =
        (size_t)1 + wlt_text_is_there(licence->type) + wlt_text_is_there(licence->identifier) +
        wlt_text_is_there(licence->state) + (licence->version > 0) + licence->has_until +
        (licence->copy.size > 0) + (licence->comparison_count > 0);

    wlt_write_map(writer, count);
    write_line(writer, WLT_LICENCE_TYPE, licence->type);
    write_line(writer, WLT_LICENCE_IDENTIFIER, licence->identifier);
    write_line(writer, WLT_LICENCE_STATE, licence->state);
    wlt_write_int(writer, WLT_LICENCE_OUTCOME);
    wlt_write_unsigned(writer, licence->outcome);
    if (licence->version > 0) {
        wlt_write_int(writer, WLT_LICENCE_VERSION);
        wlt_write_unsigned(writer, licence->version);
    }

    if (licence->has_until) {
        wlt_write_int(writer, WLT_LICENCE_UNTIL);
        wlt_write_int(writer, licence->until_unix);
    }

    if (licence->copy.size > 0) {
        wlt_write_int(writer, WLT_LICENCE_COPY);
        wlt_write_bytes(writer, licence->copy);
    }

    write_comparisons(writer, entry);
}

static enum wallet_status write_claims(
    const struct wlt_answer_terms *terms,
    const char *repository,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);
    const size_t count = (size_t)CLAIMS_ALWAYS + wlt_text_is_there(terms->detail) +
                         (terms->entry_count > 0) + wlt_text_is_there(terms->receipt);

    wlt_write_map(&writer, count);
    wlt_write_int(&writer, WLT_CLAIM_ISS);
    wlt_write_text(&writer, wlt_bytes_of(repository));
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, at_unix);
    wlt_write_int(&writer, WLT_CLAIM_CALL);
    wlt_write_bytes(&writer, (struct wallet_bytes){ terms->call, WALLET_CALL_DIGEST_SIZE });
    wlt_write_int(&writer, WLT_CLAIM_OUTCOME);
    wlt_write_unsigned(&writer, terms->outcome);
    write_line(&writer, WLT_CLAIM_DETAIL, terms->detail);
    if (terms->entry_count > 0) {
        wlt_write_int(&writer, WLT_CLAIM_LICENCES);
        wlt_write_array(&writer, terms->entry_count);
    }

    for (size_t i = 0; i < terms->entry_count; i++) {
        write_entry(&writer, &terms->entries[i]);
    }

    write_line(&writer, WLT_CLAIM_RECEIPT, terms->receipt);
    return wlt_writer_status(&writer, error);
}

enum wallet_status wlt_answer_sign(
    const struct wlt_answer_terms *terms,
    const struct wallet_signer *signer,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer claims = { 0 };

    enum wallet_status status = write_claims(terms, signer->issuer, at_unix, &claims, error);
    if (status == WALLET_OK) {
        status =
            wlt_envelope_sign(signer, WALLET_ANSWER_TYPE, wallet_buffer_bytes(&claims), out, error);
    }

    return status == WALLET_OK && out->size > WALLET_ANSWER_MAX
               ? wlt_fail(
                     error,
                     WALLET_ERR_TOO_LARGE,
                     WALLET_NO_OFFSET,
                     "an answer has at most %d bytes",
                     WALLET_ANSWER_MAX)
               : status;
}
