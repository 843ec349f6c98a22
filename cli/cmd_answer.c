/* SPDX-License-Identifier: Apache-2.0 */
#include "answering.h"
#include "code_show.h"
#include "command.h"
#include "trust_source.h"

#define FIELD(name_) .offset = offsetof(struct answer_settings, name_)

static const struct option_spec answer_options[] = {
    TRUST_LIST_OPTION(struct answer_settings, trust),
    { .kind = OPTION_LIST,
      .letter = 'F',
      .name = "fields",
      .value = "FIELDS",
      FIELD(fields),
      .help = "show none of what is asked for but these",
      .help_zh = "在所请求的字段中只出示这些" },
    { .kind = OPTION_LIST,
      .letter = 'l',
      .name = "licence",
      .value = "ID",
      FIELD(licences),
      .help = "show this one of several of its type; may be repeated",
      .help_zh = "同类证照有多份时出示这一份；可重复" },
    { .kind = OPTION_NUMBER,
      .letter = 'm',
      .name = "member",
      .value = "N",
      .min = 1,
      .max = 64,
      FIELD(member),
      .help = "show the page of this member, as 'wallet show' counts them",
      .help_zh = "出示该成员页（按 'wallet show' 中的序号）" },
    { .kind = OPTION_FLAG,
      .letter = 'y',
      .name = "yes",
      FIELD(yes),
      .help = "do not ask; goes with '--fields' only",
      .help_zh = "不再询问；须与 '--fields' 同用" },
    { .kind = OPTION_FLAG,
      .name = "grant",
      FIELD(grant),
      .help = "no licences: let the counter fetch them from the repository, once",
      .help_zh = "不出示证照，而授权窗口从证照库取用一次" },
    { .kind = OPTION_NUMBER,
      .name = "for",
      .value = "SECONDS",
      .min = 60,
      .max = 86400,
      FIELD(seconds),
      .help = "for '--grant': how long it is good, 60 to 86400 (default 86400)",
      .help_zh = "用于 '--grant'：授权有效时长，60 至 86400 秒（默认 86400）" },
    { .kind = OPTION_FLAG,
      .name = "post",
      FIELD(post),
      .help = "send the answer to the address in the request",
      .help_zh = "将答复发送至请求中的地址" },
    { .kind = OPTION_TEXT,
      .name = "ca",
      .value = "FILE",
      FIELD(authorities),
      .help = "for '--post': certificates of authorities to believe, in PEM",
      .help_zh = "用于 '--post'：所信任机构的 PEM 证书" },
    SHOWING_OPTIONS(struct answer_settings, showing),
    VAULT_OPTIONS(struct answer_settings, vault),
    { 0 },
};

static enum exit_code show(struct answering *answering)
{
    enum exit_code code = answering_choose(answering);

    if (code == EXIT_CODE_OK) {
        code = answering_confirm(answering);
    }

    return code == EXIT_CODE_OK ? answering_send(answering) : code;
}

static enum exit_code answer(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    struct answering answering;

    enum exit_code code = answering_start(session, opaque_settings, operands->items[0], &answering);
    if (code == EXIT_CODE_OK) {
        code = answering.settings->grant ? answering_grant(&answering) : show(&answering);
    }

    answering_finish(&answering);
    return code;
}

const struct command command_answer = {
    .words = "answer",
    .summary = "answer a counter's request with licences of the vault, or a grant to fetch them",
    .summary_zh = "用保管箱中的证照，或取用授权，答复窗口的用证请求（扫码）",
    .operands = "REQUEST",
    .operand_min = 1,
    .operand_max = 1,
    .options = answer_options,
    .settings_size = sizeof(struct answer_settings),
    .json = true,
    .examples = "  wallet answer request.png\n"
                "  wallet answer request.txt --fields name,sex --yes -o answer.txt\n"
                "  wallet answer request.png --grant -o grant.png\n",
    .run = answer,
};
