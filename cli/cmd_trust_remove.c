/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "output.h"
#include "trust_draft.h"

static const struct option_spec no_options[] = { { 0 } };

static enum exit_code trust_remove(
    const struct session *session, const void *settings, const struct operands *operands)
{
    const char *folder = operands->items[0];
    const char *id = operands->items[1];
    struct wallet_trust_list *list = NULL;
    struct wallet_error error;
    enum exit_code code = trust_draft_load(session, folder, &list);

    (void)settings;
    if (code == EXIT_CODE_OK && wallet_trust_list_remove(list, id, &error) != WALLET_OK) {
        (void)refuse(
            session, &error, SAY(session, "'%s' is not in the draft", "草稿中没有 '%s'"), id);
        hint(session, "wallet trust list %s", folder);
        code = EXIT_CODE_USAGE;
    }
    if (code == EXIT_CODE_OK) {
        code = trust_draft_save(session, folder, list);
    }
    if (code == EXIT_CODE_OK) {
        remark(
            session,
            SAY(session,
                "what it signed counts no more once the list is published; to keep it, retire the "
                "key",
                "名单发布后，其已签发的证照不再有效；如需保留，请改为停用密钥"));
        suggest(session, "wallet trust publish %s -o trust.cbor", folder);
    }

    wallet_trust_list_free(list);
    return code;
}

const struct command command_trust_remove = {
    .words = "trust remove",
    .summary = "take an agency and all its keys out of the draft",
    .summary_zh = "从草稿中移除某机关及其全部密钥",
    .operands = "DIR ID",
    .operand_min = 2,
    .operand_max = 2,
    .options = no_options,
    .examples = "  wallet trust remove region 11360502000000019C\n",
    .run = trust_remove,
};
