/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_PRIVACY_H
#define WALLET_CLI_PRIVACY_H

/*
 * While secrets are in memory the process leaves no core dump, and no other process of the same user
 * may look into it.
 */

void privacy_start(void);

/** When the secrets are wiped; core dumps stay off. */
void privacy_end(void);

#endif
