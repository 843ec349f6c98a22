/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "command.h"
#include "file.h"
#include "keys.h"
#include "output.h"
#include "owner.h"
#include "roles.h"
#include "scopes.h"
#include "trust_draft.h"
#include "trust_entry.h"
#include "trust_profile.h"

struct add_settings {
    struct owner_settings owner;
    const char *role;
    const char *key;
    const char *certificate;
    const char *region;
    const char *from;
    const char *until;
};

static const struct option_spec add_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'i',
        .name = "id",
        .value = "USCC",
        .offset = offsetof(struct add_settings, owner.issuer),
        .help = "unified social credit code; default: that of the key file",
        .help_zh = "统一社会信用代码；默认取自密钥文件",
    },
    {
        .kind = OPTION_TEXT,
        .name = "name-zh",
        .value = "NAME",
        .offset = offsetof(struct add_settings, owner.name_zh),
        .help = "Chinese name; default: that of the key file",
        .help_zh = "中文名称；默认取自密钥文件",
    },
    {
        .kind = OPTION_TEXT,
        .name = "name-en",
        .value = "NAME",
        .offset = offsetof(struct add_settings, owner.name_en),
        .help = "English name; default: that of the key file",
        .help_zh = "英文名称；默认取自密钥文件",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'r',
        .name = "role",
        .value = "ROLE",
        .offset = offsetof(struct add_settings, role),
        .help = "issuer (default), counter, identity-service, status, repository, audit, "
                "approval; several with commas",
        .help_zh = "issuer（默认）、counter、identity-"
                   "service、status、repository、audit、approval；以逗号分隔",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'k',
        .name = "key",
        .value = "FILE",
        .offset = offsetof(struct add_settings, key),
        .help = "its public key ('wallet key export')",
        .help_zh = "其公钥文件（'wallet key export'）",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'c',
        .name = "cert",
        .value = "FILE",
        .offset = offsetof(struct add_settings, certificate),
        .help = "or its certificate and those above it, PEM or DER",
        .help_zh = "或其证书及上级证书，PEM 或 DER 格式",
    },
    {
        .kind = OPTION_LIST,
        .letter = 'T',
        .name = "types",
        .value = "TYPE",
        .offset = offsetof(struct add_settings, owner.types),
        .help = "licence types it may sign (or a counter ask for, as id-card:name+sex), by name or "
                "code, with commas; '*': all; default: none",
        .help_zh = "可签发（或窗口可索要，如 id-card:name+sex）的证照类型名称或代码，以逗号分隔；"
                   "'*' 为全部；默认无",
    },
    {
        .kind = OPTION_TEXT,
        .name = "region",
        .value = "DIGITS",
        .offset = offsetof(struct add_settings, region),
        .help = "only for agencies whose division code begins with this; default: all",
        .help_zh = "限于行政区划代码以此开头的机关；默认不限",
    },
    {
        .kind = OPTION_TEXT,
        .name = "from",
        .value = "TIME",
        .offset = offsetof(struct add_settings, from),
        .help = "what it issued before does not count",
        .help_zh = "此前签发的不算",
    },
    {
        .kind = OPTION_TEXT,
        .name = "until",
        .value = "TIME",
        .offset = offsetof(struct add_settings, until),
        .help = "nor what it issues from then on",
        .help_zh = "自此签发的不算",
    },
    { 0 },
};

/* What is being put together; release with adding_free(). */
struct adding {
    struct wallet_trust_entry entry;
    struct wallet_key *key;
    struct wallet_buffer credential;
    struct scopes scopes;
};

static void adding_free(struct adding *adding)
{
    wallet_key_free(adding->key);
    wallet_buffer_clear(&adding->credential);
    scopes_free(&adding->scopes);
}

static enum exit_code fail_usage(
    const struct session *session, const char *what, const char *reason, const char *remedy)
{
    complain(session, "%s", what);
    why(session, "%s", reason);
    hint(session, "%s", remedy);
    return EXIT_CODE_USAGE;
}

static enum exit_code read_key(
    const struct session *session, const char *path, struct adding *adding)
{
    const enum exit_code code = keys_read(session, path, &adding->key);

    if (code == EXIT_CODE_OK &&
        wallet_key_write_cose(adding->key, &adding->credential, NULL) != WALLET_OK) {
        return complain_memory(session);
    }

    adding->entry.key = wallet_buffer_bytes(&adding->credential);
    return code;
}

static enum exit_code read_chain(
    const struct session *session, const char *path, struct adding *adding)
{
    struct file file = { 0 };
    struct wallet_error error;
    enum exit_code code = file_read(session, path, WALLET_KEY_FILE_MAX, &file);

    if (code == EXIT_CODE_OK &&
        wallet_trust_read_chain(file_bytes(&file), &adding->credential, &error) != WALLET_OK) {
        (void)refuse(
            session, &error, SAY(session, "'%s' is no certificate", "'%s' 不是证书"), path);
        hint(session, SAY(session, "give it in PEM or DER", "请提供 PEM 或 DER 格式"));
        code = EXIT_CODE_KEY;
    }

    adding->entry.chain = wallet_buffer_bytes(&adding->credential);
    file_free(&file);
    return code;
}

