/* SPDX-License-Identifier: Apache-2.0 */

/*
 * The public library behind lines, for mdoc.py.  Reads "COMMAND FIELD..." from stdin, files and CBOR in hex,
 * "-" for nothing, and answers each with one line of fields between tabs; the first is a status.
 *
 *     verify INPUT TRANSCRIPT READER-KEY DOC-TYPE DEVICE-KEY ROOTS AGENCY-KEY TIME
 *     present TRANSCRIPT READER-KEY COUNT (ISSUER-SIGNED DEVICE-KEY CHOICES)...    CHOICES: "NAMESPACE:ELEMENT,..."
 *     request INPUT TRANSCRIPT ROOTS TIME
 *     ask TRANSCRIPT SIGNER-KEY CERTIFICATES DOC-TYPE ELEMENTS     ELEMENTS: "NAMESPACE:ELEMENT,..."
 *     issue SIGNER-KEY CERTIFICATES DEVICE-KEY TYPE RECORD-JSON TIME
 *     transcript qr|nfc|redirect|dc-api FIELD...
 */
#include <wallet/wallet.h>

#include "probe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIELD_MAX = 16,
    DOCUMENT_MAX = 4,
    CHOICE_MAX = 64,
};

struct world {
    struct wallet_catalogue *catalogue;
    struct wallet_mdoc *mdoc;
};

/** A text in hex, ended in place. */
static const char *text(char *hex)
{
    struct wallet_bytes bytes = decode(hex);

    hex[bytes.size] = '\0';
    return hex;
}

static bool is_given(const char *field)
{
    return strcmp(field, "-") != 0;
}

/** The key in a field; NULL for none.  The owner releases it. */
static enum wallet_status key_of(char *field, struct wallet_key **out, struct wallet_error *error)
{
    *out = NULL;
    return is_given(field) ? wallet_key_parse(decode(field), out, error) : WALLET_OK;
}

/* --- verifying --- */

static void print_elements(const struct wallet_verdict *verdict)
{
    struct wallet_mdoc_walk walk = { 0 };
    struct wallet_mdoc_element element;

    while (wallet_mdoc_next(verdict, &walk, &element)) {
        print_hex(element.name_space);
        (void)printf(":");
        print_hex(element.identifier);
        (void)printf(":");
        print_hex(element.value.rest);
        (void)printf(":%d,", element.is_by_device);
    }
}

/** The status of all; then of each document decision, reason, detail, type and elements. */
static void print_verdicts(enum wallet_status status, const struct wallet_mdoc *mdoc)
{
    (void)printf("%s", wallet_status_name(status));
    for (size_t i = 0; i < wallet_mdoc_count(mdoc); i++) {
        const struct wallet_verdict *verdict = wallet_mdoc_at(mdoc, i);
        (void)printf(
            "\t%s\t%s\t%s\t",
            wallet_decision_name(wallet_verdict_decision(verdict)),
            wallet_reason_name(wallet_verdict_reason(verdict)),
            wallet_verdict_detail(verdict));
        print_hex(wallet_mdoc_doc_type(verdict));
        (void)printf("\t");
        print_elements(verdict);
    }
}

static void run_verify(struct world *world, char *fields[FIELD_MAX])
{
    struct wallet_trust *trust = NULL;
    struct wallet_verifier *verifier = NULL;
    struct wallet_key *reader = NULL;
    struct wallet_key *device = NULL;
    struct wallet_error error = { .message = "" };

    enum wallet_status status = key_of(fields[3], &reader, &error);
    status = status ? status : key_of(fields[5], &device, &error);
    status = status ? status : wallet_trust_new(&trust, &error);
    status = status ? status : wallet_trust_add(trust, decode(fields[6]), &error);
    if (status == WALLET_OK && is_given(fields[7])) {
        status = wallet_trust_add(trust, decode(fields[7]), &error);
    }

    status = status ? status : wallet_verifier_new(trust, world->catalogue, &verifier, &error);
    if (status == WALLET_OK) {
        const struct wallet_mdoc_session session = {
            .transcript = decode(fields[2]),
            .reader_key = reader,
            .doc_type = is_given(fields[4]) ? text(fields[4]) : NULL,
            .device_key = device,
        };
        const int64_t at = strtoll(fields[8], NULL, 10);
        status = wallet_mdoc_verify(verifier, decode(fields[1]), &session, at, world->mdoc, &error);
        print_verdicts(status, world->mdoc);
    } else {
        (void)printf("%s\t%s", wallet_status_name(status), error.message);
    }

    wallet_verifier_free(verifier);
    wallet_trust_free(trust);
    wallet_key_free(device);
    wallet_key_free(reader);
}

