/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/status.h>
#include <wallet/time.h>

#include "clock.h"
#include "command.h"
#include "file.h"
#include "json.h"
#include "output.h"
#include "place.h"
#include "status_list.h"
#include "status_register.h"
#include "status_store.h"
#include "text.h"
#include "trust_source.h"

#include <stdio.h>

struct show_settings {
    struct option_list trust;
    const char *at;
};

static const struct option_spec show_options[] = {
    {
        .kind = OPTION_LIST,
        .letter = 't',
        .name = "trust",
        .value = "FILE",
        .offset = offsetof(struct show_settings, trust),
        .help = "believe this key, certificate or trust list; may be repeated",
        .help_zh = "信任该公钥、证书或信任名单；可重复",
    },
    {
        .kind = OPTION_TEXT,
        .name = "at",
        .value = "TIME",
        .offset = offsetof(struct show_settings, at),
        .help = "tell the age as of this time instead of now (said in the output)",
        .help_zh = "以该时间而非当前时间计算时效（输出中会标明）",
    },
    { 0 },
};

/* How many stand how, to a verifier. */
struct tally {
    size_t valid;
    size_t suspended;
    size_t revoked;
};

static struct tally count(const struct wallet_status_register *reg)
{
    struct tally tally = { 0 };

    for (size_t i = 0; i < wallet_status_register_count(reg); i++) {
        struct wallet_status_entry entry;
        wallet_status_register_at(reg, i, &entry);
        tally.valid += entry.state == WALLET_STATE_VALID;
        tally.suspended += entry.state == WALLET_STATE_SUSPENDED;
    }
    tally.revoked = wallet_status_register_count(reg) - tally.valid - tally.suspended;
    return tally;
}

static void print_head(const struct session *session, const struct wallet_status_register *reg)
{
    const struct tally tally = count(reg);
    const uint64_t version = wallet_status_register_version(reg);

    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "uri", json_string(wallet_status_register_uri(reg)));
        (void)json_object_set_new(out, "version", json_integer((json_int_t)version));
        (void)json_object_set_new(
            out, "shards", json_integer((json_int_t)wallet_status_register_shard_count(reg)));
        (void)json_object_set_new(out, "valid", json_integer((json_int_t)tally.valid));
        (void)json_object_set_new(out, "suspended", json_integer((json_int_t)tally.suspended));
        (void)json_object_set_new(out, "revoked", json_integer((json_int_t)tally.revoked));
        json_print(out);
        return;
    }

    text_print(stdout, text_of(wallet_status_register_uri(reg)));
    printf(
        SAY(session,
            "\nversion %llu, %zu valid, %zu suspended, %zu revoked\n",
            "\n第 %llu 版，有效 %zu，暂扣 %zu，失效 %zu\n"),
        (unsigned long long)version,
        tally.valid,
        tally.suspended,
        tally.revoked);
}

static void print_entry(const struct session *session, const struct wallet_status_entry *entry)
{
    char time[WALLET_TIME_SIZE];

    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "identifier", json_text_or_null(entry->identifier));
        (void)json_object_set_new(
            out, "state", json_string(wallet_licence_state_name(entry->state, WALLET_ENGLISH)));
        (void)json_object_set_new(out, "changed", json_time(entry->changed_unix));
        (void)json_object_set_new(out, "note", json_text_or_null(entry->note));
        (void)json_object_set_new(out, "uri", json_string(entry->place.uri));
        (void)json_object_set_new(out, "index", json_integer(entry->place.index));
        json_print(out);
        return;
    }

    wallet_time_format(entry->changed_unix, time);
    printf("  %s  ", entry->identifier);
    text_print_padded(
        stdout, text_of(wallet_licence_state_name(entry->state, session->language)), 11);
    printf("  %s  ", time);
    text_print(stdout, text_of(entry->note));
    putchar('\n');
}

static enum exit_code show_register(const struct session *session, const char *path)
{
    struct status_register reg = STATUS_REGISTER_CLOSED;
    const enum exit_code code = status_register_open(session, path, &reg);

    if (code == EXIT_CODE_OK) {
        print_head(session, reg.reg);
        for (size_t i = 0; i < wallet_status_register_count(reg.reg); i++) {
            struct wallet_status_entry entry;
            wallet_status_register_at(reg.reg, i, &entry);
            if (entry.state != WALLET_STATE_VALID) {
                print_entry(session, &entry);
            }
        }
    }

    status_register_close(&reg);
    return code;
}

static void print_manifest(
    const struct session *session,
    const struct wallet_status_manifest *manifest,
    int64_t at_unix,
    bool is_verified)
{
    char age[80];

    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "issuer", json_text(text_of(manifest->issuer)));
        (void)json_object_set_new(out, "version", json_integer((json_int_t)manifest->version));
        (void)json_object_set_new(out, "issued", json_time(manifest->issued_unix));
        (void)json_object_set_new(
            out, "age", json_integer((json_int_t)(at_unix - manifest->issued_unix)));
        (void)json_object_set_new(out, "shards", json_integer((json_int_t)manifest->shard_count));
        (void)json_object_set_new(out, "verified", json_boolean(is_verified));
        json_print(out);
        return;
    }

    status_store_age(session, manifest, at_unix, age);
    text_print(stdout, text_of(manifest->issuer));
    printf("  %s%s\n", age, is_verified ? "" : SAY(session, "  NOT VERIFIED", "  未核验"));
}

