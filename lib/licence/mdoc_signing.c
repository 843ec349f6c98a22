/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/mdoc_signing.h"

#include <wallet/time.h>

#include "base/error.h"
#include "cose/key.h"
#include "crypto/policy.h"
#include "trust/certificates.h"
#include "trust/key.h"

#include <string.h>

enum {
    CERTIFICATES_MAX = WLT_CHAIN_MAX - 1, /* that are handed over: the root is not */
};

static enum wallet_status fail(
    struct wallet_error *error, enum wallet_status status, const char *why)
{
    return wlt_fail(error, status, WALLET_NO_OFFSET, "%s", why);
}

/** ISO/IEC 18013-5 9.1.2.4 and 9.1.3.6: neither RSA nor SM2. */
static bool is_known_to_readers(enum wallet_algorithm algorithm)
{
    return algorithm == WALLET_ALGORITHM_ED25519 || algorithm == WALLET_ALGORITHM_ES256 ||
           algorithm == WALLET_ALGORITHM_ES384;
}

static enum wallet_status check_algorithms(
    const struct wlt_mdoc_signing *signing, struct wallet_error *error)
{
    const enum wallet_algorithm device = wallet_key_algorithm(signing->device);

    if (!is_known_to_readers(signing->signer->algorithm)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "a mobile document is signed by Ed25519, ES256 or ES384, not by %s",
            wallet_algorithm_name(signing->signer->algorithm));
    }

    if (device == WALLET_ALGORITHM_PS256) {
        return fail(error, WALLET_ERR_KEY, "a device's key cannot be an RSA key");
    }

    return is_known_to_readers(device)
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_UNSUPPORTED,
                     WALLET_NO_OFFSET,
                     "a device's key is for Ed25519, ES256 or ES384, not for %s",
                     wallet_algorithm_name(device));
}

/** From the signer's up, each names the next; the root is not among them (RFC 9360, and 9.1.2.4). */
static enum wallet_status check_order(
    const struct wallet_certificates *chain, struct wallet_error *error)
{
    if (chain->count > CERTIFICATES_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_TOO_LARGE,
            WALLET_NO_OFFSET,
            "over %d certificates: only the signer's and those between it and the root are needed",
            CERTIFICATES_MAX);
    }

    for (size_t i = 0; i < chain->count; i++) {
        if (wlt_certificate_is_self_issued(chain->items[i])) {
            return wlt_fail(
                error,
                WALLET_ERR_KEY,
                WALLET_NO_OFFSET,
                "certificate %zu is a root, which readers have already: leave it out",
                i);
        }

        if (i > 0 && !wlt_certificate_names(chain->items[i - 1], chain->items[i])) {
            return wlt_fail(
                error,
                WALLET_ERR_KEY,
                WALLET_NO_OFFSET,
                "certificate %zu was not issued by certificate %zu: the signer's comes first, then "
                "the one above it",
                i - 1,
                i);
        }
    }

    return WALLET_OK;
}

static const char not_its_own[] = "the first certificate is not of the key that signs";

/** Whether the certificate is of the key that signs, and of the agency that it belongs to. */
static enum wallet_status check_owner(
    const struct wlt_certificate *certificate,
    const struct wallet_signer *signer,
    struct wallet_error *error)
{
    const struct wlt_public_key *key = wlt_certificate_key(certificate);
    uint8_t thumbprint[WLT_SHA256_SIZE];

    if (wlt_public_key_algorithm(key) != signer->algorithm) {
        return fail(error, WALLET_ERR_KEY, not_its_own);
    }

    const enum wallet_status status = wlt_cose_key_thumbprint(key, thumbprint, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (memcmp(thumbprint, signer->key_id, WALLET_KEY_ID_SIZE) != 0) {
        return fail(error, WALLET_ERR_KEY, not_its_own);
    }

    return strcmp(wlt_certificate_organisation(certificate), signer->issuer) == 0
               ? WALLET_OK
               : wlt_fail(
                     error,
                     WALLET_ERR_KEY,
                     WALLET_NO_OFFSET,
                     "the signer's certificate names '%s', and the signer is '%s'",
                     wlt_certificate_organisation(certificate),
                     signer->issuer);
}

static enum wallet_status check_profile(
    const struct wallet_certificates *chain, struct wallet_error *error)
{
    struct wallet_error story = { .message = "" };
    const enum wallet_status status = wlt_policy_check(
        (const struct wlt_certificate *const *)chain->items,
        chain->count,
        WLT_POLICY_DOCUMENTS,
        NULL,
        &story);

    return status == WALLET_ERR_REFUSED
               ? wlt_fail(error, WALLET_ERR_KEY, WALLET_NO_OFFSET, "%s", story.message)
               : status;
}

/** ISO/IEC 18013-5 9.3.1: `signed` lies within the validity of the signer's certificate. */
static enum wallet_status check_time(
    const struct wlt_certificate *certificate, int64_t unix_seconds, struct wallet_error *error)
{
    char from[WALLET_TIME_SIZE];
    char until[WALLET_TIME_SIZE];
    char when[WALLET_TIME_SIZE];

    if (unix_seconds >= wlt_certificate_not_before(certificate) &&
        unix_seconds <= wlt_certificate_not_after(certificate)) {
        return WALLET_OK;
    }

    wallet_time_format(wlt_certificate_not_before(certificate), from);
    wallet_time_format(wlt_certificate_not_after(certificate), until);
    wallet_time_format(unix_seconds, when);
    return wlt_fail(
        error,
        WALLET_ERR_VALUE,
        WALLET_NO_OFFSET,
        "the signer's certificate holds from %s until %s, and not at %s",
        from,
        until,
        when);
}

enum wallet_status wlt_mdoc_signing_check(
    const struct wlt_mdoc_signing *signing, struct wallet_error *error)
{
    const struct wlt_certificate *certificate = signing->chain->items[0];

    enum wallet_status status = check_algorithms(signing, error);
    status = status == WALLET_OK ? check_owner(certificate, signing->signer, error) : status;
    status = status == WALLET_OK ? check_order(signing->chain, error) : status;
    status = status == WALLET_OK ? check_profile(signing->chain, error) : status;
    status = status == WALLET_OK ? check_time(certificate, signing->signed_unix, error) : status;
    return status == WALLET_OK ? check_time(certificate, signing->from_unix, error) : status;
}
