/* SPDX-License-Identifier: Apache-2.0 */
#include "case_store_make.h"

#include "case_store.h"
#include "folder_found.h"
#include "json.h"
#include "output.h"
#include "save.h"
#include "store_key.h"
#include "text.h"

#include <string.h>

static enum exit_code write_key(
    const struct session *session, const char *folder, const struct case_store_plan *plan)
{
    const struct store_owner owner = { .id = plan->id };
    struct wallet_key *key = NULL;

    enum exit_code code = store_make_key(session, &owner, &key);
    if (code == EXIT_CODE_OK) {
        code = store_write_key(session, folder, key, CASE_STORE_AUDIT_KEY, CASE_STORE_AUDIT_PUB);
    }

    wallet_key_free(key);
    return code;
}

static enum exit_code write_description(
    const struct session *session, const char *folder, const struct case_store_plan *plan)
{
    const char *database = plan->database ? plan->database : CASE_STORE_DATABASE;
    json_t *object = json_start();
    char text[STORE_DATABASE_MAX + 256];

    (void)json_object_set_new(object, "id", json_string(plan->id));
    (void)json_object_set_new(object, "database", json_string(database));
    const size_t size = json_dumpb(object, text, sizeof text - 1, JSON_INDENT(2));
    json_decref(object);
    if (size == 0 || size >= sizeof text) {
        return complain_memory(session);
    }

    text[size] = '\n';
    const struct wallet_bytes content = { (const uint8_t *)text, size + 1 };
    return folder_save(session, folder, CASE_STORE_FILE, content, SAVE_NEW);
}

static enum exit_code complain_database(
    const struct session *session, const struct wallet_error *error)
{
    const enum exit_code code =
        refuse(session, error, SAY(session, "the database was not made", "未建立数据库"));

    hint(
        session,
        SAY(session,
            "with --db: an empty database that is there and that you may write to",
            "--db 须指定已存在、可写的空数据库"));
    return code;
}

static enum exit_code make_database(
    const struct session *session, const char *folder, const struct case_store_plan *plan)
{
    uint8_t secret[STORE_SECRET_SIZE];
    char database[PATH_MAX + STORE_DATABASE_MAX];
    struct wallet_error error;
    const char *name = plan->database ? plan->database : CASE_STORE_DATABASE;

    enum exit_code code = store_read_secret(session, folder, CASE_STORE_SECRET, secret);
    if (code != EXIT_CODE_OK || !store_database(folder, name, database, sizeof database)) {
        return code != EXIT_CODE_OK ? code : EXIT_CODE_FILE;
    }

    const struct wallet_cases_terms terms = { plan->id, plan->division, secret };
    if (wallet_cases_create(database, &terms, &error) != WALLET_OK) {
        code = complain_database(session, &error);
    }

    explicit_bzero(secret, sizeof secret);
    return code;
}

static enum exit_code fill(const struct session *session, const char *folder, const void *context)
{
    const struct case_store_plan *plan = context;
    enum exit_code code = write_key(session, folder, plan);

    if (code == EXIT_CODE_OK) {
        code = store_write_secret(session, folder, CASE_STORE_SECRET);
    }
    if (code == EXIT_CODE_OK) {
        code = write_description(session, folder, plan);
    }

    return code == EXIT_CODE_OK ? make_database(session, folder, plan) : code;
}

enum exit_code case_store_make(
    const struct session *session, const char *folder, const struct case_store_plan *plan)
{
    return folder_found(session, folder, fill, plan);
}
