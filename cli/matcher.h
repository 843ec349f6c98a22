/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_MATCHER_H
#define WALLET_CLI_MATCHER_H

#include "exit_code.h"
#include "session.h"

#include <stdbool.h>

/*
 * The program that compares two faces: the portrait on record and a picture of whoever stands there.  How
 * well it does so is its maker's to answer for; here it is only asked.
 *
 * It is run as `PROGRAM PORTRAIT LIVE`, by no shell, with the paths of the two pictures.  Of the
 * environment it gets LANG, PATH and what a person's screen needs; standard input is empty.  Within its
 * time it prints one line of JSON and ends with exit code 0:
 *
 *     {"v":1,"model":"NAME VERSION","score":0.87,"threshold":0.8}     a program: both from 0 to 1
 *     {"v":1,"model":"person","decision":"same"}                      or "different", or "unsure"
 *
 * Anything else is no answer.
 */

enum {
    MATCHER_MODEL_SIZE = 201, /* bytes of the model's name, its NUL included */
    MATCHER_SECONDS = 120,    /* for a person to look */
    MATCHER_SECONDS_MAX = 600,
};

enum matcher_decision {
    MATCHER_SAME,
    MATCHER_DIFFERENT, /* or below the threshold */
    MATCHER_UNSURE,
};

/** What the matcher said. */
struct matcher_answer {
    char model[MATCHER_MODEL_SIZE];
    bool is_by_person;
    unsigned score;     /* thousandths, rounded down; 0 of a person */
    unsigned threshold; /* thousandths, rounded up; 0 of a person */
    enum matcher_decision decision;
};

/** Who is asked, about what. */
struct matcher {
    const char *program; /* a path, or a name in PATH */
    const char *portrait;
    const char *live;
    unsigned seconds; /* 0: MATCHER_SECONDS */
};

/** Runs the matcher; tells why where it gave no answer, which is EXIT_CODE_FILE. */
enum exit_code matcher_ask(
    const struct session *session, const struct matcher *matcher, struct matcher_answer *out);

/** Takes its one line; false for anything but an answer. */
bool matcher_read(const char *text, size_t size, struct matcher_answer *out);

#endif
