/* SPDX-License-Identifier: Apache-2.0 */
#include "decoder.h"

/* Takes the place of decoder_zxing.cc where the library is missing: passes with it are left out. */
const struct decoder decoder_zxing = { "zxing", NULL };
