/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"
#include "base/error.h"
#include "crypto/ecdsa.h"
#include "crypto/ed25519.h"
#include "crypto/ed448.h"
#include "crypto/hash.h"
#include "crypto/openssl_error.h"
#include "crypto/pkey.h"

#include <openssl/rsa.h>

/*
 * What costs anything but the arithmetic itself is done once: algorithms are fetched with the
 * context, and a key is prepared when it is another one than the last.
 */
enum {
    GUEST_KINDS = WLT_KEY_BRAINPOOL_512 + 1, /* no kind behind it is on a curve */
};

/** A key that takes on one point after the other, and how it was prepared; NULL at first. */
struct guest {
    struct wlt_public_key *key;
    EVP_PKEY_CTX *checking;
};

struct wlt_check_context {
    EVP_MD_CTX *digesting;
    EVP_MD *sha256;
    EVP_MD *sha384;
    EVP_MD *sha512;
    EVP_MD *sm3;            /* NULL where OpenSSL was built without the ShangMi algorithms */
    EVP_PKEY_CTX *checking; /* prepared for the last key, which it keeps alive; NULL at first */
    struct guest guests[GUEST_KINDS];
};

WLT_DEFINE_AUTO(check_context, struct wlt_check_context, wlt_check_context_free)

enum wallet_status wlt_check_context_new(struct wlt_check_context **out, struct wallet_error *error)
{
    if (!wlt_ed25519_start()) {
        return wlt_fail(error, WALLET_ERR_CRYPTO, WALLET_NO_OFFSET, "libsodium does not start");
    }

    WLT_AUTO(check_context) struct wlt_check_context *context = wlt_alloc(1, sizeof *context);
    if (!context) {
        return wlt_fail_memory(error);
    }

    context->digesting = EVP_MD_CTX_new();
    context->sha256 = EVP_MD_fetch(NULL, "SHA2-256", NULL);
    context->sha384 = EVP_MD_fetch(NULL, "SHA2-384", NULL);
    context->sha512 = EVP_MD_fetch(NULL, "SHA2-512", NULL);
    if (!context->digesting || !context->sha256 || !context->sha384 || !context->sha512) {
        return wlt_fail_openssl(error, WALLET_ERR_CRYPTO, "OpenSSL offers no SHA-2");
    }

    context->sm3 = EVP_MD_fetch(NULL, "SM3", NULL);
    if (!context->sm3 && wlt_openssl_verdict(WALLET_OK) != WALLET_OK) {
        return wlt_fail_memory(error);
    }

    *out = WLT_TAKE(context);
    return WALLET_OK;
}

void wlt_check_context_free(struct wlt_check_context *context)
{
    if (!context) {
        return;
    }

    for (size_t i = 0; i < GUEST_KINDS; i++) {
        EVP_PKEY_CTX_free(context->guests[i].checking);
        wlt_public_key_free(context->guests[i].key);
    }

    EVP_PKEY_CTX_free(context->checking);
    EVP_MD_free(context->sm3);
    EVP_MD_free(context->sha512);
    EVP_MD_free(context->sha384);
    EVP_MD_free(context->sha256);
    EVP_MD_CTX_free(context->digesting);
    wlt_free(context);
}

