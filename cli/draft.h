/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_DRAFT_H
#define WALLET_CLI_DRAFT_H

#include <wallet/bytes.h>

#include <limits.h>
#include <stdbool.h>
#include <sys/types.h>

/** A file that was written beside the one it is to become.  The calls give 0 or an errno. */
struct draft {
    const char *target; /* borrowed */
    char path[PATH_MAX];
    bool was_swapped; /* what was in the target before is now in the draft */
};

/** Writes it; nothing stays behind where it fails. */
int draft_write(const char *target, struct wallet_bytes content, mode_t mode, struct draft *out);

/** Gives it its name; EEXIST where that is taken, even if it was taken just now. */
int draft_publish(struct draft *draft);

/** Puts it in the place of what is there. */
int draft_replace(const struct draft *draft);

/** Puts it in the place of what is there, which it keeps for draft_retract(), where it can. */
int draft_swap(struct draft *draft);

/** Undoes draft_publish() or draft_swap(). */
void draft_retract(struct draft *draft);

/** Removes what is left of it beside the target. */
void draft_drop(struct draft *draft);

/** Makes sure that the folder of a file remembers it. */
void draft_sync_folder(const char *target);

#endif
