/* SPDX-License-Identifier: Apache-2.0 */
#include "present/voucher.h"

#include "base/cleanup.h"
#include "base/error.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

WLT_DEFINE_AUTO(context, struct wlt_check_context, wlt_check_context_free)

enum wallet_status wlt_refuse_for(
    enum wallet_reason *out_reason,
    enum wallet_reason reason,
    struct wallet_error *error,
    const char *format,
    ...)
{
    char story[sizeof error->message];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(story, sizeof story, format, arguments);
    va_end(arguments);
    if (out_reason) {
        *out_reason = reason;
    }

    return wlt_fail(error, WALLET_ERR_REFUSED, WALLET_NO_OFFSET, "%s", story);
}

/** The keys that may have signed; all have the identifier in it, and so are one key. */
struct candidates {
    const struct wlt_signatory *first;
    size_t count;
};

static enum wallet_status find_candidates(
    const struct wlt_sign1 *sign1,
    const struct wallet_trust *trust,
    struct candidates *out,
    enum wallet_reason *out_reason,
    struct wallet_error *error)
{
    const struct wlt_cose_headers *headers = &sign1->protected_headers;

    out->first = wlt_trust_find(trust, headers->kid, &out->count);
    if (out->count == 0) {
        return wlt_refuse_for(
            out_reason,
            WALLET_REASON_ISSUER_UNKNOWN,
            error,
            "whoever signed it is in no trust list");
    }

    const struct wlt_public_key *key = wlt_signatory_key(out->first);
    return headers->has_alg && wlt_cose_algorithm(headers->alg) == wlt_public_key_algorithm(key)
               ? WALLET_OK
               : wlt_refuse_for(
                     out_reason,
                     WALLET_REASON_ALGORITHM,
                     error,
                     "its algorithm is not that of the signer's key");
}

static enum wallet_status try_candidates(
    const struct wlt_voucher *voucher,
    const struct candidates *candidates,
    struct wallet_bytes message,
    struct wallet_bytes signature,
    const struct wlt_signatory **out,
    struct wallet_error *error)
{
    WLT_AUTO(context) struct wlt_check_context *context = NULL;
    enum wallet_status status = wlt_check_context_new(&context, error);

    for (size_t i = 0; status == WALLET_OK && i < candidates->count; i++) {
        const struct wlt_signatory *signatory = &candidates->first[i];
        const struct wlt_public_key *key = wlt_signatory_key(signatory);
        status =
            wlt_check_signature(context, key, wlt_public_key_algorithm(key), message, signature);
        if (status == WALLET_OK && (!*out || wlt_signatory_has_role(signatory, voucher->role))) {
            *out = signatory;
        }
    }

    return status;
}

enum wallet_status wlt_voucher_find(
    const struct wlt_voucher *voucher,
    const struct wlt_sign1 *sign1,
    const struct wallet_trust *trust,
    const struct wlt_signatory **out,
    enum wallet_reason *out_reason,
    struct wallet_error *error)
{
    __attribute__((cleanup(wallet_buffer_clear))) struct wallet_buffer message = { 0 };
    const struct wlt_signatory *found = NULL;
    struct candidates candidates = { 0 };

    enum wallet_status status = find_candidates(sign1, trust, &candidates, out_reason, error);
    if (status == WALLET_OK) {
        status = wlt_sign1_append_signed(
            sign1->protected_encoded, (struct wallet_bytes){ 0 }, sign1->payload, &message, error);
    }

    if (status != WALLET_OK) {
        return status;
    }

    status = try_candidates(
        voucher, &candidates, wallet_buffer_bytes(&message), sign1->signature, &found, error);
    if (status == WALLET_ERR_MEMORY) {
        return wlt_fail_memory(error);
    }

    if (status != WALLET_OK) {
        return wlt_refuse_for(
            out_reason,
            WALLET_REASON_SIGNATURE,
            error,
            "its signature does not fit the content: it was altered");
    }

    *out = found;
    return wlt_signatory_has_role(found, voucher->role)
               ? WALLET_OK
               : wlt_refuse_for(
                     out_reason,
                     WALLET_REASON_ISSUER_NOT_AUTHORISED,
                     error,
                     "whoever signed it is no %s in the trust list",
                     voucher->name);
}

/** What to say of a standing at the time of signing, around the voucher's name. */
struct complaint {
    const char *before; /* NULL: it is good */
    const char *after;
};

static struct complaint complaint_of(enum wlt_standing standing)
{
    switch (standing) {
    case WLT_STANDING_GOOD: break;
    case WLT_STANDING_EARLY:
        return (struct complaint){ "signed before the", "period in the trust list" };
    case WLT_STANDING_LATE:
        return (struct complaint){ "signed after the", "period in the trust list" };
    case WLT_STANDING_RETIRED:
        return (struct complaint){ "signed when the", "key had been retired" };
    /* It is of this minute, or might be: there is no older one by the same key to believe. */
    case WLT_STANDING_DOUBTFUL:
    case WLT_STANDING_COMPROMISED: return (struct complaint){ "the", "key has been compromised" };
    }

    return (struct complaint){ 0 };
}

static enum wallet_status check_standing(
    const struct wlt_voucher *voucher,
    enum wlt_standing standing,
    enum wallet_reason *out_reason,
    struct wallet_error *error)
{
    const struct complaint complaint = complaint_of(standing);

    return !complaint.before ? WALLET_OK
                             : wlt_refuse_for(
                                   out_reason,
                                   WALLET_REASON_CERTIFICATE,
                                   error,
                                   "%s %s's %s",
                                   complaint.before,
                                   voucher->name,
                                   complaint.after);
}

enum wallet_status wlt_voucher_check(
    const struct wlt_voucher *voucher,
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    const char *id,
    int64_t signed_unix,
    enum wallet_reason *out_reason,
    struct wallet_error *error)
{
    const struct wallet_bytes named = wlt_bytes_of(id);

    if (!wlt_bytes_are(named, wlt_signatory_id(signatory))) {
        return wlt_refuse_for(
            out_reason,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            error,
            "it names another %s than the one that signed it",
            voucher->name);
    }

    if (!wlt_signatory_covers(signatory, named)) {
        return wlt_refuse_for(
            out_reason,
            WALLET_REASON_ISSUER_NOT_AUTHORISED,
            error,
            "the %s lies outside the region for which it may %s",
            voucher->name,
            voucher->deed);
    }

    enum wallet_status status =
        check_standing(voucher, wlt_signatory_standing(signatory, signed_unix), out_reason, error);
    if (status == WALLET_OK) {
        status = wlt_signatory_check_path(signatory, trust, signed_unix, error);
        status = status == WALLET_OK || status == WALLET_ERR_MEMORY
                     ? status
                     : wlt_refuse_for(
                           out_reason,
                           WALLET_REASON_CERTIFICATE,
                           error,
                           "the %s's certificates do not hold",
                           voucher->name);
    }

    return status;
}

static enum wallet_status copy_name(const char *from, char **out, struct wallet_error *error)
{
    if (!from) {
        return WALLET_OK;
    }

    *out = wlt_text_copy(wlt_bytes_of(from));
    return *out ? WALLET_OK : wlt_fail_memory(error);
}

enum wallet_status wlt_voucher_copy_names(
    const struct wlt_owner *owner, char **out_zh, char **out_en, struct wallet_error *error)
{
    const enum wallet_status status = copy_name(owner->name_zh, out_zh, error);
    return status == WALLET_OK ? copy_name(owner->name_en, out_en, error) : status;
}
