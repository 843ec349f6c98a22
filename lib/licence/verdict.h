/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_VERDICT_H
#define WLT_LICENCE_VERDICT_H

#include <wallet/verify.h>

#include "base/error.h"
#include "cose/sign1.h"
#include "licence/binding.h"
#include "licence/redaction.h"
#include "trust/known_chains.h"

struct wlt_format;

enum {
    WLT_DETAIL_SIZE = 160,
};

/** The result of one check and why. */
struct wlt_outcome {
    enum wallet_result result;
    enum wallet_reason reason;
};

/** A verification under way, and then its outcome; spans point into `buffer`. */
struct wallet_verdict {
    struct wallet_buffer buffer; /* the received bytes, what they inflate to, what was signed */
    struct wlt_check_context *context;

    int64_t at_unix;
    struct wlt_outcome outcomes[WALLET_CHECK_COUNT];
    char detail[WLT_DETAIL_SIZE];

    const struct wlt_format *format;
    struct wallet_bytes received;
    struct wlt_binding binding;  /* around the licence, where its holder showed it */
    struct wallet_bytes shown;   /* what the holder signed, once the signature fits */
    struct wallet_bytes licence; /* in `received` */
    struct wlt_sign1 sign1;
    struct wlt_cwt cwt;
    struct wlt_disclosures disclosures;
    struct wlt_redaction redaction;
    struct wallet_buffer claims; /* with what was disclosed in its place; `cwt` points here then */
    enum wallet_algorithm algorithm;
    const struct wlt_signatory *signatory;
    struct wlt_signatory carried; /* by the licence itself; its certificate is in one of these: */
    struct wlt_x5chain chain;
    struct wlt_known_chains known; /* those of mobile documents; it stays from one to the next */
    const struct wlt_certificate *authority; /* that vouches for `carried`; NULL: none */
    const struct wallet_type *type;
    bool is_released; /* a repository vouches in its holder's place */
    bool has_status_age;
    int64_t status_age; /* of the status data that was used, in seconds */
    bool look_once;     /* it holds, but newer data should be fetched */

    struct wallet_buffer fields;   /* of a mobile document of ours: as a licence has them */
    struct wallet_bytes by_device; /* of a mobile document: what its device signed, encoded map */
    uint64_t deviations[WLT_CHAIN_MAX]; /* and those of the certificates that it carries */
};

/** Forgets the last verification, but keeps its memory. */
void wlt_verdict_reset(struct wallet_verdict *verdict, int64_t at_unix);

/*
 * Each check ends with one of these.  The detail that is kept is that of the first check that did
 * not pass.
 */
void wlt_verdict_pass(struct wallet_verdict *verdict, enum wallet_check check);
void wlt_verdict_skip(struct wallet_verdict *verdict, enum wallet_check check);
void wlt_verdict_fail(
    struct wallet_verdict *verdict,
    enum wallet_check check,
    enum wallet_reason reason,
    const char *format,
    ...) __attribute__((format(printf, 4, 5))) WLT_COLD;
void wlt_verdict_leave_open(
    struct wallet_verdict *verdict,
    enum wallet_check check,
    enum wallet_reason reason,
    const char *format,
    ...) __attribute__((format(printf, 4, 5))) WLT_COLD;

bool wlt_verdict_has_passed(const struct wallet_verdict *verdict, enum wallet_check check);

#endif
