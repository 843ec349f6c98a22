/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_NUMBER_H
#define WLT_COUNTER_NUMBER_H

#include "counter/store.h"

/**
 * Draws the number of a new case: division, China's day as YYYYMMDD, and a running number of six digits
 * from 000001.  Within a transaction, whose lock keeps others from drawing the same.
 *
 * \retval WALLET_ERR_TOO_LARGE  999999 cases were opened on that day
 * \retval WALLET_ERR_VALUE      a day outside the years 1 to 9999
 */
enum wallet_status wlt_number_draw(
    struct wallet_cases *cases,
    int64_t at_unix,
    char out[WALLET_CASE_NUMBER_SIZE],
    struct wallet_error *error);

#endif