static enum exit_code complain_untrusted(
    const struct session *session, const char *path, const struct wallet_error *error)
{
    const enum exit_code code =
        refuse(session, error, SAY(session, "'%s' cannot be believed", "'%s' 不可信"), path);

    hint(
        session,
        SAY(session, "trust whoever signed it, or import it again", "请信任其签名者，或重新导入"));
    return code;
}

static enum exit_code show_publication(
    const struct session *session,
    const char *folder,
    const struct wallet_trust *trust,
    int64_t at_unix)
{
    struct wallet_status_manifest manifest;
    struct wallet_error error;
    struct file file = { 0 };
    char path[PATH_MAX];

    if (!place_join(path, folder, WALLET_STATUS_MANIFEST_NAME)) {
        return EXIT_CODE_FILE;
    }

    enum exit_code code = file_read(session, path, WALLET_STATUS_TOKEN_MAX, &file);
    if (code == EXIT_CODE_OK) {
        if (wallet_status_manifest_read(file_bytes(&file), trust, &manifest, &error) == WALLET_OK) {
            print_manifest(session, &manifest, at_unix, trust != NULL);
        } else {
            code = complain_untrusted(session, path, &error);
        }
    }

    file_free(&file);
    return code;
}

static void print_list(
    const struct session *session, const struct wallet_status_list_facts *facts, int64_t at_unix)
{
    char span[40];

    if (session->json) {
        json_print(status_list_json(facts, at_unix));
        return;
    }

    status_store_span(session, at_unix - facts->issued_unix, span);
    text_print(stdout, text_of(facts->uri));
    printf(
        facts->is_of_identifiers ? SAY(session, "  %zu revoked, %s old\n", "  已吊销 %zu，%s前\n")
                                 : SAY(session, "  %zu entries, %s old\n", "  %zu 条，%s前\n"),
        facts->count,
        span);
}

static enum exit_code show_list(
    const struct session *session,
    const char *path,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_status_snapshot *snapshot)
{
    struct wallet_status_list_facts facts;
    struct wallet_error error;
    struct file file = { 0 };
    enum exit_code code = file_read(session, path, WALLET_STATUS_TOKEN_MAX, &file);

    if (code == EXIT_CODE_OK &&
        wallet_status_snapshot_add_list(
            snapshot, file_bytes(&file), trust, INT64_MAX, &facts, &error) == WALLET_OK) {
        print_list(session, &facts, at_unix);
    } else if (code == EXIT_CODE_OK) {
        code = complain_untrusted(session, path, &error);
    }

    file_free(&file);
    return code;
}

static enum exit_code show_lists(
    const struct session *session,
    const char *path,
    const struct wallet_trust *trust,
    int64_t at_unix)
{
    struct wallet_status_snapshot *snapshot = NULL;
    struct folder lists = { 0 };
    enum exit_code code = status_store_lists(session, path, &lists);

    if (code == EXIT_CODE_OK && wallet_status_snapshot_new(&snapshot, NULL) != WALLET_OK) {
        code = complain_memory(session);
    }
    for (size_t i = 0; i < lists.count && snapshot; i++) {
        code = exit_code_worse(code, show_list(session, lists.paths[i], trust, at_unix, snapshot));
    }

    wallet_status_snapshot_free(snapshot);
    folder_free(&lists);
    return code;
}

static enum exit_code show_folder(
    const struct session *session, const struct show_settings *settings, const char *path)
{
    struct moment moment = { 0 };
    struct trust_source source = { .trust = NULL };
    struct folder folder = { 0 };
    enum exit_code code = clock_read(session, settings->at, &moment);

    if (code == EXIT_CODE_OK) {
        code = trust_source_open(session, &settings->trust, moment.unix_seconds, &source);
    }
    if (code == EXIT_CODE_OK) {
        code = status_store_list(session, path, &folder);
    }
    for (size_t i = 0; i < folder.count; i++) {
        const struct wallet_trust *trust =
            wallet_trust_count(source.trust) > 0 ? source.trust : NULL;
        code = exit_code_worse(
            code, show_publication(session, folder.paths[i], trust, moment.unix_seconds));
    }
    if (source.trust) {
        code = exit_code_worse(code, show_lists(session, path, source.trust, moment.unix_seconds));
    }

    folder_free(&folder);
    wallet_trust_free(source.trust);
    return code;
}

static enum exit_code status_show(
    const struct session *session, const void *settings, const struct operands *operands)
{
    char store[PATH_MAX];
    const char *path = operands->count > 0 ? operands->items[0] : NULL;

    if (!path && status_store_default(store) && file_is_folder(store)) {
        path = store;
    }
    if (!path) {
        complain(session, SAY(session, "there is no status data", "没有状态数据"));
        why(session, SAY(session, "none was imported", "尚未导入"));
        hint(session, "wallet status import SOURCE --trust FILE");
        return EXIT_CODE_FILE;
    }

    return file_is_folder(path) ? show_folder(session, settings, path)
                                : show_register(session, path);
}

const struct command command_status_show = {
    .words = "status show",
    .summary = "tell what a register holds, or how old imported status data is",
    .summary_zh = "显示登记簿内容，或已导入状态数据的时效",
    .operands = "[REGISTER|DIR]",
    .operand_max = 1,
    .options = show_options,
    .settings_size = sizeof(struct show_settings),
    .json = true,
    .examples = "  wallet status show agency.status\n"
                "  wallet status show --trust agency.pub\n",
    .run = status_show,
};
