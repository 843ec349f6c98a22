/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/codes.h>

#include "base/error.h"
#include "base/text.h"
#include "present/audience.h"
#include "present/grant.h"

#include <string.h>

enum {
    PREFIX_SIZE = 4, /* of a holder's number: "111:" (GB/T 36903 annex A) */
};

static enum wallet_status miss(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_STRUCTURE, WALLET_NO_OFFSET, "%s", why);
}

static enum wallet_status distrust(struct wallet_error *error, const char *why)
{
    return wlt_fail(error, WALLET_ERR_VALUE, WALLET_NO_OFFSET, "%s", why);
}

static bool is_let_pass(enum wallet_finding finding)
{
    return finding == WALLET_FINDING_NONE || wallet_finding_is_advisory(finding);
}

static bool is_upper_or_digit(char letter)
{
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z');
}

/** The number of somebody whose type has no rules here: capital letters and digits. */
static bool is_plain_number(const char *number)
{
    size_t size = 0;

    while (is_upper_or_digit(number[size])) {
        size++;
    }

    return size > 0 && number[size] == '\0';
}

/** "TYPE:NUMBER"; a person's number by GB 11643, an organisation's by GB 32100. */
static bool is_holder(const char *holder)
{
    if (strlen(holder) <= PREFIX_SIZE || strspn(holder, "0123456789") != PREFIX_SIZE - 1 ||
        holder[PREFIX_SIZE - 1] != ':') {
        return false;
    }

    const char *number = holder + PREFIX_SIZE;
    if (strncmp(holder, "111:", PREFIX_SIZE) == 0) {
        return is_let_pass(wallet_citizen_number_check(wlt_bytes_of(number)));
    }

    return strncmp(holder, "001:", PREFIX_SIZE) == 0
               ? is_let_pass(wallet_uscc_check(wlt_bytes_of(number)))
               : is_plain_number(number);
}

static enum wallet_status check_period(const struct wallet_grant *grant, struct wallet_error *error)
{
    const unsigned most = wallet_grant_seconds_max(grant->method);

    if (grant->until_unix > grant->issued_unix &&
        grant->until_unix - grant->issued_unix <= (int64_t)most) {
        return WALLET_OK;
    }

    return wlt_fail(
        error,
        WALLET_ERR_VALUE,
        WALLET_NO_OFFSET,
        "such a grant is good for 1 to %u seconds",
        most);
}

/** What the holder signs names neither signer nor holder: the key does. */
static enum wallet_status check_by_holder(
    const struct wallet_grant *grant, struct wallet_error *error)
{
    const bool is_answer = grant->method == WALLET_GRANT_SCAN;

    if (grant->issuer[0] || grant->holder[0] || grant->has_evidence) {
        return miss(error, "a holder's grant names nobody but by its key, and has no evidence");
    }

    if ((grant->nonce_size > 0) != is_answer) {
        return miss(
            error, is_answer ? "an answer repeats a nonce" : "a shown code answers no request");
    }

    if (is_answer && !wlt_audience_is_counter(grant->audience)) {
        return distrust(error, "an answer is for the counter that asked");
    }

    /* Nobody agrees to what is not told: PIPL articles 14 and 17. */
    return !is_answer || wlt_purpose_is_stated(&grant->matter)
               ? WALLET_OK
               : distrust(error, "an answer says what for");
}

static enum wallet_status check_face(const struct wallet_grant *grant, struct wallet_error *error)
{
    const struct wallet_grant_evidence *evidence = &grant->evidence;

    if (grant->nonce_size == 0) {
        return miss(error, "a comparison of faces repeats the nonce of a request");
    }

    if (!evidence->way[0] || evidence->level == 0 || evidence->compared_unix <= 0 ||
        evidence->portrait.size == 0 || !evidence->model[0] || evidence->clerk[0] ||
        evidence->account[0] || evidence->desk[0]) {
        return miss(error, "evidence of a face has way, level, time, portrait and model");
    }

    if (evidence->is_by_person
            ? evidence->score > 0 || evidence->threshold > 0
            : evidence->threshold == 0 || evidence->score < evidence->threshold) {
        return distrust(error, "a face counts by a person's word, or by a score that is enough");
    }

    const int64_t latest = grant->issued_unix;
    const int64_t earliest = latest - (int64_t)wallet_grant_seconds_max(WALLET_GRANT_FACE);
    if (evidence->compared_unix > latest || evidence->compared_unix < earliest) {
        return distrust(error, "a face is compared before the grant, three hours at most");
    }

    return strncmp(grant->holder, "111:", PREFIX_SIZE) == 0
               ? WALLET_OK
               : distrust(error, "a face is a person's, whose number is a citizen's");
}

static enum wallet_status check_duty(const struct wallet_grant *grant, struct wallet_error *error)
{
    const struct wallet_grant_evidence *evidence = &grant->evidence;

    if (grant->nonce_size > 0) {
        return miss(error, "a duty answers no request");
    }

    if (!evidence->clerk[0] || evidence->way[0] || evidence->level > 0 ||
        evidence->compared_unix != 0 || evidence->portrait.size > 0 || evidence->model[0] ||
        evidence->is_by_person || evidence->score > 0 || evidence->threshold > 0) {
        return miss(error, "evidence of a duty names the clerk, and no face");
    }

    return grant->matter.cause[0] ? WALLET_OK : distrust(error, "a duty has a cause");
}

static enum wallet_status check_for_holder(
    const struct wallet_grant *grant, struct wallet_error *error)
{
    if (!wlt_audience_is_counter(grant->issuer)) {
        return grant->issuer[0] ? distrust(error, "its signer is no unified social credit code")
                                : miss(error, "it does not name its signer");
    }

    if (!is_holder(grant->holder)) {
        return grant->holder[0] ? distrust(error, "its holder has no number of a known form")
                                : miss(error, "it does not name the holder");
    }

    if (!grant->has_evidence) {
        return miss(error, "it has no evidence");
    }

    if (!wlt_purpose_is_stated(&grant->matter)) {
        return distrust(error, "it does not say what for");
    }

    return grant->method == WALLET_GRANT_FACE ? check_face(grant, error) : check_duty(grant, error);
}

enum wallet_status wlt_grant_check(const struct wallet_grant *grant, struct wallet_error *error)
{
    if (!grant->audience[0] || grant->until_unix == 0 || grant->issued_unix == 0 ||
        !grant->has_id || grant->scope.item_count == 0 || grant->method == 0) {
        return miss(error, "a claim of a grant is missing");
    }

    if (!wlt_audience_is_counter(grant->audience) && !wlt_audience_is_division(grant->audience)) {
        return distrust(error, "its audience is neither a counter nor a division");
    }

    const enum wallet_status status = check_period(grant, error);
    if (status != WALLET_OK) {
        return status;
    }

    return wlt_grant_is_by_holder(grant->method) ? check_by_holder(grant, error)
                                                 : check_for_holder(grant, error);
}
