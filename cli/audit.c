/* SPDX-License-Identifier: Apache-2.0 */
#include "audit.h"

#include <wallet/trust_list.h>

#include "output.h"

#include <errno.h>
#include <stdlib.h>

static enum exit_code complain_two(const struct session *session)
{
    complain(session, SAY(session, "which log is meant is not clear", "无法确定所指的日志"));
    why(session,
        SAY(session,
            "--repository and --store are both given",
            "同时给出了 --repository 和 --store"));
    hint(session, SAY(session, "leave one of them out", "请只给出其中一个"));
    return EXIT_CODE_USAGE;
}

static enum exit_code open_repository(const char *given, struct open_audit *out)
{
    struct open_repository *repository = &out->repository;
    const enum exit_code code = repository_read(out->session, given, repository);

    out->folder = repository->folder;
    out->id = repository->id;
    out->key = repository->audit_key;
    out->signer = repository->audit;
    return code;
}

static enum exit_code open_store(const char *given, struct open_audit *out)
{
    struct case_store *store = &out->store;
    enum exit_code code = case_store_open(out->session, given, store);

    out->folder = store->folder;
    out->id = store->id;
    if (code == EXIT_CODE_OK) {
        code = case_store_audit_key(store, &out->key, &out->signer);
    }

    return code;
}

static enum exit_code open_place(const struct audit_place *place, struct open_audit *out)
{
    if (place->repository && place->store) {
        return complain_two(out->session);
    }

    return place->store ? open_store(place->store, out) : open_repository(place->repository, out);
}

enum exit_code audit_open(
    const struct session *session,
    const struct audit_place *place,
    const char *at,
    struct open_audit *out)
{
    struct wallet_error error;
    *out = (struct open_audit){ .session = session };

    enum exit_code code = clock_read(session, at, &out->moment);
    if (code == EXIT_CODE_OK) {
        code = open_place(place, out);
    }
    if (code != EXIT_CODE_OK) {
        return code;
    }

    const struct open_repository *repository = &out->repository;
    return wallet_audit_log_open(
               place->store ? out->store.database : repository->database,
               place->store ? out->store.secret : repository->secret,
               &out->log,
               &error) == WALLET_OK
               ? EXIT_CODE_OK
               : audit_complain(out, &error);
}

void audit_close(struct open_audit *audit)
{
    wallet_audit_log_close(audit->log);
    if (audit->key != audit->repository.audit_key) {
        wallet_key_free(audit->key);
    }
    case_store_close(&audit->store);
    repository_close(&audit->repository);
}

enum exit_code audit_holder(
    struct open_audit *audit, const char *holder, uint8_t out[WALLET_AUDIT_HOLDER_SIZE])
{
    struct open_repository *repository = &audit->repository;
    struct wallet_error error;

    if (audit->store.cases) {
        return wallet_cases_holder(audit->store.cases, holder, out, &error) == WALLET_OK
                   ? EXIT_CODE_OK
                   : case_store_complain(&audit->store, NULL, &error);
    }

    return wallet_repository_open(&repository->terms, &repository->handle, &error) == WALLET_OK &&
                   wallet_repository_holder(repository->handle, holder, out, &error) == WALLET_OK
               ? EXIT_CODE_OK
               : repository_complain(repository, &error);
}

static const char *hint_for(const struct session *session, enum wallet_status status)
{
    switch ((int)status) {
    case WALLET_ERR_MALFORMED:
    case WALLET_ERR_STRUCTURE:
        return SAY(
            session,
            "'wallet audit verify' tells what is damaged; keep the database as it is, as proof",
            "用 'wallet audit verify' 查出损坏之处；请保留现有数据库作为证据");
    case WALLET_ERR_UNKNOWN:
    case WALLET_ERR_ARGUMENT:
        return SAY(
            session,
            "'wallet audit verify' tells how many entries there are",
            "用 'wallet audit verify' 查看条目总数");
    case WALLET_ERR_MISSING:
        return SAY(
            session,
            "a receipt that was given out before still proves it",
            "此前发出的回执仍可作证");
    default:
        return SAY(session, "correct what is said above and try again", "请按上述提示更正后重试");
    }
}

enum exit_code audit_complain(const struct open_audit *audit, const struct wallet_error *error)
{
    const struct session *session = audit->session;

    if (error->status == WALLET_ERR_MEMORY) {
        return complain_memory(session);
    }

    const enum exit_code code = refuse(
        session,
        error,
        SAY(session, "the log of '%s' did not do it", "'%s' 的日志未能完成操作"),
        audit->folder);
    hint(session, "%s", hint_for(session, error->status));
    return code;
}

enum exit_code audit_number(const struct session *session, const char *text, uint64_t *out)
{
    char *end = NULL;

    errno = 0;
    *out = strtoull(text, &end, 10);
    if (errno == 0 && text[0] >= '0' && text[0] <= '9' && *end == '\0') {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'%s' is no number of an entry", "'%s' 不是日志条目编号"), text);
    why(session, SAY(session, "entries are counted from 0", "条目从 0 开始编号"));
    hint(session, "wallet audit receipt 17");
    return EXIT_CODE_USAGE;
}

enum exit_code audit_trust_own(const struct open_audit *audit, struct wallet_trust *trust)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_buffer cose = { 0 };
    struct wallet_error error;

    enum wallet_status status = wallet_key_write_cose(audit->key, &cose, &error);
    if (status == WALLET_OK) {
        status = wallet_trust_list_new(&list, &error);
    }

    if (status == WALLET_OK) {
        const struct wallet_trust_entry entry = {
            .id = audit->id,
            .name_zh = "",
            .name_en = "",
            .roles = WALLET_ROLE_AUDIT,
            .key = wallet_buffer_bytes(&cose),
            .region = "",
        };
        status = wallet_trust_list_put(list, &entry, &error);
    }

    if (status == WALLET_OK) {
        status = wallet_trust_add_list(trust, list, &error);
    }

    wallet_trust_list_free(list);
    wallet_buffer_clear(&cose);
    return status == WALLET_OK ? EXIT_CODE_OK : audit_complain(audit, &error);
}
