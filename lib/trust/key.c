/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/key.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "cose/key.h"
#include "crypto/pem.h"
#include "crypto/private_key.h"
#include "trust/owner.h"

#include <string.h>

#define LABEL_PRIVATE "PRIVATE KEY" /* RFC 7468 section 10 */
#define LABEL_PUBLIC  "PUBLIC KEY"  /* RFC 7468 section 13 */

struct wallet_key {
    struct wlt_owner owner;
    struct wlt_private_key *private_key; /* NULL where the file has the public half only */
    struct wlt_public_key *public_key;   /* NULL where `private_key` has it */
    uint8_t id[WALLET_KEY_ID_SIZE];
};

WLT_DEFINE_AUTO(key, struct wallet_key, wallet_key_free)

void wallet_key_free(struct wallet_key *key)
{
    if (!key) {
        return;
    }

    wlt_owner_clear(&key->owner);
    wlt_private_key_free(key->private_key);
    wlt_public_key_free(key->public_key);
    wlt_free(key);
}

const struct wlt_public_key *wlt_key_public(const struct wallet_key *key)
{
    return key->private_key ? wlt_private_key_public(key->private_key) : key->public_key;
}

const struct wlt_private_key *wlt_key_private(const struct wallet_key *key)
{
    return key->private_key;
}

bool wlt_key_allows_type(const struct wallet_key *key, struct wallet_bytes type_code)
{
    const struct wlt_owner *owner = &key->owner;

    /* One without a word of ours on it, as others' are, is like a certificate: for what is foreign. */
    if (owner->type_count == 0 && owner->issuer[0] == '\0') {
        return type_code.size == 0;
    }

    return wlt_owner_allows_type(owner, type_code);
}

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

static enum wallet_status set_id(struct wallet_key *key, struct wallet_error *error)
{
    uint8_t thumbprint[WLT_SHA256_SIZE];

    const enum wallet_status status =
        wlt_cose_key_thumbprint(wlt_key_public(key), thumbprint, error);
    if (status == WALLET_ERR_UNSUPPORTED) {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "an RSA key, which must come in a certificate");
    }

    memcpy(key->id, thumbprint, sizeof key->id);
    return status;
}

enum wallet_status wallet_key_generate(
    enum wallet_algorithm algorithm,
    const struct wallet_key_owner *owner,
    struct wallet_key **out,
    struct wallet_error *error)
{
    if (!owner || !owner->issuer || !out) {
        return fail_null(error);
    }

    WLT_AUTO(key) struct wallet_key *key = wlt_alloc(1, sizeof *key);
    if (!key) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = wlt_owner_copy(&key->owner, owner, error);
    if (status == WALLET_OK) {
        status = wlt_private_key_generate(algorithm, &key->private_key, error);
    }

    if (status == WALLET_OK) {
        status = set_id(key, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(key);
    }

    return status;
}

static enum wallet_status take_object(
    struct wallet_key *key, const struct wlt_pem *object, struct wallet_error *error)
{
    const struct wallet_bytes der = wallet_buffer_bytes(&object->der);

    if (strcmp(object->label, LABEL_PRIVATE) == 0) {
        return wlt_private_key_from_pkcs8(der, &key->private_key, error);
    }

    if (strcmp(object->label, LABEL_PUBLIC) == 0) {
        return wlt_public_key_from_spki(der, &key->public_key, error);
    }

    return wlt_fail(
        error,
        WALLET_ERR_KEY,
        object->preface.size,
        "expected an unencrypted '" LABEL_PRIVATE "' or a '" LABEL_PUBLIC "'");
}

static enum wallet_status parse_object(
    struct wallet_key *key, const struct wlt_pem *object, struct wallet_error *error)
{
    enum wallet_status status = take_object(key, object, error);
    if (status == WALLET_OK) {
        status = set_id(key, error);
    }

    return status == WALLET_OK ? wlt_owner_parse(&key->owner, object->preface, error) : status;
}

/** A key file with two keys would leave open whose lines are whose. */
static enum wallet_status parse_file(
    struct wallet_key *key, struct wallet_bytes file, struct wallet_error *error)
{
    struct wlt_pem object = { .label = "" };
    struct wallet_bytes rest = file;

    enum wallet_status status = wlt_pem_next(&rest, &object, error);
    if (status == WALLET_OK) {
        status = parse_object(key, &object, error);
    } else if (status != WALLET_ERR_MEMORY) {
        status = wlt_fail(error, WALLET_ERR_KEY, 0, "expected a key in PEM");
    }

    if (status == WALLET_OK && wlt_pem_next(&rest, &object, NULL) != WALLET_ERR_MISSING) {
        status = wlt_fail(error, WALLET_ERR_KEY, file.size - rest.size, "expected one key only");
    }

    wallet_buffer_clear(&object.der);
    return status;
}

enum wallet_status wallet_key_parse(
    struct wallet_bytes file, struct wallet_key **out, struct wallet_error *error)
{
    if (!out || (!file.data && file.size > 0)) {
        return fail_null(error);
    }

    if (file.size > WALLET_KEY_FILE_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_KEY_FILE_MAX,
            "a key file of over %d bytes",
            WALLET_KEY_FILE_MAX);
    }

