/* SPDX-License-Identifier: Apache-2.0 */
#include <openssl/crypto.h>

/* Preloaded into the program: an OpenSSL of before the day on which Debian mended its SM2. */
const char *OpenSSL_version(int type)
{
    switch (type) {
    case OPENSSL_PLATFORM: return "platform: debian-amd64";
    case OPENSSL_BUILT_ON: return "built on: Wed Sep 23 03:52:17 2026 UTC";
    default: return "OpenSSL 3.0.22 25 Aug 2026";
    }
}
