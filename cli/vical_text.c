/* SPDX-License-Identifier: Apache-2.0 */
#include "vical_text.h"

#include <wallet/time.h>

#include "json.h"
#include "output.h"
#include "text.h"
#include "trust_store.h"
#include "vical_store.h"
#include "vical_trust.h"

#include <stdio.h>

enum {
    LABEL_COLUMNS = 12,
};

static json_t *head_json(const struct wallet_vical *vical, int64_t at_unix)
{
    const int64_t next = wallet_vical_next_update(vical);
    const json_int_t issue = (json_int_t)wallet_vical_issue_id(vical);
    json_t *out = json_start();

    (void)json_object_set_new(out, "provider", json_text(text_of(wallet_vical_provider(vical))));
    (void)json_object_set_new(out, "issue", issue > 0 ? json_integer(issue) : json_null());
    (void)json_object_set_new(out, "date", json_time(wallet_vical_issued(vical)));
    (void)json_object_set_new(out, "next_update", next != 0 ? json_time(next) : json_null());
    (void)json_object_set_new(out, "overdue", json_boolean(vical_is_overdue(vical, at_unix)));
    (void)json_object_set_new(
        out, "authorities", json_integer((json_int_t)wallet_vical_count(vical)));
    (void)json_object_set_new(
        out, "skipped", json_integer((json_int_t)wallet_vical_skipped_count(vical)));
    return out;
}

static json_t *entry_json(const struct wallet_vical_entry *entry)
{
    json_t *types = json_array();
    json_t *out = json_start();

    for (size_t i = 0; i < entry->doc_type_count; i++) {
        (void)json_array_append_new(types, json_text(text_of(entry->doc_types[i])));
    }
    (void)json_object_set_new(out, "authority", json_text_or_null(entry->authority));
    (void)json_object_set_new(out, "country", json_text_or_null(entry->country));
    (void)json_object_set_new(out, "state", json_text_or_null(entry->state));
    (void)json_object_set_new(out, "doc_types", types);
    (void)json_object_set_new(out, "certificate", json_text_or_null(entry->name));
    (void)json_object_set_new(out, "from", json_time(entry->from_unix));
    (void)json_object_set_new(out, "until", json_time(entry->until_unix));
    return out;
}

static void print_line(const char *label, const char *value)
{
    if (value[0]) {
        text_print_padded(stdout, text_of(label), LABEL_COLUMNS);
        text_print(stdout, text_of(value));
        putchar('\n');
    }
}

static void print_head(
    const struct session *session, const struct wallet_vical *vical, int64_t at_unix)
{
    const int64_t next = wallet_vical_next_update(vical);
    char time[WALLET_TIME_SIZE];
    char line[120];

    print_line(SAY(session, "provider", "提供方"), wallet_vical_provider(vical));
    vical_age(session, vical, at_unix, line);
    print_line(SAY(session, "age", "新旧"), line);
    wallet_time_format(wallet_vical_issued(vical), time);
    print_line(SAY(session, "date", "签发"), time);
    if (next != 0) {
        wallet_time_format(next, time);
        (void)snprintf(
            line,
            sizeof line,
            vical_is_overdue(vical, at_unix) ? SAY(session, "%s (overdue)", "%s（已逾期）") : "%s",
            time);
        print_line(SAY(session, "next update", "下次更新"), line);
    }
    (void)snprintf(line, sizeof line, "%zu", wallet_vical_count(vical));
    print_line(SAY(session, "authorities", "机构"), line);
    if (wallet_vical_skipped_count(vical) > 0) {
        (void)snprintf(
            line,
            sizeof line,
            SAY(session, "%zu, with keys that cannot be used here", "%zu 个，其密钥在此无法使用"),
            wallet_vical_skipped_count(vical));
        print_line(SAY(session, "skipped", "略过"), line);
    }
}

static void print_entry(const struct session *session, const struct wallet_vical_entry *entry)
{
    char from[WALLET_TIME_SIZE];
    char until[WALLET_TIME_SIZE];
    char line[2 * WALLET_TIME_SIZE + 16];

    putchar('\n');
    print_line(SAY(session, "country", "国家"), entry->country);
    print_line(SAY(session, "state", "州、省"), entry->state);
    print_line(SAY(session, "authority", "机构"), entry->authority);
    for (size_t i = 0; i < entry->doc_type_count; i++) {
        print_line(i == 0 ? SAY(session, "documents", "文档类型") : "", entry->doc_types[i]);
    }
    print_line(SAY(session, "certificate", "证书"), entry->name);
    wallet_time_format(entry->from_unix, from);
    wallet_time_format(entry->until_unix, until);
    (void)snprintf(line, sizeof line, SAY(session, "%s to %s", "%s 至 %s"), from, until);
    print_line(SAY(session, "valid", "有效期"), line);
}

void vical_print(const struct session *session, const struct wallet_vical *vical, int64_t at_unix)
{
    if (session->json) {
        json_print(head_json(vical, at_unix));
    } else {
        print_head(session, vical, at_unix);
    }
    for (size_t i = 0; i < wallet_vical_count(vical); i++) {
        struct wallet_vical_entry entry;
        wallet_vical_at(vical, i, &entry);
        if (session->json) {
            json_print(entry_json(&entry));
        } else {
            print_entry(session, &entry);
        }
    }
}

static enum wallet_status verify(
    const struct session *session,
    struct wallet_bytes content,
    const char *root,
    int64_t at_unix,
    struct wallet_vical **out,
    struct wallet_error *error)
{
    char store[PATH_MAX];
    char folder[PATH_MAX];

    if (root) {
        return vical_store_verify(content, root, at_unix, out, error);
    }

    return trust_store_default(store) && vical_store_folder(store, folder)
               ? vical_store_identify(session, folder, content, at_unix, out, error)
               : WALLET_ERR_MISSING;
}

enum exit_code vical_show(
    const struct session *session,
    const char *name,
    struct wallet_bytes content,
    const char *root,
    int64_t at_unix)
{
    struct wallet_vical *vical = NULL;
    struct wallet_error error = { .message = "" };
    const enum wallet_status status = verify(session, content, root, at_unix, &vical, &error);

    if (status == WALLET_OK) {
        vical_print(session, vical, at_unix);
        wallet_vical_free(vical);
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "the VICAL '%s' is refused", "拒绝 VICAL '%s'"), name);
    why(session,
        "%s",
        error.message[0] ? error.message : SAY(session, "'--root' is missing", "缺少 '--root'"));
    hint(
        session,
        "%s",
        error.message[0] ? SAY(session,
                               "get the newest one, and its root, from its provider",
                               "请向其提供方获取最新的 VICAL 及其根证书")
                         : SAY(session,
                               "--root root.pem, as the provider publishes it",
                               "--root root.pem，由其提供方公布"));
    return error.message[0] ? exit_code_of(status) : EXIT_CODE_REFUSED;
}
