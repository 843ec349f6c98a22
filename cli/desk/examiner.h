/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_EXAMINER_H
#define WALLET_DESK_EXAMINER_H

#include "check.h"
#include "option.h"
#include "outcome.h"
#include "shown_memory.h"

#include <jansson.h>

/** What it verifies with. */
struct examiner_settings {
    struct check_settings check;
    struct option_list audience;
    const char *memory;
};

/** Verifies code after code for days: trust and status data are loaded anew when their files change. */
struct examiner {
    const struct session *session;
    const struct examiner_settings *settings;
    const char *counter; /* USCC of the desk's own key; NULL: it has none */
    struct checker checker;
    struct shown_memory memory;
    uint64_t seen; /* a mark of the files as they were loaded */
};

/** Loads all that is needed; tells why where it cannot.  examiner_close() in any case. */
enum exit_code examiner_open(
    const struct session *session,
    const struct examiner_settings *settings,
    const char *counter,
    struct examiner *out);

/** Loads what changed.  No outcome may be kept across it. */
void examiner_refresh(struct examiner *examiner);

/** Now, or the time of `--at`. */
int64_t examiner_time(const struct examiner *examiner);

/**
 * Looks at one code.
 *
 * \param request  that it answers; NULL: none.  Must live as long as the outcome
 * \param out      what comes of it: outcome_forget()
 *
 * \return WALLET_ERR_MEMORY, where nothing comes of it; else WALLET_OK, whatever the verdict
 */
enum wallet_status examiner_look(
    struct examiner *examiner,
    const struct input *input,
    const struct wallet_request *request,
    struct outcome *out);

/**
 * Looks at the copies in a repository's answer, which says yes.  Where something was asked for and not
 * released, the clerk is to look at that, too.
 *
 * \param out  what comes of it: outcome_forget().  Without a view where there is no copy in it
 *
 * \return as examiner_look()
 */
enum wallet_status examiner_look_at_answer(
    struct examiner *examiner, const struct wallet_answer *answer, struct outcome *out);

/** How old trust list and status data are: {"age_seconds"}, null where there is none. */
json_t *examiner_trust_json(const struct examiner *examiner);
json_t *examiner_status_json(const struct examiner *examiner);

void examiner_close(struct examiner *examiner);

#endif
