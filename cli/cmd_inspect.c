/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/copy.h>
#include <wallet/grant.h>
#include <wallet/qr.h>
#include <wallet/request.h>

#include "collector.h"
#include "command.h"
#include "copy_text.h"
#include "envelope.h"
#include "grant_text.h"
#include "identity.h"
#include "input.h"
#include "input_json.h"
#include "json.h"
#include "lint.h"
#include "mdoc_inspect.h"
#include "output.h"
#include "request_text.h"
#include "slip.h"
#include "text.h"
#include "tree.h"
#include "types.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum {
    COPY_COLUMNS = 16,
    IDENTITY_COLUMNS = 24,
};

struct settings {
    bool lint;
};

static const struct option_spec options[] = {
    { .kind = OPTION_FLAG,
      .name = "lint",
      .offset = offsetof(struct settings, lint),
      .help = "tell its issuer where it leaves its profile",
      .help_zh = "告知签发方何处不符合规范" },
    { .kind = OPTION_END },
};

/* One code, taken apart. */
struct view {
    const struct input *input;
    struct wallet_bytes bytes;
    struct envelope envelope;
};

static void warn(const struct session *session)
{
    remark(
        session,
        SAY(session,
            "UNVERIFIED: nothing of this was checked, all of it may be forged; "
            "'wallet verify' checks",
            "未经核验：以下内容均未核验，可能全系伪造；请用 'wallet verify' 核验"));
}

static void print_tree(const char *title, struct wallet_claims claims, enum tree_kind kind)
{
    printf("%s\n", title);
    if (claims.rest.size > 0) {
        tree_print(claims, kind, 2);
    } else {
        puts("  -");
    }
}

static void print_frame(const struct session *session, const struct view *view)
{
    const struct input *input = view->input;
    const uint8_t *colon =
        input->is_text ? memchr(input->content.data, ':', input->content.size) : NULL;

    if (input->is_text && wallet_code_kind(input->content) == WALLET_CODE_CLAIM169) {
        printf(
            SAY(session,
                "frame: Base45 alone, %zu characters, %zu bytes of CBOR\n",
                "封装：仅 Base45，%zu 字符，%zu 字节 CBOR\n"),
            input->content.size,
            view->bytes.size);
    } else if (colon) {
        printf(
            SAY(session,
                "frame: prefix %.*s, %zu characters, %zu bytes of CBOR\n",
                "封装：前缀 %.*s，%zu 字符，%zu 字节 CBOR\n"),
            (int)(colon - input->content.data),
            (const char *)input->content.data,
            input->content.size,
            view->bytes.size);
    } else {
        printf(
            SAY(session, "frame: none, %zu bytes of CBOR\n", "封装：无，%zu 字节 CBOR\n"),
            view->bytes.size);
    }
}

/* In words, where it is a request; NULL where it is none. */
static struct wallet_request *read_request(const struct view *view)
{
    struct wallet_request *request = NULL;

    return wallet_request_parse(view->bytes, &request, NULL) == WALLET_OK ? request : NULL;
}

static void print_request(const struct session *session, const struct view *view)
{
    struct wallet_request *request = read_request(view);
    if (!request) {
        return;
    }

    struct wallet_catalogue *catalogue = types_try();
    puts(SAY(session, "it says that it is a counter's request", "自称是窗口的用证请求"));
    request_text_print(stdout, session, catalogue, request);
    wallet_catalogue_free(catalogue);
    wallet_request_free(request);
}

static void print_grant(const struct session *session, const struct view *view)
{
    struct wallet_grant *grant = NULL;

    if (wallet_grant_parse(view->bytes, &grant, NULL) != WALLET_OK) {
        return;
    }

    struct wallet_catalogue *catalogue = types_try();
    puts(SAY(session, "it says that it is a grant", "自称是取用证照的授权"));
    grant_text_print(stdout, session, catalogue, grant);
    wallet_catalogue_free(catalogue);
    wallet_grant_free(grant);
}

static void print_copy(const struct session *session, const struct view *view)
{
    struct wallet_copy *copy = NULL;

    if (wallet_copy_parse(view->bytes, &copy, NULL) != WALLET_OK) {
        return;
    }

    puts(
        SAY(session,
            "it says that it is a copy that a repository released",
            "自称是证照库出具的加注件"));
    copy_text_print(stdout, session, copy, COPY_COLUMNS);
    wallet_copy_free(copy);
}

static void print_identity(const struct session *session, const struct view *view)
{
    struct wallet_claim169_walk walk;

    if (wallet_claim169_start(view->envelope.payload, &walk)) {
        puts(
            SAY(session,
                "it says that it is an identity (MOSIP Claim 169)",
                "自称是身份数据（MOSIP Claim 169）"));
        identity_print(session, view->envelope.payload, IDENTITY_COLUMNS);
    }
}

static void print_text(const struct session *session, const struct view *view)
{
    const struct envelope *envelope = &view->envelope;

    fputs(SAY(session, "UNVERIFIED  ", "未经核验  "), stdout);
    text_print(stdout, text_of(view->input->name));
    putchar('\n');
    print_frame(session, view);
    printf(
        SAY(session, "COSE_Sign1, %s\n", "COSE_Sign1，%s\n"),
        envelope->is_tagged ? SAY(session, "tagged 18", "标签 18")
                            : SAY(session, "untagged", "无标签"));
    print_tree(SAY(session, "protected header", "受保护头"), envelope->protected, TREE_HEADER);
    print_tree(
        SAY(session, "unprotected header", "未受保护头"), envelope->unprotected, TREE_HEADER);
    print_tree(SAY(session, "claims", "声明"), envelope->payload, TREE_CLAIMS);
    printf(
        SAY(session, "signature: %zu bytes, not checked\n", "签名：%zu 字节，未核验\n"),
        envelope->signature.size);
    print_request(session, view);
    print_grant(session, view);
    print_copy(session, view);
    print_identity(session, view);
}