    WLT_AUTO(key) struct wallet_key *key = wlt_alloc(1, sizeof *key);
    if (!key) {
        return wlt_fail_memory(error);
    }

    const enum wallet_status status = parse_file(key, file, error);
    if (status == WALLET_OK) {
        *out = WLT_TAKE(key);
    }

    return status;
}

/** Replaces the content of `out` by the lines and the object; on failure by nothing. */
static enum wallet_status write_file(
    const struct wallet_key *key,
    const char *label,
    struct wallet_bytes der,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    wlt_buffer_set_size(out, 0);

    enum wallet_status status = wlt_owner_append(&key->owner, out, error);
    if (status == WALLET_OK) {
        status = wlt_pem_append(out, label, der, error);
    }

    if (status != WALLET_OK) {
        wallet_buffer_clear(out);
    }

    return status;
}

enum wallet_status wallet_key_write_private(
    const struct wallet_key *key, struct wallet_buffer *out, struct wallet_error *error)
{
    if (!key || !out) {
        return fail_null(error);
    }

    if (!key->private_key) {
        return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "a key without a secret");
    }

    struct wallet_buffer der = { 0 };
    enum wallet_status status = wlt_private_key_write_pkcs8(key->private_key, &der, error);
    if (status == WALLET_OK) {
        status = write_file(key, LABEL_PRIVATE, wallet_buffer_bytes(&der), out, error);
    }

    wallet_buffer_clear(&der);
    return status;
}

enum wallet_status wallet_key_write_public(
    const struct wallet_key *key, struct wallet_buffer *out, struct wallet_error *error)
{
    if (!key || !out) {
        return fail_null(error);
    }

    struct wallet_buffer der = { 0 };
    enum wallet_status status = wlt_public_key_write_spki(wlt_key_public(key), &der, error);
    if (status == WALLET_OK) {
        status = write_file(key, LABEL_PUBLIC, wallet_buffer_bytes(&der), out, error);
    }

    wallet_buffer_clear(&der);
    return status;
}

enum wallet_status wallet_key_write_cose(
    const struct wallet_key *key, struct wallet_buffer *out, struct wallet_error *error)
{
    if (!key || !out) {
        return fail_null(error);
    }

    wlt_buffer_set_size(out, 0);
    return wlt_cose_key_append(wlt_key_public(key), out, error);
}

enum wallet_status wallet_key_read_cose(
    struct wallet_bytes encoded, struct wallet_key **out, struct wallet_error *error)
{
    if (!encoded.data || !out) {
        return fail_null(error);
    }

    WLT_AUTO(key) struct wallet_key *key = wlt_alloc(1, sizeof *key);
    if (!key) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = wlt_cose_key_read(encoded, &key->public_key, error);
    if (status == WALLET_OK) {
        status = set_id(key, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(key);
    }

    return status;
}

enum wallet_algorithm wallet_key_algorithm(const struct wallet_key *key)
{
    return wlt_public_key_algorithm(wlt_key_public(key));
}

bool wallet_key_is_private(const struct wallet_key *key)
{
    return key->private_key != NULL;
}

struct wallet_bytes wallet_key_id(const struct wallet_key *key)
{
    return (struct wallet_bytes){ key->id, sizeof key->id };
}

const char *wallet_key_issuer(const struct wallet_key *key)
{
    return key->owner.issuer;
}

const char *wallet_key_issuer_name(const struct wallet_key *key, enum wallet_language language)
{
    const char *name = language == WALLET_CHINESE ? key->owner.name_zh : key->owner.name_en;
    return name ? name : "";
}

size_t wallet_key_type_count(const struct wallet_key *key)
{
    return key->owner.type_count;
}

const char *wallet_key_type_at(const struct wallet_key *key, size_t index)
{
    return index < key->owner.type_count ? key->owner.types[index].code : "";
}

static enum wallet_status sign_with_key(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    const struct wallet_key *key = context;
    return wlt_private_key_sign(key->private_key, message, out, size, error);
}

enum wallet_status wallet_key_signer(
    const struct wallet_key *key, struct wallet_signer *out, struct wallet_error *error)
{
    if (!key || !out) {
        return fail_null(error);
    }

    if (!key->private_key) {
        return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "a key without a secret");
    }

    if (!key->owner.issuer[0]) {
        return wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "a key that names no issuer");
    }

    if (wlt_algorithm_is_foreign(wallet_key_algorithm(key))) {
        return wlt_fail(
            error,
            WALLET_ERR_KEY,
            WALLET_NO_OFFSET,
            "%s is read in others' documents; sign by Ed25519, ES256, ES384 or SM2",
            wallet_algorithm_name(wallet_key_algorithm(key)));
    }

    struct wallet_signer signer = {
        .algorithm = wallet_key_algorithm(key),
        .sign = sign_with_key,
        .context = key,
    };
    memcpy(signer.key_id, key->id, sizeof signer.key_id);
    memcpy(signer.issuer, key->owner.issuer, sizeof signer.issuer);
    *out = signer;
    return WALLET_OK;
}