/* --- presenting --- */

/** Reads "NAMESPACE:ELEMENT,..." in hex into `out`. */
static size_t read_choices(char *field, struct wallet_mdoc_choice out[CHOICE_MAX])
{
    char *rest = NULL;
    size_t count = 0;

    for (char *pair = strtok_r(field, ",", &rest); pair && count < CHOICE_MAX;
         pair = strtok_r(NULL, ",", &rest)) {
        char *identifier = strchr(pair, ':');
        if (!identifier) {
            break;
        }

        *identifier++ = '\0';
        out[count++] = (struct wallet_mdoc_choice){ decode(pair), decode(identifier) };
    }

    return count;
}

static void run_present(struct world *world, char *fields[FIELD_MAX])
{
    static struct wallet_mdoc_choice choices[DOCUMENT_MAX][CHOICE_MAX];
    struct wallet_mdoc_shown shown[DOCUMENT_MAX];
    struct wallet_key *devices[DOCUMENT_MAX] = { NULL };
    struct wallet_key *reader = NULL;
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { .message = "" };
    const size_t count = strtoul(fields[3], NULL, 10) % (DOCUMENT_MAX + 1);

    (void)world;
    enum wallet_status status = key_of(fields[2], &reader, &error);
    for (size_t i = 0; i < count && status == WALLET_OK; i++) {
        char **document = fields + 4 + 3 * i;
        status = key_of(document[1], &devices[i], &error);
        shown[i] = (struct wallet_mdoc_shown){
            .issuer_signed = decode(document[0]),
            .device = devices[i],
            .choices = choices[i],
            .choice_count = read_choices(document[2], choices[i]),
        };
    }

    if (status == WALLET_OK) {
        status = wallet_mdoc_present(shown, count, decode(fields[1]), reader, &out, &error);
    }

    answer(status, &error, &out);
    wallet_key_free(reader);
    for (size_t i = 0; i < count; i++) {
        wallet_key_free(devices[i]);
    }
}

/* --- requests --- */

static void print_asked(const struct wallet_mdoc_request *request, size_t index)
{
    struct wallet_mdoc_asked asked;

    wallet_mdoc_request_at(request, index, &asked);
    (void)printf("\t");
    print_hex(asked.doc_type);
    (void)printf(
        "\t%s\t%s\t%s\t",
        wallet_result_name(asked.reader),
        wallet_reason_name(asked.reason),
        asked.reader_name);
    for (size_t i = 0; i < asked.element_count; i++) {
        struct wallet_mdoc_asked_element element;
        wallet_mdoc_request_element(request, index, i, &element);
        print_hex(element.name_space);
        (void)printf(":");
        print_hex(element.identifier);
        (void)printf(":%d,", element.is_retained);
    }
}

static void run_request(struct world *world, char *fields[FIELD_MAX])
{
    struct wallet_certificates *readers = NULL;
    struct wallet_mdoc_request *request = NULL;
    struct wallet_error error = { .message = "" };
    const int64_t at = strtoll(fields[4], NULL, 10);

    (void)world;
    enum wallet_status status = wallet_certificates_parse(decode(fields[3]), &readers, &error);
    if (status == WALLET_OK) {
        status = wallet_mdoc_request_read(
            decode(fields[1]), decode(fields[2]), readers, at, &request, &error);
    }

    (void)printf("%s", wallet_status_name(status));
    for (size_t i = 0; request && i < wallet_mdoc_request_count(request); i++) {
        print_asked(request, i);
    }

    wallet_mdoc_request_free(request);
    wallet_certificates_free(readers);
}

