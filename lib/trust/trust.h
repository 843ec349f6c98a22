/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_TRUST_H
#define WLT_TRUST_TRUST_H

#include <wallet/key.h>
#include <wallet/trust.h>

#include "crypto/certificate.h"
#include "trust/entry.h"

/** One trusted key: out of a key file, a certificate or an entry of a trust list, one of the three. */
struct wlt_signatory {
    uint8_t key_id[WALLET_KEY_ID_SIZE];
    struct wallet_key *file;
    struct wlt_certificate *certificate;
    struct wlt_entry *entry;
};

/** How an entry of a trust list stands to something that was signed at a time. */
enum wlt_standing {
    WLT_STANDING_GOOD = 0,        /* also of key files and certificates, which say nothing of it */
    WLT_STANDING_EARLY = 1,       /* before the entry's period */
    WLT_STANDING_LATE = 2,        /* after it */
    WLT_STANDING_RETIRED = 3,     /* when the key was in use no longer */
    WLT_STANDING_COMPROMISED = 4, /* when others had the key */
    WLT_STANDING_DOUBTFUL = 5,    /* before others had the key, if the time is true */
};

/** All that are trusted, in ascending order of their key identifiers. */
const struct wlt_signatory *wlt_trust_signatories(const struct wallet_trust *trust);

/** The authorities among them that are certificates. */
const struct wlt_certificate *const *wlt_trust_anchors(
    const struct wallet_trust *trust, size_t *out_count);

enum {
    WLT_TRUST_STAMP_SIZE = 16,
};

/**
 * A number that no other trust has, and which changes with whatever is added: what was decided under one
 * stamp is decided still, as far as trust goes.  Drawn at random; borrows.
 */
struct wallet_bytes wlt_trust_stamp(const struct wallet_trust *trust);

/** To be called before anything in it is changed. */
void wlt_trust_renew_stamp(struct wallet_trust *trust);

/** The first of the signatories with this identifier; how many there are in `*out_count`. */
const struct wlt_signatory *wlt_trust_find(
    const struct wallet_trust *trust, struct wallet_bytes key_id, size_t *out_count);

/**
 * Checks the path of a certificate that a licence carries along to the trusted authorities.
 * Results as wlt_certificate_check_path(); a leaf that is trusted itself needs no path.
 */
enum wallet_status wlt_trust_check_path(
    const struct wallet_trust *trust,
    const struct wlt_certificate *leaf,
    const struct wlt_certificate *const *chain,
    size_t chain_count,
    int64_t at_unix,
    struct wallet_error *error);

/** The same, and for how long that is known to hold: see wlt_certificate_find_period(). */
enum wallet_status wlt_trust_find_period(
    const struct wallet_trust *trust,
    const struct wlt_certificate *const *certificates,
    size_t count,
    int64_t at_unix,
    struct wlt_period *out_holds,
    struct wallet_error *error);

/** The key that checks this signatory's signatures. */
const struct wlt_public_key *wlt_signatory_key(const struct wlt_signatory *signatory);

/** Who it is: a USCC, or the organisation identifier of the certificate; "" if it does not say. */
const char *wlt_signatory_id(const struct wlt_signatory *signatory);

/** What it is called. */
const char *wlt_signatory_name(
    const struct wlt_signatory *signatory, enum wallet_language language);

/** The certificate that stands for it: its own, or the leaf of an entry's chain; NULL for a key. */
const struct wlt_certificate *wlt_signatory_certificate(const struct wlt_signatory *signatory);

/**
 * Whether it may sign licences of this type.  A certificate says nothing about types, and what is
 * not said is not allowed; an empty code asks for leave to sign anything at all.  An entry must have
 * the role of an issuer, too.
 */
bool wlt_signatory_allows_type(
    const struct wlt_signatory *signatory, struct wallet_bytes type_code);

/** Whether an entry gives it this role.  Key files and certificates give none. */
bool wlt_signatory_has_role(const struct wlt_signatory *signatory, enum wallet_role role);

/**
 * Whether it may sign for this issuer's division: positions 3 to 8 of a USCC (GB 32100-2015) begin
 * with the entry's region.
 */
bool wlt_signatory_covers(const struct wlt_signatory *signatory, struct wallet_bytes issuer);

/** How it stands to what was signed at this time. */
enum wlt_standing wlt_signatory_standing(
    const struct wlt_signatory *signatory, int64_t signed_unix);

/** Whether its standing depends on the time of signing. */
bool wlt_signatory_is_bounded(const struct wlt_signatory *signatory);

/**
 * Checks that an entry's chain leads to a trusted authority at a time; what has no chain needs none.
 * Results as wlt_certificate_check_path().
 */
enum wallet_status wlt_signatory_check_path(
    const struct wlt_signatory *signatory,
    const struct wallet_trust *trust,
    int64_t at_unix,
    struct wallet_error *error);

/**
 * Checks that an entry's chain keeps the profile of certificates for the role in which it is used;
 * what has no chain is not held to it.  Costs nothing where it does: that was found out when the
 * entry was made.
 *
 * \retval WALLET_ERR_REFUSED  a grave deviation; `error` names the first
 */
enum wallet_status wlt_signatory_check_profile(
    const struct wlt_signatory *signatory, enum wallet_role role, struct wallet_error *error);

/** Whether it is a certificate that is outside its validity period at this time. */
bool wlt_signatory_holds_at(const struct wlt_signatory *signatory, int64_t unix_time);

#endif
