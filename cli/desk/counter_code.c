/* SPDX-License-Identifier: Apache-2.0 */
#include "counter_code.h"

#include <wallet/qr.h>

#include "clock.h"
#include "gate.h"
#include "json.h"
#include "output.h"
#include "text.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SECOND_MS = 1000,
};

/* Of a request: as it was signed, and what stands on the screen; all of it the caller's. */
struct new_code {
    struct wallet_buffer bytes;
    struct wallet_request *request;
    char *drawing;
    char *door;
};

static void forget_new_code(struct new_code *fresh)
{
    wallet_buffer_clear(&fresh->bytes);
    wallet_request_free(fresh->request);
    free(fresh->drawing);
    free(fresh->door);
}

static enum wallet_status draw_text(
    struct wallet_bytes text, char **out, struct wallet_error *error)
{
    const struct wallet_qr_options options = { .format = WALLET_QR_SVG };
    struct wallet_buffer svg = { 0 };

    enum wallet_status status = wallet_qr_draw(text, &options, &svg, NULL, error);
    if (status == WALLET_OK) {
        *out = strndup((const char *)svg.data, svg.size);
        status = *out ? WALLET_OK : WALLET_ERR_MEMORY;
    }

    wallet_buffer_clear(&svg);
    return status;
}

static enum wallet_status draw(
    const struct counter_code *code,
    const char *name,
    struct new_code *fresh,
    struct wallet_error *error)
{
    struct wallet_buffer text = { 0 };
    char address[GATE_ADDRESS_SIZE];

    enum wallet_status status =
        wallet_qr_write_text(wallet_buffer_bytes(&fresh->bytes), &text, error);
    if (status == WALLET_OK) {
        status = draw_text(wallet_buffer_bytes(&text), &fresh->drawing, error);
    }
    if (status == WALLET_OK && code->gate) {
        gate_write_page(code->gate, name, address);
        status = draw_text(text_of(address), &fresh->door, error);
    }

    wallet_buffer_clear(&text);
    return status;
}

static enum wallet_status sign(
    const struct counter_code *code,
    const struct wallet_matter *matter,
    const char *name,
    int64_t at_unix,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    char reply[GATE_ADDRESS_SIZE] = "";
    if (code->gate) {
        gate_write_reply(code->gate, name, reply);
    }

    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
    const struct wallet_request_terms terms = {
        .matter = { .category = WALLET_CALL_MATTER,
                    .name = wallet_matter_title(matter, WALLET_CHINESE),
                    .code = wallet_matter_code(matter) },
        .items = items,
        .item_count = wallet_matter_items(matter, 0, items),
        .relation = wallet_matter_relation(matter),
        .reply_url = reply,
        .seconds = code->seconds,
    };

    return wallet_request_sign(&terms, &code->signing->signer, at_unix, out, error);
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

/* The second code, for who has no wallet, and whose page it leads to. */
static json_t *phones_json(const struct counter_code *code)
{
    return code->gate
               ? json_pack("{s:s,s:s}", "code", code->door, "host", door_url_host(&code->gate->url))
               : json_null();
}

json_t *counter_code_drawing_json(const struct counter_code *code)
{
    if (!code->drawing) {
        return json_null();
    }

    return json_pack(
        "{s:s,s:o,s:I,s:o}",
        "code",
        code->drawing,
        "until",
        json_time(wallet_request_until(code->request)),
        "seconds",
        (json_int_t)(wallet_request_until(code->request) - wallet_request_issued(code->request)),
        "phones",
        phones_json(code));
}

static json_t *kept_json(const struct counter_code *code)
{
    json_t *out = json_array();

    for (size_t i = 0; i < wallet_request_item_count(code->request); i++) {
        struct wallet_request_item item;
        wallet_request_item_at(code->request, i, &item);
        add_kept(code->catalogue, &item, out);
    }

    return out;
}

json_t *counter_code_json(const struct counter_code *code)
{
    json_t *out = counter_code_drawing_json(code);

    if (code->drawing) {
        (void)json_object_set_new(out, "asked", counter_code_asked_json(code));
        (void)json_object_set_new(out, "kept", kept_json(code));
    }

    return out;
}

/* Phones are shown what the request says, and nothing else.  Without memory for it the door stays closed. */
static void open_gate(
    const struct counter_code *code,
    const struct wallet_matter *matter,
    const char *name,
    int64_t at_unix)
{
    const struct wallet_key *key = code->signing->key;
    json_t *shown = json_pack(
        "{s:o,s:o,s:o,s:o}",
        "counter",
        words(
            wallet_key_issuer_name(key, WALLET_ENGLISH),
            wallet_key_issuer_name(key, WALLET_CHINESE)),
        "matter",
        words(
            wallet_matter_title(matter, WALLET_ENGLISH),
            wallet_matter_title(matter, WALLET_CHINESE)),
        "asked",
        counter_code_asked_json(code),
        "kept",
        kept_json(code));
    const double left_ms = (double)(wallet_request_until(code->request) - at_unix) * SECOND_MS;
    char *text = json_dumps(shown, JSON_COMPACT);

    if (text) {
        (void)gate_open(code->gate, name, text, clock_milliseconds() + left_ms);
    }
    json_decref(shown);
    free(text);
}

/* Under which phones find the request. */
static enum wallet_status make_name(
    const struct counter_code *code, char out[GATE_NAME_SIZE], struct wallet_error *error)
{
    if (!code->gate || gate_make_name(out)) {
        return WALLET_OK;
    }

    (void)snprintf(error->message, sizeof error->message, "the system has no randomness");
    return WALLET_ERR_CRYPTO;
}

static enum wallet_status make(
    const struct counter_code *code,
    const struct wallet_matter *matter,
    const char *name,
    int64_t at_unix,
    struct new_code *out,
    struct wallet_error *error)
{
    enum wallet_status status = sign(code, matter, name, at_unix, &out->bytes, error);

    if (status == WALLET_OK) {
        status = wallet_request_parse(wallet_buffer_bytes(&out->bytes), &out->request, error);
    }
    return status == WALLET_OK ? draw(code, name, out, error) : status;
}

/* The one that was up is the one before now. */
static void take_up(struct counter_code *code, const struct new_code *fresh)
{
    wallet_request_free(code->before);
    wallet_buffer_clear(&code->bytes_before);
    free(code->drawing);
    free(code->door);
    code->before = code->request;
    code->bytes_before = code->bytes;
    code->request = fresh->request;
    code->bytes = fresh->bytes;
    code->drawing = fresh->drawing;
    code->door = fresh->door;
}

bool counter_code_renew(
    struct counter_code *code, const struct wallet_matter *matter, int64_t at_unix)
{
    char name[GATE_NAME_SIZE] = "";
    struct new_code fresh = { .request = NULL };
    struct wallet_error error = { .message = "" };

    enum wallet_status status = make_name(code, name, &error);
    if (status == WALLET_OK) {
        status = make(code, matter, name, at_unix, &fresh, &error);
    }
    if (status != WALLET_OK) {
        forget_new_code(&fresh);
        remark(
            code->session,
            SAY(code->session, "the counter's code was not made: %s", "未能生成窗口码：%s"),
            error.message);
        return false;
    }

    take_up(code, &fresh);
    if (code->gate) {
        open_gate(code, matter, name, at_unix);
    }
    return true;
}

void counter_code_hide(struct counter_code *code)
{
    free(code->drawing);
    free(code->door);
    code->drawing = NULL;
    code->door = NULL;
    if (code->gate) {
        gate_close(code->gate);
    }
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
