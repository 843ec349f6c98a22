/* SPDX-License-Identifier: Apache-2.0 */
#include "case_store.h"

#include "case_why.h"
#include "clock.h"
#include "file.h"
#include "keys.h"
#include "output.h"
#include "place.h"
#include "text.h"

#include <jansson.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    FILE_LIMIT = 8192,
};

enum exit_code case_store_place(
    const struct session *session, const char *given, char out[PATH_MAX])
{
    const char *named = given ? given : getenv("WALLET_CASES");

    if (named && named[0] != '\0' ? place_join(out, named, "") : place_data(out, "wallet/cases")) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "there is no place for cases", "没有存放办件的位置"));
    why(session,
        named ? SAY(session, "the name is too long", "名称过长")
              : SAY(session, "there is no home folder", "没有主目录"));
    hint(session, SAY(session, "name a folder: --store DIR", "请指定目录：--store DIR"));
    return EXIT_CODE_FILE;
}

static enum exit_code expect(const struct session *session, const char *folder)
{
    char path[PATH_MAX];
    struct stat status;

    if (!place_join(path, folder, CASE_STORE_FILE) || stat(path, &status) == 0 ||
        (errno != ENOENT && errno != ENOTDIR)) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "there are no cases in '%s'", "'%s' 不是办件库"), folder);
    why(session, SAY(session, "there is no file '%s' in it", "其中没有文件 '%s'"), CASE_STORE_FILE);
    hint(
        session,
        SAY(session,
            "'wallet case init' makes a store for them; --store DIR names another",
            "用 'wallet case init' 建立；用 --store DIR 指定其他目录"));
    return EXIT_CODE_FILE;
}

static bool read_members(const json_t *root, struct case_store *out)
{
    const char *id = json_string_value(json_object_get(root, "id"));
    const char *database = json_string_value(json_object_get(root, "database"));

    if (json_integer_value(json_object_get(root, "v")) != 1 || !id || !database ||
        database[0] == '\0' || strlen(id) >= sizeof out->id) {
        return false;
    }

    memcpy(out->id, id, strlen(id) + 1);
    return store_database(out->folder, database, out->database, sizeof out->database);
}

static enum exit_code read_description(struct case_store *out)
{
    const struct session *session = out->session;
    struct file file = { 0 };
    char path[PATH_MAX];

    if (!place_join(path, out->folder, CASE_STORE_FILE)) {
        return EXIT_CODE_FILE;
    }

    enum exit_code code = file_read(session, path, FILE_LIMIT, &file);
    if (code != EXIT_CODE_OK) {
        return code;
    }

    json_t *root = json_loadb((const char *)file.data, file.size, JSON_REJECT_DUPLICATES, NULL);
    if (!root || !read_members(root, out)) {
        code = store_complain_file(
            session,
            path,
            SAY(session,
                "expected {\"v\": 1, \"id\": USCC, \"database\": NAME}",
                "应为 {\"v\": 1, \"id\": 统一社会信用代码, \"database\": 名称}"));
    }

    json_decref(root);
    file_free(&file);
    return code;
}

static enum exit_code connect(struct case_store *out)
{
    struct wallet_error error;

    return wallet_cases_open(
               out->database,
               out->matters.catalogue,
               out->matters.matters,
               out->secret,
               &out->cases,
               &error) == WALLET_OK
               ? EXIT_CODE_OK
               : case_store_complain(out, NULL, &error);
}

enum exit_code case_store_open(
    const struct session *session, const char *given, struct case_store *out)
{
    *out = (struct case_store){ .session = session };

    enum exit_code code = case_store_place(session, given, out->folder);
    if (code == EXIT_CODE_OK) {
        code = expect(session, out->folder);
    }
    if (code == EXIT_CODE_OK) {
        code = read_description(out);
    }
    if (code == EXIT_CODE_OK) {
        code = store_read_secret(session, out->folder, CASE_STORE_SECRET, out->secret);
    }
    if (code == EXIT_CODE_OK) {
        code = matters_load(session, &out->matters);
    }

    return code == EXIT_CODE_OK ? connect(out) : code;
}

void case_store_close(struct case_store *store)
{
    wallet_cases_close(store->cases);
    matters_free(&store->matters);
    explicit_bzero(store->secret, sizeof store->secret);
    store->cases = NULL;
    store->matters = (struct matters){ NULL, NULL };
}

enum exit_code case_store_audit_key(
    const struct case_store *store, struct wallet_key **out, struct wallet_signer *out_signer)
{
    struct wallet_error error;
    char path[PATH_MAX];

    if (!place_join(path, store->folder, CASE_STORE_AUDIT_KEY)) {
        return EXIT_CODE_FILE;
    }

    const enum exit_code code = keys_read(store->session, path, out);
    return code != EXIT_CODE_OK || wallet_key_signer(*out, out_signer, &error) == WALLET_OK
               ? code
               : case_store_complain(store, NULL, &error);
}

enum exit_code case_store_sign(struct case_store *store)
{
    struct wallet_key *key = NULL;
    struct wallet_signer signer;
    struct wallet_error error;

    enum exit_code code = case_store_audit_key(store, &key, &signer);
    if (code == EXIT_CODE_OK &&
        wallet_cases_checkpoint(store->cases, &signer, clock_now(), &error) != WALLET_OK) {
        code = case_store_complain(store, NULL, &error);
    }

    wallet_key_free(key);
    return code;
}

static const char *hint_for(const struct session *session, enum wallet_status status)
{
    switch ((int)status) {
    case WALLET_ERR_CONFLICT:
        return SAY(
            session,
            "look at it again with 'wallet case show', then give the command again",
            "请用 'wallet case show' 重新查看，再执行该命令");
    case WALLET_ERR_UNKNOWN:
        return SAY(session, "'wallet case list' lists them", "'wallet case list' 可列出办件");
    case WALLET_ERR_REFUSED:
        return SAY(
            session,
            "'wallet case show' tells how the case stands, and what is lacking",
            "'wallet case show' 可查看办件情况和所缺内容");
    case WALLET_ERR_MALFORMED:
    case WALLET_ERR_STRUCTURE:
        return SAY(
            session,
            "restore the database and 'secret.key' from a backup",
            "请从备份恢复数据库和 'secret.key'");
    case WALLET_ERR_FILE:
        return SAY(
            session,
            "see that the disk has room, and that database and folder may be written; nothing was "
            "lost",
            "请检查磁盘空间以及数据库和目录的写权限；数据没有丢失");
    case WALLET_ERR_UNDETERMINED:
        return SAY(
            session,
            "import newer status data, or take it to be checked later: --unchecked",
            "请导入最新状态数据，或用 --unchecked 先收取、待后续核验");
    default:
        return SAY(session, "correct what is said above and try again", "请按上述提示更正后重试");
    }
}

enum exit_code case_store_complain(
    const struct case_store *store, const char *number, const struct wallet_error *error)
{
    const struct session *session = store->session;

    if (error->status == WALLET_ERR_MEMORY) {
        return complain_memory(session);
    }
    if (number) {
        complain(session, SAY(session, "case '%s': not done", "办件 '%s'：未完成"), number);
    } else {
        complain(
            session,
            SAY(session, "the cases in '%s': not done", "办件库 '%s'：未完成"),
            store->folder);
    }

    why(session, "%s", case_why(session, error));
    hint(session, "%s", hint_for(session, error->status));
    return error->status == WALLET_ERR_UNKNOWN || error->status == WALLET_ERR_VALUE
               ? EXIT_CODE_USAGE
               : exit_code_of(error->status);
}
