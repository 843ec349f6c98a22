/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_CHECK_H
#define WALLET_TEST_MAKE_CHECK_H

#include "make_log.h"

/*
 * A log is changed behind its back, and must say so.  Changes through SQL are made within a transaction
 * that is rolled back, so that each starts from the same log.
 */

/** What was told of the last verification. */
struct told {
    unsigned damages; /* a bit for each kind */
    uint64_t number;  /* of the first */
    size_t count;
};

static inline void tell(void *context, enum wallet_damage damage, uint64_t number)
{
    struct told *told = context;
    if (told->count++ == 0) {
        told->number = number;
    }
    told->damages |= 1U << damage;
}

static inline struct told verify_with(
    struct log_kit *kit,
    const struct wallet_audit_evidence *evidence,
    struct wallet_audit_report *report)
{
    struct told told = { .count = 0 };
    struct wallet_error error = { .message = "" };
    log_check(wlt_log_verify(kit->log, evidence, tell, &told, report, &error), &error);
    CHECK_EQUAL(report->damage_count, told.count);
    return told;
}

static inline struct told verify(struct log_kit *kit)
{
    const struct wallet_audit_evidence evidence = { .trust = kit->trust };
    struct wallet_audit_report report;
    return verify_with(kit, &evidence, &report);
}

static inline void begin(struct log_kit *kit)
{
    CHECK_EQUAL(wlt_database_begin(kit->database, NULL), WALLET_OK);
}

static inline void roll_back(struct log_kit *kit)
{
    wlt_database_rollback(kit->database);
    wlt_log_rolled_back(kit->log);
}

static inline void run(struct log_kit *kit, const char *sql)
{
    struct wallet_error error = { .message = "" };
    log_check(wlt_database_run(kit->database, sql, &error), &error);
}

#endif
