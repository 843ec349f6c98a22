/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/verify.h>

const char *wallet_check_name(enum wallet_check check)
{
    switch (check) {
    case WALLET_CHECK_FORM: return "form";
    case WALLET_CHECK_ALGORITHM: return "algorithm";
    case WALLET_CHECK_ISSUER: return "issuer";
    case WALLET_CHECK_SIGNATURE: return "signature";
    case WALLET_CHECK_AUTHORITY: return "authority";
    case WALLET_CHECK_VALIDITY: return "validity";
    case WALLET_CHECK_DISCLOSURES: return "disclosures";
    case WALLET_CHECK_FIELDS: return "fields";
    case WALLET_CHECK_HOLDER: return "holder";
    case WALLET_CHECK_REPLAY: return "replay";
    case WALLET_CHECK_STATUS: return "status";
    case WALLET_CHECK_COMPLETENESS: return "completeness";
    }

    return "unknown";
}

const char *wallet_result_name(enum wallet_result result)
{
    switch (result) {
    case WALLET_RESULT_UNKNOWN: return "unknown";
    case WALLET_RESULT_PASSED: return "passed";
    case WALLET_RESULT_FAILED: return "failed";
    case WALLET_RESULT_NOT_APPLICABLE: return "not-applicable";
    }

    return "unknown";
}

const char *wallet_decision_name(enum wallet_decision decision)
{
    switch (decision) {
    case WALLET_UNKNOWN: return "unknown";
    case WALLET_ACCEPTED: return "accepted";
    case WALLET_REFUSED: return "refused";
    }

    return "unknown";
}
