/* SPDX-License-Identifier: Apache-2.0 */
#include "trust_intake.h"

#include "keys.h"
#include "output.h"
#include "place.h"
#include "save.h"
#include "trust_store.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void trust_intake_free(struct trust_intake *import)
{
    wallet_trust_list_free(import->list);
    file_free(&import->file);
    wallet_key_free(import->root);
}

static enum exit_code find_store(
    const struct session *session, const char *folder, struct trust_intake *import)
{
    if (!place_join(import->list_path, folder, TRUST_STORE_LIST) ||
        !place_join(import->root_path, folder, TRUST_STORE_ROOT)) {
        return trust_intake_fail(session, strerror(ENAMETOOLONG));
    }

    import->is_first = access(import->list_path, F_OK) != 0;
    return EXIT_CODE_OK;
}

enum exit_code trust_intake_fail(const struct session *session, const char *reason)
{
    complain(session, SAY(session, "the list is not imported", "未导入名单"));
    why(session, "%s", reason);
    hint(
        session,
        SAY(session,
            "--root root.pub, as the region's authority gave it to you",
            "--root root.pub，由本地主管机关提供"));
    return EXIT_CODE_REFUSED;
}

static bool is_same_key(const struct wallet_key *a, const struct wallet_key *b)
{
    const struct wallet_bytes left = wallet_key_id(a);
    const struct wallet_bytes right = wallet_key_id(b);

    return memcmp(left.data, right.data, WALLET_KEY_ID_SIZE) == 0 &&
           strcmp(wallet_key_issuer(a), wallet_key_issuer(b)) == 0;
}

/* Whoever may sign licences could otherwise give himself more by a list of his own. */
static enum exit_code check_root(const struct session *session, const struct wallet_key *root)
{
    return wallet_key_type_count(root) == 0 ? EXIT_CODE_OK
                                            : trust_intake_fail(
                                                  session,
                                                  SAY(session,
                                                      "the root is a key for licences",
                                                      "该根密钥是用于签发证照的密钥"));
}

/* The root that is named, which must be the store's if it has one already. */
static enum exit_code open_root(
    const struct session *session, const char *given, struct trust_intake *import)
{
    struct wallet_key *stored = NULL;

    if (!given && import->is_first) {
        return trust_intake_fail(session, SAY(session, "'--root' is missing", "缺少 '--root'"));
    }

    enum exit_code code = keys_read(session, given ? given : import->root_path, &import->root);
    if (code == EXIT_CODE_OK) {
        code = check_root(session, import->root);
    }
    if (code == EXIT_CODE_OK && given && !import->is_first) {
        code = keys_read(session, import->root_path, &stored);
    }
    if (stored && !is_same_key(stored, import->root)) {
        code = trust_intake_fail(
            session, SAY(session, "the store has another root", "存储中已有另一个根"));
    }

    wallet_key_free(stored);
    return code;
}

/* What is there already: how new it is, whether or not it still counts. */
static enum exit_code read_stored(
    const struct session *session,
    const struct trust_intake *import,
    struct file *out_file,
    uint64_t *out_version)
{
    struct wallet_trust_list *stored = NULL;
    struct wallet_error error;
    enum exit_code code = file_read(session, import->list_path, WALLET_TRUST_LIST_MAX, out_file);

    if (code == EXIT_CODE_OK &&
        wallet_trust_list_verify(
            file_bytes(out_file), import->root, 0, WALLET_TRUST_ANY_TIME, &stored, &error) !=
            WALLET_OK) {
        code = refuse(
            session, &error, SAY(session, "the list in the store is refused", "拒绝存储中的名单"));
        hint(session, SAY(session, "remove '%s'", "请删除 '%s'"), import->list_path);
    } else if (code == EXIT_CODE_OK) {
        *out_version = wallet_trust_list_version(stored);
    }

    wallet_trust_list_free(stored);
    return code;
}

/* Two lists of one version: somebody shows different people different lists. */
static bool is_fork(const struct trust_intake *import, const struct file *stored, uint64_t version)
{
    return !import->is_first && wallet_trust_list_version(import->list) == version &&
           (stored->size != import->file.size ||
            memcmp(stored->data, import->file.data, stored->size) != 0);
}

/* What was read already: standard input can be read only once. */
static enum exit_code take_file(
    const struct session *session,
    const struct trust_intake_source *source,
    struct trust_intake *import)
{
    if (!source->content) {
        return file_read(session, source->list, WALLET_TRUST_LIST_MAX, &import->file);
    }

    import->file = *source->content;
    *source->content = (struct file){ 0 };
    return EXIT_CODE_OK;
}

static enum exit_code verify(
    const struct session *session,
    const struct trust_intake_source *source,
    struct trust_intake *import)
{
    struct file stored = { 0 };
    struct wallet_error error;
    uint64_t version = 0;
    enum exit_code code = take_file(session, source, import);

    if (code == EXIT_CODE_OK && !import->is_first) {
        code = read_stored(session, import, &stored, &version);
    }
    if (code == EXIT_CODE_OK &&
        wallet_trust_list_verify(
            file_bytes(&import->file), import->root, version, source->now, &import->list, &error) !=
            WALLET_OK) {
        code = refuse(
            session,
            &error,
            SAY(session, "the trust list '%s' is refused", "拒绝信任名单 '%s'"),
            source->list);
        hint(
            session,
            SAY(session,
                "ask the region's authority for its newest list",
                "请向本地主管机关索取最新名单"));
    } else if (code == EXIT_CODE_OK && is_fork(import, &stored, version)) {
        code = trust_intake_fail(
            session,
            SAY(session,
                "another list of the same version is in the store",
                "存储中已有同一版本的另一份名单"));
    }

    file_free(&stored);
    return code;
}

static enum exit_code store_file(
    const struct session *session,
    const char *folder,
    const char *name,
    struct wallet_bytes content)
{
    char path[PATH_MAX];

    return place_join(path, folder, name) ? save(session, path, content, SAVE_REPLACE)
                                          : trust_intake_fail(session, strerror(ENAMETOOLONG));
}

enum exit_code trust_intake_store(
    const struct session *session, const struct trust_intake *import, const char *folder)
{
    struct wallet_buffer root = { 0 };
    enum exit_code code = EXIT_CODE_OK;

    /* The root first: a list without it would be of no use. */
    if (import->is_first) {
        code = wallet_key_write_public(import->root, &root, NULL) == WALLET_OK
                   ? store_file(session, folder, TRUST_STORE_ROOT, wallet_buffer_bytes(&root))
                   : complain_memory(session);
    }
    if (code == EXIT_CODE_OK) {
        code = store_file(session, folder, TRUST_STORE_LIST, file_bytes(&import->file));
    }

    wallet_buffer_clear(&root);
    return code;
}

enum exit_code trust_intake_prepare(
    const struct session *session,
    const struct trust_intake_source *source,
    struct trust_intake *import)
{
    *import = (struct trust_intake){ 0 };
    enum exit_code code = find_store(session, source->store, import);

    if (code == EXIT_CODE_OK) {
        code = open_root(session, source->root, import);
    }
    if (code == EXIT_CODE_OK) {
        code = verify(session, source, import);
    }

    return code;
}
