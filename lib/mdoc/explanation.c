/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc/explanation.h"

#include "base/buffer.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "mdoc/mac_key.h"

#include <assert.h>
#include <stdio.h>

static void add(
    struct wallet_mdoc_explanation *explanation,
    const struct wallet_mdoc_explained *field,
    struct wallet_bytes bytes)
{
    const size_t offset = explanation->bytes.size;

    assert(explanation->count < sizeof explanation->fields / sizeof explanation->fields[0]);
    if (explanation->is_out_of_memory || !wlt_buffer_append(&explanation->bytes, bytes)) {
        explanation->is_out_of_memory = true;
        return;
    }

    struct wlt_explained *place = &explanation->fields[explanation->count++];
    *place = (struct wlt_explained){ .field = *field, .offset = offset, .size = bytes.size };
    place->field.document = explanation->document;
}

void wlt_explain_bytes(
    struct wallet_mdoc_explanation *explanation,
    enum wallet_mdoc_part part,
    struct wallet_bytes bytes)
{
    add(explanation,
        &(struct wallet_mdoc_explained){ .part = part, .form = WALLET_MDOC_FORM_BYTES },
        bytes);
}

void wlt_explain_text(
    struct wallet_mdoc_explanation *explanation,
    enum wallet_mdoc_part part,
    struct wallet_bytes utf8)
{
    add(explanation,
        &(struct wallet_mdoc_explained){ .part = part, .form = WALLET_MDOC_FORM_TEXT },
        utf8);
}

void wlt_explain_word(
    struct wallet_mdoc_explanation *explanation, enum wallet_mdoc_part part, const char *word)
{
    wlt_explain_text(explanation, part, wlt_bytes_of(word));
}

void wlt_explain_number(
    struct wallet_mdoc_explanation *explanation, enum wallet_mdoc_part part, int64_t number)
{
    add(explanation,
        &(struct wallet_mdoc_explained){
            .part = part, .form = WALLET_MDOC_FORM_NUMBER, .number = number },
        (struct wallet_bytes){ 0 });
}

void wlt_explain_flag(
    struct wallet_mdoc_explanation *explanation, enum wallet_mdoc_part part, bool flag)
{
    add(explanation,
        &(struct wallet_mdoc_explained){
            .part = part, .form = WALLET_MDOC_FORM_FLAG, .number = flag },
        (struct wallet_bytes){ 0 });
}

void wlt_explain_problem(
    struct wallet_mdoc_explanation *explanation, const char *what, const struct wallet_error *story)
{
    char line[sizeof story->message + 64];

    explanation->is_out_of_memory |= story->status == WALLET_ERR_MEMORY;
    (void)snprintf(line, sizeof line, "%s: %s", what, story->message);
    wlt_explain_word(explanation, WALLET_MDOC_PART_PROBLEM, line);
}

void wlt_explain_sha256(
    struct wallet_mdoc_explanation *explanation,
    enum wallet_mdoc_part part,
    struct wallet_bytes bytes)
{
    uint8_t digest[WLT_SHA256_SIZE];

    wlt_sha256(bytes, digest);
    wlt_explain_bytes(explanation, part, (struct wallet_bytes){ digest, sizeof digest });
}

void wlt_explain_salt(
    struct wallet_mdoc_explanation *explanation,
    enum wallet_mdoc_part part,
    struct wallet_bytes transcript)
{
    uint8_t salt[WLT_SHA256_SIZE];

    if (wlt_mdoc_mac_salt(transcript, salt, NULL) != WALLET_OK) {
        explanation->is_out_of_memory = true;
        return;
    }

    wlt_explain_bytes(explanation, part, (struct wallet_bytes){ salt, sizeof salt });
}

static const char *curve_of(const struct wlt_public_key *key)
{
    switch (wlt_public_key_kind(key)) {
    case WLT_KEY_ED25519: return "Ed25519";
    case WLT_KEY_P256: return "P-256";
    case WLT_KEY_P384: return "P-384";
    case WLT_KEY_P521: return "P-521";
    case WLT_KEY_BRAINPOOL_256: return "brainpoolP256r1";
    case WLT_KEY_BRAINPOOL_320: return "brainpoolP320r1";
    case WLT_KEY_BRAINPOOL_384: return "brainpoolP384r1";
    case WLT_KEY_BRAINPOOL_512: return "brainpoolP512r1";
    case WLT_KEY_ED448: return "Ed448";
    case WLT_KEY_SM2: return "SM2";
    case WLT_KEY_RSA: break;
    }

    return "none";
}

void wlt_explain_key(
    struct wallet_mdoc_explanation *explanation,
    enum wallet_mdoc_part curve,
    const struct wlt_public_key *key)
{
    wlt_explain_word(explanation, curve, curve_of(key));
    wlt_explain_bytes(explanation, curve + 1, wlt_public_key_x(key));
    if (wlt_public_key_y(key).size > 0) {
        wlt_explain_bytes(explanation, curve + 2, wlt_public_key_y(key));
    }
}
