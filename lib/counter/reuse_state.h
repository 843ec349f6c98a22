/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_REUSE_STATE_H
#define WLT_COUNTER_REUSE_STATE_H

#include "counter/again.h"

/**
 * Asks how a licence of an earlier case stands now: all that is checked of a licence, but that its holder
 * showed it, and only once.  That was found then, for then.
 *
 * \param out_is_known  whether it could be told
 *
 * \retval WALLET_OK                it holds
 * \retval WALLET_ERR_REFUSED       it does not; the reason's name is in `error`
 * \retval WALLET_ERR_UNDETERMINED  it cannot be told; so, too
 * \retval WALLET_ERR_MALFORMED     or WALLET_ERR_MEMORY: see wlt_again_verify()
 */
enum wallet_status wlt_reuse_ask_state(
    const struct wlt_again *again, int64_t at_unix, bool *out_is_known, struct wallet_error *error);

#endif
