/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/compare.h"

#include "base/text.h"
#include "test.h"

#include <stdlib.h>

#define SAME       WALLET_COMPARISON_SAME
#define DIFFERENT  WALLET_COMPARISON_DIFFERENT
#define IMPOSSIBLE WALLET_COMPARISON_IMPOSSIBLE

/** A field of an ID card, what is stored, what is sent, and what comes of it. */
static const struct {
    const char *field;
    const char *stored; /* text of bytes kinds */
    int64_t number;
    const char *sent;
    enum wallet_comparison wanted;
} cases[] = {
    { "name", "简素心", 0, "简素心", SAME },
    { "name", "简素心", 0, " 简素心\t", SAME },
    { "name", "简素心", 0, "\u3000简素心\u3000", SAME },
    { "name", "简素心", 0, "简素", DIFFERENT },
    { "name", "简素心", 0, "简 素心", DIFFERENT },
    { "name",
      "Chloé",
      0,
      "Chloe\u0301",
      IMPOSSIBLE }, /* not in NFC: nothing we could have stored */
    { "name", "简素心", 0, "\xff", IMPOSSIBLE },
    { "name", "简素心", 0, " ", IMPOSSIBLE },
    { "name", "简素心", 0, "", IMPOSSIBLE },
    { "name", "a\nb", 0, "a\nb", IMPOSSIBLE },
    { "citizen_number", "36050219900307002X", 0, "36050219900307002x", SAME },
    { "citizen_number", "360502199003070024", 0, "360502199003070025", DIFFERENT },
    { "citizen_number", "360502199003070024", 0, "36050219900307002", DIFFERENT },
    { "birth_date", "", 7370, "1990-03-07", SAME },
    { "birth_date", "", 7370, "19900307", SAME },
    { "birth_date", "", 7370, "1990-03-08", DIFFERENT },
    { "birth_date", "", 7370, "7 March", IMPOSSIBLE },
    { "sex", "", 2, "女", SAME },
    { "sex", "", 2, "2", SAME },
    { "sex", "", 2, "男", DIFFERENT },
    { "sex", "", 2, "unheard of", IMPOSSIBLE },
    { "portrait", "picture", 0, "picture", IMPOSSIBLE },
};

TEST(values_are_compared_as_their_kinds_read_them)
{
    struct wallet_catalogue *catalogue = NULL;

    CHECK_EQUAL(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL), WALLET_OK);
    const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text("id-card"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct wallet_field *field = wallet_type_find_field(type, test_text(cases[i].field));
        const struct wallet_value stored = { test_text(cases[i].stored), cases[i].number };
        CHECK_ROW(
            cases[i].sent, wlt_compare(field, &stored, test_text(cases[i].sent)), cases[i].wanted);
    }

    wallet_catalogue_free(catalogue);
}

TEST(what_is_not_there_cannot_be_compared)
{
    struct wallet_catalogue *catalogue = NULL;

    CHECK_EQUAL(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL), WALLET_OK);
    const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text("id-card"));
    const struct wallet_field *field = wallet_type_find_field(type, test_text("name"));
    CHECK_EQUAL(wlt_compare(field, NULL, test_text("简素心")), IMPOSSIBLE);
    wallet_catalogue_free(catalogue);
}
