/* SPDX-License-Identifier: Apache-2.0 */
#include "grant_text.h"

#include <wallet/time.h>

#include "request_text.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

const char *grant_text_method(const struct session *session, enum wallet_grant_method method)
{
    switch (method) {
    case WALLET_GRANT_SHOW: return SAY(session, "the holder shows a code", "持证人亮码");
    case WALLET_GRANT_SCAN: return SAY(session, "the holder answers a request", "持证人扫码应答");
    case WALLET_GRANT_FACE: return SAY(session, "a face was compared", "刷脸核验");
    case WALLET_GRANT_DUTY: return SAY(session, "on the department's duty", "依职能用证");
    }

    return "?";
}

static void print_number(FILE *stream, const char *label, unsigned number, const char *unit)
{
    char line[64];

    (void)snprintf(line, sizeof line, "%u%s", number, unit);
    request_text_print_line(stream, label, line);
}

static void print_time(FILE *stream, const char *label, int64_t unix_seconds)
{
    char when[WALLET_TIME_SIZE];

    wallet_time_format(unix_seconds, when);
    request_text_print_line(stream, label, when);
}

static void print_face(
    FILE *stream, const struct session *session, const struct wallet_grant_evidence *evidence)
{
    char digest[2 * WALLET_GRANT_DIGEST_SIZE + 1];

    text_hex(evidence->portrait, digest);
    request_text_print_line(stream, SAY(session, "compared how", "比对方式"), evidence->way);
    request_text_print_line(stream, SAY(session, "compared by", "比对方"), evidence->model);
    print_number(stream, SAY(session, "level", "保证级别"), evidence->level, "");
    print_time(stream, SAY(session, "compared at", "比对时间"), evidence->compared_unix);
    request_text_print_line(stream, SAY(session, "portrait", "相片摘要"), digest);
    if (evidence->is_by_person) {
        request_text_print_line(
            stream,
            SAY(session, "result", "比对结果"),
            SAY(session, "a person found them the same", "人工认定为同一人"));
    } else {
        print_number(stream, SAY(session, "score", "比对分值"), evidence->score, "/1000");
        print_number(stream, SAY(session, "at least", "分值下限"), evidence->threshold, "/1000");
    }
}

static void print_evidence(
    FILE *stream, const struct session *session, const struct wallet_grant *grant)
{
    struct wallet_grant_evidence evidence;

    if (!wallet_grant_evidence(grant, &evidence)) {
        return;
    }
    if (wallet_grant_method(grant) == WALLET_GRANT_FACE) {
        print_face(stream, session, &evidence);
        return;
    }

    request_text_print_line(stream, SAY(session, "clerk", "经办人"), evidence.clerk);
    request_text_print_line(stream, SAY(session, "account", "经办人账号"), evidence.account);
    request_text_print_line(stream, SAY(session, "window", "窗口号"), evidence.desk);
}

/* The signer's name and code; "" where the holder signed. */
static void print_issuer(
    FILE *stream, const struct session *session, const struct wallet_grant *grant)
{
    const char *name = wallet_grant_issuer_name(grant, session->language);
    char line[WALLET_ISSUER_NAME_MAX + 32];

    (void)snprintf(
        line, sizeof line, name[0] ? "%s (%s)" : "%s%s", name, wallet_grant_issuer(grant));
    request_text_print_line(stream, SAY(session, "signed by", "签发方"), line);
}

