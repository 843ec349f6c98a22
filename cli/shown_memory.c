/* SPDX-License-Identifier: Apache-2.0 */
#include "shown_memory.h"

#include "folder.h"
#include "output.h"
#include "place.h"

#include <stdio.h>
#include <string.h>

enum exit_code shown_memory_place(
    const struct session *session, const char *given, bool is_test, struct shown_memory *out)
{
    *out = (struct shown_memory){ .session = session };

    const bool found = given     ? place_join(out->path, given, "")
                       : is_test ? true
                                 : place_state(out->path, "wallet/shown.db");
    if (found) {
        return EXIT_CODE_OK;
    }

    complain(session, SAY(session, "shown codes cannot be remembered", "无法记录已出示的码"));
    why(session, SAY(session, "there is no home folder", "没有主目录"));
    hint(session, SAY(session, "name a file with --memory FILE", "请用 --memory FILE 指定文件"));
    return EXIT_CODE_FILE;
}

/* The folder of the default place is made; that of another one is its owner's. */
static void make_folder(const struct shown_memory *memory)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(memory->path, '/');

    if (slash && slash != memory->path) {
        (void)snprintf(folder, sizeof folder, "%.*s", (int)(slash - memory->path), memory->path);
        (void)folder_make(folder, 0700); /* what opens the store tells */
    }
}

static enum wallet_status remember(
    void *context,
    const uint8_t key[WALLET_REPLAY_KEY_SIZE],
    int64_t at_unix,
    int64_t until_unix,
    struct wallet_error *error)
{
    struct shown_memory *memory = context;

    if (memory->path[0] == '\0') {
        return WALLET_OK; /* under a test clock nothing is accepted for good */
    }
    if (!memory->store) {
        make_folder(memory);
        const enum wallet_status status =
            wallet_replay_store_open(memory->path, &memory->store, error);
        if (status != WALLET_OK) {
            return status == WALLET_ERR_REFUSED ? WALLET_ERR_FILE : status;
        }
    }

    const struct wallet_replay replay = wallet_replay_store_replay(memory->store);
    return replay.remember(replay.context, key, at_unix, until_unix, error);
}

struct wallet_replay shown_memory_replay(struct shown_memory *memory)
{
    return (struct wallet_replay){ remember, memory };
}

void shown_memory_close(struct shown_memory *memory)
{
    wallet_replay_store_close(memory->store);
    memory->store = NULL;
}
