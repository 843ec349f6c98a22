/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_FORMAT_H
#define WLT_LICENCE_FORMAT_H

#include "licence/verdict.h"

/**
 * What is particular to one format.  To add one: write it in a file of its own, name it in formats.c
 * and in lib/licence/meson.build.  Each function decides the one check it is named for.
 */
struct wlt_format {
    const char *name;
    enum wlt_cbor_mode mode;
    bool alg_may_be_unprotected; /* signed by many that way: EU health certificates */
    bool authorities_may_sign;   /* Latvia's root signs them itself, with a key for certificates */
    bool kids_are_names;         /* a kid need not be made from the key, so it can only be tried */
    bool discloses;              /* its claims may be redacted, and its holder shows it */

    /** Whether an envelope without a code's prefix is in this format. */
    bool (*fits)(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt);

    void (*check_form)(struct wallet_verdict *verdict);
    void (*check_authority)(
        struct wallet_verdict *verdict, const struct wallet_catalogue *catalogue);
    void (*check_validity)(struct wallet_verdict *verdict);
    void (*check_fields)(struct wallet_verdict *verdict);
};

extern const struct wlt_format wlt_format_licence;  /* ours, printed */
extern const struct wlt_format wlt_format_bound;    /* ours, bound to its holder's key */
extern const struct wlt_format wlt_format_sd_cwt;   /* any other SD-CWT */
extern const struct wlt_format wlt_format_hc1;      /* EU health certificates */
extern const struct wlt_format wlt_format_claim169; /* MOSIP identities */
extern const struct wlt_format wlt_format_mdoc;     /* mobile documents, which are no CWTs */
extern const struct wlt_format wlt_format_cwt;      /* any other CWT */

/** The format of an envelope without a prefix; NULL if it is none that we know. */
const struct wlt_format *wlt_format_find(const struct wlt_sign1 *sign1, const struct wlt_cwt *cwt);

/**
 * Finds the type of a licence of ours: printed, or bound to its holder's key.
 *
 * \retval WALLET_ERR_STRUCTURE  it is none
 * \retval WALLET_ERR_UNKNOWN    the catalogue has no such type
 */
enum wallet_status wlt_our_type(
    const struct wlt_sign1 *sign1,
    const struct wlt_cwt *cwt,
    const struct wallet_catalogue *catalogue,
    const struct wallet_type **out,
    struct wallet_error *error);

/** Whether `typ` names a CWT: 61 or its media type. */
bool wlt_typ_is_cwt(const struct wlt_cose_type *typ);

/** Whether `typ` names an SD-CWT: 293, its media type, or one of a more specific kind. */
bool wlt_typ_is_sd_cwt(const struct wlt_cose_type *typ);

/** Decides WALLET_CHECK_AUTHORITY for a licence type of ours; finds the type. */
void wlt_check_our_authority(
    struct wallet_verdict *verdict, const struct wallet_catalogue *catalogue);

/** Decides WALLET_CHECK_AUTHORITY for claims of nobody in particular. */
void wlt_check_foreign_authority(
    struct wallet_verdict *verdict, const struct wallet_catalogue *catalogue);

/** Decides WALLET_CHECK_FIELDS for a licence type of ours. */
void wlt_check_our_fields(struct wallet_verdict *verdict);

/**
 * Decides WALLET_CHECK_VALIDITY from nbf, iat and exp.
 *
 * \param leeway              by how many seconds the issuer's clock may be ahead of ours
 * \param last_second_counts  whether a licence still holds at exp itself
 */
void wlt_check_period(struct wallet_verdict *verdict, int64_t leeway, bool last_second_counts);

#endif
