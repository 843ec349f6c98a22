/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/status.h>

#include "command.h"
#include "output.h"
#include "save.h"

struct init_settings {
    const char *uri;
};

static const struct option_spec init_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'u',
        .name = "uri",
        .value = "URI",
        .offset = offsetof(struct init_settings, uri),
        .help = "where the lists will be found; it stands in every licence (required)",
        .help_zh = "名单的公布地址，写入每份证照（必填）",
    },
    { 0 },
};

static enum exit_code make(const struct session *session, const char *uri, const char *path)
{
    struct wallet_status_register *reg = NULL;
    struct wallet_buffer content = { 0 };
    struct wallet_error error;
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_status_register_new(uri, &reg, &error) != WALLET_OK ||
        wallet_status_register_write(reg, &content, &error) != WALLET_OK) {
        code = refuse(session, &error, SAY(session, "no register was made", "未建立登记簿"));
        hint(
            session,
            SAY(session,
                "an example: https://status.example/xinyu",
                "例如：https://status.example/xinyu"));
        code = error.status == WALLET_ERR_VALUE ? EXIT_CODE_USAGE : code;
    } else {
        code = save(session, path, wallet_buffer_bytes(&content), SAVE_SECRET);
    }

    wallet_buffer_clear(&content);
    wallet_status_register_free(reg);
    return code;
}

static enum exit_code status_init(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct init_settings *settings = opaque_settings;
    const char *path = operands->items[0];

    if (!settings->uri) {
        complain(session, SAY(session, "'--uri' is missing", "缺少 '--uri'"));
        why(session,
            SAY(session,
                "every licence says where its status is published",
                "每份证照都写明其状态的公布地址"));
        hint(session, "wallet status init %s --uri https://status.example/xinyu", path);
        return EXIT_CODE_USAGE;
    }

    const enum exit_code code = make(session, settings->uri, path);
    if (code == EXIT_CODE_OK) {
        remark(
            session,
            SAY(session,
                "'%s' is the new register: keep it secret, keep a copy",
                "'%s' 是新的状态登记簿：请保密并备份"),
            path);
        suggest(session, "wallet issue TYPE --data FILE --key KEY --status %s", path);
    }
    return code;
}

const struct command command_status_init = {
    .words = "status init",
    .summary = "make an agency's register of its licences' status",
    .summary_zh = "建立发证机关的证照状态登记簿",
    .operands = "REGISTER",
    .operand_min = 1,
    .operand_max = 1,
    .options = init_options,
    .settings_size = sizeof(struct init_settings),
    .examples = "  wallet status init agency.status --uri https://status.example/xinyu\n",
    .run = status_init,
};
