/* SPDX-License-Identifier: Apache-2.0 */
#include "held.h"

#include "day.h"
#include "json.h"
#include "output.h"
#include "text.h"
#include "types.h"

#include <stdio.h>

enum {
    TITLE_COLUMNS = 24,
    DAY_COLUMNS = 10,
    BOUND_COLUMNS = 7,
};

void held_id(const uint8_t id[WALLET_DIGEST_SIZE], char out[HELD_ID_DIGITS + 1])
{
    text_hex((struct wallet_bytes){ id, HELD_ID_DIGITS / 2 }, out);
}

json_t *held_id_json(const uint8_t id[WALLET_DIGEST_SIZE])
{
    char hex[2 * WALLET_DIGEST_SIZE + 1];

    text_hex((struct wallet_bytes){ id, WALLET_DIGEST_SIZE }, hex);
    return json_string(hex);
}

json_t *held_key_json(const uint8_t id[WALLET_KEY_ID_SIZE])
{
    char hex[2 * WALLET_KEY_ID_SIZE + 1];

    text_hex((struct wallet_bytes){ id, WALLET_KEY_ID_SIZE }, hex);
    return json_string(hex);
}

struct wallet_bytes held_title(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    struct wallet_bytes type)
{
    const struct wallet_type *found = wallet_catalogue_find(catalogue, type);

    return found ? text_of(wallet_type_title(found, session->language)) : type;
}

static struct wallet_bytes issuer_of(
    const struct session *session, const struct wallet_vault_licence *licence)
{
    const struct wallet_bytes name =
        session->language == WALLET_CHINESE ? licence->name_zh : licence->name_en;

    return name.size > 0 ? name : licence->issuer;
}

static void print_column(struct wallet_bytes text, size_t columns)
{
    text_print_padded(stdout, text, columns);
    fputs("  ", stdout);
}

void held_print(
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct wallet_vault_licence *licence)
{
    char id[HELD_ID_DIGITS + 1];
    char until[WALLET_TIME_SIZE];

    held_id(licence->id, id);
    if (licence->until_unix != 0) {
        day_write(licence->until_unix, true, until);
    } else {
        (void)snprintf(until, sizeof until, "%s", SAY(session, "long-term", "长期"));
    }

    print_column(text_of(id), HELD_ID_DIGITS);
    print_column(held_title(session, catalogue, licence->type), TITLE_COLUMNS);
    print_column(text_of(until), DAY_COLUMNS);
    print_column(
        text_of(
            licence->is_bound ? SAY(session, "bound", "已绑定") : SAY(session, "printed", "打印")),
        BOUND_COLUMNS);
    text_print(stdout, issuer_of(session, licence));
    if (licence->label.size > 0) {
        fputs("  ", stdout);
        text_print(stdout, licence->label);
    }
    fputc('\n', stdout);
}

static json_t *text_or_null(struct wallet_bytes text)
{
    return text.size > 0 ? json_text(text) : json_null();
}

json_t *held_json(
    const struct wallet_catalogue *catalogue, const struct wallet_vault_licence *licence)
{
    const struct wallet_type *type = wallet_catalogue_find(catalogue, licence->type);
    json_t *out = json_start();

    (void)json_object_set_new(out, "id", held_id_json(licence->id));
    (void)json_object_set_new(out, "type", text_or_null(licence->type));
    (void)json_object_set_new(
        out, "title_zh", json_text_or_null(type ? wallet_type_title(type, WALLET_CHINESE) : NULL));
    (void)json_object_set_new(
        out, "title_en", json_text_or_null(type ? wallet_type_title(type, WALLET_ENGLISH) : NULL));
    (void)json_object_set_new(out, "identifier", text_or_null(licence->identifier));
    (void)json_object_set_new(out, "issuer", text_or_null(licence->issuer));
    (void)json_object_set_new(out, "issuer_zh", text_or_null(licence->name_zh));
    (void)json_object_set_new(out, "issuer_en", text_or_null(licence->name_en));
    (void)json_object_set_new(
        out, "until", licence->until_unix != 0 ? json_time(licence->until_unix) : json_null());
    (void)json_object_set_new(out, "bound", json_boolean(licence->is_bound));
    (void)json_object_set_new(
        out, "kid", licence->is_bound ? held_key_json(licence->key_id) : json_null());
    (void)json_object_set_new(out, "label", text_or_null(licence->label));
    (void)json_object_set_new(out, "origin", text_or_null(licence->origin));
    (void)json_object_set_new(out, "added", json_time(licence->added_unix));
    return out;
}

enum exit_code held_find(
    const struct open_vault *open,
    const char *prefix,
    size_t *out_index,
    struct wallet_vault_licence *out)
{
    const struct session *session = open->session;
    struct wallet_error error;

    if (wallet_vault_licence_find(open->vault, prefix, out_index, &error) == WALLET_OK &&
        wallet_vault_licence_at(open->vault, *out_index, out)) {
        return EXIT_CODE_OK;
    }

    (void)refuse(
        session,
        &error,
        SAY(session, "there is no one licence '%s' in the vault", "保管箱中没有唯一的证照 '%s'"),
        prefix);
    hint(
        session,
        error.status == WALLET_ERR_VALUE
            ? SAY(session,
                  "give more of the id: 'wallet list --json' has all",
                  "请给出更多位编号，见 'wallet list --json'")
            : SAY(session, "'wallet list' shows the ids", "用 'wallet list' 查看编号"));
    return EXIT_CODE_USAGE;
}

enum exit_code held_read(
    const struct session *session,
    const struct vault_settings *settings,
    void (*print)(const struct open_vault *open, const struct wallet_catalogue *catalogue))
{
    struct wallet_catalogue *catalogue = NULL;
    struct open_vault open;

    enum exit_code code = vault_open(session, settings, VAULT_READ, &open);
    if (code == EXIT_CODE_OK) {
        code = types_load(session, &catalogue);
    }
    if (code == EXIT_CODE_OK) {
        print(&open, catalogue);
    }

    wallet_catalogue_free(catalogue);
    vault_close(&open);
    return code;
}
