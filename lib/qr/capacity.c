/* SPDX-License-Identifier: Apache-2.0 */
#include "qr/capacity.h"

enum {
    LEVEL_COUNT = 4,
};

/* A row a version, in the order of enum wallet_qr_level: M, L, Q, H. */
static const uint16_t capacities[WALLET_QR_VERSION_MAX][LEVEL_COUNT] = {
    { 20, 25, 16, 10 },        { 38, 47, 29, 20 },       { 61, 77, 47, 35 },
    { 90, 114, 67, 50 },       { 122, 154, 87, 64 },     { 154, 195, 108, 84 },
    { 178, 224, 125, 93 },     { 221, 279, 157, 122 },   { 262, 335, 189, 143 },
    { 311, 395, 221, 174 },    { 366, 468, 259, 200 },   { 419, 535, 296, 227 },
    { 483, 619, 352, 259 },    { 528, 667, 376, 283 },   { 600, 758, 426, 321 },
    { 656, 854, 470, 365 },    { 734, 938, 531, 408 },   { 816, 1046, 574, 452 },
    { 909, 1153, 644, 493 },   { 970, 1249, 702, 557 },  { 1035, 1352, 742, 587 },
    { 1134, 1460, 823, 640 },  { 1248, 1588, 890, 672 }, { 1326, 1704, 963, 744 },
    { 1451, 1853, 1041, 779 },
};

size_t wlt_symbol_capacity(unsigned version, enum wallet_qr_level level)
{
    if (version < 1 || version > WALLET_QR_VERSION_MAX || (size_t)level >= LEVEL_COUNT) {
        return 0;
    }

    return capacities[version - 1][level];
}
