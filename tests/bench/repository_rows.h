/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_BENCH_REPOSITORY_ROWS_H
#define WALLET_BENCH_REPOSITORY_ROWS_H

#include "agency.h"
#include "repository/store.h"

enum {
    GROUP = 1000, /* rows in one transaction */
    PER_HOLDER = 4,
    SERIAL_SIZE = 20,
    BODY_SIZE = 900,
    ENTRY_SIZE = 190,
};

/** Where a repository is that is measured. */
struct place {
    char database[512];
    uint8_t secret[WALLET_REPOSITORY_SECRET_SIZE];
    struct wallet_repository_terms terms;
    bool is_file;
};

/** Ends the program with a word unless all is well. */
void demand_status(enum wallet_status status, const struct wallet_error *error);

double seconds_now(void);

/** Makes an empty one: a file in the folder, or a schema of $WALLET_TEST_POSTGRESQL. */
void place_open(
    struct place *place, const char *folder, const char *name, const struct agency *agency);
void place_remove(const struct place *place);

/** The statements of one row, and what is bound to them: as wallet_repository_put() does. */
struct raw {
    struct wallet_repository *repository;
    struct wlt_statement *licence;
    struct wlt_statement *name;
    struct wlt_statement *body;
    struct wlt_statement *entry;
    uint8_t sealed[BODY_SIZE];
    int64_t type[PER_HOLDER];
    int64_t issuer;
};

/** Bytes on the disk of all tables: the file, or the server's database. */
double place_size(const struct place *place, struct raw *raw);

void raw_open(struct raw *raw, const struct place *place);
void raw_close(struct raw *raw);

/**
 * Adds the rows from number `from` up to `to`, by which searches find what they should: those of holders
 * from / PER_HOLDER up to to / PER_HOLDER, each holder's far from each other.  Tells how fast.
 */
void raw_fill(struct raw *raw, const struct place *place, int from, int to);

/** "111:" and a number; borrowed until the next call. */
const char *holder_numbered(unsigned person);

/** What is the same in all statements of one licence. */
struct row {
    int64_t number;
    int64_t type;
    uint8_t holder[WALLET_AUDIT_HOLDER_SIZE];
    uint8_t digest[WALLET_AUDIT_HASH_SIZE];
    uint8_t name[WLT_NAME_MAX];
    size_t name_size;
};

struct row row_make(const struct raw *raw, int number, int from, int to);

#endif
