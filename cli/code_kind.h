/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CODE_KIND_H
#define WALLET_CLI_CODE_KIND_H

#include <wallet/qr.h>

/** The name that JSON gives a kind of code; it never changes. */
const char *code_kind_name(enum wallet_code_kind kind);

#endif
