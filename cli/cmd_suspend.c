/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "state_change.h"

static const struct option_spec suspend_options[] = { STATE_OPTIONS, { 0 } };

static enum exit_code suspend(
    const struct session *session, const void *settings, const struct operands *operands)
{
    return state_change(session, settings, operands, WALLET_STATE_SUSPENDED);
}

const struct command command_suspend = {
    .words = "suspend",
    .summary = "take licences out of force for a time",
    .summary_zh = "暂扣证照",
    .operands = "LICENCE...",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = suspend_options,
    .settings_size = sizeof(struct state_settings),
    .json = true,
    .examples = "  wallet suspend card.png --register agency.status --note 'case 17'\n",
    .run = suspend,
};
