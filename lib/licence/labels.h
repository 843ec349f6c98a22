/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_LABELS_H
#define WLT_LICENCE_LABELS_H

#include "cose/labels.h" /* the claims */

/* What stands for itself in the values of fields. */
enum {
    WLT_CNF_COSE_KEY = 1,     /* of `cnf`, RFC 8747 section 3.1 */
    WLT_TAG_DAYS = 100,       /* RFC 8943: days since 1970-01-01 */
    WLT_TAG_FULL_DATE = 1004, /* RFC 8943: a date as text, in mobile documents */
    WLT_TYP_CWT = 61,         /* CoAP content format of application/cwt */
    WLT_TYP_SD_CWT = 293,     /* of application/sd-cwt, as draft-ietf-spice-sd-cwt asks for */
    WLT_TYP_KB_CWT = 294,     /* of application/kb+cwt */
    WLT_VERSION_SIZE = 3,     /* digits of a licence's version */
    WLT_VERSION_MAX = 999,
};

#endif
