/* SPDX-License-Identifier: Apache-2.0 */

/*
 * Takes what a holder shows to a counter, once, and prints the fields that are seen; with the counter's
 * own request only as an answer to that, and complete:
 * relying_party CATALOGUE-FOLDER TRUST-FILE STORE COUNTER CODE-FILE [REQUEST-CODE-FILE]
 */
#include <wallet/wallet.h>

#include "file.h"

#include <time.h>

static enum wallet_status read_request(
    const char *path, struct wallet_request **out, struct wallet_error *error)
{
    struct wallet_buffer request = { 0 };
    enum wallet_status status = WALLET_OK;

    if (path) {
        status = wallet_qr_read_text(file_read(path), &request, error);
        status = status ? status : wallet_request_parse(wallet_buffer_bytes(&request), out, error);
    }

    wallet_buffer_clear(&request);
    return status;
}

static void print_fields(const struct wallet_verdict *verdict)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_buffer text = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (fact.field &&
            wallet_field_format(fact.field, &fact.value, WALLET_ENGLISH, &text) == WALLET_OK) {
            const char *name = wallet_field_name(fact.field);
            printf("%s: %.*s\n", name, (int)text.size, (const char *)text.data);
        }
    }

    wallet_buffer_clear(&text);
}

int main(int argc, char *argv[])
{
    struct wallet_catalogue *catalogue = NULL;
    struct wallet_trust *trust = NULL;
    struct wallet_replay_store *store = NULL;
    struct wallet_verifier *verifier = NULL;
    struct wallet_request *request = NULL;
    struct wallet_presentation *shown = NULL;
    struct wallet_error error = { .message = "five or six operands, please" };

    if (argc < 6 || argc > 7 || wallet_catalogue_load(argv[1], &catalogue, &error) ||
        wallet_trust_new(&trust, &error) || wallet_trust_add(trust, file_read(argv[2]), &error) ||
        wallet_replay_store_open(argv[3], &store, &error) ||
        wallet_verifier_new(trust, catalogue, &verifier, &error) ||
        wallet_verifier_set_audience(verifier, (const char *const[]){ argv[4] }, 1, &error) ||
        read_request(argv[6], &request, &error) || wallet_presentation_new(&shown, &error)) {
        fprintf(stderr, "relying_party: %s\n", error.message);
        return 2;
    }

    wallet_verifier_set_replay(verifier, wallet_replay_store_replay(store));
    const enum wallet_status status = wallet_presentation_verify(
        verifier, file_read(argv[5]), request, (int64_t)time(NULL), shown, &error);
    printf("%s\n", wallet_decision_name(wallet_presentation_decision(shown)));
    if (status == WALLET_OK) {
        print_fields(wallet_presentation_verdict(shown, 0));
    } else {
        printf("%s\n", error.message);
    }

    wallet_presentation_free(shown);
    wallet_request_free(request);
    wallet_verifier_free(verifier);
    wallet_replay_store_close(store);
    wallet_trust_free(trust);
    wallet_catalogue_free(catalogue);
    return status == WALLET_OK ? 0 : 1;
}
