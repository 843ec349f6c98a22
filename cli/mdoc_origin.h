/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MDOC_ORIGIN_H
#define WALLET_CLI_MDOC_ORIGIN_H

#include "session.h"

/**
 * What is wrong with the origin of a page or an app as browsers and devices write it (RFC 6454 section 6.2):
 * any other spelling makes another transcript.  NULL: nothing.
 */
const char *mdoc_origin_problem(const struct session *session, const char *origin);

#endif
