/* SPDX-License-Identifier: Apache-2.0 */
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "catalogue/kind.h"
#include "catalogue/record.h"

WLT_DEFINE_AUTO(record, struct wallet_record, wallet_record_free)

static void read_fields(const struct wlt_node *node, struct wallet_record *record);

/** Carries over what the record itself reported. */
static void note(const struct wlt_node *node, enum wallet_status status)
{
    if (wlt_json_is_ok(node->json)) {
        node->json->status = status;
    }
}

static void read_members(
    const struct wlt_node *node, struct wallet_record *record, const struct wallet_field *field)
{
    const size_t count = wlt_node_count(node);

    for (size_t i = 0; i < count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_node element = wlt_node_element(node, i);
        struct wallet_record *member = NULL;
        note(node, wlt_record_grow(record, field, &member, node->json->error));
        if (member) {
            read_fields(&element, member);
        }
    }
}

static void read_value(
    const struct wlt_node *node, struct wallet_record *record, const struct wallet_field *field)
{
    struct wallet_error *error = node->json->error;
    int64_t number = 0;

    if (field->kind == WALLET_FIELD_MEMBERS) {
        read_members(node, record, field);
    } else if (wlt_kind_of(field->kind)->is_number && wlt_node_is_integer(node, &number)) {
        const struct wallet_value value = { .number = number };
        const struct wallet_bytes no_text = { 0 };
        note(node, wlt_record_put(record, field, &value, no_text, error));
    } else {
        const struct wallet_bytes text = wlt_node_text(node);
        if (wlt_json_is_ok(node->json)) {
            note(node, wlt_record_put_text(record, field, text, error));
        }
    }
}

static void read_fields(const struct wlt_node *node, struct wallet_record *record)
{
    if (!wlt_node_is_object(node)) {
        wlt_node_fail(node, WALLET_ERR_STRUCTURE, "expected an object of fields");
        return;
    }

    for (size_t i = 0; i < node->value->inside.count && wlt_json_is_ok(node->json); i++) {
        const struct wlt_json_value *member = &node->value->inside.items[i];
        const struct wallet_field *field = NULL;
        note(node, wlt_record_field(record, member->name, &field, node->json->error));
        if (!field) {
            return;
        }

        /* One field has several names; the reader of JSON sees only that no name comes twice. */
        const struct wlt_node value = {
            .json = node->json,
            .parent = node,
            .name = (const char *)field->name.data,
            .value = member,
        };
        if (wlt_record_find(record, field)) {
            wlt_node_fail(&value, WALLET_ERR_STRUCTURE, "the field is there twice");
        } else {
            read_value(&value, record, field);
        }
    }
}

static void read_record(struct wlt_json *json, struct wallet_record *record)
{
    static const char *const names[] = {
        "serial", "version", "valid_from", "valid_until", "accept_findings", "fields", NULL,
    };
    const struct wlt_node root = wlt_json_root(json);

    wlt_node_allow(&root, names, WALLET_ERR_UNKNOWN);
    wlt_terms_read(&root, record);
    const struct wlt_node fields = wlt_node_member(&root, "fields");
    if (!wlt_node_is_there(&fields)) {
        wlt_node_fail(&fields, WALLET_ERR_MISSING, "missing: expected an object of fields");
    } else if (wlt_json_is_ok(json)) {
        read_fields(&fields, record);
    }

    if (wlt_json_is_ok(json)) {
        json->status = wallet_record_check(record, json->error);
    }
}

enum wallet_status wallet_record_parse(
    const struct wallet_type *type,
    struct wallet_bytes json,
    struct wallet_record **out,
    struct wallet_error *error)
{
    if (!type || !out || (!json.data && json.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (json.size > WALLET_RECORD_JSON_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "more than %d bytes",
            WALLET_RECORD_JSON_MAX);
    }

    WLT_AUTO(record) struct wallet_record *record = NULL;
    enum wallet_status status = wallet_record_new(type, &record, error);
    if (status != WALLET_OK) {
        return status;
    }

    struct wlt_json text = { 0 };
    status = wlt_json_open(json, NULL, &text, error);
    if (status != WALLET_OK) {
        return status;
    }

    read_record(&text, record);
    wlt_json_close(&text);
    if (!wlt_json_is_ok(&text)) {
        return text.status;
    }

    *out = WLT_TAKE(record);
    return WALLET_OK;
}
