/* SPDX-License-Identifier: Apache-2.0 */
#include "repository_make.h"

#include "folder_found.h"
#include "json.h"
#include "output.h"
#include "place.h"
#include "repository.h"
#include "save.h"
#include "store_file.h"
#include "store_key.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum exit_code write_keys(
    const struct session *session, const char *folder, const struct repository_plan *plan)
{
    struct wallet_key *key = NULL;
    struct wallet_key *audit = NULL;
    const struct store_owner owner = { plan->id, plan->name_zh, plan->name_en };

    enum exit_code code = store_make_key(session, &owner, &key);
    if (code == EXIT_CODE_OK) {
        code = store_make_key(session, &owner, &audit);
    }
    if (code == EXIT_CODE_OK) {
        code = store_write_key(session, folder, key, REPOSITORY_KEY, REPOSITORY_PUBLIC);
    }
    if (code == EXIT_CODE_OK) {
        code = store_write_key(session, folder, audit, REPOSITORY_AUDIT_KEY, REPOSITORY_AUDIT_PUB);
    }

    wallet_key_free(audit);
    wallet_key_free(key);
    return code;
}

static enum exit_code write_description(
    const struct session *session, const char *folder, const struct repository_plan *plan)
{
    json_t *object = json_start();
    (void)json_object_set_new(object, "id", json_string(plan->id));
    (void)json_object_set_new(
        object, "database", json_string(plan->database ? plan->database : REPOSITORY_DATABASE));
    char text[REPOSITORY_NAME_MAX + 256];
    const size_t size = json_dumpb(object, text, sizeof text - 1, JSON_INDENT(2));
    json_decref(object);
    if (size == 0 || size >= sizeof text) {
        return complain_memory(session);
    }

    text[size] = '\n';
    const struct wallet_bytes content = { (const uint8_t *)text, size + 1 };
    const enum exit_code code = folder_save(session, folder, REPOSITORY_FILE, content, SAVE_NEW);
    return code;
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
            "使用 --db 时：数据库须已存在、为空且可写"));
    return code;
}

static enum exit_code make_database(const struct session *session, const char *folder)
{
    struct open_repository repository;
    struct wallet_error error;

    enum exit_code code = repository_read(session, folder, &repository);
    if (code == EXIT_CODE_OK &&
        wallet_repository_create(&repository.terms, repository.id, &error) != WALLET_OK) {
        code = complain_database(session, &error);
    }

    repository_close(&repository);
    return code;
}

static enum exit_code fill(const struct session *session, const char *folder, const void *context)
{
    const struct repository_plan *plan = context;
    enum exit_code code = write_keys(session, folder, plan);

    if (code == EXIT_CODE_OK) {
        code = store_write_secret(session, folder, REPOSITORY_SECRET);
    }
    if (code == EXIT_CODE_OK) {
        code = write_description(session, folder, plan);
    }
    return code == EXIT_CODE_OK ? make_database(session, folder) : code;
}

enum exit_code repository_make(
    const struct session *session, const char *folder, const struct repository_plan *plan)
{
    return folder_found(session, folder, fill, plan);
}
