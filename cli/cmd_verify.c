/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "output.h"
#include "verifying.h"

#include <stdio.h>
#include <unistd.h>

static enum exit_code take(
    const void *context, const struct session *session, const struct input_taker *taker)
{
    const struct operands *operands = context;

    if (operands->count > 0) {
        return inputs_take(session, operands, taker);
    }
    if (isatty(STDIN_FILENO) != 1) {
        return inputs_take_stream(session, taker, false);
    }

    fputs(SAY(session, "scan now: ", "请扫码："), stderr);
    (void)fflush(stderr);
    return inputs_take_stream(session, taker, true);
}

static const struct option_spec options[] = { VERIFY_OPTIONS(0), VERIFY_MDOC_OPTIONS(0), { 0 } };

static enum exit_code verify(
    const struct session *session, const void *settings, const struct operands *operands)
{
    return verifying_run(session, settings, &(struct verify_source){ take, operands, NULL });
}

const struct command command_verify = {
    .words = "verify",
    .summary = "check licences: pictures, texts of codes, CBOR files, folders",
    .summary_zh = "核验证照：图片、码文本、CBOR 文件或目录",
    .operands = "[INPUT...]",
    .operand_max = OPERANDS_ANY,
    .options = options,
    .settings_size = sizeof(struct verify_settings),
    .json = true,
    .examples = "  wallet verify card.png --trust agency.pub\n"
                "  wallet verify --trust trusted/ --json scans/\n"
                "  wallet verify --trust agency.pub        (then scan with a gun)\n"
                "  wallet verify response.cbor --transcript session.cbor --trust iaca.pem\n",
    .examples_zh = "  wallet verify card.png --trust agency.pub\n"
                   "  wallet verify --trust trusted/ --json scans/\n"
                   "  wallet verify --trust agency.pub        （然后用扫码枪扫码）\n"
                   "  wallet verify response.cbor --transcript session.cbor --trust iaca.pem\n",
    .run = verify,
};
