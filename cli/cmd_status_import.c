/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>
#include <wallet/status.h>

#include "clock.h"
#include "command.h"
#include "input.h"
#include "json.h"
#include "output.h"
#include "place.h"
#include "save.h"
#include "status_store.h"
#include "swap.h"
#include "trust_source.h"

#include <stdio.h>
#include <string.h>

struct import_settings {
    struct option_list trust;
    const char *output;
    const char *at;
};

static const struct option_spec import_options[] = {
    {
        .kind = OPTION_LIST,
        .letter = 't',
        .name = "trust",
        .value = "FILE",
        .offset = offsetof(struct import_settings, trust),
        .help = "believe this key, certificate or trust list; may be repeated",
        .help_zh = "信任该公钥、证书或信任名单；可重复",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'o',
        .name = "output",
        .value = "DIR",
        .offset = offsetof(struct import_settings, output),
        .help = "keep it in this folder (default: where 'verify' looks by itself)",
        .help_zh = "保存到该目录（默认为 'verify' 自动查找之处）",
    },
    {
        .kind = OPTION_TEXT,
        .name = "at",
        .value = "TIME",
        .offset = offsetof(struct import_settings, at),
        .help = "import as of this time instead of now (said in the output)",
        .help_zh = "以该时间而非当前时间导入（输出中会标明）",
    },
    { 0 },
};

/* An import under way. */
struct importing {
    const struct session *session;
    struct moment moment;
    struct trust_source trust;
    char store[PATH_MAX];
    struct swap swap;
};

static enum exit_code refuse_import(
    const struct importing *importing, const char *source, const struct wallet_error *error)
{
    const struct session *session = importing->session;
    const enum exit_code code =
        refuse(session, error, SAY(session, "'%s' was not imported", "'%s' 未导入"), source);

    hint(
        session,
        SAY(session,
            "what is there stays; fetch it again, and trust whoever signed it",
            "原有数据不变；请重新获取，并信任其签名者"));
    return code;
}

static enum exit_code keep_file(void *context, const char *name, struct wallet_bytes content)
{
    const struct importing *importing = context;

    return swap_write(importing->session, &importing->swap, name, content);
}

/* What was imported before; it was verified then. */
static bool read_seen(const char *target, struct wallet_status_manifest *out)
{
    struct file file = { 0 };
    char path[PATH_MAX];

    const bool is_there =
        place_join(path, target, WALLET_STATUS_MANIFEST_NAME) &&
        file_try(path, WALLET_STATUS_TOKEN_MAX, &file) == 0 &&
        wallet_status_manifest_read(file_bytes(&file), NULL, out, NULL) == WALLET_OK;
    file_free(&file);
    return is_there;
}

/* Adds a folder's hot list to what is being made, if it has one that is not outdated. */
static bool add_hot(
    const struct importing *importing,
    const char *folder,
    struct wallet_status_snapshot *snapshot,
    struct file *out)
{
    struct file file = { 0 };
    char path[PATH_MAX];

    if (!place_join(path, folder, WALLET_STATUS_HOT_NAME) ||
        file_try(path, WALLET_STATUS_TOKEN_MAX, &file) != 0) {
        return false;
    }
    if (wallet_status_snapshot_add_hot(
            snapshot, file_bytes(&file), importing->trust.trust, NULL, NULL) != WALLET_OK) {
        file_free(&file);
        return false;
    }

    file_free(out);
    *out = file;
    return true;
}

static enum exit_code fill(
    struct importing *importing,
    const char *source,
    const char *target,
    struct wallet_bytes manifest)
{
    const struct session *session = importing->session;
    struct status_reader reader = { .folder = source, .take = keep_file, .context = importing };
    struct wallet_status_snapshot *snapshot = NULL;
    struct wallet_status_manifest seen;
    struct wallet_error error = { .status = WALLET_OK };
    struct file hot = { 0 };

