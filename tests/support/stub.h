/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_STUB_H
#define WALLET_TEST_STUB_H

enum {
    STUB_PATH_SIZE = 256
};

/** A program that a test writes: a shell script in a folder of its own. */
struct stub {
    char folder[STUB_PATH_SIZE];
    char path[STUB_PATH_SIZE + 8];
};

/** Writes a program that does what `script` says; `$0.again` is a file name that nobody else uses. */
struct stub stub_make(const char *script);

void stub_remove(const struct stub *stub);

/** The number that the next descriptor gets: the same again where none was left open. */
int stub_next_descriptor(void);

/** Fails where this process has a child, be it dead or alive. */
void stub_check_no_child(void);

#endif
