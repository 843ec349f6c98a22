/* SPDX-License-Identifier: Apache-2.0 */
#include "day.h"

#include <string.h>

enum {
    SECONDS_A_DAY = 86400,
    BEIJING_OFFSET = 28800, /* data files count days in UTC+8 */
};

void day_write(int64_t moment, bool is_end, char out[WALLET_TIME_SIZE])
{
    const int64_t local = moment + BEIJING_OFFSET;

    if (local % SECONDS_A_DAY != 0) {
        wallet_time_format(moment, out);
        return;
    }

    wallet_time_format(is_end ? local - SECONDS_A_DAY : local, out);
    char *time = strchr(out, 'T');
    if (time) {
        *time = '\0';
    }
}
