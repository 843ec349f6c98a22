/* SPDX-License-Identifier: Apache-2.0 */
#include "lint/document.h"

#include <wallet/verify.h>

#include "base/error.h"
#include "cbor/check.h"
#include "lint/chain.h"
#include "mdoc/response.h"
#include "trust/x5chain.h"

static const struct wallet_lint_rule *rule(enum wlt_lint_mdoc code)
{
    return &wlt_lint_mdoc[code];
}

static bool is_string(enum wlt_cbor_major major)
{
    return major == WLT_CBOR_BYTES || major == WLT_CBOR_TEXT;
}

/** A head that is longer than it need be; a float, whose bytes are no number, is none. */
static bool is_long(const struct wlt_cbor_head *head)
{
    return wlt_cbor_head_is_indefinite(head) ||
           (!head->is_shortest && head->major != WLT_CBOR_SIMPLE);
}

void wlt_lint_heads(const struct wlt_lint *lint, struct wallet_bytes encoded)
{
    struct wlt_cbor_head head;

    for (struct wallet_bytes rest = encoded; rest.size > 0;) {
        size_t size = 1; /* a break */
        if (rest.data[0] != WLT_CBOR_BREAK) {
            if (wlt_cbor_head_read(rest, &head) != WALLET_OK) {
                return;
            }

            size = head.size + (is_string(head.major) ? (size_t)head.argument : 0);
            if (is_long(&head)) {
                wlt_lint_tell(lint, rule(WLT_LINT_CBOR_LONG_FORM), rest, "");
                return;
            }
        }

        rest = (struct wallet_bytes){ rest.data + size, rest.size - size };
    }
}

static void look_at_headers(
    const struct wlt_lint *lint, const struct wlt_sign1 *sign1, struct wallet_bytes at)
{
    const struct wlt_cose_headers *signed_ones = &sign1->protected_headers;
    const struct wlt_cose_headers *others = &sign1->unprotected_headers;
    const size_t known =
        (signed_ones->has_alg ? 1U : 0U) + (signed_ones->x5chain.size > 0 ? 1U : 0U);
    const bool has_more =
        signed_ones->count > known || others->count > (size_t)(others->x5chain.size > 0);

    if (sign1->is_tagged) {
        wlt_lint_tell(lint, rule(WLT_LINT_AUTH_TAGGED), at, "");
    }

    /* An algorithm that stands in the other bucket is missed in this one. */
    if (has_more && (signed_ones->has_alg || !others->has_alg)) {
        wlt_lint_tell(lint, rule(WLT_LINT_AUTH_HEADERS), at, "");
    }

    if (signed_ones->x5chain.size > 0) {
        wlt_lint_tell(lint, rule(WLT_LINT_CHAIN_PROTECTED), signed_ones->x5chain, "");
    }
}

static bool is_in_order(const struct wlt_certificate *const *items, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        if (!wlt_annex_b_names_issuer(items[i], items[i + 1])) {
            return false;
        }
    }

    return true;
}

static void look_at_chain(
    struct wlt_lint *lint, const struct wlt_x5chain *chain, struct wallet_bytes at)
{
    const struct wlt_certificate *const *items = wlt_x5chain_items(chain);
    const bool is_ordered = is_in_order(items, chain->count);
    const struct wlt_reader reader = wlt_reader_start(at, WLT_CBOR_LENIENT);

    if (chain->count == 1 && wlt_next_is(&reader, WLT_CBOR_ARRAY)) {
        wlt_lint_tell(lint, rule(WLT_LINT_CHAIN_SINGLE), at, "");
    }

    for (size_t i = 1; i < chain->count; i++) {
        if (wlt_certificate_is_self_issued(items[i])) {
            wlt_lint_tell(lint, rule(WLT_LINT_CHAIN_ROOT), at, "");
        }
    }

    if (!is_ordered) {
        wlt_lint_tell(lint, rule(WLT_LINT_CHAIN_ORDER), at, "");
    }

    /* Where the order is not right, nobody knows what the others are for. */
    const struct wlt_lint_chain looked_at = {
        .items = items,
        .count = is_ordered ? chain->count : 1,
        .roles = WLT_POLICY_DOCUMENTS,
        .first = WLT_ANNEX_B_SIGNER,
    };
    wlt_lint_chain_look(lint, &looked_at);
}

static void look_at_signature(
    struct wlt_lint *lint, const struct wlt_x5chain *chain, const struct wlt_sign1 *sign1)
{
    if (wlt_x5chain_algorithm(chain, sign1) == WALLET_ALGORITHM_NONE) {
        wlt_lint_tell(lint, rule(WLT_LINT_AUTH_ALGORITHM), sign1->protected_encoded, "");
        return;
    }

