/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_QR_CAPACITY_H
#define WLT_QR_CAPACITY_H

#include <wallet/qr.h>

#include <stddef.h>

/**
 * How many alphanumeric characters a symbol holds (ISO/IEC 18004, table 7); 0 where there is no such
 * version up to WALLET_QR_VERSION_MAX, or no such level.
 */
size_t wlt_symbol_capacity(unsigned version, enum wallet_qr_level level);

#endif
