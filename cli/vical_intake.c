/* SPDX-License-Identifier: Apache-2.0 */
#include "vical_intake.h"

#include <wallet/trust_list.h>

#include "file.h"
#include "folder.h"
#include "output.h"
#include "save.h"
#include "vical_store.h"
#include "vical_trust.h"

#include <string.h>
#include <unistd.h>

/* A VICAL on its way into the store. */
struct intake {
    const struct session *session;
    const struct vical_intake_source *source;
    char folder[PATH_MAX];
    char list_path[PATH_MAX];
    char root_path[PATH_MAX];
    struct wallet_buffer root; /* in DER; empty: that of the store */
    struct wallet_vical *vical;
};

static void intake_free(struct intake *intake)
{
    wallet_vical_free(intake->vical);
    wallet_buffer_clear(&intake->root);
}

static enum exit_code fail(const struct intake *intake, const char *reason)
{
    const struct session *session = intake->session;

    complain(session, SAY(session, "the VICAL is not imported", "未导入 VICAL"));
    why(session, "%s", reason);
    hint(
        session,
        SAY(session,
            "--root root.pem, as the provider publishes it",
            "--root root.pem，由其提供方公布"));
    return EXIT_CODE_REFUSED;
}

static enum exit_code fail_refused(const struct intake *intake, const struct wallet_error *error)
{
    const struct session *session = intake->session;
    const enum exit_code code = refuse(
        session,
        error,
        SAY(session, "the VICAL '%s' is refused", "拒绝 VICAL '%s'"),
        intake->source->name);

    hint(
        session,
        SAY(session,
            "get the newest one, and its root, from its provider",
            "请向其提供方获取最新的 VICAL 及其根证书"));
    return code;
}

/* Only the certificates of the file are kept: who knows what else is in it. */
static enum exit_code read_root(struct intake *intake)
{
    const struct session *session = intake->session;
    const char *path = intake->source->root;
    struct file file = { 0 };
    struct wallet_error error;
    enum exit_code code = file_read(session, path, WALLET_KEY_FILE_MAX, &file);

    if (code == EXIT_CODE_OK &&
        wallet_trust_read_chain(file_bytes(&file), &intake->root, &error) != WALLET_OK) {
        (void)refuse(
            session, &error, SAY(session, "'%s' is no certificate", "'%s' 不是证书"), path);
        hint(
            session,
            SAY(session,
                "a VICAL needs its provider's root certificate, in PEM or DER",
                "VICAL 需要其提供方的根证书（PEM 或 DER 格式）"));
        code = EXIT_CODE_KEY;
    }

    file_free(&file);
    return code;
}

static enum wallet_status verify_under(struct intake *intake, struct wallet_error *error)
{
    struct wallet_certificates *roots = NULL;

    enum wallet_status status =
        wallet_certificates_parse(wallet_buffer_bytes(&intake->root), &roots, error);
    if (status == WALLET_OK) {
        status = wallet_vical_verify(
            intake->source->content, roots, intake->source->now, &intake->vical, error);
    }

    wallet_certificates_free(roots);
    return status;
}

static enum exit_code verify(struct intake *intake)
{
    struct wallet_error error = { .message = "" };
    enum exit_code code = intake->source->root ? read_root(intake) : EXIT_CODE_OK;
    if (code != EXIT_CODE_OK) {
        return code;
    }

    const enum wallet_status status = intake->source->root ? verify_under(intake, &error)
                                                           : vical_store_identify(
                                                                 intake->session,
                                                                 intake->folder,
                                                                 intake->source->content,
                                                                 intake->source->now,
                                                                 &intake->vical,
                                                                 &error);
    if (status != WALLET_OK && !error.message[0]) {
        return fail(intake, SAY(intake->session, "'--root' is missing", "缺少 '--root'"));
    }

    return status == WALLET_OK ? EXIT_CODE_OK : fail_refused(intake, &error);
}

/* The root that the provider has already must be the one that is given. */
static enum exit_code check_root(const struct intake *intake)
{
    struct file stored = { 0 };
    if (intake->root.size == 0) {
        return EXIT_CODE_OK;
    }

    enum exit_code code =
        file_read(intake->session, intake->root_path, WALLET_KEY_FILE_MAX, &stored);
    if (code == EXIT_CODE_OK && (stored.size != intake->root.size ||
                                 memcmp(stored.data, intake->root.data, stored.size) != 0)) {
        code = fail(
            intake,
            SAY(intake->session,
                "the store has another root for this provider",
                "存储中该提供方已有另一个根证书"));
    }

