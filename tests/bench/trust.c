/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What a trust list and status data cost a verification: the rate with a list of 51 agencies and the
 * shards of a hundred million licences loaded beside the rate with one key file and no status data, in
 * turns in one process, so that the ratio holds on any machine.  The licence is the same, and has a
 * place in one of the lists.
 */
#include <wallet/wallet.h>

#include "publication.h"
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
    enum wallet_status outcome;
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
            wallet_verify(way->verifier, way->licence, AGENCY_NOW, way->verdict, NULL),
            way->outcome);
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

/** Gives the licence a place that is not revoked. */
static void issue_with_status(
    struct agency *agency, const struct wallet_status_snapshot *snapshot, size_t shard)
{
    static char uri[WALLET_STATUS_URI_MAX];
    struct wallet_terms *terms = wallet_record_terms(agency->record);
    struct wlt_status_answer answer = { .value = WALLET_STATUS_INVALID };

    publication_name(shard, false, uri);
    terms->status_uri = uri;
    while (answer.value != WALLET_STATUS_VALID) {
        terms->status_index = publication_draw() % WALLET_STATUS_SHARD_ENTRIES;
        CHECK_EQUAL(
            wlt_status_snapshot_find(
                snapshot, test_text(AGENCY_ISSUER), test_text(uri), terms->status_index, &answer),
            WALLET_OK);
    }

    agency_issue(agency, &agency->signer);
}

/** The median of the rounds' ratios: noise hits both ways alike. */
static double compare_ways(struct way *bare, struct way *full)
{
    double ratios[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        run_round(i % 2 == 0 ? bare : full, i);
        run_round(i % 2 == 0 ? full : bare, i);
        ratios[i] = bare->seconds[i] / full->seconds[i];
    }

    return median(ratios);
}

static bool measure(enum wallet_algorithm algorithm)
{
    static struct publication publication;
    struct wallet_verifier *verifier = NULL;

    publication_open(&publication, algorithm, SHARDS);
    struct agency *agency = &publication.agency;
    struct wallet_status_snapshot *snapshot = publication_load(&publication);
    struct wallet_trust *trust = make_trust(agency);
    issue_with_status(agency, snapshot, SHARDS / 2);
    CHECK_EQUAL(wallet_verifier_new(trust, agency->catalogue, &verifier, NULL), WALLET_OK);
    wallet_verifier_set_status(verifier, snapshot);

    const struct wallet_bytes licence = wallet_buffer_bytes(&agency->licence);
    struct way bare = {
        agency->verifier, agency->verdict, licence, WALLET_ERR_UNDETERMINED, { 0 }
    };
    struct way full = { verifier, agency->verdict, licence, WALLET_OK, { 0 } };
    const double ratio = compare_ways(&bare, &full);
    printf(
        "%-8s one key file %8.0f /s, %d agencies and %d shards %8.0f /s: ratio %.3f (wanted "
        "%.2f)\n",
        wallet_algorithm_name(algorithm),
        PER_ROUND / median(bare.seconds),
        AGENCY_COUNT,
        SHARDS,
        PER_ROUND / median(full.seconds),
        ratio,
        wanted);
    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
    wallet_status_snapshot_free(snapshot);
    publication_close(&publication);
    return ratio >= wanted;
}

int main(void)
{
    const bool holds = measure(WALLET_ALGORITHM_ED25519);
    return measure(WALLET_ALGORITHM_ES256) && holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
