/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "output.h"
#include "releasing.h"

#include <string.h>

#define FIELD(name_) .offset = offsetof(struct release_settings, name_)

static const char *const operations[] = { "compare", "data", "file", "search", "verify", NULL };

static const struct option_spec release_options[] = {
    REPOSITORY_OPTION(struct release_settings, repository),
    CHECK_OPTIONS(offsetof(struct release_settings, check)),
    { .kind = OPTION_TEXT,
      .name = "to",
      .value = "URL",
      FIELD(to),
      .help = "call the service of a repository at this address, not the one on this machine",
      .help_zh = "调用该地址的证照库服务，而非本机证照库" },
    { .kind = OPTION_TEXT,
      .name = "repository-id",
      .value = "USCC",
      FIELD(repository_id),
      .help = "for '--to': who keeps that repository; nobody else's answer is taken",
      .help_zh = "用于 '--to'：该证照库的统一社会信用代码；只接受其签署的答复" },
    { .kind = OPTION_TEXT,
      .name = "ca",
      .value = "FILE",
      FIELD(authorities),
      .help = "for '--to': certificates of authorities to believe, in PEM",
      .help_zh = "用于 '--to'：所信任机构的 PEM 证书" },
    { .kind = OPTION_TEXT,
      .letter = 'O',
      .name = "operation",
      .value = "OPERATION",
      .choices = operations,
      FIELD(operation),
      .help = "compare (where values are given), verify (where a file is), else data",
      .help_zh = "compare 比对（给出值时）、verify 验证文件（给出文件时），否则 data 读取；另有 "
                 "file 下载、search 检索" },
    { .kind = OPTION_TEXT,
      .letter = 'g',
      .name = "grant",
      .value = "INPUT",
      FIELD(grant),
      .help = "the holder's leave, as 'wallet grant' signs it: a file, a picture or the text of a "
              "code; '-' reads it from standard input, as from a scanner",
      .help_zh = "持证人的授权，由 'wallet grant' 签署：文件、图片或码的文本；"
                 "'-' 表示从标准输入读取，如扫码枪" },
    { .kind = OPTION_LIST,
      .letter = 'i',
      .name = "items",
      .value = "ITEM",
      FIELD(items),
      .help = "a licence type and its fields, as id-card:name,sex; may be repeated",
      .help_zh = "证照类型及字段，如 id-card:name,sex；可重复" },
    { .kind = OPTION_LIST,
      .name = "optional",
      .value = "ITEM",
      FIELD(optional),
      .help = "the same for what is welcome and not required",
      .help_zh = "同上，但非必需" },
    { .kind = OPTION_LIST,
      .letter = 'v',
      .name = "value",
      .value = "FIELD=TEXT",
      FIELD(values),
      .help =
          "compare with this value, one for each field; as id-card:name=TEXT among several types; "
          "members.name=TEXT for a field of a member",
      .help_zh = "以该值比对，每个字段一个；多种证照时写作 id-card:name=值；"
                 "成员的字段写作 members.name=值" },
    { .kind = OPTION_TEXT,
      .name = "values",
      .value = "FILE",
      FIELD(value_file),
      .help =
          "the same, one a line; '-' reads them from standard input, out of the sight of others",
      .help_zh = "同上，每行一个；'-' 表示从标准输入读取，不为他人所见" },
    { .kind = OPTION_TEXT,
      .name = "file",
      .value = "FILE",
      FIELD(file),
      .help = "verify this licence or copy",
      .help_zh = "验证该证照文件或加注件" },
    { .kind = OPTION_TEXT,
      .letter = 'm',
      .name = "matter",
      .value = "NAME",
      FIELD(matter),
      .help = "the matter it is for; without one, a cause is needed",
      .help_zh = "办理事项名称；不涉及事项时须说明事由" },
    { .kind = OPTION_TEXT,
      .name = "matter-code",
      .value = "CODE",
      FIELD(matter_code),
      .help = "the code of the matter",
      .help_zh = "事项实施编码" },
    { .kind = OPTION_TEXT,
      .name = "cause",
      .value = "TEXT",
      FIELD(cause),
      .help = "why, in up to 200 characters",
      .help_zh = "用证事由，至多 200 字" },
    { .kind = OPTION_TEXT,
      .name = "system",
      .value = "NAME",
      FIELD(system),
      .help = "the system in which the matter is handled",
      .help_zh = "办理所用的业务系统" },
    { .kind = OPTION_TEXT,
      .name = "case",
      .value = "NUMBER",
      FIELD(case_number),
      .help = "the number of the case",
      .help_zh = "办件编号" },
    { .kind = OPTION_TEXT,
      .letter = 'c',
      .name = "clerk",
      .value = "NAME",
      FIELD(clerk),
      .help = "who asks",
      .help_zh = "经办人姓名" },
    { .kind = OPTION_TEXT,
      .name = "account",
      .value = "NAME",
      FIELD(account),
      .help = "the clerk's account or number",
      .help_zh = "经办人账号或工号" },
    { .kind = OPTION_TEXT,
      .letter = 'w',
      .name = "window",
      .value = "NAME",
      FIELD(window),
      .help = "at which window",
      .help_zh = "窗口" },
    SIGNER_KEY_OPTION(
        struct release_settings,
        key,
        "the counter's private key: a file, 'pkcs11:...' or 'agent:SOCKET'",
        "窗口私钥：文件、'pkcs11:...' 或 'agent:SOCKET'"),
    SIGNER_OPTIONS(struct release_settings, signer),
    { .kind = OPTION_TEXT,
      .name = "save-call",
      .value = "FILE",
      FIELD(save_call),
      .help = "write the signed call here, too",
      .help_zh = "同时保存已签名的调用" },
    { .kind = OPTION_TEXT,
      .letter = 'o',
      .name = "output",
      .value = "DIR",
      FIELD(output),
      .help = "write the copies into this folder",
      .help_zh = "将加注件写入该目录" },
    { .kind = OPTION_FLAG,
      .letter = 'f',
      .name = "force",
      FIELD(force),
      .help = "replace files that are there",
      .help_zh = "替换已有文件" },
    { 0 },
};

