/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_COUNTER_STORE_STATEMENTS_H
#define WLT_COUNTER_STORE_STATEMENTS_H

#include "database/database.h"

/** Every statement of a store of cases; compiled when it is first used. */
enum wlt_cases_sql {
    WLT_CASES_LOCK,
    WLT_CASES_LAST_NUMBER,
    WLT_CASES_ITEM_ADD,
    WLT_CASES_ITEM_CHANGE,
    WLT_CASES_ITEM_GET,
    WLT_CASES_LIST,
    WLT_CASES_LIST_HOLDER,
    WLT_CASES_PARTY_ADD,
    WLT_CASES_DEED_ADD,
    WLT_CASES_DEED_GET,
    WLT_CASES_DEEDS,
    WLT_CASES_ORIGINAL_ADD,
    WLT_CASES_ORIGINAL_GET,
    WLT_CASES_MATTER_ADD,
    WLT_CASES_MATTER_GET,
    WLT_CASES_REUSABLE_ADD,
    WLT_CASES_REUSABLES,
    WLT_CASES_ACCEPTED_ADD,
    WLT_CASES_ACCEPTED_AT,
    WLT_CASES_ACCEPTED_FIND,
    WLT_CASES_ACCEPTED,
    WLT_CASES_SQL_COUNT, /* how many there are */
};

/** Compiled statements; start with `= { 0 }`. */
struct wlt_cases_statements {
    struct wlt_statement *items[WLT_CASES_SQL_COUNT];
};

enum wallet_status wlt_cases_statements_get(
    struct wlt_cases_statements *statements,
    struct wlt_database *database,
    enum wlt_cases_sql which,
    struct wlt_statement **out,
    struct wallet_error *error);

void wlt_cases_statements_clear(struct wlt_cases_statements *statements);

#endif
