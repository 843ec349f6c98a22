/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_AGAIN_H
#define WLT_COUNTER_AGAIN_H

#include <wallet/verify.h>

#include "counter/taken.h"

/*
 * A licence that was taken is looked at again: as of then, from a package, or as it stands now, before
 * it is used in another case.
 */
struct wlt_again {
    const struct wlt_taken *taken;
    const struct wallet_verifier *verifier; /* whose memory of shown codes is not asked */
    struct wallet_bytes original;
    struct wallet_bytes ground; /* empty: none, or it does not matter */
};

/** Is told the verdict on the licence, which is gone afterwards. */
typedef void wlt_again_judge(void *context, const struct wallet_verdict *verdict);

/**
 * Verifies it from the bytes that were received, as of a time, and has the verdict judged.
 *
 * \retval WALLET_ERR_MALFORMED  the original is no presentation, copy or licence
 * \retval WALLET_ERR_MEMORY
 */
enum wallet_status wlt_again_verify(
    const struct wlt_again *again,
    int64_t at_unix,
    wlt_again_judge *judge,
    void *context,
    struct wallet_error *error);

#endif