static json_t *tree_or_null(struct wallet_claims claims, enum tree_kind kind)
{
    return claims.rest.size > 0 ? tree_json(claims, kind) : json_null();
}

static void add_request(const struct view *view, json_t *out)
{
    struct wallet_request *request = read_request(view);
    if (!request) {
        return;
    }

    struct wallet_catalogue *catalogue = types_try();
    (void)json_object_set_new(out, "request", request_text_json(catalogue, request));
    wallet_catalogue_free(catalogue);
    wallet_request_free(request);
}

static void add_grant(const struct view *view, json_t *out)
{
    struct wallet_grant *grant = NULL;

    if (wallet_grant_parse(view->bytes, &grant, NULL) != WALLET_OK) {
        return;
    }

    struct wallet_catalogue *catalogue = types_try();
    (void)json_object_set_new(out, "grant", grant_text_json(catalogue, grant));
    wallet_catalogue_free(catalogue);
    wallet_grant_free(grant);
}

static void add_copy(const struct view *view, json_t *out)
{
    struct wallet_copy *copy = NULL;

    if (wallet_copy_parse(view->bytes, &copy, NULL) == WALLET_OK) {
        (void)json_object_set_new(out, "copy", copy_text_json(copy));
    }

    wallet_copy_free(copy);
}

static void add_identity(const struct view *view, json_t *out)
{
    json_t *attributes = identity_attributes_json(view->envelope.payload);

    if (attributes) {
        (void)json_object_set_new(out, "identity", attributes);
    }
}

static void print_json(const struct view *view)
{
    const struct envelope *envelope = &view->envelope;
    json_t *out = json_start();
    json_t *frame = json_object();
    json_t *headers = json_object();

    (void)json_object_set_new(frame, "bytes", json_integer((json_int_t)view->bytes.size));
    (void)json_object_set_new(frame, "tagged", json_boolean(envelope->is_tagged));
    (void)json_object_set_new(headers, "protected", tree_or_null(envelope->protected, TREE_HEADER));
    (void)json_object_set_new(
        headers, "unprotected", tree_or_null(envelope->unprotected, TREE_HEADER));
    (void)json_object_set_new(out, "input", json_text(text_of(view->input->name)));
    input_json_place(view->input, out);
    (void)json_object_set_new(out, "verified", json_false());
    (void)json_object_set_new(
        out, "text", view->input->is_text ? json_text(view->input->content) : json_null());
    (void)json_object_set_new(out, "frame", frame);
    (void)json_object_set_new(out, "headers", headers);
    (void)json_object_set_new(out, "claims", tree_or_null(envelope->payload, TREE_CLAIMS));
    (void)json_object_set_new(out, "signature", json_bytes(envelope->signature));
    add_request(view, out);
    add_grant(view, out);
    add_copy(view, out);
    add_identity(view, out);
    json_print(out);
}

static enum exit_code complain_input(
    const struct session *session, const struct input *input, const struct wallet_error *error)
{
    const enum exit_code code = refuse(
        session, error, SAY(session, "cannot take '%s' apart", "无法解析 '%s'"), input->name);

    const char *slip = input->is_text ? slip_hint(session, input->content) : NULL;

    if (slip) {
        hint(session, "%s", slip);
    } else if (input->is_text) {
        hint(
            session,
            "%s",
            wallet_code_kind_sentence(wallet_code_kind(input->content), session->language));
    } else {
        hint(
            session,
            SAY(session, "it is to be a COSE_Sign1 in CBOR", "应为 CBOR 格式的 COSE_Sign1"));
    }
    if (session->json) {
        json_print_failure(session, input->name, code);
    }
    return code;
}

static enum exit_code take(void *context, const struct input *input)
{
    const struct session *session = context;
    struct view view = { .input = input, .bytes = input->content };
    struct wallet_buffer bytes = { 0 };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (mdoc_inspect(session, input)) {
        return EXIT_CODE_OK;
    }

    enum wallet_status status =
        input->is_text ? wallet_qr_read_text(input->content, &bytes, &error) : WALLET_OK;
    if (status == WALLET_OK) {
        view.bytes = input->is_text ? wallet_buffer_bytes(&bytes) : input->content;
        status = envelope_read(view.bytes, &view.envelope, &error);
    }
    if (status != WALLET_OK) {
        code = complain_input(session, input, &error);
    } else if (session->json) {
        print_json(&view);
    } else {
        print_text(session, &view);
    }

    wallet_buffer_clear(&bytes);
    return code;
}

static enum exit_code inspect(
    const struct session *session, const void *settings, const struct operands *operands)
{
    struct session copy = *session; /* a taker's context is not const */

    if (((const struct settings *)settings)->lint) {
        return lint_inputs(session, operands);
    }

    warn(session);

    struct collector collector;
    const struct input_taker inspecting = { .take = take, .context = &copy };
    collector_start(session, &inspecting, &collector);
    const struct input_taker taker = collector_taker(&collector);
    return collector_finish(&collector, inputs_take(session, operands, &taker));
}

const struct command command_inspect = {
    .words = "inspect",
    .summary = "show what is in a code without checking it",
    .summary_zh = "查看码中内容，不作核验",
    .operands = "INPUT...",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = options,
    .settings_size = sizeof(struct settings),
    .json = true,
    .examples = "  wallet inspect card.png\n  wallet inspect --json card.cbor\n"
                "  wallet inspect response.cbor mdoc:owBjMS4w...\n"
                "  wallet inspect --lint signer.pem licence.cbor\n",
    .run = inspect,
};