/** Asks for elements, to retain each. */
static void run_ask(struct world *world, char *fields[FIELD_MAX])
{
    struct wallet_mdoc_choice choices[CHOICE_MAX];
    struct wallet_mdoc_asked_element elements[CHOICE_MAX];
    struct wallet_certificates *certificates = NULL;
    struct wallet_key *key = NULL;
    struct wallet_signer signer;
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { .message = "" };
    const size_t count = read_choices(fields[5], choices);

    (void)world;
    for (size_t i = 0; i < count; i++) {
        elements[i] = (struct wallet_mdoc_asked_element){ choices[i].name_space,
                                                          choices[i].identifier,
                                                          true };
    }

    enum wallet_status status = key_of(fields[2], &key, &error);
    status = status ? status : wallet_key_signer(key, &signer, &error);
    status = status ? status : wallet_certificates_parse(decode(fields[3]), &certificates, &error);
    if (status == WALLET_OK) {
        const struct wallet_mdoc_wanted wanted = { text(fields[4]), elements, count };
        const struct wallet_mdoc_reader reader = { &signer, certificates, decode(fields[1]) };
        status = wallet_mdoc_request_write(&wanted, 1, &reader, &out, &error);
    }

    answer(status, &error, &out);
    wallet_certificates_free(certificates);
    wallet_key_free(key);
}

/* --- issuing --- */

static void run_issue(struct world *world, char *fields[FIELD_MAX])
{
    const struct wallet_type *type = wallet_catalogue_find(
        world->catalogue, (struct wallet_bytes){ (uint8_t *)fields[4], strlen(fields[4]) });
    struct wallet_certificates *chain = NULL;
    struct wallet_record *record = NULL;
    struct wallet_key *issuer = NULL;
    struct wallet_key *device = NULL;
    struct wallet_signer signer;
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { .message = "" };

    enum wallet_status status = key_of(fields[1], &issuer, &error);
    status = status ? status : wallet_key_signer(issuer, &signer, &error);
    status = status ? status : wallet_certificates_parse(decode(fields[2]), &chain, &error);
    status = status ? status : key_of(fields[3], &device, &error);
    status = status ? status : wallet_record_parse(type, decode(fields[5]), &record, &error);
    if (status == WALLET_OK) {
        const int64_t at = strtoll(fields[6], NULL, 10);
        status = wallet_mdoc_issue(record, device, chain, &signer, at, &out, &error);
    }

    answer(status, &error, &out);
    wallet_record_free(record);
    wallet_key_free(device);
    wallet_certificates_free(chain);
    wallet_key_free(issuer);
}

/* --- transcripts --- */

static void run_transcript(struct world *world, char *fields[FIELD_MAX])
{
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { .message = "" };
    enum wallet_status status = WALLET_ERR_ARGUMENT;

    (void)world;
    if (strcmp(fields[1], "qr") == 0) {
        status = wallet_transcript_qr(decode(fields[2]), decode(fields[3]), &out, &error);
    } else if (strcmp(fields[1], "nfc") == 0) {
        status = wallet_transcript_nfc(
            decode(fields[2]),
            decode(fields[3]),
            decode(fields[4]),
            decode(fields[5]),
            &out,
            &error);
    } else if (strcmp(fields[1], "redirect") == 0) {
        status = wallet_transcript_redirect(
            text(fields[2]), text(fields[3]), decode(fields[4]), text(fields[5]), &out, &error);
    } else if (strcmp(fields[1], "dc-api") == 0) {
        status = wallet_transcript_dc_api(
            text(fields[2]), text(fields[3]), decode(fields[4]), &out, &error);
    }

    answer(status, &error, &out);
}

static const struct {
    const char *name;
    size_t field_min; /* its name is one */
    void (*run)(struct world *world, char *fields[FIELD_MAX]);
} commands[] = {
    { "verify", 9, run_verify }, { "present", 7, run_present }, { "request", 5, run_request },
    { "ask", 6, run_ask },       { "issue", 7, run_issue },     { "transcript", 6, run_transcript },
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
        if (strcmp(commands[i].name, fields[0]) == 0 && commands[i].field_min <= count) {
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
    struct world world = { NULL, NULL };
    struct wallet_error error = { .message = "" };
    char *line = NULL;
    size_t room = 0;

    if (wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &world.catalogue, &error) ||
        wallet_mdoc_new(&world.mdoc, &error)) {
        (void)fprintf(stderr, "%s\n", error.message);
        return EXIT_FAILURE;
    }

    bool holds = true;
    while (holds && getline(&line, &room, stdin) > 0) {
        holds = run(&world, line);
    }

    free(line);
    wallet_mdoc_free(world.mdoc);
    wallet_catalogue_free(world.catalogue);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
