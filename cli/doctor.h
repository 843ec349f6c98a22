/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_DOCTOR_H
#define WALLET_CLI_DOCTOR_H

#include "session.h"

enum doctor_result {
    DOCTOR_OK = 0,
    DOCTOR_WARN = 1, /* works, but not as well as it could */
    DOCTOR_FAIL = 2, /* something will not work */
};

struct doctor_finding {
    enum doctor_result result;
    char detail[640];
    const char *hint; /* NULL: nothing to do */
};

struct doctor_check {
    const char *name;
    const char *name_zh;
    void (*look)(const struct session *session, struct doctor_finding *out);
};

/** Prints one finding as a line and a hint, or as JSON; of `check` only the names are used. */
void doctor_print(
    const struct session *session,
    const struct doctor_check *check,
    const struct doctor_finding *finding);

/** Which cameras are plugged in, and whether they can be opened. */
void doctor_look_at_cameras(const struct session *session, struct doctor_finding *out);

/** Which scanner guns are plugged in, and whether they can be opened. */
void doctor_look_at_guns(const struct session *session, struct doctor_finding *out);

/** How old the imported status data is. */
void doctor_look_at_status(const struct session *session, struct doctor_finding *out);

/** How old the imported VICALs are. */
void doctor_look_at_vicals(const struct session *session, struct doctor_finding *out);

/** Whether the page of a clerk's desk is there. */
void doctor_look_at_desk(const struct session *session, struct doctor_finding *out);

/** All checks; ends with a zeroed entry. */
extern const struct doctor_check doctor_checks[];

#endif
