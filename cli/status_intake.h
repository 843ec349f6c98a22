/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_STATUS_INTAKE_H
#define WALLET_CLI_STATUS_INTAKE_H

#include <wallet/status.h>

#include "clock.h"
#include "exit_code.h"
#include "session.h"
#include "swap.h"
#include "trust_source.h"

#include <limits.h>

/*
 * Taking published status data in: one publication is verified and laid ready in the store's folder of
 * drafts, and then takes the place of the one that it is to replace.
 */
struct status_intake {
    const struct session *session;
    struct moment moment;
    struct trust_source trust;
    char store[PATH_MAX];                   /* locked: changeover_lock_status() */
    struct wallet_status_manifest manifest; /* of the one that was prepared last */
    struct swap swap;                       /* swap_drop() in any case */
};

/** Verifies all of a folder and lays it ready; tells why where it cannot. */
enum exit_code status_intake_prepare(struct status_intake *importing, const char *source);

/** Puts what was prepared in its place, and tells. */
enum exit_code status_intake_finish(struct status_intake *importing);

/** Tells what was prepared and is in its place now. */
void status_intake_tell(const struct status_intake *importing);

/** Tells that a source was not imported. */
enum exit_code status_intake_refuse(
    const struct status_intake *importing, const char *source, const struct wallet_error *error);

#endif
