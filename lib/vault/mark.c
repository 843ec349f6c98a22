/* SPDX-License-Identifier: Apache-2.0 */

/* A mark is kept as: "WVMARK1" and NUL, id, generation, digest; then the digest of these, cut short. */
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "vault/head.h"
#include "vault/record.h"

#include <string.h>

enum {
    MAGIC_SIZE = 8,
    ID_AT = MAGIC_SIZE,
    GENERATION_AT = ID_AT + WALLET_VAULT_ID_SIZE,
    DIGEST_AT = GENERATION_AT + 8,
    CHECK_AT = DIGEST_AT + WALLET_DIGEST_SIZE,
    MARK_SIZE = WALLET_VAULT_MARK_SIZE, /* eight bytes more */
};

static const uint8_t magic[MAGIC_SIZE] = "WVMARK1";

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

enum wallet_status wallet_vault_mark_of(
    struct wallet_bytes file, struct wallet_vault_mark *out, struct wallet_error *error)
{
    struct wlt_vault_head head = { 0 };

    if (!out || (!file.data && file.size > 0)) {
        return fail_null(error);
    }

    struct wlt_reader reader = wlt_reader_start(file, WLT_CBOR_STRICT);
    const enum wallet_status status = wlt_vault_head_read(&reader, &head, error);
    if (status == WALLET_OK) {
        memcpy(out->id, head.id.data, sizeof out->id);
        out->generation = head.generation;
        wlt_sha256(file, out->digest);
    }

    return status;
}

/** The end of a mark, by which a damaged one is told. */
static void make_check(const uint8_t encoded[MARK_SIZE], uint8_t out[MARK_SIZE - CHECK_AT])
{
    uint8_t digest[WLT_SHA256_SIZE];

    wlt_sha256((struct wallet_bytes){ encoded, CHECK_AT }, digest);
    memcpy(out, digest, MARK_SIZE - CHECK_AT);
}

void wallet_vault_mark_write(
    const struct wallet_vault_mark *mark, uint8_t out[WALLET_VAULT_MARK_SIZE])
{
    memcpy(out, magic, sizeof magic);
    memcpy(out + ID_AT, mark->id, sizeof mark->id);
    wlt_vault_put_number(mark->generation, out + GENERATION_AT);
    memcpy(out + DIGEST_AT, mark->digest, sizeof mark->digest);
    make_check(out, out + CHECK_AT);
}

enum wallet_status wallet_vault_mark_parse(
    struct wallet_bytes encoded, struct wallet_vault_mark *out, struct wallet_error *error)
{
    uint8_t check[MARK_SIZE - CHECK_AT];

    if (!out) {
        return fail_null(error);
    }

    if (encoded.size == MARK_SIZE) {
        make_check(encoded.data, check);
    }

    if (encoded.size != MARK_SIZE || memcmp(encoded.data, magic, sizeof magic) != 0 ||
        memcmp(encoded.data + CHECK_AT, check, sizeof check) != 0) {
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            WALLET_NO_OFFSET,
            "this is no mark of a vault, or a damaged one");
    }

    memcpy(out->id, encoded.data + ID_AT, sizeof out->id);
    out->generation = wlt_vault_get_number(encoded.data + GENERATION_AT);
    memcpy(out->digest, encoded.data + DIGEST_AT, sizeof out->digest);
    return WALLET_OK;
}

enum wallet_status wallet_vault_mark_check(
    const struct wallet_vault_mark *seen,
    const struct wallet_vault_mark *now,
    struct wallet_error *error)
{
    if (!seen || !now) {
        return fail_null(error);
    }

    if (memcmp(seen->id, now->id, sizeof seen->id) != 0) {
        return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "they are of two vaults");
    }

    if (now->generation < seen->generation) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "it is an older copy: generation %llu, and %llu was seen here",
            (unsigned long long)now->generation,
            (unsigned long long)seen->generation);
    }

    if (now->generation == seen->generation &&
        memcmp(seen->digest, now->digest, sizeof seen->digest) != 0) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "it is another copy of generation %llu than was seen here",
            (unsigned long long)now->generation);
    }

    return WALLET_OK;
}
