/* SPDX-License-Identifier: Apache-2.0 */
#include "changeover.h"
#include "clock.h"
#include "command.h"
#include "output.h"
#include "place.h"
#include "trust_intake.h"
#include "trust_store.h"

#include <unistd.h>

struct import_settings {
    const char *root;
    const char *store;
};

static const struct option_spec import_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'r',
        .name = "root",
        .value = "FILE",
        .offset = offsetof(struct import_settings, root),
        .help = "the root's public key; needed the first time",
        .help_zh = "根公钥；首次导入时必填",
    },
    {
        .kind = OPTION_TEXT,
        .name = "store",
        .value = "DIR",
        .offset = offsetof(struct import_settings, store),
        .help = "keep it in this folder; default: wallet/trust in $XDG_DATA_HOME",
        .help_zh = "存放目录；默认 $XDG_DATA_HOME 下的 wallet/trust",
    },
    { 0 },
};

static enum exit_code trust_import(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct import_settings *settings = opaque_settings;
    struct trust_intake import = { 0 };
    struct moment now = { 0 };
    int lock = -1;
    char folder[PATH_MAX];
    char age[80];

    if (settings->store ? !place_join(folder, settings->store, "") : !trust_store_default(folder)) {
        return trust_intake_fail(session, SAY(session, "there is no home folder", "没有主目录"));
    }

    enum exit_code code = clock_read(session, NULL, &now);
    if (code == EXIT_CODE_OK) {
        code = changeover_lock_trust(session, folder, &lock);
    }
    if (code == EXIT_CODE_OK) {
        const struct trust_intake_source source = {
            operands->items[0], settings->root, folder, now.unix_seconds
        };
        code = trust_intake_prepare(session, &source, &import);
    }
    if (code == EXIT_CODE_OK) {
        code = trust_intake_store(session, &import, folder);
    }
    if (code == EXIT_CODE_OK) {
        trust_store_age(session, import.list, now.unix_seconds, age);
        remark(session, SAY(session, "imported %s", "已导入：%s"), age);
        suggest(
            session,
            "wallet trust list%s%s",
            settings->store ? " " : "",
            settings->store ? folder : "");
    }

    trust_intake_free(&import);
    if (lock >= 0) {
        (void)close(lock);
    }
    return code;
}

const struct command command_trust_import = {
    .words = "trust import",
    .summary = "take in the region's signed trust list, never an older one than there is",
    .summary_zh = "导入本地签名信任名单；不接受比现有更旧的",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = import_options,
    .settings_size = sizeof(struct import_settings),
    .examples = "  wallet trust import trust.cbor --root root.pub\n"
                "  wallet trust import trust.cbor\n",
    .run = trust_import,
};
