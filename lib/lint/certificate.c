/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "base/error.h"
#include "base/text.h"
#include "crypto/usage.h"
#include "lint/chain.h"
#include "trust/certificates.h"

/** Others have organisation identifiers, too; only ours are unified social credit codes. */
static bool has_social_credit_code(const struct wlt_certificate *certificate)
{
    const enum wallet_finding finding =
        wallet_uscc_check(wlt_bytes_of(wlt_certificate_organisation(certificate)));

    return finding == WALLET_FINDING_NONE || wallet_finding_is_advisory(finding);
}

/** Whose it is; where it is one of ours, which roles it names. */
static struct wlt_lint_chain chain_from(const struct wlt_certificate *first)
{
    const unsigned roles = wlt_usages_read(first).roles;
    const bool is_ours =
        roles != 0 || (!wlt_annex_b_is_named(first) && has_social_credit_code(first));
    struct wlt_lint_chain chain = { .roles = WLT_POLICY_DOCUMENTS,
                                    .first = wlt_annex_b_kind_of(first) };

    if (is_ours) {
        chain.roles = roles != 0 ? roles : (unsigned)WALLET_ROLE_ISSUER;
    }

    return chain;
}

/** How many certificates from here on are each below the next. */
static size_t count_below(const struct wlt_certificate *const *items, size_t left)
{
    size_t count = 1;

    while (count < left && count < WLT_CHAIN_MAX &&
           !wlt_certificate_is_self_issued(items[count - 1]) &&
           wlt_annex_b_names_issuer(items[count - 1], items[count])) {
        count++;
    }

    return count;
}

static void look(struct wlt_lint *lint, const struct wallet_certificates *file)
{
    const struct wlt_certificate *const *items = (const struct wlt_certificate *const *)file->items;
    size_t number = 0;

    for (size_t i = 0; i < file->count; number++) {
        struct wlt_lint_chain chain = chain_from(items[i]);
        chain.items = items + i;
        chain.count = count_below(items + i, file->count - i);
        const size_t mark = wlt_lint_enter_index(lint, "chains", number);
        wlt_lint_chain_look(lint, &chain);
        wlt_lint_leave(lint, mark);
        i += chain.count;
    }
}

enum wallet_status wlt_lint_certificates(struct wlt_lint *lint, struct wallet_error *error)
{
    const struct wallet_lint_rule *unreadable =
        &wlt_lint_annex_b[WLT_LINT_CERTIFICATE_UNREADABLE - WLT_LINT_DEVIATIONS];
    struct wallet_certificates *file = NULL;
    struct wallet_error story = { .message = "" };

    const enum wallet_status status = wallet_certificates_parse(lint->input, &file, &story);
    if (wlt_lint_ran_out(lint, status)) {
        return WALLET_OK;
    }

    if (status == WALLET_ERR_MISSING) {
        return wlt_fail(error, WALLET_ERR_UNSUPPORTED, 0, "no certificate is in it");
    }

    if (status == WALLET_OK) {
        look(lint, file);
    } else {
        wlt_lint_tell(lint, unreadable, (struct wallet_bytes){ 0 }, story.message);
    }

    wallet_certificates_free(file);
    return WALLET_OK;
}
