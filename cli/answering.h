/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_ANSWERING_H
#define WALLET_CLI_ANSWERING_H

#include <wallet/request.h>

#include "clock.h"
#include "showing.h"
#include "trust_source.h"

/** What `answer` is asked for. */
struct answer_settings {
    struct option_list trust;
    struct vault_settings vault;
    struct option_list fields;
    struct option_list licences;
    const char *authorities;
    unsigned member;
    bool yes;
    bool post;
    bool grant;
    unsigned seconds;
    struct showing_settings showing;
};

/** A counter's request on its way to an answer; answering_finish() in any case. */
struct answering {
    const struct session *session;
    const struct answer_settings *settings;
    struct moment now;
    struct trust_source trust;
    struct wallet_catalogue *catalogue;
    struct wallet_request *request;
    struct open_vault open;
    struct showing showing;
    size_t left_out;  /* fields that are beyond what the counter may ask for */
    size_t allowed;   /* fields that are asked for and may go out */
    size_t kept_back; /* licences of which none may */
};

/** Reads and verifies the request, prints who asks for what, and opens the vault. */
enum exit_code answering_start(
    const struct session *session,
    const struct answer_settings *settings,
    const char *name,
    struct answering *out);

/** Finds the licences and selects the fields that are asked for and may be. */
enum exit_code answering_choose(struct answering *answering);

/** Prints what goes out and asks; a no is put down in the history. */
enum exit_code answering_confirm(struct answering *answering);

/** Puts the answer down in the history, signs it, and shows, writes or posts it. */
enum exit_code answering_send(struct answering *answering);

/**
 * Answers with a grant instead of the licences: prints it, asks, puts it down in the history, signs it,
 * and shows, writes or posts it.
 */
enum exit_code answering_grant(struct answering *answering);

/** Tells of a field that is left out, because the counter may not ask for it. */
void answering_leave_out(
    struct answering *answering,
    const struct wallet_field *field,
    const struct wallet_field *member);

/** Tells that nothing is left to answer with. */
enum exit_code answering_complain_nothing(const struct answering *answering);

void answering_finish(struct answering *answering);

#endif
