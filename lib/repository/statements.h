/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WLT_REPOSITORY_STATEMENTS_H
#define WLT_REPOSITORY_STATEMENTS_H

#include "database/database.h"

/** Every statement of a repository; compiled when it is first used. */
enum wlt_repository_sql {
    WLT_SQL_HEAD_LOCK,
    WLT_SQL_HEAD_WRITE,
    WLT_SQL_CODE_FIND,
    WLT_SQL_CODE_GET,
    WLT_SQL_CODE_NEXT,
    WLT_SQL_CODE_ADD,
    WLT_SQL_SIBLINGS,
    WLT_SQL_LICENCE_ADD,
    WLT_SQL_NAME_ADD,
    WLT_SQL_KEY_ADD,
    WLT_SQL_BODY_ADD,
    WLT_SQL_LICENCE_MOVE,
    WLT_SQL_LICENCE_ERASE,
    WLT_SQL_BODY_ERASE,
    WLT_SQL_FIND_HOLDER,
    WLT_SQL_FIND_HOLDER_TYPE,
    WLT_SQL_FIND_KEY,
    WLT_SQL_FIND_NAME,
    WLT_SQL_BODY_GET,
    WLT_SQL_ROW_KNOWN,
    WLT_SQL_BATCH_GET,
    WLT_SQL_BATCH_PUT,
    WLT_SQL_PROBLEM_ADD,
    WLT_SQL_PROBLEMS,
    WLT_SQL_COUNT,
    WLT_SQL_COUNT_PROBLEMS,
    WLT_SQL_PAGE,
    WLT_SQL_NAME_GET,
    WLT_SQL_KEY_GET,
    WLT_SQL_ORPHAN_NAMES,
    WLT_SQL_ORPHAN_BODIES,
    WLT_SQL_ORPHAN_KEYS,
    WLT_SQL_COUNT_OF, /* how many there are */
};

/** Compiled statements; start with `= { 0 }`. */
struct wlt_statements {
    struct wlt_statement *items[WLT_SQL_COUNT_OF];
};

enum wallet_status wlt_statements_get(
    struct wlt_statements *statements,
    struct wlt_database *database,
    enum wlt_repository_sql which,
    struct wlt_statement **out,
    struct wallet_error *error);

void wlt_statements_clear(struct wlt_statements *statements);

#endif
