/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GRANT_TEXT_H
#define WALLET_CLI_GRANT_TEXT_H

#include <wallet/grant.h>

#include "json.h"
#include "session.h"

#include <stdio.h>

/** 亮码, 扫码, 刷脸 or 依职能, in the language of the session. */
const char *grant_text_method(const struct session *session, enum wallet_grant_method method);

/**
 * Prints what a grant says in lines, for people.  All of it comes from the grant; whether it was verified
 * is for the caller to say.
 *
 * \param catalogue  has the names of types and fields; may be NULL
 */
void grant_text_print(
    FILE *stream,
    const struct session *session,
    const struct wallet_catalogue *catalogue,
    const struct wallet_grant *grant);

/** The same as an object; the caller owns it. */
json_t *grant_text_json(const struct wallet_catalogue *catalogue, const struct wallet_grant *grant);

#endif
