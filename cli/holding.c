/* SPDX-License-Identifier: Apache-2.0 */
#include "holding.h"

#include "day.h"
#include "json.h"
#include "output.h"
#include "text.h"

#include <stdio.h>

enum {
    TITLE_COLUMNS = 24,
    STATE_COLUMNS = 11,
    DAY_COLUMNS = 11,
};

static void print_column(struct wallet_bytes text, size_t columns)
{
    text_print_padded(stdout, text, columns);
    fputs("  ", stdout);
}

static const char *title_of(const struct session *session, const struct wallet_holding *holding)
{
    return holding->type ? wallet_type_title(holding->type, session->language) : holding->type_code;
}

void holding_print(const struct session *session, const struct wallet_holding *holding)
{
    char until[WALLET_TIME_SIZE];

    if (holding->has_until) {
        day_write(holding->until_unix, true, until);
    } else {
        (void)snprintf(until, sizeof until, "%s", SAY(session, "long-term", "长期"));
    }

    print_column(text_of(title_of(session, holding)), TITLE_COLUMNS);
    print_column(
        text_of(wallet_licence_state_name(holding->state, session->language)), STATE_COLUMNS);
    print_column(text_of(until), DAY_COLUMNS);
    text_print(
        stdout,
        text_of(holding->is_erased ? SAY(session, "erased", "内容已删除") : holding->identifier));
    fputc('\n', stdout);
}

static json_t *bytes_hex(const uint8_t *data, size_t size)
{
    char hex[2 * WALLET_AUDIT_HASH_SIZE + 1];

    text_hex((struct wallet_bytes){ data, size }, hex);
    return json_string(hex);
}

static const char *binding_of(const struct wallet_holding *holding)
{
    if (!holding->has_key) {
        return "printed";
    }

    return holding->is_custody ? "custody" : "holder";
}

json_t *holding_json(const struct wallet_holding *holding)
{
    json_t *out = json_start();

    (void)json_object_set_new(out, "identifier", json_text_or_null(holding->identifier));
    (void)json_object_set_new(out, "type", json_string(holding->type_code));
    (void)json_object_set_new(
        out,
        "type_name",
        json_text_or_null(holding->type ? wallet_type_name(holding->type) : NULL));
    (void)json_object_set_new(out, "issuer", json_string(holding->issuer));
    (void)json_object_set_new(out, "version", json_integer(holding->version));
    (void)json_object_set_new(
        out, "state", json_string(wallet_licence_state_name(holding->state, WALLET_ENGLISH)));
    (void)json_object_set_new(out, "state_since", json_time(holding->state_unix));
    (void)json_object_set_new(out, "live", json_boolean(holding->is_live));
    (void)json_object_set_new(out, "erased", json_boolean(holding->is_erased));
    (void)json_object_set_new(
        out, "valid_from", holding->has_from ? json_time(holding->from_unix) : json_null());
    (void)json_object_set_new(
        out, "valid_until", holding->has_until ? json_time(holding->until_unix) : json_null());
    (void)json_object_set_new(out, "loaded", json_time(holding->loaded_unix));
    (void)json_object_set_new(out, "bound_to", json_string(binding_of(holding)));
    (void)json_object_set_new(out, "digest", bytes_hex(holding->digest, sizeof holding->digest));
    return out;
}

static enum exit_code complain_found(
    const struct open_repository *repository,
    const char *identifier,
    const struct wallet_error *error)
{
    const struct session *session = repository->session;

    if (error->status != WALLET_ERR_VALUE && error->status != WALLET_ERR_UNKNOWN) {
        return repository_complain(repository, error);
    }

    (void)refuse(session, error, SAY(session, "'%s' was not found", "未找到 '%s'"), identifier);
    hint(
        session,
        SAY(session,
            "'wallet repository find HOLDER' lists the identifiers of a holder's licences",
            "用 'wallet repository find HOLDER' 列出该持证主体的证照标识"));
    return error->status == WALLET_ERR_VALUE ? EXIT_CODE_USAGE : EXIT_CODE_REFUSED;
}

enum exit_code holding_find(
    const struct open_repository *repository, const char *identifier, struct wallet_holding *out)
{
    struct wallet_error error;

    return wallet_repository_find_identifier(repository->handle, identifier, out, &error) ==
                   WALLET_OK
               ? EXIT_CODE_OK
               : complain_found(repository, identifier, &error);
}

enum exit_code holding_change_all(
    const struct open_repository *repository,
    const struct operands *operands,
    int64_t now_unix,
    holding_change *change,
    void *context)
{
    enum exit_code code = EXIT_CODE_OK;
    struct wallet_error error;

    if (wallet_repository_begin(repository->handle, &error) != WALLET_OK) {
        return repository_complain(repository, &error);
    }

    for (size_t i = 0; code == EXIT_CODE_OK && i < operands->count; i++) {
        code = change(context, operands->items[i]);
    }
    if (code == EXIT_CODE_OK &&
        wallet_repository_commit(repository->handle, now_unix, &error) != WALLET_OK) {
        code = repository_complain(repository, &error);
    }

    wallet_repository_rollback(repository->handle);
    return code;
}
