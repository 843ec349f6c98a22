/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/bundle.h>

#include "clock.h"
#include "command.h"
#include "file.h"
#include "keys.h"
#include "output.h"
#include "place.h"
#include "save.h"
#include "status_intake.h"
#include "status_store.h"
#include "trust_intake.h"
#include "trust_store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* An import under way; everything is verified and laid ready before anything takes its place. */
struct unpacking {
    const struct session *session;
    struct moment now;
    char trust_folder[PATH_MAX];
    char status_folder[PATH_MAX];
    char draft[PATH_MAX]; /* where the bundle is unpacked; "": nowhere */
    struct file file;
    struct wallet_bundle *bundle;
    struct trust_intake list;
    struct wallet_trust *trust;
    struct status_intake *intakes;
    size_t intake_count;
};

/* Removes what was unpacked: the files, then the folders that they were in. */
static void remove_draft(const struct unpacking *unpacking)
{
    struct wallet_bundle_file file;
    char path[PATH_MAX];

    for (size_t i = 0; unpacking->draft[0] && i < wallet_bundle_count(unpacking->bundle); i++) {
        wallet_bundle_at(unpacking->bundle, i, &file);
        if (place_join(path, unpacking->draft, file.name)) {
            (void)unlink(path);
            *strrchr(path, '/') = '\0';
            (void)rmdir(path);
        }
    }
    if (unpacking->draft[0]) {
        (void)rmdir(unpacking->draft);
    }
}

static void unpacking_free(struct unpacking *unpacking)
{
    for (size_t i = 0; i < unpacking->intake_count; i++) {
        swap_drop(&unpacking->intakes[i].swap);
    }
    free(unpacking->intakes);
    remove_draft(unpacking);
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

static enum exit_code open_bundle(struct unpacking *unpacking, const char *path, const char *root)
{
    const struct session *session = unpacking->session;
    struct wallet_key *key = NULL;
    struct wallet_error error;
    char stored[PATH_MAX];

    if (!root && (!trust_store_is_there(unpacking->trust_folder) ||
                  !place_join(stored, unpacking->trust_folder, TRUST_STORE_ROOT))) {
        return trust_intake_fail(session, SAY(session, "'--root' is missing", "缺少 '--root'"));
    }

    enum exit_code code = file_read(session, path, WALLET_BUNDLE_MAX, &unpacking->file);
    if (code == EXIT_CODE_OK) {
        code = keys_read(session, root ? root : stored, &key);
    }
    if (code == EXIT_CODE_OK && wallet_bundle_verify(
                                    file_bytes(&unpacking->file),
                                    key,
                                    unpacking->now.unix_seconds,
                                    &unpacking->bundle,
                                    &error) != WALLET_OK) {
        code = refuse(
            session, &error, SAY(session, "the bundle '%s' is refused", "拒绝离线包 '%s'"), path);
        hint(session, SAY(session, "ask the region's authority for it", "请向本地主管机关索取"));
    }

    wallet_key_free(key);
    return code;
}

/* Writes one file below `folder`, making the folder in its name. */
static enum exit_code put(
    const struct session *session,
    const char *folder,
    const struct wallet_bundle_file *file,
    enum save_kind kind)
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
    return save(session, path, file->content, kind);
}

static enum exit_code unpack(struct unpacking *unpacking)
{
    const char *temporary = getenv("TMPDIR");
    struct wallet_bundle_file file;
    enum exit_code code = EXIT_CODE_OK;

    if (!place_join(
            unpacking->draft,
            temporary && temporary[0] == '/' ? temporary : "/tmp",
            "wallet-bundle-XXXXXX") ||
        !mkdtemp(unpacking->draft)) {
        unpacking->draft[0] = '\0';
        return fail_file(unpacking->session, "wallet-bundle", errno);
    }
    for (size_t i = 0; i < wallet_bundle_count(unpacking->bundle) && code == EXIT_CODE_OK; i++) {
        wallet_bundle_at(unpacking->bundle, i, &file);
        code = put(unpacking->session, unpacking->draft, &file, SAVE_NEW);
    }

    return code;
}

static enum exit_code prepare_list(struct unpacking *unpacking, const char *root)
{
    char path[PATH_MAX];
    struct wallet_error error;

    if (!place_join(path, unpacking->draft, WALLET_BUNDLE_TRUST_NAME)) {
        return fail_file(unpacking->session, unpacking->draft, ENAMETOOLONG);
    }

    const struct trust_intake_source source = {
        path, root, unpacking->trust_folder, unpacking->now.unix_seconds
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
    memcpy(intake->store, unpacking->status_folder, sizeof intake->store);
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
    enum exit_code code = status_store_list(unpacking->session, unpacking->draft, &folder);

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
    struct wallet_bundle_file file;
    enum exit_code code = trust_intake_store(unpacking->session, &unpacking->list);

    for (size_t i = 0; i < unpacking->intake_count && code == EXIT_CODE_OK; i++) {
        code = status_intake_finish(&unpacking->intakes[i]);
    }
    for (size_t i = 0; i < wallet_bundle_count(unpacking->bundle) && code == EXIT_CODE_OK; i++) {
        wallet_bundle_at(unpacking->bundle, i, &file);
        if (strncmp(file.name, crl, sizeof crl - 1) == 0) {
            code = put(unpacking->session, unpacking->trust_folder, &file, SAVE_REPLACE);
        }
    }

    return code;
}

static enum exit_code bundle_import(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct import_settings *settings = opaque_settings;
    struct unpacking unpacking = { .session = session, .list = { .lock = -1 } };
    char age[80];

    if ((settings->store ? !place_join(unpacking.trust_folder, settings->store, "")
                         : !trust_store_default(unpacking.trust_folder)) ||
        (settings->output ? !place_join(unpacking.status_folder, settings->output, "")
                          : !status_store_default(unpacking.status_folder))) {
        return trust_intake_fail(session, SAY(session, "there is no home folder", "没有主目录"));
    }

    enum exit_code code = clock_read(session, NULL, &unpacking.now);
    if (code == EXIT_CODE_OK) {
        code = open_bundle(&unpacking, operands->items[0], settings->root);
    }
    if (code == EXIT_CODE_OK) {
        code = unpack(&unpacking);
    }
    if (code == EXIT_CODE_OK) {
        code = prepare_list(&unpacking, settings->root);
    }
    if (code == EXIT_CODE_OK) {
        code = prepare_status(&unpacking);
    }
    if (code == EXIT_CODE_OK) {
        code = finish(&unpacking);
    }
    if (code == EXIT_CODE_OK) {
        trust_store_age(session, unpacking.list.list, unpacking.now.unix_seconds, age);
        remark(session, SAY(session, "imported the trust list: %s", "已导入信任名单：%s"), age);
    }

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
