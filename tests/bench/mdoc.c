/* SPDX-License-Identifier: Apache-2.0 */

/*
 * How much the verification of a driving licence that a device shows costs beside the two bare signature
 * checks in it, the issuer's and the device's, measured in turns in one process on one thread.
 *
 * usage: bench_mdoc FOLDER UNIX-TIME         what it costs; leaves a licence in the folder
 *        bench_mdoc FOLDER UNIX-TIME --rate  how many of that licence are verified in a second
 */
#include "driving_licence.h"
#include "job.h"

#include <stdlib.h>
#include <string.h>

enum {
    HOLDERS = 10,        /* of one signer: each has a key of its own */
    SIGNERS = 20,        /* more than are remembered */
    PER_ROUND = SIGNERS, /* of each as many */
    PATH_SIZE = 4096,
    PEERS_PER_ROUND = 10, /* as theirs are timed, too */
};

/** Licences, verified in turn. */
struct queue {
    struct mdoc_world *world;
    struct es256_digest digest;
    struct driving_licence licences[SIGNERS];
    size_t count;
    size_t next;
};

static int64_t now;

static struct driving_licence *next(struct queue *queue)
{
    queue->next = (queue->next + 1) % queue->count;
    return &queue->licences[queue->next];
}

static void check_bare(void *context)
{
    struct queue *queue = context;
    struct driving_licence *licence = next(queue);

    es256_check(&queue->digest, &licence->signatures[0]);
    es256_check(&queue->digest, &licence->signatures[1]);
}

static void verify_one(
    const struct mdoc_world *world, struct wallet_mdoc *mdoc, struct wallet_bytes shown)
{
    job_demand(
        wallet_mdoc_verify(world->verifier, shown, &world->session, now, mdoc, NULL) == WALLET_OK,
        "verification");
}

static void verify_with(struct queue *queue, struct wallet_mdoc *mdoc)
{
    verify_one(queue->world, mdoc, wallet_buffer_bytes(&next(queue)->response));
}

static void verify(void *context)
{
    struct queue *queue = context;

    verify_with(queue, queue->world->mdoc);
}

/** As a program does that is started for each document. */
static void verify_anew(void *context)
{
    struct wallet_mdoc *mdoc = NULL;

    job_demand(wallet_mdoc_new(&mdoc, NULL) == WALLET_OK, "memory for verdicts");
    verify_with(context, mdoc);
    wallet_mdoc_free(mdoc);
}

static void open_queue(struct queue *queue, size_t count, bool is_of_one_signer)
{
    es256_digest_open(&queue->digest);
    for (; queue->count < count; queue->count++) {
        if (!is_of_one_signer) {
            licence_world_change_signer(queue->world, now);
        }

        driving_licence_open(&queue->licences[queue->count], queue->world, now);
    }
}

static void close_queue(struct queue *queue)
{
    for (size_t i = 0; i < queue->count; i++) {
        driving_licence_close(&queue->licences[i]);
    }

    es256_digest_close(&queue->digest);
}

static void write_file(const char *folder, const char *name, struct wallet_bytes content)
{
    char path[PATH_SIZE];

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    job_demand(
        file && fwrite(content.data, 1, content.size, file) == content.size && fclose(file) == 0,
        path);
}

static struct wallet_bytes read_file(const char *folder, const char *name)
{
    char path[PATH_SIZE];

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return test_file(path);
}

static void write_licence(
    const char *folder, const struct mdoc_world *world, const struct driving_licence *licence)
{
    write_file(folder, "response.cbor", wallet_buffer_bytes(&licence->response));
    write_file(folder, "transcript.cbor", world->session.transcript);
    write_file(folder, "root.der", der_of(world->iaca.x509));
}

static bool compare_all(struct queue *holders, struct queue *signers)
{
    struct job jobs[] = {
        { .name = "ES256 two bare checks", .run = check_bare, .context = holders },
        { .name = "mdoc, its signer known", .run = verify, .context = holders },
        { .name = "ES256 two bare checks", .run = check_bare, .context = signers },
        { .name = "mdoc, its signer new each time", .run = verify, .context = signers },
        { .name = "ES256 two bare checks", .run = check_bare, .context = holders },
        { .name = "mdoc, and nothing made ready", .run = verify_anew, .context = holders },
    };
    static const double wanted[] = { 0.85, 0, 0 };
    bool holds = true;

    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        holds = job_compare(&jobs[2 * i], &jobs[2 * i + 1], PER_ROUND, wanted[i]) && holds;
    }

    return holds;
}

static bool measure(const char *folder)
{
    static struct mdoc_world world;
    static struct queue holders = { .world = &world };
    static struct queue signers = { .world = &world };

    licence_world_open(&world, now);
    open_queue(&holders, HOLDERS, true);
    open_queue(&signers, SIGNERS, false);
    write_licence(folder, &world, &holders.licences[0]);
    printf(
        "a response of %zu bytes with %d of %d elements; signed are %zu and %zu bytes; one "
        "thread\n",
        holders.licences[0].response.size,
        LICENCE_SHOWN,
        LICENCE_ELEMENTS,
        holders.licences[0].signatures[0].message.size,
        holders.licences[0].signatures[1].message.size);

    const bool holds = compare_all(&holders, &signers);
    close_queue(&signers);
    close_queue(&holders);
    close_world(&world);
    return holds;
}

/** The licence in a folder, again and again, as the peers verify it. */
struct again {
    struct mdoc_world world;
    struct wallet_bytes shown;
};

static void verify_again(void *context)
{
    const struct again *again = context;

    verify_one(&again->world, again->world.mdoc, again->shown);
}

static void tell_rate(const char *folder)
{
    static struct again again;
    struct job job = { .name = "mdoc", .run = verify_again, .context = &again };

    reader_open(&again.world, read_file(folder, "root.der"), read_file(folder, "transcript.cbor"));
    again.shown = read_file(folder, "response.cbor");
    printf("%.1f\n", job_rate(&job, PEERS_PER_ROUND));
    close_world(&again.world);
}

int main(int argc, char *argv[])
{
    job_demand(argc > 2, "what is asked: FOLDER UNIX-TIME");
    now = strtoll(argv[2], NULL, 10);
    if (argc > 3 && strcmp(argv[3], "--rate") == 0) {
        tell_rate(argv[1]);
        return EXIT_SUCCESS;
    }

    return measure(argv[1]) ? EXIT_SUCCESS : EXIT_FAILURE;
}
