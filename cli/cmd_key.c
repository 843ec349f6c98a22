/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>
#include <wallet/key.h>

#include "command.h"
#include "json.h"
#include "keys.h"
#include "output.h"
#include "owner.h"
#include "save.h"
#include "text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct new_settings {
    struct owner_settings owner;
    const char *algorithm;
    bool accept_findings;
};

static const char *const algorithms[] = { "ed25519", "es256", "es384", "sm2", NULL };

static const struct option_spec new_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'i',
        .name = "issuer",
        .value = "USCC",
        .offset = offsetof(struct new_settings, owner.issuer),
        .help = "unified social credit code of the agency, 18 characters (required)",
        .help_zh = "发证机关的统一社会信用代码，18 位（必填）",
    },
    {
        .kind = OPTION_TEXT,
        .name = "name-zh",
        .value = "NAME",
        .offset = offsetof(struct new_settings, owner.name_zh),
        .help = "the agency's Chinese name",
        .help_zh = "发证机关中文名称",
    },
    {
        .kind = OPTION_TEXT,
        .name = "name-en",
        .value = "NAME",
        .offset = offsetof(struct new_settings, owner.name_en),
        .help = "the agency's English name",
        .help_zh = "发证机关英文名称",
    },
    {
        .kind = OPTION_LIST,
        .letter = 'T',
        .name = "types",
        .value = "TYPE",
        .offset = offsetof(struct new_settings, owner.types),
        .help = "licence types it may sign, by name or code, separated by commas; default: all",
        .help_zh = "可签发的证照类型名称或代码，以逗号分隔；默认全部",
    },
    {
        .kind = OPTION_LIST,
        .name = "type",
        .value = "TYPE",
        .offset = offsetof(struct new_settings, owner.types),
        .help = "the same, one type; may be repeated",
        .help_zh = "同上，每次一个类型；可重复",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'a',
        .name = "algorithm",
        .value = "NAME",
        .choices = algorithms,
        .offset = offsetof(struct new_settings, algorithm),
        .help = "ed25519 (default), es256, es384 or sm2",
        .help_zh = "ed25519（默认）、es256、es384 或 sm2",
    },
    {
        .kind = OPTION_FLAG,
        .name = "accept-findings",
        .offset = offsetof(struct new_settings, accept_findings),
        .help = "let a code pass whose check character is wrong",
        .help_zh = "允许校验码不符的代码",
    },
    { 0 },
};

static enum exit_code generate(
    const struct session *session, const struct new_settings *settings, struct wallet_key **out)
{
    struct owner owner = { .catalogue = NULL };
    enum exit_code code = owner_read(session, &settings->owner, &owner);

    if (code == EXIT_CODE_OK) {
        struct wallet_error error;
        const char *name = settings->algorithm ? settings->algorithm : "ed25519";
        if (wallet_key_generate(wallet_algorithm_find(name), &owner.owner, out, &error) !=
            WALLET_OK) {
            (void)refuse(session, &error, SAY(session, "no key was made", "未生成密钥"));
            hint(
                session,
                "%s",
                error.status == WALLET_ERR_UNSUPPORTED
                    ? SAY(session, "'wallet doctor' says what to do", "'wallet doctor' 会说明办法")
                    : SAY(session,
                          "the issuer is a USCC of 18 characters, a name one line",
                          "发证机关代码为 18 位统一社会信用代码，名称为单行"));
            code = error.status == WALLET_ERR_VALUE ? EXIT_CODE_USAGE : EXIT_CODE_KEY;
        }
    }

    owner_free(&owner);
    return code;
}

static json_t *key_json(const struct wallet_key *key)
{
    char name[2 * WALLET_KEY_ID_SIZE + 1];
    json_t *types = json_array();
    json_t *out = json_start();

    keys_name(key, name);
    for (size_t i = 0; i < wallet_key_type_count(key); i++) {
        (void)json_array_append_new(types, json_string(wallet_key_type_at(key, i)));
    }
    (void)json_object_set_new(out, "kid", json_string(name));
    (void)json_object_set_new(
        out, "algorithm", json_string(wallet_algorithm_name(wallet_key_algorithm(key))));
    (void)json_object_set_new(out, "private", json_boolean(wallet_key_is_private(key)));
    (void)json_object_set_new(out, "issuer", json_text_or_null(wallet_key_issuer(key)));
    (void)json_object_set_new(
        out, "name_zh", json_text_or_null(wallet_key_issuer_name(key, WALLET_CHINESE)));
    (void)json_object_set_new(
        out, "name_en", json_text_or_null(wallet_key_issuer_name(key, WALLET_ENGLISH)));
    (void)json_object_set_new(out, "types", types);
    return out;
}

static enum exit_code store(
    const struct session *session, const struct wallet_key *key, const char *path)
{
    struct wallet_buffer text = { 0 };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_key_write_private(key, &text, &error) != WALLET_OK) {
        code = refuse(session, &error, SAY(session, "no key was made", "未生成密钥"));
        hint(session, SAY(session, "try again", "请再试一次"));
    } else {
        code = save(session, path, wallet_buffer_bytes(&text), SAVE_SECRET);
    }
    if (code == EXIT_CODE_OK) {
        char name[2 * WALLET_KEY_ID_SIZE + 1];
        keys_name(key, name);
        remark(
            session,
            SAY(session,
                "'%s' is the new private key %s: keep it secret, keep a copy",
                "'%s' 是新私钥 %s：请保密并备份"),
            path,
            name);
        char public_path[PATH_MAX];
        keys_public_path(path, public_path);
        suggest(session, "wallet key export %s -o %s", path, public_path);
    }

    wallet_buffer_clear(&text);
    return code;
}

