/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_inspect.h"

#include "encoded_text.h"
#include "input_json.h"
#include "json.h"
#include "mdoc_kind.h"
#include "text.h"
#include "tree.h"

#include <stdio.h>

static void print_text(
    const struct session *session,
    const struct input *input,
    struct wallet_bytes bytes,
    struct wallet_claims claims)
{
    const enum mdoc_kind kind = mdoc_kind(bytes);

    fputs(SAY(session, "UNVERIFIED  ", "未经核验  "), stdout);
    text_print(stdout, text_of(input->name));
    printf(
        SAY(session, "\n%s: %s, %zu bytes of CBOR\n", "\n%s：%s，%zu 字节 CBOR\n"),
        mdoc_kind_name(kind),
        mdoc_kind_sentence(session, kind),
        bytes.size);
    tree_print(claims, TREE_DEEP, 2);
    fputs(
        SAY(session, "signatures, MACs and digests: not checked\n", "签名、MAC 和摘要：未核验\n"),
        stdout);
}

static void print_json(
    const struct input *input, struct wallet_bytes bytes, struct wallet_claims claims)
{
    json_t *out = json_start();
    json_t *frame = json_object();

    (void)json_object_set_new(frame, "bytes", json_integer((json_int_t)bytes.size));
    (void)json_object_set_new(out, "input", json_text(text_of(input->name)));
    input_json_place(input, out);
    (void)json_object_set_new(out, "verified", json_false());
    (void)json_object_set_new(
        out, "text", input->is_text ? json_text(input->content) : json_null());
    (void)json_object_set_new(out, "frame", frame);
    (void)json_object_set_new(out, "mdoc", json_string(mdoc_kind_name(mdoc_kind(bytes))));
    (void)json_object_set_new(out, "content", tree_json(claims, TREE_DEEP));
    json_print(out);
}

static bool inspect(
    const struct session *session, const struct input *input, struct wallet_bytes bytes)
{
    struct wallet_claims claims;

    if (mdoc_kind(bytes) == MDOC_NONE || wallet_claims_start(bytes, &claims, NULL) != WALLET_OK) {
        return false;
    }

    if (session->json) {
        print_json(input, bytes, claims);
    } else {
        print_text(session, input, bytes, claims);
    }

    return true;
}

bool mdoc_inspect(const struct session *session, const struct input *input)
{
    struct wallet_buffer bytes = { 0 };

    if (!input->is_text) {
        return inspect(session, input, input->content);
    }

    const bool was_shown = encoded_text_read_engagement(input->content, &bytes) &&
                           inspect(session, input, wallet_buffer_bytes(&bytes));
    encoded_text_free(&bytes);
    return was_shown;
}
