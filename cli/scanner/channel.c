/* SPDX-License-Identifier: Apache-2.0 */
#include "channel.h"

#include <unistd.h>

size_t channel_read(uint8_t *data, size_t size)
{
    size_t filled = 0;
    while (filled < size) {
        const ssize_t got = read(STDIN_FILENO, data + filled, size - filled);
        if (got <= 0) {
            break;
        }

        filled += (size_t)got;
    }

    return filled;
}

bool channel_write(const uint8_t *data, size_t size)
{
    while (size > 0) {
        const ssize_t written = write(STDOUT_FILENO, data, size);
        if (written <= 0) {
            return false;
        }

        data += written;
        size -= (size_t)written;
    }

    return true;
}
