/* SPDX-License-Identifier: Apache-2.0 */
#include "trust_profile.h"

#include <wallet/certificate.h>

#include "clock.h"
#include "output.h"

/* The first certificate and grave deviation of it; false if there is none. */
static bool find_grave(
    const struct wallet_chain_report *report, size_t *out_index, enum wallet_deviation *out)
{
    for (size_t i = 0; i < WALLET_CHAIN_MAX; i++) {
        for (unsigned j = 1; j < WALLET_DEVIATION_COUNT; j++) {
            const enum wallet_deviation deviation = (enum wallet_deviation)j;
            if (wallet_chain_deviates(report, i, deviation) &&
                wallet_deviation_is_grave(deviation)) {
                *out_index = i;
                *out = deviation;
                return true;
            }
        }
    }

    return false;
}

static enum exit_code fail(
    const struct session *session,
    const char *path,
    const char *roles,
    size_t index,
    enum wallet_deviation deviation)
{
    complain(
        session,
        SAY(session, "'%s' does not fit the role %s", "'%s' 不适用于角色 %s"),
        path,
        roles);
    why(session,
        SAY(session, "certificate %zu, %s: %s", "证书 %zu，%s：%s"),
        index,
        wallet_deviation_name(deviation),
        wallet_deviation_sentence(deviation, session->language));
    hint(
        session,
        SAY(session,
            "have it issued anew from 'wallet key certify --role %s'",
            "请用 'wallet key certify --role %s' 重新申请证书"),
        roles);
    return EXIT_CODE_KEY;
}

enum exit_code trust_profile_check(
    const struct session *session,
    const char *path,
    const char *roles,
    const struct wallet_trust_entry *entry)
{
    struct wallet_certificates *chain = NULL;
    struct wallet_chain_report report = { .path = WALLET_OK };
    enum wallet_deviation deviation = WALLET_DEVIATION_NONE;
    size_t index = 0;

    /* Where the path leads is for the counters to see: they have the authorities that they trust. */
    enum wallet_status status = wallet_certificates_parse(entry->chain, &chain, NULL);
    if (status == WALLET_OK) {
        status = wallet_certificates_check(chain, NULL, entry->roles, clock_now(), &report, NULL);
    }

    wallet_certificates_free(chain);
    if (status == WALLET_ERR_MEMORY) {
        return complain_memory(session);
    }

    return find_grave(&report, &index, &deviation) ? fail(session, path, roles, index, deviation)
                                                   : EXIT_CODE_OK;
}