/** RFC 8230 section 2: SHA-256, MGF1 with SHA-256, and a salt as long as the digest. */
static bool set_ps256(EVP_PKEY_CTX *checking)
{
    return EVP_PKEY_CTX_set_rsa_padding(checking, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_signature_md(checking, EVP_sha256()) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(checking, EVP_sha256()) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(checking, RSA_PSS_SALTLEN_DIGEST) == 1;
}

EVP_PKEY_CTX *wlt_check_prepare(EVP_PKEY *pkey)
{
    WLT_AUTO(pkey_ctx) EVP_PKEY_CTX *checking = EVP_PKEY_CTX_new_from_pkey(NULL, pkey, NULL);
    if (!checking || EVP_PKEY_verify_init(checking) != 1) {
        return NULL;
    }

    const bool is_rsa = EVP_PKEY_is_a(pkey, "RSA") || EVP_PKEY_is_a(pkey, "RSA-PSS");
    if (is_rsa && !set_ps256(checking)) {
        return NULL;
    }

    return WLT_TAKE(checking);
}

/** Prepared for this key, or NULL. */
static EVP_PKEY_CTX *prepare(struct wlt_check_context *context, const struct wlt_public_key *key)
{
    EVP_PKEY_CTX **place = context->guests[key->kind].key == key
                               ? &context->guests[key->kind].checking
                               : &context->checking;

    if (!*place || EVP_PKEY_CTX_get0_pkey(*place) != key->pkey) {
        EVP_PKEY_CTX_free(*place);
        *place = wlt_check_prepare(key->pkey);
    }

    return *place;
}

static const EVP_MD *find_hash(const struct wlt_check_context *context, enum wlt_hash hash)
{
    switch (hash) {
    case WLT_HASH_SHA256: return context->sha256;
    case WLT_HASH_SHA384: return context->sha384;
    case WLT_HASH_SHA512: return context->sha512;
    }

    return NULL;
}

enum wallet_status wlt_hash_with(
    struct wlt_check_context *context,
    enum wlt_hash hash,
    struct wallet_bytes bytes,
    uint8_t out[WLT_HASH_SIZE_MAX])
{
    const EVP_MD *digest = context ? find_hash(context, hash) : NULL;

    if (digest && EVP_DigestInit_ex2(context->digesting, digest, NULL) == 1 &&
        EVP_DigestUpdate(context->digesting, bytes.data, bytes.size) == 1 &&
        EVP_DigestFinal_ex(context->digesting, out, NULL) == 1) {
        return WALLET_OK;
    }

    (void)wlt_openssl_verdict(WALLET_OK);
    return wlt_hash_bytes(hash, bytes, out);
}

bool wlt_digest_message(
    EVP_MD_CTX *digesting,
    const EVP_MD *hash,
    const struct wlt_public_key *key,
    struct wallet_bytes message,
    uint8_t out[EVP_MAX_MD_SIZE],
    unsigned *size)
{
    /* GB/T 32918.2 section 6.1, A1 and A2: SM2 signs SM3 over ZA and the message. */
    const size_t identity_size = key->kind == WLT_KEY_SM2 ? sizeof key->identity : 0;

    return EVP_DigestInit_ex2(digesting, hash, NULL) == 1 &&
           EVP_DigestUpdate(digesting, key->identity, identity_size) == 1 &&
           EVP_DigestUpdate(digesting, message.data, message.size) == 1 &&
           EVP_DigestFinal_ex(digesting, out, size) == 1;
}

static enum wallet_status check_with_openssl(
    struct wlt_check_context *context,
    const struct wlt_public_key *key,
    const EVP_MD *hash,
    struct wallet_bytes message,
    struct wallet_bytes signature)
{
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;

    EVP_PKEY_CTX *checking = prepare(context, key);
    if (!checking || !wlt_digest_message(context->digesting, hash, key, message, digest, &size)) {
        (void)wlt_openssl_verdict(WALLET_ERR_MEMORY);
        return WALLET_ERR_MEMORY;
    }

    if (EVP_PKEY_verify(checking, signature.data, signature.size, digest, size) == 1) {
        return WALLET_OK;
    }

    /* OpenSSL calls some forgeries errors: only a lack of memory leaves the question open. */
    return wlt_openssl_verdict(WALLET_ERR_REFUSED);
}

/** A signature that is two numbers, by ECDSA or SM2. */
static enum wallet_status check_numbers(
    struct wlt_check_context *context,
    const struct wlt_public_key *key,
    const EVP_MD *hash,
    struct wallet_bytes message,
    struct wallet_bytes signature)
{
    const size_t order_size = wlt_public_key_order_size(key);

    /* RFC 9053 section 2.1: r and s have the size of the order, leading zeros included. */
    if (signature.size != 2 * order_size) {
        return WALLET_ERR_REFUSED;
    }

    uint8_t der[WLT_ECDSA_DER_MAX];
    return check_with_openssl(context, key, hash, message, wlt_ecdsa_to_der(signature, der));
}

/** What a signature by this algorithm is over; NULL if that is the message itself, or not to be had. */
static const EVP_MD *digest_of(
    const struct wlt_check_context *context, enum wallet_algorithm algorithm)
{
    switch (algorithm) {
    case WALLET_ALGORITHM_ES256:
    case WALLET_ALGORITHM_ESB256:
    case WALLET_ALGORITHM_PS256: return context->sha256;
    case WALLET_ALGORITHM_ES384:
    case WALLET_ALGORITHM_ESB320:
    case WALLET_ALGORITHM_ESB384: return context->sha384;
    case WALLET_ALGORITHM_ES512:
    case WALLET_ALGORITHM_ESB512: return context->sha512;
    case WALLET_ALGORITHM_SM2: return context->sm3;
    case WALLET_ALGORITHM_ED25519:
    case WALLET_ALGORITHM_ED448:
    case WALLET_ALGORITHM_NONE: break;
    }

    return NULL;
}

enum wallet_status wlt_check_signature(
    struct wlt_check_context *context,
    const struct wlt_public_key *key,
    enum wallet_algorithm algorithm,
    struct wallet_bytes message,
    struct wallet_bytes signature)
{
    if (!wlt_algorithm_serves(algorithm, key->kind)) {
        return WALLET_ERR_UNSUPPORTED;
    }

    if (key->kind == WLT_KEY_ED25519) {
        return wlt_ed25519_check(key->x, message, signature) ? WALLET_OK : WALLET_ERR_REFUSED;
    }

    if (key->kind == WLT_KEY_ED448) {
        return wlt_ed448_check(context->digesting, key->pkey, message, signature);
    }

    const EVP_MD *digest = digest_of(context, algorithm);
    if (!digest) {
        return WALLET_ERR_UNSUPPORTED;
    }

    return key->kind == WLT_KEY_RSA ? check_with_openssl(context, key, digest, message, signature)
                                    : check_numbers(context, key, digest, message, signature);
}

enum wallet_status wlt_check_signature_once(
    const struct wlt_public_key *key,
    struct wallet_bytes message,
    struct wallet_bytes signature,
    struct wallet_error *error)
{
    struct wlt_check_context *context = NULL;

    enum wallet_status status = wlt_check_context_new(&context, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = wlt_check_signature(context, key, wlt_public_key_algorithm(key), message, signature);
    wlt_check_context_free(context);
    if (status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    return status == WALLET_OK ? WALLET_OK
                               : wlt_fail(
                                     error,
                                     WALLET_ERR_REFUSED,
                                     WALLET_NO_OFFSET,
                                     "the signature does not fit the content");
}

enum wallet_status wlt_check_signature_by_point(
    struct wlt_check_context *context,
    const struct wlt_point *point,
    enum wallet_algorithm algorithm,
    struct wallet_bytes message,
    struct wallet_bytes signature,
    struct wallet_error *error)
{
    struct guest *guest = &context->guests[point->kind];

    const enum wallet_status status =
        guest->key ? wlt_point_replace(guest->key, point->x, point->y, error)
                   : wlt_public_key_from_point(point->kind, point->x, point->y, &guest->key, error);
    return status == WALLET_OK
               ? wlt_check_signature(context, guest->key, algorithm, message, signature)
               : status;
}
