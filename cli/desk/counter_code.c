/* SPDX-License-Identifier: Apache-2.0 */
#include "counter_code.h"

#include <wallet/qr.h>

#include "json.h"
#include "output.h"
#include "text.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

static enum wallet_status draw(
    struct counter_code *code, struct wallet_bytes request, struct wallet_error *error)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_SVG };
    struct wallet_buffer text = { 0 };
    struct wallet_buffer svg = { 0 };

    enum wallet_status status = wallet_qr_write_text(request, &text, error);
    if (status == WALLET_OK) {
        status = wallet_qr_draw(wallet_buffer_bytes(&text), &options, &svg, NULL, error);
    }
    if (status == WALLET_OK) {
        free(code->drawing);
        code->drawing = strndup((const char *)svg.data, svg.size);
        status = code->drawing ? WALLET_OK : WALLET_ERR_MEMORY;
    }

    wallet_buffer_clear(&svg);
    wallet_buffer_clear(&text);
    return status;
}

static enum wallet_status sign(
    const struct counter_code *code,
    const struct wallet_matter *matter,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
    const struct wallet_request_terms terms = {
        .matter = { .category = WALLET_CALL_MATTER,
                    .name = wallet_matter_title(matter, WALLET_CHINESE),
                    .code = wallet_matter_code(matter) },
        .items = items,
        .item_count = wallet_matter_items(matter, 0, items),
        .relation = wallet_matter_relation(matter),
        .seconds = code->seconds,
    };

    return wallet_request_sign(&terms, &code->signing->signer, at_unix, out, error);
}

bool counter_code_renew(
    struct counter_code *code, const struct wallet_matter *matter, int64_t at_unix)
{
    struct wallet_buffer signed_request = { 0 };
    struct wallet_request *request = NULL;
    struct wallet_error error = { .message = "" };

    enum wallet_status status = sign(code, matter, at_unix, &signed_request, &error);
    const struct wallet_bytes bytes = wallet_buffer_bytes(&signed_request);
    if (status == WALLET_OK) {
        status = wallet_request_parse(bytes, &request, &error);
    }
    if (status == WALLET_OK) {
        status = draw(code, bytes, &error);
    }
    if (status != WALLET_OK) {
        wallet_buffer_clear(&signed_request);
        remark(
            code->session,
            SAY(code->session, "the counter's code was not made: %s", "未能生成窗口码：%s"),
            error.message);
        wallet_request_free(request);
        return false;
    }

    wallet_request_free(code->before);
    wallet_buffer_clear(&code->bytes_before);
    code->before = code->request;
    code->bytes_before = code->bytes;
    code->request = request;
    code->bytes = signed_request;
    return true;
}

struct wallet_bytes counter_code_bytes(
    const struct counter_code *code, const struct wallet_request *request)
{
    if (request && request == code->request) {
        return wallet_buffer_bytes(&code->bytes);
    }

    return request && request == code->before ? wallet_buffer_bytes(&code->bytes_before)
                                              : (struct wallet_bytes){ 0 };
}

static json_t *field_json(
    const struct wallet_type *type, const struct wallet_request_field *asked, size_t member)
{
    const struct wallet_field *field = wallet_type_field_by_key(type, asked->key);
    const struct wallet_field *inner =
        field && asked->member_count > 0
            ? wallet_field_member_field_by_key(field, asked->members[member])
            : NULL;

    return words_field(inner ? inner : field);
}

static json_t *item_json(
    const struct wallet_catalogue *catalogue, const struct wallet_request_item *item)
{
    const struct wallet_type *type = wallet_catalogue_find(catalogue, text_of(item->type));
    json_t *fields = json_array();

    for (size_t i = 0; type && i < item->field_count; i++) {
        const struct wallet_request_field *asked = &item->fields[i];
        const size_t members = asked->member_count > 0 ? asked->member_count : 1;
        for (size_t j = 0; j < members && wallet_type_field_by_key(type, asked->key); j++) {
            (void)json_array_append_new(fields, field_json(type, asked, j));
        }
    }

    return json_pack("{s:o,s:o}", "type", words_type(type), "fields", fields);
}

static bool is_asked(const struct wallet_request_item *item, uint64_t key)
{
    for (size_t i = 0; i < item->field_count; i++) {
        if (item->fields[i].key == key) {
            return true;
        }
    }

    return false;
}

/* What a citizen keeps: fields of the same licences that nobody asks for. */
static void add_kept(
    const struct wallet_catalogue *catalogue, const struct wallet_request_item *item, json_t *out)
{
    const struct wallet_type *type = wallet_catalogue_find(catalogue, text_of(item->type));

    for (size_t i = 0; type && i < wallet_type_field_count(type); i++) {
        const struct wallet_field *field = wallet_type_field_at(type, i);
        if (!is_asked(item, wallet_field_key(field))) {
            (void)json_array_append_new(out, words_field(field));
        }
    }
}

json_t *counter_code_asked_json(const struct counter_code *code)
{
    json_t *out = json_array();

    for (size_t i = 0; code->drawing && i < wallet_request_item_count(code->request); i++) {
        struct wallet_request_item item;
        wallet_request_item_at(code->request, i, &item);
        (void)json_array_append_new(out, item_json(code->catalogue, &item));
    }

    return out;
}

json_t *counter_code_drawing_json(const struct counter_code *code)
{
    if (!code->drawing) {
        return json_null();
    }

    return json_pack(
        "{s:s,s:o,s:I}",
        "code",
        code->drawing,
        "until",
        json_time(wallet_request_until(code->request)),
        "seconds",
        (json_int_t)(wallet_request_until(code->request) - wallet_request_issued(code->request)));
}

json_t *counter_code_json(const struct counter_code *code)
{
    json_t *kept = json_array();
    json_t *out = counter_code_drawing_json(code);

    for (size_t i = 0; code->drawing && i < wallet_request_item_count(code->request); i++) {
        struct wallet_request_item item;
        wallet_request_item_at(code->request, i, &item);
        add_kept(code->catalogue, &item, kept);
    }
    if (code->drawing) {
        (void)json_object_set_new(out, "asked", counter_code_asked_json(code));
        (void)json_object_set(out, "kept", kept);
    }

    json_decref(kept);
    return out;
}

void counter_code_hide(struct counter_code *code)
{
    free(code->drawing);
    code->drawing = NULL;
}

void counter_code_forget(struct counter_code *code)
{
    counter_code_hide(code);
    wallet_request_free(code->request);
    wallet_request_free(code->before);
    wallet_buffer_clear(&code->bytes);
    wallet_buffer_clear(&code->bytes_before);
    code->request = NULL;
    code->before = NULL;
}
