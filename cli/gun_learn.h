/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GUN_LEARN_H
#define WALLET_CLI_GUN_LEARN_H

#include "exit_code.h"
#include "gun_code.h"
#include "session.h"

/** One code of the test card as it was read. */
struct gun_sample {
    struct wallet_bytes text; /* as it came */
    enum gun_end end;
    double milliseconds; /* from the first character to the last; negative: nobody knows */
};

/** What of the card was seen so far. */
struct gun_lesson {
    bool has_alphabet;
    bool has_long;
    enum exit_code code; /* EXIT_CODE_UNKNOWN: codes will not come as they are */
};

/** Prints what a code tells about the gun; what is on no card is passed over with a remark. */
void gun_learn_take(
    const struct session *session, const struct gun_sample *sample, struct gun_lesson *lesson);

/**
 * Reads the two codes of the test card in any order, from the gun or, where it is NULL, from the lines
 * of standard input, and prints what each tells: suffix, layout, Caps Lock, speed, what was lost, and
 * what to set.
 *
 * \return EXIT_CODE_OK if the gun may stay as it is, EXIT_CODE_UNKNOWN if it loses or changes characters
 */
enum exit_code gun_learn(const struct session *session, const char *gun);

#endif
