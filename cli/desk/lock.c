/* SPDX-License-Identifier: Apache-2.0 */
#include "lock.h"

#include "output.h"

#include <string.h>

enum {
    WRONG_MAX = 5,
    PATIENCE_MS = 30000,
};

enum exit_code lock_read(const struct session *session, const char *path, struct lock *out)
{
    const char *wrong = path ? secret_line_read_file(session, path, &out->pin) : NULL;

    if (wrong) {
        complain(session, SAY(session, "no PIN in '%s'", "'%s' 中没有 PIN"), path);
        why(session, "%s", wrong);
        hint(
            session,
            SAY(session,
                "a file of one line that only you may read: chmod 600",
                "须为单独一行、仅本人可读的文件：chmod 600"));
        return EXIT_CODE_USAGE;
    }

    out->has_pin = path != NULL;
    return EXIT_CODE_OK;
}

static bool is_equal(const struct secret_line *pin, struct wallet_bytes given)
{
    unsigned difference = pin->size != given.size;

    for (size_t i = 0; i < SECRET_LINE_MAX; i++) {
        const uint8_t theirs = i < given.size ? given.data[i] : 0;
        difference |= (unsigned)((i < pin->size ? pin->text[i] : 0) ^ theirs);
    }

    return difference == 0;
}

enum lock_result lock_try(struct lock *lock, struct wallet_bytes pin, int64_t now_milliseconds)
{
    if (!lock->has_pin) {
        return LOCK_OPEN;
    }
    if (now_milliseconds < lock->patient_until) {
        return LOCK_WAIT;
    }
    if (is_equal(&lock->pin, pin)) {
        lock->wrong = 0;
        return LOCK_OPEN;
    }

    if (++lock->wrong % WRONG_MAX == 0) {
        lock->patient_until = now_milliseconds + PATIENCE_MS;
    }
    return LOCK_WRONG;
}

void lock_forget(struct lock *lock)
{
    secret_line_forget(&lock->pin);
}
