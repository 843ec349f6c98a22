/* SPDX-License-Identifier: Apache-2.0 */
#include "alloc_faulty.h"
#include "fault.h"
#include "trust/doc_anchors.h"
#include "unit/trust/make_vical.h"

/* VICALs: each allocation fails once; every time it must say MEMORY and leave nothing behind. */

static struct wallet_bytes encoded;
static struct wallet_bytes leaf;
static struct wallet_certificates *roots;
static struct wallet_vical *vical;

static enum wallet_status verify(void)
{
    struct wallet_vical *out = NULL;
    const enum wallet_status status = wallet_vical_verify(encoded, roots, NOON, &out, NULL);
    wallet_vical_free(out);
    return status;
}

static enum wallet_status check_path(const struct wallet_trust *trust)
{
    struct wlt_certificate *certificate = NULL;
    struct wlt_period holds;
    enum wallet_status status = wlt_certificate_parse(leaf, &certificate, NULL);
    if (status == WALLET_OK) {
        const struct wlt_certificate *const certificates[] = { certificate };
        status = wlt_trust_check_path_for_doc_type(
            trust, test_text(MDL), certificates, 1, NOON, &holds, NULL);
    }

    wlt_certificate_free(certificate);
    return status;
}

static enum wallet_status believe(void)
{
    struct wallet_trust *trust = NULL;
    enum wallet_status status = wallet_trust_new(&trust, NULL);

    /* Twice: what is there already must survive. */
    for (int i = 0; i < 2 && status == WALLET_OK; i++) {
        status = wallet_trust_add_vical(trust, vical, NULL);
    }
    if (status == WALLET_OK) {
        status = check_path(trust);
    }

    wallet_trust_free(trust);
    return status;
}

TEST(vicals_survive_every_failing_allocation)
{
    alloc_faults = (struct alloc_faults){ .fail_at = SIZE_MAX };
    struct provider provider = make_provider(&provider_signer);
    struct identity signer = make_certificate(&provider_signer, &provider.iaca);
    struct identity odd = make_odd_authority();
    struct info infos[] = { info_of(&provider.iaca, MDL),
                            info_of(&odd, MDL),
                            info_of(&provider.other, OTHER_DOC) };
    infos[0].doc_types[1] = OTHER_DOC;
    const struct vical_recipe recipe = { .infos = infos, .info_count = 3, .next_update = NEXT };

    encoded = signed_by(&provider.signer, payload_of(&recipe));
    leaf = der_of(signer.x509);
    roots = roots_of(&provider.root);
    vical = vical_of(&provider, &recipe);
    fault_each("verify", verify);
    fault_each("believe", believe);

    wallet_vical_free(vical);
    wallet_certificates_free(roots);
    release_identity(&odd);
    release_identity(&signer);
    clear_provider(&provider);
}
