/* SPDX-License-Identifier: Apache-2.0 */
#include "facts.h"
#include "identity.h"
#include "input_json.h"
#include "json.h"
#include "label.h"
#include "mdoc_text.h"
#include "text.h"
#include "verdict.h"

#include <string.h>

static json_t *reason_json(enum wallet_reason reason)
{
    return reason == WALLET_REASON_NONE ? json_null() : json_string(wallet_reason_name(reason));
}

static json_t *checks_json(const struct wallet_verdict *verdict)
{
    json_t *checks = json_array();

    for (int i = 0; i < WALLET_CHECK_COUNT; i++) {
        enum wallet_reason reason = WALLET_REASON_NONE;
        const enum wallet_result result =
            wallet_verdict_check(verdict, (enum wallet_check)i, &reason);
        json_t *check = json_object();
        (void)json_object_set_new(
            check, "check", json_string(wallet_check_name((enum wallet_check)i)));
        (void)json_object_set_new(check, "result", json_string(wallet_result_name(result)));
        (void)json_object_set_new(check, "reason", reason_json(reason));
        (void)json_array_append_new(checks, check);
    }

    return checks;
}

/* In seconds; null where no status data was asked. */
static json_t *status_age_json(const struct wallet_verdict *verdict)
{
    int64_t age = 0;

    return wallet_verdict_status_age(verdict, &age) ? json_integer((json_int_t)age) : json_null();
}

/* What our licences claim, in a fixed order and with the fields by name. */
static json_t *licence_json(const struct wallet_verdict *verdict)
{
    static const char *const order[] = { "iss", "sub", "iat", "nbf", "exp" };
    json_t *all = tree_json(wallet_verdict_claims(verdict), TREE_CLAIMS);
    json_t *out = json_object();

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        json_t *value = json_object_get(all, order[i]);
        if (value) {
            (void)json_object_set(out, order[i], value);
        }
    }
    json_decref(all);

    char identifier[WALLET_IDENTIFIER_SIZE];
    wallet_verdict_identifier(verdict, identifier);
    (void)json_object_set_new(out, "identifier", json_string(identifier));
    (void)json_object_set_new(out, "fields", facts_json(verdict, FACTS_OPEN));
    return out;
}

static json_t *foreign_json(const struct wallet_verdict *verdict)
{
    const struct wallet_claims claims = wallet_verdict_claims(verdict);

    return identity_is(verdict) ? identity_json(claims) : tree_json(claims, TREE_CLAIMS);
}

static void add_findings(const struct wallet_verdict *verdict, json_t *out)
{
    json_t *findings = facts_findings_json(verdict);

    if (json_array_size(findings) > 0) {
        (void)json_object_set(out, "findings", findings);
    }
    json_decref(findings);
}

/* Ours by its name, a mobile document by what it says itself. */
static json_t *type_json(const struct wallet_verdict *verdict)
{
    const struct wallet_type *type = wallet_verdict_type(verdict);
    const struct wallet_bytes doc_type = wallet_mdoc_doc_type(verdict);

    return !type && doc_type.size > 0 ? json_text(doc_type)
                                      : json_text_or_null(type ? wallet_type_name(type) : NULL);
}

json_t *verdict_json(const struct wallet_verdict *verdict, const struct input *input)
{
    json_t *out = json_start();
    const enum wallet_decision decision = wallet_verdict_decision(verdict);
    const struct wallet_type *type = wallet_verdict_type(verdict);
    const struct wallet_bytes issuer = wallet_verdict_issuer(verdict);

    (void)json_object_set_new(out, "input", json_text(text_of(input->name)));
    input_json_place(input, out);
    (void)json_object_set_new(out, "verdict", json_string(wallet_decision_name(decision)));
    (void)json_object_set_new(out, "reason", reason_json(wallet_verdict_reason(verdict)));
    (void)json_object_set_new(out, "format", json_text_or_null(wallet_verdict_format(verdict)));
    (void)json_object_set_new(out, "type", type_json(verdict));
    (void)json_object_set_new(out, "issuer", issuer.size ? json_text(issuer) : json_null());
    (void)json_object_set_new(out, "bound", json_boolean(wallet_verdict_is_bound(verdict)));
    (void)json_object_set_new(out, "status_age", status_age_json(verdict));
    (void)json_object_set_new(out, "checks", checks_json(verdict));
    if (wallet_verdict_has_claims(verdict)) {
        (void)json_object_set_new(
            out, "claims", type ? licence_json(verdict) : foreign_json(verdict));
    }
    mdoc_text_add(verdict, out);
    add_findings(verdict, out);
    (void)json_object_set_new(out, "at", json_time(wallet_verdict_at(verdict)));
    return out;
}
