/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_DOC_ANCHORS_H
#define WLT_TRUST_DOC_ANCHORS_H

#include "trust/trust.h"

/** An authority that counts for mobile documents of some types, and for nothing else. */
struct wlt_doc_anchor {
    struct wlt_certificate *certificate;
    char **doc_types;
    size_t doc_type_count;
};

/**
 * All of them.  They are kept apart from the other anchors, so that no path but the one that asks for
 * a type of document can ever end in one.  Start with `= { 0 }`.
 */
struct wlt_doc_anchors {
    struct wlt_doc_anchor *items;
    size_t count;
};

/** Releases what they hold. */
void wlt_doc_anchors_clear(struct wlt_doc_anchors *anchors);

/** Those of a trust; as long as it lives. */
struct wlt_doc_anchors *wlt_trust_doc_anchors(struct wallet_trust *trust);
const struct wlt_doc_anchors *wlt_trust_view_doc_anchors(const struct wallet_trust *trust);

/**
 * As wlt_trust_check_path(), for the signer of a mobile document (ISO/IEC 18013-5): the path may end
 * in an authority that counts for this type of document, too.
 *
 * \param doc_type      such as "org.iso.18013.5.1.mDL"
 * \param certificates  the leaf, and the chain behind it
 * \param out_holds     for how long it is known to hold, if it does: see wlt_certificate_find_period()
 */
enum wallet_status wlt_trust_check_path_for_doc_type(
    const struct wallet_trust *trust,
    struct wallet_bytes doc_type,
    const struct wlt_certificate *const *certificates,
    size_t count,
    int64_t at_unix,
    struct wlt_period *out_holds,
    struct wallet_error *error);

/**
 * The same for whoever signs about documents of any type, such as a list of those that are revoked: for
 * which documents its word counts, wlt_trust_find_authority() is to tell.
 */
enum wallet_status wlt_trust_check_path_for_any_doc_type(
    const struct wallet_trust *trust,
    const struct wlt_certificate *const *certificates,
    size_t count,
    int64_t at_unix,
    struct wallet_error *error);

/**
 * The authority that issued a certificate at the top of a path that holds: one of those in which any
 * path may end, or of those that count for a type of document; NULL where there is none.
 *
 * \param doc_type  NULL: of any type
 */
const struct wlt_certificate *wlt_trust_find_authority(
    const struct wallet_trust *trust,
    const struct wallet_bytes *doc_type,
    const struct wlt_certificate *certificate);

#endif
