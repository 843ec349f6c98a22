/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/wallet.h>

#include "audit/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * audit_acts DATABASE SECRET_FILE COUNT LICENCE: writes uses of a licence, a file, into the log of a
 * repository, as its service does.  Each is a release to the same counter; the holder is sixteen bytes
 * of 7.
 */

enum {
    NOW = 1795420800, /* 2026-11-23T08:00:00Z */
};

/* { 1: counter, 3: clerk, 5: matter, 6: method, 8: [1, 6] } */
static const uint8_t details[] =
    "\xa5\x01\x72"
    "913605020000000194"
    "\x03\x66王芳\x05\x78\x18申请租赁补贴资格\x06\x64show\x08\x82\x01\x06";

static void must(enum wallet_status status, const struct wallet_error *error)
{
    if (status != WALLET_OK) {
        (void)fprintf(stderr, "%s: %s\n", wallet_status_name(status), error->message);
        exit(EXIT_FAILURE);
    }
}

static void read_secret(const char *path, uint8_t out[32])
{
    FILE *file = fopen(path, "re");
    unsigned byte = 0;

    for (size_t i = 0; i < 32; i++) {
        if (!file || fscanf(file, "%2x", &byte) != 1) {
            (void)fprintf(stderr, "no secret in '%s'\n", path);
            exit(EXIT_FAILURE);
        }
        out[i] = (uint8_t)byte;
    }
    (void)fclose(file);
}

static void read_digest(const char *path, uint8_t out[WALLET_AUDIT_HASH_SIZE])
{
    static uint8_t content[65536];
    FILE *file = fopen(path, "re");

    if (!file) {
        (void)fprintf(stderr, "no licence '%s'\n", path);
        exit(EXIT_FAILURE);
    }
    const size_t size = fread(content, 1, sizeof content, file);
    (void)fclose(file);
    wallet_audit_digest((struct wallet_bytes){ content, size }, out);
}

int main(int argc, char **argv)
{
    struct wallet_error error = { .message = "" };
    struct wlt_database *database = NULL;
    struct wlt_log *log = NULL;
    uint8_t secret[32];
    uint8_t key[WLT_LOG_KEY_SIZE];
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE];
    uint8_t licence[WALLET_AUDIT_HASH_SIZE];

    if (argc != 5) {
        return EXIT_FAILURE;
    }

    read_secret(argv[2], secret);
    wlt_log_key(secret, key);
    memset(holder, 7, sizeof holder);
    read_digest(argv[4], licence);
    must(wlt_database_open(argv[1], &database, &error), &error);
    must(wlt_log_open(database, key, &log, &error), &error);
    must(wlt_database_begin(database, &error), &error);
    for (long i = 0; i < strtol(argv[3], NULL, 10); i++) {
        const struct wlt_act act = {
            .act = WALLET_ACT_RELEASE,
            .at_unix = NOW + i,
            .holder = holder,
            .is_use = true,
            .licence = { licence, sizeof licence },
            .details = { details, sizeof details - 1 },
        };
        must(wlt_log_append(log, &act, NULL, &error), &error);
    }
    must(wlt_log_settle(log, &error), &error);
    must(wlt_database_commit(database, &error), &error);
    wlt_log_close(log);
    wlt_database_close(database);
    return EXIT_SUCCESS;
}
