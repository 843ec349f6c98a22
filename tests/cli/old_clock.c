/* SPDX-License-Identifier: Apache-2.0 */
#include <time.h>

time_t time(time_t *out);

/* Preloaded into the program: a machine whose battery is empty, at its first second. */
time_t time(time_t *out)
{
    if (out) {
        *out = 0;
    }

    return 0;
}
