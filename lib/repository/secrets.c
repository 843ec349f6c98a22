/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/secrets.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/keyed_hash.h"
#include "crypto/secret.h"

#include <assert.h>
#include <string.h>

enum {
    KEY_SIZE = WLT_KEYED_HASH_KEY_SIZE,
    PLACE_SIZE = 8 + WALLET_AUDIT_HOLDER_SIZE,
};

_Static_assert((int)KEY_SIZE == (int)WLT_SEAL_KEY_SIZE, "a derived key seals too");
_Static_assert(1 + 2 + 2 + WALLET_SERIAL_MAX <= WLT_NAME_MAX, "room for the longest serial");
_Static_assert(1 + WLT_KEYED_HASH_MIN <= WLT_NAME_MAX, "room for a hashed name");
_Static_assert(WALLET_AUDIT_HASH_SIZE >= WLT_SEAL_NONCE_SIZE, "a nonce out of a digest");

struct wlt_secrets {
    uint8_t proof[KEY_SIZE];
    uint8_t holder[KEY_SIZE];
    uint8_t source[KEY_SIZE];
    uint8_t name[KEY_SIZE];
    uint8_t serial[KEY_SIZE];
    uint8_t content[KEY_SIZE];
};

struct wlt_secrets *wlt_secrets_new(const uint8_t secret[WALLET_REPOSITORY_SECRET_SIZE])
{
    struct wlt_secrets *secrets = wlt_secret_alloc(sizeof *secrets);
    if (!secrets) {
        return NULL;
    }

    /* These texts are in every database that was ever made: they stay as they are. */
    wlt_keyed_hash(secret, wlt_bytes_of("wallet repository proof"), secrets->proof, KEY_SIZE);
    wlt_keyed_hash(secret, wlt_bytes_of("wallet repository holder"), secrets->holder, KEY_SIZE);
    wlt_keyed_hash(secret, wlt_bytes_of("wallet repository source"), secrets->source, KEY_SIZE);
    wlt_keyed_hash(secret, wlt_bytes_of("wallet repository name"), secrets->name, KEY_SIZE);
    wlt_keyed_hash(secret, wlt_bytes_of("wallet repository serial"), secrets->serial, KEY_SIZE);
    wlt_keyed_hash(secret, wlt_bytes_of("wallet repository content"), secrets->content, KEY_SIZE);
    return secrets;
}

void wlt_secrets_free(struct wlt_secrets *secrets)
{
    wlt_secret_free(secrets);
}

void wlt_secrets_proof(
    const struct wlt_secrets *secrets, struct wallet_bytes id, uint8_t out[WLT_PROOF_SIZE])
{
    wlt_keyed_hash(secrets->proof, id, out, WLT_PROOF_SIZE);
}

void wlt_secrets_holder(
    const struct wlt_secrets *secrets,
    struct wallet_bytes holder,
    uint8_t out[WALLET_AUDIT_HOLDER_SIZE])
{
    wlt_keyed_hash(secrets->holder, holder, out, WALLET_AUDIT_HOLDER_SIZE);
}

void wlt_secrets_source(
    const struct wlt_secrets *secrets,
    const uint8_t row[WALLET_REPOSITORY_ROW_SIZE],
    uint8_t out[WLT_SOURCE_SIZE])
{
    const struct wallet_bytes digest = { row, WALLET_REPOSITORY_ROW_SIZE };
    wlt_keyed_hash(secrets->source, digest, out, WLT_SOURCE_SIZE);
}

/* Most significant first: names of one type and issuer stand together, in the order of serials. */
static void put_number(int64_t number, size_t size, uint8_t *out)
{
    for (size_t i = 0; i < size; i++) {
        out[i] = (uint8_t)((uint64_t)number >> 8 * (size - 1 - i));
    }
}

size_t wlt_secrets_name(
    const struct wlt_secrets *secrets, const struct wlt_name *name, uint8_t out[WLT_NAME_MAX])
{
    assert(name->serial.size <= WALLET_SERIAL_MAX);
    assert(name->type <= UINT16_MAX && name->issuer <= UINT16_MAX);

    uint8_t clear[WLT_NAME_MAX] = { WLT_NAME_CLEAR };
    const size_t size = 1 + 2 + 2 + name->serial.size;

    put_number(name->type, 2, clear + 1);
    put_number(name->issuer, 2, clear + 3);
    memcpy(clear + 5, name->serial.data, name->serial.size);
    if (name->is_own_serial) {
        memcpy(out, clear, size);
        return size;
    }

    out[0] = WLT_NAME_HASHED;
    wlt_keyed_hash(
        secrets->name, (struct wallet_bytes){ clear, size }, out + 1, WLT_KEYED_HASH_MIN);
    return 1 + WLT_KEYED_HASH_MIN;
}

