/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "crypto/openssl_error.h"
#include "crypto/x509.h"

#include <openssl/x509_vfy.h>

enum {
    INTERMEDIATES_MAX = WLT_CHAIN_MAX - 2, /* OpenSSL counts neither the leaf nor the root */
    SECURITY_LEVEL = 2,                    /* 112 bits: no SHA-1, no RSA below 2048 bits */
};

/** What wlt_certificate_check_path() was asked. */
struct question {
    const struct wlt_certificate *leaf;
    const struct wlt_certificate *const *chain;
    size_t chain_count;
    const struct wlt_certificate *const *anchors;
    size_t anchor_count;
    int64_t at_unix;
};

/** What OpenSSL needs to answer it. */
struct attempt {
    X509_STORE_CTX *checking;
    STACK_OF(X509) * chain;
    STACK_OF(X509) * anchors;
};

static void attempt_finish(struct attempt *attempt)
{
    X509_STORE_CTX_free(attempt->checking);
    sk_X509_free(attempt->chain);
    sk_X509_free(attempt->anchors);
}

static X509_NAME *subject(const struct wlt_certificate *certificate)
{
    return X509_get_subject_name(certificate->x509);
}

static bool have_one_subject(const struct wlt_certificate *a, const struct wlt_certificate *b)
{
    return X509_NAME_cmp(subject(a), subject(b)) == 0;
}

/** Collects the chain, and the anchors but for namesakes of `chosen`: OpenSSL would try only one. */
static bool collect(struct attempt *attempt, const struct question *asked, size_t chosen)
{
    for (size_t i = 0; i < asked->chain_count; i++) {
        if (sk_X509_push(attempt->chain, asked->chain[i]->x509) <= 0) {
            return false;
        }
    }

    for (size_t i = 0; i < asked->anchor_count; i++) {
        if (i != chosen && have_one_subject(asked->anchors[i], asked->anchors[chosen])) {
            continue;
        }

        if (sk_X509_push(attempt->anchors, asked->anchors[i]->x509) <= 0) {
            return false;
        }
    }

    return true;
}

/** No store of any kind stands behind this: what is trusted is in `anchors`. */
static bool attempt_start(struct attempt *attempt, const struct question *asked, size_t chosen)
{
    attempt->checking = X509_STORE_CTX_new();
    attempt->chain = sk_X509_new_null();
    attempt->anchors = sk_X509_new_null();
    if (!attempt->checking || !attempt->chain || !attempt->anchors ||
        !collect(attempt, asked, chosen) ||
        X509_STORE_CTX_init(attempt->checking, NULL, asked->leaf->x509, attempt->chain) != 1) {
        return false;
    }

    X509_STORE_CTX_set0_trusted_stack(attempt->checking, attempt->anchors);
    X509_VERIFY_PARAM *rules = X509_STORE_CTX_get0_param(attempt->checking);
    X509_VERIFY_PARAM_set_time(rules, (time_t)asked->at_unix);
    X509_VERIFY_PARAM_set_depth(rules, INTERMEDIATES_MAX);
    X509_VERIFY_PARAM_set_auth_level(rules, SECURITY_LEVEL);
    return X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_X509_STRICT) == 1;
}

static enum wallet_status fail_nowhere(struct wallet_error *error)
{
    return wlt_fail(
        error,
        WALLET_ERR_UNDETERMINED,
        WALLET_NO_OFFSET,
        "the certificates lead to none that is trusted");
}

static enum wallet_status fail_path(const struct attempt *attempt, struct wallet_error *error)
{
    const int reason = X509_STORE_CTX_get_error(attempt->checking);

    switch (reason) {
    case X509_V_ERR_OUT_OF_MEM: return wlt_fail_memory(error);
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED: return fail_nowhere(error);
    default:
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "certificate %d of the path: '%s'",
            X509_STORE_CTX_get_error_depth(attempt->checking),
            X509_verify_cert_error_string(reason));
    }
}

/** Whether the path holds the chain, all of it and in its order, right behind the leaf. */
static bool uses_all(const STACK_OF(X509) * path, const struct question *asked)
{
    for (size_t i = 0; i < asked->chain_count; i++) {
        const X509 *step = sk_X509_value(path, (int)i + 1);
        if (!step || X509_cmp(step, asked->chain[i]->x509) != 0) {
            return false;
        }
    }

    return true;
}

/** The last second of a certificate counts as past, as in OpenSSL. */
static void narrow(struct wlt_period *period, const struct wlt_certificate *certificate)
{
    const int64_t last_unix = certificate->not_after - 1;

    if (period->first_unix < certificate->not_before) {
        period->first_unix = certificate->not_before;
    }

    if (period->last_unix > last_unix) {
        period->last_unix = last_unix;
    }
}