    const bool has_seen = read_seen(target, &seen);
    const bool is_good = wallet_status_snapshot_new(&snapshot, &error) == WALLET_OK &&
                         wallet_status_snapshot_add(
                             snapshot,
                             manifest,
                             importing->trust.trust,
                             has_seen ? &seen : NULL,
                             importing->moment.unix_seconds,
                             &(struct wallet_status_loader){ status_reader_load, &reader },
                             &error) == WALLET_OK;
    enum exit_code code = is_good ? EXIT_CODE_OK : refuse_import(importing, source, &error);
    if (code == EXIT_CODE_OK) {
        code = swap_write(session, &importing->swap, WALLET_STATUS_MANIFEST_NAME, manifest);
    }

    /* A hot list may have come by another way and be newer: then it stays. */
    const bool has_new = code == EXIT_CODE_OK && add_hot(importing, source, snapshot, &hot);
    const bool has_old = code == EXIT_CODE_OK && add_hot(importing, target, snapshot, &hot);
    if (has_new || has_old) {
        code = swap_write(session, &importing->swap, WALLET_STATUS_HOT_NAME, file_bytes(&hot));
    }

    file_free(&hot);
    status_reader_finish(&reader);
    wallet_status_snapshot_free(snapshot);
    return code;
}

static void print(const struct importing *importing, const struct wallet_status_manifest *manifest)
{
    const struct session *session = importing->session;
    char age[80];

    status_store_age(session, manifest, importing->moment.unix_seconds, age);
    if (session->json) {
        json_t *out = json_start();
        (void)json_object_set_new(out, "issuer", json_string(manifest->issuer));
        (void)json_object_set_new(out, "version", json_integer((json_int_t)manifest->version));
        (void)json_object_set_new(out, "issued", json_time(manifest->issued_unix));
        (void)json_object_set_new(
            out,
            "age",
            json_integer((json_int_t)(importing->moment.unix_seconds - manifest->issued_unix)));
        json_print(out);
    }
    remark(session, SAY(session, "imported %s: %s", "已导入 %s：%s"), manifest->issuer, age);
}

static enum exit_code import_verified(
    struct importing *importing,
    const char *source,
    struct wallet_bytes content,
    const struct wallet_status_manifest *manifest)
{
    const struct session *session = importing->session;
    char target[PATH_MAX];

    if (!place_join(target, importing->store, manifest->issuer)) {
        return EXIT_CODE_FILE;
    }

    enum exit_code code = swap_make_folders(session, importing->store);
    if (code == EXIT_CODE_OK) {
        code = swap_start(session, target, &importing->swap);
    }
    if (code == EXIT_CODE_OK) {
        code = fill(importing, source, target, content);
    }
    if (code == EXIT_CODE_OK) {
        code = swap_finish(session, &importing->swap);
    }
    if (code == EXIT_CODE_OK) {
        print(importing, manifest);
    }

    swap_drop(&importing->swap);
    return code;
}

static enum exit_code import_publication(struct importing *importing, const char *source)
{
    struct wallet_status_manifest manifest;
    struct wallet_error error;
    struct file file = { 0 };
    char path[PATH_MAX];

    if (!place_join(path, source, WALLET_STATUS_MANIFEST_NAME)) {
        return EXIT_CODE_FILE;
    }

    enum exit_code code = file_read(importing->session, path, WALLET_STATUS_TOKEN_MAX, &file);
    if (code == EXIT_CODE_OK) {
        code = wallet_status_manifest_read(
                   file_bytes(&file), importing->trust.trust, &manifest, &error) == WALLET_OK
                   ? import_verified(importing, source, file_bytes(&file), &manifest)
                   : refuse_import(importing, source, &error);
    }

    file_free(&file);
    return code;
}

static enum exit_code complain_empty(const struct session *session, const char *source)
{
    complain(session, SAY(session, "no status data in '%s'", "'%s' 中没有状态数据"), source);
    why(session, SAY(session, "no manifest.cwt is in it", "其中没有 manifest.cwt"));
    hint(
        session,
        SAY(session,
            "give the folder that 'wallet status publish' wrote",
            "请给出 'wallet status publish' 写出的目录"));
    return EXIT_CODE_FILE;
}

static enum exit_code import_folder(struct importing *importing, const char *source)
{
    struct folder folder = { 0 };
    enum exit_code code = status_store_list(importing->session, source, &folder);

