/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "clock.h"
#include "command.h"
#include "keys.h"
#include "output.h"
#include "place.h"
#include "save.h"
#include "signers.h"
#include "trust_draft.h"

#include <string.h>
#include <unistd.h>

struct publish_settings {
    const char *output;
    const char *until;
    const char *key;
    struct signer_settings signer;
    bool force;
};

static const struct option_spec publish_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'o',
        .name = "output",
        .value = "FILE",
        .offset = offsetof(struct publish_settings, output),
        .help = "write the signed list to this file (required)",
        .help_zh = "将签名后的名单写到该文件（必填）",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'u',
        .name = "until",
        .value = "TIME",
        .offset = offsetof(struct publish_settings, until),
        .help = "from then on the list counts no more; default: no end",
        .help_zh = "名单自该时间起失效；默认不限",
    },
    SIGNER_KEY_OPTION(
        struct publish_settings,
        key,
        "the root's key, if it is not root.key in DIR: a file, pkcs11: or agent:",
        "根密钥，如不是 DIR 中的 root.key：文件、pkcs11: 或 agent:"),
    SIGNER_OPTIONS(struct publish_settings, signer),
    {
        .kind = OPTION_FLAG,
        .letter = 'f',
        .name = "force",
        .offset = offsetof(struct publish_settings, force),
        .help = "overwrite the file",
        .help_zh = "覆盖已有文件",
    },
    { 0 },
};

static enum exit_code sign(
    const struct session *session,
    const struct publish_settings *settings,
    const char *folder,
    struct wallet_trust_list *list,
    struct wallet_buffer *out)
{
    struct signing signing = { .key = NULL };
    struct moment now = { 0 };
    int64_t until = 0;
    char path[PATH_MAX];
    struct wallet_error error;

    if (!place_join(path, folder, TRUST_ROOT_KEY)) {
        return complain_memory(session);
    }

    enum exit_code code = clock_read(session, NULL, &now);
    if (code == EXIT_CODE_OK && settings->until &&
        wallet_time_parse(settings->until, &until, &error) != WALLET_OK) {
        (void)refuse(session, &error, SAY(session, "'--until' is no time", "'--until' 不是时间"));
        hint(session, SAY(session, "write 2027-01-31", "请写作 2027-01-31"));
        return EXIT_CODE_USAGE;
    }
    if (code == EXIT_CODE_OK) {
        const char *name = settings->key ? settings->key : path;
        code = signers_open(session, name, &settings->signer, &signing);
    }
    if (code == EXIT_CODE_OK &&
        wallet_trust_list_sign(list, &signing.signer, now.unix_seconds, until, out, &error) !=
            WALLET_OK) {
        code = refuse(session, &error, SAY(session, "nothing was signed", "未签名"));
        hint(session, SAY(session, "'--until' lies in the future", "'--until' 应晚于现在"));
        code = error.status == WALLET_ERR_ARGUMENT ? EXIT_CODE_USAGE : code;
    }

    signers_close(&signing);
    return code;
}

/* The version is used up before the list goes out: none is ever signed twice. */
static enum exit_code publish(
    const struct session *session,
    const struct publish_settings *settings,
    const char *folder,
    struct wallet_trust_list *list)
{
    struct wallet_buffer object = { 0 };
    enum exit_code code = sign(session, settings, folder, list, &object);

    if (code == EXIT_CODE_OK) {
        code = trust_draft_save(session, folder, list);
    }
    if (code == EXIT_CODE_OK) {
        code = save(
            session,
            settings->output,
            wallet_buffer_bytes(&object),
            settings->force ? SAVE_REPLACE : SAVE_NEW);
    }
    if (code == EXIT_CODE_OK) {
        remark(
            session,
            SAY(session,
                "version %llu, entries: %zu, %zu bytes",
                "第 %llu 版，%zu 个条目，%zu 字节"),
            (unsigned long long)wallet_trust_list_version(list),
            wallet_trust_list_count(list),
            object.size);
        suggest(
            session,
            "wallet trust import %s --root %s/%s",
            settings->output,
            folder,
            TRUST_ROOT_PUB);
    }

    wallet_buffer_clear(&object);
    return code;
}

static enum exit_code trust_publish(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct publish_settings *settings = opaque_settings;
    const char *folder = operands->items[0];
    struct wallet_trust_list *list = NULL;

    if (!settings->output || (strcmp(settings->output, "-") == 0 && isatty(STDOUT_FILENO) == 1)) {
        complain(session, SAY(session, "'--output FILE' is missing", "缺少 '--output FILE'"));
        why(session, SAY(session, "a signed list is binary", "签名名单是二进制数据"));
        hint(session, "wallet trust publish %s -o trust.cbor", folder);
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = trust_draft_load(session, folder, &list);
    if (code == EXIT_CODE_OK) {
        code = publish(session, settings, folder, list);
    }

    wallet_trust_list_free(list);
    return code;
}

const struct command command_trust_publish = {
    .words = "trust publish",
    .summary = "sign the draft: the next version of the region's trust list",
    .summary_zh = "签署草稿，成为下一版信任名单",
    .operands = "DIR",
    .operand_min = 1,
    .operand_max = 1,
    .options = publish_options,
    .settings_size = sizeof(struct publish_settings),
    .examples = "  wallet trust publish region -o trust.cbor --until 2027-12-31\n",
    .run = trust_publish,
};