    file_free(&stored);
    return code;
}

/* What is there already: how new it is, whether or not it still counts. */
static enum exit_code check_stored(const struct intake *intake)
{
    const struct session *session = intake->session;
    struct wallet_vical *stored = NULL;
    struct wallet_error error = { .message = "" };
    enum exit_code code = EXIT_CODE_OK;

    if (vical_store_load(intake->list_path, WALLET_VICAL_ANY_TIME, &stored, &error) != WALLET_OK) {
        code = refuse(
            session,
            &error,
            SAY(session, "the VICAL in the store is refused", "拒绝存储中的 VICAL"));
        hint(session, SAY(session, "remove '%s'", "请删除 '%s'"), intake->list_path);
    } else if (wallet_vical_check_successor(intake->vical, stored, &error) != WALLET_OK) {
        code = fail_refused(intake, &error);
    }

    wallet_vical_free(stored);
    return code;
}

static enum exit_code compare(struct intake *intake)
{
    const char *provider = wallet_vical_provider(intake->vical);

    if (!vical_store_path(intake->folder, provider, VICAL_STORE_LIST, intake->list_path) ||
        !vical_store_path(intake->folder, provider, VICAL_STORE_ROOT, intake->root_path)) {
        return fail(intake, SAY(intake->session, "the store's name is too long", "存放目录名过长"));
    }
    if (access(intake->list_path, F_OK) != 0) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code = check_root(intake);
    return code == EXIT_CODE_OK ? check_stored(intake) : code;
}

static enum exit_code make_folder(const struct intake *intake)
{
    const struct session *session = intake->session;
    char reason[160];
    int problem = folder_make(intake->folder, 0700);
    if (problem == 0) {
        problem = folder_sync(intake->source->store);
    }
    if (problem == 0) {
        return EXIT_CODE_OK;
    }

    complain(
        session, SAY(session, "cannot use the folder '%s'", "无法使用目录 '%s'"), intake->folder);
    why(session, "%s", output_problem(session, problem, reason));
    hint(
        session,
        SAY(session,
            "choose a folder that you may write to and that has room",
            "请选择可写且有空间的目录"));
    return EXIT_CODE_FILE;
}

/*
 * Two files, of which the second makes the change: a root counts only beside a VICAL.  It never changes
 * while there is one, so whoever looks in between sees what was there before, or nothing.
 */
static enum exit_code store(const struct intake *intake)
{
    enum exit_code code = make_folder(intake);

    if (code == EXIT_CODE_OK && intake->root.size > 0) {
        code = save(
            intake->session, intake->root_path, wallet_buffer_bytes(&intake->root), SAVE_REPLACE);
    }

    return code == EXIT_CODE_OK
               ? save(intake->session, intake->list_path, intake->source->content, SAVE_REPLACE)
               : code;
}

static void tell(const struct intake *intake)
{
    const struct session *session = intake->session;
    char age[120];

    vical_age(session, intake->vical, intake->source->now, age);
    remark(
        session,
        SAY(session,
            "imported the VICAL of '%s': %s, %zu authorities for their types of document only",
            "已导入 '%s' 的 VICAL：%s，%zu 个机构，仅用于各自的文档类型"),
        wallet_vical_provider(intake->vical),
        age,
        wallet_vical_count(intake->vical));
    if (wallet_vical_skipped_count(intake->vical) > 0) {
        remark(
            session,
            SAY(session,
                "skipped authorities, with keys that cannot be used here: %zu",
                "略过的机构（其密钥在此无法使用）：%zu"),
            wallet_vical_skipped_count(intake->vical));
    }
    if (vical_is_overdue(intake->vical, intake->source->now)) {
        remark(
            session,
            SAY(session,
                "its provider should have made a newer one by now",
                "其提供方此时应已发布新的 VICAL"));
    }
    suggest(session, "wallet trust show %s", intake->list_path);
}

enum exit_code vical_intake(const struct session *session, const struct vical_intake_source *source)
{
    struct intake intake = { .session = session, .source = source };
    enum exit_code code = EXIT_CODE_OK;

    if (!vical_store_folder(source->store, intake.folder)) {
        code = fail(&intake, SAY(session, "the store's name is too long", "存放目录名过长"));
    }
    if (code == EXIT_CODE_OK) {
        code = verify(&intake);
    }
    if (code == EXIT_CODE_OK) {
        code = compare(&intake);
    }
    if (code == EXIT_CODE_OK) {
        code = store(&intake);
    }
    if (code == EXIT_CODE_OK) {
        tell(&intake);
    }

    intake_free(&intake);
    return code;
}
