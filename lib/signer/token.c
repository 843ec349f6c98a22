/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/token.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"
#include "cose/key.h"
#include "crypto/digest.h"
#include "crypto/pem.h"
#include "signer/object.h"
#include "trust/owner.h"

#include <string.h>

struct wallet_token {
    struct wlt_module module;
    struct wlt_session session;
    CK_OBJECT_HANDLE key;
    struct wlt_public_key *public_key;
    struct wlt_check_context *checking;
    struct wlt_owner owner;
    uint8_t key_id[WALLET_KEY_ID_SIZE];
};

WLT_DEFINE_AUTO(token, struct wallet_token, wallet_token_close)

void wallet_token_close(struct wallet_token *token)
{
    if (!token) {
        return;
    }

    wlt_session_close(&token->session);
    wlt_module_close(&token->module);
    wlt_public_key_free(token->public_key);
    wlt_check_context_free(token->checking);
    wlt_owner_clear(&token->owner);
    wlt_free(token);
}

static enum wallet_status fail_null(struct wallet_error *error)
{
    return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
}

static enum wallet_status open_key(
    struct wallet_token *token,
    const struct wlt_uri *uri,
    const char *module,
    struct wallet_bytes pin,
    struct wallet_error *error)
{
    enum wallet_status status = wlt_module_open(uri, module, &token->module, error);
    if (status == WALLET_OK) {
        status = wlt_session_open(token->module.functions, uri, pin, &token->session, error);
    }

    if (status == WALLET_OK) {
        status = wlt_object_find(&token->session, uri, &token->key, error);
    }

    if (status == WALLET_OK) {
        status = wlt_object_read_public(&token->session, token->key, &token->public_key, error);
    }

    return status;
}

static enum wallet_status set_id(struct wallet_token *token, struct wallet_error *error)
{
    uint8_t thumbprint[WLT_SHA256_SIZE];

    const enum wallet_status status = wlt_cose_key_thumbprint(token->public_key, thumbprint, error);
    if (status == WALLET_OK) {
        memcpy(token->key_id, thumbprint, sizeof token->key_id);
    }

    return status;
}

static enum wallet_status open_token(
    struct wallet_token *token,
    const char *uri,
    const char *module,
    struct wallet_bytes pin,
    struct wallet_error *error)
{
    struct wlt_uri parsed;

    enum wallet_status status = wlt_uri_parse(uri, &parsed, error);
    if (status == WALLET_OK) {
        status = open_key(token, &parsed, module, pin, error);
        wlt_uri_clear(&parsed);
    }

    if (status == WALLET_OK) {
        status = set_id(token, error);
    }

    return status == WALLET_OK ? wlt_check_context_new(&token->checking, error) : status;
}

enum wallet_status wallet_token_open(
    const char *uri,
    const char *module,
    struct wallet_bytes pin,
    const struct wallet_key_owner *owner,
    struct wallet_token **out,
    struct wallet_error *error)
{
    if (!uri || !owner || !owner->issuer || !out || (!pin.data && pin.size > 0)) {
        return fail_null(error);
    }

    WLT_AUTO(token) struct wallet_token *token = wlt_alloc(1, sizeof *token);
    if (!token) {
        return wlt_fail_memory(error);
    }

    enum wallet_status status = wlt_owner_copy(&token->owner, owner, error);
    if (status == WALLET_OK) {
        status = open_token(token, uri, module, pin, error);
    }

    if (status == WALLET_OK) {
        *out = WLT_TAKE(token);
    }

    return status;
}

