/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_BATCH_REASON_H
#define WALLET_CLI_BATCH_REASON_H

#include <wallet/error.h>

/* Why rows fail beside what the library says of them. */
#define BATCH_REASON_FEWER  "the row has fewer cells than the first row"
#define BATCH_REASON_MORE   "the row has more cells than the first row"
#define BATCH_REASON_INSIDE "a quote stands where none can: write \"\" for one in a quoted cell"
#define BATCH_REASON_OPEN   "a quoted cell has no end"
#define BATCH_REASON_LONG   "the row is longer than 256 KiB"
#define BATCH_REASON_MANY   "the row has more than 1024 cells"
#define BATCH_REASON_UTF8   "a character is not UTF-8"
#define BATCH_REASON_LIVE \
    "the holder has another licence of this type, which is in force (see --replace)"

/** The same in Chinese, for the clerk who has to put it right. */
const char *batch_reason_chinese(enum wallet_status status, const char *english);

#endif