/**
 * OpenSSL looks at the time when it chooses between certificates of one name.  It has nothing to choose
 * where each step but the last came along and the last is the chosen anchor, a root: another one of its
 * name is not in question.
 */
static struct wlt_period find_period(
    const struct attempt *attempt, const struct question *asked, size_t chosen)
{
    struct wlt_period period = { asked->at_unix, asked->at_unix };
    const int carried_count = (int)asked->chain_count + 1;

    if (X509_STORE_CTX_get_num_untrusted(attempt->checking) != carried_count ||
        sk_X509_num(X509_STORE_CTX_get0_chain(attempt->checking)) != carried_count + 1) {
        return period;
    }

    period = (struct wlt_period){ INT64_MIN, INT64_MAX };
    narrow(&period, asked->leaf);
    narrow(&period, asked->anchors[chosen]);
    for (size_t i = 0; i < asked->chain_count; i++) {
        narrow(&period, asked->chain[i]);
    }

    return period;
}

static enum wallet_status try_anchor(
    const struct question *asked,
    size_t chosen,
    struct wlt_period *out_holds,
    struct wallet_error *error)
{
    __attribute__((cleanup(attempt_finish))) struct attempt attempt = { 0 };
    if (!attempt_start(&attempt, asked, chosen)) {
        return wlt_fail_memory(error);
    }

    if (X509_verify_cert(attempt.checking) != 1) {
        return fail_path(&attempt, error);
    }

    if (!uses_all(X509_STORE_CTX_get0_chain(attempt.checking), asked)) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "certificates that do not belong to the path, or not in this order");
    }

    *out_holds = find_period(&attempt, asked, chosen);
    return WALLET_OK;
}

/**
 * Only an anchor with the name that the last certificate calls its issuer can vouch for it, so a
 * path to nowhere is told without arithmetic.  Namesakes, as after a change of keys, are tried in
 * turn.
 */
static enum wallet_status try_anchors(
    const struct question *asked, struct wlt_period *out_holds, struct wallet_error *error)
{
    const struct wlt_certificate *last =
        asked->chain_count > 0 ? asked->chain[asked->chain_count - 1] : asked->leaf;
    struct wallet_error story;
    enum wallet_status best = fail_nowhere(&story);

    for (size_t i = 0; i < asked->anchor_count; i++) {
        if (X509_NAME_cmp(subject(asked->anchors[i]), X509_get_issuer_name(last->x509)) != 0) {
            continue;
        }

        struct wallet_error other;
        const enum wallet_status status = try_anchor(asked, i, out_holds, &other);
        if (status == WALLET_OK) {
            return WALLET_OK;
        }

        if (status == WALLET_ERR_MEMORY) {
            return wlt_fail_memory(error);
        }

        if (best == WALLET_ERR_UNDETERMINED) {
            best = status;
            story = other;
        }
    }

    return wlt_fail(error, best, story.offset, "%s", story.message);
}

static enum wallet_status answer(
    const struct question *asked, struct wlt_period *out_holds, struct wallet_error *error)
{
    if (asked->chain_count >= WLT_CHAIN_MAX) {
        return wlt_fail(
            error,
            WALLET_ERR_REFUSED,
            WALLET_NO_OFFSET,
            "a chain of over %d certificates",
            WLT_CHAIN_MAX);
    }

    const enum wallet_status status = try_anchors(asked, out_holds, error);
    (void)wlt_openssl_verdict(status);
    return status;
}

enum wallet_status wlt_certificate_check_path(
    const struct wlt_certificate *leaf,
    const struct wlt_certificate *const *chain,
    size_t chain_count,
    const struct wlt_certificate *const *anchors,
    size_t anchor_count,
    int64_t at_unix,
    struct wallet_error *error)
{
    const struct question asked = { leaf, chain, chain_count, anchors, anchor_count, at_unix };
    struct wlt_period holds;

    return answer(&asked, &holds, error);
}

enum wallet_status wlt_certificate_find_period(
    const struct wlt_certificate *const *certificates,
    size_t count,
    const struct wlt_certificate *const *anchors,
    size_t anchor_count,
    int64_t at_unix,
    struct wlt_period *out_holds,
    struct wallet_error *error)
{
    const struct question asked = {
        certificates[0], certificates + 1, count - 1, anchors, anchor_count, at_unix,
    };

    return answer(&asked, out_holds, error);
}
