/* SPDX-License-Identifier: Apache-2.0 */
#include "privacy.h"

#include <sys/prctl.h>
#include <sys/resource.h>

void privacy_start(void)
{
    const struct rlimit none = { 0, 0 };

    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void privacy_end(void)
{
    (void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}
