/* SPDX-License-Identifier: Apache-2.0 */
#include "base/alloc.h"

#include <stdlib.h>

void *wlt_alloc(size_t count, size_t size)
{
    return calloc(count, size);
}

void wlt_free(void *memory)
{
    free(memory);
}
