/* SPDX-License-Identifier: Apache-2.0 */

/*
 * ISO/IEC 18013-5 Annex D keeps its own profile, but for what is known of it: its certificates name no address
 * of a CRL, only a host.  And its document ends half a day after its signer's certificate, and has no status.
 */
#include "unit/lint/findings.h"
#include "vector.h"

static const struct {
    const char *name;
    const char *wanted;
} rows[] = {
    { "DS_CERT", "certificate-no-crl-address" },
    { "IACA_ROOT_CERT", "certificate-no-crl-address" },
    { "READER_CERT", "certificate-no-crl-address" },
    { "DEVICE_RESPONSE", "certificate-no-crl-address mso-outlives-signer mso-status-missing" },
};

TEST(annex_d_departs_where_it_is_known_to)
{
    json_t *file = vector_load("mdoc/annex_d.json");

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct findings found = lint_of(vector_hex(file, rows[i].name));
        check_findings(rows[i].name, &found, rows[i].wanted);
    }

    json_decref(file);
}
