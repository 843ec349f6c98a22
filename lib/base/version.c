/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/wallet.h>

const char *wallet_version(void)
{
    return WALLET_VERSION;
}
