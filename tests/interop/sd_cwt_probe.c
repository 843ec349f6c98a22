/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The public library behind lines, for sd_cwt.py.  Reads "COMMAND FIELD..." from stdin, files and
 * tokens in hex, "-" for nothing, and answers each with one line of fields between tabs; the first is
 * a status, or a decision.
 *
 *     trust KEY-FILE
 *     issue SIGNER-FILE HOLDER-FILE TYPE RECORD-JSON TIME
 *     present LICENCE HOLDER-FILE PATHS AUDIENCE NONCE TIME     PATHS: "all", or names between commas
 *     request SIGNER-FILE TYPE TIME
 *     received LICENCE HOLDER-FILE TIME
 *     verify TOKEN REQUEST AUDIENCE TIME
 */
#include <wallet/wallet.h>

#include "probe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIELD_MAX = 7,
    SEEN_MAX = 4096,
};

struct world {
    struct wallet_catalogue *catalogue;
    struct wallet_trust *trust;
    struct wallet_presentation *presentation;
    struct wallet_verdict *verdict;
    uint8_t seen[SEEN_MAX][WALLET_REPLAY_KEY_SIZE];
    size_t seen_count;
};

static enum wallet_status remember(
    void *context,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t until_unix,
    struct wallet_error *error)
{
    struct world *world = context;

    (void)at_unix;
    (void)until_unix;
    (void)error;
    for (size_t i = 0; i < world->seen_count; i++) {
        if (memcmp(world->seen[i], key, WALLET_REPLAY_KEY_SIZE) == 0) {
            return WALLET_ERR_REFUSED;
        }
    }

    if (world->seen_count == SEEN_MAX) {
        return WALLET_ERR_MEMORY;
    }

    memcpy(world->seen[world->seen_count++], key, WALLET_REPLAY_KEY_SIZE);
    return WALLET_OK;
}

static struct wallet_bytes text(const char *field)
{
    return (struct wallet_bytes){ (const uint8_t *)field, strlen(field) };
}

static void run_trust(struct world *world, char *fields[FIELD_MAX])
{
    struct wallet_error error = { .message = "" };
    struct wallet_buffer nothing = { 0 };

    answer(wallet_trust_add(world->trust, decode(fields[1]), &error), &error, &nothing);
}

static void run_issue(struct world *world, char *fields[FIELD_MAX])
{
    struct wallet_key *issuer = NULL;
    struct wallet_key *holder = NULL;
    struct wallet_record *record = NULL;
    struct wallet_buffer out = { 0 };
    struct wallet_signer signer;
    struct wallet_error error = { .message = "" };
    const struct wallet_type *type = wallet_catalogue_find(world->catalogue, text(fields[3]));

    enum wallet_status status = wallet_key_parse(decode(fields[1]), &issuer, &error);
    status = status ? status : wallet_key_parse(decode(fields[2]), &holder, &error);
    status = status ? status : wallet_record_parse(type, decode(fields[4]), &record, &error);
    status = status ? status : wallet_key_signer(issuer, &signer, &error);
    if (status == WALLET_OK) {
        const int64_t at = strtoll(fields[5], NULL, 10);
        status = wallet_issue_bound(record, holder, &signer, at, &out, &error);
    }

    answer(status, &error, &out);
    wallet_record_free(record);
    wallet_key_free(holder);
    wallet_key_free(issuer);
}

static enum wallet_status choose(
    struct wallet_selection *selection, char *paths, struct wallet_error *error)
{
    enum wallet_status status = WALLET_OK;
    char *rest = NULL;

    if (strcmp(paths, "all") == 0) {
        for (size_t i = 0; i < wallet_selection_count(selection); i++) {
            wallet_selection_show(selection, i);
        }

        wallet_selection_show_holder(selection);
        return WALLET_OK;
    }

    for (char *path = strcmp(paths, "-") == 0 ? NULL : strtok_r(paths, ",", &rest);
         path && status == WALLET_OK;
         path = strtok_r(NULL, ",", &rest)) {
        status = wallet_selection_show_path(selection, text(path), error);
    }

    return status;
}

static void run_present(struct world *world, char *fields[FIELD_MAX])
{
    struct wallet_key *holder = NULL;
    struct wallet_selection *selection = NULL;
    struct wallet_buffer out = { 0 };
    struct wallet_signer signer;
    struct wallet_error error = { .message = "" };
    const struct wallet_showing showing = {
        .audience = fields[4],
        .nonce = decode(fields[5]), /* a lone "-" is no byte */
        .at_unix = strtoll(fields[6], NULL, 10),
    };

    enum wallet_status status = wallet_key_parse(decode(fields[2]), &holder, &error);
    status = status ? status
                    : wallet_selection_new(decode(fields[1]), world->catalogue, &selection, &error);
    status = status ? status : choose(selection, fields[3], &error);
    status = status ? status : wallet_key_signer(holder, &signer, &error);
    if (status == WALLET_OK) {
        const struct wallet_selection *const selections[] = { selection };
        status = wallet_present(selections, 1, &signer, &showing, &out, &error);
    }

    answer(status, &error, &out);
    wallet_selection_free(selection);
    wallet_key_free(holder);
}