static void serial_nonce(struct wallet_bytes name, uint8_t out[WLT_SEAL_NONCE_SIZE])
{
    memset(out, 0, WLT_SEAL_NONCE_SIZE);
    memcpy(out, name.data, name.size < WLT_SEAL_NONCE_SIZE ? name.size : WLT_SEAL_NONCE_SIZE);
}

size_t wlt_secrets_seal_serial(
    const struct wlt_secrets *secrets,
    struct wallet_bytes name,
    struct wallet_bytes serial,
    uint8_t out[WLT_SERIAL_SEALED_MAX])
{
    uint8_t nonce[WLT_SEAL_NONCE_SIZE];

    serial_nonce(name, nonce);
    wlt_seal(secrets->serial, nonce, name, serial, out);
    return serial.size + WLT_SEAL_TAG_SIZE;
}

size_t wlt_secrets_unseal_serial(
    const struct wlt_secrets *secrets,
    struct wallet_bytes name,
    struct wallet_bytes sealed,
    char out[WALLET_SERIAL_MAX])
{
    uint8_t nonce[WLT_SEAL_NONCE_SIZE];

    if (sealed.size <= WLT_SEAL_TAG_SIZE || sealed.size > WLT_SERIAL_SEALED_MAX) {
        return 0;
    }

    serial_nonce(name, nonce);
    return wlt_unseal(secrets->serial, nonce, name, sealed, (uint8_t *)out)
               ? sealed.size - WLT_SEAL_TAG_SIZE
               : 0;
}

static void write_place(const struct wlt_place *place, uint8_t out[PLACE_SIZE])
{
    put_number(place->number, 8, out);
    memcpy(out + 8, place->holder, WALLET_AUDIT_HOLDER_SIZE);
}

/*
 * The nonce is out of the content's digest: no two contents have the same one, so nothing need be drawn
 * or stored.
 */
enum wallet_status wlt_secrets_seal(
    const struct wlt_secrets *secrets,
    const struct wlt_place *place,
    struct wallet_bytes content,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    uint8_t bound_to[PLACE_SIZE];
    const size_t size = content.size + WLT_SEAL_TAG_SIZE;

    wlt_buffer_set_size(out, 0);
    if (!wlt_buffer_reserve(out, size)) {
        return wlt_fail_memory(error);
    }

    write_place(place, bound_to);
    wlt_seal(
        secrets->content,
        place->digest,
        (struct wallet_bytes){ bound_to, sizeof bound_to },
        content,
        out->data);
    wlt_buffer_set_size(out, size);
    return WALLET_OK;
}

static bool unseal(
    const struct wlt_secrets *secrets,
    const struct wlt_place *place,
    struct wallet_bytes sealed,
    struct wallet_buffer *out)
{
    uint8_t bound_to[PLACE_SIZE];
    uint8_t digest[WLT_SHA256_SIZE];

    write_place(place, bound_to);
    if (!wlt_unseal(
            secrets->content,
            place->digest,
            (struct wallet_bytes){ bound_to, sizeof bound_to },
            sealed,
            out->data)) {
        return false;
    }

    wlt_buffer_set_size(out, sealed.size - WLT_SEAL_TAG_SIZE);
    wlt_sha256(wallet_buffer_bytes(out), digest);
    return memcmp(digest, place->digest, sizeof digest) == 0;
}

enum wallet_status wlt_secrets_unseal(
    const struct wlt_secrets *secrets,
    const struct wlt_place *place,
    struct wallet_bytes sealed,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    wlt_buffer_set_size(out, 0);
    if (!wlt_buffer_reserve(out, sealed.size + 1)) {
        return wlt_fail_memory(error);
    }

    if (!unseal(secrets, place, sealed, out)) {
        wlt_buffer_set_size(out, 0);
        return wlt_fail(
            error,
            WALLET_ERR_MALFORMED,
            WALLET_NO_OFFSET,
            "what is stored of a licence does not open: it was altered, or belongs elsewhere");
    }

    return WALLET_OK;
}
