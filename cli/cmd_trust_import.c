/* SPDX-License-Identifier: Apache-2.0 */
#include "changeover.h"
#include "clock.h"
#include "command.h"
#include "output.h"
#include "place.h"
#include "trust_intake.h"
#include "trust_store.h"
#include "vical_intake.h"
#include "vical_store.h"

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
        .help = "the root's public key, or a VICAL provider's root certificate; needed the first "
                "time",
        .help_zh = "根公钥，或 VICAL 提供方的根证书；首次导入时必填",
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

static enum exit_code import_list(
    const struct session *session,
    const struct import_settings *settings,
    const struct trust_intake_source *source)
{
    struct trust_intake import = { 0 };
    char age[80];

    enum exit_code code = trust_intake_prepare(session, source, &import);
    if (code == EXIT_CODE_OK) {
        code = trust_intake_store(session, &import, source->store);
    }
    if (code == EXIT_CODE_OK) {
        trust_store_age(session, import.list, source->now, age);
        remark(session, SAY(session, "imported %s", "已导入：%s"), age);
        suggest(
            session,
            "wallet trust list%s%s",
            settings->store ? " " : "",
            settings->store ? source->store : "");
    }

    trust_intake_free(&import);
    return code;
}

/* The region's list or a foreign provider's: the file itself tells. */
static enum exit_code import_file(
    const struct session *session,
    const struct import_settings *settings,
    const struct trust_intake_source *source)
{
    const struct vical_intake_source vical = {
        source->list, file_bytes(source->content), source->root, source->store, source->now
    };

    return vical_store_knows(vical.content) ? vical_intake(session, &vical)
                                            : import_list(session, settings, source);
}

static enum exit_code trust_import(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct import_settings *settings = opaque_settings;
    struct file file = { 0 };
    struct moment now = { 0 };
    int lock = -1;
    char folder[PATH_MAX];

    if (settings->store ? !place_join(folder, settings->store, "") : !trust_store_default(folder)) {
        return trust_intake_fail(session, SAY(session, "there is no home folder", "没有主目录"));
    }

    enum exit_code code = clock_read(session, NULL, &now);
    if (code == EXIT_CODE_OK) {
        code = file_read(session, operands->items[0], WALLET_VICAL_MAX, &file);
    }
    if (code == EXIT_CODE_OK) {
        code = changeover_lock_trust(session, folder, &lock);
    }
    if (code == EXIT_CODE_OK) {
        const struct trust_intake_source source = {
            operands->items[0], settings->root, folder, now.unix_seconds, &file
        };
        code = import_file(session, settings, &source);
    }

    file_free(&file);
    if (lock >= 0) {
        (void)close(lock);
    }
    return code;
}

const struct command command_trust_import = {
    .words = "trust import",
    .summary =
        "take in the region's signed trust list, or a VICAL of foreign authorities; never an "
        "older one than there is",
    .summary_zh = "导入本地签名信任名单，或境外机构的 VICAL；不接受比现有更旧的",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = import_options,
    .settings_size = sizeof(struct import_settings),
    .examples = "  wallet trust import trust.cbor --root root.pub\n"
                "  wallet trust import trust.cbor\n"
                "  wallet trust import vical.cbor --root provider-root.pem\n",
    .run = trust_import,
};
