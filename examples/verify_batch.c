/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Verifies codes, one a line, on several threads: verify_batch CATALOGUE-FOLDER TRUST-FILE LINES-FILE
 * One verifier is shared; each thread has a verdict of its own.
 */
#include <wallet/wallet.h>

#include "file.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

enum {
    THREADS = 4,
};

struct batch {
    const struct wallet_verifier *verifier;
    struct wallet_bytes lines;
    int64_t now;
    pthread_mutex_t lock;    /* of `lines` */
    atomic_size_t counts[3]; /* by decision */
};

/** Takes the next line; false when none is left. */
static bool take_line(struct batch *batch, struct wallet_bytes *out)
{
    (void)pthread_mutex_lock(&batch->lock);
    const struct wallet_bytes left = batch->lines;
    const uint8_t *end = left.size > 0 ? memchr(left.data, '\n', left.size) : NULL;
    const size_t size = end ? (size_t)(end - left.data) : left.size;
    const size_t step = end ? size + 1 : size;

    *out = (struct wallet_bytes){ left.data, size };
    batch->lines = (struct wallet_bytes){ left.data + step, left.size - step };
    (void)pthread_mutex_unlock(&batch->lock);
    return left.size > 0;
}

static void *work(void *argument)
{
    struct batch *batch = argument;
    struct wallet_verdict *verdict = NULL;
    struct wallet_bytes line;

    if (wallet_verdict_new(&verdict, NULL) != WALLET_OK) {
        return NULL;
    }

    while (take_line(batch, &line)) {
        const enum wallet_status status =
            wallet_verify(batch->verifier, line, batch->now, verdict, NULL);
        (void)status; /* the decision says more */
        atomic_fetch_add(&batch->counts[wallet_verdict_decision(verdict)], 1);
    }

    wallet_verdict_free(verdict);
    return NULL;
}

int main(int argc, char *argv[])
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_trust *trust = NULL;
    struct wallet_verifier *verifier = NULL;
    struct wallet_error error = { 0 };
    pthread_t threads[THREADS];

    if (argc != 4 || wallet_catalogue_load(argv[1], &catalogue, &error) ||
        wallet_trust_new(&trust, &error) || wallet_trust_add(trust, file_read(argv[2]), &error) ||
        wallet_verifier_new(trust, catalogue, &verifier, &error)) {
        fprintf(stderr, "verify_batch: %s\n", argc == 4 ? error.message : "three operands, please");
        return 2;
    }

    struct batch batch = { verifier, file_read(argv[3]), (int64_t)time(NULL), .counts = { 0 } };
    (void)pthread_mutex_init(&batch.lock, NULL);
    size_t started = 0;
    while (started < THREADS && pthread_create(&threads[started], NULL, work, &batch) == 0) {
        started++;
    }

    while (started > 0) {
        (void)pthread_join(threads[--started], NULL);
    }

    for (int decision = WALLET_UNKNOWN; decision <= WALLET_REFUSED; decision++) {
        printf(
            "%-8s %zu\n",
            wallet_decision_name((enum wallet_decision)decision),
            atomic_load(&batch.counts[decision]));
    }

    (void)pthread_mutex_destroy(&batch.lock);
    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
    wallet_catalogue_free(catalogue);
    return 0;
}
