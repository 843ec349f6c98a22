/* SPDX-License-Identifier: Apache-2.0 */
#include "mdoc_summary.h"

#include "text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* What is said of one document, or of the session: as far as it is there. */
struct account {
    size_t document;
    bool is_broken; /* the document: something in it cannot be read */
    struct wallet_mdoc_explained result;
    struct wallet_mdoc_explained detail;
    struct wallet_mdoc_explained misfit; /* the first, in the session or the document */
};

static bool is_there(const struct wallet_mdoc_explained *field)
{
    return field->part != WALLET_MDOC_PART_NONE;
}

static bool is_word(const struct wallet_mdoc_explained *field, const char *word)
{
    return field->bytes.size == strlen(word) &&
           memcmp(field->bytes.data, word, field->bytes.size) == 0;
}

static bool is_misfit(const struct wallet_mdoc_explained *field)
{
    return field->part == WALLET_MDOC_PART_PROBLEM ||
           (field->part == WALLET_MDOC_PART_GIVEN_IS_READER && field->number == 0) ||
           (field->part == WALLET_MDOC_PART_PROOF_KIND &&
            (is_word(field, "none") || is_word(field, "both")));
}

static struct account account_of(const struct wallet_mdoc_explanation *explanation, size_t document)
{
    struct account account = { .document = document };

    for (size_t i = 0; i < wallet_mdoc_explanation_count(explanation); i++) {
        struct wallet_mdoc_explained field;
        wallet_mdoc_explanation_at(explanation, i, &field);
        if (field.document != 0 && field.document != document) {
            continue;
        }
        if (field.part == WALLET_MDOC_PART_PROBLEM && field.document == document) {
            account.is_broken = true;
        }
        if (field.part == WALLET_MDOC_PART_RESULT) {
            account.result = field;
        } else if (field.part == WALLET_MDOC_PART_DETAIL) {
            account.detail = field;
        } else if (!is_there(&account.misfit) && is_misfit(&field)) {
            account.misfit = field;
        }
    }

    return account;
}

static size_t count_documents(const struct wallet_mdoc_explanation *explanation)
{
    struct wallet_mdoc_explained last = { .document = 0 };
    const size_t count = wallet_mdoc_explanation_count(explanation);

    if (count > 0) {
        wallet_mdoc_explanation_at(explanation, count - 1, &last);
    }
    return last.document;
}

static void print_misfit(
    const struct session *session, const struct wallet_mdoc_explained *field, const char *indent)
{
    printf(
        SAY(session, "%sfirst that does not fit: %s: ", "%s最先不符之处：%s："),
        indent,
        wallet_mdoc_part_name(field->part));
    if (field->form == WALLET_MDOC_FORM_FLAG) {
        puts(SAY(session, "no", "否"));
    } else {
        text_print(stdout, field->bytes);
        putchar('\n');
    }
}

static const char *say_result(
    const struct session *session, const struct wallet_mdoc_explained *result)
{
    if (is_word(result, "passed")) {
        return SAY(session, "passed: the device's proof holds", "通过：设备的证明成立");
    }

    return is_word(result, "unknown") ? SAY(session, "unknown", "无法判定")
                                      : SAY(session, "failed", "未通过");
}

static void print_document(const struct session *session, const struct account *account)
{
    printf(SAY(session, "  document %zu: ", "  证件 %zu："), account->document);
    if (!is_there(&account->result)) {
        puts(
            account->is_broken
                ? SAY(session, "cannot be read as a whole", "无法完整读取")
                : SAY(session,
                      "there is no proof in it: it is as its issuer hands it over, and no device "
                      "shows it",
                      "其中没有设备的证明：是发证机关交付的原件，未经设备出示"));
    } else {
        fputs(say_result(session, &account->result), stdout);
        if (is_there(&account->detail)) {
            fputs(SAY(session, ": ", "："), stdout);
            text_print(stdout, account->detail.bytes);
        }
        putchar('\n');
    }

    if (is_there(&account->misfit) &&
        !(is_there(&account->result) && is_word(&account->result, "passed"))) {
        print_misfit(session, &account->misfit, "    ");
    }
}

void mdoc_summary_print(
    const struct session *session, const struct wallet_mdoc_explanation *explanation)
{
    const size_t count = count_documents(explanation);
    const struct account whole = account_of(explanation, 0);

    if (count == 0 && !is_there(&whole.misfit)) {
        return;
    }

    puts(SAY(session, "in short", "摘要"));
    if (count == 0) {
        print_misfit(session, &whole.misfit, "  ");
    }
    for (size_t i = 1; i <= count; i++) {
        const struct account account = account_of(explanation, i);
        print_document(session, &account);
    }
}
