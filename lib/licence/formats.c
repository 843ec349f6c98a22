/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "base/error.h"
#include "base/text.h"
#include "licence/format.h"
#include "licence/labels.h"

/* The last one takes what the others leave. */
static const struct wlt_format *const formats[] = {
    &wlt_format_licence, &wlt_format_bound,    &wlt_format_sd_cwt,
    &wlt_format_hc1,     &wlt_format_claim169, &wlt_format_cwt,
};

const struct wlt_format *wlt_format_find(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (formats[i]->fits(sign1, cwt)) {
            return formats[i];
        }
    }

    return NULL;
}

enum wallet_status wlt_our_type(
    const struct wlt_sign1 *sign1,
    const struct wlt_cwt *cwt,
    const struct wallet_catalogue *catalogue,
    const struct wallet_type **out,
    struct wallet_error *error)
{
    const struct wlt_format *format = cwt->has_cnf ? &wlt_format_bound : &wlt_format_licence;

    if (!format->fits(sign1, cwt)) {
        return wlt_fail(
            error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "this is no licence of a type of ours");
    }

    *out = wallet_catalogue_find(catalogue, cwt->vct);
    return *out ? WALLET_OK
                : wlt_fail(
                      error,
                      WALLET_ERR_UNKNOWN,
                      WALLET_NO_OFFSET,
                      "the catalogue has no licence type of this code");
}

bool wlt_typ_is_cwt(const struct wlt_cose_type *typ)
{
    return typ->is_present && (typ->is_number ? typ->number == WLT_TYP_CWT
                                              : wlt_bytes_are(typ->text, "application/cwt"));
}

/** draft-ietf-spice-sd-cwt section 4: 293, its names, and whatever ends in its suffix. */
bool wlt_typ_is_sd_cwt(const struct wlt_cose_type *typ)
{
    static const char suffix[] = "+sd-cwt";
    const size_t suffix_size = sizeof suffix - 1;
    const struct wallet_bytes text = typ->text;

    if (!typ->is_present || typ->is_number) {
        return typ->is_present && typ->number == WLT_TYP_SD_CWT;
    }

    return wlt_bytes_are(text, "application/sd-cwt") || wlt_bytes_are(text, "sd-cwt") ||
           (text.size > suffix_size &&
            wlt_bytes_are(
                (struct wallet_bytes){ text.data + text.size - suffix_size, suffix_size }, suffix));
}

static bool lies_after(struct wlt_claim_time claim, int64_t unix_time)
{
    return claim.is_present && claim.unix_seconds > unix_time;
}

/** Whether the period is over; RFC 8392 section 3.1.4: "on or after" the expiration time. */
static bool is_over(struct wlt_claim_time exp, int64_t at, bool last_second_counts)
{
    return exp.is_present && (last_second_counts ? at > exp.unix_seconds : at >= exp.unix_seconds);
}

void wlt_check_period(struct wallet_verdict *verdict, int64_t leeway, bool last_second_counts)
{
    const struct wlt_cwt *cwt = &verdict->cwt;
    const int64_t at = verdict->at_unix;
    const int64_t clock = at > INT64_MAX - leeway ? INT64_MAX : at + leeway;
    char when[WALLET_TIME_SIZE];

    if (lies_after(cwt->nbf, at)) {
        wallet_time_format(cwt->nbf.unix_seconds, when);
        wlt_verdict_fail(
            verdict, WALLET_CHECK_VALIDITY, WALLET_REASON_NOT_YET_VALID, "valid from %s", when);
    } else if (lies_after(cwt->iat, clock)) {
        wallet_time_format(cwt->iat.unix_seconds, when);
        wlt_verdict_fail(
            verdict, WALLET_CHECK_VALIDITY, WALLET_REASON_NOT_YET_VALID, "issued at %s", when);
    } else if (is_over(cwt->exp, at, last_second_counts)) {
        wallet_time_format(cwt->exp.unix_seconds, when);
        wlt_verdict_fail(
            verdict, WALLET_CHECK_VALIDITY, WALLET_REASON_EXPIRED, "expired at %s", when);
    } else {
        wlt_verdict_pass(verdict, WALLET_CHECK_VALIDITY);
    }
}
