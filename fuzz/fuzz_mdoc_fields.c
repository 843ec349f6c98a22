/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a mobile document of our types discloses, {namespace: {element: value}}, as if its agency had signed it:
 * what of it is taken for fields is what every licence has for fields.
 */
#include <wallet/wallet.h>

#include "base/text.h"
#include "cbor/check.h"
#include "fuzz.h"
#include "licence/mdoc_fields.h"

#define ID_CARD "11100000000013127D001"

/** Made at the first call, and kept until the process ends. */
static struct wallet_verdict *the_verdict(struct wallet_catalogue **out_catalogue)
{
    static struct wallet_verdict *verdict;
    static struct wallet_catalogue *catalogue;

    if (!verdict) {
        FUZZ_CHECK(
            wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL) == WALLET_OK);
        FUZZ_CHECK(wallet_verdict_new(&verdict, NULL) == WALLET_OK);
    }

    *out_catalogue = catalogue;
    return verdict;
}

/** The type whose code is the first namespace's name; an ID card where there is none of it. */
static const struct wallet_type *type_of(
    const struct wallet_catalogue *catalogue, struct wallet_bytes claims)
{
    struct wlt_reader reader = wlt_reader_start_checked(claims, WLT_CBOR_LENIENT);

    (void)wlt_read_map(&reader);
    const struct wallet_bytes name = wlt_read_text(&reader);
    const struct wallet_type *type =
        wlt_reader_is_ok(&reader) ? wallet_catalogue_find(catalogue, name) : NULL;
    return type ? type : wallet_catalogue_find(catalogue, wlt_bytes_of(ID_CARD));
}

/** All that was taken is there, and of the type. */
static void check_taken(const struct wallet_verdict *verdict)
{
    struct wallet_fact_walk walk = { .offset = 0 };
    struct wallet_fact fact;

    FUZZ_CHECK(wlt_cbor_check(verdict->cwt.fields, WLT_CBOR_STRICT, NULL) == WALLET_OK);
    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        FUZZ_CHECK(fact.field && fact.finding != WALLET_FINDING_KIND);
    }

    FUZZ_CHECK(walk.left + walk.members_left + walk.member_left == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct wallet_bytes claims = { data, size };
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_verdict *verdict = the_verdict(&catalogue);
    struct wlt_reader reader = wlt_reader_start(claims, WLT_CBOR_LENIENT);

    if (!wlt_next_is(&reader, WLT_CBOR_MAP) ||
        wlt_cbor_check(claims, WLT_CBOR_LENIENT, NULL) != WALLET_OK) {
        return 0;
    }

    wlt_verdict_reset(verdict, 0);
    wlt_verdict_pass(verdict, WALLET_CHECK_ISSUER);
    wlt_verdict_pass(verdict, WALLET_CHECK_SIGNATURE);
    wlt_verdict_pass(verdict, WALLET_CHECK_AUTHORITY);
    verdict->type = type_of(catalogue, claims);
    const struct wlt_mso mso = { .doc_type = wlt_bytes_of(wallet_type_code(verdict->type)) };
    verdict->cwt.all = claims;
    verdict->cwt.vct = mso.doc_type;
    verdict->cwt.iss = wlt_bytes_of("11360500000000019F");

    FUZZ_CHECK(wlt_mdoc_fields_check(&mso, verdict) == WALLET_OK);
    FUZZ_CHECK(wallet_verdict_check(verdict, WALLET_CHECK_FIELDS, NULL) != WALLET_RESULT_UNKNOWN);
    if (wlt_verdict_has_passed(verdict, WALLET_CHECK_FIELDS)) {
        check_taken(verdict);
    }

    return 0;
}
