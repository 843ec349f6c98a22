/* SPDX-License-Identifier: Apache-2.0 */
#include "print_paper.h"

#include <wallet/scan.h>

#include <string.h>

const char *const print_papers[] = { "a6", "a4", NULL };

/* A card lies, a sheet stands.  A sheet takes no more codes than one look of the scanner gives. */
static const struct print_paper papers[] = {
    { .name = "a6",
      .label = "A6",
      .width = 148,
      .height = 105,
      .margin = 6,
      .text = 3.1,
      .percent_max = 100,
      .percent_min = 85,
      .title = 5.4,
      .code = 63,
      .portrait = 21,
      .columns = 2,
      .codes_max = 1 },
    { .name = "a4",
      .label = "A4",
      .width = 210,
      .height = 297,
      .margin = 15,
      .text = 3.7,
      .percent_max = 125,
      .percent_min = 70,
      .title = 7.6,
      .code = 75,
      .portrait = 27,
      .columns = 3,
      .codes_max = WALLET_SCAN_CODE_MAX },
};

const struct print_paper *print_paper_of_name(const char *name)
{
    const struct print_paper *paper = papers;

    for (size_t i = 0; name && i < sizeof papers / sizeof papers[0]; i++) {
        if (strcmp(papers[i].name, name) == 0) {
            paper = &papers[i];
        }
    }

    return paper;
}
