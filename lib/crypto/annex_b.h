/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CRYPTO_ANNEX_B_H
#define WLT_CRYPTO_ANNEX_B_H

#include "crypto/certificate.h"

/*
 * What ISO/IEC 18013-5 Annex B demands of certificates beyond what keeps them from their role: for their
 * authority to mend, and not asked when a document is verified (see document.c for that).
 */

/** Whose certificate it is. */
enum wlt_annex_b_kind {
    WLT_ANNEX_B_SIGNER = 0,    /* of documents, Table B.3 */
    WLT_ANNEX_B_AUTHORITY = 1, /* the IACA root, Table B.1 */
    WLT_ANNEX_B_READER = 2,    /* Table B.7 */
    WLT_ANNEX_B_VICAL = 3,     /* who signs VICALs */
};

/** Where it departs; each is a bit. */
enum wlt_annex_b {
    WLT_ANNEX_B_COUNTRY_FORM = 0,
    WLT_ANNEX_B_NO_COMMON_NAME = 1,
    WLT_ANNEX_B_KEY_USAGE = 2,
    WLT_ANNEX_B_PATH_LENGTH = 3,
    WLT_ANNEX_B_VALIDITY = 4,
    WLT_ANNEX_B_EKU_NOT_CRITICAL = 5,
    WLT_ANNEX_B_EXTRA_EKU = 6,
    WLT_ANNEX_B_CRL_FIELDS = 7,
    WLT_ANNEX_B_FORBIDDEN_EXTENSION = 8,
    WLT_ANNEX_B_CRITICAL_EXTENSION = 9,
    WLT_ANNEX_B_SKI_VALUE = 10,
    WLT_ANNEX_B_AKI_VALUE = 11,
    WLT_ANNEX_B_SHORT_SERIAL = 12,
    WLT_ANNEX_B_KEY_KIND = 13,
    WLT_ANNEX_B_SIGNATURE_KIND = 14,
    WLT_ANNEX_B_ISSUER_ALT_NAME = 15,
    WLT_ANNEX_B_STATE = 16,
    WLT_ANNEX_B_SIGNED_BY_OTHERS = 17,
    WLT_ANNEX_B_COUNT = 18,
};

/** Whose it is, by what it says of itself; one that says nothing is taken for a signer of documents. */
enum wlt_annex_b_kind wlt_annex_b_kind_of(const struct wlt_certificate *certificate);

/** Whether an extended key usage says that it is a signer's, a reader's or of who signs VICALs. */
bool wlt_annex_b_is_named(const struct wlt_certificate *certificate);

/**
 * The departures of a certificate, as bits.
 *
 * \param above  the certificate of its issuer; NULL: not known
 */
uint32_t wlt_annex_b_look(
    const struct wlt_certificate *certificate,
    const struct wlt_certificate *above,
    enum wlt_annex_b_kind kind);

/** Whether a certificate names the subject of the other one as its issuer. */
bool wlt_annex_b_names_issuer(
    const struct wlt_certificate *certificate, const struct wlt_certificate *above);

#endif
