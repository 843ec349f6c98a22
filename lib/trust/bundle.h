/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_TRUST_BUNDLE_H
#define WLT_TRUST_BUNDLE_H

#include <wallet/bundle.h>

#include <stdbool.h>

#define WLT_BUNDLE_TYP "application/wallet-bundle+cwt"

/** Whether a file may have this name: it can lead nowhere but into the folder it is unpacked in. */
bool wlt_bundle_name_is_safe(struct wallet_bytes name);

#endif
