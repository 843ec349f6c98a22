/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "state_change.h"

static const struct option_spec restore_options[] = { STATE_OPTIONS, { 0 } };

static enum exit_code restore(
    const struct session *session, const void *settings, const struct operands *operands)
{
    return state_change(session, settings, operands, WALLET_STATE_VALID);
}

const struct command command_restore = {
    .words = "restore",
    .summary = "put suspended licences back into force; revoked ones with a note",
    .summary_zh = "恢复被暂扣的证照；已失效的须注明事由",
    .operands = "LICENCE...",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = restore_options,
    .settings_size = sizeof(struct state_settings),
    .json = true,
    .examples = "  wallet restore card.png --register agency.status\n",
    .run = restore,
};
