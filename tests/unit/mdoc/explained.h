/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_EXPLAINED_H
#define WALLET_TEST_EXPLAINED_H

#include <wallet/mdoc_explain.h>

#include "make_mdoc.h"

/* What an explanation of device authentication tells. */

/** The first field that is this part of this document; false where there is none. */
UNUSED static bool find(
    const struct wallet_mdoc_explanation *explanation,
    size_t document,
    enum wallet_mdoc_part part,
    struct wallet_mdoc_explained *out)
{
    for (size_t i = 0; i < wallet_mdoc_explanation_count(explanation); i++) {
        wallet_mdoc_explanation_at(explanation, i, out);
        if (out->part == part && out->document == document) {
            return true;
        }
    }

    return false;
}

UNUSED static bool is_told(
    const struct wallet_mdoc_explanation *explanation, size_t document, enum wallet_mdoc_part part)
{
    struct wallet_mdoc_explained field;
    return find(explanation, document, part, &field);
}

UNUSED static void check_bytes(
    const struct wallet_mdoc_explanation *explanation,
    size_t document,
    enum wallet_mdoc_part part,
    struct wallet_bytes wanted)
{
    struct wallet_mdoc_explained field = { .number = 0 };

    CHECK_ROW(wallet_mdoc_part_name(part), find(explanation, document, part, &field), true);
    CHECK_BYTES(field.bytes, wanted);
}

UNUSED static void check_text(
    const struct wallet_mdoc_explanation *explanation,
    size_t document,
    enum wallet_mdoc_part part,
    const char *wanted)
{
    struct wallet_mdoc_explained field = { .number = 0 };

    check_bytes(explanation, document, part, test_text(wanted));
    CHECK(find(explanation, document, part, &field));
    CHECK_EQUAL(field.form, WALLET_MDOC_FORM_TEXT);
}

UNUSED static void check_number(
    const struct wallet_mdoc_explanation *explanation,
    size_t document,
    enum wallet_mdoc_part part,
    int64_t wanted)
{
    struct wallet_mdoc_explained field = { .number = 0 };

    CHECK_ROW(wallet_mdoc_part_name(part), find(explanation, document, part, &field), true);
    CHECK_EQUAL(field.number, wanted);
}

/** Of what was shown in the world's session. */
UNUSED static struct wallet_mdoc_explanation *explain(
    const struct mdoc_world *world, struct wallet_bytes shown)
{
    struct wallet_mdoc_explanation *explanation = NULL;

    CHECK_EQUAL(
        wallet_mdoc_explain(
            world->session.transcript, shown, world->session.reader_key, &explanation, NULL),
        WALLET_OK);
    return explanation;
}

#endif
