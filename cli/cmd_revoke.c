/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "state_change.h"

static const char *const states[] = { "revoked", "withdrawn",   "cancelled", "lapsed",
                                      "other",   "transferred", NULL };

static const struct option_spec revoke_options[] = {
    STATE_OPTIONS,
    {
        .kind = OPTION_TEXT,
        .letter = 's',
        .name = "state",
        .value = "STATE",
        .choices = states,
        .offset = offsetof(struct state_settings, state),
        .help = "revoked (default), withdrawn, cancelled, lapsed, transferred; other with a note",
        .help_zh = "revoked 吊销（默认）、withdrawn 撤销、cancelled 注销、lapsed 失效、"
                   "transferred 办理转出；other 其他，须有 --note",
    },
    { 0 },
};

static enum exit_code revoke(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct state_settings *settings = opaque_settings;
    enum wallet_licence_state state = WALLET_STATE_REVOKED;

    if (settings->state) {
        (void)wallet_licence_state_find(settings->state, &state);
    }

    return state_change(session, settings, operands, state);
}

const struct command command_revoke = {
    .words = "revoke",
    .summary = "take licences out of force, with the reason",
    .summary_zh = "使证照失效（吊销、撤销、注销等）并记录事由",
    .operands = "LICENCE...",
    .operand_min = 1,
    .operand_max = OPERANDS_ANY,
    .options = revoke_options,
    .settings_size = sizeof(struct state_settings),
    .json = true,
    .examples = "  wallet revoke card.png --register agency.status --note 'case 17'\n"
                "  wallet revoke -r agency.status --state cancelled 1.2.156.3005.2.…\n",
    .run = revoke,
};
