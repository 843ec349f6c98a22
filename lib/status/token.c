/* SPDX-License-Identifier: Apache-2.0 */
#include "status/token.h"

#include <wallet/status.h>

#include "base/buffer.h"
#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"

enum {
    TRIES_MAX = 256, /* of keys, for a token that names none as we name them */
};

/** The signatories that may have signed. */
struct candidates {
    const struct wlt_signatory *first;
    size_t count;
};

WLT_DEFINE_AUTO(context, struct wlt_check_context, wlt_check_context_free)

static struct wallet_bytes kid_of(const struct wlt_sign1 *sign1)
{
    const struct wlt_cose_headers *protected_headers = &sign1->protected_headers;

    return protected_headers->has_kid ? protected_headers->kid : sign1->unprotected_headers.kid;
}

static struct candidates find_candidates(
    const struct wallet_trust *trust, const struct wlt_sign1 *sign1)
{
    const struct wallet_bytes kid = kid_of(sign1);
    struct candidates found = { 0 };

    found.first = wlt_trust_find(trust, kid, &found.count);
    if (found.count > 0 || kid.size == WALLET_KEY_ID_SIZE) {
        return found;
    }

    /* Others name their keys as they like: the draft's example calls its own "12". */
    const size_t count = wallet_trust_count(trust);
    return (struct candidates){
        wlt_trust_signatories(trust),
        count < TRIES_MAX ? count : TRIES_MAX,
    };
}

static enum wallet_status try_candidates(
    struct candidates candidates,
    int64_t alg,
    struct wallet_bytes message,
    struct wallet_bytes signature,
    struct wlt_check_context *context,
    const struct wlt_signatory **out)
{
    enum wallet_status status = WALLET_ERR_REFUSED;

    for (size_t i = 0; i < candidates.count && status == WALLET_ERR_REFUSED; i++) {
        const struct wlt_public_key *key = wlt_signatory_key(&candidates.first[i]);
        const enum wallet_algorithm algorithm = wlt_public_key_algorithm(key);
        if (wlt_cose_algorithm_may_be(alg, algorithm)) {
            *out = &candidates.first[i];
            status = wlt_check_signature(context, key, algorithm, message, signature);
        }
    }

    return status;
}

static enum wallet_status check_signature(
    const struct wlt_sign1 *sign1,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    const struct wlt_signatory **out,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer message = { 0 };
    enum wallet_status status = wlt_sign1_append_signed(
        sign1->protected_encoded, (struct wallet_bytes){ 0 }, sign1->payload, &message, error);
    if (status != WALLET_OK) {
        return status;
    }

    status = try_candidates(
        find_candidates(trust, sign1),
        sign1->protected_headers.alg,
        wallet_buffer_bytes(&message),
        sign1->signature,
        context,
        out);
    if (status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    return status == WALLET_OK ? WALLET_OK
                               : wlt_fail(
                                     error,
                                     WALLET_ERR_REFUSED,
                                     WALLET_NO_OFFSET,
                                     "nobody who is trusted signed it");
}

/** The profile: `typ` and `alg` protected, a payload that is there. */
static enum wallet_status check_headers(
    const struct wlt_sign1 *sign1, const char *typ, struct wallet_error *error)
{
    const struct wlt_cose_headers *headers = &sign1->protected_headers;

    if (!headers->typ.is_present || headers->typ.is_number ||
        !wlt_bytes_are(headers->typ.text, typ)) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "its type is not '%s'", typ);
    }

    if (!sign1->is_tagged || sign1->is_detached) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "the tag or the payload is missing");
    }

    if (!headers->has_alg || wlt_cose_algorithm(headers->alg) == WALLET_ALGORITHM_NONE) {
        return wlt_fail(
            error,
            WALLET_ERR_STRUCTURE,
            WALLET_NO_OFFSET,
            "the protected header names no algorithm of ours");
    }

    return WALLET_OK;
}

