/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"
#include "trust/doc_anchors.h"
#include "trust/vical.h"

enum {
    NOW = 1795420800,
};

/* A VICAL as it comes, and the payload of one, as if its provider had signed it. */

/** Under which the signed ones of the corpus were made; nobody has its key any more. */
static const char root[] = "-----BEGIN CERTIFICATE-----\n"
                           "MIIBsTCCAVegAwIBAgIUG+X1tJmBOxBXZkvUjkQE7itJ7vcwCgYIKoZIzj0EAwIw\n"
                           "JTELMAkGA1UEBhMCVVQxFjAUBgNVBAMMDVByb3ZpZGVyIFJvb3QwIBcNMjAwMTAx\n"
                           "MDAwMDAwWhgPMjA2MDAxMDEwMDAwMDBaMCUxCzAJBgNVBAYTAlVUMRYwFAYDVQQD\n"
                           "DA1Qcm92aWRlciBSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVywa+ZyH\n"
                           "u5s1aI9MSkh+kDyso4pfF/5fzoQkzlbzlcXn/eHC8Cy8mznN6a97NZ1i2GKQ+fUg\n"
                           "aO1ZIp48mQkDpaNjMGEwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYw\n"
                           "HwYDVR0jBBgwFoAUT1pAx7pJ9s5cFIKaFKAKAqDy2EAwHQYDVR0OBBYEFE9aQMe6\n"
                           "SfbOXBSCmhSgCgKg8thAMAoGCCqGSM49BAMCA0gAMEUCIQCKhxGZkPEavfAj/mEN\n"
                           "wBQ53fl6AeZmWaTgASBG/CK/nwIgW4R0nU1nGwj/h12QVfUhkqPeMgm5QPxN0DA8\n"
                           "SSIFci0=\n"
                           "-----END CERTIFICATE-----\n";

static const struct wallet_certificates *the_roots(void)
{
    static struct wallet_certificates *roots;
    const struct wallet_bytes pem = { (const uint8_t *)root, sizeof root - 1 };

    if (!roots) {
        FUZZ_CHECK(wallet_certificates_parse(pem, &roots, NULL) == WALLET_OK);
    }

    return roots;
}

/** What was read can be shown and believed, and vouches for nobody in any other way. */
static void believe(const struct wallet_vical *vical)
{
    struct wallet_trust *trust = NULL;

    FUZZ_CHECK(wallet_trust_new(&trust, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_add_vical(trust, vical, NULL) == WALLET_OK);
    FUZZ_CHECK(wallet_trust_count(trust) == 0);
    FUZZ_CHECK(wallet_vical_check_successor(vical, vical, NULL) == WALLET_OK);
    for (size_t i = 0; i < wallet_vical_count(vical); i++) {
        const struct wlt_certificate *leaf = vical->entries[i].certificate;
        struct wallet_vical_entry entry;
        wallet_vical_at(vical, i, &entry);
        FUZZ_CHECK(wlt_certificate_key(leaf) != NULL);
        FUZZ_CHECK(entry.doc_type_count > 0 && entry.doc_types[0][0] && entry.authority);
        FUZZ_CHECK(
            wlt_trust_check_path(trust, leaf, NULL, 0, NOW, NULL) == WALLET_ERR_UNDETERMINED);
    }

    wallet_trust_free(trust);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes input = { data, size };
    struct wallet_vical *vical = NULL;

    if (wallet_vical_verify(input, the_roots(), NOW, &vical, NULL) == WALLET_OK ||
        wlt_vical_read(input, &vical, NULL) == WALLET_OK) {
        believe(vical);
    }

    wallet_vical_free(vical);
    return 0;
}
