/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/holding.h"

#include "base/error.h"
#include "base/text.h"
#include "licence/labels.h"

#include <stdio.h>
#include <string.h>

enum {
    NAME_SERIAL = 5, /* in a name that has the serial as it is: where that begins */
    INSTANCE_BITS = 47,
};

int64_t wlt_instance_of(int64_t number)
{
    return ((int64_t)1 << INSTANCE_BITS) - 1 - number;
}

bool wlt_state_is_live(enum wallet_licence_state state)
{
    return state == WALLET_STATE_VALID || state == WALLET_STATE_SUSPENDED;
}

static enum wallet_status fail_row(struct wallet_error *error)
{
    return wlt_fail(
        error,
        WALLET_ERR_MALFORMED,
        WALLET_NO_OFFSET,
        "a row of the repository is not what was written");
}

static bool read_exactly(
    const struct wlt_statement *statement, int column, uint8_t *out, size_t size)
{
    const struct wallet_bytes bytes = wlt_column_bytes(statement, column);
    if (bytes.size != size) {
        return false;
    }

    memcpy(out, bytes.data, size);
    return true;
}

static void read_numbers(const struct wlt_statement *statement, struct wlt_row *out)
{
    struct wallet_holding *holding = &out->holding;

    out->type = wlt_column_int(statement, WLT_COLUMN_TYPE);
    out->issuer = wlt_column_int(statement, WLT_COLUMN_ISSUER);
    out->instance = wlt_column_int(statement, WLT_COLUMN_INSTANCE);
    holding->number = wlt_column_int(statement, WLT_COLUMN_ID);
    holding->version = (unsigned)wlt_column_int(statement, WLT_COLUMN_VERSION);
    holding->state = (enum wallet_licence_state)wlt_column_int(statement, WLT_COLUMN_STATE);
    holding->is_live = wlt_state_is_live(holding->state);
    holding->is_erased = wlt_column_int(statement, WLT_COLUMN_ERASED) != 0;
    holding->state_unix = wlt_column_int(statement, WLT_COLUMN_SINCE);
    holding->loaded_unix = wlt_column_int(statement, WLT_COLUMN_LOADED);
    holding->has_from = !wlt_column_is_null(statement, WLT_COLUMN_STARTS);
    holding->has_until = !wlt_column_is_null(statement, WLT_COLUMN_ENDS);
    holding->from_unix = holding->has_from ? wlt_column_int(statement, WLT_COLUMN_STARTS) : 0;
    holding->until_unix = holding->has_until ? wlt_column_int(statement, WLT_COLUMN_ENDS) : 0;
    holding->has_key = !wlt_column_is_null(statement, WLT_COLUMN_BOUND);
}

static bool read_bytes(
    const struct wallet_repository *repository,
    const struct wlt_statement *statement,
    struct wlt_row *out)
{
    struct wallet_holding *holding = &out->holding;
    const struct wallet_bytes name = wlt_column_bytes(statement, WLT_COLUMN_NAME);

    if (!read_exactly(statement, WLT_COLUMN_HOLDER, holding->holder, sizeof holding->holder) ||
        !read_exactly(statement, WLT_COLUMN_DIGEST, holding->digest, sizeof holding->digest) ||
        name.size <= NAME_SERIAL || name.size > sizeof out->name) {
        return false;
    }

    memcpy(out->name, name.data, name.size);
    out->name_size = name.size;
    if (!holding->has_key) {
        return true;
    }

    const bool is_read =
        read_exactly(statement, WLT_COLUMN_BOUND, holding->key_id, sizeof holding->key_id);
    holding->is_custody = repository->has_custody &&
                          memcmp(holding->key_id, repository->custody, sizeof holding->key_id) == 0;
    return is_read;
}

static enum wallet_status read_codes(
    struct wallet_repository *repository, struct wlt_row *out, struct wallet_error *error)
{
    const struct wlt_code_source source = wlt_repository_codes(repository);
    struct wallet_holding *holding = &out->holding;
    const struct wlt_code *code = NULL;

    enum wallet_status status = wlt_code_get(&source, out->type, &code, error);
    if (status != WALLET_OK) {
        return status;
    }

    holding->type = code->type;
    memcpy(holding->type_code, code->code, sizeof holding->type_code);
    status = wlt_code_get(&source, out->issuer, &code, error);
    if (status == WALLET_OK && strlen(code->code) >= sizeof holding->issuer) {
        status = fail_row(error);
    }
    if (status == WALLET_OK) {
        memcpy(holding->issuer, code->code, strlen(code->code));
    }

    return status;
}

/** The serial as it is in the name, or sealed beside it; of no size where it was erased. */
static struct wallet_bytes read_serial(
    const struct wallet_repository *repository,
    const struct wlt_statement *statement,
    const struct wlt_row *row,
    char room[WALLET_SERIAL_MAX])
{
    const struct wallet_bytes name = { row->name, row->name_size };

    if (row->name[0] == WLT_NAME_CLEAR) {
        return (struct wallet_bytes){ row->name + NAME_SERIAL, row->name_size - NAME_SERIAL };
    }

    const size_t size = wlt_secrets_unseal_serial(
        repository->secrets, name, wlt_column_bytes(statement, WLT_COLUMN_SERIAL), room);
    return (struct wallet_bytes){ (const uint8_t *)room, size };
}

static bool write_identifier(struct wallet_holding *holding, struct wallet_bytes serial)
{
    char version[WLT_VERSION_SIZE + 1];

    if (holding->version > WLT_VERSION_MAX) {
        return false;
    }

    (void)snprintf(version, sizeof version, "%03u", holding->version);
    const struct wallet_identifier parts = {
        .type = wlt_bytes_of(holding->type_code),
        .issuer = wlt_bytes_of(holding->issuer),
        .serial = serial,
        .version = wlt_bytes_of(version),
    };
    return wallet_identifier_format(&parts, holding->identifier) == WALLET_FINDING_NONE;
}

enum wallet_status wlt_row_read(
    struct wallet_repository *repository,
    const struct wlt_statement *statement,
    struct wlt_row *out,
    struct wallet_error *error)
{
    char room[WALLET_SERIAL_MAX];

    *out = (struct wlt_row){ .type = 0 };
    read_numbers(statement, out);
    if (!read_bytes(repository, statement, out)) {
        return fail_row(error);
    }

    const enum wallet_status status = read_codes(repository, out, error);
    if (status != WALLET_OK) {
        return status;
    }

    const struct wallet_bytes serial = read_serial(repository, statement, out, room);
    if (serial.size == 0 && out->holding.is_erased) {
        return WALLET_OK;
    }

    return serial.size > 0 && write_identifier(&out->holding, serial) ? WALLET_OK : fail_row(error);
}
