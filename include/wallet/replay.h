/* SPDX-License-Identifier: Apache-2.0 */

/**
 * What makes a shown code good for one time only: a memory of those that were accepted.
 *
 * A verifier asks it last, when all else about a presentation holds, and accepts only what is new.
 * The table of functions lets a program bring a memory of its own; wallet_replay_store_open() gives
 * one in a file, which outlives the process and which any number of processes share.
 */
#ifndef WALLET_REPLAY_H
#define WALLET_REPLAY_H

#include <wallet/error.h>

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes of what stands for a presentation: a digest, so that all are of one length. */
#define WALLET_REPLAY_KEY_SIZE 32

/** How far, in seconds, a clock may go back without a word: as much as time servers put right. */
#define WALLET_REPLAY_LEEWAY 120

/** Something that remembers.  Passed and returned by value. */
struct wallet_replay {
    /**
     * Remembers a key; of all who ever ask for the same one, exactly one is told WALLET_OK.
     *
     * \param at_unix     now
     * \param until_unix  until when the key must not be forgotten: when the presentation is refused
     *                    for its age alone; not before `at_unix`
     *
     * \retval WALLET_OK           it was new, and is remembered for good
     * \retval WALLET_ERR_REFUSED  it was seen before
     *
     * Any other result means that it could not be told; nothing may be accepted then.
     */
    enum wallet_status (*remember)(
        void *context,
        const uint8_t key[WALLET_REPLAY_KEY_SIZE],
        int64_t at_unix,
        int64_t until_unix,
        struct wallet_error *error);
    void *context; /**< given to `remember` */
};

/**
 * A memory in a file (SQLite, with a file "-wal" and one "-shm" beside it while in use).  Processes
 * share the file, not the handle: a handle is for one thread at a time and does not survive fork().
 *
 * It also remembers the latest time that it was told.  A clock that goes back by more than
 * WALLET_REPLAY_LEEWAY is not believed, because codes that are forgotten would be fresh again: the
 * result is WALLET_ERR_UNDETERMINED.  Where it was the later time that was wrong, whoever is in charge
 * puts the file away while nobody uses it, and waits until the codes shown until then have expired.
 */
struct wallet_replay_store;

/**
 * Opens the store in a file, which is made, with mode 0600, if it is not there.  An existing file
 * that is no store is left as it is, and so is an empty one: its keys may have been lost.
 *
 * \param path  of a file on a local file system; borrowed for the call only
 * \param out   on success the store, which the caller owns: wallet_replay_store_close()
 *
 * \retval WALLET_ERR_ARGUMENT     no path, or an empty one
 * \retval WALLET_ERR_FILE         it cannot be made, read or written, or others keep it locked
 * \retval WALLET_ERR_MALFORMED    it is damaged, or is no database at all
 * \retval WALLET_ERR_STRUCTURE    it is another program's database
 * \retval WALLET_ERR_UNSUPPORTED  it was made by a later version
 * \retval WALLET_ERR_MEMORY
 */
WALLET_API WALLET_CHECKED enum wallet_status wallet_replay_store_open(
    const char *path, struct wallet_replay_store **out, struct wallet_error *error);

/** Closes the store.  NULL is allowed. */
WALLET_API void wallet_replay_store_close(struct wallet_replay_store *store);

/**
 * The store as something that remembers; borrows `store`.  A key is on the disk before it counts as
 * new: neither a crash of the process nor of the machine lets it pass twice.  Keys whose time is over
 * are forgotten little by little.  Besides the two results above its `remember` gives:
 *
 * WALLET_ERR_ARGUMENT for a time before 1970 or an end before now, WALLET_ERR_UNDETERMINED for a clock
 * that went back, and WALLET_ERR_FILE, WALLET_ERR_MALFORMED or WALLET_ERR_MEMORY as above.
 */
WALLET_API struct wallet_replay wallet_replay_store_replay(struct wallet_replay_store *store);

#ifdef __cplusplus
}
#endif

#endif