    if (code == EXIT_CODE_OK && folder.count == 0) {
        code = complain_empty(importing->session, source);
    }
    for (size_t i = 0; i < folder.count; i++) {
        code = exit_code_worse(code, import_publication(importing, folder.paths[i]));
    }

    folder_free(&folder);
    return code;
}

static enum exit_code keep_hot(
    struct importing *importing,
    const char *name,
    struct wallet_bytes hot,
    struct wallet_status_snapshot *snapshot)
{
    const struct session *session = importing->session;
    struct wallet_error error;
    char issuer[WALLET_ISSUER_SIZE];
    char target[PATH_MAX];
    char path[PATH_MAX];

    if (wallet_status_snapshot_add_hot(snapshot, hot, importing->trust.trust, issuer, &error) !=
        WALLET_OK) {
        return refuse_import(importing, name, &error);
    }
    if (!place_join(target, importing->store, issuer) ||
        !place_join(path, target, WALLET_STATUS_HOT_NAME)) {
        return EXIT_CODE_FILE;
    }

    const enum exit_code code = save(session, path, hot, SAVE_REPLACE);
    if (code == EXIT_CODE_OK) {
        remark(
            session, SAY(session, "imported the hot list of %s", "已导入 %s 的紧急名单"), issuer);
    }
    return code;
}

/* A hot list, by itself: a file, or a code that was scanned. */
static enum exit_code take_hot(void *context, const struct input *input)
{
    struct importing *importing = context;
    const struct session *session = importing->session;
    struct wallet_status_snapshot *snapshot = NULL;
    struct wallet_buffer bytes = { 0 };
    struct wallet_error error;

    if (input->is_text && wallet_qr_read_text(input->content, &bytes, &error) != WALLET_OK) {
        return refuse_import(importing, input->name, &error);
    }

    enum exit_code code =
        status_store_load(session, importing->store, importing->trust.trust, &snapshot);
    if (code == EXIT_CODE_OK) {
        const struct wallet_bytes hot =
            input->is_text ? wallet_buffer_bytes(&bytes) : input->content;
        code = keep_hot(importing, input->name, hot, snapshot);
    }

    wallet_status_snapshot_free(snapshot);
    wallet_buffer_clear(&bytes);
    return code;
}

static enum exit_code import_operand(struct importing *importing, char *operand)
{
    if (file_is_folder(operand)) {
        return import_folder(importing, operand);
    }

    const struct operands one = { .items = &operand, .count = 1 };
    return inputs_take(
        importing->session, &one, &(struct input_taker){ take_hot, NULL, importing });
}

static enum exit_code find_store(struct importing *importing, const char *output)
{
    const struct session *session = importing->session;

    if (output ? place_join(importing->store, output, "")
               : status_store_default(importing->store)) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "there is no folder to keep it in", "没有可保存的目录"));
    why(session, SAY(session, "HOME is not set", "未设置 HOME"));
    hint(session, SAY(session, "give one: -o DIR", "请用 -o DIR 指定"));
    return EXIT_CODE_USAGE;
}

static enum exit_code status_import(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct import_settings *settings = opaque_settings;
    struct importing importing = { .session = session };
    enum exit_code code = clock_read(session, settings->at, &importing.moment);

    if (code == EXIT_CODE_OK) {
        code = find_store(&importing, settings->output);
    }
    if (code == EXIT_CODE_OK) {
        code = trust_source_open(
            session, &settings->trust, importing.moment.unix_seconds, &importing.trust);
    }
    for (size_t i = 0; i < operands->count && (i == 0 ? code == EXIT_CODE_OK : true); i++) {
        code = exit_code_worse(code, import_operand(&importing, operands->items[i]));
    }

    wallet_trust_free(importing.trust.trust);
    return code;
}

const struct command command_status_import = {
    .words = "status import",
    .summary = "check published status data and keep it for verifying",
    .summary_zh = "核验并保存已公布的状态数据",
    .operands = "SOURCE...",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = import_options,
    .settings_size = sizeof(struct import_settings),
    .json = true,
    .examples = "  wallet status import /media/usb/status --trust agency.pub\n"
                "  wallet status import hot.png --trust agency.pub\n",
    .run = status_import,
};
