/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a trust list costs a verification: the rate with a list of 51 agencies beside the rate with
 * one key file, in turns in one process, so that the ratio holds on any machine.
 */
#include <wallet/wallet.h>

#include "agency.h"
#include "test.h"
#include "unit/trust/make_entry.h"

#include <stdlib.h>
#include <time.h>

enum {
    ROUNDS = 31,
    PER_ROUND = 1000,
    AGENCY_COUNT = 51,
};

/** How often in a hundred the rate with the list must reach that with the file. */
static const double wanted = 0.97;

/** One way to verify the same licence. */
struct way {
    const struct wallet_verifier *verifier;
    struct wallet_verdict *verdict;
    struct wallet_bytes licence;
    double seconds[ROUNDS];
};

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void run_round(struct way *way, int round)
{
    const double start = now();
    for (int i = 0; i < PER_ROUND; i++) {
        CHECK_EQUAL(
            wallet_verify(way->verifier, way->licence, AGENCY_NOW, way->verdict, NULL), WALLET_OK);
    }

    way->seconds[round] = now() - start;
}

static int compare(const void *a, const void *b)
{
    const double left = *(const double *)a;
    const double right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median(const double *values)
{
    double sorted[ROUNDS];
    memcpy(sorted, values, sizeof sorted);
    qsort(sorted, ROUNDS, sizeof sorted[0], compare);
    return sorted[ROUNDS / 2];
}

/** A list of 51 agencies, each with every type of the catalogue; the one in question among them. */
static struct wallet_trust *make_trust(const struct agency *agency)
{
    static const char *types[64];
    const size_t count = wallet_catalogue_count(agency->catalogue);
    struct wallet_trust_list *list = NULL;
    struct wallet_trust *trust = NULL;

    for (size_t i = 0; i < count && i < 64; i++) {
        types[i] = wallet_type_code(wallet_catalogue_at(agency->catalogue, i));
    }
    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    for (unsigned i = 0; i < AGENCY_COUNT; i++) {
        struct member member = make_member(i + 1, NULL, wallet_key_algorithm(agency->key));
        if (i == 0) {
            wallet_buffer_clear(&member.cose);
            memcpy(member.id, AGENCY_ISSUER, sizeof member.id);
            CHECK_EQUAL(wallet_key_write_cose(agency->key, &member.cose, NULL), WALLET_OK);
        }
        struct wallet_trust_entry entry = entry_of(&member, types, count < 64 ? count : 64);
        entry.region = "3605";
        entry.from_unix = 1;
        CHECK_EQUAL(wallet_trust_list_put(list, &entry, NULL), WALLET_OK);
        clear_member(&member);
    }
    CHECK_EQUAL(wallet_trust_new(&trust, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_add_list(trust, list, NULL), WALLET_OK);
    wallet_trust_list_free(list);
    return trust;
}

/** The median of the rounds' ratios is what counts: noise hits both ways alike. */
static bool measure(enum wallet_algorithm algorithm)
{
    struct agency agency;
    struct wallet_verifier *verifier = NULL;
    double ratios[ROUNDS];

    agency_open(&agency, algorithm);
    struct wallet_trust *trust = make_trust(&agency);
    CHECK_EQUAL(wallet_verifier_new(trust, agency.catalogue, &verifier, NULL), WALLET_OK);
    const struct wallet_bytes licence = wallet_buffer_bytes(&agency.licence);
    struct way file = { agency.verifier, agency.verdict, licence, { 0 } };
    struct way list = { verifier, agency.verdict, licence, { 0 } };

    for (int i = 0; i < ROUNDS; i++) {
        run_round(i % 2 == 0 ? &file : &list, i);
        run_round(i % 2 == 0 ? &list : &file, i);
        ratios[i] = file.seconds[i] / list.seconds[i];
    }

    const double ratio = median(ratios);
    printf(
        "%-8s one key file %8.0f /s, a list of %d agencies %8.0f /s: ratio %.3f (wanted %.2f)\n",
        wallet_algorithm_name(algorithm),
        PER_ROUND / median(file.seconds),
        AGENCY_COUNT,
        PER_ROUND / median(list.seconds),
        ratio,
        wanted);
    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
    agency_close(&agency);
    return ratio >= wanted;
}

int main(void)
{
    const bool holds = measure(WALLET_ALGORITHM_ED25519);
    return measure(WALLET_ALGORITHM_ES256) && holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