static enum exit_code complain_service(const struct session *session, const char *problem)
{
    complain(session, "%s", problem);
    why(session,
        SAY(session,
            "'--to' calls the service of the repository that '--repository-id' names; without it "
            "the repository on this machine answers",
            "'--to' 调用 '--repository-id' 所指证照库的服务；不加 '--to' 则由本机证照库答复"));
    hint(
        session,
        "wallet repository release --to https://repository.example --repository-id USCC ...");
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_input(const struct session *session)
{
    complain(
        session,
        SAY(session,
            "'--grant -' and '--values -' exclude each other",
            "'--grant -' 与 '--values -' 不能同用"));
    why(session, SAY(session, "standard input is one", "标准输入只有一个"));
    hint(session, SAY(session, "put one of them into a file", "请将其中之一存为文件"));
    return EXIT_CODE_USAGE;
}

/* A call that was signed says itself which repository it is for. */
static enum exit_code check_settings(
    const struct session *session, const struct release_settings *settings, bool is_signed)
{
    if (settings->to && settings->repository) {
        return complain_service(
            session,
            SAY(session,
                "'--to' and '--repository' exclude each other",
                "'--to' 与 '--repository' 不能同用"));
    }
    if (settings->to && !settings->repository_id && !is_signed) {
        return complain_service(
            session, SAY(session, "'--repository-id' is missing", "缺少 '--repository-id'"));
    }
    if (settings->grant && settings->value_file && strcmp(settings->grant, "-") == 0 &&
        strcmp(settings->value_file, "-") == 0) {
        return complain_input(session);
    }
    if (!settings->to && (settings->repository_id || settings->authorities)) {
        return complain_service(session, SAY(session, "'--to' is missing", "缺少 '--to'"));
    }

    return EXIT_CODE_OK;
}

static enum exit_code open_callee(struct releasing *releasing)
{
    const struct release_settings *settings = releasing->settings;

    if (settings->to) {
        releasing->catalogue = releasing->checker.catalogue;
        releasing->id = settings->repository_id;
        return EXIT_CODE_OK;
    }

    const enum exit_code code =
        repository_open(releasing->session, settings->repository, &releasing->repository);
    releasing->catalogue = releasing->repository.catalogue;
    releasing->id = releasing->repository.id;
    return code;
}

/* A call that was signed elsewhere. */
static enum exit_code read_call(struct releasing *releasing, const char *path)
{
    const enum exit_code code =
        file_read(releasing->session, path, WALLET_CALL_MAX, &releasing->call_file);

    releasing->call = file_bytes(&releasing->call_file);
    return code;
}

static enum exit_code release(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct release_settings *settings = opaque_settings;
    struct releasing releasing = { .session = session, .settings = settings };

    enum exit_code code = check_settings(session, settings, operands->count > 0);
    if (code == EXIT_CODE_OK) {
        code = checker_start(session, &settings->check, &releasing.checker);
    }
    if (code == EXIT_CODE_OK) {
        code = open_callee(&releasing);
    }
    if (code == EXIT_CODE_OK) {
        code = operands->count > 0 ? read_call(&releasing, operands->items[0])
                                   : releasing_make_call(&releasing);
    }
    if (code == EXIT_CODE_OK) {
        code = releasing_answer(&releasing);
    }
    if (code == EXIT_CODE_OK) {
        code = releasing_print(&releasing);
    }

    releasing_finish(&releasing);
    return code;
}

const struct command command_repository_release = {
    .words = "repository release",
    .summary = "have a repository answer a counter's call, on this machine or at an address",
    .summary_zh = "由本机或指定地址的证照库答复窗口的用证调用",
    .operands = "[CALL]",
    .operand_max = 1,
    .options = release_options,
    .settings_size = sizeof(struct release_settings),
    .json = true,
    .examples =
        "  wallet repository release -g grant.cbor -i id-card:name,citizen_number \\\n"
        "      -v name=NAME -v citizen_number=NUMBER -m 'Rent subsidy' --matter-code CODE \\\n"
        "      -c CLERK -k counter.key\n"
        "  wallet repository release -O file -g grant.cbor -i id-card:name -o copies ...\n"
        "  wallet repository release call.cbor -o copies\n"
        "  wallet repository release --to https://repository.example --repository-id USCC ...\n",
    .run = release,
};
