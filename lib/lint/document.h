/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LINT_DOCUMENT_H
#define WLT_LINT_DOCUMENT_H

#include "crypto/certificate.h"
#include "lint/lint.h"
#include "mdoc/document.h"
#include "mdoc/mso.h"

/** A mobile document, and what of it could be read. */
struct wlt_lint_document {
    struct wlt_mdoc_document parts;
    struct wlt_mso mso;
    const struct wlt_certificate *signer; /* NULL: not known */
};

/** Tells whether an item's heads are all as short as they can be; in `encoded`, well-formed. */
void wlt_lint_heads(const struct wlt_lint *lint, struct wallet_bytes encoded);

/**
 * Looks at the payload of an issuer's signature.
 *
 * \return whether `document->mso` was read
 */
bool wlt_lint_mso(
    struct wlt_lint *lint, struct wallet_bytes payload, struct wlt_lint_document *document);

/** Looks at the elements. */
void wlt_lint_items(struct wlt_lint *lint, const struct wlt_lint_document *document);

/** One element that was read. */
struct wlt_lint_element {
    struct wallet_bytes identifier;
    struct wallet_bytes value; /* encoded */
};

/** A namespace whose elements were looked at one by one. */
struct wlt_lint_name_space {
    struct wallet_bytes name;
    const struct wlt_lint_element *elements; /* those that were read */
    size_t count;
    bool is_whole; /* there are no others */
};

/** Looks at its elements together, as the standard has them for driving licences. */
void wlt_lint_mdl(
    struct wlt_lint *lint,
    const struct wlt_lint_document *document,
    const struct wlt_lint_name_space *name_space);

/** Tells what a driving licence lacks that does not have the namespace of the standard at all. */
void wlt_lint_mdl_absent(struct wlt_lint *lint, const struct wlt_lint_document *document);

#endif
