/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/carried.h"

#include "crypto/policy.h"

#include <string.h>

/** A chain out of x5chain; owns its certificates. */
struct chain {
    struct wlt_certificate *certificates[WLT_CHAIN_MAX];
    size_t count;
};

static struct wallet_bytes find_chain(const struct wlt_sign1 *sign1)
{
    const struct wallet_bytes in_protected = sign1->protected_headers.x5chain;
    return in_protected.size > 0 ? in_protected : sign1->unprotected_headers.x5chain;
}

bool wlt_carried_is_there(const struct wlt_sign1 *sign1)
{
    return find_chain(sign1).size > 0;
}

static void clear(struct chain *chain)
{
    for (size_t i = 0; i < chain->count; i++) {
        wlt_certificate_free(chain->certificates[i]);
    }
}

/* RFC 9360 section 2: one certificate is a byte string, several are an array of them. */
static enum wallet_status read_chain(
    struct wallet_bytes encoded, struct chain *out, struct wallet_error *error)
{
    struct wlt_reader reader = wlt_reader_start(encoded, WLT_CBOR_LENIENT);
    uint64_t count = wlt_next_is(&reader, WLT_CBOR_ARRAY) ? wlt_read_array_any(&reader) : 1;
    enum wallet_status status = count <= WLT_CHAIN_MAX ? WALLET_OK : WALLET_ERR_TOO_LARGE;

    for (; count > 0 && status == WALLET_OK; count--) {
        const struct wallet_bytes der = wlt_read_bytes(&reader);
        status = wlt_certificate_parse(der, &out->certificates[out->count], error);
        out->count += status == WALLET_OK;
    }

    if (status == WALLET_OK && out->count == 0) {
        return WALLET_ERR_STRUCTURE;
    }

    return status;
}

/**
 * The path and the profile: a certificate that says of itself that it has one of our roles must be fit
 * to issue licences, any other is a foreign one.
 */
static enum wallet_status check_chain(
    const struct wallet_trust *trust,
    const struct chain *chain,
    int64_t at_unix,
    struct wallet_error *error)
{
    const struct wlt_certificate *certificates[WLT_CHAIN_MAX];

    for (size_t i = 0; i < chain->count; i++) {
        certificates[i] = chain->certificates[i];
    }

    const enum wallet_status status = wlt_trust_check_path(
        trust, certificates[0], certificates + 1, chain->count - 1, at_unix, error);
    if (status != WALLET_OK) {
        return status;
    }

    const unsigned roles = wlt_policy_has_role(certificates[0]) ? WALLET_ROLE_ISSUER : 0;
    return wlt_policy_check(certificates, chain->count, roles, NULL, error);
}

static void report(
    struct wallet_verdict *verdict, enum wallet_status status, const struct wallet_error *error)
{
    if (status == WALLET_ERR_UNDETERMINED) {
        wlt_verdict_leave_open(
            verdict,
            WALLET_CHECK_ISSUER,
            WALLET_REASON_ISSUER_UNKNOWN,
            "its certificates lead to no trusted authority");
    } else {
        wlt_verdict_fail(
            verdict, WALLET_CHECK_ISSUER, WALLET_REASON_CERTIFICATE, "%s", error->message);
    }
}

enum wallet_status wlt_carried_read(
    const struct wallet_trust *trust, struct wallet_verdict *verdict)
{
    __attribute__((cleanup(clear))) struct chain chain = { 0 };
    struct wallet_error error = { .message = "it carries no usable certificates" };

    enum wallet_status status = read_chain(find_chain(&verdict->sign1), &chain, &error);
    if (status == WALLET_OK) {
        status = check_chain(trust, &chain, verdict->at_unix, &error);
    }

    if (status == WALLET_ERR_MEMORY) {
        return status;
    }

    if (status != WALLET_OK) {
        report(verdict, status, &error);
        return WALLET_OK;
    }

    verdict->carried = (struct wlt_signatory){ .certificate = chain.certificates[0] };
    memcpy(
        verdict->carried.key_id,
        wlt_certificate_digest(chain.certificates[0]).data,
        WALLET_KEY_ID_SIZE);
    chain.certificates[0] = NULL;
    return WALLET_OK;
}
