/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_GUN_FIND_H
#define WALLET_CLI_GUN_FIND_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/** The guns of a folder of links such as /dev/input/by-id. */
struct gun_found {
    size_t count;        /* how many look like one */
    size_t closed_count; /* of these, which cannot be opened by who asks */
    char path[PATH_MAX]; /* of one: the first that is closed, else the first */
};

/** Whether udev's name of a device is that of a gun as it is read here: its keyboard, or its line. */
bool gun_find_is_name(const char *name);

/** Adds what is in the folder, which need not be there; `out` starts with `= { 0 }`. */
void gun_find(const char *folder, struct gun_found *out);

#endif
