/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/qr.h>
#include <wallet/status.h>

#include "changeover.h"
#include "clock.h"
#include "command.h"
#include "file.h"
#include "folder.h"
#include "input.h"
#include "json.h"
#include "output.h"
#include "place.h"
#include "save.h"
#include "status_intake.h"
#include "status_list.h"
#include "status_store.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

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

static enum exit_code import_publication(struct status_intake *importing, const char *source)
{
    enum exit_code code = status_intake_prepare(importing, source);

    if (code == EXIT_CODE_OK) {
        code = status_intake_finish(importing);
    }

    swap_drop(&importing->swap);
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

static enum exit_code import_folder(struct status_intake *importing, const char *source)
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
    struct status_intake *importing,
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
        return status_intake_refuse(importing, name, &error);
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

/* Keeps what is not a publication; what was kept before is loaded first, and never replaced by less. */
static enum exit_code keep_beside(
    struct status_intake *importing,
    const char *name,
    struct wallet_bytes content,
    enum exit_code (*keep)(
        struct status_intake *importing,
        const char *name,
        struct wallet_bytes content,
        struct wallet_status_snapshot *snapshot))
{
    struct wallet_status_snapshot *snapshot = NULL;
    enum exit_code code =
        status_store_load(importing->session, importing->store, importing->trust.trust, &snapshot);

    if (code == EXIT_CODE_OK) {
        code = keep(importing, name, content, snapshot);
    }

    wallet_status_snapshot_free(snapshot);
    return code;
}

static void tell_list(
    const struct status_intake *importing, const struct wallet_status_list_facts *facts)
{
    const struct session *session = importing->session;
    const int64_t age = importing->moment.unix_seconds - facts->issued_unix;
    char span[40];

    if (session->json) {
        json_print(status_list_json(facts, importing->moment.unix_seconds));
    }
    status_store_span(session, age, span);
    remark(
        session,
        facts->is_of_identifiers ? SAY(session,
                                       "imported the identifier list %s: %zu revoked, %s old",
                                       "已导入标识符名单 %s：已吊销 %zu，%s前")
                                 : SAY(session,
                                       "imported the status list %s: %zu entries, %s old",
                                       "已导入状态名单 %s：%zu 条，%s前"),
        facts->uri,
        facts->count,
        span);
}

static enum exit_code keep_list(
    struct status_intake *importing,
    const char *name,
    struct wallet_bytes list,
    struct wallet_status_snapshot *snapshot)
{
    const struct session *session = importing->session;
    struct wallet_status_list_facts facts;
    struct wallet_error error;
    char folder[PATH_MAX];
    char path[PATH_MAX];

    if (wallet_status_snapshot_add_list(
            snapshot,
            list,
            importing->trust.trust,
            importing->moment.unix_seconds,
            &facts,
            &error) != WALLET_OK) {
        return status_intake_refuse(importing, name, &error);
    }
    if (!place_join(folder, importing->store, STATUS_STORE_LISTS) ||
        !place_join(path, folder, facts.name)) {
        return EXIT_CODE_FILE;
    }

    enum exit_code code = folder_prepare(session, folder);
    if (code == EXIT_CODE_OK) {
        code = save(session, path, list, SAVE_REPLACE);
    }
    if (code == EXIT_CODE_OK) {
        tell_list(importing, &facts);
    }
    return code;
}

/* What is no publication: a hot list or a list by itself, in a file, in a code that was scanned, or piped in. */
static enum exit_code take_one(void *context, const struct input *input)
{
    struct status_intake *importing = context;
    struct wallet_buffer bytes = { 0 };
    struct wallet_error error;

    if (input->is_text && wallet_qr_read_text(input->content, &bytes, &error) != WALLET_OK) {
        return status_intake_refuse(importing, input->name, &error);
    }

    const struct wallet_bytes content =
        input->is_text ? wallet_buffer_bytes(&bytes) : input->content;
    const enum exit_code code = keep_beside(
        importing, input->name, content, wallet_status_is_list(content) ? keep_list : keep_hot);
    wallet_buffer_clear(&bytes);
    return code;
}

/* Whether it can be read once to see what it is, and then again: what comes through a pipe cannot. */
static bool is_lasting(const char *operand)
{
    struct stat status;
    return strcmp(operand, "-") != 0 && stat(operand, &status) == 0 && S_ISREG(status.st_mode);
}

static enum exit_code import_operand(struct status_intake *importing, char *operand)
{
    struct file file = { 0 };

    if (file_is_folder(operand)) {
        return import_folder(importing, operand);
    }
    if (is_lasting(operand) && file_try(operand, WALLET_STATUS_TOKEN_MAX, &file) == 0 &&
        wallet_status_is_list(file_bytes(&file))) {
        const enum exit_code code = keep_beside(importing, operand, file_bytes(&file), keep_list);
        file_free(&file);
        return code;
    }
    file_free(&file);

    const struct operands one = { .items = &operand, .count = 1 };
    return inputs_take(
        importing->session, &one, &(struct input_taker){ .take = take_one, .context = importing });
}

static enum exit_code find_store(struct status_intake *importing, const char *output)
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
    struct status_intake importing = { .session = session };
    int lock = -1;
    enum exit_code code = clock_read(session, settings->at, &importing.moment);

    if (code == EXIT_CODE_OK) {
        code = find_store(&importing, settings->output);
    }
    if (code == EXIT_CODE_OK) {
        code = trust_source_open(
            session, &settings->trust, importing.moment.unix_seconds, &importing.trust);
    }
    if (code == EXIT_CODE_OK) {
        code = changeover_lock_status(session, importing.store, &lock);
    }
    for (size_t i = 0; i < operands->count && (i == 0 ? code == EXIT_CODE_OK : true); i++) {
        code = exit_code_worse(code, import_operand(&importing, operands->items[i]));
    }

    changeover_unlock_status(importing.store, lock);
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
                "  wallet status import hot.png --trust agency.pub\n"
                "  wallet status import identifiers.cwt --trust iaca.pem\n",
    .run = status_import,
};
