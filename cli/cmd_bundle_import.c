/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/bundle.h>

#include "changeover.h"
#include "clock.h"
#include "command.h"
#include "file.h"
#include "keys.h"
#include "output.h"
#include "place.h"
#include "resumption.h"
#include "save.h"
#include "status_intake.h"
#include "status_store.h"
#include "trust_intake.h"
#include "trust_store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct import_settings {
    const char *root;
    const char *store;
    const char *output;
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
        .help = "keep trust list and CRLs in this folder, as 'trust import' does",
        .help_zh = "信任名单和吊销列表的存放目录，同 'trust import'",
    },
    {
        .kind = OPTION_TEXT,
        .letter = 'o',
        .name = "output",
        .value = "DIR",
        .offset = offsetof(struct import_settings, output),
        .help = "keep status data in this folder, as 'status import' does",
        .help_zh = "状态数据的存放目录，同 'status import'",
    },
    { 0 },
};

#define UNPACKED ".unpacked" /* in the trust store's draft, with which it goes */

/* An import under way; everything is verified and laid ready before anything takes its place. */
struct unpacking {
    const struct session *session;
    struct moment now;
    struct changeover changeover;
    char draft[PATH_MAX];    /* of the trust store */
    char unpacked[PATH_MAX]; /* the files of the bundle, as they came */
    struct file file;
    struct wallet_bundle *bundle;
    struct trust_intake list;
    struct wallet_trust *trust;
    struct status_intake *intakes;
    size_t intake_count;
};

static void unpacking_free(struct unpacking *unpacking)
{
    changeover_finish(&unpacking->changeover);
    free(unpacking->intakes);
    wallet_trust_free(unpacking->trust);
    trust_intake_free(&unpacking->list);
    wallet_bundle_free(unpacking->bundle);
    file_free(&unpacking->file);
}

static enum exit_code fail_file(const struct session *session, const char *path, int problem)
{
    complain(session, SAY(session, "cannot write '%s'", "无法写入 '%s'"), path);
    why(session, "%s", strerror(problem));
    hint(
        session, SAY(session, "choose folders with --store and -o", "请用 --store 和 -o 指定目录"));
    return EXIT_CODE_FILE;
}

/* The root that is named, else the one that the store has. */
static enum exit_code open_root(
    const struct session *session, const char *store, const char *given, struct wallet_key **out)
{
    char stored[PATH_MAX];

    if (given) {
        return keys_read(session, given, out);
    }
    if (!trust_store_is_there(store) || !place_join(stored, store, TRUST_STORE_ROOT)) {
        return trust_intake_fail(session, SAY(session, "'--root' is missing", "缺少 '--root'"));
    }

    const enum exit_code code = resume_trust(session, store);
    return code == EXIT_CODE_OK ? keys_read(session, stored, out) : code;
}

static enum exit_code open_bundle(
    struct unpacking *unpacking, const char *path, const struct wallet_key *root)
{
    const struct session *session = unpacking->session;
    struct wallet_error error;
    enum exit_code code = file_read(session, path, WALLET_BUNDLE_MAX, &unpacking->file);

    if (code == EXIT_CODE_OK && wallet_bundle_verify(
                                    file_bytes(&unpacking->file),
                                    root,
                                    unpacking->now.unix_seconds,
                                    &unpacking->bundle,
                                    &error) != WALLET_OK) {
        code = refuse(
            session, &error, SAY(session, "the bundle '%s' is refused", "拒绝离线包 '%s'"), path);
        hint(session, SAY(session, "ask the region's authority for it", "请向本地主管机关索取"));
    }

    return code;
}

/* Writes one file below `folder`, making the folder in its name. */
static enum exit_code put(
    const struct session *session, const char *folder, const struct wallet_bundle_file *file)
{
    char path[PATH_MAX];

    if (!place_join(path, folder, file->name)) {
        return fail_file(session, folder, ENAMETOOLONG);
    }

    char *slash = strrchr(path, '/');
    *slash = '\0';
    if (mkdir(path, 0700) != 0 && errno != EEXIST) {
        return fail_file(session, path, errno);
    }
    *slash = '/';
    return save(session, path, file->content, SAVE_NEW);
}

static enum exit_code unpack(struct unpacking *unpacking)
{
    struct wallet_bundle_file file;
    enum exit_code code = EXIT_CODE_OK;

    if (!place_join(unpacking->draft, unpacking->changeover.trust, CHANGEOVER_TRUST_DRAFT) ||
        !place_join(unpacking->unpacked, unpacking->draft, UNPACKED)) {
        return fail_file(unpacking->session, unpacking->changeover.trust, ENAMETOOLONG);
    }
    if (mkdir(unpacking->unpacked, 0700) != 0) {
        return fail_file(unpacking->session, unpacking->unpacked, errno);
    }
    for (size_t i = 0; i < wallet_bundle_count(unpacking->bundle) && code == EXIT_CODE_OK; i++) {
        wallet_bundle_at(unpacking->bundle, i, &file);
        code = put(unpacking->session, unpacking->unpacked, &file);
    }

    return code;
}

static enum exit_code prepare_list(struct unpacking *unpacking, const char *root)
{
    char path[PATH_MAX];
    struct wallet_error error;

    if (!place_join(path, unpacking->unpacked, WALLET_BUNDLE_TRUST_NAME)) {
        return fail_file(unpacking->session, unpacking->unpacked, ENAMETOOLONG);
    }

