/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/certificate.h>

#include "certificate.h"
#include "clock.h"
#include "command.h"
#include "output.h"
#include "roles.h"

struct check_settings {
    const char *root;
    struct option_list roles;
    const char *at;
};

static const struct option_spec check_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'R',
        .name = "root",
        .value = "FILE",
        .offset = offsetof(struct check_settings, root),
        .help = "the roots to believe, in PEM or DER; without them nothing holds",
        .help_zh = "所信任的根证书（PEM 或 DER）；不给出则无从成立",
    },
    {
        .kind = OPTION_LIST,
        .letter = 'r',
        .name = "role",
        .value = "ROLE",
        .offset = offsetof(struct check_settings, roles),
        .help = "the role it must be fit for (see 'wallet key certify'); may be repeated; default: "
                "none, as for a foreign certificate",
        .help_zh = "须适用的角色（见 'wallet key certify'）；可重复；默认不要求，视为外部证书",
    },
    {
        .kind = OPTION_TEXT,
        .name = "at",
        .value = "TIME",
        .offset = offsetof(struct check_settings, at),
        .help = "check as of this time instead of now (said in the output)",
        .help_zh = "以该时间而非当前时间检查（输出中会标明）",
    },
    { 0 },
};

static enum exit_code look(
    const struct session *session,
    const struct certificate_question *question,
    const struct wallet_certificates *roots)
{
    struct wallet_chain_report report;
    const enum wallet_status status = wallet_certificates_check(
        question->chain, roots, question->roles, question->moment.unix_seconds, &report, NULL);

    if (status == WALLET_ERR_MEMORY) {
        return complain_memory(session);
    }

    certificate_print(session, question, status, &report);
    return exit_code_of(status);
}

static enum exit_code certificate_check(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct check_settings *settings = opaque_settings;
    struct certificate_question question = { .name = operands->items[0] };
    struct wallet_certificates *chain = NULL;
    struct wallet_certificates *roots = NULL;

    enum exit_code code = roles_read(session, &settings->roles, &question.roles);
    if (code == EXIT_CODE_OK) {
        code = clock_read(session, settings->at, &question.moment);
    }
    if (code == EXIT_CODE_OK) {
        code = certificate_read(session, question.name, &chain);
    }
    if (code == EXIT_CODE_OK && settings->root) {
        code = certificate_read(session, settings->root, &roots);
    }
    if (code == EXIT_CODE_OK) {
        question.chain = chain;
        code = look(session, &question, roots);
    }

    wallet_certificates_free(chain);
    wallet_certificates_free(roots);
    return code;
}

const struct command command_certificate_check = {
    .words = "certificate check",
    .summary = "check a chain of certificates: its path, and how it keeps the profile",
    .summary_zh = "检查证书链：路径是否成立，是否符合规范",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = check_options,
    .settings_size = sizeof(struct check_settings),
    .json = true,
    .examples = "  wallet certificate check agency.pem --root root.pem --role issuer\n"
                "  wallet certificate check foreign.der --root their-root.pem\n",
    .run = certificate_check,
};
