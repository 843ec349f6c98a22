/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TEMPLATE_H
#define WALLET_CLI_TEMPLATE_H

#include <jansson.h>

#include <stdbool.h>

/*
 * A template is JSON in which texts that begin with '$' stand for places in another JSON value, the
 * facts:
 *
 *     "$number"                    the member of that name
 *     "$applicant.name"            a member of a member
 *     "$form[name=phone].value"    of the elements of an array the first with that member
 *     "$closed?"                   null where there is no such place, instead of a failure
 *     "$$ 12"                      the text "$ 12"
 *
 * An object of "$each" and "as" stands for an array: "as" is filled in for each element of the array at
 * the place that "$each" names, and "$." begins at that element there.
 */

enum {
    TEMPLATE_PROBLEM_SIZE = 240,
};

/**
 * Fills a template in.
 *
 * \param problem  room for TEMPLATE_PROBLEM_SIZE: which place is not there, or makes no sense
 *
 * \return the result, which the caller releases; NULL: see `problem`
 */
json_t *template_fill(json_t *template, const json_t *facts, char *problem);

#endif
