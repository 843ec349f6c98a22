/* SPDX-License-Identifier: Apache-2.0 */
#include "lint/chain.h"

#define BIT(deviation_) (UINT64_C(1) << WALLET_DEVIATION_##deviation_)

_Static_assert(
    (int)WLT_LINT_CERTIFICATE_UNREADABLE - (int)WLT_LINT_DEVIATIONS == (int)WLT_ANNEX_B_COUNT,
    "the rules of Annex B are in the order of annex_b.h");

/** What document.c asks of signers of documents alone. */
static uint64_t not_asked_of(enum wlt_annex_b_kind kind)
{
    static const uint64_t not_asked[] = {
        [WLT_ANNEX_B_SIGNER] = 0,
        [WLT_ANNEX_B_AUTHORITY] = 0,
        [WLT_ANNEX_B_READER] =
            BIT(NOT_FOR_DOCUMENTS) | BIT(WRONG_EKU) | BIT(NO_ISSUER_ALT_NAME) | BIT(OTHER_COUNTRY),
        [WLT_ANNEX_B_VICAL] = BIT(NOT_FOR_DOCUMENTS) | BIT(WRONG_EKU) | BIT(NO_ISSUER_ALT_NAME) |
                              BIT(OTHER_COUNTRY) | BIT(NO_CRL_ADDRESS),
    };

    return not_asked[kind];
}

/** Where a deviation says it already, or says that there is nothing to be looked at. */
static uint32_t said_by(uint64_t deviations)
{
    uint32_t said = 0;

    said |= (deviations & BIT(WRONG_KEY_USAGE)) != 0 ? UINT32_C(1) << WLT_ANNEX_B_KEY_USAGE : 0;
    said |= (deviations & (BIT(SIGNATURE_ALGORITHM) | BIT(WEAK_DIGEST))) != 0
                ? UINT32_C(1) << WLT_ANNEX_B_SIGNATURE_KIND
                : 0;
    return said;
}

static void tell_deviations(const struct wlt_lint *lint, uint64_t deviations)
{
    for (unsigned i = 1; i < WALLET_DEVIATION_COUNT; i++) {
        if ((deviations >> i & 1) != 0) {
            wlt_lint_tell(lint, &wlt_lint_deviations[i - 1], (struct wallet_bytes){ 0 }, "");
        }
    }
}

static void tell_departures(const struct wlt_lint *lint, uint32_t departures)
{
    for (unsigned i = 0; i < WLT_ANNEX_B_COUNT; i++) {
        if ((departures >> i & 1) != 0) {
            wlt_lint_tell(lint, &wlt_lint_annex_b[i], (struct wallet_bytes){ 0 }, "");
        }
    }
}

/** Below which one of a chain it is; NULL: not known. */
static const struct wlt_certificate *above(const struct wlt_lint_chain *chain, size_t index)
{
    return index + 1 < chain->count ? chain->items[index + 1] : NULL;
}

/** Above readers and signers of VICALs there is no IACA: of their authorities only the form is known. */
static bool is_of_others(const struct wlt_lint_chain *chain, size_t index)
{
    return index > 0 && chain->roles == WLT_POLICY_DOCUMENTS &&
           (chain->first == WLT_ANNEX_B_READER || chain->first == WLT_ANNEX_B_VICAL);
}

static void look(
    const struct wlt_lint *lint,
    const struct wlt_lint_chain *chain,
    size_t index,
    uint64_t deviations)
{
    const enum wlt_annex_b_kind kind = index == 0 ? chain->first : WLT_ANNEX_B_AUTHORITY;
    const bool is_for_documents = chain->roles == WLT_POLICY_DOCUMENTS;
    const uint64_t told = is_for_documents ? deviations & ~not_asked_of(kind) : deviations;

    tell_deviations(lint, told);
    if (is_for_documents) {
        const struct wlt_certificate *certificate = chain->items[index];
        const uint32_t departures = wlt_annex_b_look(certificate, above(chain, index), kind);
        tell_departures(lint, departures & ~said_by(told));
    }
}

void wlt_lint_chain_look(struct wlt_lint *lint, const struct wlt_lint_chain *chain)
{
    /* An authority has its place above others, be they only itself. */
    const size_t shift = chain->first == WLT_ANNEX_B_AUTHORITY ? 1 : 0;
    const struct wlt_certificate *places[WLT_CHAIN_MAX + 1] = { chain->items[0] };

    for (size_t i = 0; i < chain->count; i++) {
        places[i + shift] = chain->items[i];
    }

    for (size_t i = 0; i < chain->count; i++) {
        const size_t mark = wlt_lint_enter_index(lint, "certificates", i);
        const unsigned roles = is_of_others(chain, i) ? 0 : chain->roles;
        const uint64_t found = wlt_policy_look(places, chain->count + shift, i + shift, roles);
        if (is_of_others(chain, i)) {
            tell_deviations(lint, found);
        } else {
            look(lint, chain, i, found);
        }

        wlt_lint_leave(lint, mark);
    }
}