void grant_text_print(
    FILE *stream,
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct wallet_grant *grant)
{
    struct wallet_request_matter matter;

    wallet_grant_matter(grant, &matter);
    request_text_print_line(
        stream,
        SAY(session, "ground", "授权方式"),
        grant_text_method(session, wallet_grant_method(grant)));
    print_issuer(stream, session, grant);
    request_text_print_line(stream, SAY(session, "counter", "窗口"), wallet_grant_audience(grant));
    request_text_print_line(stream, SAY(session, "holder", "持证主体"), wallet_grant_holder(grant));
    request_text_print_matter(stream, session, &matter);
    for (size_t i = 0; i < wallet_grant_item_count(grant); i++) {
        struct wallet_request_item item;
        wallet_grant_item_at(grant, i, &item);
        request_text_print_item(
            stream,
            session,
            catalogue,
            item.field_count > 0 ? SAY(session, "fetches", "可取用")
                                 : SAY(session, "fetches all of", "可取用全部"),
            &item);
    }
    print_evidence(stream, session, grant);
    print_time(stream, SAY(session, "good until", "有效至"), wallet_grant_until(grant));
}

static json_t *evidence_json(const struct wallet_grant *grant)
{
    struct wallet_grant_evidence evidence;
    json_t *out = json_object();

    if (!wallet_grant_evidence(grant, &evidence)) {
        json_decref(out);
        return json_null();
    }
    if (wallet_grant_method(grant) == WALLET_GRANT_DUTY) {
        (void)json_object_set_new(out, "clerk", json_string(evidence.clerk));
        (void)json_object_set_new(out, "account", json_text_or_null(evidence.account));
        (void)json_object_set_new(out, "window", json_text_or_null(evidence.desk));
        return out;
    }

    (void)json_object_set_new(out, "way", json_string(evidence.way));
    (void)json_object_set_new(out, "level", json_integer(evidence.level));
    (void)json_object_set_new(out, "compared", json_time(evidence.compared_unix));
    (void)json_object_set_new(out, "portrait", json_hex(evidence.portrait));
    (void)json_object_set_new(out, "model", json_string(evidence.model));
    (void)json_object_set_new(out, "by_person", json_boolean(evidence.is_by_person));
    (void)json_object_set_new(
        out, "score", evidence.is_by_person ? json_null() : json_integer(evidence.score));
    (void)json_object_set_new(
        out, "threshold", evidence.is_by_person ? json_null() : json_integer(evidence.threshold));
    return out;
}

static json_t *items_json(
    const struct wallet_catalogue *catalogue, const struct wallet_grant *grant)
{
    json_t *out = json_array();

    for (size_t i = 0; i < wallet_grant_item_count(grant); i++) {
        struct wallet_request_item item;
        wallet_grant_item_at(grant, i, &item);
        json_t *one = request_text_item_json(catalogue, &item);
        if (item.field_count == 0) {
            (void)json_object_set_new(one, "fields", json_null());
        }
        (void)json_array_append_new(out, one);
    }

    return out;
}

json_t *grant_text_json(const struct wallet_catalogue *catalogue, const struct wallet_grant *grant)
{
    struct wallet_request_matter matter;
    json_t *out = json_start();

    wallet_grant_matter(grant, &matter);
    (void)json_object_set_new(
        out, "method", json_string(wallet_grant_method_name(wallet_grant_method(grant))));
    (void)json_object_set_new(out, "verified", json_boolean(wallet_grant_is_verified(grant)));
    (void)json_object_set_new(out, "id", json_hex(wallet_grant_id(grant)));
    (void)json_object_set_new(out, "key", json_hex(wallet_grant_key_id(grant)));
    (void)json_object_set_new(out, "issuer", json_text_or_null(wallet_grant_issuer(grant)));
    (void)json_object_set_new(out, "to", json_string(wallet_grant_audience(grant)));
    (void)json_object_set_new(out, "holder", json_text_or_null(wallet_grant_holder(grant)));
    (void)json_object_set_new(out, "nonce", json_hex(wallet_grant_nonce(grant)));
    (void)json_object_set_new(out, "issued", json_time(wallet_grant_issued(grant)));
    (void)json_object_set_new(out, "until", json_time(wallet_grant_until(grant)));
    (void)json_object_set_new(out, "matter", request_text_matter_json(&matter));
    (void)json_object_set_new(out, "items", items_json(catalogue, grant));
    (void)json_object_set_new(out, "evidence", evidence_json(grant));
    return out;
}
