/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_CATALOGUE_CITIZEN_NUMBER_H
#define WLT_CATALOGUE_CITIZEN_NUMBER_H

#include <wallet/catalogue.h>

/** The codes of GB/T 2261.1 for the sexes that a citizen number can tell. */
enum {
    WLT_SEX_MALE = 1,
    WLT_SEX_FEMALE = 2,
};

/**
 * Holds the value of a field against the citizen number of the same person.
 *
 * \param number  not yet looked at; one that is none contradicts nothing
 * \param field   a date of birth or a sex that citizen numbers tell too
 *
 * \return WALLET_FINDING_CONTRADICTION or WALLET_FINDING_NONE
 */
enum wallet_finding wlt_citizen_number_compare(
    struct wallet_bytes number, const struct wallet_field *field, const struct wallet_value *value);

#endif