    const enum wallet_status status =
        wlt_x5chain_check_signature(chain, sign1, sign1->payload, NULL);
    if (!wlt_lint_ran_out(lint, status) && status != WALLET_OK) {
        wlt_lint_tell(lint, rule(WLT_LINT_AUTH_SIGNATURE), sign1->signature, "");
    }
}

/** The certificates that came along, and whether the first one's key signed. */
static void look_at_signer(
    struct wlt_lint *lint, const struct wlt_sign1 *sign1, struct wlt_x5chain *chain)
{
    const struct wallet_bytes encoded = wlt_x5chain_find(sign1);
    struct wallet_error story = { .message = "" };

    if (encoded.size == 0) {
        wlt_lint_tell(lint, rule(WLT_LINT_CHAIN_MISSING), (struct wallet_bytes){ 0 }, "");
        return;
    }

    const enum wallet_status status = wlt_x5chain_read(encoded, chain, &story);
    if (status == WALLET_OK) {
        look_at_chain(lint, chain, encoded);
        look_at_signature(lint, chain, sign1);
    } else {
        wlt_x5chain_clear(chain);
        if (!wlt_lint_ran_out(lint, status)) {
            wlt_lint_tell(lint, rule(WLT_LINT_CHAIN_UNREADABLE), encoded, story.message);
        }
    }
}

static void look_at_parts(
    struct wlt_lint *lint, const struct wlt_sign1 *sign1, struct wlt_lint_document *document)
{
    __attribute__((cleanup(wlt_x5chain_clear))) struct wlt_x5chain chain = { 0 };

    size_t mark = wlt_lint_enter(lint, "issuerAuth");
    look_at_headers(lint, sign1, document->parts.issuer_auth);
    look_at_signer(lint, sign1, &chain);
    wlt_lint_leave(lint, mark);
    document->signer = chain.certificates[0];
    mark = wlt_lint_enter(lint, "mso");
    const bool is_read = wlt_lint_mso(lint, sign1->payload, document);
    wlt_lint_leave(lint, mark);
    if (is_read && document->parts.name_spaces.size > 0) {
        wlt_lint_items(lint, document);
    }
}

static void look_at_document(struct wlt_lint *lint, struct wallet_bytes encoded)
{
    struct wlt_lint_document document = { .signer = NULL };
    struct wallet_error story = { .message = "" };
    struct wlt_sign1 sign1 = { .is_detached = false };

    if (wlt_mdoc_document_read(encoded, &document.parts, &story) != WALLET_OK) {
        wlt_lint_tell_error(lint, rule(WLT_LINT_MDOC_STRUCTURE), encoded, &story);
        return;
    }

    const struct wallet_bytes auth = document.parts.issuer_auth;
    if (wlt_sign1_read(auth, WLT_CBOR_LENIENT, &sign1, &story) != WALLET_OK) {
        wlt_lint_tell_error(lint, rule(WLT_LINT_AUTH_STRUCTURE), auth, &story);
        return;
    }

    if (sign1.is_detached) {
        wlt_lint_tell(lint, rule(WLT_LINT_AUTH_STRUCTURE), auth, "the payload is missing");
    } else {
        look_at_parts(lint, &sign1, &document);
    }
}

/** The documents of a response; an IssuerSigned alone is no part of anything. */
static void look_at_response(struct wlt_lint *lint, const struct wlt_mdoc_response *response)
{
    for (size_t i = 0; i < response->count; i++) {
        const bool is_alone = response->documents[i].data == lint->input.data;
        const size_t mark = is_alone ? 0 : wlt_lint_enter_index(lint, "documents", i);
        look_at_document(lint, response->documents[i]);
        wlt_lint_leave(lint, mark);
    }
}

enum wallet_status wlt_lint_documents(struct wlt_lint *lint, struct wallet_error *error)
{
    const struct wallet_bytes input = lint->input;
    struct wlt_mdoc_response response = { .count = 0 };
    struct wallet_error story = { .message = "" };

    if (input.size > WALLET_INPUT_MAX) {
        return wlt_fail(error, WALLET_ERR_UNSUPPORTED, WALLET_NO_OFFSET, "no document is so large");
    }

    if (wlt_cbor_check(input, WLT_CBOR_LENIENT, &story) != WALLET_OK) {
        wlt_lint_tell_error(lint, rule(WLT_LINT_CBOR_MALFORMED), input, &story);
        return WALLET_OK;
    }

    if (wlt_mdoc_response_read(input, &response, &story) != WALLET_OK) {
        wlt_lint_tell_error(lint, rule(WLT_LINT_MDOC_STRUCTURE), input, &story);
        return WALLET_OK;
    }

    if (response.count == 0) {
        wlt_lint_tell(lint, rule(WLT_LINT_MDOC_STRUCTURE), input, "there is no document in it");
    }

    look_at_response(lint, &response);
    return WALLET_OK;
}
