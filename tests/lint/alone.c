/* SPDX-License-Identifier: Apache-2.0 */

/* Compiles a public header with nothing before it: each must stand alone, twice. */
#include HEADER
#include HEADER

int main(void)
{
    return 0;
}
