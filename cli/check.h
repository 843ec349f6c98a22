/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CHECK_H
#define WALLET_CLI_CHECK_H

#include <wallet/status.h>
#include <wallet/verify.h>

#include "clock.h"
#include "option.h"

/** What every command that verifies is asked for. */
struct check_settings {
    struct option_list trust;
    const char *status;
    const char *at;
};

/** These rows, for a settings struct that has its struct check_settings at this offset. */
#define CHECK_OPTIONS(base_)                                                                        \
    { .kind = OPTION_LIST,                                                                          \
      .letter = 't',                                                                                \
      .name = "trust",                                                                              \
      .value = "FILE",                                                                              \
      .offset = (base_) + offsetof(struct check_settings, trust),                                   \
      .help = "believe this key, certificate, trust list or folder of them; may be repeated",       \
      .help_zh = "信任该公钥、证书、信任名单或其所在目录；可重复" },                                \
        { .kind = OPTION_TEXT,                                                                      \
          .letter = 's',                                                                            \
          .name = "status",                                                                         \
          .value = "DIR",                                                                           \
          .offset = (base_) + offsetof(struct check_settings, status),                              \
          .help = "status data to look in (default: what 'wallet status import' keeps)",            \
          .help_zh = "查询该目录的状态数据（默认为 'wallet status import' 所存）" },                \
    {                                                                                               \
        .kind = OPTION_TEXT, .name = "at", .value = "TIME",                                         \
        .offset = (base_) + offsetof(struct check_settings, at),                                    \
        .help = "check as of this time, or the end of this day, and say so",                        \
        .help_zh = "以该时间（或该日之末）而非当前时间核验，输出中会标明" \
    }

/** What it takes to verify code after code: the same trust, catalogue and time for all. */
struct checker {
    const struct session *session;
    struct wallet_trust *trust;
    char trust_age[80];                    /* of the trust list in it; "" where there is none */
    int64_t trust_issued;                  /* when that list was signed; 0: there is none */
    struct wallet_status_snapshot *status; /* NULL: no status data */
    int64_t status_issued; /* when the oldest of these was signed; 0: there are none */
    struct wallet_catalogue *catalogue;
    struct wallet_verifier *verifier;
    struct wallet_verdict *verdict;
    struct moment moment;
};

/** Loads all that is needed; tells why where it cannot.  checker_finish() in any case. */
enum exit_code checker_start(
    const struct session *session, const struct check_settings *settings, struct checker *out);

/**
 * Loads trust and status data anew, for a checker that goes on for days; the catalogue stays.  Tells why
 * where it cannot: what was loaded before then still counts.
 *
 * What was verified before must not be looked at any more.
 */
enum exit_code checker_renew(struct checker *checker, const struct check_settings *settings);

/** Releases everything. */
void checker_finish(struct checker *checker);

#endif
