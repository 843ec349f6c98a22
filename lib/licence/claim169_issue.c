/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/issue.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "cbor/writer.h"
#include "cose/sign1.h"
#include "licence/claim169.h"
#include "licence/labels.h"

/** How many captures there are of an attribute. */
static size_t count_captures(
    const struct wallet_claim169_record *record, enum wallet_claim169_attribute attribute)
{
    size_t count = 0;
    for (size_t i = 0; i < record->capture_count; i++) {
        count += record->captures[i].attribute == attribute;
    }

    return count;
}

static size_t count_attributes(const struct wallet_claim169_record *record)
{
    size_t count = (size_t)(record->gender != 0) + (record->marital_status != 0) +
                   (record->best_quality_finger_count > 0);

    for (size_t i = 0; i < WALLET_CLAIM169_TEXT_END; i++) {
        count += record->texts[i] != NULL;
    }

    for (int i = WALLET_CLAIM169_RIGHT_THUMB; i <= WALLET_CLAIM169_VOICE; i++) {
        count += count_captures(record, (enum wallet_claim169_attribute)i) > 0;
    }

    return count;
}

static void write_number(struct wlt_writer *writer, int64_t key, uint64_t value)
{
    wlt_write_int(writer, key);
    wlt_write_unsigned(writer, value);
}

static void write_biometric(
    struct wlt_writer *writer, const struct wallet_claim169_biometric *biometric)
{
    wlt_write_map(
        writer,
        (size_t)1 + biometric->has_format + biometric->has_sub_format +
            (biometric->issuer.size > 0));
    wlt_write_int(writer, 0);
    wlt_write_bytes(writer, biometric->data);
    if (biometric->has_format) {
        write_number(writer, 1, biometric->format);
    }

    if (biometric->has_sub_format) {
        write_number(writer, 2, biometric->sub_format);
    }

    if (biometric->issuer.size > 0) {
        wlt_write_int(writer, 3);
        wlt_write_text(writer, biometric->issuer);
    }
}

static void write_captures(
    struct wlt_writer *writer,
    const struct wallet_claim169_record *record,
    enum wallet_claim169_attribute attribute)
{
    const size_t count = count_captures(record, attribute);

    if (count > 0) {
        wlt_write_int(writer, (int64_t)attribute);
        wlt_write_array(writer, count);
    }

    for (size_t i = 0; i < record->capture_count; i++) {
        if (record->captures[i].attribute == attribute) {
            write_biometric(writer, &record->captures[i].biometric);
        }
    }
}

static void write_fingers(struct wlt_writer *writer, const struct wallet_claim169_record *record)
{
    if (record->best_quality_finger_count == 0) {
        return;
    }

    wlt_write_int(writer, WALLET_CLAIM169_BEST_QUALITY_FINGERS);
    wlt_write_array(writer, record->best_quality_finger_count);
    for (size_t i = 0; i < record->best_quality_finger_count; i++) {
        wlt_write_unsigned(writer, record->best_quality_fingers[i]);
    }
}

/** One of the attributes below 24; nothing where it is not there. */
static void write_attribute(
    struct wlt_writer *writer, const struct wallet_claim169_record *record, int number)
{
    if (record->texts[number]) {
        wlt_write_int(writer, number);
        wlt_write_text(writer, wlt_bytes_of(record->texts[number]));
    } else if (number == WALLET_CLAIM169_GENDER && record->gender != 0) {
        write_number(writer, number, record->gender);
    } else if (number == WALLET_CLAIM169_MARITAL_STATUS && record->marital_status != 0) {
        write_number(writer, number, record->marital_status);
    } else if (number == WALLET_CLAIM169_BEST_QUALITY_FINGERS) {
        write_fingers(writer, record);
    }
}

/** Numbers in their order: so are the keys of deterministic CBOR. */
static void write_identity(struct wlt_writer *writer, const struct wallet_claim169_record *record)
{
    wlt_write_int(writer, WLT_CLAIM_IDENTITY);
    wlt_write_map(writer, count_attributes(record));
    for (int i = 0; i < WALLET_CLAIM169_TEXT_END; i++) {
        write_attribute(writer, record, i);
    }

    for (int i = WALLET_CLAIM169_RIGHT_THUMB; i <= WALLET_CLAIM169_VOICE; i++) {
        write_captures(writer, record, (enum wallet_claim169_attribute)i);
    }
}