static enum exit_code read_credential(
    const struct session *session, const struct add_settings *settings, struct adding *adding)
{
    if (!settings->key == !settings->certificate) {
        return fail_usage(
            session,
            SAY(session, "expected '--key' or '--cert'", "应给出 '--key' 或 '--cert'"),
            SAY(session, "an entry is for one key", "每个条目对应一个密钥"),
            "wallet trust add DIR --id USCC --key agency.pub --types id-card");
    }

    return settings->key ? read_key(session, settings->key, adding)
                         : read_chain(session, settings->certificate, adding);
}

/* What the file says of its owner, unless options say it; never what it may sign. */
static void take_names(const struct add_settings *settings, struct adding *adding)
{
    struct wallet_trust_entry *entry = &adding->entry;
    const struct wallet_key *key = adding->key;
    const struct owner_settings *said = &settings->owner;

    entry->id = said->issuer ? said->issuer : key ? wallet_key_issuer(key) : "";
    entry->name_zh = said->name_zh ? said->name_zh
                     : key         ? wallet_key_issuer_name(key, WALLET_CHINESE)
                                   : "";
    entry->name_en = said->name_en ? said->name_en
                     : key         ? wallet_key_issuer_name(key, WALLET_ENGLISH)
                                   : "";
}

static enum exit_code take_time(const struct session *session, const char *text, int64_t *out)
{
    struct wallet_error error;

    if (!text || wallet_time_parse(text, out, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    return fail_usage(
        session,
        SAY(session, "that is no point in time", "不是时间"),
        error.message,
        SAY(session,
            "write 2026-11-23 or 2026-11-23T08:30:00Z",
            "请写作 2026-11-23 或 2026-11-23T08:30:00Z"));
}

static const char *roles_of(const struct add_settings *settings)
{
    return settings->role ? settings->role : "issuer";
}

static enum exit_code take_rest(
    const struct session *session, const struct add_settings *settings, struct adding *adding)
{
    struct wallet_trust_entry *entry = &adding->entry;
    const char *roles = roles_of(settings);

    entry->region = settings->region ? settings->region : "";
    enum exit_code code =
        roles_read(session, &(struct option_list){ .items = &roles, .count = 1 }, &entry->roles);
    if (code == EXIT_CODE_OK) {
        code = take_time(session, settings->from, &entry->from_unix);
    }
    if (code == EXIT_CODE_OK) {
        code = take_time(session, settings->until, &entry->until_unix);
    }
    return code;
}

static enum exit_code take_types(
    const struct session *session, const struct add_settings *settings, struct adding *adding)
{
    struct wallet_trust_entry *entry = &adding->entry;
    const enum exit_code code =
        scopes_read(session, &settings->owner.types, entry->roles, &adding->scopes);

    entry->types = (const char *const *)adding->scopes.texts;
    entry->type_count = adding->scopes.count;
    return code;
}

static enum exit_code put(
    const struct session *session, const char *folder, const struct adding *adding)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_error error;
    enum exit_code code = trust_draft_load(session, folder, &list);

    if (code == EXIT_CODE_OK && wallet_trust_list_put(list, &adding->entry, &error) != WALLET_OK) {
        (void)refuse(session, &error, SAY(session, "nothing was added", "未添加"));
        hint(
            session,
            SAY(session,
                "an id is a USCC, a region up to six digits; 'wallet trust list' shows the others",
                "机构代码为统一社会信用代码，区划至多六位；'wallet trust list' 可查看其他条目"));
        code = error.status == WALLET_ERR_KEY ? EXIT_CODE_KEY : EXIT_CODE_USAGE;
    }
    if (code == EXIT_CODE_OK) {
        code = trust_draft_save(session, folder, list);
    }
    if (code == EXIT_CODE_OK && adding->entry.type_count == 0) {
        remark(
            session,
            adding->entry.roles == WALLET_ROLE_COUNTER
                ? SAY(session,
                      "it may ask for no licences: no '--types'",
                      "未给出 '--types'，不能索要证照")
                : SAY(session,
                      "it may sign no licences: no '--types'",
                      "未给出 '--types'，不能签发证照"));
    }
    if (code == EXIT_CODE_OK) {
        suggest(session, "wallet trust publish %s -o trust.cbor", folder);
    }

    wallet_trust_list_free(list);
    return code;
}

static enum exit_code trust_add(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct add_settings *settings = opaque_settings;
    struct adding adding = { .key = NULL };
    enum exit_code code = read_credential(session, settings, &adding);

    if (code == EXIT_CODE_OK) {
        take_names(settings, &adding);
        code = take_rest(session, settings, &adding);
    }
    if (code == EXIT_CODE_OK) {
        code = take_types(session, settings, &adding);
    }
    if (code == EXIT_CODE_OK && settings->certificate) {
        code =
            trust_profile_check(session, settings->certificate, roles_of(settings), &adding.entry);
    }
    if (code == EXIT_CODE_OK) {
        code = put(session, operands->items[0], &adding);
    }

    adding_free(&adding);
    return code;
}

const struct command command_trust_add = {
    .words = "trust add",
    .summary = "put an agency's key into the draft, with what it may do",
    .summary_zh = "将机关的密钥及其权限加入草稿",
    .operands = "DIR",
    .operand_min = 1,
    .operand_max = 1,
    .options = add_options,
    .settings_size = sizeof(struct add_settings),
    .examples =
        "  wallet trust add region --key agency.pub --types id-card --region 3605\n"
        "  wallet trust add region --id 11360500000000019F --cert chain.pem --types '*'\n"
        "  wallet trust add region --key desk.pub --role counter --types id-card:name+sex\n",
    .run = trust_add,
};
