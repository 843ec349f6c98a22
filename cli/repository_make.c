/* SPDX-License-Identifier: Apache-2.0 */
#include "repository_make.h"

#include "folder_found.h"
#include "json.h"
#include "output.h"
#include "place.h"
#include "repository.h"
#include "save.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

static enum exit_code make_key(
    const struct session *session, const struct repository_plan *plan, struct wallet_key **out)
{
    /* It signs answers or checkpoints, and no licence of any type. */
    static const char *const nothing[] = { NULL };
    const struct wallet_key_owner owner = {
        .issuer = plan->id,
        .name_zh = plan->name_zh,
        .name_en = plan->name_en,
        .types = nothing,
    };
    struct wallet_error error;

    if (wallet_key_generate(WALLET_ALGORITHM_ED25519, &owner, out, &error) == WALLET_OK) {
        return EXIT_CODE_OK;
    }

    (void)refuse(session, &error, SAY(session, "no key was made", "未生成密钥"));
    hint(session, SAY(session, "a name is one line", "名称为单行"));
    return error.status == WALLET_ERR_VALUE ? EXIT_CODE_USAGE : EXIT_CODE_KEY;
}

static enum exit_code write_key(
    const struct session *session,
    const char *folder,
    const struct wallet_key *key,
    const char *private_name,
    const char *public_name)
{
    struct wallet_buffer secret = { 0 };
    struct wallet_buffer public_half = { 0 };
    enum exit_code code = EXIT_CODE_OK;

    if (wallet_key_write_private(key, &secret, NULL) != WALLET_OK ||
        wallet_key_write_public(key, &public_half, NULL) != WALLET_OK) {
        code = complain_memory(session);
    }
    if (code == EXIT_CODE_OK) {
        const struct wallet_bytes bytes = wallet_buffer_bytes(&secret);
        code = folder_save(session, folder, private_name, bytes, SAVE_SECRET);
    }
    if (code == EXIT_CODE_OK) {
        const struct wallet_bytes bytes = wallet_buffer_bytes(&public_half);
        code = folder_save(session, folder, public_name, bytes, SAVE_NEW);
    }

    wallet_buffer_clear(&public_half);
    wallet_buffer_clear(&secret);
    return code;
}

static enum exit_code write_keys(
    const struct session *session, const char *folder, const struct repository_plan *plan)
{
    struct wallet_key *key = NULL;
    struct wallet_key *audit = NULL;

    enum exit_code code = make_key(session, plan, &key);
    if (code == EXIT_CODE_OK) {
        code = make_key(session, plan, &audit);
    }
    if (code == EXIT_CODE_OK) {
        code = write_key(session, folder, key, REPOSITORY_KEY, REPOSITORY_PUBLIC);
    }
    if (code == EXIT_CODE_OK) {
        code = write_key(session, folder, audit, REPOSITORY_AUDIT_KEY, REPOSITORY_AUDIT_PUB);
    }

    wallet_key_free(audit);
    wallet_key_free(key);
    return code;
}

static enum exit_code write_secret(const struct session *session, const char *folder)
{
    uint8_t secret[WALLET_REPOSITORY_SECRET_SIZE];
    char line[2 * WALLET_REPOSITORY_SECRET_SIZE + 2];

    if (getentropy(secret, sizeof secret) != 0) {
        return complain_memory(session);
    }

    text_hex((struct wallet_bytes){ secret, sizeof secret }, line);
    line[sizeof line - 2] = '\n';
    const struct wallet_bytes content = { (const uint8_t *)line, sizeof line - 1 };
    const enum exit_code code =
        folder_save(session, folder, REPOSITORY_SECRET, content, SAVE_SECRET);
    explicit_bzero(secret, sizeof secret);
    explicit_bzero(line, sizeof line);
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
        code = write_secret(session, folder);
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
