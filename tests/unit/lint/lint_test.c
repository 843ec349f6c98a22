/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/certificate.h>
#include <wallet/lint.h>

#include "findings.h"
#include "lint/rules.h"

static bool is_kebab_case(const char *id)
{
    const size_t size = strlen(id);
    return size > 0 && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == size;
}

/** Whether a sentence is one, and ends. */
static bool is_sentence(const char *text, const char *stop)
{
    const size_t size = strlen(text);
    return size > strlen(stop) && strcmp(text + size - strlen(stop), stop) == 0;
}

TEST(each_rule_is_whole_and_known_by_its_own_name)
{
    const size_t count = wallet_lint_rule_count();

    CHECK_EQUAL(count, WLT_LINT_CERTIFICATE_COUNT + WLT_LINT_MDOC_COUNT + WLT_LINT_LICENCE_COUNT);
    for (size_t i = 0; i < count; i++) {
        const struct wallet_lint_rule *rule = wallet_lint_rule_at(i);
        CHECK(rule->id && is_kebab_case(rule->id));
        CHECK_ROW(rule->id, rule->clause && rule->clause[0] != '\0', true);
        CHECK_ROW(rule->id, is_sentence(rule->sentence[WALLET_ENGLISH], "."), true);
        CHECK_ROW(rule->id, is_sentence(rule->sentence[WALLET_CHINESE], "。"), true);
        for (size_t j = 0; j < i; j++) {
            CHECK_ROW(rule->id, strcmp(rule->id, wallet_lint_rule_at(j)->id) != 0, true);
        }
    }
}

TEST(what_a_verifier_refuses_is_a_fault_here)
{
    for (unsigned i = 1; i < WALLET_DEVIATION_COUNT; i++) {
        const bool is_grave = wallet_deviation_is_grave((enum wallet_deviation)i);
        const struct wallet_lint_rule *rule = wallet_lint_rule_at(i - 1);
        CHECK_ROW(rule->id, rule->severity, is_grave ? WALLET_LINT_FAULT : WALLET_LINT_DEVIATION);
    }
}

/** A lint asks of a certificate the roles that it names; without any it is looked at as a signer of documents. */
TEST(what_only_a_role_can_miss_is_known_as_a_fault)
{
    CHECK_TEXT(wallet_lint_rule_at(WALLET_DEVIATION_NO_EKU - 1)->id, "certificate-no-eku");
    CHECK_TEXT(
        wallet_lint_rule_at(WALLET_DEVIATION_LEAF_IS_AUTHORITY - 1)->id,
        "certificate-leaf-is-authority");
}

TEST(severities_have_names)
{
    CHECK_TEXT(wallet_lint_severity_name(WALLET_LINT_ADVICE), "advice");
    CHECK_TEXT(wallet_lint_severity_name(WALLET_LINT_DEVIATION), "deviation");
    CHECK_TEXT(wallet_lint_severity_name(WALLET_LINT_FAULT), "fault");
}

static enum wallet_status lint(struct wallet_bytes input)
{
    struct findings findings = { .rules = "" };
    const struct wallet_lint_taker taker = { take_finding, &findings };
    struct wallet_error error = { .message = "" };

    const enum wallet_status status = wallet_lint(lint_catalogue(), input, &taker, &error);
    CHECK_EQUAL(error.message[0] != '\0', status != WALLET_OK);
    CHECK_TEXT(findings.rules, "");
    return status;
}

TEST(what_is_of_another_kind_is_not_looked_at)
{
    CHECK_EQUAL(lint(test_text("")), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(lint(test_text("HTTPS://EXAMPLE.ORG/")), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(lint(test_text("HC1:6BF")), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(lint(test_hex("84 40 a0 43 820102 41 00")), WALLET_ERR_UNSUPPORTED);
    CHECK_EQUAL(
        lint(test_text("-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n")),
        WALLET_ERR_UNSUPPORTED);
}

TEST(asks_for_what_it_needs)
{
    struct findings findings = { .rules = "" };
    const struct wallet_lint_taker taker = { take_finding, &findings };
    const struct wallet_lint_taker nobody = { NULL, NULL };
    const struct wallet_bytes nothing = { NULL, 1 };
    const struct wallet_bytes input = test_text("EL1:");

    CHECK_EQUAL(wallet_lint(NULL, input, &taker, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_lint(lint_catalogue(), input, NULL, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_lint(lint_catalogue(), input, &nobody, NULL), WALLET_ERR_ARGUMENT);
    CHECK_EQUAL(wallet_lint(lint_catalogue(), nothing, &taker, NULL), WALLET_ERR_ARGUMENT);
}
