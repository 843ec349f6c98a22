/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_CWT_H
#define WLT_LICENCE_CWT_H

#include <wallet/codes.h>

#include "cbor/reader.h"

/** A point in time that a claim names, if it is there. */
struct wlt_claim_time {
    bool is_present;
    int64_t unix_seconds;
};

/** Where a licence's status stands; an empty URI where it does not say so in a way that we know. */
struct wlt_status_ref {
    bool is_there;
    struct wallet_bytes uri;
    uint64_t index;                  /* of a status list */
    struct wallet_bytes identifier;  /* in a list of those that are revoked */
    struct wallet_bytes certificate; /* DER, of the authority of whoever signs the list; or empty */
};

/** The kinds of status that a licence may have, and mobile documents both of them. */
struct wlt_status_refs {
    struct wlt_status_ref list;        /* draft-ietf-oauth-status-list section 6.3 */
    struct wlt_status_ref identifiers; /* ISO/IEC 18013-5, second edition, 12.3.6.2 */
};

/** Reads a `status` claim, an encoded map that has passed wlt_cbor_check() in this mode. */
struct wlt_status_refs wlt_status_refs_read(struct wallet_bytes encoded, enum wlt_cbor_mode mode);

/** The claims of a CWT (RFC 8392) that mean something to us; borrows from the payload. */
struct wlt_cwt {
    struct wallet_bytes all; /* the map, encoded */
    struct wallet_bytes iss;
    struct wallet_bytes sub;
    struct wallet_bytes aud; /* encoded; empty if absent, as below */
    struct wlt_claim_time exp;
    struct wlt_claim_time nbf;
    struct wlt_claim_time iat;
    struct wallet_bytes cti;
    struct wallet_bytes vct;
    struct wallet_bytes cnf;    /* encoded */
    struct wallet_bytes cnonce; /* encoded */
    struct wallet_bytes fields; /* encoded */
    struct wallet_bytes hcert;
    struct wallet_bytes identity; /* encoded */
    bool has_iss;
    bool has_sub;
    bool has_aud;
    bool has_cnf;
    bool has_status;
    struct wlt_status_refs status;
};

/**
 * Reads a CWT's claims.  Lenient: times may have fractions, which are cut off.
 *
 * \retval WALLET_ERR_STRUCTURE  no map, or a claim of the wrong kind
 */
enum wallet_status wlt_cwt_read(
    struct wallet_bytes payload,
    enum wlt_cbor_mode mode,
    struct wlt_cwt *out,
    struct wallet_error *error);

/** The holder's key in `cnf`, an encoded COSE_Key; empty where something else stands there, or nothing. */
struct wallet_bytes wlt_cwt_holder_key(const struct wlt_cwt *cwt, enum wlt_cbor_mode mode);

/** Whether cti is a serial, a dot and a version of three digits. */
bool wlt_cwt_has_serial(const struct wlt_cwt *cwt);

/** Puts the identifier together from vct, iss and cti; false if one of them does not fit. */
bool wlt_cwt_identifier(const struct wlt_cwt *cwt, char out[WALLET_IDENTIFIER_SIZE]);

#endif
