/* SPDX-License-Identifier: Apache-2.0 */
#include "bare.h"

bool bare_zxing(const struct grey *picture, struct found *found)
{
    (void)picture;
    (void)found;
    return true;
}
