/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_MDOC_FIELDS_H
#define WLT_LICENCE_MDOC_FIELDS_H

#include "licence/verdict.h"
#include "mdoc/mso.h"

/**
 * Decides WALLET_CHECK_FIELDS for a mobile document of a licence type of ours: each element is a field of the
 * type with a value of its kind, or the licence's identifier.  What the document tells is then there as every
 * licence tells it, and what it does not tell is not missed while there are digests of more.
 *
 * \param verdict  with its type, and what the document discloses in its claims
 *
 * \retval WALLET_OK          the verdict says all
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_mdoc_fields_check(const struct wlt_mso *mso, struct wallet_verdict *verdict);

#endif
