/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CHANGEOVER_H
#define WALLET_CLI_CHANGEOVER_H

#include "exit_code.h"
#include "session.h"

#include <limits.h>

/*
 * A trust store and a status store change as one, though they are two folders and maybe on two file
 * systems.  All that is to come is laid ready on each of them:
 *
 *     TRUST/.wallet-trust-draft/     trust.cbor, root.pub, crl/NAME; in .status the path of STATUS
 *     STATUS/.wallet-status-draft/   a folder an agency; in .trust the path of TRUST
 *
 * When all of this is on the disk, the first is renamed to .wallet-trust-ready: with that one call
 * everything has happened, before it nothing.  Then each thing is moved to its place, and what was
 * moved is no longer in the draft: whoever is cut short is followed by somebody who does the rest, see
 * resumption.h.  At the end the first is renamed back, and both are removed.
 *
 * No list says what to do, so none can lie: what is in a draft goes to the same name in its own store.
 * That each names the other shows that both are of one import.
 */
#define CHANGEOVER_TRUST_DRAFT  ".wallet-trust-draft"
#define CHANGEOVER_TRUST_READY  ".wallet-trust-ready"
#define CHANGEOVER_TRUST_OTHER  ".status" /* in the trust store's draft */
#define CHANGEOVER_STATUS_DRAFT ".wallet-status-draft"
#define CHANGEOVER_STATUS_OTHER ".trust" /* in the status store's draft */

struct changeover {
    char trust[PATH_MAX];  /* the stores, by their absolute paths */
    char status[PATH_MAX]; /* "": none yet */
    int trust_lock;        /* -1: not locked */
    int status_lock;       /* -1: not locked, or one folder is both */
};

/** Nothing is locked yet. */
#define CHANGEOVER_NONE                      \
    {                                        \
        .trust_lock = -1, .status_lock = -1, \
    }

/**
 * Locks a trust store for an import, making its folder.  What an earlier import left is brought to its
 * end, or removed where it was not committed.
 *
 * \param out  on success the lock; close() lets go of it
 */
enum exit_code changeover_lock_trust(const struct session *session, const char *store, int *out);

/** As changeover_lock_trust(), for a status store, and makes an empty folder of drafts in it. */
enum exit_code changeover_lock_status(const struct session *session, const char *store, int *out);

/** Removes the folder of drafts in a status store, and lets go of the lock. */
void changeover_unlock_status(const char *store, int lock);

/** Locks both stores and makes their drafts, which are the caller's to fill. */
enum exit_code changeover_start(
    const struct session *session, const char *trust, const char *status, struct changeover *out);

/** Puts all that is in the drafts in its place: a kill at any time leaves all of it to happen or none. */
enum exit_code changeover_commit(
    const struct session *session, const struct changeover *changeover);

/** Removes what was not committed, and lets go of the locks. */
void changeover_finish(struct changeover *changeover);

#endif