/** PKCS #11 sections 6.3.12 and 6.3.16: ECDSA takes a digest and gives r and s, EdDSA the message. */
static CK_RV ask(
    const struct wallet_token *token, struct wallet_bytes message, uint8_t *out, CK_ULONG *size)
{
    const bool is_ed25519 = wlt_public_key_kind(token->public_key) == WLT_KEY_ED25519;
    CK_MECHANISM mechanism = { .mechanism = is_ed25519 ? CKM_EDDSA : CKM_ECDSA };
    CK_FUNCTION_LIST *functions = token->session.functions;
    uint8_t digest[WLT_SHA256_SIZE];

    const CK_RV answer = functions->C_SignInit(token->session.handle, &mechanism, token->key);
    if (answer != CKR_OK) {
        return answer;
    }

    if (!is_ed25519) {
        wlt_sha256(message, digest);
        return functions->C_Sign(token->session.handle, digest, sizeof digest, out, size);
    }

    /* The interface knows no const; C_Sign() only reads. */
    CK_BYTE *data = (CK_BYTE *)(uintptr_t)message.data;
    return functions->C_Sign(token->session.handle, data, message.size, out, size);
}

static enum wallet_status sign_with_token(
    const void *context,
    struct wallet_bytes message,
    uint8_t *out,
    size_t *size,
    struct wallet_error *error)
{
    const struct wallet_token *token = context;
    uint8_t made[WALLET_SIGNATURE_MAX];
    CK_ULONG made_size = sizeof made;

    const CK_RV answer = ask(token, message, made, &made_size);
    if (answer != CKR_OK || made_size > sizeof made) {
        return wlt_module_fail(error, answer, "sign");
    }

    const enum wallet_status status = wlt_check_signature(
        token->checking,
        token->public_key,
        wlt_public_key_algorithm(token->public_key),
        message,
        (struct wallet_bytes){ made, made_size });
    if (status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    if (status != WALLET_OK) {
        return wlt_fail(
            error,
            WALLET_ERR_CRYPTO,
            WALLET_NO_OFFSET,
            "the token's signature does not fit its public key");
    }

    memcpy(out, made, made_size);
    *size = made_size;
    return WALLET_OK;
}

enum wallet_status wallet_token_signer(
    const struct wallet_token *token, struct wallet_signer *out, struct wallet_error *error)
{
    if (!token || !out) {
        return fail_null(error);
    }

    struct wallet_signer signer = {
        .algorithm = wlt_public_key_algorithm(token->public_key),
        .sign = sign_with_token,
        .context = token,
    };
    memcpy(signer.key_id, token->key_id, sizeof signer.key_id);
    memcpy(signer.issuer, token->owner.issuer, sizeof signer.issuer);
    *out = signer;
    return WALLET_OK;
}

static enum wallet_status prove(const struct wallet_token *token, struct wallet_error *error)
{
    uint8_t signature[WALLET_SIGNATURE_MAX];
    size_t size = 0;

    /* No Sig_structure, which begins with an array: a signature that fits no object of ours. */
    return sign_with_token(
        token, wlt_bytes_of("wallet: this is my public half"), signature, &size, error);
}

static enum wallet_status write_file(
    const struct wallet_token *token,
    struct wallet_bytes der,
    struct wallet_buffer *out,
    struct wallet_error *error)
{
    wlt_buffer_set_size(out, 0);

    enum wallet_status status = wlt_owner_append(&token->owner, out, error);
    if (status == WALLET_OK) {
        status = wlt_pem_append(out, "PUBLIC KEY", der, error);
    }

    if (status != WALLET_OK) {
        wallet_buffer_clear(out);
    }

    return status;
}

enum wallet_status wallet_token_write_public(
    const struct wallet_token *token, struct wallet_buffer *out, struct wallet_error *error)
{
    if (!token || !out) {
        return fail_null(error);
    }

    struct wallet_buffer der = { 0 };
    enum wallet_status status = prove(token, error);
    if (status == WALLET_OK) {
        status = wlt_public_key_write_spki(token->public_key, &der, error);
    }

    if (status == WALLET_OK) {
        status = write_file(token, wallet_buffer_bytes(&der), out, error);
    }

    wallet_buffer_clear(&der);
    return status;
}