enum wallet_status wlt_status_token_verify(
    struct wallet_bytes encoded,
    const char *typ,
    enum wlt_cbor_mode mode,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    struct wlt_status_token *out,
    struct wallet_error *error)
{
    struct wlt_sign1 sign1;
    struct wlt_status_token token = { 0 };

    enum wallet_status status = wlt_sign1_read(encoded, mode, &sign1, error);
    status = status == WALLET_OK ? check_headers(&sign1, typ, error) : status;
    if (status == WALLET_OK && trust) {
        status = check_signature(&sign1, trust, context, &token.signatory, error);
    }

    if (status == WALLET_OK) {
        token.payload = sign1.payload;
        *out = token;
    }

    return status;
}

/** A manifest or a hot list, as far as can be told before its signature is looked at. */
static bool is_publication(struct wallet_bytes token, struct wlt_sign1 *out)
{
    return token.size <= WALLET_STATUS_TOKEN_MAX &&
           wlt_sign1_read(token, WLT_CBOR_STRICT, out, NULL) == WALLET_OK &&
           (check_headers(out, WLT_TYP_STATUS_MANIFEST, NULL) == WALLET_OK ||
            check_headers(out, WLT_TYP_STATUS_HOT, NULL) == WALLET_OK);
}

/* A signature that names a key of somebody trusted, and is not by it, is forged and no stranger's. */
bool wallet_status_is_of_stranger(struct wallet_bytes token, const struct wallet_trust *trust)
{
    WLT_AUTO(context) struct wlt_check_context *context = NULL;
    const struct wlt_signatory *signatory = NULL;
    struct wlt_sign1 sign1;
    size_t named = 0;

    if (!trust || !is_publication(token, &sign1) ||
        wlt_check_context_new(&context, NULL) != WALLET_OK) {
        return false;
    }

    (void)wlt_trust_find(trust, kid_of(&sign1), &named);
    return named == 0 &&
           check_signature(&sign1, trust, context, &signatory, NULL) == WALLET_ERR_REFUSED;
}

bool wlt_status_may_speak(const struct wlt_signatory *signatory, struct wallet_bytes issuer)
{
    const bool is_itself = issuer.size == 0 || wlt_bytes_are(issuer, wlt_signatory_id(signatory));
    const bool is_service = wlt_signatory_has_role(signatory, WALLET_ROLE_STATUS) &&
                            (issuer.size == 0 || wlt_signatory_covers(signatory, issuer));

    if (!signatory->entry) {
        return is_itself;
    }

    return is_service || (is_itself && wlt_signatory_has_role(signatory, WALLET_ROLE_ISSUER));
}

/** Path and profile: who issues licences needs a certificate that is for their status, too. */
static enum wallet_status check_certificates(
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    int64_t signed_unix,
    struct wallet_error *error)
{
    struct wallet_error story = { .message = "" };

    const enum wallet_status path = wlt_signatory_check_path(signatory, trust, signed_unix, error);
    if (path == WALLET_ERR_MEMORY) {
        return path;
    }

    if (path != WALLET_OK) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "the certificates of whoever signed it do not hold");
    }

    return wlt_signatory_check_profile(signatory, WALLET_ROLE_STATUS, &story) == WALLET_OK
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_REFUSED,
                     WALLET_NO_OFFSET,
                     "who signed it has no certificate for that: %s",
                     story.message);
}

enum wallet_status wlt_status_check_speaker(
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    struct wallet_bytes issuer,
    int64_t signed_unix,
    struct wallet_error *error)
{
    /* A list may be signed anew at any time, so one by a key that others have is never believed. */
    if (!wlt_status_may_speak(signatory, issuer) ||
        wlt_signatory_standing(signatory, signed_unix) != WLT_STANDING_GOOD ||
        !wlt_signatory_holds_at(signatory, signed_unix)) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "whoever signed it may not, or might not at that time, speak for the issuer");
    }

    return check_certificates(signatory, trust, signed_unix, error);
}
