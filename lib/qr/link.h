/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_QR_LINK_H
#define WLT_QR_LINK_H

#include <wallet/bytes.h>
#include <wallet/qr.h>

/**
 * What a web address leads to, by its host as a whole: WALLET_CODE_LINK where that is unknown, and
 * wherever the host is written so that two programs could read it differently (names of users,
 * backslashes, blanks, letters beyond ASCII).  Nothing is opened or looked up.
 *
 * \return WALLET_CODE_UNKNOWN  `text` is no http or https address
 */
enum wallet_code_kind wlt_link_kind(struct wallet_bytes text);

#endif
