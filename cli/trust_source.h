/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_TRUST_SOURCE_H
#define WALLET_CLI_TRUST_SOURCE_H

#include <wallet/trust.h>

#include "exit_code.h"
#include "option.h"
#include "session.h"

#include <stdbool.h>
#include <stdint.h>

/** What `--trust` opened. */
struct trust_source {
    struct wallet_trust *trust; /* wallet_trust_free() */
    char age[80];               /* of the trust list in it, for people; "" where there is none */
    int64_t issued_unix;        /* when that list was signed; 0: there is none */
};

/** The row of `--trust` where a trust list is meant, for a settings struct that has it in a member. */
#define TRUST_LIST_OPTION(settings_, member_)                                        \
    {                                                                                \
        .kind = OPTION_LIST, .letter = 't', .name = "trust", .value = "FILE",        \
        .offset = offsetof(settings_, member_),                                      \
        .help = "believe this trust list and its root (default: the imported one)",  \
        .help_zh = "信任该信任名单及其根（默认为已导入的名单）" \
    }

/** Whether anything is named, or a trust list was imported. */
bool trust_source_is_there(const struct option_list *names);

/**
 * Makes trust of key files, certificates, signed trust lists and folders of them.  A signed list
 * counts if one of the key files is its root: one that may sign no licences.  Where nothing is named
 * the imported list counts, if there is one.  The VICALs of a trust store are added too.
 */
enum exit_code trust_source_open(
    const struct session *session,
    const struct option_list *names,
    int64_t at_unix,
    struct trust_source *out);

#endif