    const struct trust_intake_source source = {
        path, root, unpacking->changeover.trust, unpacking->now.unix_seconds, NULL
    };
    const enum exit_code code = trust_intake_prepare(unpacking->session, &source, &unpacking->list);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    return wallet_trust_new(&unpacking->trust, &error) == WALLET_OK &&
                   wallet_trust_add_list(unpacking->trust, unpacking->list.list, &error) ==
                       WALLET_OK
               ? EXIT_CODE_OK
               : complain_memory(unpacking->session);
}

/* Two folders of one agency would push each other out. */
static enum exit_code prepare_one(
    const struct unpacking *unpacking, struct status_intake *intake, const char *path)
{
    *intake = (struct status_intake){
        .session = unpacking->session,
        .moment = unpacking->now,
        .trust = { .trust = unpacking->trust },
    };
    memcpy(intake->store, unpacking->changeover.status, sizeof intake->store);
    const enum exit_code code = status_intake_prepare(intake, path);
    if (code != EXIT_CODE_OK || strcmp(strrchr(path, '/') + 1, intake->manifest.issuer) == 0) {
        return code;
    }

    return trust_intake_fail(
        unpacking->session,
        SAY(unpacking->session,
            "status data is in the folder of another agency",
            "状态数据位于其他机关的目录中"));
}

static enum exit_code prepare_status(struct unpacking *unpacking)
{
    struct folder folder = { 0 };
    enum exit_code code = status_store_list(unpacking->session, unpacking->unpacked, &folder);

    unpacking->intakes = calloc(folder.count + 1, sizeof *unpacking->intakes);
    if (code == EXIT_CODE_OK && !unpacking->intakes) {
        code = complain_memory(unpacking->session);
    }
    for (size_t i = 0; i < folder.count && code == EXIT_CODE_OK; i++) {
        code =
            prepare_one(unpacking, &unpacking->intakes[unpacking->intake_count++], folder.paths[i]);
    }

    folder_free(&folder);
    return code;
}

static enum exit_code finish(struct unpacking *unpacking)
{
    static const char crl[] = WALLET_BUNDLE_CRL_FOLDER "/";
    const struct session *session = unpacking->session;
    struct wallet_bundle_file file;
    enum exit_code code = trust_intake_store(session, &unpacking->list, unpacking->draft);

    for (size_t i = 0; i < wallet_bundle_count(unpacking->bundle) && code == EXIT_CODE_OK; i++) {
        wallet_bundle_at(unpacking->bundle, i, &file);
        if (strncmp(file.name, crl, sizeof crl - 1) == 0) {
            code = put(session, unpacking->draft, &file);
        }
    }

    return code == EXIT_CODE_OK ? changeover_commit(session, &unpacking->changeover) : code;
}

static void tell(const struct unpacking *unpacking)
{
    const struct session *session = unpacking->session;
    char age[80];

    for (size_t i = 0; i < unpacking->intake_count; i++) {
        status_intake_tell(&unpacking->intakes[i]);
    }
    trust_store_age(session, unpacking->list.list, unpacking->now.unix_seconds, age);
    remark(session, SAY(session, "imported the trust list: %s", "已导入信任名单：%s"), age);
}

/* Both stores are locked from here on. */
static enum exit_code take_in(
    struct unpacking *unpacking, const char *trust, const char *status, const char *root)
{
    enum exit_code code =
        changeover_start(unpacking->session, trust, status, &unpacking->changeover);

    if (code == EXIT_CODE_OK) {
        code = unpack(unpacking);
    }
    if (code == EXIT_CODE_OK) {
        code = prepare_list(unpacking, root);
    }
    if (code == EXIT_CODE_OK) {
        code = prepare_status(unpacking);
    }
    if (code == EXIT_CODE_OK) {
        code = finish(unpacking);
    }
    if (code == EXIT_CODE_OK) {
        tell(unpacking);
    }

    return code;
}

static enum exit_code bundle_import(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct import_settings *settings = opaque_settings;
    struct unpacking unpacking = { .session = session, .changeover = CHANGEOVER_NONE };
    struct wallet_key *root = NULL;
    char trust[PATH_MAX];
    char status[PATH_MAX];

    if ((settings->store ? !place_join(trust, settings->store, "") : !trust_store_default(trust)) ||
        (settings->output ? !place_join(status, settings->output, "")
                          : !status_store_default(status))) {
        return trust_intake_fail(session, SAY(session, "there is no home folder", "没有主目录"));
    }

    enum exit_code code = clock_read(session, NULL, &unpacking.now);
    if (code == EXIT_CODE_OK) {
        code = open_root(session, trust, settings->root, &root);
    }
    if (code == EXIT_CODE_OK) {
        code = open_bundle(&unpacking, operands->items[0], root);
    }
    if (code == EXIT_CODE_OK) {
        code = take_in(&unpacking, trust, status, settings->root);
    }

    wallet_key_free(root);
    unpacking_free(&unpacking);
    return code;
}

const struct command command_bundle_import = {
    .words = "bundle import",
    .summary = "take in all of an offline bundle, or nothing of it",
    .summary_zh = "导入离线包的全部内容，否则一概不导入",
    .operands = "FILE",
    .operand_min = 1,
    .operand_max = 1,
    .options = import_options,
    .settings_size = sizeof(struct import_settings),
    .examples = "  wallet bundle import day.bundle --root root.pub\n",
    .run = bundle_import,
};
