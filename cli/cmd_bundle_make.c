/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/bundle.h>
#include <wallet/trust_list.h>

#include "clock.h"
#include "command.h"
#include "file_set.h"
#include "output.h"
#include "resumption.h"
#include "save.h"
#include "signers.h"

struct make_settings {
    const char *output;
    const char *key;
    const char *trust;
    struct option_list status;
    struct option_list crl;
    struct signer_settings signer;
    bool force;
};

static const struct option_spec make_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'o',
        .name = "output",
        .value = "FILE",
        .offset = offsetof(struct make_settings, output),
        .help = "write the bundle to this file (required)",
        .help_zh = "将离线包写到该文件（必填）",
    },
    SIGNER_KEY_OPTION(
        struct make_settings,
        key,
        "the root's key (required): a file, pkcs11: or agent:",
        "根密钥（必填）：文件、pkcs11: 或 agent:"),
    {
        .kind = OPTION_TEXT,
        .letter = 't',
        .name = "trust",
        .value = "FILE",
        .offset = offsetof(struct make_settings, trust),
        .help = "the region's signed trust list (required)",
        .help_zh = "本地签名信任名单（必填）",
    },
    {
        .kind = OPTION_LIST,
        .letter = 's',
        .name = "status",
        .value = "DIR",
        .offset = offsetof(struct make_settings, status),
        .help = "published status data of one agency or several; may be repeated",
        .help_zh = "一个或多个机关已公布的状态数据；可重复",
    },
    {
        .kind = OPTION_LIST,
        .name = "crl",
        .value = "FILE",
        .offset = offsetof(struct make_settings, crl),
        .help = "a certificate revocation list, taken as it is; may be repeated",
        .help_zh = "证书吊销列表，原样收入；可重复",
    },
    SIGNER_OPTIONS(struct make_settings, signer),
    {
        .kind = OPTION_FLAG,
        .letter = 'f',
        .name = "force",
        .offset = offsetof(struct make_settings, force),
        .help = "overwrite the file",
        .help_zh = "覆盖已有文件",
    },
    { 0 },
};

static enum exit_code collect_all(
    const struct session *session, const struct make_settings *settings, struct file_set *out)
{
    enum exit_code code = resume_trust_of(session, settings->trust);

    if (code == EXIT_CODE_OK) {
        code = file_set_add(session, out, settings->trust, NULL, WALLET_BUNDLE_TRUST_NAME);
    }
    for (size_t i = 0; i < settings->status.count && code == EXIT_CODE_OK; i++) {
        code = file_set_add_status(session, out, settings->status.items[i]);
    }
    for (size_t i = 0; i < settings->crl.count && code == EXIT_CODE_OK; i++) {
        const char *path = settings->crl.items[i];
        code = file_set_add(session, out, path, WALLET_BUNDLE_CRL_FOLDER, NULL);
    }

    return code;
}

/* A list that is not this root's, or counts no more, could never be imported. */
static enum exit_code sign(
    const struct session *session,
    const struct make_settings *settings,
    const struct file_set *collection,
    struct wallet_buffer *out)
{
    struct signing signing = { .key = NULL };
    struct wallet_trust_list *list = NULL;
    struct moment now = { 0 };
    struct wallet_error error;
    enum exit_code code = clock_read(session, NULL, &now);

    if (code == EXIT_CODE_OK) {
        code = signers_open(session, settings->key, &settings->signer, &signing);
    }
    if (code == EXIT_CODE_OK &&
        (wallet_trust_list_verify(
             collection->files[0].content, signing.key, 0, now.unix_seconds, &list, &error) !=
             WALLET_OK ||
         wallet_bundle_write(
             collection->files,
             collection->count,
             &signing.signer,
             now.unix_seconds,
             out,
             &error) != WALLET_OK)) {
        code = refuse(session, &error, SAY(session, "no bundle was made", "未制作离线包"));
        hint(
            session,
            SAY(session,
                "give the root's own list, and plain names that differ",
                "请给出该根签署的名单，文件名应简单且互不相同"));
    }

    wallet_trust_list_free(list);
    signers_close(&signing);
    return code;
}

static enum exit_code bundle_make(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct make_settings *settings = opaque_settings;
    struct file_set collection = { 0 };
    struct wallet_buffer object = { 0 };

    (void)operands;
    if (!settings->output || !settings->key || !settings->trust) {
        complain(session, SAY(session, "an option is missing", "缺少选项"));
        why(session, SAY(session, "-o, --key and --trust are needed", "需要 -o、--key 和 --trust"));
        hint(session, "wallet bundle make -o FILE --key root.key --trust trust.cbor --status DIR");
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = collect_all(session, settings, &collection);
    if (code == EXIT_CODE_OK) {
        code = sign(session, settings, &collection, &object);
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
            SAY(session, "files: %zu, %zu bytes", "%zu 个文件，%zu 字节"),
            collection.count,
            object.size);
        suggest(session, "wallet bundle import %s --root root.pub", settings->output);
    }

    wallet_buffer_clear(&object);
    file_set_free(&collection);
    return code;
}

const struct command command_bundle_make = {
    .words = "bundle make",
    .summary = "sign one file with trust list, status data and CRLs, for use without a network",
    .summary_zh = "将信任名单、状态数据和吊销列表签成一个离线包",
    .operands = "",
    .options = make_options,
    .settings_size = sizeof(struct make_settings),
    .examples = "  wallet bundle make -o day.bundle -k root.key -t trust.cbor -s public\n",
    .run = bundle_make,
};
