/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/key.h>

#include "command.h"
#include "folder_found.h"
#include "keys.h"
#include "output.h"
#include "place.h"
#include "save.h"
#include "text.h"
#include "trust_draft.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct init_settings {
    const char *issuer;
    const char *name_zh;
    const char *name_en;
    const char *algorithm;
};

static const char *const algorithms[] = { "ed25519", "es256", "es384", "sm2", NULL };

static const struct option_spec init_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'i',
        .name = "root-issuer",
        .value = "USCC",
        .offset = offsetof(struct init_settings, issuer),
        .help = "unified social credit code of the region's authority (required)",
        .help_zh = "本地主管机关的统一社会信用代码（必填）",
    },
    {
        .kind = OPTION_TEXT,
        .name = "name-zh",
        .value = "NAME",
        .offset = offsetof(struct init_settings, name_zh),
        .help = "the authority's Chinese name",
        .help_zh = "主管机关中文名称",
    },
    {
        .kind = OPTION_TEXT,
        .name = "name-en",
        .value = "NAME",
        .offset = offsetof(struct init_settings, name_en),
        .help = "the authority's English name",
        .help_zh = "主管机关英文名称",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'a',
        .name = "algorithm",
        .value = "NAME",
        .choices = algorithms,
        .offset = offsetof(struct init_settings, algorithm),
        .help = "of the root's key: ed25519 (default), es256, es384 or sm2",
        .help_zh = "根密钥算法：ed25519（默认）、es256、es384 或 sm2",
    },
    { 0 },
};

static enum exit_code generate(
    const struct session *session, const struct init_settings *settings, struct wallet_key **out)
{
    /* A root signs lists and no licence of any type. */
    static const char *const nothing[] = { NULL };
    const struct wallet_key_owner owner = {
        .issuer = settings->issuer,
        .name_zh = settings->name_zh,
        .name_en = settings->name_en,
        .types = nothing,
    };
    const char *name = settings->algorithm ? settings->algorithm : "ed25519";
    struct wallet_error error;

    if (wallet_key_generate(wallet_algorithm_find(name), &owner, out, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    (void)refuse(session, &error, SAY(session, "no key was made", "未生成密钥"));
    hint(
        session,
        SAY(session,
            "the issuer is a USCC of 18 characters, a name one line",
            "机关代码为 18 位统一社会信用代码，名称为单行"));
    return error.status == WALLET_ERR_VALUE ? EXIT_CODE_USAGE : EXIT_CODE_KEY;
}

/* All that an authority's folder has, in a folder that has not got its name yet. */
static enum exit_code fill(const struct session *session, const char *folder, const void *context)
{
    const struct wallet_key *root = context;
    struct wallet_buffer secret = { 0 };
    struct wallet_buffer public_half = { 0 };
    struct wallet_trust_list *empty = NULL;
    char *draft = NULL;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_key_write_private(root, &secret, NULL) != WALLET_OK ||
        wallet_key_write_public(root, &public_half, NULL) != WALLET_OK ||
        wallet_trust_list_new(&empty, NULL) != WALLET_OK || !(draft = trust_draft_text(empty))) {
        code = complain_memory(session);
    }
    if (code == EXIT_CODE_OK) {
        const struct wallet_bytes bytes = wallet_buffer_bytes(&secret);
        code = folder_save(session, folder, TRUST_ROOT_KEY, bytes, SAVE_SECRET);
    }
    if (code == EXIT_CODE_OK) {
        const struct wallet_bytes bytes = wallet_buffer_bytes(&public_half);
        code = folder_save(session, folder, TRUST_ROOT_PUB, bytes, SAVE_NEW);
    }
    if (code == EXIT_CODE_OK) {
        code = folder_save(session, folder, TRUST_DRAFT, text_of(draft), SAVE_NEW);
    }

    free(draft);
    wallet_trust_list_free(empty);
    wallet_buffer_clear(&public_half);
    wallet_buffer_clear(&secret);
    return code;
}

static enum exit_code trust_init(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct init_settings *settings = opaque_settings;
    const char *folder = operands->items[0];
    struct wallet_key *root = NULL;

    if (!settings->issuer) {
        complain(session, SAY(session, "'--root-issuer' is missing", "缺少 '--root-issuer'"));
        why(session,
            SAY(session,
                "a trust list is that of an authority, which its USCC names",
                "信任名单属于某主管机关，须以其统一社会信用代码注明"));
        hint(session, "wallet trust init %s --root-issuer USCC --name-zh NAME", folder);
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = generate(session, settings, &root);
    if (code == EXIT_CODE_OK) {
        code = folder_found(session, folder, fill, root);
    }
    if (code == EXIT_CODE_OK) {
        remark(
            session,
            SAY(session,
                "'%s/%s' is the root's private key: keep it secret, keep a copy",
                "'%s/%s' 是根私钥：请保密并备份"),
            folder,
            TRUST_ROOT_KEY);
        suggest(session, "wallet trust add %s --id USCC --key agency.pub", folder);
    }

    wallet_key_free(root);
    return code;
}

const struct command command_trust_init = {
    .words = "trust init",
    .summary = "make the folder and root key of a region's authority",
    .summary_zh = "建立本地主管机关的目录和根密钥",
    .operands = "DIR",
    .operand_min = 1,
    .operand_max = 1,
    .options = init_options,
    .settings_size = sizeof(struct init_settings),
    .examples = "  wallet trust init region --root-issuer 11360500000000019F\n",
    .run = trust_init,
};
