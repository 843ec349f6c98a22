/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>

#include "demo.h"
#include "envelope.h"
#include "file.h"
#include "output.h"

#include <stdlib.h>
#include <string.h>

static enum exit_code verify_licence(
    struct demo *demo, struct wallet_bytes licence, struct demo_outcome *out)
{
    struct wallet_buffer text = { 0 };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_qr_write_text(licence, &text, &error) != WALLET_OK) {
        code = demo_complain(demo, &error);
    } else {
        code = demo_verify(demo, wallet_buffer_bytes(&text), demo->now_unix, out);
    }

    wallet_buffer_clear(&text);
    return code;
}

/* Moves to the value of a key in the map that follows; false if it is not there. */
static bool enter_value(struct wallet_claims *claims, enum wallet_item_kind kind, uint64_t number)
{
    struct wallet_item map;
    struct wallet_item key;

    if (!wallet_claims_next(claims, &map) || map.kind != WALLET_ITEM_MAP) {
        return false;
    }
    for (uint64_t i = 0; i < map.number && wallet_claims_next(claims, &key); i++) {
        if (key.kind == kind && key.number == number) {
            return true;
        }
        if (!wallet_claims_skip(claims)) {
            return false;
        }
    }

    return false;
}

/* Where the text of the first field of a licence ends: the claim -65537, its key 1. */
static bool find_field(struct wallet_bytes licence, size_t *out_offset)
{
    struct envelope envelope;
    struct wallet_error error;
    struct wallet_item value;

    if (envelope_read(licence, &envelope, &error) != WALLET_OK) {
        return false;
    }

    struct wallet_claims claims = envelope.payload;
    if (!enter_value(&claims, WALLET_ITEM_NEGATIVE, 65536) ||
        !enter_value(&claims, WALLET_ITEM_UNSIGNED, 1) || !wallet_claims_next(&claims, &value) ||
        value.kind != WALLET_ITEM_TEXT || value.content.size == 0) {
        return false;
    }

    *out_offset = (size_t)(value.content.data - licence.data) + value.content.size - 1;
    return true;
}

static enum exit_code alter_field(struct demo *demo, size_t index, struct demo_outcome *out)
{
    const struct wallet_bytes licence = wallet_buffer_bytes(&demo->licences[index].licence);
    uint8_t *copy = malloc(licence.size);
    size_t offset = 0;

    if (!copy || !find_field(licence, &offset)) {
        free(copy);
        return complain_memory(demo->session);
    }

    memcpy(copy, licence.data, licence.size);
    copy[offset] ^= 1; /* the name becomes another one; the CBOR stays well formed */
    const enum exit_code code =
        verify_licence(demo, (struct wallet_bytes){ copy, licence.size }, out);
    free(copy);
    return code;
}

static enum exit_code issue_and_verify(
    struct demo *demo, size_t index, const struct wallet_signer *signer, struct demo_outcome *out)
{
    struct demo_licence forged = { .type_name = demo->licences[index].type_name,
                                   .type = demo->licences[index].type };
    struct wallet_buffer licence = { 0 };
    enum exit_code code = demo_issue(demo, &forged, signer, &licence);

    if (code == EXIT_CODE_OK) {
        code = verify_licence(demo, wallet_buffer_bytes(&licence), out);
    }

    wallet_buffer_clear(&licence);
    return code;
}

/* The impostor says that the key is the agency's, and signs with another. */
static enum exit_code forge(struct demo *demo, size_t index, struct demo_outcome *out)
{
    struct wallet_signer real;
    struct wallet_signer signer;
    struct wallet_error error;

    if (wallet_key_signer(demo->licences[index].key, &real, &error) != WALLET_OK ||
        wallet_key_signer(demo->impostor, &signer, &error) != WALLET_OK) {
        return demo_complain(demo, &error);
    }

    memcpy(signer.key_id, real.key_id, sizeof signer.key_id);
    return issue_and_verify(demo, index, &signer, out);
}

static enum exit_code sign_with(
    struct demo *demo, size_t index, const struct wallet_key *key, struct demo_outcome *out)
{
    struct wallet_signer signer;
    struct wallet_error error;

    if (wallet_key_signer(key, &signer, &error) != WALLET_OK) {
        return demo_complain(demo, &error);
    }

    return issue_and_verify(demo, index, &signer, out);
}

static enum exit_code exceed_authority(struct demo *demo, size_t index, struct demo_outcome *out)
{
    return sign_with(demo, index, demo->market, out);
}

static enum exit_code sign_unknown(struct demo *demo, size_t index, struct demo_outcome *out)
{
    return sign_with(demo, index, demo->impostor, out);
}

static enum exit_code show_late(struct demo *demo, size_t index, struct demo_outcome *out)
{
    const struct demo_licence *licence = &demo->licences[index];

    return demo_verify(demo, file_bytes(&licence->scanned), licence->until_unix + 1, out);
}

static enum exit_code truncate_code(struct demo *demo, size_t index, struct demo_outcome *out)
{
    struct wallet_bytes text = file_bytes(&demo->licences[index].scanned);

    text.size = text.size * 2 / 3;
    return demo_verify(demo, text, demo->now_unix, out);
}

static enum exit_code show_payment(struct demo *demo, size_t index, struct demo_outcome *out)
{
    static const char text[] = "HTTPS://QR.ALIPAY.COM/FKX0000000000000000DEMO";
    const struct wallet_bytes bytes = { (const uint8_t *)text, sizeof text - 1 };
    struct file scanned = { 0 };
    (void)index;

    enum exit_code code = demo_draw(demo, "payment", bytes, out);
    if (code == EXIT_CODE_OK) {
        code = demo_scan(demo, "payment", &scanned);
    }
    if (code == EXIT_CODE_OK) {
        code = demo_verify(demo, file_bytes(&scanned), demo->now_unix, out);
    }

    file_free(&scanned);
    return code;
}

#define REFUSED(reason_) WALLET_REFUSED, WALLET_REASON_##reason_
#define UNKNOWN(reason_) WALLET_UNKNOWN, WALLET_REASON_##reason_

const struct demo_step demo_attacks[] = {
    { "the name on the ID card altered", "篡改身份证姓名", 0, alter_field, REFUSED(SIGNATURE) },
    { "another's key in the police's name",
      "用他人密钥冒充公安机关签发",
      0,
      forge,
      REFUSED(SIGNATURE) },
    { "an ID card by the market regulator",
      "市场监管局签发身份证",
      0,
      exceed_authority,
      REFUSED(ISSUER_NOT_AUTHORISED) },
    { "an expired ID card", "过期的身份证", 0, show_late, REFUSED(EXPIRED) },
    { "a code cut off", "残缺的码", 2, truncate_code, REFUSED(MALFORMED) },
    { "a payment code, not a licence", "以付款码代替证照", 0, show_payment, REFUSED(UNSUPPORTED) },
    { "a key that nobody vouches for", "由未知密钥签发", 1, sign_unknown, UNKNOWN(ISSUER_UNKNOWN) },
    { 0 },
};
