/* SPDX-License-Identifier: Apache-2.0 */
#include "trust/key.h"
#include "trust/trust.h"

const struct wlt_public_key *wlt_signatory_key(const struct wlt_signatory *signatory)
{
    return signatory->file ? wlt_key_public(signatory->file)
                           : wlt_certificate_key(signatory->certificate);
}

const char *wlt_signatory_id(const struct wlt_signatory *signatory)
{
    return signatory->file ? wallet_key_issuer(signatory->file)
                           : wlt_certificate_organisation(signatory->certificate);
}

const char *wlt_signatory_name(const struct wlt_signatory *signatory, enum wallet_language language)
{
    return signatory->file ? wallet_key_issuer_name(signatory->file, language)
                           : wlt_certificate_name(signatory->certificate);
}

bool wlt_signatory_allows_type(const struct wlt_signatory *signatory, struct wallet_bytes type_code)
{
    if (signatory->file) {
        return wlt_key_allows_type(signatory->file, type_code);
    }

    return type_code.size == 0;
}

bool wlt_signatory_holds_at(const struct wlt_signatory *signatory, int64_t unix_time)
{
    return !signatory->certificate ||
           (unix_time >= wlt_certificate_not_before(signatory->certificate) &&
            unix_time <= wlt_certificate_not_after(signatory->certificate));
}
