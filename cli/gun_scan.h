/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GUN_SCAN_H
#define WALLET_CLI_GUN_SCAN_H

#include "gun.h"
#include "input.h"

/** Opens a gun and says that one may scan, or tells why it cannot; gun_close() if it could. */
enum exit_code gun_scan_open(const struct session *session, const char *path, struct gun *out);

/** Tells why there will be no more codes, after GUN_GONE and GUN_FAILED. */
enum exit_code gun_scan_complain_end(
    const struct session *session, const char *path, enum gun_event event, int problem);

/** Tells why what was read is no code. */
void gun_scan_complain_fault(const struct session *session, const char *path, enum gun_fault fault);

/**
 * Takes each code of a gun at once, cleaned as gun_clean() does, until it is asked to stop or the gun
 * is unplugged.
 *
 * \return the worst outcome
 */
enum exit_code gun_scan(
    const struct session *session, const char *path, const struct input_taker *taker);

#endif
