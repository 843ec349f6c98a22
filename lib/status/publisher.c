/* SPDX-License-Identifier: Apache-2.0 */
#include "status/publisher.h"

#include "base/error.h"
#include "base/text.h"
#include "crypto/authority.h"
#include "crypto/digest.h"
#include "crypto/policy.h"
#include "crypto/usage.h"
#include "trust/doc_anchors.h"

#include <string.h>

/*
 * ISO/IEC 18013-5, second edition, Table B.9: an extended key usage is optional.  Who signs documents might
 * as well have signed one without a status, so a list is nothing more.
 */
static const char *const list_usages[] = {
    "2.5.29.37.0",        /* RFC 5280 section 4.2.1.12: any */
    "1.3.6.1.5.5.7.3.30", /* draft-ietf-oauth-status-list section 10: id-kp-oauthStatusSigning */
    "1.0.18013.5.1.2",    /* ISO/IEC 18013-5 Table B.3: who signs documents */
};

void wlt_publication_clear(struct wlt_publication *publication)
{
    wlt_x5chain_clear(&publication->chain);
}

static enum wallet_status refuse(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", why);
}

static bool is_for_lists(const struct wlt_certificate *certificate)
{
    const struct wlt_usages usages = wlt_usages_read(certificate);
    bool holds = !usages.is_there || (usages.roles & WALLET_ROLE_STATUS) != 0;

    for (size_t i = 0; i < sizeof list_usages / sizeof list_usages[0] && !holds; i++) {
        holds = wlt_certificate_has_usage(certificate, list_usages[i]);
    }

    return holds && !wlt_certificate_is_authority(certificate);
}

/**
 * Reads the certificates in a token's protected header, where 12.3.6.3 wants them; none where it has none
 * there, or where nobody whom we know vouches for them.
 */
static enum wallet_status read_chain(
    const struct wlt_sign1 *sign1,
    const struct wallet_trust *trust,
    struct wlt_x5chain *out,
    struct wallet_error *error)
{
    const struct wallet_bytes encoded = sign1->protected_headers.x5chain;
    if (encoded.size == 0) {
        return WALLET_OK;
    }

    const enum wallet_status status = wlt_x5chain_read(encoded, out, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (!wlt_trust_find_authority(trust, NULL, out->certificates[out->count - 1])) {
        wlt_x5chain_clear(out);
    }

    return WALLET_OK;
}

static enum wallet_status check_signature(
    const struct wlt_sign1 *sign1, const struct wlt_x5chain *chain, struct wallet_error *error)
{
    return wlt_x5chain_algorithm(chain, sign1) == WALLET_ALGORITHM_NONE
               ? refuse(error, "its algorithm is not that of its signer's key")
               : wlt_x5chain_check_signature(chain, sign1, sign1->payload, error);
}

enum wallet_status wlt_publication_open(
    struct wallet_bytes token,
    const char *typ,
    const struct wallet_trust *trust,
    struct wlt_check_context *context,
    struct wlt_publication *out,
    struct wallet_error *error)
{
    struct wlt_status_token opened = { 0 };
    struct wlt_sign1 sign1;

    enum wallet_status status =
        wlt_status_token_verify(token, typ, WLT_CBOR_LENIENT, NULL, NULL, &opened, error);
    status = status == WALLET_OK ? wlt_sign1_read(token, WLT_CBOR_LENIENT, &sign1, error) : status;
    status = status == WALLET_OK ? read_chain(&sign1, trust, &out->chain, error) : status;
    if (status == WALLET_OK && out->chain.count > 0) {
        status = check_signature(&sign1, &out->chain, error);
    } else if (status == WALLET_OK) {
        status =
            wlt_status_token_verify(token, typ, WLT_CBOR_LENIENT, trust, context, &opened, error);
    }

    out->payload = opened.payload;
    out->signatory = opened.signatory;
    return status;
}

static enum wallet_status check_chain(
    const struct wlt_x5chain *chain,
    const struct wallet_trust *trust,
    int64_t signed_unix,
    struct wallet_error *error)
{
    const struct wlt_certificate *const *items = wlt_x5chain_items(chain);

    const enum wallet_status status =
        wlt_trust_check_path_for_any_doc_type(trust, items, chain->count, signed_unix, error);
    if (status != WALLET_OK) {
        return status == WALLET_ERR_MEMORY
                   ? status
                   : refuse(error, "the certificates of whoever signed it do not hold");
    }

    return is_for_lists(items[0])
               ? wlt_policy_check(items, chain->count, 0, NULL, error)
               : refuse(error, "the certificate of its signer is not for signing such lists");
}

static void describe_leaf(
    const struct wlt_x5chain *chain, const struct wallet_trust *trust, struct wlt_publisher *out)
{
    const struct wlt_certificate *top = chain->certificates[chain->count - 1];
    const char *organisation = wlt_certificate_organisation(chain->certificates[0]);

    out->has_authority = 1;
    wlt_authority_digest(wlt_trust_find_authority(trust, NULL, top), out->authority);
    if (organisation[0] != '\0') {
        out->has_organisation = 1;
        wlt_sha256(wlt_bytes_of(organisation), out->organisation);
    }
}

enum wallet_status wlt_publication_check(
    const struct wlt_publication *publication,
    const struct wallet_trust *trust,
    int64_t signed_unix,
    struct wlt_publisher *out,
    struct wallet_error *error)
{
    const struct wlt_signatory *signatory = publication->signatory;
    struct wlt_publisher publisher = { .has_authority = 0 };

    const enum wallet_status status =
        signatory ? wlt_status_check_speaker(
                        signatory, trust, (struct wallet_bytes){ 0 }, signed_unix, error)
                  : check_chain(&publication->chain, trust, signed_unix, error);
    if (status != WALLET_OK) {
        return status;
    }

    if (signatory) {
        memcpy(publisher.key_id, signatory->key_id, sizeof publisher.key_id);
    } else {
        describe_leaf(&publication->chain, trust, &publisher);
    }

    *out = publisher;
    return WALLET_OK;
}

/** Nobody speaks for who says not who it is, but the authority. */
static bool speaks_by_key(
    const struct wlt_publisher *publisher, const struct wlt_status_subject *subject)
{
    const struct wallet_bytes key_id = { publisher->key_id, sizeof publisher->key_id };
    size_t count = 0;
    const struct wlt_signatory *found = wlt_trust_find(subject->trust, key_id, &count);
    bool speaks = false;

    for (size_t i = 0; i < count && subject->issuer.size > 0 && !speaks; i++) {
        speaks = wlt_status_may_speak(&found[i], subject->issuer);
    }

    return speaks;
}

bool wlt_publisher_counts_for(
    const struct wlt_publisher *publisher, const struct wlt_status_subject *subject)
{
    const struct wallet_bytes authority = { publisher->authority, sizeof publisher->authority };
    uint8_t organisation[WLT_DIGEST_SIZE];

    if (!publisher->has_authority) {
        return speaks_by_key(publisher, subject);
    }

    wlt_sha256(subject->issuer, organisation);
    return wlt_bytes_equal(authority, subject->authority) &&
           (!publisher->has_organisation || subject->issuer.size == 0 ||
            memcmp(organisation, publisher->organisation, sizeof organisation) == 0);
}
