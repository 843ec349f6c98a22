/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TEST_MAKE_TOKEN_H
#define TEST_MAKE_TOKEN_H

#include "base/text.h"
#include "cbor/writer.h"
#include "cose/sign1.h"
#include "counter.h"
#include "licence/labels.h"
#include "present/selection.h"
#include "test.h"

#include <string.h>

/* Key-binding tokens as no honest holder makes them: each part can be another one. */

static inline struct wallet_bytes kept(struct wallet_buffer *buffer)
{
    uint8_t *copy = test_memory(buffer->size);
    const struct wallet_bytes bytes = { copy, buffer->size };

    memcpy(copy, buffer->data, buffer->size);
    wallet_buffer_clear(buffer);
    return bytes;
}

/** The licence with this in its unprotected bucket, whatever it is. */
static inline struct wallet_bytes with_unprotected(
    const struct counter *counter, struct wallet_bytes unprotected)
{
    const struct wlt_sign1 *sign1 = &counter->selection->sign1;
    struct wallet_buffer out = { 0 };

    CHECK_EQUAL(
        wlt_sign1_append_with(
            sign1->protected_encoded, unprotected, sign1->payload, sign1->signature, &out, NULL),
        WALLET_OK);
    return kept(&out);
}

/** The licence with these disclosures, one behind the other. */
static inline struct wallet_bytes with_disclosures(
    const struct counter *counter, const struct wallet_bytes *disclosures, size_t count)
{
    struct wallet_buffer map = { 0 };
    struct wlt_writer writer = wlt_writer_start(&map);

    wlt_write_map(&writer, 1);
    wlt_write_int(&writer, WLT_COSE_SD_CLAIMS);
    wlt_write_array(&writer, count);
    for (size_t i = 0; i < count; i++) {
        wlt_write_encoded(&writer, disclosures[i]);
    }

    return with_unprotected(counter, kept(&map));
}

/** What a token says of itself. */
struct token_parts {
    struct wallet_bytes licence;
    const char *audience;
    int64_t issued;
    int64_t expires;
    struct wallet_bytes cti;
    const struct wallet_signer *signer;
    uint64_t typ;
};

static inline struct token_parts honest_parts(const struct counter *counter)
{
    static const uint8_t cti[16] = { 7 };

    return (struct token_parts){
        .licence = wallet_buffer_bytes(&counter->bound),
        .audience = COUNTER_ID,
        .issued = AGENCY_NOW,
        .expires = AGENCY_NOW + WALLET_SHOWN_SECONDS,
        .cti = { cti, sizeof cti },
        .signer = &counter->holder_signer,
        .typ = WLT_TYP_KB_CWT,
    };
}

static inline struct wallet_bytes token_headers(const struct token_parts *parts)
{
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&out);

    wlt_write_map(&writer, 3);
    wlt_write_int(&writer, WLT_COSE_ALG);
    wlt_write_int(&writer, wlt_cose_algorithm_number(parts->signer->algorithm));
    wlt_write_int(&writer, WLT_COSE_KCWT);
    wlt_write_encoded(&writer, parts->licence);
    wlt_write_int(&writer, WLT_COSE_TYP);
    wlt_write_unsigned(&writer, parts->typ);
    return kept(&out);
}

static inline struct wallet_bytes token_payload(const struct token_parts *parts)
{
    struct wallet_buffer out = { 0 };
    struct wlt_writer writer = wlt_writer_start(&out);

    wlt_write_map(&writer, 4);
    wlt_write_int(&writer, WLT_CLAIM_AUD);
    wlt_write_text(&writer, wlt_bytes_of(parts->audience));
    wlt_write_int(&writer, WLT_CLAIM_EXP);
    wlt_write_int(&writer, parts->expires);
    wlt_write_int(&writer, WLT_CLAIM_IAT);
    wlt_write_int(&writer, parts->issued);
    wlt_write_int(&writer, WLT_CLAIM_CTI);
    wlt_write_bytes(&writer, parts->cti);
    return kept(&out);
}

static inline struct wallet_bytes make_token(const struct token_parts *parts)
{
    const struct wallet_bytes headers = token_headers(parts);
    const struct wallet_bytes payload = token_payload(parts);
    struct wallet_buffer message = { 0 };
    struct wallet_buffer out = { 0 };
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    CHECK_EQUAL(
        wlt_sign1_append_signed(headers, (struct wallet_bytes){ 0 }, payload, &message, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        parts->signer->sign(
            parts->signer->context, wallet_buffer_bytes(&message), signature, &size, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wlt_sign1_append(headers, payload, (struct wallet_bytes){ signature, size }, &out, NULL),
        WALLET_OK);
    wallet_buffer_clear(&message);
    return kept(&out);
}

#endif
