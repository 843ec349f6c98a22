/* SPDX-License-Identifier: Apache-2.0 */
#include "repository.h"

#include "file.h"
#include "json.h"
#include "keys.h"
#include "output.h"
#include "place.h"
#include "store_file.h"
#include "text.h"
#include "types.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    REPOSITORY_FILE_LIMIT = 8192,
};

enum exit_code repository_place(
    const struct session *session, const char *given, char out[PATH_MAX])
{
    const char *named = given ? given : getenv("WALLET_REPOSITORY");

    if (named && named[0] != '\0' ? place_join(out, named, "")
                                  : place_data(out, "wallet/repository")) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "there is no place for a repository", "没有存放证照库的位置"));
    why(session,
        named ? SAY(session, "the name is too long", "名称过长")
              : SAY(session, "there is no home folder", "没有主目录"));
    hint(session, SAY(session, "name a folder: --repository DIR", "请指定目录：--repository DIR"));
    return EXIT_CODE_FILE;
}

static enum exit_code expect(const struct session *session, const char *folder)
{
    char path[PATH_MAX];
    struct stat status;

    if (!place_join(path, folder, REPOSITORY_FILE) || stat(path, &status) == 0 ||
        (errno != ENOENT && errno != ENOTDIR)) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "there is no repository '%s'", "没有证照库 '%s'"), folder);
    why(session, SAY(session, "there is no file '%s' in it", "其中没有文件 '%s'"), REPOSITORY_FILE);
    hint(
        session,
        SAY(session,
            "'wallet repository init' makes one; --repository DIR names another",
            "用 'wallet repository init' 建立；用 --repository DIR 指定其他目录"));
    return EXIT_CODE_FILE;
}

static bool read_members(const json_t *root, struct open_repository *out)
{
    const json_t *version = json_object_get(root, "v");
    const char *id = json_string_value(json_object_get(root, "id"));
    const char *database = json_string_value(json_object_get(root, "database"));

    if (json_integer_value(version) != 1 || !id || !database || database[0] == '\0' ||
        strlen(id) >= sizeof out->id) {
        return false;
    }

    memcpy(out->id, id, strlen(id) + 1);
    return store_database(out->folder, database, out->database, sizeof out->database);
}

static enum exit_code read_description(struct open_repository *out)
{
    struct file file = { 0 };
    char path[PATH_MAX];
    json_error_t error;

    if (!place_join(path, out->folder, REPOSITORY_FILE)) {
        return EXIT_CODE_FILE;
    }

    enum exit_code code = file_read(out->session, path, REPOSITORY_FILE_LIMIT, &file);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    json_t *root = json_loadb((const char *)file.data, file.size, JSON_REJECT_DUPLICATES, &error);
    if (!root || !read_members(root, out)) {
        code = store_complain_file(
            out->session,
            path,
            SAY(out->session,
                "expected {\"v\": 1, \"id\": USCC, \"database\": NAME}",
                "应为 {\"v\": 1, \"id\": 统一社会信用代码, \"database\": 名称}"));
    }

    json_decref(root);
    file_free(&file);
    return code;
}

static enum exit_code read_key(
    struct open_repository *out,
    const char *name,
    struct wallet_key **key,
    struct wallet_signer *signer)
{
    struct wallet_error error;
    char path[PATH_MAX];

    if (!place_join(path, out->folder, name)) {
        return EXIT_CODE_FILE;
    }

    enum exit_code code = keys_read(out->session, path, key);
    if (code == EXIT_CODE_OK && wallet_key_signer(*key, signer, &error) != WALLET_OK) {
        (void)store_complain_file(out->session, path, error.message);
        code = EXIT_CODE_KEY;
    }

    return code;
}

static void fill_terms(struct open_repository *out)
{
    out->terms = (struct wallet_repository_terms){
        .database = out->database,
        .secret = out->secret,
        .catalogue = out->catalogue,
        .audit = &out->audit,
        .custody = wallet_key_id(out->key).data,
    };
}

enum exit_code repository_read(
    const struct session *session, const char *given, struct open_repository *out)
{
    *out = (struct open_repository){ .session = session };

    enum exit_code code = repository_place(session, given, out->folder);
    if (code == EXIT_CODE_OK) {
        code = expect(session, out->folder);
    }
    if (code == EXIT_CODE_OK) {
        code = read_description(out);
    }
    if (code == EXIT_CODE_OK) {
        code = store_read_secret(session, out->folder, REPOSITORY_SECRET, out->secret);
    }
    if (code == EXIT_CODE_OK) {
        code = read_key(out, REPOSITORY_KEY, &out->key, &out->signer);
    }
    if (code == EXIT_CODE_OK) {
        code = read_key(out, REPOSITORY_AUDIT_KEY, &out->audit_key, &out->audit);
    }
    if (code == EXIT_CODE_OK) {
        code = types_load(session, &out->catalogue);
    }
    if (code == EXIT_CODE_OK) {
        fill_terms(out);
    }

    return code;
}

enum exit_code repository_open(
    const struct session *session, const char *given, struct open_repository *out)
{
    struct wallet_error error;
    const enum exit_code code = repository_read(session, given, out);

    if (code != EXIT_CODE_OK) {
        return code;
    }

    return wallet_repository_open(&out->terms, &out->handle, &error) == WALLET_OK
               ? EXIT_CODE_OK
               : repository_complain(out, &error);
}

void repository_close(struct open_repository *repository)
{
    wallet_repository_close(repository->handle);
    wallet_catalogue_free(repository->catalogue);
    wallet_key_free(repository->key);
    wallet_key_free(repository->audit_key);
    explicit_bzero(repository->secret, sizeof repository->secret);
    *repository = (struct open_repository){ .session = repository->session };
}

static const char *hint_for(const struct session *session, enum wallet_status status)
{
    if (status == WALLET_ERR_KEY) {
        return SAY(
            session,
            "restore 'secret.key' from the copy that was made with the repository",
            "请从建库时的备份中恢复 'secret.key'");
    }

    if (status == WALLET_ERR_FILE) {
        return SAY(
            session,
            "see that the disk has room, and that database and folder may be written; nothing was "
            "lost",
            "请检查磁盘空间以及数据库和目录的写权限；数据没有丢失");
    }

    if (status == WALLET_ERR_MALFORMED || status == WALLET_ERR_STRUCTURE) {
        return SAY(
            session,
            "'wallet repository verify' tells what is damaged; restore it from a backup",
            "'wallet repository verify' 可查出损坏之处；请从备份恢复");
    }

    return SAY(session, "correct what is said above and try again", "请按上述提示更正后重试");
}

enum exit_code repository_complain(
    const struct open_repository *repository, const struct wallet_error *error)
{
    const struct session *session = repository->session;

    if (error->status == WALLET_ERR_MEMORY) {
        return complain_memory(session);
    }

    (void)refuse(
        session,
        error,
        SAY(session, "the repository '%s' did not do it", "证照库 '%s' 未能完成操作"),
        repository->folder);
    hint(session, "%s", hint_for(session, error->status));
    return exit_code_of(error->status);
}
