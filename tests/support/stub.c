/* SPDX-License-Identifier: Apache-2.0 */
#include "stub.h"

#include "test.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct stub stub_make(const char *script)
{
    struct stub stub = { .folder = "/tmp/wallet-scan-test-XXXXXX" };
    CHECK(mkdtemp(stub.folder));
    (void)snprintf(stub.path, sizeof stub.path, "%s/stub", stub.folder);

    FILE *file = fopen(stub.path, "we");
    CHECK(file);
    CHECK(fprintf(file, "#!/bin/sh\n%s\n", script) > 0);
    CHECK_EQUAL(fclose(file), 0);
    CHECK_EQUAL(chmod(stub.path, 0700), 0);
    return stub;
}

void stub_remove(const struct stub *stub)
{
    char again[sizeof stub->path + 8];
    (void)snprintf(again, sizeof again, "%s.again", stub->path);
    (void)unlink(again);
    CHECK_EQUAL(unlink(stub->path), 0);
    CHECK_EQUAL(rmdir(stub->folder), 0);
}

int stub_next_descriptor(void)
{
    const int descriptor = dup(STDERR_FILENO);
    CHECK(descriptor >= 0);
    (void)close(descriptor);
    return descriptor;
}

void stub_check_no_child(void)
{
    CHECK_EQUAL(waitpid(-1, NULL, WNOHANG), -1);
    CHECK_EQUAL(errno, ECHILD);
}
