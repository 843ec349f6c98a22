/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "doctor.h"

static const struct option_spec no_options[] = { { 0 } };

static enum exit_code doctor(
    const struct session *session, const void *settings, const struct operands *operands)
{
    enum exit_code code = EXIT_CODE_OK;
    (void)settings;
    (void)operands;

    for (const struct doctor_check *check = doctor_checks; check->name; check++) {
        struct doctor_finding finding = { 0 };
        check->look(session, &finding);
        doctor_print(session, check, &finding);
        if (finding.result == DOCTOR_FAIL) {
            code = EXIT_CODE_FILE;
        }
    }

    return code;
}

const struct command command_doctor = {
    .words = "doctor",
    .summary = "check this machine: clock, catalogue, scanner, sandbox, guns, terminal",
    .summary_zh = "检查本机：时钟、类型目录、扫描程序、沙箱、扫码枪、终端",
    .operands = "",
    .options = no_options,
    .json = true,
    .examples = "  wallet doctor\n",
    .run = doctor,
};
