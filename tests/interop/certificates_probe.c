/* SPDX-License-Identifier: Apache-2.0 */

/*
 * What we make of certificates, for certificates.py: reads lines "TIME ROLES CHAIN ROOTS" from stdin,
 * the certificates as DER one after the other in hex or "-", and answers each with fields between
 * tabs: the verdict, the path's, where the path is broken, and for each certificate the names of its
 * deviations.
 */
#include <wallet/certificate.h>

#include "probe.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINE_SIZE = 1 << 18,
    FIELD_COUNT = 4,
};

static void print_deviations(const struct wallet_chain_report *report, size_t count)
{
    for (size_t i = 0; i < count && i < WALLET_CHAIN_MAX; i++) {
        (void)putchar('\t');
        for (int j = 1; j < WALLET_DEVIATION_COUNT; j++) {
            const enum wallet_deviation deviation = (enum wallet_deviation)j;
            if (wallet_chain_deviates(report, i, deviation)) {
                (void)printf("%s ", wallet_deviation_name(deviation));
            }
        }
    }

    (void)putchar('\n');
}

static void judge(
    const struct wallet_certificates *chain,
    const struct wallet_certificates *roots,
    unsigned roles,
    int64_t at_unix)
{
    struct wallet_chain_report report = { .path = WALLET_ERR_MEMORY };
    const enum wallet_status status =
        wallet_certificates_check(chain, roots, roles, at_unix, &report, NULL);

    (void)printf(
        "%s\t%s\t%s", wallet_status_name(status), wallet_status_name(report.path), report.story);
    print_deviations(&report, wallet_certificates_count(chain));
}

/** The same form for what cannot even be read. */
static void refuse(const struct wallet_error *error)
{
    (void)printf("%s\tUNREAD\t%s\n", wallet_status_name(error->status), error->message);
}

static void reply(char *fields[FIELD_COUNT])
{
    struct wallet_certificates *chain = NULL;
    struct wallet_certificates *roots = NULL;
    struct wallet_error error;
    enum wallet_status status = wallet_certificates_parse(decode(fields[2]), &chain, &error);

    if (status == WALLET_OK && strcmp(fields[3], "-") != 0) {
        status = wallet_certificates_parse(decode(fields[3]), &roots, &error);
    }

    if (status == WALLET_OK) {
        const int64_t at_unix = strtoll(fields[0], NULL, 10);
        judge(chain, roots, (unsigned)strtoul(fields[1], NULL, 10), at_unix);
    } else {
        refuse(&error);
    }

    wallet_certificates_free(chain);
    wallet_certificates_free(roots);
}

int main(void)
{
    static char line[LINE_SIZE];

    while (fgets(line, sizeof line, stdin)) {
        char *fields[FIELD_COUNT] = { NULL };
        char *rest = NULL;
        size_t count = 0;

        for (char *field = strtok_r(line, " \n", &rest); field && count < FIELD_COUNT;
             field = strtok_r(NULL, " \n", &rest)) {
            fields[count++] = field;
        }

        if (count != FIELD_COUNT) {
            (void)fprintf(stderr, "expected TIME ROLES CHAIN ROOTS\n");
            return EXIT_FAILURE;
        }

        reply(fields);
    }

    return EXIT_SUCCESS;
}
