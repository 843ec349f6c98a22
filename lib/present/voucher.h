/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_PRESENT_VOUCHER_H
#define WLT_PRESENT_VOUCHER_H

#include <wallet/trust_list.h>

#include "cose/sign1.h"
#include "trust/trust.h"

/** In which role of the trust list somebody signs, and what a refusal calls it. */
struct wlt_voucher {
    enum wallet_role role;
    const char *name; /* "counter" */
    const char *deed; /* what it does in its region: "ask" */
};

/** Refuses for a reason, which goes to `out_reason` unless that is NULL. */
enum wallet_status wlt_refuse_for(
    enum wallet_reason *out_reason,
    enum wallet_reason reason,
    struct wallet_error *error,
    const char *format,
    ...) __attribute__((format(printf, 4, 5)));

/**
 * Finds out who signed, under a trust list, and whether they did, over the received bytes; then whether
 * they have the role.
 *
 * \param out_reason  unless NULL: why not
 *
 * \retval WALLET_ERR_REFUSED  they are unknown, have another algorithm or role, or it was altered
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_voucher_find(
    const struct wlt_voucher *voucher,
    const struct wlt_sign1 *sign1,
    const struct wallet_trust *trust,
    const struct wlt_signatory **out,
    enum wallet_reason *out_reason,
    struct wallet_error *error);

/**
 * Checks that the signatory is who is named, inside its region and period, with certificates that
 * held.
 *
 * \param id           the USCC that is named
 * \param signed_unix  when it signed
 */
enum wallet_status wlt_voucher_check(
    const struct wlt_voucher *voucher,
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    const char *id,
    int64_t signed_unix,
    enum wallet_reason *out_reason,
    struct wallet_error *error);

/**
 * Copies the names that the trust list gives, by wlt_alloc(); NULL where it gives none.
 *
 * \retval WALLET_ERR_MEMORY  what was copied is there, and freed by the caller
 */
enum wallet_status wlt_voucher_copy_names(
    const struct wlt_owner *owner, char **out_zh, char **out_en, struct wallet_error *error);

#endif
