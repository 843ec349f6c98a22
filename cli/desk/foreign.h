/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_FOREIGN_H
#define WALLET_DESK_FOREIGN_H

#include "input.h"
#include "session.h"

#include <jansson.h>

/*
 * What is no licence, or none that can be read, as the page names it: {"kind", "text", "hint", "have",
 * "of"}; the caller owns it.  The text of the code is never in it.
 */

/** NULL: it is a licence, or something that only verifying can tell. */
json_t *foreign_name(const struct session *session, const struct input *input);

/** Something else that was given and can be none, by what is known of it. */
json_t *foreign_make(const char *kind, const char *const text[2], const char *const hint[2]);

/** A picture, or several codes in one; the name of a kind of foreign_picture_kinds. */
enum foreign_picture {
    FOREIGN_NO_CODE = 0,      /* a picture without a code */
    FOREIGN_SEVERAL = 1,      /* more than one: which is meant? */
    FOREIGN_UNREADABLE = 2,   /* no picture that can be read */
    FOREIGN_NOT_A_CODE = 3,   /* a file that is neither picture nor code */
    FOREIGN_GUN_CONTROL = 4,  /* control characters, function keys or shortcuts */
    FOREIGN_GUN_TOO_LONG = 5, /* longer than any code */
    FOREIGN_GUN_LOST = 6,     /* characters were lost on the way */
};

json_t *foreign_picture(enum foreign_picture what);

#endif
