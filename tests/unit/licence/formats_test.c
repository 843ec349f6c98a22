/* SPDX-License-Identifier: Apache-2.0 */
#include "licence/format.h"
#include "licence/labels.h"
#include "make_claims.h"

#include <stdlib.h>

/* A licence of ours is a CWT that is printed, or an SD-CWT that is bound: nothing between the two. */
TEST(finds_the_type_of_what_is_ours)
{
    static const struct {
        const char *what;
        uint64_t typ;
        bool has_cnf;
        const char *vct;
        enum wallet_status wanted;
    } rows[] = {
        { "printed", WLT_TYP_CWT, false, "id-card", WALLET_OK },
        { "bound", WLT_TYP_SD_CWT, true, "id-card", WALLET_OK },
        { "a CWT with a key", WLT_TYP_CWT, true, "id-card", WALLET_ERR_STRUCTURE },
        { "an SD-CWT without one", WLT_TYP_SD_CWT, false, "id-card", WALLET_ERR_STRUCTURE },
        { "something else", 16, false, "id-card", WALLET_ERR_STRUCTURE },
        { "of no type", WLT_TYP_CWT, false, "", WALLET_ERR_STRUCTURE },
        { "of an unknown type", WLT_TYP_CWT, false, "id-cart", WALLET_ERR_UNKNOWN },
    };
    struct wallet_catalogue *catalogue = NULL;

    CHECK_EQUAL(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL), WALLET_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct wlt_sign1 sign1 = {
            .protected_headers.typ = { .is_present = true,
                                       .is_number = true,
                                       .number = rows[i].typ },
        };
        const struct wlt_cwt cwt = {
            .vct = test_text(rows[i].vct),
            .fields = test_hex("a0"),
            .has_cnf = rows[i].has_cnf,
        };
        const struct wallet_type *type = NULL;
        if (wlt_our_type(&sign1, &cwt, catalogue, &type, NULL) != rows[i].wanted ||
            (type != NULL) != (rows[i].wanted == WALLET_OK)) {
            fail_msg("%s", rows[i].what);
        }
    }

    wallet_catalogue_free(catalogue);
}
