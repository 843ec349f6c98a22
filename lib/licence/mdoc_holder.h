/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_LICENCE_MDOC_HOLDER_H
#define WLT_LICENCE_MDOC_HOLDER_H

#include "licence/mdoc.h"
#include "licence/verdict.h"

/**
 * Decides WALLET_CHECK_HOLDER for a mobile document: one that a device shows, by what the device signed or made
 * a MAC of in this session; one as issued, by the key of the device that asks.
 *
 * \param verdict  told along: what the device says itself
 *
 * \retval WALLET_OK          the verdict says all
 * \retval WALLET_ERR_MEMORY  no verdict
 */
enum wallet_status wlt_mdoc_holder_check(
    const struct wlt_mdoc_document *document,
    const struct wlt_mso *mso,
    const struct wlt_mdoc_expectation *expectation,
    struct wallet_verdict *verdict);

#endif
