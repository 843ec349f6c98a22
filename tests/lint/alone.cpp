/* SPDX-License-Identifier: Apache-2.0 */

/* The same in C++: compiles a public header with nothing before it: each must stand alone, twice. */
#include HEADER
#include HEADER

int main(void)
{
    return 0;
}