static enum wallet_status write_claims(
    const struct wallet_claim169_record *record,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(
        &writer,
        (size_t)3 + (record->subject != NULL) + (record->until_unix != 0) +
            (record->from_unix != 0));
    wlt_write_int(&writer, WLT_CLAIM_ISS);
    wlt_write_text(&writer, wlt_bytes_of(record->issuer));
    if (record->subject) {
        wlt_write_int(&writer, WLT_CLAIM_SUB);
        wlt_write_text(&writer, wlt_bytes_of(record->subject));
    }

    if (record->until_unix != 0) {
        wlt_write_int(&writer, WLT_CLAIM_EXP);
        wlt_write_int(&writer, record->until_unix);
    }

    if (record->from_unix != 0) {
        wlt_write_int(&writer, WLT_CLAIM_NBF);
        wlt_write_int(&writer, record->from_unix);
    }

    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, issued_unix);
    write_identity(&writer, record);
    return wlt_writer_status(&writer, error);
}

/** With the older numbers of the algorithms, the only ones that other readers of these codes know. */
static enum wallet_status write_header(
    const struct wallet_signer *signer, struct wallet_buffer *out, struct wallet_error *error)
{
    struct wlt_writer writer = wlt_writer_start(out);

    wlt_write_map(&writer, 2);
    wlt_write_int(&writer, WLT_COSE_ALG);
    wlt_write_int(&writer, wlt_cose_algorithm_general(signer->algorithm));
    wlt_write_int(&writer, WLT_COSE_KID);
    wlt_write_bytes(&writer, (struct wallet_bytes){ signer->key_id, WALLET_KEY_ID_SIZE });
    return wlt_writer_status(&writer, error);
}

static enum wallet_status check(
    const struct wallet_claim169_record *record,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_error *error)
{
    const int64_t from = record->from_unix != 0 ? record->from_unix : issued_unix;

    if (signer->algorithm != WALLET_ALGORITHM_ED25519 &&
        signer->algorithm != WALLET_ALGORITHM_ES256) {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "identity codes are signed by Ed25519 or ES256, not %s",
            wallet_algorithm_name(signer->algorithm));
    }

    if (count_attributes(record) == 0) {
        return wlt_fail(
            error, WALLET_ERR_MISSING, WALLET_NO_OFFSET, "the identity has no attribute");
    }

    if (record->until_unix != 0 &&
        (record->until_unix <= from || record->until_unix <= issued_unix)) {
        return wlt_fail(
            error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "the identity would end before it begins");
    }

    return wlt_claim169_check_record(record, error);
}

static enum wallet_status write_signed(
    const struct wallet_claim169_record *record,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer header = { 0 };
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer claims = { 0 };

    enum wallet_status status = write_header(signer, &header, error);
    status = status == WALLET_OK ? write_claims(record, issued_unix, &claims, error) : status;
    if (status != WALLET_OK) {
        return status;
    }

    if (claims.size > WALLET_LICENCE_MAX - WALLET_SIGNATURE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "the identity would have more than %d bytes",
            WALLET_LICENCE_MAX);
    }

    wlt_buffer_set_size(out, 0);
    return wlt_sign1_append_signed(
        wallet_buffer_bytes(&header),
        (struct wallet_bytes){ 0 },
        wallet_buffer_bytes(&claims),
        out,
        error);
}

enum wallet_status wallet_claim169_issue_start(
    const struct wallet_claim169_record *record,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out_to_be_signed,
    struct wallet_error *error)
{
    if (!record || !signer || !out_to_be_signed) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    const enum wallet_status status = check(record, signer, issued_unix, error);
    return status == WALLET_OK ? write_signed(record, signer, issued_unix, out_to_be_signed, error)
                               : status;
}

enum wallet_status wallet_claim169_issue(
    const struct wallet_claim169_record *record,
    const struct wallet_signer *signer,
    int64_t issued_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer to_be_signed = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    if (!signer || !signer->sign) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "the signer cannot sign");
    }

    enum wallet_status status =
        wallet_claim169_issue_start(record, signer, issued_unix, &to_be_signed, error);
    const struct wallet_bytes message = wallet_buffer_bytes(&to_be_signed);
    status = status == WALLET_OK ? signer->sign(signer->context, message, signature, &size, error)
                                 : status;
    return status == WALLET_OK
               ? wallet_issue_finish(message, (struct wallet_bytes){ signature, size }, out, error)
               : status;
}
