/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/receive.h"

#include <wallet/qr.h>

#include "base/buffer.h"
#include "cbor/head.h"
#include "cose/encrypt0.h"
#include "mdoc/response.h"
#include "qr/frame.h"

enum {
    ARRAY_OF_FOUR = 0x84,
};

enum wallet_reason wlt_reason_of_form(enum wallet_status status)
{
    if (status == WALLET_ERR_TOO_LARGE) {
        return WALLET_REASON_TOO_LARGE;
    }

    return status == WALLET_ERR_UNSUPPORTED ? WALLET_REASON_UNSUPPORTED : WALLET_REASON_MALFORMED;
}

void wlt_fail_form(
    struct wallet_verdict *verdict, enum wallet_status status, const struct wallet_error *error)
{
    wlt_verdict_fail(verdict, WALLET_CHECK_FORM, wlt_reason_of_form(status), "%s", error->message);
}

/** Whether something signed may be behind such a code, which others can check and we cannot. */
static bool is_for_others(enum wallet_code_kind kind)
{
    return kind == WALLET_CODE_MDOC || kind == WALLET_CODE_WALLET_REQUEST ||
           kind == WALLET_CODE_HEALTH_CARD || kind == WALLET_CODE_SEAL ||
           kind == WALLET_CODE_IDENTITY || kind == WALLET_CODE_CLAIM169_BROTLI;
}

/** Text that is no licence of a kind we check: says what it is. */
static void refuse_text(struct wallet_verdict *verdict, enum wallet_code_kind kind)
{
    const char *sentence = wallet_code_kind_sentence(kind, WALLET_ENGLISH);

    if (kind == WALLET_CODE_LICENCE_PART || is_for_others(kind)) {
        wlt_verdict_leave_open(
            verdict, WALLET_CHECK_FORM, WALLET_REASON_UNSUPPORTED, "%s", sentence);
    } else {
        wlt_verdict_fail(verdict, WALLET_CHECK_FORM, WALLET_REASON_UNSUPPORTED, "%s", sentence);
    }
}

bool wlt_receive_is_several(struct wallet_bytes received)
{
    struct wlt_cbor_head head;
    return wlt_cbor_head_read(received, &head) == WALLET_OK && head.major == WLT_CBOR_ARRAY &&
           wlt_frame_is_object(received);
}

/** Whether bytes begin as what we check does: tag 18, 16 or 61, an array of four, or several of ours. */
static bool looks_like_cose(struct wallet_bytes input)
{
    struct wlt_cbor_head head;
    return wlt_cbor_head_read(input, &head) == WALLET_OK &&
           ((head.major == WLT_CBOR_TAG &&
             (head.argument == WLT_TAG_COSE_SIGN1 || head.argument == WLT_TAG_COSE_ENCRYPT0 ||
              head.argument == WLT_TAG_CWT)) ||
            input.data[0] == ARRAY_OF_FOUR || wlt_frame_is_object(input));
}

static enum wallet_status open_frame(
    struct wallet_verdict *verdict,
    enum wlt_frame frame,
    struct wallet_bytes text,
    struct wallet_bytes *out)
{
    struct wallet_error error = { 0 };
    const enum wallet_status status = wlt_frame_open(frame, text, &verdict->buffer, out, &error);

    if (status != WALLET_OK && status != WALLET_ERR_MEMORY) {
        wlt_fail_form(verdict, status, &error);
        return WALLET_OK;
    }

    return status;
}

static enum wlt_received kind_of(enum wlt_frame frame)
{
    switch (frame) {
    case WLT_FRAME_EL1: return WLT_RECEIVED_OURS;
    case WLT_FRAME_HC1: return WLT_RECEIVED_HC1;
    case WLT_FRAME_BARE: break;
    }

    return WLT_RECEIVED_BYTES;
}

enum wallet_status wlt_receive(
    struct wallet_verdict *verdict,
    struct wallet_bytes input,
    enum wlt_received *out_kind,
    struct wallet_bytes *out)
{
    enum wlt_frame frame = WLT_FRAME_EL1;
    struct wallet_bytes text = { 0 };

    *out = (struct wallet_bytes){ 0 };
    *out_kind = WLT_RECEIVED_NOTHING;
    if (input.size > WALLET_INPUT_MAX) {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_FORM, WALLET_REASON_TOO_LARGE, "%zu bytes", input.size);
        return WALLET_OK;
    }

    if (wlt_frame_find(input, &frame, &text)) {
        *out_kind = kind_of(frame);
        return open_frame(verdict, frame, text, out);
    }

    const bool is_mdoc = wlt_mdoc_begins_so(input);
    if (!is_mdoc && !looks_like_cose(input)) {
        refuse_text(verdict, wallet_code_kind(input));
        return WALLET_OK;
    }

    *out_kind = is_mdoc ? WLT_RECEIVED_MDOC : WLT_RECEIVED_BYTES;
    *out = input;
    return WALLET_OK;
}