/** Asks for the holder's name if that is at hand: what was not asked for is no gap. */
static void run_request(struct world *world, char *fields[FIELD_MAX])
{
    const struct wallet_request_field field = { .key = 1 };
    const struct wallet_request_item item = { fields[2], &field, 1, false };
    const struct wallet_request_terms terms = {
        .matter = { .name = "interoperation" },
        .items = &item,
        .item_count = 1,
    };
    struct wallet_key *counter = NULL;
    struct wallet_buffer out = { 0 };
    struct wallet_signer signer;
    struct wallet_error error = { .message = "" };

    (void)world;
    enum wallet_status status = wallet_key_parse(decode(fields[1]), &counter, &error);
    status = status ? status : wallet_key_signer(counter, &signer, &error);
    if (status == WALLET_OK) {
        const int64_t at = strtoll(fields[3], NULL, 10);
        status = wallet_request_sign(&terms, &signer, at, &out, &error);
    }

    answer(status, &error, &out);
    wallet_key_free(counter);
}

/** The first check that failed, else the first that is unknown. */
static const char *culprit(const struct wallet_verdict *verdict)
{
    static const enum wallet_result results[] = { WALLET_RESULT_FAILED, WALLET_RESULT_UNKNOWN };

    for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
        for (int check = 0; check < WALLET_CHECK_COUNT; check++) {
            if (wallet_verdict_check(verdict, (enum wallet_check)check, NULL) == results[i]) {
                return wallet_check_name((enum wallet_check)check);
            }
        }
    }

    return "";
}

static void print_claims(const struct wallet_verdict *verdict)
{
    if (wallet_verdict_has_claims(verdict)) {
        print_hex(wallet_verdict_claims(verdict).rest);
    }
}

static void run_received(struct world *world, char *fields[FIELD_MAX])
{
    struct wallet_verifier *verifier = NULL;
    struct wallet_key *holder = NULL;
    const struct wallet_verdict *verdict = world->verdict;
    const int64_t at = strtoll(fields[3], NULL, 10);

    enum wallet_status status =
        wallet_verifier_new(world->trust, world->catalogue, &verifier, NULL);
    status = status ? status : wallet_key_parse(decode(fields[2]), &holder, NULL);
    if (status == WALLET_OK) {
        status =
            wallet_verify_received(verifier, decode(fields[1]), holder, at, world->verdict, NULL);
        (void)printf(
            "%s\t%s\t%s\t%s\t",
            wallet_decision_name(wallet_verdict_decision(verdict)),
            wallet_reason_name(wallet_verdict_reason(verdict)),
            culprit(verdict),
            wallet_verdict_detail(verdict));
        print_claims(verdict);
    } else {
        (void)printf("%s\t", wallet_status_name(status));
    }

    wallet_key_free(holder);
    wallet_verifier_free(verifier);
}

static void run_verify(struct world *world, char *fields[FIELD_MAX])
{
    const char *const audience[] = { fields[3] };
    struct wallet_verifier *verifier = NULL;
    struct wallet_request *request = NULL;
    struct wallet_presentation *shown = world->presentation;

    enum wallet_status status =
        wallet_verifier_new(world->trust, world->catalogue, &verifier, NULL);
    status = status ? status : wallet_verifier_set_audience(verifier, audience, 1, NULL);
    if (status == WALLET_OK && strcmp(fields[2], "-") != 0) {
        status = wallet_request_parse(decode(fields[2]), &request, NULL);
    }

    if (status == WALLET_OK) {
        const int64_t at = strtoll(fields[4], NULL, 10);
        wallet_verifier_set_replay(verifier, (struct wallet_replay){ remember, world });
        status = wallet_presentation_verify(verifier, decode(fields[1]), request, at, shown, NULL);
        (void)printf(
            "%s\t%s\t%s\t%s\t",
            wallet_decision_name(wallet_presentation_decision(shown)),
            wallet_reason_name(wallet_presentation_reason(shown)),
            culprit(wallet_presentation_verdict(shown, 0)),
            wallet_presentation_detail(shown));
        print_claims(wallet_presentation_verdict(shown, 0));
    } else {
        (void)printf("%s\t", wallet_status_name(status));
    }

    wallet_request_free(request);
    wallet_verifier_free(verifier);
}

static const struct {
    const char *name;
    size_t field_count; /* its name is one */
    void (*run)(struct world *world, char *fields[FIELD_MAX]);
} commands[] = {
    { "trust", 2, run_trust },     { "issue", 6, run_issue },       { "present", 7, run_present },
    { "request", 4, run_request }, { "received", 4, run_received }, { "verify", 5, run_verify },
};

static bool run(struct world *world, char *line)
{
    char *fields[FIELD_MAX] = { NULL };
    char *rest = NULL;
    size_t count = 0;

    for (char *field = strtok_r(line, " \n", &rest); field && count < FIELD_MAX;
         field = strtok_r(NULL, " \n", &rest)) {
        fields[count++] = field;
    }

    for (size_t i = 0; count > 0 && i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(commands[i].name, fields[0]) == 0 && commands[i].field_count == count) {
            commands[i].run(world, fields);
            (void)putchar('\n');
            return fflush(stdout) == 0;
        }
    }

    (void)fprintf(stderr, "no such command, or not so many fields\n");
    return false;
}

int main(void)
{
    static struct world world;
    struct wallet_error error = { .message = "" };
    char *line = NULL;
    size_t room = 0;

    if (wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &world.catalogue, &error) ||
        wallet_trust_new(&world.trust, &error) || wallet_verdict_new(&world.verdict, &error) ||
        wallet_presentation_new(&world.presentation, &error)) {
        (void)fprintf(stderr, "%s\n", error.message);
        return EXIT_FAILURE;
    }

    bool holds = true;
    while (holds && getline(&line, &room, stdin) > 0) {
        holds = run(&world, line);
    }

    free(line);
    wallet_presentation_free(world.presentation);
    wallet_verdict_free(world.verdict);
    wallet_trust_free(world.trust);
    wallet_catalogue_free(world.catalogue);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
