/* SPDX-License-Identifier: Apache-2.0 */
#include "repository_copy.h"

#include <stdlib.h>

/* In a build without PostgreSQL, where nobody comes here: the repository could not be made. */

struct copy *copy_open(const char *database)
{
    (void)database;
    abort();
}

void copy_row(struct copy *copy, struct raw *raw, const struct row *row)
{
    (void)copy;
    (void)raw;
    (void)row;
    abort();
}

void copy_close(struct copy *copy)
{
    (void)copy;
    abort();
}
