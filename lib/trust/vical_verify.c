/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/cleanup.h"
#include "base/error.h"
#include "crypto/policy.h"
#include "trust/certificates.h"
#include "trust/vical.h"
#include "trust/x5chain.h"

/* ISO/IEC 18013-5 C.1.7.2, Annex B: the extended key usage of who signs a VICAL. */
#define USAGE_VICAL "1.0.18013.5.1.8"

enum {
    CLOCK_LEEWAY = 120, /* seconds that the provider's clock may be ahead of ours */
};

WLT_DEFINE_AUTO(vical, struct wallet_vical, wallet_vical_free)

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

static enum wallet_status check_headers(const struct wlt_sign1 *sign1, struct wallet_error *error)
{
    const struct wlt_cose_headers *headers = &sign1->protected_headers;

    if (sign1->is_detached) {
        return wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "expected a payload");
    }

    /* RFC 9052 section 3.1: `alg` must be authenticated where that is possible. */
    if (!headers->has_alg) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "expected a protected algorithm");
    }

    const enum wallet_algorithm algorithm = wlt_cose_algorithm(headers->alg);
    if (!wlt_algorithm_serves(algorithm, WLT_KEY_P256)) {
        return wlt_fail(
            error,
            WALLET_ERR_UNSUPPORTED,
            WALLET_NO_OFFSET,
            "COSE algorithm %lld is not one for a VICAL here",
            (long long)headers->alg);
    }

    return WALLET_OK;
}

/** Where the signer's certificates lead, what they are for, and the profile of foreign ones. */
static enum wallet_status check_signer(
    const struct wlt_x5chain *chain,
    const struct wallet_certificates *roots,
    int64_t at_unix,
    struct wallet_error *error)
{
    const struct wlt_certificate *const *items = wlt_x5chain_items(chain);
    const struct wlt_certificate *const *anchors =
        (const struct wlt_certificate *const *)roots->items;

    /* Whenever it may have been: then when the signer's certificate had just been issued. */
    const int64_t when =
        at_unix == WALLET_VICAL_ANY_TIME ? wlt_certificate_not_before(items[0]) : at_unix;
    const enum wallet_status status = wlt_certificate_check_path(
        items[0], items + 1, chain->count - 1, anchors, roots->count, when, error);
    if (status == WALLET_ERR_UNDETERMINED) {
        return refuse(error, "the certificates of its signer do not lead to the root");
    }

    if (status != WALLET_OK) {
        return status;
    }

    if (!wlt_certificate_has_usage(items[0], USAGE_VICAL)) {
        return refuse(error, "the certificate of its signer is not for signing VICALs");
    }

    return wlt_policy_check(items, chain->count, 0, NULL, error);
}

/** Over the bytes as they came. */
static enum wallet_status check_signature(
    const struct wlt_sign1 *sign1, const struct wlt_x5chain *chain, struct wallet_error *error)
{
    /* ISO/IEC 18013-5 9.1.2.4 ties each algorithm to its curve. */
    return wlt_x5chain_algorithm(chain, sign1) == WALLET_ALGORITHM_NONE
               ? refuse(error, "its algorithm is not that of its signer's key")
               : wlt_x5chain_check_signature(chain, sign1, sign1->payload, error);
}

static enum wallet_status check_envelope(
    const struct wlt_sign1 *sign1,
    const struct wallet_certificates *roots,
    int64_t at_unix,
    struct wallet_error *error)
{
    __attribute__((cleanup(wlt_x5chain_clear))) struct wlt_x5chain chain = { 0 };

    enum wallet_status status = check_headers(sign1, error);
    if (status == WALLET_OK) {
        status = wlt_x5chain_read(wlt_x5chain_find(sign1), &chain, error);
    }

    if (status == WALLET_OK) {
        status = check_signer(&chain, roots, at_unix, error);
    }

    return status == WALLET_OK ? check_signature(sign1, &chain, error) : status;
}

static enum wallet_status check_time(
    const struct wallet_vical *vical, int64_t at_unix, struct wallet_error *error)
{
    char when[WALLET_TIME_SIZE];

    if (at_unix == WALLET_VICAL_ANY_TIME || vical->issued_unix - CLOCK_LEEWAY <= at_unix) {
        return WALLET_OK;
    }

    wallet_time_format(vical->issued_unix, when);
    return wlt_fail(
        error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "it is of %s, in the future", when);
}

enum wallet_status wallet_vical_verify(
    struct wallet_bytes vical,
    const struct wallet_certificates *roots,
    int64_t at_unix,
    struct wallet_vical **out,
    struct wallet_error *error)
{
    WLT_AUTO(vical) struct wallet_vical *read = NULL;
    struct wlt_sign1 sign1 = { 0 };

    if (!roots || !out || (!vical.data && vical.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    if (vical.size > WALLET_VICAL_MAX) {
        return wlt_fail(error, WALLET_ERR_TOO_LARGE, WALLET_NO_OFFSET, "%zu bytes", vical.size);
    }

    enum wallet_status status = wlt_sign1_read(vical, WLT_CBOR_LENIENT, &sign1, error);
    if (status == WALLET_OK) {
        status = check_envelope(&sign1, roots, at_unix, error);
    }

    /* What is not the provider's is not even read. */
    if (status == WALLET_OK) {
        status = wlt_vical_read(sign1.payload, &read, error);
    }

    if (status == WALLET_OK) {
        status = check_time(read, at_unix, error);
    }

    if (status == WALLET_OK) {
        wlt_sha256(vical, read->digest);
        *out = WLT_TAKE(read);
    }

    return status;
}