/* Some codes in real use have a wrong check character: a person decides, and knows. */
static enum exit_code check_issuer(
    const struct session *session, const struct new_settings *settings)
{
    const enum wallet_finding finding = wallet_uscc_check(text_of(settings->owner.issuer));

    if (!wallet_finding_is_advisory(finding)) {
        return EXIT_CODE_OK; /* what else is wrong the library refuses */
    }
    if (settings->accept_findings) {
        remark(
            session,
            SAY(session, "warning: '%s': %s", "警告：'%s'：%s"),
            settings->owner.issuer,
            wallet_finding_text(finding, session->language));
        return EXIT_CODE_OK;
    }

    complain(
        session,
        SAY(session, "no key was made for '%s'", "未为 '%s' 生成密钥"),
        settings->owner.issuer);
    why(session, "%s", wallet_finding_text(finding, session->language));
    hint(
        session,
        SAY(session,
            "correct the code; if it is what the agency really has, add --accept-findings",
            "请更正代码；如该机关的代码确系如此，请加 --accept-findings"));
    return EXIT_CODE_USAGE;
}

static enum exit_code key_new(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct new_settings *settings = opaque_settings;
    const char *path = operands->items[0];
    struct wallet_key *key = NULL;

    if (!settings->owner.issuer) {
        complain(session, SAY(session, "'--issuer' is missing", "缺少 '--issuer'"));
        why(session,
            SAY(session,
                "a key belongs to an agency, which its USCC names",
                "密钥属于某发证机关，须以其统一社会信用代码注明"));
        hint(session, "wallet key new %s --issuer USCC --name-zh NAME", path);
        return EXIT_CODE_USAGE;
    }
    if (strcmp(path, "-") == 0) {
        complain(session, SAY(session, "a private key is not printed", "私钥不会输出到屏幕"));
        why(session,
            SAY(session, "it would stand on the screen and in the log", "否则会留在屏幕和日志中"));
        hint(session, SAY(session, "give it a file", "请给出文件名"));
        return EXIT_CODE_USAGE;
    }

    enum exit_code code = check_issuer(session, settings);
    if (code == EXIT_CODE_OK) {
        code = generate(session, settings, &key);
    }
    if (code == EXIT_CODE_OK) {
        code = store(session, key, path);
    }
    if (code == EXIT_CODE_OK && session->json) {
        json_print(key_json(key));
    }

    wallet_key_free(key);
    return code;
}

const struct command command_key_new = {
    .words = "key new",
    .summary = "make an agency's private key, readable by its owner only",
    .summary_zh = "生成发证机关私钥，仅本人可读",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = new_options,
    .settings_size = sizeof(struct new_settings),
    .json = true,
    .examples = "  wallet key new agency.key --issuer 11360500000000019F --name-zh 新余市某局\n"
                "  wallet key new agency.key -i 11360500000000019F --types id-card -a es256\n",
    .run = key_new,
};

static void print_pair(const char *label, const char *value)
{
    if (value[0] != '\0') {
        text_print_label(stdout, text_of(label), 0, 10);
        text_print(stdout, text_of(value));
        fputc('\n', stdout);
    }
}

static void print_key(const struct session *session, const struct wallet_key *key)
{
    char name[2 * WALLET_KEY_ID_SIZE + 1];
    keys_name(key, name);

    print_pair(SAY(session, "key", "密钥"), name);
    print_pair(
        SAY(session, "kind", "种类"),
        wallet_key_is_private(key) ? SAY(session, "private", "私钥")
                                   : SAY(session, "public", "公钥"));
    print_pair(SAY(session, "algorithm", "算法"), wallet_algorithm_name(wallet_key_algorithm(key)));
    print_pair(SAY(session, "issuer", "机关代码"), wallet_key_issuer(key));
    print_pair(SAY(session, "name (zh)", "中文名称"), wallet_key_issuer_name(key, WALLET_CHINESE));
    print_pair(SAY(session, "name (en)", "英文名称"), wallet_key_issuer_name(key, WALLET_ENGLISH));
    for (size_t i = 0; i < wallet_key_type_count(key); i++) {
        const char *code = wallet_key_type_at(key, i);
        print_pair(
            i ? "" : SAY(session, "types", "证照类型"),
            strcmp(code, "*") == 0 ? SAY(session, "every type", "全部类型") : code);
    }
}

static enum exit_code key_show(
    const struct session *session, const void *settings, const struct operands *operands)
{
    struct wallet_key *key = NULL;
    const enum exit_code code = keys_read(session, operands->items[0], &key);
    (void)settings;

    if (code == EXIT_CODE_OK && session->json) {
        json_print(key_json(key));
    } else if (code == EXIT_CODE_OK) {
        print_key(session, key);
    }

    wallet_key_free(key);
    return code;
}

static const struct option_spec no_options[] = { { 0 } };

const struct command command_key_show = {
    .words = "key show",
    .summary = "say whose key a file holds; never the secret",
    .summary_zh = "显示密钥文件属于谁；绝不显示秘密部分",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = no_options,
    .json = true,
    .examples = "  wallet key show agency.key\n",
    .run = key_show,
};
