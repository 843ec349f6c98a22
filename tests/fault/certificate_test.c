/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/certificate.h>
#include <wallet/csr.h>

#include "alloc_faulty.h"
#include "fault.h"
#include "test.h"
#include "unit/crypto/make_certificate.h"

/* As in fault_test.c, for certificates: made by OpenSSL, whose allocations are not ours. */

static struct wallet_key *key;
static struct wallet_bytes leaf;
static struct wallet_bytes root;

static enum wallet_status write_csr(void)
{
    struct wallet_buffer request = { 0 };
    const enum wallet_status status =
        wallet_key_write_csr(key, NULL, WALLET_ROLE_ISSUER, &request, NULL);
    wallet_buffer_clear(&request);
    return status;
}

static enum wallet_status check_chain(void)
{
    struct wallet_certificates *chain = NULL;
    struct wallet_certificates *roots = NULL;

    enum wallet_status status = wallet_certificates_parse(leaf, &chain, NULL);
    if (status == WALLET_OK) {
        status = wallet_certificates_parse(root, &roots, NULL);
    }

    if (status == WALLET_OK) {
        status = wallet_certificates_check(chain, roots, 0, NOON, NULL, NULL);
    }

    wallet_certificates_free(chain);
    wallet_certificates_free(roots);
    return status;
}

TEST(certificates_survive_every_failing_allocation)
{
    static const struct recipe above = { .name = "Root", .extensions = { AUTHORITY_EXTENSIONS } };
    static const struct recipe below = { .name = "Leaf", .extensions = { LEAF_EXTENSIONS } };
    const struct wallet_key_owner owner = { .issuer = "11360500000000019F" };

    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    CHECK_EQUAL(wallet_key_generate(WALLET_ALGORITHM_ES256, &owner, &key, NULL), WALLET_OK);
    struct identity authority = make_unparsed(&above, NULL);
    struct identity signer = make_unparsed(&below, &authority);
    leaf = der_of(signer.x509);
    root = der_of(authority.x509);

    fault_each("write_csr", write_csr);
    fault_each("check_chain", check_chain);
    release_identity(&authority);
    release_identity(&signer);
    wallet_key_free(key);
}
