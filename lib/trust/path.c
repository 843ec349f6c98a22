/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "trust/trust.h"

/** Whether it is trusted by itself. */
static bool is_trusted(const struct wallet_trust *trust, const struct wlt_certificate *leaf)
{
    const struct wallet_bytes digest = wlt_certificate_digest(leaf);
    size_t count = 0;
    const struct wlt_signatory *same =
        wlt_trust_find(trust, (struct wallet_bytes){ digest.data, WALLET_KEY_ID_SIZE }, &count);

    for (size_t i = 0; i < count; i++) {
        if (same[i].certificate &&
            wlt_bytes_equal(wlt_certificate_digest(same[i].certificate), digest)) {
            return true;
        }
    }

    return false;
}

enum wallet_status wlt_trust_check_path(
    const struct wallet_trust *trust,
    const struct wlt_certificate *leaf,
    const struct wlt_certificate *const *chain,
    size_t chain_count,
    int64_t at_unix,
    struct wallet_error *error)
{
    size_t anchor_count = 0;
    const struct wlt_certificate *const *anchors = wlt_trust_anchors(trust, &anchor_count);

    return is_trusted(trust, leaf)
               ? WALLET_OK
               : wlt_certificate_check_path(
                     leaf, chain, chain_count, anchors, anchor_count, at_unix, error);
}

enum wallet_status wlt_trust_find_period(
    const struct wallet_trust *trust,
    const struct wlt_certificate *const *certificates,
    size_t count,
    int64_t at_unix,
    struct wlt_period *out_holds,
    struct wallet_error *error)
{
    size_t anchor_count = 0;
    const struct wlt_certificate *const *anchors = wlt_trust_anchors(trust, &anchor_count);

    if (is_trusted(trust, certificates[0])) {
        *out_holds = (struct wlt_period){ INT64_MIN, INT64_MAX };
        return WALLET_OK;
    }

    return wlt_certificate_find_period(
        certificates, count, anchors, anchor_count, at_unix, out_holds, error);
}
